"""The private list of names to watch for in an apprentice's evidence: a name is typed to add it or to end it."""

from uuid import UUID

from app.actions.acting import Acting, Installation
from app.actions.evidence.checking import check_drafts_again
from app.db import apprenticeships, watch_names
from app.domain.confidentiality.watching import hashes_of, names_in
from app.domain.people import ENDED
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, WrongState

MOST_NAMES = 500


def watch_name(acting: Acting, apprenticeship: UUID, name: str) -> bool:
    """Watch for a name; False where it is watched already. Open drafts are looked through for it at once."""
    acting.insist(Permission.WATCH_NAMES, apprenticeship)
    acting.lock(apprenticeship)
    if apprenticeships.load(acting.session, apprenticeship, acting.today).status in ENDED:
        raise WrongState("This apprenticeship has ended, so no names are kept for it any more.")
    hashes, kept = _hashes(acting, apprenticeship, name), watch_names.kept(acting.session, apprenticeship)
    if hashes[0] in kept:
        return False
    if names_in(kept) >= MOST_NAMES:
        raise WrongState(f"{MOST_NAMES} names are watched already. Take one away first.")
    watch_names.keep(acting.session, apprenticeship, hashes, acting.person.id, acting.now)
    _record(acting, apprenticeship, "name_watched")
    check_drafts_again(acting, apprenticeship)
    return True


def stop_watching(acting: Acting, apprenticeship: UUID, name: str) -> bool:
    """Watch for a name no longer; False where it was not watched."""
    acting.insist(Permission.WATCH_NAMES, apprenticeship)
    acting.lock(apprenticeship)
    hashes = _hashes(acting, apprenticeship, name)
    if hashes[0] not in watch_names.kept(acting.session, apprenticeship):
        return False
    watch_names.drop(acting.session, apprenticeship, hashes)
    _record(acting, apprenticeship, "name_not_watched")
    return True


def forget_lists_of_ended(house: Installation) -> None:
    """Forget the lists of apprenticeships that have ended by today."""
    with house.database.writing() as session:
        listed = watch_names.listed(session)
        for one in apprenticeships.load_many(session, house.today(), listed):
            if one.status in ENDED:
                watch_names.drop_all(session, one.id)


def _hashes(acting: Acting, apprenticeship: UUID, name: str) -> tuple[str, ...]:
    found = hashes_of(acting.settings.secret, apprenticeship, name)
    if not found:
        raise BadInput([Fault("name", "Enter a name, such as a first name and a surname.")])
    return found


def _record(acting: Acting, apprenticeship: UUID, action: str) -> None:
    names = names_in(watch_names.kept(acting.session, apprenticeship))
    acting.record(apprenticeship, action, str(apprenticeship), names=names)
