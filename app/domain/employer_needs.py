"""What an apprentice needs from the employer in the weeks ahead: work that shows KSBs, time, sessions, their word.

Each comes with its reason and the figures behind it. It is worked out from coverage, hours and sessions alone, so that
nothing is in it that the employer may not read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.coverage import KsbState
from app.domain.gaps import Ahead, DutyGap, HoursGap, duty_gaps
from app.domain.standards import Ksb, Standard
from app.domain.targets import Target
from app.domain.wording import day_words, hours_words, in_words, plural

WEEKS = 8
MOST_DUTIES = 3
MOST_KSBS = 4
MOST_WEEKLY = 14 * 60
"""More than two days a week for training alone is on no rota, and a matter for the tutor."""


@dataclass(frozen=True, slots=True)
class WorkNeeded:
    """Work in one duty that would show KSBs with nothing yet, as the standard puts the duty. `duty` is "" where the
    standard has none for them."""

    duty: str
    text: str
    ksbs: tuple[Ksb, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class TimeNeeded:
    """Time for training in paid hours. `weekly` are minutes a week besides the sessions, 0 where they bring it all."""

    weekly: int
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class EmployerNeeds:
    """What one apprentice needs up to and including `until`.

    `time` is None where no hours are planned. `targets` are the open ones that are the employer’s, `waiting_minutes`
    the hours that wait for the employer’s word.
    """

    until: date
    work: tuple[WorkNeeded, ...]
    more_ksbs: int
    time: TimeNeeded | None
    sessions: tuple[Ahead, ...]
    waiting_minutes: int
    targets: tuple[Target, ...]

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to do."""
        time = self.time is not None and self.time.weekly
        return not (self.work or time or self.sessions or self.waiting_minutes or self.targets)


def needed_until(today: date) -> date:
    """The last day that is looked at."""
    return today + timedelta(weeks=WEEKS)


def employer_needs(
    standard: Standard,
    states: Mapping[str, KsbState],
    today: date,
    *,
    hours: HoursGap | None,
    sessions: tuple[Ahead, ...] = (),
    waiting_minutes: int = 0,
    targets: tuple[Target, ...] = (),
) -> EmployerNeeds:
    """What is needed, from the states of the KSBs asked of this apprentice and the hours to be on plan at the end."""
    found = duty_gaps(standard, states, most=MOST_DUTIES, most_ksbs=MOST_KSBS)
    missing = sum(state is KsbState.NOT_STARTED for state in states.values())
    until = needed_until(today)
    return EmployerNeeds(
        until=until,
        work=tuple(_work(standard, gap) for gap in found),
        more_ksbs=missing - sum(len(gap.ksbs) for gap in found),
        time=_time(hours) if hours else None,
        sessions=tuple(one for one in sessions if today <= one.on <= until),
        waiting_minutes=waiting_minutes,
        targets=targets,
    )


def _work(standard: Standard, gap: DutyGap) -> WorkNeeded:
    named = in_words(gap.ksbs)
    has = "has" if len(gap.ksbs) == 1 else "have"
    reason = f"{named} {has} no evidence yet."
    if gap.duty is not None:
        are = "is" if gap.accepted == 1 else "are"
        reason += f" {gap.accepted} of the {plural(gap.total, 'KSB')} of this duty {are} accepted."
    ksbs = tuple(standard.ksb_by_code[code] for code in gap.ksbs)
    return WorkNeeded(gap.duty.code if gap.duty else "", gap.duty.text if gap.duty else "", ksbs, reason)


def _time(gap: HoursGap) -> TimeNeeded:
    has = [f"{hours_words(gap.confirmed)} confirmed"]
    has += [f"{hours_words(gap.waiting)} waiting"] if gap.waiting else []
    has += [f"{hours_words(gap.sessions)} in sessions to come"] if gap.sessions else []
    reason = (
        f"The training plan expects {hours_words(gap.expected)} by {day_words(gap.until)}, and the record has "
        f"{in_words(has)}"
    )
    if not gap.missing:
        return TimeNeeded(0, "No time besides what is planned already.", f"{reason}, which is enough.")
    words = f"{hours_words(gap.weekly)} a week for training, in paid hours and away from the usual work."
    if gap.weekly > MOST_WEEKLY:
        words = "More time than the weeks left hold at two days each. Agree with the tutor what is still possible."
    return TimeNeeded(gap.weekly, words, f"{reason}: {hours_words(gap.missing)} still to find.")
