"""Hours short of the training plan though the minimum is met: a statement that explains it, agreed under own names.

The tutor writes it for the training provider; the apprentice and the employer agree, each to exactly those words and
figures, by their SHA-256. It holds while the plan is the same and no more is missing than it explains.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.apprenticeships import Named
from app.domain.people import Role
from app.domain.refusals import BadInput, Fault, WrongState
from app.domain.wording import hours_words

PARTIES = (Role.APPRENTICE, Role.EMPLOYER)
MOST_LETTERS = 4_000


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What is missing, in minutes: planned and confirmed, with the minimum that is met."""

    planned_minutes: int
    confirmed_minutes: int
    minimum_minutes: int

    @property
    def missing_minutes(self) -> int:
        """Planned less confirmed."""
        return self.planned_minutes - self.confirmed_minutes


@dataclass(frozen=True, slots=True)
class Agreement:
    """One party's word on a statement, given to what `sha256` is of."""

    role: Role
    by: Named
    at: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class ShortfallStatement:
    """A statement as it was written, and who agreed to it. Nothing of it changes: a new one takes its place."""

    number: int
    words: str
    shortfall: Shortfall
    sha256: str
    by: Named
    at: datetime
    agreements: tuple[Agreement, ...] = ()

    @property
    def open_to(self) -> tuple[Role, ...]:
        """Which parties have still to agree to exactly this."""
        agreed = {one.role for one in self.agreements if one.sha256 == self.sha256}
        return tuple(role for role in PARTIES if role not in agreed)

    def covers(self, now: Shortfall) -> bool:
        """Whether it explains all that is missing now, on the same plan."""
        before = self.shortfall
        return before.planned_minutes == now.planned_minutes and now.missing_minutes <= before.missing_minutes


def shortfall_of(
    planned_minutes: int | None, confirmed_minutes: int, minimum_minutes: int | None, *, needs_statement: bool
) -> Shortfall | None:
    """What a statement would explain; None where the plan is met, the minimum is not, or the rule asks for none."""
    if not needs_statement or planned_minutes is None or minimum_minutes is None:
        return None
    if not minimum_minutes <= confirmed_minutes < planned_minutes:
        return None
    return Shortfall(planned_minutes, confirmed_minutes, minimum_minutes)


def statement_sha256(apprenticeship: UUID, words: str, shortfall: Shortfall) -> str:
    """SHA-256 of canonical JSON: whose it is, the words, and the figures."""
    said = {
        "apprenticeship": str(apprenticeship),
        "confirmed_minutes": shortfall.confirmed_minutes,
        "minimum_minutes": shortfall.minimum_minutes,
        "planned_minutes": shortfall.planned_minutes,
        "words": words,
    }
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def insist_words(words: str) -> str:
    """The words as they are kept. Raises BadInput for none, and for too many."""
    words = words.strip()
    if not words:
        raise BadInput([Fault("words", "Explain why fewer hours than planned are enough.")])
    if len(words) > MOST_LETTERS:
        raise BadInput([Fault("words", f"Use at most {MOST_LETTERS:,} characters.")])
    return words


def insist_needed(shortfall: Shortfall | None) -> Shortfall:
    """What is to be explained. Raises WrongState where nothing is."""
    if shortfall is None:
        raise WrongState(
            "No statement is asked for: either the planned hours are confirmed, or the minimum is not, or the funding "
            "rule asks for none."
        )
    return shortfall


def insist_may_agree(statement: ShortfallStatement, role: Role, by: UUID, sha256: str) -> None:
    """Whether this party may agree now. Raises WrongState, a sentence each."""
    if statement.by.id == by:
        raise WrongState("You wrote this statement, so somebody else has to agree to it.")
    if sha256 != statement.sha256:
        raise WrongState("The statement is not the one that you read. Read it again, then agree.")
    if role not in statement.open_to:
        raise WrongState("This statement has been agreed to already.")


def missing_words(shortfall: Shortfall) -> str:
    """What is missing, in a sentence."""
    return (
        f"{hours_words(shortfall.confirmed_minutes)} of the planned {hours_words(shortfall.planned_minutes)} are "
        f"confirmed, so {hours_words(shortfall.missing_minutes)} are missing. The minimum of "
        f"{hours_words(shortfall.minimum_minutes)} is met."
    )
