"""The trial of a spreadsheet: each row's verdict, some at a time, and the mistakes as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from app.answers.hours_import import Columns, JudgedRow, Verdict, judged
from app.answers.time_rules import TimeRules
from app.db.hours_import import Brought
from app.domain.confidentiality import Known
from app.exchange.hours_sheet import rows_of
from app.rendering.frame import Chip
from app.rendering.words import date_short, hours_short, number, plural
from app.web.pages.off_the_job.import_view import TrialRow, TrialView
from app.web.record import record_address

A_PAGE = 50
WORDS = {
    Verdict.ADD: "Will be added",
    Verdict.RECORD: "Does not count, kept as a record",
    Verdict.ALREADY: "Already here",
    Verdict.MISTAKE: "Mistake",
}


@dataclass(frozen=True, slots=True)
class Tried:
    """Every row of a file with its verdict."""

    brought: Brought
    rules: TimeRules
    rows: Sequence[JudgedRow]

    def count(self, verdict: Verdict) -> int:
        """How many rows have this verdict."""
        return sum(one.verdict is verdict for one in self.rows)


def tried(brought: Brought, columns: Columns, rules: TimeRules, known: set[str], quiet: Known) -> Tried:
    """Try every row."""
    below = islice(rows_of(brought.content), 1, None)
    return Tried(brought, rules, list(judged(below, columns, rules, known, quiet)))


def import_address(brought: Brought, rest: str = "") -> str:
    """Where a file is shown."""
    return record_address(brought.apprenticeship, f"off-the-job/import/{brought.number}{rest}")


def trial_view(one: Tried, show: str, page: int, *, own: bool) -> TrialView:
    """The rows of one verdict, or all, some at a time."""
    chosen = Verdict(show) if show in set(Verdict) else None
    rows = [row for row in one.rows if chosen is None or row.verdict is chosen]
    pages = max(1, -(-len(rows) // A_PAGE))
    page = min(max(1, page), pages)
    here, tail = import_address(one.brought), f"&show={chosen.value}" if chosen else ""
    return TrialView(
        lede=_lede(one),
        back=record_address(one.brought.apprenticeship, "off-the-job"),
        columns=f"{here}?columns=yes",
        action=f"{here}/confirmation",
        mistakes=f"{here}/mistakes.csv" if one.count(Verdict.MISTAKE) else "",
        to_add=one.count(Verdict.ADD) + one.count(Verdict.RECORD),
        chips=_chips(one, chosen, here),
        rows=tuple(_row(one, row) for row in rows[(page - 1) * A_PAGE : page * A_PAGE]),
        newer=f"{here}?sheet={page - 1}{tail}" if page > 1 else "",
        older=f"{here}?sheet={page + 1}{tail}" if page < pages else "",
        place=f"Page {page} of {pages}" if pages > 1 else "",
        own=own,
    )


def _lede(one: Tried) -> str:
    parts = [f"{plural(len(one.rows), 'row')} in {one.brought.file_name}."]
    if count := one.count(Verdict.ADD):
        parts.append(f"{number(count)} will be added.")
    if count := one.count(Verdict.RECORD):
        parts.append(f"{number(count)} {'does' if count == 1 else 'do'} not count and will be kept as a record.")
    if count := one.count(Verdict.ALREADY):
        parts.append(f"{number(count)} {'is' if count == 1 else 'are'} here already.")
    if count := one.count(Verdict.MISTAKE):
        parts.append(f"{number(count)} {'has' if count == 1 else 'have'} a mistake and will be left out.")
    return f"{' '.join(parts)} Nothing is saved until you confirm."


def _chips(one: Tried, chosen: Verdict | None, here: str) -> tuple[Chip, ...]:
    chips: list[Chip] = [("All", len(one.rows), here, chosen is None, "")]
    for verdict, words in WORDS.items():
        chips.append((words, one.count(verdict), f"{here}?show={verdict.value}", chosen is verdict, ""))
    return tuple(chips)


def _row(one: Tried, row: JudgedRow) -> TrialRow:
    logged = row.logged
    return TrialRow(
        number=row.row.number,
        verdict=row.verdict.value,
        words=WORDS[row.verdict],
        sentence=row.sentence,
        day=date_short(logged.happened_on) if logged else "",
        time=hours_short(logged.minutes) if logged else "",
        activity=one.rules.plan.activity(logged.activity).name if logged else "",
        cells=_cells(row)[:200],
    )


def _cells(row: JudgedRow) -> str:
    return " | ".join(row.row.cells)
