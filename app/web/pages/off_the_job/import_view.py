"""What the pages show on the way of a spreadsheet of hours into the record."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.refusals import Fault
from app.rendering.frame import Chip

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BringView:
    """Choosing the file."""

    faults: tuple[Fault, ...]
    action: str
    back: str


@dataclass(frozen=True, slots=True)
class ColumnsView:
    """Which column is which. `sample` are the first rows; `unknown` the file's own words for activities."""

    faults: tuple[Fault, ...]
    action: str
    back: str
    file_name: str
    header: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    columns: Choices
    activities: Choices
    paid_times: Choices
    typed: Mapping[str, str]
    unknown: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TrialRow:
    """One row with what becomes of it. `cells` is the row as it stands in the file."""

    number: int
    verdict: str
    words: str
    sentence: str
    day: str
    time: str
    activity: str
    cells: str


@dataclass(frozen=True, slots=True)
class TrialView:
    """What every row would become, before anything is written."""

    lede: str
    back: str
    columns: str
    action: str
    mistakes: str
    to_add: int
    chips: tuple[Chip, ...]
    rows: tuple[TrialRow, ...]
    newer: str
    older: str
    place: str
    own: bool


@dataclass(frozen=True, slots=True)
class ProgressView:
    """How far the adding came. `again` is the page's own address while it goes on, "" once it is over."""

    heading: str
    text: str
    done: int
    rows: int
    again: str
    mistakes: str
    back: str
    facts: tuple[tuple[str, str, str], ...]
