"""The assessor's statement on entering: no conflict of interest, or that there is one, which ends the access."""

from uuid import UUID

from app.actions.acting import Acting
from app.db import assessor_grants as db
from app.db import concerns, installation
from app.domain.access_given import NOT_ENDED, GrantState
from app.domain.assessor_grants import Grant
from app.domain.refusals import NotFound


def state_conflict(acting: Acting, grant: UUID, *, conflict: bool) -> Grant:
    """Keep what the holder of an open grant says; returns the grant as it was. A conflict ends it, later too.

    It ends every other access of theirs to this apprentice with it, one that has not begun as well: a conflict is with
    people, not with a version.
    Which conflict it is is not asked: no words of an assessor are kept here. The administrators are told by mail.
    Raises NotFound for a grant that is not theirs or not open; saying again that there is a conflict changes nothing.
    """
    found = db.find(acting.session, grant, acting.person.id)
    if found is None:
        raise NotFound
    acting.lock(found.apprenticeship)
    found = db.find(acting.session, grant, acting.person.id)
    if found is None or not _may_say(found, acting, conflict):
        raise NotFound
    if found.conflict or (found.stated_at is not None and not conflict):
        return found
    action = "assessor_has_conflict" if conflict else "assessor_has_no_conflict"
    for one in _not_ended(acting, found) if conflict else (found,):
        db.state(acting.session, one, conflict=conflict, at=acting.now)
        acting.record(one.apprenticeship, action, str(acting.person.id), grant=one.seq, version=one.ask.version)
    if conflict:
        _tell(acting, found)
    return found


def _may_say(grant: Grant, acting: Acting, conflict: bool) -> bool:
    state = grant.state(acting.today)
    return state is GrantState.OPEN or (conflict and state is GrantState.CONFLICT)


def _not_ended(acting: Acting, grant: Grant) -> list[Grant]:
    every = db.of_record(acting.session, grant.apprenticeship)
    return [one for one in every if one.person.id == acting.person.id and one.state(acting.today) in NOT_ENDED]


def _tell(acting: Acting, grant: Grant) -> None:
    address = f"{acting.settings.base_url}/a/{grant.apprenticeship}/portfolio/assessors"
    for administrator in concerns.administrators(acting.session, acting.today):
        mail = {
            "to": administrator.email,
            "template": "assessor_conflict",
            "name": administrator.name.split()[0],
            "assessor": acting.person.name,
            "provider": acting.settings.provider_name,
            "address": address,
        }
        installation.add_job(acting.session, "mail", mail, acting.now)
