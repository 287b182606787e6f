"""Breaks in learning once they are on record: coming back, another day back, and a break that was none."""

from datetime import date
from uuid import UUID

from app.actions import apprenticeships as doing
from app.actions.acting import Acting
from app.db import apprenticeships, breaks
from app.domain.apprenticeships import Apprenticeship, Break
from app.domain.breaks_in_learning import overlap_words, overlapping
from app.domain.people import ENDED, ApprenticeshipStatus
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound
from app.domain.wording import day_words


def return_from_break(acting: Acting, apprenticeship: UUID, since: date, back_on: date, reason: str = "") -> None:
    """Say on which day learning goes on after the break that began on `since`, for the first time or anew.

    Raises NotFound for a break that is not there, BadInput (`back_on`) for a day that cannot be.
    """
    acting.insist(Permission.MANAGE_BREAKS, apprenticeship)
    acting.lock(apprenticeship)
    found, pause = _found(acting, apprenticeship, since)
    fault = _back_fault(found, Break(since, back_on))
    if fault:
        raise BadInput([Fault("back_on", fault)])
    if pause.back_on == back_on:
        return
    who, at = acting.person.id, acting.now
    breaks.begin(acting.session, apprenticeship, since, back_on, by=who, at=at, reason=reason)
    acting.record(
        apprenticeship, "break_ended", str(apprenticeship), since=since.isoformat(), back_on=back_on.isoformat()
    )
    _keep_statuses_in_step(acting, apprenticeship, since, reason)


def drop_break(acting: Acting, apprenticeship: UUID, since: date, reason: str) -> None:
    """Say that there was no break after all: what lies in that time counts again."""
    acting.insist(Permission.MANAGE_BREAKS, apprenticeship)
    acting.lock(apprenticeship)
    if not reason.strip():
        raise BadInput([Fault("reason", "Say why it was no break, in a few words.")])
    _found(acting, apprenticeship, since)
    breaks.drop(acting.session, apprenticeship, since, by=acting.person.id, at=acting.now, reason=reason)
    acting.record(apprenticeship, "break_dropped", str(apprenticeship), since=since.isoformat())
    _keep_statuses_in_step(acting, apprenticeship, since, reason)


def _keep_statuses_in_step(acting: Acting, apprenticeship: UUID, since: date, reason: str) -> None:
    """On every day that was ever said to begin or end this break, it is on a break exactly where a break covers it."""
    said = [one for one in breaks.said(acting.session, apprenticeship) if one.since == since]
    for day in sorted({since} | {one.until for one in said if one.until is not None}):
        found = apprenticeships.load(acting.session, apprenticeship, day)
        away = any(pause.covers(day) for pause in found.breaks)
        if away and found.status is ApprenticeshipStatus.ACTIVE:
            doing.set_status(acting, apprenticeship, ApprenticeshipStatus.ON_A_BREAK, day, reason)
        elif not away and found.status is ApprenticeshipStatus.ON_A_BREAK:
            doing.set_status(acting, apprenticeship, ApprenticeshipStatus.ACTIVE, day, reason)


def _found(acting: Acting, apprenticeship: UUID, since: date) -> tuple[Apprenticeship, Break]:
    found = apprenticeships.load(acting.session, apprenticeship, acting.today)
    pause = next((one for one in found.breaks if one.since == since), None)
    if pause is None:
        raise NotFound
    return found, pause


def _back_fault(found: Apprenticeship, wanted: Break) -> str:
    if wanted.back_on is not None and wanted.back_on <= wanted.since:
        return f"The first day back must be after the break began on {day_words(wanted.since)}."
    if found.status in ENDED:
        return "The apprenticeship has ended. Set its status to Active first."
    other = overlapping(found.breaks, wanted)
    return overlap_words(other) if other else ""
