"""Who employs an apprentice: another employer from a day on, another contact, and no employer at all for a time."""

from datetime import date
from uuid import UUID

from app.actions.acting import Acting
from app.actions.apprenticeships import Newcomer, change_member, insist_on_one_party
from app.actions.terms import lay
from app.db import apprenticeships, breaks, people
from app.domain.agreed import AHEAD
from app.domain.apprenticeships import Apprenticeship, Gap, Named, PauseKind
from app.domain.people import Role
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, WrongState
from app.domain.wording import day_words


def change_employer(
    acting: Acting,
    apprenticeship: UUID,
    organisation: str,
    contact: Newcomer,
    since: date,
    reason: str = "",
    *,
    ended_on: date | None = None,
) -> UUID:
    """From a day on another organisation, or the same with another contact; returns the contact's id.

    Where the organisation is another, everybody who acted for the old one ends on the day itself, or on `ended_on`,
    the first day without it, where nobody employed the apprentice in between. All else that was agreed stays, and
    what they did keeps their name.
    """
    acting.insist(Permission.MANAGE_PEOPLE, apprenticeship)
    acting.lock(apprenticeship)
    found = apprenticeships.load(acting.session, apprenticeship, since)
    if faults := _faults(found, since, ended_on):
        raise BadInput(faults)
    employer = people.organisation(acting.session, organisation)
    if employer != found.terms.employer.id:
        person = people.find_by_email(acting.session, contact.email, acting.today)
        if person is not None:
            insist_on_one_party(acting, apprenticeship, person.id, Role.EMPLOYER, since)
        _end_everybody(acting, apprenticeship, ended_on or since)
        lay(acting, apprenticeship, since, {"employer": Named(employer, organisation)}, reason)
        acting.record(apprenticeship, "employer_changed", str(employer), since=since.isoformat())
    _close_gap(acting, found, since, ended_on, reason)
    return change_member(acting, apprenticeship, Role.EMPLOYER, contact, since)


def end_employment(acting: Acting, apprenticeship: UUID, on: date, reason: str) -> None:
    """Say that nobody employs the apprentice from a day on: everybody who acted for the employer ends that day.

    Raises BadInput for a day that cannot be (`on`), WrongState where it is said already.
    """
    acting.insist(Permission.MANAGE_PEOPLE, apprenticeship)
    acting.lock(apprenticeship)
    found = apprenticeships.load(acting.session, apprenticeship, acting.today)
    faults = []
    if on <= found.start:
        faults.append(Fault("on", f"The apprenticeship started on {day_words(found.start)}. Choose a later day."))
    if on > acting.today + AHEAD:
        faults.append(Fault("on", "Choose a day within the next twelve months."))
    if not reason.strip():
        faults.append(Fault("reason", "Say why the employment ends, in a few words."))
    if faults:
        raise BadInput(faults)
    if any(gap.until is None or gap.until > on for gap in found.gaps):
        raise WrongState("It is on record already that nobody employs the apprentice from then on.")
    _say(acting, apprenticeship, Gap(on), reason)
    _end_everybody(acting, apprenticeship, on)


def _faults(found: Apprenticeship, since: date, ended_on: date | None) -> list[Fault]:
    if since < found.start:
        return [Fault("since", f"The apprenticeship started on {day_words(found.start)}. Choose a later day.")]
    if ended_on is not None and ended_on > since:
        return [Fault("ended_on", "The old employer must end on or before the day on which the new one begins.")]
    if ended_on is not None and ended_on <= found.start:
        return [Fault("ended_on", f"The apprenticeship started on {day_words(found.start)}. Choose a later day.")]
    return []


def _end_everybody(acting: Acting, apprenticeship: UUID, on: date) -> None:
    """End whoever acts for the employer, cover and colleagues too, on a day: the first without it."""
    for one, role, _, ended_on, _ in apprenticeships.members(acting.session, apprenticeship):
        if role is Role.EMPLOYER and (ended_on is None or ended_on > on):
            apprenticeships.leave(acting.session, apprenticeship, one.id, role, on)
            acting.record(apprenticeship, "member_left", str(one.id), role=role.value, on=on.isoformat())


def _close_gap(acting: Acting, found: Apprenticeship, since: date, ended_on: date | None, reason: str) -> None:
    """The gap that was open ends with the new employer; one that was not on record yet is put there."""
    for gap in found.gaps:
        if gap.until is None and gap.since < since:
            _say(acting, found.id, Gap(gap.since, since), reason)
            return
    if ended_on is not None and ended_on < since:
        _say(acting, found.id, Gap(ended_on, since), reason)


def _say(acting: Acting, apprenticeship: UUID, gap: Gap, reason: str) -> None:
    breaks.say(
        acting.session,
        apprenticeship,
        PauseKind.NO_EMPLOYER,
        gap.since,
        gap.until,
        by=acting.person.id,
        at=acting.now,
        reason=reason,
    )
    acting.record(
        apprenticeship,
        "without_employer",
        str(apprenticeship),
        since=gap.since.isoformat(),
        until=gap.until.isoformat() if gap.until else None,
    )
