"""What was agreed over time: dated revisions of the terms, none of which is ever overwritten.

Each revision holds from its day on. Of two for the same day the one recorded later holds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from app.domain.apprenticeships import Apprenticeship, Gap, Named, Terms
from app.domain.refusals import Fault
from app.domain.wording import day_words

AHEAD = timedelta(days=366)
"""How far ahead of today a change may be recorded."""
LONGEST_WEEK = 10_080
LONGEST_PLAN = 1_000_000
"""The most minutes of a week, and of a training plan."""


@dataclass(frozen=True, slots=True)
class Revision:
    """Terms as they were recorded: by whom, when, and why. `seq` is their place in the order of recording."""

    seq: int
    terms: Terms
    by: Named
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """Everything agreed so far. `original` is what was recorded first, `over_time` what holds, by its first day.

    `gaps` are times without an employer, in which nobody is paid to work.
    """

    original: Terms
    over_time: tuple[Terms, ...]
    gaps: tuple[Gap, ...] = ()

    @property
    def at_the_start(self) -> Terms:
        """What holds on the first day, corrections of it included: the terms that the minimum is worked out on."""
        return self.over_time[0]

    def on(self, day: date) -> Terms:
        """What holds on a day; before the first day, what is to hold then."""
        return holding_on(self.over_time, day)


def agreed_from(recorded: Sequence[Terms]) -> Agreed:
    """From terms in the order of recording, one at least."""
    return Agreed(recorded[0], over_time(recorded))


def agreed_of(apprenticeship: Apprenticeship) -> Agreed:
    """Everything agreed on an apprenticeship so far."""
    return replace(agreed_from(apprenticeship.recorded or (apprenticeship.terms,)), gaps=apprenticeship.gaps)


def over_time(recorded: Iterable[Terms]) -> tuple[Terms, ...]:
    """What holds, by its first day, from terms in the order of recording."""
    newest = {one.effective_on: one for one in recorded}
    return tuple(newest[day] for day in sorted(newest))


def holding_on(line: Sequence[Terms], day: date) -> Terms:
    """Of terms by their first day, those that hold on this one; before any, the first."""
    return next((one for one in reversed(line) if one.effective_on <= day), line[0])


def revise(recorded: Sequence[Terms], since: date, changes: Mapping[str, Any]) -> tuple[Terms, ...]:
    """The terms to record so that these fields change from a day on, and nothing else does; none where nothing would.

    What was recorded for later days already is carried along: a field that such terms had merely taken over from
    those before them takes the new value there too, up to the day from which it was set anew.
    """
    line = over_time(recorded)
    before = holding_on(line, since)
    changed = {name: value for name, value in changes.items() if getattr(before, name) != value}
    if not changed:
        return ()
    laid = [replace(before, effective_on=since, **changed)]
    for later in (one for one in line if one.effective_on > since):
        changed = {name: value for name, value in changed.items() if getattr(later, name) == getattr(before, name)}
        if not changed:
            break
        laid.append(replace(later, **changed))
        before = later
    return tuple(laid)


def changed_fields(before: Terms, after: Terms) -> tuple[str, ...]:
    """The names of the fields that differ, in the order in which terms list them; the day is none of them."""
    return tuple(name for name in CHANGING if getattr(before, name) != getattr(after, name))


CHANGING = (
    "planned_end",
    "weekly_minutes",
    "days_a_week",
    "weeks_a_year",
    "planned_minutes",
    "prior_learning_minutes",
    "employer",
)
"""The fields of terms that may change from a day on. The start and the funding rule it fixed never do."""


def since_fault(start: date, since: date, today: date) -> Fault | None:
    """What is wrong with the day from which a change is to hold, at the field `effective_on`."""
    if since < start:
        return Fault(
            "effective_on", f"The apprenticeship started on {day_words(start)}. Choose that day or a later one."
        )
    if since > today + AHEAD:
        return Fault("effective_on", "Choose a day within the next twelve months.")
    return None


def revision_faults(
    start: date, since: date, today: date, changes: Mapping[str, Any], reason: str
) -> tuple[Fault, ...]:
    """What stops a revision from being recorded, one sentence for each field."""
    faults = [fault for fault in (since_fault(start, since, today), _end_fault(start, since, changes)) if fault]
    for name, least, most, sentence in _BOUNDS:
        value = changes.get(name)
        if value is not None and not least <= value <= most:
            faults.append(Fault(name, sentence))
    if not reason.strip():
        faults.append(Fault("reason", "Say why this changes, in a few words."))
    return tuple(faults)


_BOUNDS = (
    ("weekly_minutes", 1, LONGEST_WEEK, "Enter the paid hours a week, more than 0 and at most 168."),
    ("days_a_week", 0.1, 7, "Enter the days a week, more than 0 and at most 7."),
    ("weeks_a_year", 1, 53, "Enter the weeks a year, from 1 to 53."),
    ("planned_minutes", 1, LONGEST_PLAN, "Enter the planned hours, more than 0 and at most 16,000."),
    ("prior_learning_minutes", 0, LONGEST_PLAN, "Enter the hours of prior learning, 0 or more and at most 16,000."),
)


def _end_fault(start: date, since: date, changes: Mapping[str, Any]) -> Fault | None:
    end = changes.get("planned_end")
    if end is None:
        return None
    if end <= start:
        return Fault("planned_end", "The planned end must be after the start.")
    if end < since:
        return Fault("planned_end", "The planned end must not be before the day from which this holds.")
    return None
