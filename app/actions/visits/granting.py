"""Granting a visit to somebody from outside, with a mail, and ending it at once."""

from dataclasses import dataclass, replace
from uuid import UUID

from app.actions.acting import Acting
from app.actions.from_outside import address_mailed, insist_outside
from app.actions.people import known_or_added
from app.db import history, installation, people, sampling
from app.db import visits as db
from app.domain.access_given import NOT_ENDED, GrantState
from app.domain.people import Person
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound, WrongState
from app.domain.visits import Ask, Sight, Visit, insist_visit
from app.domain.wording import day_words

_ENDED = {
    GrantState.EXPIRED: "This visit has ended by itself.",
    GrantState.REVOKED: "This visit was ended already.",
}


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who visits, by name and email address, and what for."""

    name: str
    email: str
    ask: Ask


def grant_visit(acting: Acting, invitation: Invitation) -> int:
    """Let somebody from outside see what is named, for a time, and mail them; returns the visit's number.

    The same once more by the same person changes nothing and sends nothing. Raises BadInput by field: for days that
    will not do, for nothing or nobody to see, and for somebody who is not from outside.
    """
    acting.insist_provider_wide(Permission.GRANT_VISIT)
    drawn = _drawn(acting, invitation.ask.draw)
    ask = replace(invitation.ask, apprenticeships=invitation.ask.apprenticeships | drawn)
    insist_visit(ask, acting.today, drawn)
    for one in sorted(ask.apprenticeships):
        _lock(acting, one)
    person = known_or_added(acting, invitation.name, invitation.email)
    found = insist_outside(acting, person, "so they see what they may without a visit")
    _insist_no_part(acting, found, ask)
    for visit in db.of_person(acting.session, person):
        if visit.ask == ask and visit.by.id == acting.person.id and visit.state(acting.today) in NOT_ENDED:
            return visit.number
    number = db.add(acting.session, person, ask, by=acting.person.id, at=acting.now)
    _mail(acting, found, ask)
    told = {
        "sights": " ".join(one.value for one in Sight if one in ask.sights),
        "since": ask.since.isoformat(),
        "until": ask.last_day.isoformat(),
    }
    for chain in chains_of(ask):
        acting.record(chain, "visit_granted", str(person), visit=number, **told)
    return number


def end_visit(acting: Acting, number: int) -> Visit:
    """End a visit at once; returns it as it was. The same once more by the same person changes nothing.

    Raises NotFound, and WrongState where it has ended already.
    """
    acting.insist_provider_wide(Permission.GRANT_VISIT)
    found = db.numbered(acting.session, number)
    if found is None:
        raise NotFound
    for one in sorted(found.ask.apprenticeships):
        acting.lock(one)
    installation.hold(acting.session)
    visit = db.numbered(acting.session, number) or found
    state = visit.state(acting.today)
    if state is GrantState.REVOKED and visit.ended_by and visit.ended_by.id == acting.person.id:
        return visit
    if state in _ENDED:
        raise WrongState(_ENDED[state])
    db.end(acting.session, visit, by=acting.person.id, at=acting.now)
    for chain in chains_of(visit.ask):
        acting.record(chain, "visit_ended", str(visit.person.id), visit=number)
    return visit


def chains_of(ask: Ask) -> list[UUID | str]:
    """Where what becomes of a visit is told: to the provider, and on each record that it shows something of."""
    return [history.PROVIDER, *sorted(ask.apprenticeships)]


def _drawn(acting: Acting, draw: int | None) -> frozenset[UUID]:
    """The apprentices of whom a draw has decisions. Raises BadInput where there is no such draw."""
    if draw is None:
        return frozenset()
    rows = sampling.sampled_of(acting.session, draw)
    if not rows:
        raise BadInput([Fault("draw", "Choose one of the drawn samples.")])
    return frozenset(row.apprenticeship for row in rows)


def _lock(acting: Acting, apprenticeship: UUID) -> None:
    try:
        acting.lock(apprenticeship)
    except NotFound:
        raise BadInput([Fault("apprenticeship", "Choose among the apprentices that are here.")]) from None


def _insist_no_part(acting: Acting, found: Person, ask: Ask) -> None:
    """Whoever has a part in anything here, or ever had one in what they would see, is granted no visit.

    Raises BadInput. Nor is anybody given a part while the visit lasts: `insist_no_visit`.
    """
    if people.has_part(acting.session, found.id, acting.today, ask.last_day):
        said = f"{found.name} has a part in an apprenticeship here, so they do not come from outside."
    elif people.ever_on(acting.session, found.id, ask.apprenticeships):
        said = f"{found.name} had a part in an apprenticeship that you chose, so they do not come to it from outside."
    else:
        return
    raise BadInput([Fault("email", said)])


def _mail(acting: Acting, found: Person, ask: Ask) -> None:
    """One mail: to somebody without a password with the link to set one."""
    mail = {
        "to": found.email,
        "template": "visit",
        "name": found.first_name,
        "provider": acting.settings.provider_name,
        "since": day_words(ask.since) if ask.since > acting.today else "",
        "last_day": day_words(ask.last_day),
        **address_mailed(acting, found, "/visit"),
    }
    installation.add_job(acting.session, "mail", mail, acting.now)
