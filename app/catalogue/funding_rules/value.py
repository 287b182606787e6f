"""From the file's shape to the domain's FundingRules."""

from decimal import Decimal

from app.catalogue.funding_rules.shape import (
    FundingRulesShape,
    PartTimeShape,
    PublishedHoursShape,
    RuleShape,
    RuleSourceShape,
)
from app.domain.funding_rules import (
    ActiveLearning,
    EmploymentGapRule,
    EnglishAndMathsRule,
    Floor,
    FundingException,
    FundingRule,
    FundingRules,
    MinimumDuration,
    NamedReading,
    PartTime,
    PlanChange,
    PriorLearningPrice,
    PublishedHours,
    ReviewDeadline,
    Rounding,
    ShortestBreak,
    TermTime,
    TrainingPlanRule,
    WaiverRule,
)
from app.domain.standards import Source


def funding_rules(shape: FundingRulesShape) -> FundingRules:
    """The frozen rules."""
    return FundingRules(
        rules=tuple(_rule(rule) for rule in shape.rules),
        english_and_maths=_english_and_maths(shape),
        prior_learning_price=PriorLearningPrice(
            shape.prior_learning_price.share_percent, _source(shape.prior_learning_price.source)
        ),
        employment_gap=EmploymentGapRule(
            shape.employment_gap.days,
            shape.employment_gap.within,
            shape.employment_gap.beyond,
            _source(shape.employment_gap.source),
        ),
        shortest_break=ShortestBreak(
            shape.shortest_break.days, shape.shortest_break.shorter, _source(shape.shortest_break.source)
        ),
        restart_source=_source(shape.restart.source),
        training_plan=TrainingPlanRule(
            shape.training_plan.organisation_named_months,
            tuple(PlanChange(one.code, one.words, tuple(one.sees)) for one in shape.training_plan.changes),
            _source(shape.training_plan.source),
        ),
        waivers=tuple(
            WaiverRule(w.check, w.words, w.start_from, w.start_to, _source(w.source), w.employer_agrees)
            for w in shape.waivers
        ),
        published_hours=tuple(_published(hours) for hours in shape.published_hours),
    )


def _source(shape: RuleSourceShape) -> Source:
    return Source(shape.name, shape.confidence.confirmed, shape.note, shape.confidence, shape.address)


def _published(shape: PublishedHoursShape) -> PublishedHours:
    return PublishedHours(
        shape.standard, shape.version, shape.minutes, shape.start_from, shape.start_to, _source(shape.source)
    )


def _english_and_maths(shape: FundingRulesShape) -> EnglishAndMathsRule:
    rule = shape.english_and_maths
    return EnglishAndMathsRule(
        required_level=rule.required_level,
        adult_age=rule.adult_age,
        optional_for_adults_from=rule.optional_for_adults_from,
        employer_opts_in_for_starts_from=rule.employer_opts_in_for_starts_from,
        exceptions=tuple(
            FundingException(
                e.id,
                e.name,
                e.requirement,
                e.certificate,
                tuple(e.subjects),
                e.start_from,
                e.confirmed_to,
                _source(e.source),
            )
            for e in rule.exceptions
        ),
        source=_source(rule.source),
        original_start_source=_source(rule.original_start_source),
    )


def _rule(shape: RuleShape) -> FundingRule:
    return FundingRule(
        id=shape.id,
        name=shape.name,
        start_from=shape.start_from,
        start_to=shape.start_to,
        basis=shape.basis,
        percent=shape.percent,
        cap_weekly_minutes=shape.cap_weekly_minutes,
        leave_weeks=Decimal(shape.leave_weeks),
        floor_minutes=shape.floor_minutes,
        shortfall_needs_statement=shape.shortfall_needs_statement,
        term_time=tuple(TermTime(t.id, t.name, Decimal(t.weeks), _source(t.source)) for t in shape.term_time),
        prior_learning=tuple(NamedReading(p.id, p.name, _source(p.source)) for p in shape.prior_learning),
        part_time=None if shape.part_time is None else _part_time(shape.part_time),
        floors=tuple(Floor(f.months, f.minutes, f.confirmed, _source(f.source)) for f in shape.floors),
        minimum_durations=_minimum_durations(shape),
        review_deadlines=_review_deadlines(shape),
        active_learning=_active_learning(shape),
        roundings=tuple(Rounding(r.id, r.name, r.weeks, r.result, _source(r.source)) for r in shape.roundings),
        source=_source(shape.source),
        leave_source=_source(shape.leave_source),
        floor_source=None if shape.floor_source is None else _source(shape.floor_source),
        shortfall_source=_source(shape.shortfall_source),
        notes=tuple(shape.notes),
    )


def _part_time(shape: PartTimeShape) -> PartTime:
    return PartTime(
        shape.under_weekly_minutes,
        shape.early_finish_from,
        _source(shape.early_finish_source),
        tuple(NamedReading(r.id, r.name, _source(r.source)) for r in shape.readings),
    )


def _minimum_durations(shape: RuleShape) -> tuple[MinimumDuration, ...]:
    return tuple(
        MinimumDuration(d.start_from, d.start_to, d.months, d.days, d.confirmed, _source(d.source))
        for d in shape.minimum_durations
    )


def _review_deadlines(shape: RuleShape) -> tuple[ReviewDeadline, ...]:
    return tuple(
        ReviewDeadline(d.start_from, d.start_to, d.weeks, d.calendar_months, d.confirmed, _source(d.source))
        for d in shape.review_deadlines
    )


def _active_learning(shape: RuleShape) -> tuple[ActiveLearning, ...]:
    return tuple(
        ActiveLearning(
            start_from=a.start_from,
            start_to=a.start_to,
            period=a.period,
            block_release_period=a.block_release_period,
            english_and_maths_separately=a.english_and_maths_separately,
            confirmed=a.confirmed,
            source=_source(a.source),
        )
        for a in shape.active_learning
    )
