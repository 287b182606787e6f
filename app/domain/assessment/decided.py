"""The grade of the whole once every method has its outcome: by the plan as it was known then, whatever came since."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from app.domain.assessment.further import overall_of
from app.domain.assessment.grades import OverallGrade
from app.domain.assessment.plan import AssessmentPlan
from app.domain.assessment.sittings import Sitting, of_method
from app.domain.london import london_date
from app.domain.standards import Standard
from app.domain.wording import day_words


def decided_at(standard: Standard, sittings: Sequence[Sitting]) -> datetime | None:
    """When the last of the outcomes that make the whole was first recorded, None while a method has none.

    A later correction of an outcome says what was told then, and not that it was told later.
    """
    newest = [
        next((one.outcomes[0].recorded_at for one in reversed(of_method(sittings, method.code)) if one.outcomes), None)
        for method in standard.methods
    ]
    moments = [at for at in newest if at is not None]
    return max(moments) if moments and len(moments) == len(newest) else None


def as_known(
    plan: AssessmentPlan,
    plans: Iterable[tuple[datetime, AssessmentPlan]],
    standard: Standard,
    sittings: Sequence[Sitting],
) -> tuple[AssessmentPlan, date | None]:
    """The plan with its rules of grades as they were first known to make a grade, and the day; without one as it is.

    `plans` are the plan as it was known when the whole was decided, and after each word since. A rule that gives the
    same today is whose word it is today.
    """
    for at, then in plans:
        if not (made := overall_of(then, standard, sittings)).grade:
            continue
        cap, still = then.resits.capped_at, {"overall": made.grade == overall_of(plan, standard, sittings).grade}
        still["resits"] = cap == plan.resits.capped_at
        words = {name: (plan if holds else then).source(name) for name, holds in still.items()}
        sources = {name: one for name, one in {**plan.sources, **words}.items() if one is not None}
        known = replace(plan, overall=then.overall, resits=replace(plan.resits, capped_at=cap), sources=sources)
        return known, london_date(at)
    return plan, None


def whole_of(
    plan: AssessmentPlan, known: AssessmentPlan, on: date | None, standard: Standard, sittings: Sequence[Sitting]
) -> OverallGrade:
    """The grade of the whole by the plan as it was `known` on a day; says so where today’s gives another."""
    made, today = overall_of(known, standard, sittings), overall_of(plan, standard, sittings)
    if on is None or made.grade == today.grade:
        return made
    since = f"it would be {today.grade}" if today.grade else "no rule fits"
    said = f"By the rule as it was known on {day_words(on)}; by what was confirmed since {since}"
    return replace(made, reason=f"{made.reason} {said}: ask the {plan.organisation}.", since=today.grade)
