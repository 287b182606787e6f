"""Which other pieces of a record say nearly the same as one: in their descriptions, or in files with other bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.evidence.likenesses import Signed, signed_words
from app.domain.evidence.likeness import NEARLY_THE_SAME, alike

MOST = 10


@dataclass(frozen=True, slots=True)
class Likeness:
    """What of a version is nearly the same as what of another piece; `percent` of it, about. "": its description."""

    mine: str
    theirs: str
    number: int
    version: int
    percent: int


def likenesses(
    session: Session, apprenticeship: UUID, number: int, version: int, *, drafts: bool
) -> tuple[Likeness, ...]:
    """Of each other piece the version most alike, the most alike pieces first. The very same file is not told here."""
    signed = signed_words(session, apprenticeship, drafts=drafts)
    own = [one for one in signed if (one.number, one.version) == (number, version)]
    most: dict[int, Likeness] = {}
    for other in signed if own else ():
        if other.number == number:
            continue
        found = _most_alike(own, other)
        if found and _rank(found) > _rank(most.get(other.number)):
            most[other.number] = found
    return tuple(sorted(most.values(), key=lambda one: (-one.percent, one.number))[:MOST])


def _most_alike(own: Sequence[Signed], other: Signed) -> Likeness | None:
    different = [one for one in own if not one.sha256 or one.sha256 != other.sha256]
    share, mine = max(((alike(one.signature, other.signature), one.name) for one in different), default=(0.0, ""))
    if share < NEARLY_THE_SAME:
        return None
    return Likeness(mine, other.name, other.number, other.version, round(share * 100))


def _rank(found: Likeness | None) -> tuple[int, int]:
    return (found.percent, found.version) if found else (0, 0)
