"""The caseload’s red, amber or green: a prompt for the tutor, always with its reasons, never a judgement of a person.

Hours that wait for somebody else’s word never turn an apprentice red. Whoever is not learning just now has no colour.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.people import ApprenticeshipStatus
from app.domain.wording import hours_words, plural


class Colour(StrEnum):
    """Always shown with its word and its reasons."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


@dataclass(frozen=True, slots=True)
class RagThresholds:
    """When a fact turns amber or red; sound defaults, for a provider to agree.

    `behind_…_percent`: hours behind expected, in percent of expected, at more than this. `quiet_…_days`: days without
    evidence, from this many. `review_late_red_days`: days a review is overdue, at more than this; any day is amber.
    `near_end_days`: with KSBs left and fewer days than this to the planned end it is amber.
    `near_end_ksbs_left`: as many KSBs left do not matter.
    """

    behind_amber_percent: int = 5
    behind_red_percent: int = 15
    quiet_amber_days: int = 21
    quiet_red_days: int = 28
    review_late_red_days: int = 14
    near_end_days: int = 60
    near_end_ksbs_left: int = 2


DEFAULT_THRESHOLDS = RagThresholds()


@dataclass(frozen=True, slots=True)
class RagFacts:
    """One apprentice on one day. Minutes count; days are whole.

    `expected_minutes` is None where no hours are planned. `waiting_minutes` are waiting or queried.
    `days_since_evidence` runs from the last piece sent, or from the start before any, breaks left out.
    `review_days_overdue` is by the programme’s grid and `review_days_over_rule` by the funding rule.
    `days_to_planned_end` is negative once it has passed. `oldest_query_days` is None with no query open.
    """

    status: ApprenticeshipStatus
    expected_minutes: int | None
    confirmed_minutes: int
    waiting_minutes: int
    days_since_evidence: int
    review_days_overdue: int
    review_days_over_rule: int
    days_to_planned_end: int
    ksbs_left: int
    oldest_query_days: int | None = None


@dataclass(frozen=True, slots=True)
class Rag:
    """`colour` is None for whoever is not learning just now; the one reason then says so. Red reasons come first."""

    colour: Colour | None
    reasons: tuple[str, ...]


_NO_RAG = {
    ApprenticeshipStatus.PLANNED: "Has not started yet, so there is no red, amber or green.",
    ApprenticeshipStatus.ON_A_BREAK: "On a break in learning, so there is no red, amber or green.",
    ApprenticeshipStatus.WITHDRAWN: "Has withdrawn, so there is no red, amber or green.",
    ApprenticeshipStatus.TRANSFERRED: "Has moved to another provider, so there is no red, amber or green.",
    ApprenticeshipStatus.COMPLETED: "Has completed, so there is no red, amber or green.",
}


def rag(facts: RagFacts, thresholds: RagThresholds = DEFAULT_THRESHOLDS) -> Rag:
    """The colour and every reason for it, each with its figures and the rule; green says that nothing is behind."""
    if facts.status in _NO_RAG:
        return Rag(None, (_NO_RAG[facts.status],))
    found = [
        *_hours(facts, thresholds),
        *_evidence(facts, thresholds),
        *_review(facts, thresholds),
        *_planned_end(facts, thresholds),
    ]
    if facts.oldest_query_days is not None:
        found.append((Colour.AMBER, f"Query on hours open for {plural(facts.oldest_query_days, 'day')}"))
    red = tuple(reason for colour, reason in found if colour is Colour.RED)
    amber = tuple(reason for colour, reason in found if colour is Colour.AMBER)
    if red or amber:
        return Rag(Colour.RED if red else Colour.AMBER, red + amber)
    return Rag(Colour.GREEN, ("Hours, evidence and reviews are up to date",))


def red_rules(at: RagThresholds = DEFAULT_THRESHOLDS) -> tuple[str, ...]:
    """What makes an apprentice red, any one of them. Reviews count once one of the apprentice’s is on record here."""
    return (
        f"off-the-job hours more than {at.behind_red_percent}% behind what the plan expects by today, even once all "
        "that waits or is queried is confirmed",
        f"no evidence sent for {at.quiet_red_days} days or more, while KSBs are left",
        f"a review past the funding rule’s deadline, or more than {at.review_late_red_days} days late by the programme",
        "past the planned gateway",
    )


def amber_rules(at: RagThresholds = DEFAULT_THRESHOLDS) -> tuple[str, ...]:
    """What makes an apprentice amber, any one of them, where nothing makes them red."""
    return (
        f"confirmed off-the-job hours more than {at.behind_amber_percent}% behind what the plan expects by today",
        f"no evidence sent for {at.quiet_amber_days} days or more, while KSBs are left",
        "a review late by the programme",
        f"more than {at.near_end_ksbs_left} KSBs left with fewer than {at.near_end_days} days to the planned gateway",
        "a query on hours that is still open",
    )


_Reasons = Iterator[tuple[Colour, str]]


def _hours(facts: RagFacts, thresholds: RagThresholds) -> _Reasons:
    expected = facts.expected_minutes
    if not expected:
        return
    behind = expected - facts.confirmed_minutes
    own = behind - facts.waiting_minutes
    if behind * 100 <= expected * thresholds.behind_amber_percent:
        return
    reason = f"Off-the-job {hours_words(behind)} behind ({behind * 100 // expected}%)"
    if facts.waiting_minutes > 0:
        reason += f", {hours_words(facts.waiting_minutes)} waiting or queried"
    if own * 100 > expected * thresholds.behind_red_percent:
        yield Colour.RED, f"{reason}; more than {thresholds.behind_red_percent}% is red"
    else:
        yield Colour.AMBER, f"{reason}; more than {thresholds.behind_amber_percent}% is amber"


def _evidence(facts: RagFacts, thresholds: RagThresholds) -> _Reasons:
    quiet = facts.days_since_evidence
    if quiet >= thresholds.quiet_amber_days and facts.ksbs_left:
        reason = f"No evidence for {plural(quiet, 'day')}"
        if quiet >= thresholds.quiet_red_days:
            yield Colour.RED, f"{reason}; {thresholds.quiet_red_days} or more is red"
        else:
            yield Colour.AMBER, f"{reason}; {thresholds.quiet_amber_days} or more is amber"


def _review(facts: RagFacts, thresholds: RagThresholds) -> _Reasons:
    if facts.review_days_over_rule > 0:
        over = plural(facts.review_days_over_rule, "day")
        yield (Colour.RED, f"Review {over} past the funding rule’s deadline")
    elif facts.review_days_overdue > 0:
        red = facts.review_days_overdue > thresholds.review_late_red_days
        overdue = plural(facts.review_days_overdue, "day")
        yield (Colour.RED if red else Colour.AMBER, f"Review overdue {overdue}")


def _planned_end(facts: RagFacts, thresholds: RagThresholds) -> _Reasons:
    left = facts.days_to_planned_end
    if left < 0:
        yield (Colour.RED, f"{plural(-left, 'day')} past planned gateway")
    elif left < thresholds.near_end_days and facts.ksbs_left > thresholds.near_end_ksbs_left:
        rule = f"more than {thresholds.near_end_ksbs_left} left under {thresholds.near_end_days} days is amber"
        yield (Colour.AMBER, f"{plural(facts.ksbs_left, 'KSB')} left, {plural(left, 'day')} to go; {rule}")
