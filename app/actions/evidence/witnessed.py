"""Clearing what a witness signed, which may come after its piece was cleared."""

from uuid import UUID

from app.actions.acting import Acting
from app.actions.words_beside import look_through
from app.db import evidence as db
from app.db import testimony as testimonies
from app.domain.evidence import may_see
from app.domain.evidence.reading import insist_not_closed
from app.domain.permissions import Permission
from app.domain.refusals import NotFound
from app.domain.testimony import field_of, insist_may_be_cleared, said_by


def clear_testimony(acting: Acting, apprenticeship: UUID, number: int, seq: int, *, cleared: bool) -> None:
    """Open what a witness signed to those who read only what is cleared and to the assessor, or close it again.

    The same once more changes nothing. Raises NotFound, WrongState for what is not signed or is closed, Unsettled.
    """
    member = acting.insist(Permission.CLEAR_EVIDENCE, apprenticeship)
    acting.lock(apprenticeship)
    evidence = db.load(acting.session, apprenticeship, number)
    asked = testimonies.of_piece(acting.session, apprenticeship, number) if may_see(member, evidence) else []
    found = next((one for one in asked if one.seq == seq), None)
    if found is None:
        raise NotFound
    insist_not_closed(evidence)
    insist_may_be_cleared(found)
    if (found.cleared_at is not None) == cleared:
        return
    if cleared:
        look_through(acting, apprenticeship, f"{evidence.name} testimony {seq}", {field_of(found): said_by(found)})
        testimonies.clear(acting.session, found, acting.person.id, acting.now)
    else:
        testimonies.end_clearing(acting.session, found, acting.now)
    action = "testimony_cleared" if cleared else "testimony_clearing_ended"
    acting.record(apprenticeship, action, evidence.name, version=found.version, testimony=seq)
