"""The funding rules themselves: which one applies to which start.

No year is written in code: a change of the rules is a change of the data.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from app.domain.funding_rules.facts import (
    ActiveLearning,
    Basis,
    EmploymentGapRule,
    EnglishAndMathsRule,
    Floor,
    MinimumDuration,
    NamedReading,
    PartTime,
    PriorLearningPrice,
    PublishedHours,
    ReviewDeadline,
    Rounding,
    ShortestBreak,
    TermTime,
    TrainingPlanRule,
    WaiverRule,
)
from app.domain.funding_rules.starts import covers, run_faults, the_one_for
from app.domain.standards import Source


@dataclass(frozen=True)
class FundingRule:
    """The funding rule for starts from `start_from` to `start_to`, both days included; None is open.

    `percent` is the share of working time, None where hours are published instead. `cap_weekly_minutes` is the
    longest week that counts. `leave_weeks` are the weeks of leave in a year that are left off working time.
    `floor_minutes` is the least that prior learning may leave; None where no such floor is known.
    `shortfall_needs_statement`: hours short of plan but not of the minimum ask for a signed explanation.
    `roundings` are the ways this rule's sum may be rounded, the default first. `term_time`, `prior_learning` and
    `part_time` are the readings of what sources disagree on, empty or None where the rule does not ask.
    """

    id: str
    name: str
    start_from: date | None
    start_to: date | None
    basis: Basis
    percent: int | None
    cap_weekly_minutes: int | None
    leave_weeks: Decimal
    floor_minutes: int | None
    shortfall_needs_statement: bool
    term_time: tuple[TermTime, ...]
    prior_learning: tuple[NamedReading, ...]
    part_time: PartTime | None
    floors: tuple[Floor, ...]
    minimum_durations: tuple[MinimumDuration, ...]
    review_deadlines: tuple[ReviewDeadline, ...]
    active_learning: tuple[ActiveLearning, ...]
    roundings: tuple[Rounding, ...]
    source: Source
    leave_source: Source
    floor_source: Source | None
    shortfall_source: Source
    notes: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """By its id: what is worked out by a rule is remembered by it, and the rest is long to go through."""
        return hash(self.id)

    def minimum_duration(self, start: date) -> MinimumDuration:
        """The shortest time on programme for this start."""
        return the_one_for(self.minimum_durations, start, "minimum duration")

    def review_deadline(self, start: date) -> ReviewDeadline:
        """The longest time between two reviews for this start."""
        return the_one_for(self.review_deadlines, start, "review deadline")

    def active_learning_for(self, start: date) -> ActiveLearning:
        """How often learning must happen for this start."""
        return the_one_for(self.active_learning, start, "rule on active learning")

    def rounding(self, name: str) -> Rounding | None:
        """The rounding of this name, or None where this rule knows none."""
        return next((rounding for rounding in self.roundings if rounding.id == name), None)


@dataclass(frozen=True)
class FundingRules:
    """Every funding rule, in order of the starts they cover.

    `restart_source` says that time before a restart goes into the minimum time on programme.
    """

    rules: tuple[FundingRule, ...]
    english_and_maths: EnglishAndMathsRule
    prior_learning_price: PriorLearningPrice
    employment_gap: EmploymentGapRule
    shortest_break: ShortestBreak
    restart_source: Source
    training_plan: TrainingPlanRule
    waivers: tuple[WaiverRule, ...] = ()
    published_hours: tuple[PublishedHours, ...] = ()

    @cached_property
    def _by_id(self) -> dict[str, FundingRule]:
        return {rule.id: rule for rule in self.rules}

    def for_start(self, start: date) -> FundingRule:
        """The rule of this start date. It is fixed by the start and never chosen again."""
        return the_one_for(self.rules, start, "funding rule")

    def by_id(self, rule_id: str) -> FundingRule:
        """The rule an apprenticeship was put under; KeyError where there is none of that name."""
        return self._by_id[rule_id]

    def waivers_for(self, start: date) -> dict[str, WaiverRule]:
        """What may be waived for this start, by the id of the check."""
        return {rule.check: rule for rule in self.waivers if covers(rule, start)}

    def published_for(self, standard: str, version: str, start: date) -> PublishedHours | None:
        """The hours published for this standard and start, None while none are known."""
        return next(
            (
                hours
                for hours in self.published_hours
                if (hours.standard, hours.version) == (standard, version) and covers(hours, start)
            ),
            None,
        )


def period_faults(rules: FundingRules) -> tuple[str, ...]:
    """What is wrong with the periods: a start that no rule, or more than one, would cover. Empty when all is well.

    Each rule's own dated facts have to cover the rule's starts in the same way.
    """
    faults = list(run_faults("The funding rules", rules.rules, None, None))
    for rule in rules.rules:
        for what, items in (
            ("minimum durations", rule.minimum_durations),
            ("review deadlines", rule.review_deadlines),
            ("active learning rules", rule.active_learning),
        ):
            faults += run_faults(f"The {what} of {rule.id}", items, rule.start_from, rule.start_to)
    return tuple(faults)
