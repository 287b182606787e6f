"""Somebody from outside who is let in for some days: that they do not work here, where their mail leads, and what they
open once."""

from datetime import date
from uuid import UUID

from app.actions.acting import Acting
from app.actions.sign_in import FIRST_LINK_LASTS
from app.db import people, sign_in, visits
from app.db.openings import Opening, log_opening, opened_since
from app.db.sign_in import LinkKind
from app.domain.access_given import ONE_OPENING
from app.domain.people import Person, Role
from app.domain.refusals import BadInput, Fault, NotFound
from app.domain.wording import day_words


def insist_outside(acting: Acting, person: UUID, so: str) -> Person:
    """Whoever it is. Raises BadInput, ending in `so`, where they work for the training provider."""
    found = people.find(acting.session, person, acting.today)
    if found is None:
        raise NotFound("There is nobody of that id here, or the account has ended.")
    works_here = any(one.role is Role.TUTOR for one in people.memberships(acting.session, person, acting.today))
    if found.provider_roles or works_here:
        raise BadInput([Fault("email", f"{found.name} works for the training provider, {so}.")])
    return found


def insist_no_visit(acting: Acting, person: UUID, since: date) -> None:
    """Whoever is let in on a visit has no part here. Raises BadInput (path `email`), as `visit_in_the_way` says."""
    if said := visit_in_the_way(acting, person, since):
        raise BadInput([Fault("email", said)])


def visit_in_the_way(acting: Acting, person: UUID, since: date) -> str:
    """Why somebody is given no part here from a day on: a visit of theirs has not ended by then; "" where none is.

    An administrator ends it first, so that nobody keeps or loses one unnoticed. Whoever asks holds the installation.
    """
    until = visits.open_from(acting.session, person, max(since, acting.today))
    if until is None:
        return ""
    name = people.names(acting.session, [person])[person]
    return (
        f"{name} is let in from outside for a visit until {day_words(until)}, and whoever visits has no part here. "
        "An administrator ends that visit first."
    )


def address_mailed(acting: Acting, found: Person, own: str) -> dict[str, str | bool]:
    """What a mail says of where to go: `own`, or for somebody without a password the link to set one."""
    base = acting.settings.base_url
    _, password = sign_in.password_hash(acting.session, found.email) or (found.id, None)
    new = password is None
    address = f"{base}{own}"
    if new:
        sign_in.end_links(acting.session, found.id, acting.now)
        secret = sign_in.issue_link(acting.session, LinkKind.SET_PASSWORD, found.id, acting.now, FIRST_LINK_LASTS)
        address = f"{base}/link/{LinkKind.SET_PASSWORD.value}/{secret}"
        acting.record("provider", "link_sent", str(found.id))
    return {"new": new, "address": address, "sign_in": f"{base}/sign-in"}


def log_once(acting: Acting, one: Opening) -> None:
    """Record the opening of a file unless this is one that is recorded; of two at once, one waits for the other."""
    since = acting.now - ONE_OPENING
    if opened_since(acting.session, one, since):
        return
    acting.lock(one.apprenticeship)
    if not opened_since(acting.session, one, since):
        log_opening(acting.session, one, at=acting.now)
