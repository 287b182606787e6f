"""Erasing what was typed of a visit: the organisation and the purpose, where they turn out to name a client."""

from app.actions.acting import Acting
from app.actions.breaches import JOB
from app.actions.visits.granting import chains_of
from app.db import breaches, history, installation
from app.db import visits as db
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound, WrongState
from app.domain.wording import ERASED
from app.domain.words_erased import Worded, WordsOf


def erase_visit_words(acting: Acting, number: int, typed: str) -> str:
    """Take away the organisation and the purpose of a visit for good; its name.

    `typed` is that name, such as visit 3, to be sure. Who visited, the days and what was opened stay. It is done on
    every record that reads them at once. Raises NotFound, BadInput by `what`, WrongState where they are gone already.
    """
    acting.insist_provider_wide(Permission.ERASE_WORDS)
    found = db.numbered(acting.session, number)
    if found is None:
        raise NotFound
    records = sorted(found.ask.apprenticeships)
    for one in records:
        acting.lock(one)
    installation.hold(acting.session)
    if not db.has_words(acting.session, number, ERASED):
        raise WrongState("The words of this visit are erased already.")
    visit = Worded(WordsOf.VISIT, str(number))
    if " ".join(typed.split()).casefold() != visit.name:
        raise BadInput([Fault("what", f"Type {visit.name} to erase its words. Nothing brings them back.")])
    breaches.erase_worded(acting.session, records[0], visit, acting.now)
    installation.forget_answers(acting.session, records[0])
    installation.add_job(acting.session, JOB, {"apprenticeship": str(records[0]), "files": []}, acting.now)
    for chain in chains_of(found.ask):
        history.append(
            acting.session, chain, at=acting.now, by=acting.person.id, action="words_erased", subject=visit.name
        )
    return visit.name
