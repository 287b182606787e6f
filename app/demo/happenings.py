"""What can happen in the life of an apprentice of the demonstration, as data."""

from dataclasses import dataclass
from datetime import date, datetime

from app.demo.pieces import Shown
from app.domain.evidence import EvidenceDetails, Verdict


@dataclass(frozen=True, slots=True)
class Paper:
    """A page that goes with a piece of evidence as its file."""

    name: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Sent:
    """The apprentice sends a piece with the time it took; `piece` counts the pieces of this life.

    `recording` is the name of the sound file that goes with the paper, "" for none; nothing in bulk has one.
    """

    at: datetime
    piece: int
    details: EvidenceDetails
    paper: Paper
    minutes: int
    activity: str
    recording: str = ""


@dataclass(frozen=True, slots=True)
class Improved:
    """The apprentice sends a second version."""

    at: datetime
    piece: int
    details: EvidenceDetails
    paper: Paper


@dataclass(frozen=True, slots=True)
class Placed:
    """The apprentice says of each KSB where a version shows it, and how."""

    at: datetime
    piece: int
    version: int
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """The tutor decides every KSB of a version alike, and clears it for the employer to read; `listened` to what no
    machine hears."""

    at: datetime
    piece: int
    version: int
    ksbs: tuple[str, ...]
    verdict: Verdict
    feedback: str
    listened: bool = False


@dataclass(frozen=True, slots=True)
class TimeLogged:
    """The apprentice logs time that goes with no evidence."""

    at: datetime
    on: date
    minutes: int
    activity: str
    duty: str
    words: str


@dataclass(frozen=True, slots=True)
class TimeConfirmed:
    """The employer confirms all that waits."""

    at: datetime


Event = Sent | Improved | Placed | Judged | TimeLogged | TimeConfirmed
