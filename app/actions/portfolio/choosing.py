"""Taking a piece into the portfolio or leaving it out, and the order in which the assessor reads them."""

from collections.abc import Sequence
from uuid import UUID

from app.actions.acting import Acting
from app.answers.portfolio import chosen_of
from app.db import apprenticeships, evidence
from app.db import portfolio as db
from app.domain.permissions import Permission
from app.domain.portfolio import Choice, Merged, insist_order, may_be_chosen, merged
from app.domain.refusals import NotFound, WrongState


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
    """Put the pieces that are in the portfolio into this order. Raises BadInput unless it names each of them once.

    The same order once more changes nothing.
    """
    acting.insist(Permission.CHOOSE_PIECES, apprenticeship)
    acting.lock(apprenticeship)
    insist_order(numbers, _included(acting, apprenticeship))
    _put_in_order(acting, apprenticeship, numbers)


def order_pieces_as_listed(acting: Acting, apprenticeship: UUID, numbers: Sequence[int]) -> Merged:
    """Put the pieces into the order of a list that somebody had before them, which may be older than what is in now.

    Whoever left one out meanwhile, or took one in, meant it: ordering the others does not undo that. What was in the
    list and is out stays out; what is new comes last. Returns what was kept, and what differs from the list.
    """
    acting.insist(Permission.CHOOSE_PIECES, apprenticeship)
    acting.lock(apprenticeship)
    found = merged(numbers, _included(acting, apprenticeship))
    _put_in_order(acting, apprenticeship, found.numbers)
    return found


def _included(acting: Acting, apprenticeship: UUID) -> list[int]:
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    return [each.evidence.number for each in chosen_of(acting.session, acting.catalogue, one)[0] if each.included]


def _put_in_order(acting: Acting, apprenticeship: UUID, numbers: Sequence[int]) -> None:
    before = db.choices_of(acting.session, apprenticeship)
    standing = sorted((one.position, one.number) for one in before.values() if one.position is not None)
    if [number for _, number in standing if number in numbers] == list(numbers):
        return
    db.put_in_order(acting.session, apprenticeship, numbers, by=acting.person.id, at=acting.now)
    order = " ".join(f"E{number}" for number in numbers)
    acting.record(apprenticeship, "pieces_ordered", "portfolio", pieces=len(numbers), order=order)
