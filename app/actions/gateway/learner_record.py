"""Entering what the learner record says, to be compared with the account long before a certificate is asked for."""

from uuid import UUID

from app.actions.acting import Acting
from app.db import apprenticeships
from app.db.gateway import learner_record as db
from app.domain.gateway.learner_record import as_kept, insist_revision, same_name
from app.domain.permissions import Permission


def keep_learner_record(
    acting: Acting, apprenticeship: UUID, *, name: str, number: str, difference: str, revision: int
) -> None:
    """Enter the record over the one of this revision, 0 where none was there. The same once more changes nothing.

    History tells whether the name is the account’s, whether there is a number, and whether it is said why they differ;
    never any of them. Raises BadInput by `name`, `number` and `difference`, WrongState where somebody else entered it
    meanwhile.
    """
    acting.insist(Permission.KEEP_LEARNER_RECORD, apprenticeship)
    acting.lock(apprenticeship)
    record = as_kept(name, number, difference)
    kept = db.learner_record(acting.session, apprenticeship)
    if kept is not None and kept.record == record:
        return
    insist_revision(kept, revision)
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    db.keep(acting.session, apprenticeship, record, revision + 1, by=acting.person.id, at=acting.now)
    acting.record(
        apprenticeship,
        "learner_record_kept",
        "learner record",
        revision=revision + 1,
        name_matches="yes" if same_name(record.name, one.apprentice.name) else "no",
        has_number="yes" if record.number else "no",
        is_explained="yes" if record.difference else "no",
    )
