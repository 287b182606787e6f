"""Why something in words beside the evidence stays that looks as if it identified somebody."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.apprenticeships import Named
from app.domain.confidentiality import FindingKind
from app.domain.words_beside import Kept


@dataclass(frozen=True, slots=True)
class WordsKept:
    """What stays in the words of something (`name`, such as “portfolio 2”), why, and who said so."""

    name: str
    kind: FindingKind
    reason: str
    by: Named
    at: datetime


def add(
    session: Session, apprenticeship: UUID, name: str, kept: Sequence[Kept], *, salt: str, by: UUID, at: datetime
) -> None:
    """Keep the reasons of one saving, under the salt of their digest."""
    rows = [
        {
            "apprenticeship_id": apprenticeship,
            "name": name,
            "at": at,
            "field": one.field,
            "start": one.start,
            "length": one.length,
            "kind": one.kind.value,
            "reason": one.reason,
            "salt": salt,
            "by": by,
        }
        for one in kept
    ]
    session.execute(insert(core.words_kept), rows)


def of_record(session: Session, apprenticeship: UUID) -> list[WordsKept]:
    """Everything that stays on a record, the newest first; one statement."""
    row, person = core.words_kept, core.person
    found = session.execute(
        select(row.c.name, row.c.kind, row.c.reason, row.c.by, row.c.at, person.c.name.label("who"))
        .join(person, person.c.id == row.c.by)
        .where(row.c.apprenticeship_id == apprenticeship)
        .order_by(row.c.at.desc(), row.c.name, row.c.field, row.c.start)
    )
    return [WordsKept(r.name, FindingKind(r.kind), r.reason, Named(r.by, r.who), r.at) for r in found]


def forget(session: Session, apprenticeship: UUID, name: str, at: datetime) -> None:
    """Drop the reasons that go with words that were erased and had been written until a moment."""
    row = core.words_kept
    session.execute(delete(row).where(row.c.apprenticeship_id == apprenticeship, row.c.name == name, row.c.at <= at))


def forget_piece(session: Session, apprenticeship: UUID, piece: str, others: Collection[str] = ()) -> None:
    """Drop the reasons that go with what was said of a piece of evidence, such as E3, and of `others` that go too."""
    row = core.words_kept
    of_piece = or_(row.c.name.startswith(f"{piece} ", autoescape=True), row.c.name.in_(others))
    session.execute(delete(row).where(row.c.apprenticeship_id == apprenticeship, of_piece))
