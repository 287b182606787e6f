"""One apprentice of a caseload as a row of its tables: on the page, on an employer's list, and in a spreadsheet."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.answers.caseload import REVIEW_SOON_DAYS, Standing
from app.answers.pace import about, pace_words
from app.answers.reviews import ReviewsStanding
from app.rendering.words import date_short, days_away, hours, hours_number, hours_short, plural
from app.web.ksbs import Families, strip_in_brief, strip_label
from app.web.record import record_address

HEADER = (
    "Apprentice",
    "Employer",
    "Status",
    "RAG",
    "Reasons",
    "KSBs accepted",
    "KSBs",
    "Tags to decide",
    "Hours confirmed",
    "Hours expected",
    "Hours planned",
    "Next review",
    "Planned gateway",
)


class HoursCell(NamedTuple):
    """Off-the-job hours of a row, in minutes; `label` is the meter in words, `pace` "" without a plan."""

    confirmed: int
    waiting: int
    planned: int
    expected: int
    label: str
    words: str
    pace: str


class CaseloadRow(NamedTuple):
    """One apprentice who is learning now. `plan` says what of the training plan is behind, "" where nothing is.

    `rag` is worked out for today; `chosen` says what the tutor chose at the newest review held, and when.
    """

    name: str
    address: str
    employer: str
    plan: str
    plan_address: str
    rag: str
    reasons: tuple[str, ...]
    chosen: str
    strip: Families
    strip_label: str
    accepted: str
    to_decide: str
    hours: HoursCell
    review: str
    review_note: str
    reviews_address: str
    gateway: str
    gateway_note: str


@dataclass(frozen=True, slots=True)
class ApartRow:
    """One apprentice who is not learning just now: no red, amber or green."""

    name: str
    address: str
    employer: str
    status: str
    accepted: str
    gateway: str


def row_of(one: Standing, today: date) -> CaseloadRow | None:
    """One apprentice who is learning as a row; None for whoever is not."""
    if one.hours is None or one.rag.colour is None:
        return None
    record = one.apprenticeship
    review, note = _review(one, today)
    return CaseloadRow(
        name=record.apprentice.name,
        address=record_address(record.id),
        employer=record.terms.employer.name,
        plan=f"{one.plan_behind} behind in the plan" if one.plan_behind else "",
        plan_address=record_address(record.id, "plan"),
        rag=one.rag.colour.value,
        reasons=one.rag.reasons,
        chosen=_chosen(one),
        strip=strip_in_brief(one.standard, one.coverage),
        strip_label=strip_label(one.coverage),
        accepted=f"{one.coverage.accepted} of {one.coverage.total} accepted",
        to_decide=f"{one.coverage.awaiting} to decide" if one.coverage.awaiting else "",
        hours=hours_cell(one),
        review=review,
        review_note=note,
        reviews_address=record_address(record.id, "reviews"),
        gateway=date_short(record.planned_end),
        gateway_note=_gateway_note(one, today),
    )


def _chosen(one: Standing) -> str:
    held = one.reviews.last_held if one.reviews else None
    meeting = held.record.review.meeting if held and held.record else None
    if held is None or meeting is None:
        return ""
    return f"Chosen at review {held.number} on {date_short(meeting.held_on)}: {meeting.rag.value}"


def hours_cell(one: Standing) -> HoursCell:
    """The hours of one apprentice who is learning."""
    logged = one.hours
    assert logged is not None
    planned, expected = logged.planned_minutes or 0, logged.expected_minutes
    label = f"{hours(logged.confirmed_minutes)} confirmed"
    if logged.planned_minutes is not None and expected is not None:
        label += f" of {hours(planned)} planned, about {hours(about(expected))} expected by today"
    return HoursCell(
        confirmed=logged.confirmed_minutes,
        waiting=logged.waiting_minutes,
        planned=planned,
        expected=expected or 0,
        label=label,
        words=hours_short(logged.confirmed_minutes),
        pace=pace_words(expected, logged.confirmed_minutes, short=True),
    )


def _review(one: Standing, today: date) -> tuple[str, str]:
    """The next review's date, and what to know of it or of the one before."""
    if one.reviews is None or one.reviews.next is None:
        return "", one.reviews.reason if one.reviews else ""
    due = one.reviews.next.on
    away = days_away((due - today).days) if (due - today).days <= REVIEW_SOON_DAYS else ""
    return date_short(due), away or _review_late(one.reviews)


def _review_late(reviews: ReviewsStanding) -> str:
    if late := reviews.overdue:
        return f"review {late.number} overdue"
    return "last not on record" if reviews.passed and not reviews.kept else ""


def _gateway_note(one: Standing, today: date) -> str:
    left = (one.apprenticeship.planned_end - today).days
    if left < 0:
        return f"{plural(-left, 'day')} past"
    if left < 120:
        return plural(left, "day")
    start, end = one.apprenticeship.start, one.apprenticeship.planned_end
    if start > today:
        return f"starts {date_short(start)}"
    months = (today.year - start.year) * 12 + today.month - start.month + 1
    whole = (end.year - start.year) * 12 + end.month - start.month
    return f"month {min(months, whole)} of {whole}"


def apart_row(one: Standing) -> ApartRow:
    """One apprentice who is not learning just now as a row."""
    record = one.apprenticeship
    return ApartRow(
        name=record.apprentice.name,
        address=record_address(record.id),
        employer=record.terms.employer.name,
        status=record.status.value,
        accepted=f"{one.coverage.accepted} of {one.coverage.total} accepted",
        gateway=date_short(record.planned_end),
    )


def csv_row(one: Standing) -> list[str | int | None]:
    """One apprentice as a row under `HEADER`; hours as numbers, dates as 2026-11-23."""
    logged, upcoming = one.hours, one.reviews.next if one.reviews else None
    return [
        one.apprenticeship.apprentice.name,
        one.apprenticeship.terms.employer.name,
        one.apprenticeship.status.value.replace("_", " "),
        one.rag.colour.value if one.rag.colour else "",
        "; ".join(one.rag.reasons),
        one.coverage.accepted,
        one.coverage.total,
        one.coverage.awaiting,
        hours_number(logged.confirmed_minutes) if logged else None,
        hours_number(logged.expected_minutes) if logged and logged.expected_minutes is not None else None,
        hours_number(logged.planned_minutes) if logged and logged.planned_minutes is not None else None,
        upcoming.on.isoformat() if upcoming else None,
        one.apprenticeship.planned_end.isoformat(),
    ]
