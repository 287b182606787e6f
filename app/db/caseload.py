"""When a record last gave a sign: what a caseload’s colours go by."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Date, Select, bindparam, func, select

from app.db.tables import core
from app.domain.off_the_job.entries import TimeState
from app.domain.training_plan.values import PlanState


@dataclass(frozen=True, slots=True)
class LastSigns:
    """When evidence was last sent, and since when the oldest query on hours has been open; None where there is none.

    `plan_behind` counts the activities of the training plan whose day has passed and that are still planned.
    """

    sent_at: datetime | None = None
    queried_at: datetime | None = None
    plan_behind: int = 0


def signs() -> Select[Any]:
    """The last signs of each of these apprenticeships on a day, by the parameters `apprenticeships` and `today`.

    Each is looked up by apprenticeship, so that what was sent and asked before is passed over.
    """
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
    activity = core.plan_activity
    behind = (
        select(func.count())
        .where(
            activity.c.apprenticeship_id == a.c.id,
            activity.c.state == PlanState.PLANNED.value,
            activity.c.planned_on < bindparam("today", type_=Date),
        )
        .scalar_subquery()
    )
    columns = (a.c.id, sent.label("sent_at"), queried.label("queried_at"), behind.label("behind"))
    return select(*columns).where(a.c.id.in_(bindparam("apprenticeships", expanding=True)))
