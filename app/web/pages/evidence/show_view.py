"""What the page of one piece of evidence shows: the work, each KSB with its decision, versions, hours, history."""

from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain.refusals import Fault
from app.rendering.frame import Link
from app.web.pages.evidence.check_view import CheckView
from app.web.pages.evidence.doubles_view import DoublesView
from app.web.pages.evidence.next_step import NextStep
from app.web.pages.evidence.practice_view import PracticeShown
from app.web.pages.evidence.testimony_view import TestimoniesShown
from app.web.places_shown import Shown


@dataclass(frozen=True, slots=True)
class FileLink:
    """One file: what opens it, what it is called, how large it is in bytes, and where it is seen beside its KSBs.

    `address` and `beside` are "" where nobody may open it; `thumb` is where its small picture is, "" where it has
    none; `note` says whether it was scanned, and whether a machine has read it for what identifies somebody.
    `plays` is audio or video where a browser plays it in place, else ""; `lasts` how long that is, 2:10, where known.
    """

    address: str
    name: str
    size: int
    beside: str = ""
    thumb: str = ""
    note: str = ""
    plays: str = ""
    lasts: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One decision, or a reopening where `verdict` is "": in whose words, when, and on which version."""

    ksb: str
    verdict: str
    words: str
    by: str
    at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class TagRow:
    """One KSB of a version. `reopen_address` is "" where nobody may reopen it; `note` says what is special."""

    ksb: str
    short: str
    text: str
    state: str
    note: str
    said: tuple[Said, ...]
    reopen_address: str
    shown: Shown


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A KSB the tutor suggests. `address` is where the apprentice answers, "" for everyone else."""

    ksb: str
    short: str
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class ToDecide:
    """One KSB that awaits this tutor's decision, with what was typed before; `also` are other pieces that show it."""

    ksb: str
    short: str
    text: str
    verdict: str
    feedback: str
    also: tuple[tuple[str, str, str], ...]
    shown: Shown


@dataclass(frozen=True, slots=True)
class NotTaken:
    """What a tutor had typed of a KSB that somebody else has decided meanwhile."""

    ksb: str
    verdict: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Deciding:
    """The form for the decisions. `first_name` is the apprentice’s; `not_taken` was decided by somebody else."""

    address: str
    version: int
    ksbs: tuple[ToDecide, ...]
    first_name: str
    not_taken: tuple[NotTaken, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Clearing:
    """Opening the version to employer and quality assurer, or closing it again.

    `looked_words` is what a tutor states of `unchecked` files, which no machine could read; "" where there are none.
    """

    address: str
    version: int
    cleared: bool
    words: str
    looked_words: str = ""
    looked: bool = False
    unchecked: tuple[str, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version. `description` and `files` are empty where it may not be read, and `withheld` says why."""

    version: int
    state: str
    title: str
    created_at: datetime | None
    submitted_at: datetime | None
    description: str
    files: tuple[FileLink, ...]
    withheld: str
    statement: str
    ksbs: tuple[tuple[str, str], ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class HoursRow:
    """Time logged with the piece. `why_not` says why it does not count, "" where it does.

    `twice` names the other entries that may be the same time, to whoever can say whether they are.
    """

    on: date
    minutes: int
    activity: str
    state: str
    why_not: str
    twice: Link | None = None


@dataclass(frozen=True, slots=True)
class HappeningRow:
    """One line of the piece's history."""

    at: datetime
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class ShowView:
    """The page of one piece. Addresses are "" where whoever asks may not go there or it makes no sense now."""

    name: str
    title: str
    eyebrow: str
    list_address: str
    state: str
    withdrawn: str
    shown: VersionRow
    others: tuple[VersionRow, ...]
    tags: tuple[TagRow, ...]
    suggestions: tuple[Suggestion, ...]
    deciding: Deciding | None
    clearing: Clearing | None
    cleared_words: str
    suggest_address: str
    suggestable: tuple[tuple[str, str], ...]
    suggest_fault: str
    details: tuple[tuple[str, str], ...]
    hours: tuple[HoursRow, ...]
    hours_note: str
    happenings: tuple[HappeningRow, ...]
    edit_address: str
    version_address: str
    withdraw_address: str
    send_address: str
    draft_words: str
    practice: PracticeShown | None
    closing_address: str
    closed: str
    breaches_address: str
    check: CheckView
    employer_address: str
    names_address: str
    kept_from_employer: bool
    beside_address: str = ""
    testimonies: TestimoniesShown | None = None
    doubles: DoublesView = field(default_factory=DoublesView)
    next: NextStep | None = None
