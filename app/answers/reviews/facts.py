"""What happened between two days: evidence added and decided, KSBs that moved, hours. Told from what is on record."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from app.db.reviews import EvidenceStory, TagDecided
from app.domain.apprenticeships import Break
from app.domain.coverage import Coverage, KsbState, TagCount, coverage
from app.domain.evidence import Verdict
from app.domain.london import london_date
from app.domain.off_the_job.entries import TimeState
from app.domain.off_the_job.summary import LoggedTime
from app.domain.reviews import FactsSince
from app.domain.standards import Standard

_STATE_OF = {Verdict.ACCEPTED: "accepted", Verdict.RETURNED: "returned", None: "awaiting"}
"""What a tag's last decision makes of it; a declined one counts for nothing, a reopened one awaits."""


def facts_between(
    standard: Standard,
    story: EvidenceStory,
    time: Iterable[LoggedTime],
    breaks: Sequence[Break],
    since: date,
    until: date,
) -> FactsSince:
    """What happened from the day after `since` up to and including `until`.

    Hours are by the day they were for, in the state they have today.
    """

    def within(at: datetime) -> bool:
        return since < london_date(at) <= until

    then, now = _coverage_on(standard, story, since), _coverage_on(standard, story, until)
    minutes = _minutes(time, breaks, since, until)
    return FactsSince(
        since=since,
        until=until,
        evidence_added=_added(story, since, until),
        evidence_accepted=_numbers(d for d in story.decisions if d.verdict is Verdict.ACCEPTED and within(d.at)),
        evidence_returned=_numbers(d for d in story.decisions if d.verdict is Verdict.RETURNED and within(d.at)),
        ksbs_moved=tuple(
            one.code for one, before in zip(now.ksbs, then.ksbs, strict=True) if one.state is not before.state
        ),
        ksbs_accepted_then=_accepted(then),
        ksbs_accepted_now=_accepted(now),
        confirmed_minutes=minutes[TimeState.CONFIRMED],
        waiting_minutes=minutes[TimeState.WAITING],
        queried_minutes=minutes[TimeState.QUERIED],
    )


def _accepted(found: Coverage) -> int:
    return sum(one.state is KsbState.ACCEPTED for one in found.ksbs)


def _added(story: EvidenceStory, since: date, until: date) -> tuple[int, ...]:
    """Pieces sent for the first time in these days, by number; a new version of an older piece is none."""
    first: dict[int, date] = {}
    for one in story.versions:
        first.setdefault(one.number, london_date(one.submitted_at))
    return tuple(sorted(number for number, day in first.items() if since < day <= until))


def _numbers(decisions: Iterable[TagDecided]) -> tuple[int, ...]:
    return tuple(sorted({one.number for one in decisions}))


def _minutes(time: Iterable[LoggedTime], breaks: Sequence[Break], since: date, until: date) -> dict[TimeState, int]:
    found: dict[TimeState, int] = defaultdict(int)
    for one in time:
        if one.counts and since < one.happened_on <= until and not any(b.covers(one.happened_on) for b in breaks):
            found[one.state] += one.minutes
    return found


def _coverage_on(standard: Standard, story: EvidenceStory, day: date) -> Coverage:
    """Coverage as it stood at the end of a day, worked out again from what was sent and decided by then."""
    counting = _counting_versions(story, day)
    decided = {(d.number, d.version, d.ksb): d.verdict for d in story.decisions if london_date(d.at) <= day}
    states: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for tag in story.tags:
        if counting.get(tag.number) != tag.version or tag.ksb not in standard.ksb_by_code:
            continue
        key = (tag.number, tag.version, tag.ksb)
        if key in decided:
            state = _STATE_OF.get(decided[key], "")
        else:
            state = "accepted" if tag.carried_from is not None else "awaiting"
        if state:
            states[tag.ksb][state] += 1
    return coverage(standard, _counts(states), {}, day_minutes=None)


def _counts(states: dict[str, dict[str, int]]) -> Collection[TagCount]:
    return [TagCount(ksb, found["accepted"], found["awaiting"], found["returned"]) for ksb, found in states.items()]


def _counting_versions(story: EvidenceStory, day: date) -> dict[int, int]:
    """For every piece that was sent and not withdrawn by then, the version that counted."""
    counting: dict[int, int] = {}
    for one in story.versions:
        withdrawn = one.withdrawn_at is not None and london_date(one.withdrawn_at) <= day
        if london_date(one.submitted_at) <= day and not withdrawn:
            counting[one.number] = max(one.version, counting.get(one.number, 0))
    return counting
