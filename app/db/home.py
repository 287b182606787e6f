"""What lies on an apprentice's desk: every live tag and draft of one apprenticeship, in one statement."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, Uuid, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.coverage import TagCount
from app.domain.evidence import TagState

_STATES = {state.value: state for state in TagState}
_COUNTED = (TagState.ACCEPTED, TagState.AWAITING, TagState.RETURNED)


class LiveTag(NamedTuple):
    """One KSB of the counting version of a piece that is not withdrawn. `feedback` and `decided_at` are the tutor's."""

    ksb: str
    state: TagState
    feedback: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class LivePiece:
    """A piece that is not withdrawn: its title, its live tags, and whether a draft of it is open.

    `sent`: whether any version of it was ever sent; without, the title is the draft's.
    """

    number: int
    title: str
    sent: bool
    has_draft: bool
    tags: tuple[LiveTag, ...]

    def in_state(self, state: TagState) -> tuple[LiveTag, ...]:
        """The live tags in one state."""
        return tuple(tag for tag in self.tags if tag.state is state)


def live_pieces(session: Session, apprenticeship: UUID) -> tuple[LivePiece, ...]:
    """Every piece that is not withdrawn, by number. A draft's own tags are nobody's yet and left out."""
    found: dict[int, LivePiece] = {}
    tags: dict[int, list[LiveTag]] = defaultdict(list)
    rows = session.execute(_live_pieces(), {"apprenticeship": apprenticeship}).all()
    for number, counting, draft, title, ksb, state, feedback, decided_at in rows:
        if number not in found:
            found[number] = LivePiece(number, title, counting is not None, draft is not None, ())
        if ksb is not None:
            tags[number].append(LiveTag(ksb, _STATES[state], feedback, decided_at))
    return tuple(
        LivePiece(one.number, one.title, one.sent, one.has_draft, tuple(tags[one.number])) for one in found.values()
    )


@cache
def _live_pieces() -> Select[Any]:
    piece, version, tag = core.evidence, core.evidence_version, core.tag
    shown = or_(
        version.c.version == piece.c.counting_version,
        and_(piece.c.counting_version.is_(None), version.c.version == piece.c.draft_version),
    )
    of_piece = and_(version.c.apprenticeship_id == piece.c.apprenticeship_id, version.c.number == piece.c.number, shown)
    of_version = and_(
        tag.c.apprenticeship_id == version.c.apprenticeship_id,
        tag.c.number == version.c.number,
        tag.c.version == version.c.version,
        piece.c.counting_version.is_not(None),
    )
    return (
        select(
            piece.c.number,
            piece.c.counting_version,
            piece.c.draft_version,
            version.c.title,
            tag.c.ksb,
            tag.c.state,
            tag.c.feedback,
            tag.c.decided_at,
        )
        .select_from(piece)
        .join(version, of_piece)
        .outerjoin(tag, of_version)
        .where(piece.c.apprenticeship_id == bindparam("apprenticeship", type_=Uuid), piece.c.withdrawn_at.is_(None))
        .order_by(piece.c.number, tag.c.ksb)
    )


def counted(pieces: Iterable[LivePiece]) -> tuple[TagCount, ...]:
    """The same counts of tags as one GROUP BY would give, for whoever has the pieces already."""
    states: dict[str, list[TagState]] = defaultdict(list)
    numbers: dict[str, list[int]] = defaultdict(list)
    for piece in pieces:
        for tag in piece.tags:
            if tag.state in _COUNTED:
                states[tag.ksb].append(tag.state)
                numbers[tag.ksb].append(piece.number)
    return tuple(_count(ksb, found, numbers[ksb]) for ksb, found in states.items())


def _count(ksb: str, found: list[TagState], numbers: list[int]) -> TagCount:
    accepted, awaiting, returned = (found.count(state) for state in _COUNTED)
    return TagCount(ksb, accepted, awaiting, returned, tuple(numbers))
