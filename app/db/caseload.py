"""What a caseload needs of many records at once, in one statement however many there are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.off_the_job.entries import TimeState


@dataclass(frozen=True, slots=True)
class LastSigns:
    """When evidence was last sent, and since when the oldest query on hours has been open; None where there is none."""

    sent_at: datetime | None = None
    queried_at: datetime | None = None


def last_signs(session: Session, apprenticeships: Collection[UUID]) -> Mapping[UUID, LastSigns]:
    """The last signs of each apprenticeship; those without any are left out."""
    version, entry, said = core.evidence_version, core.time_entry, core.time_decision
    sent = (
        select(
            version.c.apprenticeship_id,
            literal("sent").label("sign"),
            func.max(version.c.submitted_at).label("at"),
        )
        .where(version.c.apprenticeship_id.in_(apprenticeships), version.c.submitted_at.is_not(None))
        .group_by(version.c.apprenticeship_id)
    )
    asked = (
        select(said.c.apprenticeship_id, said.c.number, func.max(said.c.at).label("at"))
        .where(said.c.apprenticeship_id.in_(apprenticeships), said.c.verdict == TimeState.QUERIED.value)
        .group_by(said.c.apprenticeship_id, said.c.number)
        .subquery()
    )
    queried = (
        select(entry.c.apprenticeship_id, literal("queried").label("sign"), func.min(asked.c.at).label("at"))
        .join(
            asked,
            (asked.c.apprenticeship_id == entry.c.apprenticeship_id) & (asked.c.number == entry.c.number),
        )
        .where(entry.c.state == TimeState.QUERIED.value, entry.c.counts)
        .group_by(entry.c.apprenticeship_id)
    )
    found: dict[UUID, LastSigns] = {}
    for apprenticeship, sign, at in session.execute(union_all(sent, queried)):
        known = found.get(apprenticeship, LastSigns())
        found[apprenticeship] = replace(known, sent_at=at) if sign == "sent" else replace(known, queried_at=at)
    return found
