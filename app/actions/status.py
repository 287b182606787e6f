"""What an apprenticeship is from a date on: active, on a break, withdrawn, transferred or completed."""

from datetime import date, timedelta
from uuid import UUID

from app.actions import apprenticeships as doing
from app.actions.acting import Acting
from app.db import apprenticeships, breaks
from app.domain.apprenticeships import Apprenticeship, Break
from app.domain.breaks_in_learning import overlap_words, overlapping
from app.domain.people import ApprenticeshipStatus
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, WrongState
from app.domain.wording import day_words

AHEAD = timedelta(days=366)


def change_status(
    acting: Acting,
    apprenticeship: UUID,
    status: ApprenticeshipStatus,
    since: date,
    *,
    back_on: date | None = None,
    reason: str = "",
) -> None:
    """Set the status from a date on; `back_on` is the first day back from a break, where it is known.

    Anything but a break ends a break that is open. Raises BadInput for dates that cannot be, WrongState for the
    status that it has already.
    """
    acting.insist(Permission.MANAGE_PEOPLE, apprenticeship)
    acting.lock(apprenticeship)
    found = apprenticeships.load(acting.session, apprenticeship, since)
    faults = _faults(acting, found, status, since, back_on)
    if faults:
        raise BadInput(faults)
    if found.status is status:
        raise WrongState(f"It is {status.value.replace('_', ' ')} from that day on already.")
    if status is ApprenticeshipStatus.ON_A_BREAK:
        _begin_break(acting, found, since, back_on, reason)
    else:
        _end_open_break(acting, found, since)
    doing.set_status(acting, apprenticeship, status, since, reason)
    if back_on is not None:
        doing.set_status(acting, apprenticeship, ApprenticeshipStatus.ACTIVE, back_on, reason)


def _faults(
    acting: Acting, found: Apprenticeship, status: ApprenticeshipStatus, since: date, back_on: date | None
) -> list[Fault]:
    faults = []
    if since < found.start:
        faults.append(Fault("since", f"The apprenticeship started on {day_words(found.start)}. Choose a later day."))
    if since > acting.today + AHEAD:
        faults.append(Fault("since", "Choose a day within the next twelve months."))
    if back_on is not None and status is not ApprenticeshipStatus.ON_A_BREAK:
        faults.append(Fault("back_on", "A first day back goes with a break only. Leave it empty."))
    elif back_on is not None and back_on <= since:
        faults.append(Fault("back_on", "The first day back must be after the break begins."))
    return faults


def _begin_break(acting: Acting, found: Apprenticeship, since: date, back_on: date | None, reason: str) -> None:
    if other := overlapping(found.breaks, Break(since, back_on)):
        raise WrongState(overlap_words(other))
    breaks.begin(acting.session, found.id, since, back_on, by=acting.person.id, at=acting.now, reason=reason)
    acting.record(
        found.id,
        "break_begun",
        str(found.id),
        since=since.isoformat(),
        back_on=back_on.isoformat() if back_on else None,
    )


def _end_open_break(acting: Acting, found: Apprenticeship, on: date) -> None:
    for one in found.breaks:
        if one.back_on is None and one.since < on:
            breaks.begin(acting.session, found.id, one.since, on, by=acting.person.id, at=acting.now)
            acting.record(found.id, "break_ended", str(found.id), since=one.since.isoformat(), back_on=on.isoformat())
