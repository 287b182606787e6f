"""The minimum of off-the-job hours for anybody's dates and week: the rule, every step of the sum, and its source."""

from dataclasses import dataclass
from datetime import date

from app.catalogue import Catalogue
from app.domain.funding_rules import FundingRule, PublishedHours
from app.domain.off_the_job.minimum import DEFAULT_ROUNDING, Minimum, minimum_hours
from app.domain.off_the_job.summary import RuleNamed, rule_named
from app.domain.refusals import BadInput, Fault, NotFound
from app.domain.standards import Source


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks the minimum for. Minutes of paid work a week; `standard` "" where none is named."""

    start: date
    planned_end: date
    weekly_minutes: int
    standard: str = ""
    version: str = ""
    prior_learning_minutes: int = 0
    rounding: str = DEFAULT_ROUNDING


@dataclass(frozen=True, slots=True)
class SourcedStep:
    """One step of the sum with what it rests on; `source` is None where it is arithmetic on the steps above."""

    step: str
    value: str
    source: Source | None


@dataclass(frozen=True, slots=True)
class MinimumFound:
    """The minimum (`minutes` None where not confirmed), the rule behind it, and the sum."""

    minimum: Minimum
    rule: RuleNamed
    steps: tuple[SourcedStep, ...]


def minimum_for(catalogue: Catalogue, asked: Asked) -> MinimumFound:
    """The minimum under the rule that the start date chooses. Raises BadInput, by the fields of the form."""
    rule = catalogue.funding_rules.for_start(asked.start)
    found = minimum_hours(
        rule,
        asked.start,
        asked.planned_end,
        asked.weekly_minutes,
        published=(published := _published(catalogue, asked)),
        prior_learning_minutes=asked.prior_learning_minutes,
        rounding=asked.rounding,
    )
    return MinimumFound(found, rule_named(rule), sourced(found, published))


def sourced(found: Minimum, published: PublishedHours | None) -> tuple[SourcedStep, ...]:
    """The steps of a sum, each with its source."""
    sources = _sources(found.rule, found.rounding, published)
    return tuple(
        SourcedStep(
            one.step,
            one.value,
            next((source for opening, source in sources if one.step.startswith(opening)), None),
        )
        for one in found.working
    )


def _sources(
    rule: FundingRule, rounding: str, published: PublishedHours | None
) -> tuple[tuple[str, Source | None], ...]:
    """What each step begins with, and where what it says comes from."""
    way = rule.rounding(rounding)
    return (
        ("Funding rule", rule.source),
        ("Weeks of work", None),
        ("Weeks", way.source if way else None),
        ("Leave", rule.leave_source),
        ("Hours a week", rule.source),
        (f"{rule.percent}%", rule.source),
        ("Minimum, ", way.source if way else None),
        ("What this rule goes by", rule.source),
        ("Published hours", published.source if published else None),
        ("Least the rule allows", rule.floor_source),
    )


def _published(catalogue: Catalogue, asked: Asked) -> PublishedHours | None:
    if not asked.standard:
        return None
    version = asked.version or _newest(catalogue, asked.standard)
    try:
        standard = catalogue.standard(asked.standard, version)
    except NotFound:
        named = f"{asked.standard[:20]}{f' version {version[:20]}' if version else ''}"
        raise BadInput([Fault("standard", f"{named} is not a standard held here.")]) from None
    return catalogue.funding_rules.published_for(standard.reference, standard.version, asked.start)


def _newest(catalogue: Catalogue, reference: str) -> str:
    return next((one.version for one in reversed(catalogue.standards) if one.reference == reference), "")
