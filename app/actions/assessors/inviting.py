"""Giving an assessor access to one frozen version, with a mail, and ending it."""

from dataclasses import dataclass
from uuid import UUID

from app.actions.acting import Acting
from app.actions.from_outside import address_mailed, insist_outside
from app.actions.people import known_or_added
from app.db import apprenticeships, installation, portfolio
from app.db import assessor_grants as db
from app.domain.access_given import GrantState, insist_days
from app.domain.assessor_grants import LONGEST, Ask, Grant
from app.domain.people import Person, Role
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound, WrongState
from app.domain.wording import day_words

_ENDED = {
    GrantState.EXPIRED: "This access has ended by itself.",
    GrantState.CONFLICT: "This access ended when the assessor stated a conflict of interest.",
    GrantState.REVOKED: "This access was ended already.",
}


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who is invited, by name and email address, and to what."""

    name: str
    email: str
    ask: Ask


def invite_assessor(acting: Acting, apprenticeship: UUID, invitation: Invitation) -> int:
    """Give somebody access to one frozen version and mail them; returns the grant's number.

    The same once more by the same person changes nothing and sends nothing. Raises NotFound for a version that there
    is not, BadInput for days that will not do and for somebody who is not independent of this apprenticeship,
    WrongState where they can read that version already.
    """
    acting.insist(Permission.INVITE_ASSESSOR, apprenticeship)
    acting.lock(apprenticeship)
    ask = invitation.ask
    if not portfolio.versions_of(acting.session, apprenticeship, ask.version):
        raise BadInput([Fault("version", "Choose one of the frozen versions.")])
    insist_days(ask.since, ask.last_day, acting.today, longest=LONGEST, lasts="Access lasts a year")
    person = known_or_added(acting, invitation.name, invitation.email)
    found = _insist_independent(acting, apprenticeship, person)
    for one in db.of_record(acting.session, apprenticeship):
        if one.person.id == person and one.ask.version == ask.version and one.state(acting.today) not in _ENDED:
            if one.ask == ask and one.by.id == acting.person.id:
                return one.seq
            raise WrongState(
                f"{one.person.name} has access to version {ask.version} already. End that first to give another."
            )
    seq = db.add(acting.session, apprenticeship, person, ask, by=acting.person.id, at=acting.now)
    _mail(acting, apprenticeship, found, ask)
    acting.record(
        apprenticeship,
        "assessor_invited",
        str(person),
        grant=seq,
        version=ask.version,
        since=ask.since.isoformat(),
        until=ask.last_day.isoformat(),
        taking="yes" if ask.may_take else "no",
    )
    return seq


def revoke_access(acting: Acting, apprenticeship: UUID, seq: int) -> Grant:
    """End a grant at once; returns it as it was. The same once more by the same person changes nothing.

    Raises NotFound, and WrongState where it has ended already.
    """
    acting.insist(Permission.INVITE_ASSESSOR, apprenticeship)
    acting.lock(apprenticeship)
    grant = next((one for one in db.of_record(acting.session, apprenticeship) if one.seq == seq), None)
    if grant is None:
        raise NotFound
    state = grant.state(acting.today)
    if state is GrantState.REVOKED and grant.revoked_by and grant.revoked_by.id == acting.person.id:
        return grant
    if state in _ENDED:
        raise WrongState(_ENDED[state])
    db.revoke(acting.session, grant, by=acting.person.id, at=acting.now)
    acting.record(apprenticeship, "assessor_ended", str(grant.person.id), grant=seq, version=grant.ask.version)
    return grant


def _insist_independent(acting: Acting, apprenticeship: UUID, person: UUID) -> Person:
    """Nobody assesses whom they taught, employed or checked. Raises BadInput."""
    held = [one for one in apprenticeships.members(acting.session, apprenticeship) if one[0].id == person]
    if any(role is not Role.ASSESSOR for _, role, *_ in held):
        said = f"{held[0][0].name} has or had a part in this apprenticeship, so they cannot assess it independently."
        raise BadInput([Fault("email", said)])
    return insist_outside(acting, person, "so they cannot assess independently")


def _mail(acting: Acting, apprenticeship: UUID, found: Person, ask: Ask) -> None:
    """One mail: to somebody without a password with the link to set one."""
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    mail = {
        "to": found.email,
        "template": "assessor",
        "name": found.first_name,
        "provider": acting.settings.provider_name,
        "standard": f"{one.standard} version {one.version}",
        "since": day_words(ask.since) if ask.since > acting.today else "",
        "last_day": day_words(ask.last_day),
        **address_mailed(acting, found, "/portfolio"),
    }
    installation.add_job(acting.session, "mail", mail, acting.now)
