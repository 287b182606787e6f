"""The employer’s statement on a frozen portfolio: that its evidence is valid, and attributable to the apprentice.

It stands beside the frozen version, which never changes: it names the one hash over all. No words of a piece are in it,
so that a title that identified somebody can be erased from the portfolio without being kept here.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.portfolio import Manifest
from app.domain.refusals import WrongState
from app.domain.signatures import Answer, canonical_text


@dataclass(frozen=True, slots=True)
class Stated:
    """Where the newest statement on a frozen version stands. `answer` is None while the employer is asked."""

    portfolio: int
    version: int
    asked_at: datetime
    answer: Answer | None = None
    name: str = ""
    answered_at: datetime | None = None

    @property
    def is_signed(self) -> bool:
        """Whether the employer stands by the portfolio."""
        return self.answer is Answer.SIGNED


@dataclass(frozen=True, slots=True)
class ToState:
    """What a statement is made of. `kinds` are words for codes, `hidden` the pieces that are kept from the employer.

    `asked_by` and `wording` name who asks for such a statement and where its words come from, with what to know of it.
    """

    apprenticeship: UUID
    version: int
    apprentice: str
    employer: str
    standard: str
    sha256: str
    kinds: Mapping[str, str]
    hidden: Collection[int]
    asked_by: str
    wording: str


def insist_to_be_asked(number: int, newest: int | None, stands: Stated | None) -> None:
    """Raises WrongState for a version that is not the newest, and where the employer is asked or has signed already."""
    if newest is not None and number != newest:
        raise WrongState(f"Version {newest} is the newest of this portfolio. Ask for a statement on that one.")
    if stands is not None and stands.is_signed:
        raise WrongState(f"{stands.name} has signed a statement on this version already.")
    if stands is not None and stands.answer is None:
        raise WrongState("The employer is asked already, and has not answered yet.")


def insist_on_newest(number: int, newest: int | None) -> None:
    """Raises WrongState where what is to be answered is about a version that is not the newest."""
    if newest is not None and number != newest:
        raise WrongState(
            f"Version {newest} of the portfolio is frozen by now, so nobody is asked about version {number} any more."
        )


def canonical(asked: ToState, manifest: Manifest, salt: str) -> str:
    """The canonical text of a statement."""
    return canonical_text(
        {
            "record": "employer_statement",
            "apprenticeship": str(asked.apprenticeship),
            "version": asked.version,
            "apprentice": asked.apprentice,
            "employer": asked.employer,
            "standard": asked.standard,
            "portfolio": {"version": manifest.number, "sha256": asked.sha256},
            "pieces": [
                {
                    "piece": f"E{one.number}",
                    "kind": asked.kinds.get(one.kind, one.kind),
                    "happened_on": one.happened_on,
                    "ksbs": ", ".join(tag.ksb for tag in one.tags),
                    "files": len(one.files),
                }
                for one in manifest.pieces
                if one.number not in asked.hidden
            ],
            "asked_by": asked.asked_by,
            "wording": asked.wording,
            "salt": salt,
        }
    )
