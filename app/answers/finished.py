"""Whether somebody is through: the whole of the assessment passed, or the apprenticeship at its end."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.answers.assessment import assessment_of
from app.catalogue import Catalogue
from app.domain.apprenticeships import Apprenticeship
from app.domain.assessment import OverallGrade
from app.domain.people import ENDED, ApprenticeshipStatus


@dataclass(frozen=True, slots=True)
class Finished:
    """How it ended. `assessment` is what the plan calls it; `whole` has the grade, "" where none can be said."""

    status: ApprenticeshipStatus
    assessment: str
    is_passed: bool
    whole: OverallGrade


def finished_of(session: Session, catalogue: Catalogue, one: Apprenticeship) -> Finished | None:
    """None while there is something to learn or to be assessed; one statement where `one` was loaded alone."""
    found = assessment_of(session, catalogue, one)
    passed = bool(found.methods) and found.is_passed
    if not passed and one.status not in ENDED:
        return None
    return Finished(one.status, found.plan.assessment, passed, found.whole)
