"""Taking a piece into the portfolio or leaving it out, and the order in which the assessor reads them."""

from collections.abc import Sequence
from uuid import UUID

from app.actions.acting import Acting
from app.db import evidence
from app.db import portfolio as db
from app.domain.permissions import Permission
from app.domain.portfolio import Choice, may_be_chosen
from app.domain.refusals import BadInput, Fault, NotFound, WrongState


def choose_piece(acting: Acting, apprenticeship: UUID, number: int, *, included: bool) -> None:
    """Take a piece in or leave it out. The same once more changes nothing. Raises NotFound, WrongState."""
    acting.insist(Permission.CHOOSE_PIECES, apprenticeship)
    acting.lock(apprenticeship)
    one = evidence.load(acting.session, apprenticeship, number)
    if one.counting is None:
        raise NotFound
    if included and not may_be_chosen(one):
        raise WrongState(f"{one.name} is withdrawn or closed, so it cannot go to the assessor.")
    before = db.choices_of(acting.session, apprenticeship).get(number)
    if before is not None and before.included == included:
        return
    choice = Choice(number, included, before.position if before and included else None)
    db.choose(acting.session, apprenticeship, choice, by=acting.person.id, at=acting.now)
    acting.record(apprenticeship, "piece_chosen" if included else "piece_left_out", one.name)


def order_pieces(acting: Acting, apprenticeship: UUID, numbers: Sequence[int]) -> None:
    """Put pieces into this order, all of them in the portfolio. Raises BadInput for one that cannot be."""
    acting.insist(Permission.CHOOSE_PIECES, apprenticeship)
    acting.lock(apprenticeship)
    if len(set(numbers)) != len(numbers):
        raise BadInput([Fault("order", "A piece stands twice in this order.")])
    found = {one.number for one in evidence.load_many(acting.session, apprenticeship, numbers) if may_be_chosen(one)}
    missing = [f"E{number}" for number in numbers if number not in found]
    if missing:
        raise BadInput([Fault("order", f"These cannot go to the assessor: {', '.join(missing)}.")])
    before = db.choices_of(acting.session, apprenticeship)
    # Whoever left one out meanwhile meant it: putting the others in order does not take it in again.
    if left := [f"E{number}" for number in numbers if number in before and not before[number].included]:
        raise BadInput(
            [Fault("order", f"Left out meanwhile: {', '.join(left)}. Put the others in order, as they are now.")]
        )
    standing = sorted((one.position, one.number) for one in before.values() if one.position is not None)
    if [number for _, number in standing] == list(numbers) and all(before[number].included for number in numbers):
        return
    db.put_in_order(acting.session, apprenticeship, numbers, by=acting.person.id, at=acting.now)
    acting.record(apprenticeship, "pieces_ordered", "portfolio", pieces=len(numbers))
