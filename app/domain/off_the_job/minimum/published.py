"""The minimum as the hours published for a standard, less prior learning as the sources are read."""

from collections.abc import Iterator
from decimal import Decimal

from app.domain.funding_rules import PublishedHours
from app.domain.off_the_job.minimum.share import two_places
from app.domain.off_the_job.minimum.values import Minimum, Read, Step, Terms
from app.domain.provider_settings import PriorLearningReading
from app.domain.wording import day_words, hours_words

_OFF_PLANNED = PriorLearningReading.OFF_PLANNED.value
_NEVER_UNDER = PriorLearningReading.OFF_PUBLISHED_NEVER_UNDER_FLOOR.value


def of_published_hours(terms: Terms, read: Read, weeks: Decimal, opening: tuple[Step, ...]) -> Minimum:
    """The minimum with its steps; not confirmed while a figure it goes by is not known."""
    rule, published, shown = terms.rule, terms.published, two_places(weeks)
    by_rule = Step(
        "What this rule goes by", "Hours published for the standard. Neither dates nor working hours change them."
    )
    if published is None:
        unknown = Step(
            "Published hours for this standard", "Not confirmed. The published figure has not been entered yet."
        )
        return Minimum(None, False, shown, read.rounding.id, (*opening, by_rule, unknown), rule)
    working = [*opening, by_rule, Step("Published hours for this standard", _published_words(published))]
    left = _left(terms, read, published.minutes)
    working += _prior_learning_steps(terms, read)
    if left is None:
        working.append(Step("Minimum", "Not confirmed. It goes by the planned hours, and none are known."))
        return Minimum(None, False, shown, read.rounding.id, tuple(working), rule)
    below = rule.floor_minutes is not None and left < rule.floor_minutes
    if rule.floor_minutes is not None:
        so = "less is left, so the apprenticeship would not be eligible" if below else "met"
        working.append(Step("Least the rule allows", f"{hours_words(rule.floor_minutes)}: {so}"))
    working.append(Step("Minimum", hours_words(left)))
    return Minimum(left, True, shown, read.rounding.id, tuple(working), rule, below)


def _left(terms: Terms, read: Read, published: int) -> int | None:
    """What prior learning leaves; None where the reading goes by planned hours and none are known."""
    taken = terms.prior_learning_minutes
    way = read.prior_learning.id if read.prior_learning else ""
    if not taken:
        return published
    if way == _OFF_PLANNED:
        return None if terms.planned_minutes is None else min(published, max(0, terms.planned_minutes - taken))
    left = max(0, published - taken)
    return max(left, min(published, terms.rule.floor_minutes or 0)) if way == _NEVER_UNDER else left


def _prior_learning_steps(terms: Terms, read: Read) -> Iterator[Step]:
    taken = terms.prior_learning_minutes
    if not taken:
        return
    way = read.prior_learning.id if read.prior_learning else ""
    if way != _OFF_PLANNED:
        never = ", but never down to less than the rule allows" if way == _NEVER_UNDER else ""
        yield Step("Prior learning taken off", f"{hours_words(taken)}{never}")
    elif terms.planned_minutes is not None:
        left = max(0, terms.planned_minutes - taken)
        yield Step("Planned hours before prior learning was taken off", hours_words(terms.planned_minutes))
        yield Step(
            "Prior learning taken off the planned hours",
            f"{hours_words(terms.planned_minutes)} − {hours_words(taken)} = {hours_words(left)}; no more than the "
            "published hours are asked for",
        )


def _published_words(published: PublishedHours) -> str:
    word = f"; entered by {published.entered_by}" if published.entered_by else ""
    on = f" on {day_words(published.entered_on)}" if published.entered_on else ""
    return f"{hours_words(published.minutes)} ({published.source.name}{word}{on})"
