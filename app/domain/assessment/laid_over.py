"""What was confirmed here, laid over a standard and its assessment plan: each fact with its new value and source."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from app.domain.assessment.plan import AssessmentPlan, GatewayComponent, GradeRule, Marks, Resits
from app.domain.assessment.plan_facts import PLAN_FACTS, SPLIT, PlanFact, Sort, method_place
from app.domain.confirmed_facts import ConfirmedFact, as_source, holding
from app.domain.refusals import BadInput
from app.domain.standards import AssessmentMethod, Standard


def confirmed_standard(published: Standard, facts: Sequence[ConfirmedFact], until: datetime | None = None) -> Standard:
    """A published standard with what was confirmed here of its methods and their KSBs, or was by a moment.

    What fits the file no more holds no more.
    """
    found = holding(facts, until) if facts else {}
    for fact in PLAN_FACTS:
        if fact.of_methods and fact.name in found:
            published = _with_methods(published, fact, found[fact.name])
    return _with_split(published, found[SPLIT.name]) if SPLIT.name in found else published


def _with_split(standard: Standard, fact: ConfirmedFact) -> Standard:
    try:
        split = standard.with_method_mapping(json.loads(fact.value))
    except BadInput:
        return standard
    return replace(split, sources={**standard.sources, "method_mapping": as_source(fact)})


def _with_methods(standard: Standard, fact: PlanFact, said: ConfirmedFact) -> Standard:
    """With something else said of each method. Parts that do not make its length any more are left out."""
    value = json.loads(said.value)
    if set(value) != set(standard.method_by_code):
        return standard
    methods = tuple(
        _whole(replace(one, **{fact.of_methods: value[one.code]}), changed=fact.sort is Sort.LENGTHS)
        for one in standard.methods
    )
    sources = {method_place(fact, one.code): as_source(said) for one in methods}
    return replace(standard, methods=methods, sources={**standard.sources, **sources})


def _whole(method: AssessmentMethod, *, changed: bool) -> AssessmentMethod:
    if changed and sum(part.minutes for part in method.parts) != method.minutes:
        return replace(method, parts=())
    return method


def confirmed_plan(
    plan: AssessmentPlan, facts: Sequence[ConfirmedFact], until: datetime | None = None
) -> AssessmentPlan:
    """An assessment plan with everything that was confirmed of it here, or was by a moment."""
    found = holding(facts, until) if facts else {}
    for fact in PLAN_FACTS:
        if not fact.of_standard and fact.name in found:
            plan = laid_over(plan, fact, json.loads(found[fact.name].value))
            # What was confirmed as a whole stands for each of its parts too.
            others = {name: one for name, one in plan.sources.items() if not name.startswith(f"{fact.name}.")}
            plan = replace(plan, sources={**others, fact.name: as_source(found[fact.name])})
    return plan


def laid_over(plan: AssessmentPlan, fact: PlanFact, value: Any) -> AssessmentPlan:
    """The plan with another value of one fact that is not of the standard; the value is as `checked` gives it."""
    if fact.name.startswith("portfolio."):
        given: Any = {fact.name.removeprefix("portfolio."): tuple(value) if fact.sort is Sort.KINDS else value}
        return replace(plan, portfolio=replace(plan.portfolio, **given))
    return replace(plan, **_fields(fact, value))


def _fields(fact: PlanFact, value: Any) -> Mapping[str, Any]:
    if fact.sort is Sort.WORDS:
        return dict(value)
    if fact.sort is Sort.COMPONENTS:
        return {"components": tuple(GatewayComponent(**one) for one in value)}
    if fact.sort is Sort.RESITS:
        return {"resits": Resits(**value)}
    if fact.sort is Sort.GRADES:
        return {"overall": tuple(GradeRule(**one) for one in value)}
    if fact.sort is Sort.MARKS:
        return {"marked_by": {method: Marks(who) for method, who in value.items()}}
    return {"version" if fact.sort is Sort.TEXT else fact.name: value}
