"""Putting an activity of the programme into one apprentice's plan."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from app.actions.acting import Acting
from app.actions.training_plan.around import held_plan
from app.db import history
from app.db import training_plan as db
from app.domain.refusals import BadInput
from app.domain.training_plan.planning import activity_faults, length_of, part_title
from app.domain.training_plan.values import Activity, PlanEvent, PlanKind


def plan_activity(
    acting: Acting,
    apprenticeship: UUID,
    kind: PlanKind,
    on: date,
    *,
    code: str = "",
    title: str = "",
    minutes: int | None = None,
) -> int:
    """Plan an activity for a day; returns its number. Without `minutes` it is as long as the programme says.

    It counts no hours by itself. Raises BadInput by the fields `on`, `code`, `title`, `minutes` and "".
    """
    _, around = held_plan(acting, apprenticeship)
    new = Activity(0, kind, code, " ".join(title.split()), on, minutes)
    existing = db.activities(acting.session, apprenticeship)
    if faults := activity_faults(new, existing, around):
        raise BadInput(faults)
    length = minutes or length_of(kind, code, around.programme, around.facts)
    new = replace(new, title=part_title(existing, around) if kind is PlanKind.INDUCTION else new.title, minutes=length)
    salt = history.new_salt()
    number = db.add_activity(acting.session, apprenticeship, new, salt)
    db.add_event(
        acting.session, apprenticeship, number, PlanEvent.PLANNED, on, "", salt=salt, by=acting.person.id, at=acting.now
    )
    acting.record(
        apprenticeship,
        "plan_activity_planned",
        f"activity {number}",
        number=number,
        kind=kind.value,
        code=code or None,
        on=on.isoformat(),
        minutes=new.minutes,
        digest=history.salted_digest(salt, new.title),
    )
    return number
