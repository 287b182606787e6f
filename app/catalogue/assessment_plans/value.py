"""From an assessment plan's file to the domain's AssessmentPlan."""

from collections.abc import Mapping

from app.catalogue.assessment_plans.shape import AssessmentPlanShape, PortfolioShape
from app.catalogue.provenance import Provenance
from app.domain.assessment import AssessmentPlan, GatewayComponent, GradeRule, PortfolioRules, Resits

_FACTS = (
    "plan_version",
    "words",
    "gateway_components",
    "tolerance_percent",
    "months_to_finish",
    "resits",
    "overall",
    "behaviours_verified_by_employer",
    "marked_by",
)


def assessment_plan(data: Mapping[str, object]) -> tuple[tuple[str, str], AssessmentPlan]:
    """The plan of a file that has no faults, and the reference and version of the standard whose it is."""
    shape = AssessmentPlanShape.model_validate(data)
    found = _provenance(shape)
    plan = AssessmentPlan(
        version=shape.plan_version.value or "",
        organisation=shape.words.organisation,
        assessment=shape.words.assessment,
        gateway=shape.words.gateway,
        portfolio=_portfolio(shape.portfolio),
        components=tuple(
            GatewayComponent(one.code, one.name, one.method, one.words_at_most, one.may_be_waived)
            for one in shape.gateway_components.items
        ),
        tolerance_percent=shape.tolerance_percent.value,
        months_to_finish=shape.months_to_finish.value,
        resits=Resits(
            shape.resits.resit_months,
            shape.resits.retake_months,
            shape.resits.capped_at,
            shape.resits.employer_agrees,
        ),
        overall=tuple(GradeRule(rule.grade, rule.if_any, rule.if_all) for rule in shape.overall.rules),
        behaviours_verified_by_employer=shape.behaviours_verified_by_employer.value,
        marked_by={one.method: one.by for one in shape.marked_by.methods},
        sources=found.sources,
        conflicts=found.conflicts,
    )
    return (shape.standard, shape.version), plan


def _portfolio(shape: PortfolioShape) -> PortfolioRules:
    return PortfolioRules(
        typical_pieces=shape.typical_pieces.value,
        fewest_pieces=shape.fewest_pieces.value,
        most_pieces=shape.most_pieces.value,
        one_for_each_ksb=shape.one_for_each_ksb.value,
        kinds_not_accepted=tuple(shape.kinds_not_accepted.value),
        longest_clip_minutes=shape.longest_clip_minutes.value,
        employer_statement=shape.employer_statement.value,
        mapping_annex=shape.mapping_annex.value,
    )


def _provenance(shape: AssessmentPlanShape) -> Provenance:
    found = Provenance(shape.sources)
    for name in _FACTS:
        found.keep(name, getattr(shape, name))
    for name in PortfolioShape.model_fields:
        found.keep(f"portfolio.{name}", getattr(shape.portfolio, name))
    for one in shape.gateway_components.items:
        found.keep_source(f"gateway_components.{one.code}", one.source)
    return found
