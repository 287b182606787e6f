"""A breach: evidence that was found to identify somebody. It is closed at once, then let go again or erased for good.

What the record of a breach keeps is what an inspector asks: which kind, who found it and when, why, who had opened
it, what became of it and when each organisation was told. It never keeps what was there to be read.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.confidentiality import FindingKind
from app.domain.refusals import BadInput, Fault, WrongState

LONGEST_REASON = 2_000
LONGEST_ORGANISATION = 200


class BreachState(StrEnum):
    """What has become of it. Released: it identified nobody after all."""

    QUARANTINED = "quarantined"
    RELEASED = "released"
    ERASED = "erased"


def piece_name(number: int) -> str:
    """What people call a piece, or one that is not in the record."""
    return f"E{number}" if number else "A piece not in this record"


@dataclass(frozen=True, slots=True)
class Told:
    """An organisation that was told, when, and who told it."""

    organisation: str
    at: datetime
    by: UUID


@dataclass(frozen=True, slots=True)
class Breach:
    """One breach, numbered within its apprenticeship. `number` is the piece of evidence, `files` its SHA-256s.

    `number` is 0 for a piece younger than the backup that was put back, whose files were erased from that.
    `found_by` is None where Touchmark itself erased a piece again that an older backup had brought back.
    """

    seq: int
    number: int
    kind: FindingKind
    state: BreachState
    reason: str
    found_by: UUID | None
    found_at: datetime
    ended_by: UUID | None = None
    ended_at: datetime | None = None
    end_reason: str = ""
    files: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()

    @property
    def piece(self) -> str:
        """What people call the piece: E13."""
        return piece_name(self.number)


@dataclass(frozen=True, slots=True)
class Erasure:
    """A piece that was erased for good, by its own id, and the hashes of the files that went with it.

    Or the words of something else, by its name (`app.domain.words_erased`): then `evidence` is None, and `kind`
    is not asked.
    """

    apprenticeship: UUID
    evidence: UUID | None
    files: tuple[str, ...]
    at: datetime
    kind: FindingKind
    words: str = ""

    @property
    def key(self) -> object:
        """Which erasure it is."""
        return self.evidence or (self.apprenticeship, self.words, self.at)


def insist_may_close(piece: str, quarantined_at: datetime | None) -> None:
    """Raises WrongState where the piece is closed already."""
    if quarantined_at is not None:
        raise WrongState(f"{piece} is closed already, and nobody can open it.")


def insist_open(breach: Breach) -> None:
    """Raises WrongState where the breach was ended: released, or erased for good."""
    if breach.state is BreachState.RELEASED:
        raise WrongState(f"{breach.piece} was opened again already.")
    if breach.state is BreachState.ERASED:
        raise WrongState(f"{breach.piece} was erased for good already.")


def insist_named(breach: Breach, typed: str) -> None:
    """Raises BadInput unless the piece's name was typed, since nothing brings back what is erased."""
    if typed.strip().casefold() != breach.piece.casefold():
        raise BadInput([Fault("piece", f"Type {breach.piece} to erase it. Nothing brings it back.")])


def insist_reason(reason: str, sentence: str) -> None:
    """Raises BadInput without a reason, or with one that is too long."""
    if not reason.strip():
        raise BadInput([Fault("reason", sentence)])
    if len(reason) > LONGEST_REASON:
        raise BadInput([Fault("reason", f"Use at most {LONGEST_REASON:,} characters.")])


def insist_organisation(organisation: str, told_at: datetime | None, now: datetime, found_at: datetime) -> datetime:
    """The moment an organisation was told. Raises BadInput without a name, or for a moment that cannot be."""
    faults = []
    if not organisation.strip():
        faults.append(Fault("organisation", "Enter the organisation that was told."))
    if len(organisation) > LONGEST_ORGANISATION:
        faults.append(Fault("organisation", f"Use at most {LONGEST_ORGANISATION} characters."))
    if told_at is None:
        faults.append(Fault("told_on", "Enter when it was told, as a date and a time."))
    elif told_at > now:
        faults.append(Fault("told_on", "Enter a moment that has passed."))
    elif told_at.date() < found_at.date():
        faults.append(Fault("told_on", "Enter a moment after it was found."))
    if faults:
        raise BadInput(faults)
    assert told_at is not None
    return told_at
