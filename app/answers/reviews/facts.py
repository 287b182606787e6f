"""What happened between two reviews: evidence added and decided, KSBs that moved, hours, sessions, gateway checks.

Told from what is on record, as it stood at any moment: what is frozen into a review can be told again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.answers.hours import summary_from
from app.catalogue import Catalogue
from app.db.reviews import EvidenceStory, TimeStory
from app.domain.apprenticeships import Apprenticeship, Break
from app.domain.coverage import Coverage, KsbState, TagCount, coverage
from app.domain.evidence import TagState, Verdict
from app.domain.london import end_of_day
from app.domain.off_the_job.entries import TimeState
from app.domain.off_the_job.summary import HoursSummary
from app.domain.practical_period import PracticalPeriod
from app.domain.reviews import FactsSince, HoursAt, KindThenNow, SessionAttended
from app.domain.standards import Standard


@dataclass(frozen=True, slots=True)
class Window:
    """From the day after `since` up to and including `until`, as the record of those days was known at moments.

    `since_at` and `until_at` are when each of the two was written down: at the day's end or later, or on the day
    before its end.
    """

    since: date
    since_at: datetime
    until: date
    until_at: datetime

    @staticmethod
    def of(since: date, until: date, *, since_at: datetime | None = None, until_at: datetime | None = None) -> "Window":
        """The window of two days, known at their ends unless moments are given."""
        return Window(since, since_at or end_of_day(since), until, until_at or end_of_day(until))

    @property
    def opened(self) -> datetime:
        """The moment after which something belongs to these weeks."""
        return min(end_of_day(self.since), self.since_at)

    @property
    def closed(self) -> datetime:
        """The moment up to which it does."""
        return min(end_of_day(self.until), self.until_at)


def facts_between(
    standard: Standard, evidence: EvidenceStory, time: TimeStory, breaks: Sequence[Break], window: Window
) -> FactsSince:
    """What happened in these weeks. Hours are by the day they were for, in the state known when it was written down."""

    def within(at: datetime) -> bool:
        return window.opened < at <= window.closed

    decided = [one for one in evidence.decisions if within(one.at)]
    then, now = coverage_at(standard, evidence, window.opened), coverage_at(standard, evidence, window.closed)
    minutes = _minutes(time, breaks, window)
    return FactsSince(
        since=window.since,
        until=window.until,
        since_at=window.since_at,
        until_at=window.until_at,
        evidence_added=_added(evidence, window),
        evidence_accepted=_numbers(one.number for one in decided if one.verdict is Verdict.ACCEPTED),
        evidence_returned=_numbers(one.number for one in decided if one.verdict is Verdict.RETURNED),
        ksbs_moved=tuple(
            one.code for one, before in zip(now.ksbs, then.ksbs, strict=True) if one.state is not before.state
        ),
        ksbs_accepted_then=_accepted(then),
        ksbs_accepted_now=_accepted(now),
        kinds=_kinds(then, now),
        confirmed_minutes=minutes[TimeState.CONFIRMED],
        waiting_minutes=minutes[TimeState.WAITING],
        queried_minutes=minutes[TimeState.QUERIED],
        sessions=_sessions(time, window),
    )


def with_hours(
    facts: FactsSince, catalogue: Catalogue, one: Apprenticeship, period: PracticalPeriod, time: TimeStory
) -> FactsSince:
    """The same with all hours then and now, against what was planned and expected."""
    then, now = (
        hours_at(catalogue, one, period, time, on, at or end_of_day(on))
        for on, at in ((facts.since, facts.since_at), (facts.until, facts.until_at))
    )
    return replace(facts, hours_then=_brief(then) if facts.since >= one.start else None, hours_now=_brief(now))


def hours_at(
    catalogue: Catalogue, one: Apprenticeship, period: PracticalPeriod, time: TimeStory, on: date, at: datetime
) -> HoursSummary:
    """The hours of a day, from what was known of it at a moment."""
    return summary_from(catalogue, one, period, time.at(at), on, 0)


def coverage_at(standard: Standard, evidence: EvidenceStory, moment: datetime) -> Coverage:
    """Coverage as it stood at a moment, worked out again from what was sent and decided by then."""
    states: dict[str, Counter[TagState]] = defaultdict(Counter)
    for tag, state in evidence.tags_at(moment):
        # A declined one counts for nothing.
        if tag.ksb in standard.ksb_by_code and state is not TagState.DECLINED:
            states[tag.ksb][state] += 1
    counts = [
        TagCount(ksb, found[TagState.ACCEPTED], found[TagState.AWAITING], found[TagState.RETURNED])
        for ksb, found in states.items()
    ]
    return coverage(standard, counts, {}, day_minutes=None)


def _brief(found: HoursSummary) -> HoursAt:
    return HoursAt(
        found.confirmed_minutes,
        found.waiting_minutes,
        found.queried_minutes,
        found.planned_minutes,
        found.expected_minutes,
    )


def _accepted(found: Coverage) -> int:
    return sum(one.state is KsbState.ACCEPTED for one in found.ksbs)


def _kinds(then: Coverage, now: Coverage) -> tuple[KindThenNow, ...]:
    return tuple(
        KindThenNow(kind, tally.total, then.kinds[kind].accepted, tally.accepted) for kind, tally in now.kinds.items()
    )


def _added(evidence: EvidenceStory, window: Window) -> tuple[int, ...]:
    """Pieces sent for the first time in these weeks, by number; a new version of an older piece is none."""
    first: dict[int, datetime] = {}
    for one in evidence.versions:
        first.setdefault(one.number, one.submitted_at)
    return tuple(sorted(number for number, at in first.items() if window.opened < at <= window.closed))


def _numbers(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(numbers)))


def _minutes(time: TimeStory, breaks: Sequence[Break], window: Window) -> Mapping[TimeState, int]:
    found: dict[TimeState, int] = defaultdict(int)
    for one in time.at(window.until_at):
        within = window.since < one.happened_on <= window.until
        if within and not any(pause.covers(one.happened_on) for pause in breaks):
            found[one.state] += one.minutes
    return found


def _sessions(time: TimeStory, window: Window) -> tuple[SessionAttended, ...]:
    """Those whose register gave the apprentice time by now and had not by then, oldest first."""
    then, now = time.sessions_at(window.opened), time.sessions_at(window.closed)
    new = sorted((now[one] for one in now.keys() - then.keys()), key=lambda entry: (entry.on, entry.number))
    return tuple(SessionAttended(entry.on, entry.minutes, entry.activity) for entry in new)


def window_of(facts: FactsSince) -> Window:
    """The window that frozen facts were told of."""
    return Window.of(facts.since, facts.until, since_at=facts.since_at, until_at=facts.until_at)
