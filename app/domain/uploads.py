"""A file on its way in pieces: how much of it is here, whose turn it is to send more, and when it is forgotten."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.domain.refusals import WrongState

KEPT_FOR = timedelta(days=7)
"""How long the beginning of a file waits for the rest of it."""
TURN_LASTS = timedelta(seconds=30)
"""How long a turn is left to a sender from whom nothing was kept: a phone that lost its signal says no goodbye."""
MOST_AT_ONCE = 50
"""Unfinished files of one person on one apprenticeship."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece that is kept. `start` and `size` are of the file's own bytes; `sha256` is its name in the store."""

    start: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that is being sent. `size` and `offset` are bytes: of all of it, and of what is here.

    `turn` is of whoever is sending just now; `staged` is the unsaved form's file that it became.
    """

    id: UUID
    person: UUID
    apprenticeship: UUID
    form: str
    name: str
    size: int
    offset: int
    touched_at: datetime
    turn: UUID | None = None
    staged: UUID | None = None

    @property
    def is_whole(self) -> bool:
        """Whether every byte is here."""
        return self.offset == self.size

    @property
    def forgotten_at(self) -> datetime:
        """When what is here is let go, unless more comes."""
        return self.touched_at + KEPT_FOR


def insist_free(upload: Upload, at: datetime) -> None:
    """Nobody else is sending just now. Raises WrongState; a turn from which nothing was heard of late has ended."""
    if upload.turn is not None and abs(at - upload.touched_at) < TURN_LASTS:
        raise WrongState(f"“{upload.name}” is being sent already. It goes on from there in a moment.")


def insist_offset(upload: Upload, offset: int) -> None:
    """What is sent begins where what is here ends. Raises WrongState."""
    if upload.offset != offset:
        raise WrongState(f"{upload.offset} bytes of “{upload.name}” are here, so it goes on from there.")


def insist_turn(upload: Upload, turn: UUID) -> None:
    """This turn has not been taken over meanwhile. Raises WrongState."""
    if upload.turn != turn:
        raise WrongState(f"“{upload.name}” is being sent from another window now.")
