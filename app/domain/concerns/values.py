"""One concern with everything that was done about it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.receipts import CODE_LETTERS

NUMBER_LENGTH = 6
"""Six of those letters are some 29 bits: enough that two are not the same, and nobody counts concerns by them."""
_RECORD = re.compile(r"/a/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/|$)")
_PART = re.compile(r"(evidence/E|reviews/)([1-9][0-9]{0,8})(?:[/?]|$)")


class About(StrEnum):
    """Whom a concern is about."""

    CLIENT = "client"
    APPRENTICE = "apprentice"
    OTHER = "other"


class Danger(StrEnum):
    """Whether whoever raised it says that somebody is in danger now."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class EntryKind(StrEnum):
    """What the safeguarding lead put on record."""

    NOTE = "note"
    OUTCOME = "outcome"
    CLOSED = "closed"
    OPENED_AGAIN = "opened_again"


class ConcernState(StrEnum):
    """Where a concern stands. Erased: its words are gone, its number and its days stay."""

    OPEN = "open"
    CLOSED = "closed"
    ERASED = "erased"


class Means(StrEnum):
    """How somebody read a concern."""

    PAGE = "page"
    CALL = "call"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody was when they raised a concern: a record, and E13 or a review of it where it was one."""

    apprenticeship: UUID
    what: str = ""


@dataclass(frozen=True, slots=True)
class Witness:
    """Somebody without an account who raised a concern by the link that had asked them for a testimony."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Something put on record about a concern; only ever added. `outcome` is a code of the programme."""

    seq: int
    kind: EntryKind
    by: UUID
    at: datetime
    words: str = ""
    outcome: str = ""
    referred_to: str = ""
    referred_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody read it."""

    seq: int
    by: UUID
    at: datetime
    means: Means


@dataclass(frozen=True, slots=True)
class Concern:
    """What somebody raised, in their own words, and what was done about it since.

    `told` is who knew already. `place` is where they came from, where they wished to say so. `raised_by` is None
    where a `witness` raised it; erased, the witness is gone too.
    """

    id: UUID
    number: str
    raised_by: UUID | None
    raised_at: datetime
    about: About
    danger: Danger
    words: str
    told: str = ""
    place: Place | None = None
    closed_at: datetime | None = None
    erased_at: datetime | None = None
    erased_by: UUID | None = None
    erased_reason: str = ""
    witness: Witness | None = None
    entries: tuple[Entry, ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def state(self) -> ConcernState:
        """Where it stands."""
        return state_of(self.closed_at, self.erased_at)


def state_of(closed_at: datetime | None, erased_at: datetime | None) -> ConcernState:
    """Where a concern stands, by when it was closed and erased."""
    if erased_at is not None:
        return ConcernState.ERASED
    return ConcernState.OPEN if closed_at is None else ConcernState.CLOSED


def number_of(letters: Iterable[str]) -> str:
    """Letters as the number of a concern: C-7K3M2Q. No count can be read from it."""
    return f"C-{''.join(letters)}"


def number_in(typed: str) -> str:
    """A number as it is kept, from how people type it; "" where it cannot be one."""
    letters = re.sub(r"[\s-]", "", typed).upper().removeprefix("C")
    if len(letters) != NUMBER_LENGTH:
        # C is also one of the letters, so one that begins with it keeps it.
        letters = re.sub(r"^\s*[Cc]-", "", typed).strip().upper()
    return number_of(letters) if len(letters) == NUMBER_LENGTH and set(letters) <= set(CODE_LETTERS) else ""


def place_in(address: str) -> Place | None:
    """The record that an address is of, and the piece or review, where it names one; None for any other address."""
    record = _RECORD.match(address)
    if record is None:
        return None
    part = _PART.match(address, record.end())
    words = {"evidence/E": "E", "reviews/": "review "}
    return Place(UUID(record[1]), f"{words[part[1]]}{part[2]}" if part else "")
