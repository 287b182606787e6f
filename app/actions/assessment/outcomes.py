"""What came of a sitting: recorded once, and corrected by another outcome laid over it."""

from dataclasses import replace
from uuid import UUID

from app.actions.acting import Acting
from app.actions.assessment.booking import found_sitting, grades_of, held_sittings
from app.answers.standards import plan_of
from app.db import assessment as db
from app.db import history
from app.domain.apprenticeships import Apprenticeship
from app.domain.assessment import Marks, Outcome, Sitting, corrected, graded, same_outcome


def record_outcome(acting: Acting, apprenticeship: UUID, number: int, outcome: Outcome) -> None:
    """Record what came of a sitting. The same said again changes nothing; another is WrongState."""
    one, sittings = held_sittings(acting, apprenticeship)
    found, said = found_sitting(sittings, number), _trimmed(outcome, "")
    if same_outcome(found.outcome, said):
        return
    grades, marked = grades_of(acting, one, found.booking.method), _is_marked(acting, one, found)
    changed = graded(found, said, grades, acting.today, marked=marked)
    db.change_sitting(acting.session, apprenticeship, changed)
    _keep(acting, apprenticeship, changed, said, "assessment_outcome_recorded")


def correct_outcome(acting: Acting, apprenticeship: UUID, number: int, outcome: Outcome) -> None:
    """Correct an outcome that was recorded wrongly, and say why; the one before is kept."""
    one, sittings = held_sittings(acting, apprenticeship)
    found, said = found_sitting(sittings, number), _trimmed(outcome, outcome.reason)
    if said.reason and same_outcome(found.outcome, said):
        return
    grades, marked = grades_of(acting, one, found.booking.method), _is_marked(acting, one, found)
    changed = corrected(found, said, grades, acting.today, marked=marked)
    _keep(acting, apprenticeship, changed, said, "assessment_outcome_corrected")


def _trimmed(outcome: Outcome, reason: str) -> Outcome:
    told, marked = outcome.told_by.strip(), " ".join(outcome.marked_by.split())
    return replace(outcome, told_by=told, marked_by=marked, reason=reason.strip())


def _is_marked(acting: Acting, one: Apprenticeship, sitting: Sitting) -> bool:
    """Whether by the plan this method is marked on the programme."""
    plan = plan_of(acting.session, acting.catalogue, one)
    return plan.marks(sitting.booking.method) is not Marks.ASSESSOR


def _keep(acting: Acting, apprenticeship: UUID, one: Sitting, outcome: Outcome, action: str) -> None:
    salt = history.new_salt()
    db.add_outcome(acting.session, apprenticeship, one.number, outcome, salt=salt, by=acting.person.id, at=acting.now)
    acting.record(
        apprenticeship,
        action,
        f"sitting {one.number}",
        number=one.number,
        method=one.booking.method,
        attempt=one.attempt,
        grade=outcome.grade,
        on=outcome.told_on.isoformat(),
        marked_on=outcome.marked_on.isoformat() if outcome.marked_on else None,
        exceptional=int(outcome.exceptional),
        digest=history.salted_digest(salt, outcome.told_by, outcome.reason, *filter(None, [outcome.marked_by])),
    )
