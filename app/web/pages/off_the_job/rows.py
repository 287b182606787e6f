"""Time entries as every list and page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.catalogue import Catalogue
from app.db.off_the_job import Listed
from app.domain.off_the_job.entries import TimeState
from app.web.record import evidence_address, record_address


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry in words. `key` is what a ticked box sends; `why_not` says why it does not count, `proviso`
    on what it counts; `asked` is the query that waits for an answer.
    """

    key: str
    number: int
    address: str
    apprenticeship: UUID
    apprentice_name: str
    apprentice_address: str
    activity: str
    description: str
    happened_on: date
    minutes: int
    duty: str
    ksbs: tuple[str, ...]
    evidence: int | None
    evidence_title: str
    evidence_address: str
    state: str
    counts: bool
    why_not: str
    paid_time: str
    proviso: str
    asked: str
    logged_by: UUID
    logged_by_name: str


def entry_key(apprenticeship: UUID, number: int) -> str:
    """What a ticked box sends for an entry."""
    return f"{apprenticeship}:{number}"


def entry_address(apprenticeship: UUID, number: int) -> str:
    """Where an entry is shown."""
    return record_address(apprenticeship, f"off-the-job/{number}")


def rows_of(catalogue: Catalogue, entries: Sequence[Listed]) -> tuple[EntryRow, ...]:
    """Entries as rows, in the order given."""
    return tuple(row_of(catalogue, one) for one in entries)


def row_of(catalogue: Catalogue, one: Listed) -> EntryRow:
    """One entry as a row."""
    activity = catalogue.programme(one.programme).activity_by_code.get(one.activity)
    duty = catalogue.standard(one.standard, one.version).duty_by_code.get(one.duty or "")
    counts = one.counts and one.state not in (TimeState.SUPERSEDED, TimeState.WITHDRAWN)
    if_planned = activity is not None and activity.only_if_planned and one.counts
    return EntryRow(
        key=entry_key(one.apprenticeship, one.number),
        number=one.number,
        address=entry_address(one.apprenticeship, one.number),
        apprenticeship=one.apprenticeship,
        apprentice_name=one.apprentice_name,
        apprentice_address=record_address(one.apprenticeship, "off-the-job"),
        activity=activity.name if activity else one.activity,
        description=one.description,
        happened_on=one.happened_on,
        minutes=one.minutes,
        duty=f"{duty.code} {duty.short}" if duty else "",
        ksbs=one.ksbs,
        evidence=one.evidence_number,
        evidence_title=one.evidence_title,
        evidence_address=evidence_address(one.apprenticeship, one.evidence_number) if one.evidence_number else "",
        state=one.state.value,
        counts=counts,
        why_not=one.why_not,
        paid_time=catalogue.programme(one.programme).paid_time_by_code[one.paid_time.value].name,
        proviso="It counts where the training plan names this activity." if if_planned else "",
        asked=one.asked,
        logged_by=one.logged_by,
        logged_by_name=one.logged_by_name,
    )
