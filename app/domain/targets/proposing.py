"""Targets proposed from the gaps, each with its reason and the figures behind it. None is ever set by itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.coverage import Coverage, KsbState
from app.domain.gaps import Ahead, DutyGap, HoursGap, duty_gaps
from app.domain.people import Role
from app.domain.rag import DEFAULT_THRESHOLDS
from app.domain.standards import Standard
from app.domain.targets.values import Aim, Target
from app.domain.wording import day_words, hours_words, in_words, plural

MOST_PROPOSALS = 5
MOST_OF_DUTIES = 3
MOST_KSBS = 3
MOST_RETURNED = 2
SOONEST_DAYS = 14
RETURNED_DAYS = 28


@dataclass(frozen=True, slots=True)
class Gaps:
    """One apprentice on one day. `due_on` is when a target is to be done where nothing makes it sooner.

    `hours` is None where no hours are planned. `unplaced` are the KSBs, by the piece’s number, that are claimed without
    saying where in the piece they are shown. `unsettled` are the targets that are open or proposed.
    """

    today: date
    due_on: date
    planned_end: date
    standard: Standard
    coverage: Coverage
    hours: HoursGap | None = None
    ahead: tuple[Ahead, ...] = ()
    unplaced: Mapping[int, tuple[str, ...]] | None = None
    unsettled: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A target that the gaps suggest. `key` names it while the gap is the same; `figures` are the numbers in `reason`,
    each by what it is."""

    key: str
    aim: Aim
    reason: str
    figures: Mapping[str, int]


def proposals(gaps: Gaps) -> tuple[Proposal, ...]:
    """At most five, most pressing first: what was returned, hours behind, KSBs with nothing, places not said.

    What a target that is open or proposed already is for is not proposed again.
    """
    found = [*_returned(gaps), *_hours(gaps), *_not_started(gaps), *_unplaced(gaps)]
    return tuple(found[:MOST_PROPOSALS])


def due_day(today: date, planned_end: date, next_review: date | None, review_weeks: int) -> date:
    """By when a target is to be done unless somebody says otherwise: the next review that is at least two weeks off, in
    one interval where there is none, and never after a planned end that is still ahead."""
    soonest = today + timedelta(days=SOONEST_DAYS)
    day = today + timedelta(weeks=review_weeks) if next_review is None else next_review
    while day < soonest:
        day += timedelta(weeks=review_weeks)
    return min(day, planned_end) if planned_end > today else day


def _returned(gaps: Gaps) -> Iterator[Proposal]:
    by_piece: dict[int, list[str]] = {}
    taken = _aimed_at(gaps)
    for one in gaps.coverage.ksbs:
        if one.state is KsbState.RETURNED and one.evidence and one.code not in taken:
            by_piece.setdefault(one.evidence[-1], []).append(one.code)
    for piece, ksbs in sorted(by_piece.items())[:MOST_RETURNED]:
        named = in_words(ksbs)
        aim = Aim(
            f"Add to E{piece} what was asked for, so that it shows {named}.",
            Role.APPRENTICE,
            min(gaps.due_on, gaps.today + timedelta(days=RETURNED_DAYS)),
            tuple(ksbs),
        )
        them = "it" if len(ksbs) == 1 else "them"
        reason = f"E{piece} needs more for {named}, no other piece shows {them} yet{_time_left(gaps)}."
        yield Proposal(f"returned-E{piece}", aim, reason, {"ksbs": len(ksbs), "weeks_left": _weeks_left(gaps)})


def _hours(gaps: Gaps) -> Iterator[Proposal]:
    """Where what waits is not enough either, by the share at which the caseload turns amber."""
    gap = gaps.hours
    if gap is None or not gap.missing or any(one.aim.minutes for one in gaps.unsettled):
        return
    if gap.behind_today * 100 <= gap.expected_today * DEFAULT_THRESHOLDS.behind_amber_percent:
        return
    waits = f" and {hours_words(gap.waiting)} waiting" if gap.waiting else ""
    sessions = f", of which sessions bring {hours_words(gap.sessions)}" if gap.sessions else ""
    minutes = gap.missing + gap.sessions
    reason = (
        f"The plan expects {hours_words(gap.expected_today)} by today, and the record has "
        f"{hours_words(gap.confirmed)} confirmed{waits}: {hours_words(gap.behind_today)} short. "
        f"By {day_words(gap.until)} it expects {hours_words(gap.expected)}: {hours_words(minutes)} more{sessions}."
    )
    figures = {
        "expected_minutes": gap.expected_today,
        "confirmed_minutes": gap.confirmed,
        "waiting_minutes": gap.waiting,
        "behind_minutes": gap.behind_today,
        "expected_then_minutes": gap.expected,
        "sessions_minutes": gap.sessions,
    }
    what = f"Be back on plan with off-the-job training: {hours_words(minutes)} by {day_words(gap.until)}."
    yield Proposal("hours", Aim(what, Role.APPRENTICE, gap.until, minutes=minutes), reason, figures)


def _not_started(gaps: Gaps) -> Iterator[Proposal]:
    states = {one.code: one.state for one in gaps.coverage.ksbs}
    found = duty_gaps(gaps.standard, states, skip=_aimed_at(gaps), most=MOST_OF_DUTIES, most_ksbs=MOST_KSBS)
    for gap in found:
        named = in_words(gap.ksbs)
        where = f" from duty {_number(gap.duty.code)}, {_lower(gap.duty.short)}," if gap.duty else ""
        aim = Aim(
            f"Send a piece of evidence{where} that shows {named}.",
            Role.APPRENTICE,
            gaps.due_on,
            gap.ksbs,
            gap.duty.code if gap.duty else None,
        )
        reason = f"{named} {_has(gap.ksbs)} no piece yet{_time_left(gaps)}{_of_duty(gap)}.{_helped_by(gaps, gap)}"
        figures = {"ksbs": len(gap.ksbs), "weeks_left": _weeks_left(gaps)}
        figures |= {"duty_accepted": gap.accepted, "duty_ksbs": gap.total} if gap.duty else {}
        yield Proposal(f"gap-{gap.ksbs[0]}", aim, reason, figures)


def _unplaced(gaps: Gaps) -> Iterator[Proposal]:
    pieces = sorted(gaps.unplaced or {})
    if not pieces:
        return
    claims = sum(len(ksbs) for ksbs in (gaps.unplaced or {}).values())
    named = in_words(f"E{number}" for number in pieces[:3]) if len(pieces) <= 3 else plural(len(pieces), "piece")
    aim = Aim(f"Say where in {named} each KSB is shown.", Role.APPRENTICE, gaps.due_on)
    if any(one.aim.what == aim.what for one in gaps.unsettled):
        return
    says = "does not say" if claims == 1 else "do not say"
    reason = (
        f"{plural(claims, 'claim')} on {plural(len(pieces), 'piece')} {says} where in the piece the KSB is shown, "
        "which the assessor looks for."
    )
    yield Proposal("places", aim, reason, {"claims": claims, "pieces": len(pieces)})


def _aimed_at(gaps: Gaps) -> set[str]:
    return {ksb for one in gaps.unsettled for ksb in one.aim.ksbs}


def _weeks_left(gaps: Gaps) -> int:
    return max(0, (gaps.planned_end - gaps.today).days // 7)


def _time_left(gaps: Gaps) -> str:
    if gaps.planned_end <= gaps.today:
        return ", and the planned end has passed"
    weeks = _weeks_left(gaps)
    if weeks == 0:
        return ", and less than a week is left to the planned end"
    return f", and {plural(weeks, 'week')} {'is' if weeks == 1 else 'are'} left to the planned end"


def _of_duty(gap: DutyGap) -> str:
    if gap.duty is None:
        return ""
    they = "it" if len(gap.ksbs) == 1 else "they"
    of_them = f"{gap.accepted} of {plural(gap.total, 'KSB')} {'is' if gap.accepted == 1 else 'are'} accepted"
    return f"; {they} can be shown in duty {_number(gap.duty.code)}, where {of_them}"


def _helped_by(gaps: Gaps, gap: DutyGap) -> str:
    helps = next((one for one in gaps.ahead if one.on <= gaps.due_on and set(one.ksbs) & set(gap.ksbs)), None)
    if helps is None:
        return ""
    ksbs = in_words(code for code in gap.ksbs if code in helps.ksbs)
    return f" The session “{helps.title}” on {day_words(helps.on)} is about {ksbs}."


def _number(duty: str) -> str:
    """A duty as people say it: D4 is duty 4."""
    return duty[1:] if duty[:1] == "D" and duty[1:].isdigit() else duty


def _lower(short: str) -> str:
    """A short name within a sentence; an abbreviation keeps its capitals."""
    return short if short[1:2].isupper() else short[:1].lower() + short[1:]


def _has(ksbs: tuple[str, ...]) -> str:
    return "has" if len(ksbs) == 1 else "have"
