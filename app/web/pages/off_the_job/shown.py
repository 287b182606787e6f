"""From one apprentice's hours to what the page shows of them."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.answers.hours import minimum_of, published_for
from app.answers.minimum import SourcedStep, sourced
from app.answers.pace import about, pace_words
from app.answers.sessions import SessionsOnRecord
from app.catalogue import Catalogue
from app.domain.agreed import agreed_of
from app.domain.apprenticeships import Apprenticeship
from app.domain.coverage import duty_target
from app.domain.off_the_job.pace import expected_corners, expected_minutes
from app.domain.off_the_job.summary import HoursSummary
from app.domain.people import Member, Role
from app.domain.practical_period import PracticalPeriod, months_later
from app.domain.programmes import Programme
from app.domain.standards import Standard
from app.rendering.frame import Link
from app.rendering.words import hours, hours_short, month_words
from app.web.pages.off_the_job.view import Course, DutyRow, Exports, Fact, MonthRow
from app.web.record import record_address

DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose hours are looked at, by whom, and what they come to."""

    member: Member
    apprenticeship: Apprenticeship
    period: PracticalPeriod
    catalogue: Catalogue
    summary: HoursSummary
    sessions: SessionsOnRecord
    today: date

    @property
    def own(self) -> bool:
        """Whether the apprentice is looking."""
        return Role.APPRENTICE in self.member.roles

    @property
    def who_has(self) -> str:
        return "You have" if self.own else f"{self.first_name} has"

    @property
    def first_name(self) -> str:
        return self.apprenticeship.apprentice.name.split()[0]

    @property
    def plan(self) -> Programme:
        return self.catalogue.programme(self.apprenticeship.programme)

    @property
    def standard(self) -> Standard:
        return self.catalogue.standard(self.apprenticeship.standard, self.apprenticeship.version)


def lede(asked: Asked, waiting_for_me: int) -> str:
    """Where the hours stand, in two or three sentences; planned and minimum are never one number."""
    summary = asked.summary
    planned = "" if summary.planned_minutes is None else f" {hours(summary.planned_minutes)} are planned."
    minimum = (
        " The funding rule’s minimum is not confirmed."
        if summary.minimum_minutes is None
        else f" The funding rule’s minimum is {hours(summary.minimum_minutes)}."
    )
    waits = f" {_are(waiting_for_me)} waiting for you." if waiting_for_me else ""
    paused = summary.in_breaks_minutes
    left_out = f" {_are(paused)} for days in a break in learning and not counted." if paused else ""
    return f"{asked.who_has} {hours(summary.confirmed_minutes)} confirmed.{planned}{minimum}{waits}{left_out}"


def _are(minutes: int) -> str:
    return f"{hours(minutes)} {'is' if minutes in {1, 60} else 'are'}"


def facts(asked: Asked) -> tuple[Fact, ...]:
    """The figures in a row."""
    summary = asked.summary
    found = [("Confirmed", hours_short(summary.confirmed_minutes), "by employer or tutor")]
    if summary.expected_minutes is not None:
        pace = pace_words(summary.expected_minutes, summary.confirmed_minutes)
        found.append(("Expected by today", f"about {hours_short(about(summary.expected_minutes))}", pace))
    if summary.planned_minutes is not None:
        by_plan = asked.apprenticeship.terms.planned_minutes is not None
        days = f"{asked.standard.otj_days_total} days of {hours_short(asked.plan.day_minutes)}"
        under = "the training plan" if by_plan else days
        if summary.original_planned_minutes not in (None, summary.planned_minutes):
            under += f", {hours_short(summary.original_planned_minutes or 0)} at first"
        found.append(("Planned", hours_short(summary.planned_minutes), under))
    minimum = summary.minimum_minutes
    found.append(("Minimum", "Not confirmed" if minimum is None else hours_short(minimum), "the funding rule"))
    found.append(("Waiting", hours_short(summary.waiting_minutes), "to be confirmed"))
    found.append(("Queried", hours_short(summary.queried_minutes), "waiting for an answer"))
    found.append(("Forecast", hours_short(summary.forecast_minutes), "confirmed and planned sessions"))
    return tuple(found)


def month_rows(asked: Asked) -> tuple[MonthRow, ...]:
    """The figures of both charts, month by month; of the month that is not over yet, by today."""
    rows, total = [], 0
    planned, last = asked.summary.planned_minutes, min(asked.today, asked.period.ended_on or asked.today)
    for one in asked.summary.by_month:
        total += one.confirmed
        until = min(months_later(one.month, 1) - timedelta(days=1), last)
        expected = None if planned is None else expected_minutes(planned, asked.period, until)
        gap = None if expected is None else total - expected
        rows.append(MonthRow(one.month, one.confirmed, one.waiting, total, expected, gap))
    return tuple(rows)


def month_plan(asked: Asked) -> int | None:
    """What the plan needs a month on average, in minutes."""
    planned = asked.summary.planned_minutes
    days = (asked.period.planned_end - asked.period.start).days
    return None if planned is None or days <= 0 else round(planned * DAYS_A_MONTH / days)


def month_sentence(asked: Asked) -> str:
    """How many hours a month so far, and how many the plan needs."""
    gone = (min(asked.today, asked.period.ended_on or asked.today) - asked.period.start).days + 1
    if gone < DAYS_A_MONTH:
        return "The first month is not over yet."
    average = round(asked.summary.confirmed_minutes * DAYS_A_MONTH / gone / 30) * 30
    needed = month_plan(asked)
    plan = f" The plan needs about {hours(round(needed / 30) * 30)}." if needed else ""
    who_has = "you have" if asked.own else asked.who_has
    return f"Since {month_words(asked.period.start)} {who_has} averaged about {hours(average)} a month.{plan}"


def course(asked: Asked) -> Course | None:
    """The running total's chart, None where no hours are planned."""
    summary = asked.summary
    if summary.planned_minutes is None or summary.expected_minutes is None:
        return None
    return Course(
        start=asked.period.start,
        end=asked.period.planned_end,
        today=min(asked.today, asked.period.ended_on or asked.today),
        planned=summary.planned_minutes,
        expected=expected_corners(summary.planned_minutes, asked.period),
        expected_today=summary.expected_minutes,
    )


def course_sentence(asked: Asked) -> str:
    """Confirmed against expected, in words."""
    summary = asked.summary
    if summary.expected_minutes is None:
        return ""
    pace = pace_words(summary.expected_minutes, summary.confirmed_minutes)
    expects = f"By today the plan expects about {hours(about(summary.expected_minutes))}."
    return f"{expects} {hours(summary.confirmed_minutes)} confirmed is {pace}."


def duties(asked: Asked) -> tuple[DutyRow, ...]:
    """Planned against confirmed, by duty."""
    rows = []
    for one in asked.summary.by_duty:
        planned = one.target_minutes
        expected = None if planned is None else about(expected_minutes(planned, asked.period, asked.today))
        short = asked.standard.duty_by_code[one.code].short
        rows.append(DutyRow(one.code, short, planned, one.confirmed_minutes, expected))
    return tuple(rows)


def duty_total(asked: Asked) -> tuple[int | None, int]:
    """What the standard's days come to, and what is confirmed with a duty named."""
    days = duty_target(asked.standard.otj_days_total, asked.plan.day_minutes)
    return days, sum(one.confirmed_minutes for one in asked.summary.by_duty)


def duty_note(asked: Asked) -> str:
    """Where the planned hours of a duty come from, and what the table leaves out."""
    planned, named = duty_total(asked)
    note = f"Planned is each duty’s off-the-job days in the standard, at {hours(asked.plan.day_minutes)} a day."
    if planned is not None and asked.summary.planned_minutes != planned:
        total = hours(asked.summary.planned_minutes or 0)
        note += f" The training plan’s total of {total} is not split by duty."
    without = asked.summary.confirmed_minutes - named
    return f"{note} {hours(without)} confirmed for no duty are left out." if without > 0 else note


def minimum_steps(asked: Asked) -> tuple[SourcedStep, ...]:
    """The sum behind the minimum, each step with its source."""
    one = asked.apprenticeship
    return sourced(minimum_of(asked.catalogue, one), published_for(asked.catalogue, one))


def calculator(asked: Asked) -> Link:
    """The calculator, filled in with what the minimum goes by: what held on the first day."""
    one = asked.apprenticeship
    first = agreed_of(one).at_the_start
    week = f"{first.weekly_minutes / 60:g}"
    standard = f"{one.standard}/{one.version}"
    query = f"start={one.start}&planned_end={first.planned_end}&weekly_hours={week}&standard={standard}"
    return Link("Try other dates in the calculator", f"/calculator?{query}")


def exports(asked: Asked) -> Exports:
    """What can be taken away or printed; the month is the last one with days on programme."""
    here = record_address(asked.apprenticeship.id, "off-the-job")
    month = max(asked.period.start, min(asked.today, asked.period.ended_on or asked.today))
    return Exports(
        f"{here}/working",
        f"{here}/months/{month:%Y-%m}",
        f"{here}/exports/entries.csv",
        f"{here}/exports/entries.xlsx",
    )


def new_address(asked: Asked) -> str:
    """Where this person logs time."""
    return record_address(asked.apprenticeship.id, "off-the-job/new")
