"""The hours as they were shown at the end of a day gone by: the figures alone, with nothing to do."""

from dataclasses import dataclass
from datetime import date

from fastapi import Request
from fastapi.responses import Response

from app.answers.hours import hours_on
from app.answers.minimum import SourcedStep
from app.answers.sessions import SessionsOnRecord
from app.domain.off_the_job.minimum import Reading, Step
from app.domain.off_the_job.summary import MonthHours
from app.domain.people import Member
from app.domain.refusals import Fault
from app.rendering.frame import Link
from app.rendering.words import date_words
from app.web.access import installation, reading, visitor
from app.web.pages.off_the_job import shown
from app.web.pages.off_the_job.shown import Asked
from app.web.pages.off_the_job.view import Course, DutyRow, Fact, MonthRow, Yardstick
from app.web.pages.off_the_job.yardsticks import yardsticks
from app.web.record import record_address, record_frame
from app.web.responses import page

EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class HoursThenView:
    """The figures of one day; `here` is the page of today."""

    on: date
    here: str
    lede: str
    facts: tuple[Fact, ...]
    yardsticks: tuple[Yardstick, ...]
    months: tuple[MonthHours, ...]
    month_rows: tuple[MonthRow, ...]
    month_plan: int | None
    month_words: str
    course: Course | None
    course_words: str
    duties: tuple[DutyRow, ...]
    duty_total: tuple[int | None, int]
    duty_note: str
    working: tuple[Step, ...]
    minimum_steps: tuple[SourcedStep, ...]
    minimum_readings: tuple[Reading, ...]
    calculator: Link
    faults: tuple[Fault, ...] = ()


def day_gone_by(text: str, today: date) -> date | None:
    """The day that an address asks for, None for today. ValueError, as a sentence, for what is none."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("Enter a day, such as 2026-03-31.") from None
    if not EARLIEST <= day <= today:
        raise ValueError("Choose a day gone by: what is to come has not been shown to anybody.")
    return day if day < today else None


def on_fault(sentence: str) -> tuple[Fault, ...]:
    """What is wrong with the day, at its field."""
    return (Fault("on", sentence),)


def shown_then(request: Request, member: Member, on: date) -> Response:
    """The page as it stood at the end of a day."""
    house, today = installation(request), visitor(request).today
    with reading(request) as session:
        found = hours_on(session, house.catalogue, member.apprenticeship, on, today)
    asked = Asked(
        member,
        found.apprenticeship,
        found.period,
        house.catalogue,
        found.summary,
        SessionsOnRecord((), (), 0),
        on,
    )
    view = HoursThenView(
        on=on,
        here=record_address(member.apprenticeship, "off-the-job"),
        lede=shown.lede(asked, 0),
        facts=shown.facts(asked),
        yardsticks=yardsticks(asked),
        months=asked.summary.by_month,
        month_rows=shown.month_rows(asked),
        month_plan=shown.month_plan(asked),
        month_words=shown.month_sentence(asked),
        course=shown.course(asked),
        course_words=shown.course_sentence(asked),
        duties=shown.duties(asked),
        duty_total=shown.duty_total(asked),
        duty_note=shown.duty_note(asked),
        working=asked.summary.working,
        minimum_steps=shown.minimum_steps(asked),
        minimum_readings=asked.summary.minimum_readings,
        calculator=shown.calculator(asked),
    )
    title = f"Off-the-job hours on {date_words(on)}"
    around = record_frame(request, found.apprenticeship, member, "Off-the-job", title)
    return page(request, "off_the_job/then.html", around, view=view)
