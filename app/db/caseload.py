"""What a caseload needs of many records at once, in one statement however many there are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.off_the_job.entries import TimeState


@dataclass(frozen=True, slots=True)
class LastSigns:
    """When evidence was last sent, and since when the oldest query on hours has been open; None where there is none."""

    sent_at: datetime | None = None
    queried_at: datetime | None = None


def last_signs(session: Session, apprenticeships: Collection[UUID]) -> Mapping[UUID, LastSigns]:
    """The last signs of each of these apprenticeships."""
    rows = session.execute(_signs(), {"apprenticeships": list(apprenticeships)}).all()
    return {one: LastSigns(sent_at, queried_at) for one, sent_at, queried_at in rows}


@cache
def _signs() -> Select[Any]:
    """Each sign is looked up by apprenticeship, so that what was sent and asked before is passed over."""
    a, version, entry, said = core.apprenticeship, core.evidence_version, core.time_entry, core.time_decision
    sent = select(func.max(version.c.submitted_at)).where(version.c.apprenticeship_id == a.c.id).scalar_subquery()
    asked = (
        select(func.max(said.c.at))
        .where(
            said.c.apprenticeship_id == entry.c.apprenticeship_id,
            said.c.number == entry.c.number,
            said.c.verdict == TimeState.QUERIED.value,
        )
        .scalar_subquery()
    )
    queried = (
        select(func.min(asked))
        .where(entry.c.apprenticeship_id == a.c.id, entry.c.state == TimeState.QUERIED.value, entry.c.counts)
        .scalar_subquery()
    )
    return select(a.c.id, sent, queried).where(a.c.id.in_(bindparam("apprenticeships", expanding=True)))
