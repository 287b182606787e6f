"""What a paper says: plain text throughout, in parts under headings."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. The first cell of each row is its heading."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wrote: under which heading, by whom, and their words."""

    heading: str
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a paper under its heading."""

    heading: str
    facts: tuple[tuple[str, str], ...] = ()
    said: tuple[Said, ...] = ()
    grids: tuple[Grid, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """One party's signature: its role, the name, how it stands in a word, when and how, and the sentence signed."""

    role: str
    name: str
    word: str
    lines: tuple[str, ...] = ()
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. `foot` stands on every page; `made_at`, aware, is when it was made.

    `sha256_words` say what the hash is of; both are "" where there is none.
    """

    title: str
    lede: str
    foot: str
    made_at: datetime
    parts: tuple[Part, ...]
    signatures: tuple[SignatureBox, ...] = ()
    sha256_words: str = ""
    sha256: str = ""
