"""The versions of plans as they were put before their signers, whole, with what was answered to each."""

from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, and_, bindparam, select
from sqlalchemy.orm import Session

from app.db.signatures.record import signature_of, standing_of
from app.db.tables import core
from app.domain.signatures import RecordKind, Standing

PLAN_NUMBER = 1
"""An apprenticeship has one training plan, in versions."""


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """One version: where it stands, what it says (`content` is "" once it was erased), and who put it forward."""

    standing: Standing
    content: str
    put_by: str
    put_by_id: UUID

    @property
    def number(self) -> int:
        """Its number, from 1."""
        return self.standing.key.version


def versions(session: Session, apprenticeship: UUID) -> tuple[PlanVersion, ...]:
    """Every version, the newest first; one statement."""
    rows = session.execute(_versions(), {"apprenticeship": apprenticeship}).all()
    newest = rows[0].version if rows else 0
    by_version: dict[int, list[Any]] = {}
    for row in rows:
        by_version.setdefault(row.version, []).append(row)
    return tuple(
        PlanVersion(
            standing_of(held[0], newest, [signature_of(_Answer(row)) for row in held if row.said_role]),
            held[0].content,
            held[0].put_by_name,
            held[0].put_by,
        )
        for held in by_version.values()
    )


class _Answer:
    """The columns of a row that are of its signature, by their own names."""

    def __init__(self, row: Any) -> None:
        self._row = row

    def __getattr__(self, name: str) -> Any:
        return getattr(self._row, f"said_{name}")


@cache
def _versions() -> Select[Any]:
    row, said, person = core.signed_record, core.signature, core.person
    keys = ("apprenticeship_id", "kind", "number", "version")
    return (
        select(
            row,
            person.c.name.label("put_by_name"),
            *(column.label(f"said_{column.name}") for column in said.c if column.name not in keys),
        )
        .join(person, person.c.id == row.c.put_by)
        .outerjoin(said, and_(*(said.c[key] == row.c[key] for key in keys)))
        .where(
            row.c.apprenticeship_id == bindparam("apprenticeship", type_=Uuid),
            row.c.kind == RecordKind.TRAINING_PLAN.value,
            row.c.number == PLAN_NUMBER,
        )
        .order_by(row.c.version.desc(), said.c.at, said.c.answer)
    )
