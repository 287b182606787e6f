"""Logged time: what may happen to it, what may not, and what counts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from app.domain.apprenticeships import Break
from app.domain.off_the_job.entries import (
    Counting,
    Logged,
    TimeEntry,
    TimeState,
    answer,
    confirm,
    correct,
    counting,
    entry_faults,
    log,
    query,
    submit,
    withdraw,
)
from app.domain.practical_period import PracticalPeriod
from app.domain.programmes import Activity, PaidTime, PaidTimeRule
from app.domain.refusals import BadInput, WrongState
from app.domain.standards import Source

CHLOE, PRIYA, MARK = UUID(int=1), UUID(int=2), UUID(int=3)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SOURCE = Source("The funding rules")
WORKSHOP = Activity("workshop", "Workshop", counts=True, why="Teaching of theory counts.", source=SOURCE)
REVIEW = Activity("review", "Milestone review", counts=False, why="Progress reviews do not count.", source=SOURCE)
PERIOD = PracticalPeriod(
    start=date(2025, 7, 7),
    planned_end=date(2027, 1, 7),
    breaks=(Break(date(2026, 2, 2), date(2026, 3, 2)),),
)

TWO_HOURS = Logged(date(2026, 11, 18), 120, "workshop", "Attachment theory", Counting(True), "D2", ("K8",))


def an_entry(state: TimeState = TimeState.WAITING) -> TimeEntry:
    return replace(log(TWO_HOURS, number=7, entry_id=UUID(int=70), by=CHLOE, at=NOON), state=state)


def a_correction(entry: TimeEntry, by: UUID = CHLOE, reason: str = "It was ninety minutes.") -> TimeEntry:
    shorter = replace(TWO_HOURS, minutes=90)
    return correct(entry, shorter, by, reason, number=8, entry_id=UUID(int=80), at=NOON)[1]


MOVES: dict[str, tuple[Callable[[TimeEntry], TimeEntry], set[TimeState], TimeState]] = {
    "submit": (submit, {TimeState.DRAFT}, TimeState.WAITING),
    "confirm": (lambda e: confirm(e, MARK), {TimeState.WAITING, TimeState.QUERIED}, TimeState.CONFIRMED),
    "query": (lambda e: query(e, MARK, "Which workshop?"), {TimeState.WAITING}, TimeState.QUERIED),
    "answer": (lambda e: answer(e, CHLOE, "The one on 18 November."), {TimeState.QUERIED}, TimeState.WAITING),
    "correct": (
        a_correction,
        {TimeState.WAITING, TimeState.QUERIED, TimeState.CONFIRMED},
        TimeState.WAITING,
    ),
    "withdraw": (
        lambda e: withdraw(e, CHLOE, "Logged twice."),
        {TimeState.WAITING, TimeState.QUERIED, TimeState.CONFIRMED},
        TimeState.WITHDRAWN,
    ),
}


@pytest.mark.parametrize("state", TimeState)
@pytest.mark.parametrize("name", MOVES)
def test_every_move_is_allowed_from_its_states_and_refused_with_a_sentence_from_all_others(
    name: str, state: TimeState
) -> None:
    move, allowed, leads_to = MOVES[name]
    if state in allowed:
        assert move(an_entry(state)).state is leads_to
    else:
        with pytest.raises(WrongState, match=r"^These hours (.+, so they cannot be .+|have been .+ already)\.$"):
            move(an_entry(state))


def test_what_was_done_before_is_said_to_be_done_and_not_that_it_cannot_be() -> None:
    with pytest.raises(WrongState, match=r"^These hours have been confirmed already\.$"):
        confirm(an_entry(TimeState.CONFIRMED), MARK)
    with pytest.raises(WrongState, match=r"^These hours have been confirmed, so they cannot be queried\.$"):
        query(an_entry(TimeState.CONFIRMED), MARK, "Really?")


def test_time_logged_alone_waits_and_time_with_a_draft_is_a_draft() -> None:
    assert an_entry().state is TimeState.WAITING
    with_draft = log(TWO_HOURS, number=1, entry_id=UUID(int=9), by=CHLOE, at=NOON, draft=True, evidence=(13, 2))
    assert with_draft.state is TimeState.DRAFT
    assert (with_draft.evidence_number, with_draft.evidence_version) == (13, 2)


def test_nobody_confirms_or_queries_what_they_logged_themselves() -> None:
    tutors_own = replace(an_entry(), logged_by=PRIYA)
    with pytest.raises(WrongState, match="You logged these hours yourself"):
        confirm(tutors_own, PRIYA)
    with pytest.raises(WrongState, match="You logged these hours yourself"):
        query(tutors_own, PRIYA, "Really?")
    assert confirm(tutors_own, MARK).state is TimeState.CONFIRMED


def test_only_whoever_logged_them_answers_for_hours() -> None:
    with pytest.raises(WrongState, match="Somebody else logged these hours"):
        answer(an_entry(TimeState.QUERIED), PRIYA, "It was fine.")
    with pytest.raises(WrongState, match="Somebody else logged these hours"):
        a_correction(an_entry(), by=MARK)
    with pytest.raises(WrongState, match="Somebody else logged these hours"):
        withdraw(an_entry(), PRIYA, "Not hers.")


def test_a_correction_keeps_the_old_entry_and_uncounts_confirmed_time_at_once() -> None:
    confirmed = replace(an_entry(TimeState.CONFIRMED), evidence_number=13, evidence_version=1)
    old, new = correct(
        confirmed, replace(TWO_HOURS, minutes=90), CHLOE, "Left early.", number=8, entry_id=UUID(int=80), at=NOON
    )
    assert (old.state, old.logged.minutes) == (TimeState.SUPERSEDED, 120)
    assert (new.state, new.logged.minutes, new.supersedes, new.number) == (TimeState.WAITING, 90, 7, 8)
    assert (new.evidence_number, new.evidence_version) == (13, 1)


@pytest.mark.parametrize(
    "move",
    [
        lambda: query(an_entry(), MARK, " "),
        lambda: answer(an_entry(TimeState.QUERIED), CHLOE, ""),
        lambda: a_correction(an_entry(), reason="\n"),
        lambda: withdraw(an_entry(), CHLOE, ""),
    ],
)
def test_a_query_an_answer_and_a_change_need_words(move: Callable[[], TimeEntry]) -> None:
    with pytest.raises(BadInput) as refused:
        move()
    assert [fault.path for fault in refused.value.faults] == ["note"]


@pytest.mark.parametrize(("minutes", "taken"), [(0, False), (1, True), (1440, True), (1441, False), (-5, False)])
def test_an_entry_is_between_one_minute_and_a_whole_day(minutes: int, taken: bool) -> None:
    today = date(2026, 11, 20)
    assert (entry_faults(today, minutes, today) == ()) is taken


def test_hours_are_not_logged_ahead_of_the_day() -> None:
    assert [fault.path for fault in entry_faults(date(2026, 11, 21), 60, date(2026, 11, 20))] == ["on"]


@pytest.mark.parametrize(
    ("on", "counts", "why"),
    [
        (date(2025, 7, 6), False, "before the start on 7 July 2025"),
        (date(2025, 7, 7), True, ""),
        (date(2026, 2, 1), True, ""),
        (date(2026, 2, 2), False, "during a break in learning"),
        (date(2026, 3, 1), False, "during a break in learning"),
        (date(2026, 3, 2), True, ""),
        (date(2026, 11, 20), True, ""),
        (date(2026, 11, 21), False, "after the practical period ended on 20 November 2026"),
    ],
)
def test_time_counts_in_the_practical_period_and_outside_breaks(on: date, counts: bool, why: str) -> None:
    verdict = counting(WORKSHOP, on, replace(PERIOD, ended_on=date(2026, 11, 20)))
    assert verdict.counts is counts
    assert why in verdict.why_not


def test_a_review_does_not_count_whatever_the_outline_says_and_the_rule_is_named() -> None:
    assert counting(REVIEW, date(2026, 9, 28), PERIOD) == Counting(False, "Progress reviews do not count.")


def test_time_outside_paid_hours_counts_only_with_time_off_in_lieu() -> None:
    """Kingdom College: outside them it counts only where time off in lieu is given."""
    on = date(2026, 11, 18)
    lieu = PaidTimeRule(PaidTime.TIME_OFF_IN_LIEU, "With time off in lieu", True, "Given back.", SOURCE)
    unpaid = PaidTimeRule(PaidTime.UNPAID, "Without", False, "Nothing is given back.", SOURCE)
    assert counting(WORKSHOP, on, PERIOD, lieu) == Counting(True)
    assert counting(WORKSHOP, on, PERIOD, unpaid) == Counting(False, "Nothing is given back.")
    assert counting(REVIEW, on, PERIOD, unpaid) == Counting(False, "Progress reviews do not count.")
