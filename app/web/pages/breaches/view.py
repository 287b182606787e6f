"""What the pages of a breach show."""

from dataclasses import dataclass
from datetime import datetime

from app.db.breaches import Opening
from app.domain.breaches import Breach, BreachState
from app.domain.confidentiality import FindingKind
from app.domain.refusals import Fault
from app.rendering.words import plural
from app.web.forms import Typed
from app.web.visit_words import opened_on_visit

KINDS = (
    (FindingKind.NAME.value, "A name"),
    (FindingKind.ADDRESS.value, "An address"),
    (FindingKind.POSTCODE.value, "A postcode"),
    (FindingKind.PHONE.value, "A phone number"),
    (FindingKind.EMAIL.value, "An email address"),
    (FindingKind.DATE_OF_BIRTH.value, "A date of birth"),
    (FindingKind.NHS_NUMBER.value, "An NHS number"),
    (FindingKind.NI_NUMBER.value, "A National Insurance number"),
    (FindingKind.CASE_NUMBER.value, "A case number"),
    (FindingKind.MARKING.value, "A protective marking or a case-system print-out"),
    (FindingKind.HIDDEN.value, "Something hidden in a file"),
    (FindingKind.OTHER.value, "Something else, such as a face, a voice or a story only one family has"),
)
STATES = {
    BreachState.QUARANTINED: "Closed: nobody can open it",
    BreachState.RELEASED: "Opened again",
    BreachState.ERASED: "Erased for good",
}

HEADINGS = {
    BreachState.QUARANTINED: "is closed",
    BreachState.RELEASED: "was opened again",
    BreachState.ERASED: "was erased for good",
}


@dataclass(frozen=True, slots=True)
class CloseView:
    """The form that closes a piece at once. `others` are pieces that hold the same file and are closed with it."""

    piece: str
    title: str
    address: str
    cancel_address: str
    others: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...]
    kind: str
    reason: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class BreachLine:
    """One breach in a list, and where its record is. `whose` is the apprentice, "" within one record."""

    address: str
    piece: str
    state: str
    kind: str
    found_at: datetime
    whose: str = ""


@dataclass(frozen=True, slots=True)
class KeptLine:
    """Something that stays in words beside the evidence, such as those of “portfolio 2”, and why."""

    name: str
    looks: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class BreachesView:
    """The breaches of one record, `whose` it is; of the whole provider where that is "".

    `erasure` is where words beside the evidence are erased, "" for whoever may not.
    """

    lines: tuple[BreachLine, ...]
    whose: str
    erasure: str = ""
    kept: tuple[KeptLine, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenedLine:
    """Somebody who opened the piece or a file of it: “version 1, a file”."""

    at: datetime
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class BreachView:
    """The record of one breach. `may_end` is whether whoever looks may release, erase and note who was told."""

    piece: str
    piece_address: str
    address: str
    list_address: str
    heading: str
    state: str
    facts: tuple[tuple[str, str], ...]
    reason: str
    end_reason: str
    opened: tuple[OpenedLine, ...]
    told: tuple[tuple[datetime, str, str], ...]
    may_end: bool
    typed: Typed
    faults: tuple[Fault, ...]


def kind_words(kind: FindingKind) -> str:
    """A kind as the form calls it."""
    return dict(KINDS)[kind.value]


def opened_line(one: Opening) -> OpenedLine:
    """One opening; the file is told by its first digits, since its name may be what identifies somebody."""
    words = one.subject.split()
    if words[0] == "visit":
        return OpenedLine(one.at, one.name, f"{opened_on_visit(' '.join(words[2:]))}, on a visit from outside")
    if "portfolio" in words[:-1]:
        frozen, name = words[words.index("portfolio") + 1], words[-1].rpartition("/")[2].partition(".")[0]
        return OpenedLine(one.at, one.name, f"Portfolio version {frozen}, file {name}")
    file = words[words.index("file") + 1][:8] if "file" in words[:-1] else ""
    version = words[words.index("version") + 1] if "version" in words[:-1] else "?"
    return OpenedLine(one.at, one.name, f"Version {version}, file {file}…" if file else f"Version {version}")


def files_words(breach: Breach) -> str:
    """How many files, and what became of their bytes."""
    if not breach.files:
        return "None"
    said = plural(len(breach.files), "file")
    return f"{said}, erased" if breach.state is BreachState.ERASED else said
