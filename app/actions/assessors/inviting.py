"""Giving an assessor access to one frozen version, with a mail, and ending it."""

from dataclasses import dataclass
from uuid import UUID

from app.actions.acting import Acting
from app.actions.people import known_or_added
from app.actions.sign_in import FIRST_LINK_LASTS
from app.db import apprenticeships, installation, people, portfolio, sign_in
from app.db import assessor_grants as db
from app.db.sign_in import LinkKind
from app.domain.assessor_grants import Ask, Grant, GrantState, insist_days
from app.domain.people import Role
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
    insist_days(ask, acting.today)
    person = known_or_added(acting, invitation.name, invitation.email)
    _insist_independent(acting, apprenticeship, person)
    for one in db.of_record(acting.session, apprenticeship):
        if one.person.id == person and one.ask.version == ask.version and one.state(acting.today) not in _ENDED:
            if one.ask == ask and one.by.id == acting.person.id:
                return one.seq
            raise WrongState(
                f"{one.person.name} has access to version {ask.version} already. End that first to give another."
            )
    seq = db.add(acting.session, apprenticeship, person, ask, by=acting.person.id, at=acting.now)
    _mail(acting, apprenticeship, person, ask)
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


def _insist_independent(acting: Acting, apprenticeship: UUID, person: UUID) -> None:
    """Nobody assesses whom they taught, employed or checked. Raises BadInput."""
    found = people.find(acting.session, person, acting.today)
    if found is None:
        raise NotFound("There is nobody of that id here, or the account has ended.")
    held = [one for one in apprenticeships.members(acting.session, apprenticeship) if one[0].id == person]
    if any(role is not Role.ASSESSOR for _, role, *_ in held):
        said = f"{found.name} has or had a part in this apprenticeship, so they cannot assess it independently."
        raise BadInput([Fault("email", said)])
    works_here = any(one.role is Role.TUTOR for one in people.memberships(acting.session, person, acting.today))
    if found.provider_roles or works_here:
        said = f"{found.name} works for the training provider, so they cannot assess independently."
        raise BadInput([Fault("email", said)])


def _mail(acting: Acting, apprenticeship: UUID, person: UUID, ask: Ask) -> None:
    """One mail: to somebody without a password with the link to set one."""
    found = people.find(acting.session, person, acting.today)
    assert found is not None
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    base = acting.settings.base_url
    _, password = sign_in.password_hash(acting.session, found.email) or (person, None)
    new = password is None
    address = f"{base}/portfolio"
    if new:
        sign_in.end_links(acting.session, person, acting.now)
        secret = sign_in.issue_link(acting.session, LinkKind.SET_PASSWORD, person, acting.now, FIRST_LINK_LASTS)
        address = f"{base}/link/{LinkKind.SET_PASSWORD.value}/{secret}"
        acting.record("provider", "link_sent", str(person))
    mail = {
        "to": found.email,
        "template": "assessor",
        "name": found.first_name,
        "provider": acting.settings.provider_name,
        "standard": f"{one.standard} version {one.version}",
        "since": day_words(ask.since) if ask.since > acting.today else "",
        "last_day": day_words(ask.last_day),
        "new": new,
        "address": address,
        "sign_in": f"{base}/sign-in",
    }
    installation.add_job(acting.session, "mail", mail, acting.now)
