"""Hours as rows of a table: entries for a spreadsheet, and planned and actual hours as the ILR takes them."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from app.answers.exported import EntryExported, IlrHours
from app.catalogue import Catalogue
from app.exchange.csv_table import Cell
from app.rendering.states import STATUSES, TIME_STATES
from app.rendering.words import stamp_short

ENTRIES = (
    *("Number", "Day", "Minutes", "Hours", "Activity", "Duty", "KSBs", "Counts", "Why not", "State", "Description"),
    *("Evidence", "Logged by", "Logged", "Corrects number", "Confirmed by", "Confirmed"),
)
ILR = (
    *("Apprentice", "Standard", "Version", "Programme", "Start", "Planned end", "Last day of learning", "Status"),
    *("Planned hours", "Actual hours", "Apprenticeship"),
)


def entry_rows(catalogue: Catalogue, found: Iterable[EntryExported]) -> Iterator[tuple[Cell, ...]]:
    """Entries under the headings of `ENTRIES`. Hours have two places; stamps are London's time in words."""
    for one in found:
        entry, said = one.entry, one.confirmed
        activity = catalogue.programme(entry.programme).activity_by_code.get(entry.activity)
        yield (
            entry.number,
            entry.happened_on,
            entry.minutes,
            (Decimal(entry.minutes) / 60).quantize(Decimal("0.01"), ROUND_HALF_UP),
            activity.name if activity else entry.activity,
            entry.duty,
            " ".join(entry.ksbs),
            "Yes" if entry.counts else "No",
            entry.why_not,
            TIME_STATES[entry.state.value].word,
            entry.description,
            f"E{entry.evidence_number}" if entry.evidence_number else None,
            entry.logged_by_name,
            stamp_short(entry.logged_at),
            entry.supersedes,
            said.by_name if said else None,
            stamp_short(said.at) if said else None,
        )


def ilr_rows(found: Iterable[IlrHours]) -> Iterator[tuple[Cell, ...]]:
    """Hours under the headings of `ILR`, whole: planned ones to the nearest, actual ones never rounded up."""
    for one in found:
        record = one.apprenticeship
        planned = one.planned_minutes
        yield (
            record.apprentice.name,
            record.standard,
            record.version,
            one.programme_title,
            record.start,
            one.planned_end,
            one.ended_on,
            STATUSES[record.status.value].word,
            None if planned is None else int((Decimal(planned) / 60).to_integral_value(ROUND_HALF_UP)),
            one.actual_minutes // 60,
            str(record.id),
        )
