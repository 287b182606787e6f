"""What is missing, the targets proposed from it, and what the employer is asked for: worked out, with reasons."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue import STANDARD_DATA, read_catalogue
from app.domain.apprenticeships import Break, Named
from app.domain.coverage import KsbState, TagCount, coverage
from app.domain.employer_needs import MOST_DUTIES, MOST_KSBS, employer_needs, needed_until
from app.domain.gaps import Ahead, HoursGap, duty_gaps, hours_gap
from app.domain.off_the_job.pace import expected_minutes
from app.domain.people import Role
from app.domain.practical_period import PracticalPeriod
from app.domain.targets import Aim, Target, set_target
from app.domain.targets.proposing import MOST_PROPOSALS, Gaps, due_day, proposals

TODAY = date(2026, 11, 20)
PLANNED_END = date(2027, 3, 1)
DUE = date(2027, 1, 8)
STANDARD = read_catalogue(STANDARD_DATA).standard("ST0868", "1.0")
CODES = [ksb.code for ksb in STANDARD.ksbs]
PERIOD = PracticalPeriod(date(2025, 7, 7), PLANNED_END)
PRIYA = Named(UUID(int=1), "Priya Nair")


def covered(*missing: str, returned: Mapping[str, int] | None = None) -> Any:
    """A coverage in which everything is accepted on E1, but for what is missing and what was returned."""
    counts = [
        TagCount(code, returned=1, evidence=(returned[code],))
        if returned and code in returned
        else TagCount(code, accepted=1, evidence=(1,))
        for code in CODES
        if code not in missing
    ]
    return coverage(STANDARD, counts, {}, day_minutes=420)


def gaps(found: Any, **more: Any) -> Gaps:
    return Gaps(TODAY, DUE, PLANNED_END, STANDARD, found, **more)


def target_for(*ksbs: str, **more: Any) -> Target:
    return set_target(1, Aim("Do it.", Role.APPRENTICE, DUE, ksbs, **more), PRIYA, datetime(2026, 11, 1, tzinfo=UTC))


def test_where_nothing_is_missing_nothing_is_proposed() -> None:
    assert proposals(gaps(covered())) == ()


def test_a_ksb_with_nothing_is_proposed_with_its_duty_its_time_and_the_session_about_it() -> None:
    session = Ahead(date(2026, 12, 4), "Theories of change", 180, ("K11",))
    (found,) = proposals(gaps(covered("K11"), ahead=(session,)))
    assert found.aim.what == "Send a piece of evidence from duty 8, own development, that shows K11."
    assert (found.aim.who, found.aim.due_on, found.aim.ksbs, found.aim.duty) == (Role.APPRENTICE, DUE, ("K11",), "D8")
    assert found.reason == (
        "K11 has no piece yet, and 14 weeks are left to the planned end; it can be shown in duty 8, where 19 of 20 "
        "KSBs are accepted. The session “Theories of change” on 4 December 2026 is about K11."
    )
    assert dict(found.figures) == {"ksbs": 1, "weeks_left": 14, "duty_accepted": 19, "duty_ksbs": 20}


def test_what_was_returned_comes_first_by_its_piece() -> None:
    found = proposals(gaps(covered("K11", returned={"K3": 12, "S4": 12})))
    assert [one.key for one in found] == ["returned-E12", "gap-K11"]
    assert found[0].aim.what == "Add to E12 what was asked for, so that it shows K3 and S4."
    assert found[0].reason.startswith(
        "E12 needs more for K3 and S4, no other piece shows them yet, and 14 weeks are left"
    )
    assert found[0].aim.due_on == TODAY + timedelta(days=28)


def test_hours_behind_plan_are_proposed_with_every_figure() -> None:
    gap = HoursGap(DUE, 320 * 60, 360 * 60, 280 * 60, 5 * 60, 12 * 60, 49)
    (found,) = proposals(gaps(covered(), hours=gap))
    assert found.aim.minutes == 75 * 60
    assert found.aim.what == "Be back on plan with off-the-job training: 75 hours by 8 January 2027."
    assert found.reason == (
        "The plan expects 320 hours by today, and the record has 280 hours confirmed and 5 hours waiting: 35 hours "
        "short. By 8 January 2027 it expects 360 hours: 75 hours more, of which sessions bring 12 hours."
    )
    assert proposals(gaps(covered(), hours=gap, unsettled=(target_for(minutes=60),))) == ()


@pytest.mark.parametrize(("confirmed", "proposed"), [(304, False), (303, True)])
def test_hours_are_proposed_where_the_caseload_turns_amber(confirmed: int, proposed: bool) -> None:
    gap = HoursGap(DUE, 320 * 60, 360 * 60, confirmed * 60, 0, 0, 49)
    assert bool(proposals(gaps(covered(), hours=gap))) is proposed


def test_places_that_nobody_said_are_proposed_last() -> None:
    found = proposals(gaps(covered(), unplaced={3: ("K1", "S2"), 7: ("K1",)}))
    assert found[0].aim.what == "Say where in E3 and E7 each KSB is shown."
    assert found[0].reason.startswith("3 claims on 2 pieces do not say where in the piece the KSB is shown")
    many = proposals(gaps(covered(), unplaced=dict.fromkeys(range(1, 6), ("K1",))))
    assert many[0].aim.what == "Say where in 5 pieces each KSB is shown."


def test_what_a_target_is_for_already_is_not_proposed_again() -> None:
    assert proposals(gaps(covered("K11", returned={"K3": 12}), unsettled=(target_for("K11", "K3"),))) == ()


def test_a_standard_without_duties_still_has_its_gaps() -> None:
    without = replace(STANDARD, duties=())
    (found,) = duty_gaps(without, {"K11": KsbState.NOT_STARTED, "K2": KsbState.NOT_STARTED}, most=3, most_ksbs=3)
    assert (found.duty, found.ksbs, found.total) == (None, ("K2", "K11"), 0)
    (proposed,) = proposals(Gaps(TODAY, DUE, PLANNED_END, without, covered("K11")))
    assert proposed.aim.what == "Send a piece of evidence that shows K11."
    assert proposed.reason == "K11 has no piece yet, and 14 weeks are left to the planned end."


@given(
    st.lists(st.sampled_from(["none", "accepted", "awaiting", "returned"]), min_size=len(CODES), max_size=len(CODES)),
    st.lists(st.sampled_from(CODES), max_size=6),
    st.integers(-400, 400),
    st.integers(0, 600),
    st.integers(1, 80),
)
def test_never_more_than_five_each_for_a_real_gap(
    states: list[str], aimed: list[str], weeks: int, confirmed: int, unplaced: int
) -> None:
    counts = [
        TagCount(code, **{state: 1}, evidence=(place % 9 + 1,))
        for place, (code, state) in enumerate(zip(CODES, states, strict=True))
        if state != "none"
    ]
    found = coverage(STANDARD, counts, {}, day_minutes=420)
    hours = HoursGap(DUE, 320 * 60, 360 * 60, confirmed * 60, 0, 0, 49)
    end = TODAY + timedelta(weeks=weeks)
    more = {"hours": hours, "unplaced": dict.fromkeys(range(unplaced), ("K1",)), "unsettled": (target_for(*aimed),)}
    made = proposals(Gaps(TODAY, DUE, end, STANDARD, found, **more))
    assert len(made) <= MOST_PROPOSALS
    assert len({one.key for one in made}) == len(made)
    named = [ksb for one in made for ksb in one.aim.ksbs]
    assert len(named) == len(set(named))
    assert not set(named) & set(aimed)
    for one in made:
        assert one.reason.endswith(".")
        assert one.aim.due_on > TODAY
        assert all(found.state_of(ksb) in (KsbState.NOT_STARTED, KsbState.RETURNED) for ksb in one.aim.ksbs)
        assert one.aim.duty is None or set(one.aim.ksbs) <= set(STANDARD.duty_by_code[one.aim.duty].ksbs)


@given(st.integers(-60, 120), st.integers(-300, 300), st.sampled_from([6, 8, 12]))
def test_a_target_is_due_two_weeks_off_or_later_but_not_after_the_planned_end(
    review: int, end: int, weeks: int
) -> None:
    planned_end = TODAY + timedelta(days=end)
    day = due_day(TODAY, planned_end, TODAY + timedelta(days=review), weeks)
    assert day > TODAY
    assert day == planned_end or day >= TODAY + timedelta(days=14)
    assert end <= 0 or day <= planned_end


@given(
    st.integers(1, 60_000), st.integers(0, 60_000), st.integers(0, 3_000), st.integers(0, 3_000), st.integers(1, 100)
)
def test_so_much_a_week_brings_what_is_missing(
    planned: int, confirmed: int, waiting: int, sessions: int, days: int
) -> None:
    until = TODAY + timedelta(days=days)
    gap = hours_gap(planned, PERIOD, TODAY, until, confirmed=confirmed, waiting=waiting, sessions=sessions)
    assert gap is not None
    assert abs(gap.expected - expected_minutes(planned, PERIOD, until)) <= 15
    assert gap.expected % 30 == 0
    assert gap.weekly % 15 == 0
    assert gap.weekly * max(gap.days, 7) >= gap.missing * 7
    assert (gap.weekly == 0) is (gap.missing == 0)
    assert gap.weekly == 0 or (gap.weekly - 15) * max(gap.days, 7) < gap.missing * 7


def test_days_in_a_break_are_no_days_to_train_in() -> None:
    away = PracticalPeriod(date(2025, 7, 7), PLANNED_END, None, (Break(date(2026, 12, 1), date(2026, 12, 29)),))
    gap = hours_gap(28_000, away, TODAY, DUE, confirmed=0, waiting=0, sessions=0)
    assert gap is not None
    assert gap.days == 49 - 28
    assert hours_gap(None, PERIOD, TODAY, DUE, confirmed=0, waiting=0, sessions=0) is None
    assert hours_gap(28_000, PERIOD, TODAY, TODAY, confirmed=0, waiting=0, sessions=0) is None


def test_the_employer_is_asked_for_work_time_and_a_word_with_the_figures() -> None:
    states = {one.code: one.state for one in covered("K11", "S4").ksbs}
    until = needed_until(TODAY)
    near, far = Ahead(date(2026, 12, 4), "Theories of change", 180), Ahead(until + timedelta(days=1), "Later", 60)
    gap = HoursGap(until, 320 * 60, 364 * 60, 330 * 60, 4 * 60, 6 * 60, 56)
    found = employer_needs(STANDARD, states, TODAY, hours=gap, sessions=(near, far), waiting_minutes=240)
    assert [(one.duty, [ksb.code for ksb in one.ksbs]) for one in found.work] == [("D9", ["K11", "S4"])]
    assert found.work[0].text == STANDARD.duty_by_code["D9"].text
    assert found.work[0].reason == "K11 and S4 have no evidence yet. 32 of the 34 KSBs of this duty are accepted."
    assert found.time is not None
    assert found.time.words == "3 hours a week for training, in paid hours and away from the usual work."
    assert found.time.reason == (
        "The training plan expects 364 hours by 15 January 2027, and the record has 330 hours confirmed, 4 hours "
        "waiting and 6 hours in sessions to come: 24 hours still to find."
    )
    assert (found.sessions, found.waiting_minutes, found.nothing) == ((near,), 240, False)


def test_where_nothing_is_needed_that_is_said() -> None:
    gap = HoursGap(needed_until(TODAY), 320 * 60, 364 * 60, 370 * 60, 0, 0, 56)
    states = {one.code: one.state for one in covered().ksbs}
    found = employer_needs(STANDARD, states, TODAY, hours=gap)
    assert found.nothing
    assert found.time is not None
    assert found.time.words == "No time besides what is planned already."


@given(st.lists(st.sampled_from(list(KsbState)), min_size=len(CODES), max_size=len(CODES)))
def test_every_ksb_with_nothing_is_named_or_counted_once(states: list[KsbState]) -> None:
    by_code = dict(zip(CODES, states, strict=True))
    found = employer_needs(STANDARD, by_code, TODAY, hours=None)
    named = [ksb.code for work in found.work for ksb in work.ksbs]
    assert len(named) == len(set(named))
    assert len(found.work) <= MOST_DUTIES
    assert all(0 < len(work.ksbs) <= MOST_KSBS for work in found.work)
    assert len(named) + found.more_ksbs == states.count(KsbState.NOT_STARTED)
    assert all(by_code[code] is KsbState.NOT_STARTED for code in named)
