"""The minimum of off-the-job hours for anybody's dates and week: the rule, every step of the sum, and its source."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.catalogue import Catalogue
from app.db import provider_settings, published_hours
from app.db.published_hours import holds_for
from app.domain.funding_rules import PublishedHours
from app.domain.off_the_job.minimum import Minimum, Question, minimum_hours
from app.domain.off_the_job.summary import RuleNamed, rule_named
from app.domain.refusals import BadInput, Fault, NotFound
from app.domain.standards import Source


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks the minimum for. Minutes of paid work a week; `standard` "" where none is named.

    `planned_minutes` are those of the plan before prior learning was taken off. `rounding` "" is the provider's own.
    """

    start: date
    planned_end: date
    weekly_minutes: int
    standard: str = ""
    version: str = ""
    prior_learning_minutes: int = 0
    planned_minutes: int | None = None
    weeks_a_year: float = 52
    rounding: str = ""


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


def minimum_for(session: Session, catalogue: Catalogue, asked: Asked) -> MinimumFound:
    """The minimum under the rule that the start date chooses, as the provider reads it, in at most two statements.

    Raises BadInput, by the fields of the form.
    """
    rule = catalogue.funding_rules.for_start(asked.start)
    found = minimum_hours(
        rule,
        asked.start,
        asked.planned_end,
        asked.weekly_minutes,
        published=(published := _published(session, catalogue, asked)),
        prior_learning_minutes=asked.prior_learning_minutes,
        planned_minutes=asked.planned_minutes,
        weeks_a_year=asked.weeks_a_year,
        rounding=asked.rounding,
        settings=provider_settings.current(session),
    )
    return MinimumFound(found, rule_named(rule), sourced(found, published))


def sourced(found: Minimum, published: PublishedHours | None) -> tuple[SourcedStep, ...]:
    """The steps of a sum, each with its source."""
    sources = _sources(found, published)
    return tuple(
        SourcedStep(
            one.step,
            one.value,
            next((source for opening, source in sources if one.step.startswith(opening)), None),
        )
        for one in found.working
    )


def _sources(found: Minimum, published: PublishedHours | None) -> tuple[tuple[str, Source | None], ...]:
    """What each step begins with, and where what it says comes from."""
    rule = found.rule
    way = rule.rounding(found.rounding)
    return (
        ("Funding rule", rule.source),
        ("Weeks of work", None),
        ("Weeks", way.source if way else None),
        ("Leave", rule.leave_source),
        ("Hours a week", rule.source),
        (f"{rule.percent}%", rule.source),
        ("Minimum, ", way.source if way else None),
        ("What this rule goes by", rule.source),
        ("Average week", _read_source(found, Question.TERM_TIME)),
        ("Published hours", published.source if published else None),
        ("Prior learning", _read_source(found, Question.PRIOR_LEARNING)),
        ("Least the rule allows", rule.floor_source),
    )


def _read_source(found: Minimum, question: Question) -> Source | None:
    """The source of the reading that was used."""
    return next((one.source for one in found.readings if one.question is question and one.used), None)


def _published(session: Session, catalogue: Catalogue, asked: Asked) -> PublishedHours | None:
    if not asked.standard:
        return None
    version = asked.version or _newest(catalogue, asked.standard)
    try:
        standard = catalogue.standard(asked.standard, version)
    except NotFound:
        named = f"{asked.standard[:20]}{f' version {version[:20]}' if version else ''}"
        raise BadInput([Fault("standard", f"{named} is not a standard held here.")]) from None
    key = standard.reference, standard.version
    entered = holds_for(published_hours.entered(session, *key), asked.start)
    return entered or catalogue.funding_rules.published_for(*key, asked.start)


def _newest(catalogue: Catalogue, reference: str) -> str:
    return next((one.version for one in reversed(catalogue.standards) if one.reference == reference), "")
