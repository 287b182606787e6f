"""What the learner record says: a row, and columns of the statement that reads the gateway checks."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, insert, select, update
from sqlalchemy.orm import Session, aliased

from app.db.tables import core
from app.domain.gateway.learner_record import LearnerRecord, RecordKept
from app.domain.london import london_date


def learner_record(session: Session, apprenticeship: UUID) -> RecordKept | None:
    """The record as it is kept, None where nobody has entered it."""
    row, person = core.learner_record, core.person
    found = session.execute(
        select(row, person.c.name.label("by_name"))
        .join(person, person.c.id == row.c.by)
        .where(row.c.apprenticeship_id == apprenticeship)
    ).first()
    if found is None:
        return None
    said = LearnerRecord(found.name, found.number, found.difference)
    return RecordKept(said, found.by_name, london_date(found.at), found.revision)


def keep(
    session: Session, apprenticeship: UUID, record: LearnerRecord, revision: int, *, by: UUID, at: datetime
) -> None:
    """Keep a record under its new revision, over the one before."""
    row = core.learner_record
    values = {
        "name": record.name,
        "number": record.number,
        "difference": record.difference,
        "revision": revision,
        "by": by,
        "at": at,
    }
    if revision == 1:
        session.execute(insert(row).values(apprenticeship_id=apprenticeship, **values))
    else:
        session.execute(update(row).where(row.c.apprenticeship_id == apprenticeship).values(**values))


def learner_columns(apprenticeship: Any) -> tuple[Any, ...]:
    """Columns to select beside a row of the apprenticeship."""
    row, by = core.learner_record, aliased(core.person)
    of = row.c.apprenticeship_id == apprenticeship.c.id

    def column(what: Any, name: str) -> Any:
        return select(what).where(of).correlate(apprenticeship).scalar_subquery().label(name)

    writer = select(by.c.name).where(by.c.id == row.c.by).correlate(row).scalar_subquery()
    return (
        column(row.c.name, "learner_name"),
        column(row.c.number, "learner_number"),
        column(row.c.difference, "learner_difference"),
        column(row.c.revision, "learner_revision"),
        column(row.c.at, "learner_at"),
        column(writer, "learner_by"),
    )


def read_learner(row: Row[Any]) -> RecordKept | None:
    """The record of a row that has those columns."""
    if row.learner_revision is None:
        return None
    said = LearnerRecord(row.learner_name, row.learner_number, row.learner_difference)
    return RecordKept(said, row.learner_by, london_date(row.learner_at), row.learner_revision)
