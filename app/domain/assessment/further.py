"""What the plan says of a booking: which further attempts it allows, until when, and on whose agreement.

Where the rule is this standard's own, a booking against it is refused. Where it was found only in another standard's
plan, or nobody has confirmed it, the booking is taken and what to check stands beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.assessment.grades import MethodOutcome, OverallGrade, capped, overall
from app.domain.assessment.plan import AssessmentPlan
from app.domain.assessment.sittings import Booking, Sitting, SittingKind, of_method
from app.domain.practical_period import months_later
from app.domain.refusals import BadInput, Fault
from app.domain.standards import Standard
from app.domain.wording import day_words, plural


@dataclass(frozen=True, slots=True)
class AgainstPlan:
    """Something in a booking that the plan does not allow. `field` is of the form; `doubt` "" where confirmed."""

    field: str
    sentence: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class MethodStanding:
    """One method as it stands. `grade` is what was recorded of the newest graded attempt, `counts_as` after the cap.

    `passed` is None without a grade. `until` is the last day of a resit and of a retake where there is a limit.
    """

    method: str
    grade: str
    counts_as: str
    passed: bool | None
    resit_until: date | None = None
    retake_until: date | None = None


def against_plan(
    plan: AssessmentPlan,
    booking: Booking,
    before: Sequence[Sitting],
    grades: Sequence[str],
    after: Sequence[Sitting] = (),
) -> tuple[AgainstPlan, ...]:
    """What in a booking the plan does not allow.

    `before` are the sittings booked before it and `after` those booked after it, which may have been sat earlier all
    the same; `grades` are the method’s, the lowest first.
    """
    return (*_further(plan, booking, before, grades), *_too_long(plan, booking, (*before, *after)))


def insist_allowed(against: Sequence[AgainstPlan]) -> None:
    """Raises BadInput for what a confirmed rule does not allow."""
    if faults := [Fault(one.field, one.sentence) for one in against if not one.doubt]:
        raise BadInput(faults)


def standing_of(
    plan: AssessmentPlan, sittings: Sequence[Sitting], method: str, grades: Sequence[str]
) -> MethodStanding:
    """One method as it stands."""
    last = next((one for one in reversed(of_method(sittings, method)) if one.outcome), None)
    if last is None or last.outcome is None:
        return MethodStanding(method, "", "", None)
    counts = capped(_outcome(last), plan.resits, grades)
    if passed := counts != grades[0]:
        return MethodStanding(method, last.outcome.grade, counts, passed)
    limits = [
        months_later(last.outcome.told_on, months) if months else None
        for months in (plan.resits.resit_months, plan.resits.retake_months)
    ]
    return MethodStanding(method, last.outcome.grade, counts, passed, *limits)


def overall_of(plan: AssessmentPlan, standard: Standard, sittings: Sequence[Sitting]) -> OverallGrade:
    """The grade of the whole by the plan's rule, from every graded attempt."""
    methods = [method.code for method in standard.methods]
    order = max((method.grades for method in standard.methods), key=len, default=())
    graded = [_outcome(one) for method in methods for one in of_method(sittings, method) if one.outcome]
    return overall(plan, methods, order, graded)


def doubt_of(plan: AssessmentPlan, rule: str) -> str:
    """What to know of a rule that nobody has confirmed for this standard, "" of one that is confirmed."""
    if plan.confirmed(rule):
        return ""
    source = plan.source(rule)
    found = f"Another standard’s rule ({source.name})" if source else "A rule that nobody has confirmed"
    return f"{found}: check it with the {plan.organisation}."


def _outcome(one: Sitting) -> MethodOutcome:
    assert one.outcome is not None
    return MethodOutcome(one.booking.method, one.outcome.grade, one.attempt, one.outcome.exceptional)


def _further(
    plan: AssessmentPlan, booking: Booking, sittings: Sequence[Sitting], grades: Sequence[str]
) -> Iterator[AgainstPlan]:
    before = of_method(sittings, booking.method)
    if not before or plan.source("resits") is None:
        return
    doubt, rules = doubt_of(plan, "resits"), plan.resits
    last = before[-1].outcome
    if last is not None and last.grade != grades[0]:
        yield AgainstPlan("method", "It was passed, and a further attempt is not there to better a pass.", doubt)
    if rules.employer_agrees and not booking.employer_agreed:
        yield AgainstPlan("employer_agreed", "The employer has to agree to a further attempt.", doubt)
    months = rules.resit_months if booking.kind is SittingKind.RESIT else rules.retake_months
    if last is not None and months and booking.on > (until := months_later(last.told_on, months)):
        said = f"A {booking.kind.value} is within {plural(months, 'month')} of the result: by {day_words(until)}."
        yield AgainstPlan("on", said, doubt)


def _too_long(plan: AssessmentPlan, booking: Booking, sittings: Sequence[Sitting]) -> Iterator[AgainstPlan]:
    """All methods within some months. No source says from which day: counted here from the first that was sat."""
    sat = [one.booking.on for one in sittings if one.outcome]
    if plan.months_to_finish is None or not sat:
        return
    until = months_later(min(sat), plan.months_to_finish)
    if booking.on > until:
        yield AgainstPlan(
            "on",
            f"All methods are over within {plural(plan.months_to_finish, 'month')}, or all begins again. Counted from "
            f"{day_words(min(sat))}, that is by {day_words(until)}.",
            f"{doubt_of(plan, 'months_to_finish')} From which day these months count is not confirmed.".strip(),
        )
