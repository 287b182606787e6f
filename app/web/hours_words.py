"""Off-the-job hours in sentences and a chart, to the apprentice as “you”, to others by name."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from app.answers.pace import about, pace_words
from app.domain.apprenticeships import Apprenticeship
from app.domain.off_the_job.pace import expected_corners
from app.domain.off_the_job.summary import HoursSummary, MonthHours
from app.domain.practical_period import PracticalPeriod
from app.rendering import charts
from app.rendering.words import hours, in_words
from app.web.record import record_address


@dataclass(frozen=True, slots=True)
class HoursShown:
    """“`who` **`confirmed`**. `expected` **`pace`**. `waiting`”: the bold parts stand apart. "" where there is no plan.

    `chart` is None where nothing is planned or nothing has begun; `months` are its figures.
    """

    who: str
    confirmed: str
    expected: str
    pace: str
    waiting: str
    chart: Markup | None
    months: tuple[MonthHours, ...]
    address: str


def hours_shown(
    summary: HoursSummary, apprenticeship: Apprenticeship, today: date, *, to_self: bool, is_over: bool = False
) -> HoursShown:
    """The hours of one apprenticeship in words and as a chart. `is_over`: nothing is expected any more."""
    name = apprenticeship.apprentice.name.split()[0]
    who, they = ("You have", "you") if to_self else (f"{name} has", name)
    planned = summary.planned_minutes
    return HoursShown(
        who=who,
        confirmed=f"{hours(summary.confirmed_minutes)} confirmed",
        expected="" if is_over else _expected(summary, f"{they} {'are' if to_self else 'is'}"),
        pace="" if is_over else pace_words(summary.expected_minutes, summary.confirmed_minutes),
        waiting=_waiting(summary, apprenticeship, "" if is_over else they),
        chart=_chart(summary, apprenticeship, planned, today) if planned and summary.by_month else None,
        months=summary.by_month,
        address=record_address(apprenticeship.id, "off-the-job"),
    )


def _expected(summary: HoursSummary, they_are: str) -> str:
    if summary.expected_minutes is None:
        return "No hours are planned, so nothing is expected by today."
    return f"By today the plan expects about {hours(about(summary.expected_minutes))}, so {they_are}"


def _waiting(summary: HoursSummary, apprenticeship: Apprenticeship, they: str) -> str:
    said = []
    if summary.waiting_minutes:
        by = [one.name.split()[0] for one in (apprenticeship.employer_contact, apprenticeship.tutor) if one]
        whom = in_words(by, "or") or "the employer"
        said.append(f"{_minutes_verb(summary.waiting_minutes, 'waits', 'wait')} for {whom} to confirm")
    if summary.queried_minutes:
        said.append(f"{_minutes_verb(summary.queried_minutes, 'is', 'are')} queried")
    if not said:
        return ""
    then = summary.confirmed_minutes + summary.waiting_minutes + summary.queried_minutes
    after = pace_words(summary.expected_minutes, then)
    return f"{in_words(said)}." + (f" Once all of it is confirmed, {they} will be {after}." if after and they else "")


def _minutes_verb(minutes: int, one: str, many: str) -> str:
    return f"{hours(minutes)} {one if minutes in (1, 60) else many}"


def _chart(summary: HoursSummary, apprenticeship: Apprenticeship, planned: int, today: date) -> Markup:
    period = PracticalPeriod(apprenticeship.start, apprenticeship.planned_end, None, apprenticeship.breaks)
    return charts.cumulative(
        summary.by_month,
        start=apprenticeship.start,
        end=apprenticeship.planned_end,
        today=today,
        planned=planned,
        expected=expected_corners(planned, period),
    )
