"""What the pages of concerns show."""

from dataclasses import dataclass
from datetime import date, datetime

from app.answers.concerns import LineToCall, Listed
from app.db.concerns import OwnConcern
from app.domain.concerns import About, Danger, EntryKind, Means
from app.domain.refusals import Fault
from app.web.forms import Typed

WHOM = (
    (About.CLIENT.value, "A client, or somebody of their family"),
    (About.APPRENTICE.value, "An apprentice: you, or another"),
    (About.OTHER.value, "Somebody else", "Such as a colleague, a tutor, or somebody at home."),
)
"""Whom a concern may be about, as it is asked."""
ABOUT = {About(one[0]): one[1] for one in WHOM}
ABOUT_READ = ABOUT | {About.APPRENTICE: "An apprentice"}
"""The same, as others read it."""
DANGER = {Danger.YES: "Yes", Danger.NO: "No", Danger.UNSURE: "I do not know"}
ENTRIES = {
    EntryKind.NOTE: "Note",
    EntryKind.OUTCOME: "What was done",
    EntryKind.CLOSED: "Closed",
    EntryKind.OPENED_AGAIN: "Opened again",
}
MEANS = {Means.PAGE: "On its page", Means.CALL: "By a program", Means.FILE: "Taken out as a file"}


@dataclass(frozen=True, slots=True)
class RaiseView:
    """The form that raises a concern. `place` says where they came from in words, "" for nowhere; `back` leads there.

    `readers` are the names of whoever reads it: nobody, where none is named. `form` is this rendering's own id.
    `address` is where it is sent, and `sent` the list of what somebody has sent, "" for who came by a link.
    """

    lines: tuple[LineToCall, ...]
    readers: tuple[str, ...]
    abouts: tuple[tuple[str, ...], ...]
    dangers: tuple[tuple[str, ...], ...]
    place: str
    came_from: str
    back: str
    form: str
    typed: Typed
    faults: tuple[Fault, ...]
    address: str
    sent: str


@dataclass(frozen=True, slots=True)
class ReceivedView:
    """That a concern was received, for who came by a link: its number, and nothing that was written."""

    number: str
    raised_at: datetime
    danger: Danger
    lines: tuple[LineToCall, ...]
    readers: tuple[str, ...]
    back: str


@dataclass(frozen=True, slots=True)
class SentView:
    """One concern as whoever raised it sees it."""

    concern: OwnConcern
    about: str
    danger: str
    lines: tuple[LineToCall, ...]
    readers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllSentView:
    """Everything that somebody raised."""

    concerns: tuple[OwnConcern, ...]


@dataclass(frozen=True, slots=True)
class ConcernsView:
    """The lead's list, in three parts. `past` is how many are past the day until which they are kept."""

    open: tuple[Listed, ...]
    closed: tuple[Listed, ...]
    erased: tuple[Listed, ...]
    past: int
    keep: str

    @property
    def unread(self) -> int:
        """How many nobody has read."""
        return sum(1 for one in self.open if not one.line.readings)


@dataclass(frozen=True, slots=True)
class EntryLine:
    """Something put on record, in words. `referred` says who was told and when, "" where nobody was."""

    heading: str
    words: str
    referred: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """Somebody read it."""

    by: str
    at: datetime
    how: str


@dataclass(frozen=True, slots=True)
class ConcernView:
    """One concern as the lead and deputies see it. `closable`: something was recorded that was done."""

    number: str
    address: str
    state: str
    danger: str
    facts: tuple[tuple[str, str], ...]
    words: str
    entries: tuple[EntryLine, ...]
    readings: tuple[ReadingLine, ...]
    outcomes: tuple[tuple[str, str], ...]
    closable: bool
    keep: str
    until: date | None
    past: bool
    typed: Typed
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class SetLine:
    """One setting as somebody set it."""

    label: str
    value: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ConcernSettingsView:
    """How long concerns are kept, and the provider's own numbers to call; `values` by key."""

    values: dict[str, str]
    lines: tuple[LineToCall, ...]
    changes: tuple[SetLine, ...]
    faults: tuple[Fault, ...]
