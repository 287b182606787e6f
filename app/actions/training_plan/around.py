"""What the actions on a plan have in common: the plan held fast, and what an activity lies within."""

from uuid import UUID

from app.actions.acting import Acting
from app.db import apprenticeships
from app.db import training_plan as db
from app.domain.apprenticeships import Apprenticeship
from app.domain.permissions import Permission
from app.domain.refusals import NotFound
from app.domain.training_plan.planning import Around
from app.domain.training_plan.values import Activity


def held_plan(acting: Acting, apprenticeship: UUID) -> tuple[Apprenticeship, Around]:
    """The apprenticeship, locked, and what its activities lie within, for whoever may change the plan."""
    acting.insist(Permission.CHANGE_PLAN, apprenticeship)
    acting.lock(apprenticeship)
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    return one, Around(
        acting.catalogue.programme(one.programme),
        acting.catalogue.standard(one.standard, one.version),
        db.facts(acting.session, apprenticeship),
        one.start,
        acting.today,
    )


def found_activity(acting: Acting, apprenticeship: UUID, number: int) -> Activity:
    """Raises NotFound where there is none of this number."""
    one = db.activity(acting.session, apprenticeship, number)
    if one is None:
        raise NotFound
    return one
