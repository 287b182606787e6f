"""What the form for a whole week shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.refusals import Fault
from app.web.pages.off_the_job.choices import Option


@dataclass(frozen=True, slots=True)
class DayFields:
    """One day of the week: what was typed by field, and how much is logged on it already. `place` ends its fields."""

    place: int
    on: date
    heading: str
    typed: Mapping[str, str]
    already: int
    open: bool


@dataclass(frozen=True, slots=True)
class WeekView:
    """Seven days, or those until today. `keep_records` shows the tick for what does not count."""

    heading: str
    faults: tuple[Fault, ...]
    action: str
    back: str
    monday: date
    latest: date
    before: str
    after: str
    days: tuple[DayFields, ...]
    activities: tuple[tuple[str, tuple[Option, ...]], ...]
    duties: tuple[tuple[str, str], ...]
    paid_times: tuple[tuple[str, str], ...]
    keep_records: bool
    ticked: bool
    readers: str
    once: str
