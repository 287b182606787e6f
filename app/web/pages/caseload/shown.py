"""From how people stand to the rows of a caseload."""

from dataclasses import dataclass
from datetime import date

from app.answers.caseload import REVIEW_SOON_DAYS, Sort, Standing, chosen, in_order
from app.answers.pace import about, pace_words
from app.domain.rag import DEFAULT_THRESHOLDS, Colour, RagThresholds
from app.rendering.words import date_short, days_away, hours, hours_number, hours_short, plural
from app.web.ksbs import Families, strip_families, strip_label
from app.web.pages.caseload.filters import SORTS, Asked, Chip, chips
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


@dataclass(frozen=True, slots=True)
class HoursCell:
    """Off-the-job hours of a row, in minutes; `label` is the meter in words, `pace` "" without a plan."""

    confirmed: int
    waiting: int
    planned: int
    expected: int
    label: str
    words: str
    pace: str


@dataclass(frozen=True, slots=True)
class CaseloadRow:
    """One apprentice who is learning now."""

    name: str
    address: str
    employer: str
    rag: str
    reasons: tuple[str, ...]
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


@dataclass(frozen=True, slots=True)
class CaseloadView:
    """A tutor's caseload. `count` says how many are shown; `part` is whether only the list was asked for."""

    lede: str
    count: str
    part: bool
    chips: tuple[Chip, ...]
    employers: tuple[tuple[str, str], ...]
    employer: str
    q: str
    rag: str
    review: str
    sort: str
    sorts: tuple[tuple[str, str], ...]
    sort_words: str
    sort_addresses: dict[str, str]
    rows: tuple[CaseloadRow, ...]
    apart: tuple[ApartRow, ...]
    all_address: str
    csv_address: str
    red_rules: tuple[str, ...]
    amber_rules: tuple[str, ...]


def caseload_view(every: tuple[Standing, ...], asked: Asked, today: date, *, part: bool) -> CaseloadView:
    """The page of a caseload under these filters."""
    found = in_order(chosen(every, asked.wanted), asked.sort)
    wanted = asked.wanted
    employers = {one.apprenticeship.terms.employer for one in every}
    rows = tuple(row for one in found if (row := _row(one, today)))
    return CaseloadView(
        lede=_lede(every),
        count=f"{len(found)} of {plural(len(every), 'apprentice')} shown.",
        part=part,
        chips=chips(every, asked),
        employers=tuple(sorted(((str(one.id), one.name) for one in employers), key=lambda pair: pair[1].casefold())),
        employer=str(wanted.employer or ""),
        q=wanted.name,
        rag=wanted.colour.value if wanted.colour else "",
        review=wanted.review.value if wanted.review else "",
        sort=asked.sort.value,
        sorts=tuple((sort.value, words) for sort, words in SORTS),
        sort_words=dict(SORTS)[asked.sort].lower(),
        sort_addresses={sort.value: asked.sorted_by(sort).address() for sort in Sort},
        rows=rows,
        apart=tuple(_apart(one) for one in found if one.hours is None),
        all_address=asked.only().address(),
        csv_address=asked.address("/caseload.csv"),
        red_rules=red_rules(DEFAULT_THRESHOLDS),
        amber_rules=amber_rules(DEFAULT_THRESHOLDS),
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
        one.awaiting,
        hours_number(logged.confirmed_minutes) if logged else None,
        hours_number(logged.expected_minutes) if logged and logged.expected_minutes is not None else None,
        hours_number(logged.planned_minutes) if logged and logged.planned_minutes is not None else None,
        upcoming.due_on.isoformat() if upcoming else None,
        one.apprenticeship.planned_end.isoformat(),
    ]


def red_rules(at: RagThresholds) -> tuple[str, ...]:
    """What makes an apprentice red, any one of them."""
    return (
        f"off-the-job hours more than {at.behind_red_percent}% behind what the plan expects by today, even once all "
        "that waits or is queried is confirmed",
        f"no evidence sent for {at.quiet_red_days} days or more, while KSBs are left",
        "past the planned gateway",
    )


def amber_rules(at: RagThresholds) -> tuple[str, ...]:
    """What makes an apprentice amber, any one of them, where nothing makes them red."""
    return (
        f"confirmed off-the-job hours more than {at.behind_amber_percent}% behind what the plan expects by today",
        f"no evidence sent for {at.quiet_amber_days} days or more, while KSBs are left",
        f"more than {at.near_end_ksbs_left} KSBs left with fewer than {at.near_end_days} days to the planned gateway",
        "a query on hours that is still open",
    )


def _lede(every: tuple[Standing, ...]) -> str:
    colours = [f"{sum(one.rag.colour is colour for one in every)} {colour.value}" for colour in Colour]
    apart = sum(one.rag.colour is None for one in every)
    rest = f", {apart} not learning just now" if apart else ""
    return f"{plural(len(every), 'apprentice')}: {', '.join(colours)}{rest}."


def _row(one: Standing, today: date) -> CaseloadRow | None:
    if one.hours is None or one.rag.colour is None:
        return None
    record = one.apprenticeship
    review, note = _review(one, today)
    return CaseloadRow(
        name=record.apprentice.name,
        address=record_address(record.id),
        employer=record.terms.employer.name,
        rag=one.rag.colour.value,
        reasons=one.rag.reasons,
        strip=strip_families(one.standard, one.coverage),
        strip_label=strip_label(one.coverage),
        accepted=f"{one.coverage.accepted} of {one.coverage.total} accepted",
        to_decide=f"{one.awaiting} to decide" if one.awaiting else "",
        hours=hours_cell(one),
        review=review,
        review_note=note,
        reviews_address=record_address(record.id, "reviews"),
        gateway=date_short(record.planned_end),
        gateway_note=_gateway_note(one, today),
    )


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
    due = one.reviews.next.due_on
    away = days_away((due - today).days) if (due - today).days <= REVIEW_SOON_DAYS else ""
    return date_short(due), away or ("last not on record" if one.review_overdue else "")


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


def _apart(one: Standing) -> ApartRow:
    record = one.apprenticeship
    return ApartRow(
        name=record.apprentice.name,
        address=record_address(record.id),
        employer=record.terms.employer.name,
        status=record.status.value,
        accepted=f"{one.coverage.accepted} of {one.coverage.total} accepted",
        gateway=date_short(record.planned_end),
    )
