"""One apprentice's hours to take away: every entry, and the statement of one month with its print view."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.exported import EntryExported, entries_exported
from app.catalogue import Catalogue
from app.db import apprenticeships
from app.domain.apprenticeships import Apprenticeship
from app.domain.off_the_job.entries import TimeState
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.practical_period import months_later
from app.domain.refusals import NotFound
from app.rendering.frame import Link
from app.rendering.words import month_words
from app.web.access import installation, member_who_may, reading, visitor
from app.web.hours_tables import ENTRIES, entry_rows
from app.web.record import record_address, record_frame
from app.web.responses import page
from app.web.tables_sent import form_in, table_response

router = APIRouter(include_in_schema=False)
HERE = "/a/{apprenticeship}/off-the-job"
_LIVE = (TimeState.CONFIRMED, TimeState.WAITING, TimeState.QUERIED)


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One entry of a month; `confirmed_by` "" and `confirmed_at` None while nobody has confirmed it."""

    number: int
    address: str
    happened_on: date
    activity: str
    description: str
    duty: str
    minutes: int
    state: str
    counts: bool
    logged_by: str
    confirmed_by: str
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True)
class StatementView:
    """One month's hours. Totals are minutes of what counts; `parties` are who signs: what each is, and their name."""

    month: date
    apprentice: str
    employer: str
    standard: str
    rows: tuple[StatementRow, ...]
    confirmed: int
    waiting: int
    queried: int
    not_counting: int
    back: str
    files: tuple[Link, ...]
    earlier: Link | None
    later: Link | None
    parties: tuple[tuple[str, str], ...]
    printed_on: date


@router.get(HERE + "/exports/entries.{form}")
def entries(request: Request, form: str, member: Member = member_who_may(Permission.VIEW_HOURS)) -> Response:
    """Every entry that this person sees, as a table."""
    today = visitor(request).today
    with reading(request) as session:
        found = entries_exported(session, member.apprenticeship, member.person)
        rows = entry_rows(installation(request).catalogue, found)
        return table_response(f"off-the-job-{today.isoformat()}", form_in(form), ENTRIES, rows)


@router.get(HERE + "/exports/{month}.{form}")
def statement_file(
    request: Request, month: str, form: str, member: Member = member_who_may(Permission.VIEW_HOURS)
) -> Response:
    """One month's entries, as a table."""
    first = _month(month)
    with reading(request) as session:
        found = entries_exported(session, member.apprenticeship, member.person, between=_days(first))
        rows = entry_rows(installation(request).catalogue, found)
        return table_response(f"off-the-job-{first:%Y-%m}", form_in(form), ENTRIES, rows)


@router.get(HERE + "/months/{month}")
def statement(request: Request, month: str, member: Member = member_who_may(Permission.VIEW_HOURS)) -> Response:
    """The statement of one month, to be read or printed and signed."""
    first, today = _month(month), visitor(request).today
    catalogue = installation(request).catalogue
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        if not one.start.replace(day=1) <= first <= today:
            raise NotFound
        found = list(entries_exported(session, one.id, member.person, between=_days(first)))
    title = f"Off-the-job hours in {month_words(first)}"
    around = record_frame(request, one, member, "Off-the-job", title)
    return page(request, "off_the_job/statement.html", around, view=_view(catalogue, one, first, found, today))


def _month(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007  # a month has no time zone
    except ValueError:
        raise NotFound from None


def _days(first: date) -> tuple[date, date]:
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def month_address(apprenticeship: UUID, month: date) -> str:
    """Where the statement of a month is."""
    return record_address(apprenticeship, f"off-the-job/months/{month:%Y-%m}")


def _view(
    catalogue: Catalogue, one: Apprenticeship, first: date, found: list[EntryExported], today: date
) -> StatementView:
    rows = tuple(_row(catalogue, each) for each in reversed(found) if each.entry.state in _LIVE)
    files = record_address(one.id, f"off-the-job/exports/{first:%Y-%m}")
    before, after = months_later(first, -1), months_later(first, 1)
    tutor = one.tutor.name if one.tutor else ""
    contact = one.employer_contact.name if one.employer_contact else ""
    return StatementView(
        month=first,
        apprentice=one.apprentice.name,
        employer=one.terms.employer.name,
        standard=f"{catalogue.standard(one.standard, one.version).title}, {one.standard} version {one.version}",
        rows=rows,
        confirmed=_sum(rows, TimeState.CONFIRMED),
        waiting=_sum(rows, TimeState.WAITING),
        queried=_sum(rows, TimeState.QUERIED),
        not_counting=sum(row.minutes for row in rows if not row.counts),
        back=record_address(one.id, "off-the-job"),
        files=(Link("CSV", f"{files}.csv"), Link("Excel", f"{files}.xlsx")),
        earlier=Link(month_words(before), month_address(one.id, before))
        if before >= one.start.replace(day=1)
        else None,
        later=Link(month_words(after), month_address(one.id, after)) if after <= today else None,
        parties=(("Apprentice", one.apprentice.name), ("Employer", contact), ("Training provider", tutor)),
        printed_on=today,
    )


def _sum(rows: tuple[StatementRow, ...], state: TimeState) -> int:
    return sum(row.minutes for row in rows if row.counts and row.state == state.value)


def _row(catalogue: Catalogue, each: EntryExported) -> StatementRow:
    entry, said = each.entry, each.confirmed
    activity = catalogue.programme(entry.programme).activity_by_code.get(entry.activity)
    return StatementRow(
        entry.number,
        record_address(entry.apprenticeship, f"off-the-job/{entry.number}"),
        entry.happened_on,
        activity.name if activity else entry.activity,
        entry.description,
        entry.duty or "",
        entry.minutes,
        entry.state.value,
        entry.counts,
        entry.logged_by_name,
        said.by_name if said else "",
        said.at if said else None,
    )
