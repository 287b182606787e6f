"""What the coverage page shows, in whichever of its three views."""

from dataclasses import dataclass
from typing import NamedTuple

from app.rendering.frame import Chip, Tab
from app.web.ksbs import Families
from app.web.record import PieceLink


class KsbRow(NamedTuple):
    """One KSB. `why` says more than the state's word, where there is more; `evidence` are numbers of pieces.

    `record` is the address of the record's overview, which every address in the row begins with.
    """

    record: str
    code: str
    short: str
    plain: str
    text: str
    state: str
    why: str
    evidence: tuple[int, ...]
    duties: str
    methods: tuple[str, ...]
    may_add: bool


@dataclass(frozen=True, slots=True)
class KsbGroup:
    """The rows of one kind under their heading."""

    heading: str
    rows: tuple[KsbRow, ...]


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """One piece of evidence at the head of the matrix."""

    number: int
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One KSB across the matrix: the state of its tag on each piece, "" where the piece is not tagged to it."""

    code: str
    short: str
    state: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty: its strip, its tally, its hours planned and confirmed (None where nothing is planned)."""

    code: str
    short: str
    text: str
    strip: Families
    strip_label: str
    accepted: int
    total: int
    target_minutes: int | None
    confirmed_minutes: int
    hours_label: str
    evidence: tuple[PieceLink, ...]


@dataclass(frozen=True, slots=True)
class CoverageView:
    """What the coverage page shows: one of `groups`, `matrix` with its `columns`, or `duties` has rows.

    `split` says that the split between methods is not confirmed; `methods` is the tally of each where it is.
    `scan_address` is where the KSBs are rated.
    """

    view: str
    lede: str
    split: str
    methods: tuple[str, ...]
    tabs: tuple[Tab, ...]
    chips: tuple[Chip, ...]
    all_address: str
    filtered: str
    scan_address: str
    groups: tuple[KsbGroup, ...] = ()
    columns: tuple[MatrixColumn, ...] = ()
    matrix: tuple[MatrixRow, ...] = ()
    duties: tuple[DutyRow, ...] = ()
