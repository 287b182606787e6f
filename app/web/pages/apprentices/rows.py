"""One apprentice as an employer's list shows them, on the page and in a spreadsheet."""

from dataclasses import dataclass
from uuid import UUID

from app.answers.caseload import Standing
from app.answers.hours import minimum_of
from app.answers.pace import about
from app.catalogue import Catalogue
from app.rendering.words import date_short, hours_number, hours_short
from app.web.pages.caseload.rows import HoursCell, hours_cell
from app.web.record import record_address

HEADER = (
    "Apprentice",
    "Employer",
    "Status",
    "RAG",
    "Reasons",
    "Hours waiting",
    "Hours confirmed",
    "Hours expected",
    "Hours planned",
    "Minimum hours",
    "KSBs accepted",
    "KSBs",
    "Next review",
    "Planned gateway",
)


@dataclass(frozen=True, slots=True)
class Search:
    """Which apprentices are asked for: part of a name, one employer's, those that need the employer now."""

    name: str = ""
    employer: UUID | None = None
    needs_me: bool = False

    def finds(self, one: Standing) -> bool:
        """Whether this apprentice is among them."""
        record = one.apprenticeship
        return (
            self.name.casefold() in record.apprentice.name.casefold()
            and self.employer in (None, record.terms.employer.id)
            and (not self.needs_me or needs_employer(one))
        )


@dataclass(frozen=True, slots=True)
class ApprenticeRow:
    """One apprentice. `rag` is "" and `hours` None for whoever is not learning; `status` then says what they are."""

    name: str
    address: str
    employer: str
    rag: str
    reasons: tuple[str, ...]
    status: str
    accepted: str
    hours: HoursCell | None
    expected: str
    minimum: str
    waiting: str
    review: str
    gateway: str


def needs_employer(one: Standing) -> bool:
    """Whether something waits for the employer: hours to confirm, or a review within a fortnight."""
    return bool(one.hours and one.hours.waiting_minutes) or one.review_soon


def row_of(catalogue: Catalogue, one: Standing) -> ApprenticeRow:
    """One apprentice as a row of the page."""
    record, upcoming = one.apprenticeship, one.reviews.next if one.reviews else None
    minimum = minimum_of(catalogue, record).minutes
    logged = one.hours
    return ApprenticeRow(
        name=record.apprentice.name,
        address=record_address(record.id),
        employer=record.terms.employer.name,
        rag=one.rag.colour.value if one.rag.colour else "",
        reasons=one.rag.reasons if one.rag.colour else (),
        status=record.status.value,
        accepted=f"{one.coverage.accepted} of {one.coverage.total} accepted",
        hours=hours_cell(one) if logged else None,
        expected=hours_short(about(logged.expected_minutes)) if logged and logged.expected_minutes is not None else "",
        minimum="" if minimum is None else hours_short(minimum),
        waiting=hours_short(logged.waiting_minutes) if logged and logged.waiting_minutes else "",
        review=date_short(upcoming.on) if upcoming else "",
        gateway=date_short(record.planned_end),
    )


def csv_row(catalogue: Catalogue, one: Standing) -> list[str | int | None]:
    """One apprentice as a row under `HEADER`; hours as numbers, dates as 2026-11-23, nothing where it is not known."""
    record, logged, upcoming = one.apprenticeship, one.hours, one.reviews.next if one.reviews else None
    return [
        record.apprentice.name,
        record.terms.employer.name,
        record.status.value.replace("_", " "),
        one.rag.colour.value if one.rag.colour else "",
        "; ".join(one.rag.reasons),
        _number(logged.waiting_minutes if logged else None),
        _number(logged.confirmed_minutes if logged else None),
        _number(logged.expected_minutes if logged else None),
        _number(logged.planned_minutes if logged else None),
        _number(minimum_of(catalogue, record).minutes),
        one.coverage.accepted,
        one.coverage.total,
        upcoming.on.isoformat() if upcoming else None,
        record.planned_end.isoformat(),
    ]


def _number(minutes: int | None) -> str | None:
    return None if minutes is None else hours_number(minutes)
