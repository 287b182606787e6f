"""What the list of a record's evidence and a tutor's queue show."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from app.rendering.frame import Chip


class PieceRow(NamedTuple):
    """One piece in the list. `tags` are its KSBs with their states; `draft`: a new version is begun.

    `flag` says what an assessment plan may not accept, "" where nothing.
    """

    name: str
    title: str
    address: str
    kind: str
    happened_on: date | None
    submitted_at: datetime | None
    state: str
    tags: tuple[tuple[str, str], ...]
    draft: bool
    flag: str


@dataclass(frozen=True, slots=True)
class ListView:
    """A record's evidence. `add_address` is "" for whoever does not write it; `is_over`: nothing more is asked for."""

    lede: str
    pieces: tuple[PieceRow, ...]
    chips: tuple[Chip, ...]
    here: str
    state: str
    ksb: str
    ksbs: tuple[tuple[str, str], ...]
    filtered: bool
    add_address: str
    is_over: bool
    observe_address: str
    portfolio_address: str
    first_address: str
    next_address: str


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One piece that waits for a decision."""

    apprentice: str
    name: str
    title: str
    address: str
    submitted_at: datetime
    waited: str
    ksbs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueueView:
    """A tutor's queue, longest waiting first. `asked` says what quality assurance asks of them, "" for nothing."""

    lede: str
    asked: str
    rows: tuple[QueueRow, ...]
    first_address: str
    next_address: str
