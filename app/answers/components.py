"""What the assessment organisation asks for at gateway, and where each of it stands."""

from sqlalchemy.orm import Session

from app.answers.standards import plan_of
from app.catalogue import Catalogue
from app.db.gateway.components import attempts_of
from app.domain.apprenticeships import Apprenticeship
from app.domain.gateway.components import ComponentStanding


def components_of(session: Session, catalogue: Catalogue, one: Apprenticeship) -> tuple[ComponentStanding, ...]:
    """Every component of the assessment plan, in its order, with every attempt."""
    attempts = attempts_of(session, one.id)
    plan = plan_of(session, catalogue, one)
    return tuple(ComponentStanding(each, attempts.get(each.code, ())) for each in plan.components)
