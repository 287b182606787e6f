"""What is still missing, as work could show it: KSBs with nothing yet by duty, and hours short of the plan.

Proposed targets and what the employer is asked for are both worked out from these.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.coverage import KsbState
from app.domain.off_the_job.pace import expected_minutes
from app.domain.practical_period import PracticalPeriod, break_days
from app.domain.standards import Duty, Standard

QUARTER = 15


@dataclass(frozen=True, slots=True)
class DutyGap:
    """KSBs that have nothing yet and one duty in which work could show them; `duty` is None where the standard has
    none for them. `accepted` of the `total` KSBs of the duty have accepted evidence."""

    duty: Duty | None
    ksbs: tuple[str, ...]
    accepted: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Ahead:
    """A session that is planned. `counts`: as off-the-job training, by its activity and day."""

    on: date
    title: str
    minutes: int
    ksbs: tuple[str, ...] = ()
    counts: bool = True


@dataclass(frozen=True, slots=True)
class HoursGap:
    """What is missing to be on plan by a day, in minutes.

    `expected` is what the plan expects by `until`, `expected_today` by today. `sessions` are those planned up to then.
    `missing` is what neither confirmed and waiting hours nor sessions bring; `weekly` spreads it over the `days` of
    learning that are left, rounded up to a quarter of an hour.
    """

    until: date
    expected_today: int
    expected: int
    confirmed: int
    waiting: int
    sessions: int
    days: int

    @property
    def behind_today(self) -> int:
        """How far confirmed and waiting hours are behind what is expected by today; 0 where they are not."""
        return max(0, self.expected_today - self.confirmed - self.waiting)

    @property
    def missing(self) -> int:
        """What is still to be found; 0 where nothing is."""
        return max(0, self.expected - self.confirmed - self.waiting - self.sessions)

    @property
    def weekly(self) -> int:
        """Minutes a week that bring it; all of it where less than a week is left."""
        quarters = -(-self.missing * 7 // (max(self.days, 7) * QUARTER))
        return quarters * QUARTER


def duty_gaps(
    standard: Standard,
    states: Mapping[str, KsbState],
    *,
    skip: Collection[str] = (),
    most: int,
    most_ksbs: int,
) -> tuple[DutyGap, ...]:
    """At most `most` duties, each with at most `most_ksbs` KSBs that have nothing yet, no KSB twice.

    The KSB that the fewest duties show comes first, since it has the fewest occasions. Of its duties the one is taken
    that is not taken yet, in which the most KSBs have nothing, then the one with the smallest share accepted. `states`
    has the KSBs that are asked of this apprentice; those in `skip` are left out.
    """
    left = [code for code, state in states.items() if state is KsbState.NOT_STARTED and code not in skip]
    left.sort(key=lambda code: (len(standard.duties_of_ksb[code]) or len(standard.duties) + 1, _place(standard, code)))
    found: list[DutyGap] = []
    while left and len(found) < most:
        taken = {gap.duty.code for gap in found if gap.duty}
        duty = _best_duty(standard, states, left, taken)
        ksbs = [code for code in left if duty is None or code in duty.ksbs][:most_ksbs]
        accepted, total = _share(duty, states)
        found.append(DutyGap(duty, tuple(sorted(ksbs, key=lambda code: _place(standard, code))), accepted, total))
        left = [code for code in left if code not in ksbs]
    return tuple(found)


def hours_gap(
    planned: int | None,
    period: PracticalPeriod,
    today: date,
    until: date,
    *,
    confirmed: int,
    waiting: int,
    sessions: int,
) -> HoursGap | None:
    """What is missing to be on plan by a day after today; None where no hours are planned or that day is not ahead."""
    if planned is None or until <= today:
        return None
    return HoursGap(
        until=until,
        expected_today=_about(expected_minutes(planned, period, today)),
        expected=_about(expected_minutes(planned, period, until)),
        confirmed=confirmed,
        waiting=waiting,
        sessions=sessions,
        days=(until - today).days - break_days(period.breaks, today + timedelta(days=1), until + timedelta(days=1)),
    )


def _about(expected: int) -> int:
    """To the nearest half hour: a line between two dates is no exacter than that."""
    return (expected + QUARTER) // (2 * QUARTER) * (2 * QUARTER)


def _best_duty(
    standard: Standard, states: Mapping[str, KsbState], left: list[str], taken: Collection[str]
) -> Duty | None:
    shown_in = [standard.duty_by_code[code] for code in standard.duties_of_ksb[left[0]]]
    if not shown_in:
        return None

    def worth(duty: Duty) -> tuple[bool, int, float]:
        accepted, total = _share(duty, states)
        return duty.code not in taken, sum(code in duty.ksbs for code in left), -accepted / total

    return max(shown_in, key=worth)


def _share(duty: Duty | None, states: Mapping[str, KsbState]) -> tuple[int, int]:
    asked = [code for code in duty.ksbs if code in states] if duty else []
    return sum(states[code] is KsbState.ACCEPTED for code in asked), len(asked)


def _place(standard: Standard, code: str) -> int:
    return standard.place_of_ksb[code]
