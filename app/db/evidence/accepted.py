"""What the accepted pieces of one record say, for learning its apprentice's own words."""

from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, func, select
from sqlalchemy.orm import Session

from app.db.evidence.lists import tag_of
from app.db.tables import core
from app.domain.evidence import TagState
from app.domain.suggestions import AcceptedPiece

MOST_TAGS = 200
"""Of the newest pieces; older words teach little more."""
MOST_CHARACTERS = 1_000
"""Of each description."""


def accepted_pieces(session: Session, apprenticeship: UUID) -> list[AcceptedPiece]:
    """The words of this record's accepted pieces with the KSBs accepted of each, in one bounded statement."""
    return accepted_of(session.execute(accepted_asked(), {"apprenticeship": apprenticeship}).all())


def accepted_of(rows: Iterable[Any]) -> list[AcceptedPiece]:
    """Pieces from rows of this statement."""
    words: dict[int, str] = {}
    ksbs: dict[int, set[str]] = {}
    for number, ksb, title, description in rows:
        words[number] = f"{title}\n{description}"
        ksbs.setdefault(number, set()).add(ksb)
    return [AcceptedPiece(words[number], frozenset(ksbs[number])) for number in words]


@cache
def accepted_asked() -> Select[Any]:
    """The statement for it, of one apprenticeship."""
    tag, version = core.tag, core.evidence_version
    return (
        select(
            tag.c.number,
            tag.c.ksb,
            version.c.title,
            func.substr(version.c.description, 1, MOST_CHARACTERS).label("begins"),
        )
        .join(version, tag_of(version))
        .where(
            tag.c.apprenticeship_id == bindparam("apprenticeship", type_=Uuid),
            tag.c.counts,
            tag.c.state == TagState.ACCEPTED.value,
        )
        .order_by(tag.c.number.desc(), tag.c.ksb)
        .limit(MOST_TAGS)
    )
