"""From terms to the minimum, by the provider's reading, with what every other reading comes to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.domain.funding_rules import Basis, FundingRule, NamedReading, PublishedHours, Rounding, TermTime
from app.domain.off_the_job.minimum.published import of_published_hours
from app.domain.off_the_job.minimum.share import of_working_time, weeks_of, weeks_words
from app.domain.off_the_job.minimum.values import Minimum, Question, Read, Reading, Step, Terms
from app.domain.provider_settings import DEFAULTS, ProviderSettings
from app.domain.refusals import BadInput, Fault
from app.domain.wording import day_words, plural


def minimum_hours(
    rule: FundingRule,
    start: date,
    planned_end: date,
    weekly_minutes: int,
    *,
    published: PublishedHours | None = None,
    prior_learning_minutes: int = 0,
    planned_minutes: int | None = None,
    weeks_a_year: float = 52,
    rounding: str = "",
    settings: ProviderSettings = DEFAULTS,
) -> Minimum:
    """The minimum for these dates and this working week, under the rule fixed by the start.

    `published`, `prior_learning_minutes` and `planned_minutes` (before prior learning was taken off) matter only where
    the rule goes by published hours, `weeks_a_year` only where it goes by working time. `rounding` "" is the
    provider's own. Raises BadInput for an end before the start, a week of no hours or more than 168, and an unknown
    rounding.
    """
    way = _checked(rule, start, planned_end, weekly_minutes, rounding, settings)
    terms = Terms(
        rule,
        start,
        planned_end,
        weekly_minutes,
        Decimal(str(weeks_a_year)),
        published,
        prior_learning_minutes,
        planned_minutes,
    )
    prior, term = settings.prior_learning_reading, settings.term_time_reading
    read = Read(
        way,
        next((one for one in rule.prior_learning if one.id == prior), None),
        next((one for one in rule.term_time if one.id == term), None),
    )
    return replace(_worked_out(terms, read), readings=tuple(_readings(terms, read)))


def _worked_out(terms: Terms, read: Read) -> Minimum:
    days = (terms.planned_end - terms.start).days + 1
    weeks = weeks_of(days, read.rounding)
    opening = (
        Step("Funding rule for this start date", f"{terms.rule.name}. The start is {day_words(terms.start)}."),
        Step(
            "Days from the start to the planned end, both counted (planned end − start + 1)",
            f"{day_words(terms.start)} to {day_words(terms.planned_end)}: {plural(days, 'day')}",
        ),
        Step("Weeks", weeks_words(days, weeks, read.rounding)),
    )
    if terms.rule.basis is Basis.PUBLISHED_HOURS:
        return of_published_hours(terms, read, weeks, opening)
    return of_working_time(terms, read, days, weeks, opening)


def _readings(terms: Terms, read: Read) -> Iterator[Reading]:
    """Every reading of every question that makes a difference to these terms."""
    rule = terms.rule
    if rule.basis is Basis.PUBLISHED_HOURS:
        if terms.published is not None and terms.prior_learning_minutes:
            for prior in rule.prior_learning:
                found = _worked_out(terms, replace(read, prior_learning=prior))
                yield _reading(Question.PRIOR_LEARNING, prior, found, prior == read.prior_learning)
        return
    for way in rule.roundings:
        yield _reading(
            Question.ROUNDING, way, _worked_out(terms, replace(read, rounding=way)), way.id == read.rounding.id
        )
    if any(terms.weeks_a_year < one.weeks for one in rule.term_time):
        for term in rule.term_time:
            found = _worked_out(terms, replace(read, term_time=term))
            yield _reading(Question.TERM_TIME, term, found, term == read.term_time)


def _reading(question: Question, way: Rounding | NamedReading | TermTime, found: Minimum, used: bool) -> Reading:
    return Reading(question, way.id, way.name, found.minutes, used, found.below_floor, way.source)


def _checked(
    rule: FundingRule, start: date, planned_end: date, weekly_minutes: int, rounding: str, settings: ProviderSettings
) -> Rounding:
    faults = []
    if planned_end < start:
        faults.append(Fault("planned_end", "The planned end must be on or after the start."))
    if not 0 < weekly_minutes <= 168 * 60:
        faults.append(Fault("weekly_hours", "The hours a week must be more than 0 and no more than 168."))
    way = rule.rounding(rounding) if rounding else rule.rounding(settings.rounding) or rule.roundings[0]
    if way is None:
        known = " or ".join(f"“{one.id}”" for one in rule.roundings)
        faults.append(Fault("rounding", f"The rounding must be {known}."))
    if way is None or faults:
        raise BadInput(faults)
    return way
