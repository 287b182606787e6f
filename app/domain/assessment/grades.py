"""Grades: of the whole from the methods’, of a further attempt, and how long an assessment may run."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.domain.assessment.plan import AssessmentPlan, GradeRule, Resits
from app.domain.refusals import BadInput, Fault
from app.domain.wording import in_words, plural


@dataclass(frozen=True, slots=True)
class MethodOutcome:
    """The grade of one method. `attempt` is 1 for the first sitting, more for a resit or retake.

    `exceptional`: the assessment organisation found the circumstances exceptional, so that no cap holds.
    """

    method: str
    grade: str
    attempt: int = 1
    exceptional: bool = False


@dataclass(frozen=True, slots=True)
class OverallGrade:
    """The grade of the whole and why; `grade` is "" while it cannot be said.

    `confirmed`: every rule that made it is this standard’s own. `passed` is None without a grade. `since` is the grade
    by what is known since it was made, None where that is the same or it is not made yet.
    """

    grade: str
    reason: str
    confirmed: bool
    passed: bool | None = None
    since: str | None = None


def capped(outcome: MethodOutcome, resits: Resits, order: Sequence[str]) -> str:
    """A method’s grade as it counts: no better than the cap where it is a further attempt.

    `order` are the method’s grades from the lowest. Raises BadInput for a grade that is none of them.
    """
    if outcome.grade not in order:
        raise BadInput([Fault("grade", f"“{outcome.grade}” is not a grade here: {', '.join(order)}.")])
    if outcome.attempt == 1 or outcome.exceptional or resits.capped_at not in order:
        return outcome.grade
    return min(outcome.grade, resits.capped_at, key=order.index)


def grade_of(rules: Sequence[GradeRule], grades: Sequence[str]) -> str:
    """The grade of the whole by the first line that fits; "" where none does or there is no grade."""
    if not grades:
        return ""
    for rule in rules:
        fits_any = not rule.if_any or rule.if_any in grades
        fits_all = not rule.if_all or all(grade == rule.if_all for grade in grades)
        if fits_any and fits_all:
            return rule.grade
    return ""


def overall(
    plan: AssessmentPlan, methods: Sequence[str], grades_of: Sequence[str], outcomes: Sequence[MethodOutcome]
) -> OverallGrade:
    """The whole’s grade from the newest outcome of each method.

    `methods` are the codes of all of the standard’s methods and `grades_of` the grades from the lowest.
    """
    newest = {one.method: one for one in sorted(outcomes, key=lambda one: one.attempt)}
    missing = [method for method in methods if method not in newest]
    if not plan.overall:
        return OverallGrade("", "How the methods’ grades make the whole’s is not known for this plan.", False)
    if missing or not methods:
        have = "has" if len(missing) == 1 else "have"
        reason = f"{plural(len(missing), 'method')} of {len(methods)} {have} no grade yet."
        return OverallGrade("", reason, plan.confirmed("overall"))
    counted = [capped(newest[method], plan.resits, grades_of) for method in methods]
    grade = grade_of(plan.overall, counted)
    if not grade:
        return OverallGrade("", "No rule fits.", plan.confirmed("overall"))
    said = f"The methods’ grades are {in_words(counted)}: that makes {grade} overall."
    is_capped = counted != [newest[method].grade for method in methods]
    doubt = _doubt(plan, is_capped=is_capped)
    return OverallGrade(grade, said + doubt, not doubt, passed=grade != grades_of[0])


def _doubt(plan: AssessmentPlan, *, is_capped: bool) -> str:
    if not plan.confirmed("overall"):
        return " By the plan of another standard: this one’s own rule is not confirmed."
    if is_capped and not plan.confirmed("resits"):
        return " The cap on a further attempt is another standard’s: this one’s own is not confirmed."
    return ""


def longest_minutes(minutes: int, tolerance_percent: int | None) -> Decimal:
    """How long a method may run at most, in minutes: its length and what the assessor may add."""
    return Decimal(minutes) * (100 + (tolerance_percent or 0)) / 100
