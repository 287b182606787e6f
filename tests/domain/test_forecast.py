"""A forecast from one’s own pace: more work never makes it later, its range holds its likeliest day."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.apprenticeships import Break
from app.domain.forecast import (
    Done,
    Measured,
    Moving,
    Offer,
    Pace,
    Range,
    Replayed,
    StepTaken,
    StepTime,
    levers,
    measured,
    pace_of,
    range_of,
    reached_gateway,
    signing_range,
    step_after,
    step_of,
    step_range,
    step_times,
    together,
)
from app.domain.practical_period import PracticalPeriod

START, TODAY = date(2025, 9, 1), date(2026, 11, 20)
BREAK = Break(date(2026, 3, 2), date(2026, 4, 6))
AHEAD = Break(date(2026, 12, 7), date(2027, 1, 4))
PERIOD = PracticalPeriod(START, date(2027, 3, 1), breaks=(BREAK, AHEAD))
WEEKLY = tuple(Done(TODAY - timedelta(weeks=week), 1) for week in range(48))

days = st.integers(0, (TODAY - START).days).map(lambda days: START + timedelta(days=days))
work = st.lists(st.builds(Done, days, st.integers(1, 5)), max_size=40)
breaks = st.sampled_from([(), (BREAK,), (BREAK, AHEAD)])
ranges = st.tuples(*[st.integers(0, 900)] * 3, st.booleans()).map(
    lambda given: Range(
        *[TODAY + timedelta(days=day) for day in sorted(given[:3])[:2]],
        None if given[3] else TODAY + timedelta(days=max(given[:3])),
    )
)
HAVE = ["none has", "1 has", *(f"{count} have" for count in range(2, 10))]


def forecast(left, done, pauses=()):
    period = PracticalPeriod(START, PERIOD.planned_end, breaks=pauses)
    pace = pace_of(done, period, TODAY)
    return range_of(left, pace, TODAY, pauses) if isinstance(pace, Pace) else pace


def later(one, other):
    """Whether a day is later than another; none given is latest of all."""
    return other is not None and (one is None or one > other)


@given(work, work, st.integers(0, 60), breaks)
def test_more_work_never_makes_it_later(done, more, left, pauses):
    before = forecast(left, done, pauses)
    after = forecast(max(0, left - sum(one.units for one in more)), [*done, *more], pauses)
    if isinstance(before, Range):
        assert isinstance(after, Range)
        for name in ("earliest", "likely", "latest"):
            assert not later(getattr(after, name), getattr(before, name)), name


@given(work, st.integers(0, 60), breaks)
def test_a_range_holds_its_likeliest_day_and_nothing_is_done_yesterday(done, left, pauses):
    found = forecast(left, done, pauses)
    assume(isinstance(found, Range))
    assert TODAY <= found.earliest <= found.likely
    assert found.latest is None or found.likely <= found.latest


@given(st.lists(ranges, min_size=1, max_size=5))
def test_the_whole_is_done_when_the_last_is(several):
    whole = together(several)
    assert whole.earliest <= whole.likely and (whole.latest is None or whole.likely <= whole.latest)
    assert all(one.likely <= whole.likely for one in several)
    assert (whole.latest is None) == any(one.latest is None for one in several)


@pytest.mark.parametrize("done", [[], [Done(TODAY, 30)], [Done(START, 1), *[Done(date(2025, 10, 1), 9)] * 5]])
def test_without_a_pace_it_says_so(done):
    assert "No pace to go by" in forecast(12, done)


def test_too_early_it_says_so():
    period = PracticalPeriod(TODAY - timedelta(days=83), PERIOD.planned_end)
    assert "Too early to say: a pace takes 84 days of learning." in pace_of(WEEKLY, period, TODAY)
    period = PracticalPeriod(TODAY - timedelta(days=84), PERIOD.planned_end)
    assert pace_of(WEEKLY, period, TODAY) == Pace((4, 4, 4), 28)


def test_one_a_week_does_ten_in_ten_weeks_and_known_breaks_are_left_out():
    assert forecast(10, WEEKLY) == Range(*[TODAY + timedelta(weeks=10)] * 3)
    pace = pace_of(WEEKLY, PERIOD, TODAY)
    assert range_of(10, pace, TODAY, PERIOD.breaks).likely == TODAY + timedelta(weeks=14)
    assert pace_of([Done(START, 4), *WEEKLY], PERIOD, TODAY) == pace


def test_a_span_in_which_nothing_was_done_leaves_the_end_open():
    found = forecast(10, WEEKLY[:32])
    assert found.latest is None
    assert found.earliest == TODAY + timedelta(weeks=10) and found.likely == TODAY + timedelta(weeks=15)


def test_no_day_is_given_beyond_five_years_or_in_a_break_without_end():
    pace = Pace((1, 1, 1), 56)
    assert "more than five years" in range_of(100, pace, TODAY, ())
    assert "no date of return" in range_of(1, pace, TODAY, (Break(TODAY),))


def test_the_three_that_move_most_come_first_and_what_moves_nothing_is_left_out():
    moving = {"ksb-coverage": Moving(10, Pace((8, 8, 8), 56)), "off-the-job": Moving(600, Pace((800, 800, 800), 56))}
    offers = [
        Offer(("off-the-job",), "An hour more each week", False, faster=480),
        Offer(("ksb-coverage",), "Two more pieces for K11 and B6", True, units=2),
        Offer(("ksb-coverage",), "The tutor’s decision on K1", False, units=1),
        Offer(("ksb-coverage",), "Nothing", False),
    ]
    found = levers(moving, [Range(*[TODAY + timedelta(days=60)] * 3)], offers, TODAY, ())
    assert [(one.offer.words, one.whole_days, one.check_days) for one in found] == [
        ("Two more pieces for K11 and B6", 10, 14),
        ("The tutor’s decision on K1", 7, 7),
        ("An hour more each week", 0, 15),
    ]


def test_errors_are_measured_by_months_and_too_little_history_says_so():
    came = date(2026, 6, 1)
    late = [Replayed(3, Range(came, came - timedelta(days=off), None), came) for off in range(11)]
    none = [Replayed(6, None, came)] * 4
    three, six = measured([*late, *none])
    assert three == Measured(3, 11, 11, off=5, late=5, within=11) and three.enough
    assert six == Measured(6, 4, 0) and not six.enough


def test_a_whole_that_rests_on_something_without_a_pace_has_no_levers():
    moving = {"ksb-coverage": Moving(10**6, Pace((1, 1, 1), 56))}
    assert levers(moving, [], [Offer(("ksb-coverage",), "One more", False, units=1)], TODAY, ()) == ()


@given(st.lists(st.integers(0, 90), min_size=3), st.lists(days, min_size=1))
def test_what_waits_is_signed_as_before_and_never_in_the_past(took, since):
    found = signing_range(took, since, TODAY)
    if max(since) + timedelta(days=max(took)) < TODAY:
        assert "longer now than ever before" in found
        return
    assert TODAY <= found.earliest <= found.likely <= found.latest
    assert signing_range(took, [], TODAY) == "Nothing waits to be signed."
    assert signing_range([*took, 0, 0], since, TODAY).likely <= found.likely


def test_what_waits_longer_than_any_before_has_no_day():
    said = signing_range([2, 4, 9], [TODAY - timedelta(days=10)], TODAY)
    assert said == "Signing takes longer now than ever before, when it took at most 9 days: no day is given."
    assert signing_range([2, 4, 9], [TODAY - timedelta(days=9)], TODAY) == Range(TODAY, TODAY, TODAY)


def test_how_long_signing_takes_is_not_said_of_two_reviews():
    assert "2 of the 3 signed reviews" in signing_range([4, 9], [TODAY], TODAY)
    assert signing_range([2, 4, 9], [TODAY], TODAY) == Range(*[TODAY + timedelta(days=n) for n in (2, 4, 9)])


def taken(*took: int) -> list[StepTaken]:
    """Steps that were done today, each after so many days."""
    return [StepTaken("case-study", TODAY - timedelta(days=each), TODAY, uuid4()) for each in took]


@given(st.lists(st.integers(0, 400), min_size=10, max_size=60), st.integers(0, 500))
def test_a_step_is_done_as_others_were_and_never_yesterday(took, ago):
    [time] = step_times(taken(*took))
    assert min(took) <= time.quick <= time.middle <= time.slow <= max(took)
    assert sum(each <= time.slow for each in took) * 10 >= len(took) * 9
    found = step_range(time, TODAY - timedelta(days=ago), TODAY)
    if ago > time.slow:
        assert "longer than nine in ten" in found
    else:
        assert TODAY <= found.earliest <= found.likely <= found.latest
    begun_now = step_range(time, None, TODAY)
    assert begun_now.latest == TODAY + timedelta(days=time.slow)
    [slower] = step_times(taken(*(each + 1 for each in took)))
    assert step_range(slower, None, TODAY).likely > begun_now.likely


@given(st.lists(st.integers(0, 400), max_size=9), st.none() | days)
def test_of_fewer_than_ten_steps_nothing_is_told_but_how_many(took, since):
    times = step_times(taken(*took))
    assert times == ((StepTime("case-study", len(took), people=len(took)),) if took else ())
    said = f"Too little history: it takes 10 apprentices who have done this here, and {HAVE[len(took)]} so far."
    time = times[0] if times else None
    assert step_range(time, since, TODAY) == said
    assert step_after(time, Range(TODAY, TODAY, None)) == said


def test_the_steps_of_one_apprentice_however_many_tell_nothing():
    hers = [StepTaken("confidentiality", TODAY - timedelta(days=each), TODAY, uuid4()) for each in range(9)]
    [time] = step_times([*hers, *([hers[0]] * 20)])
    assert (time.taken, time.people, time.enough) == (29, 9, False)
    assert "it takes 10 apprentices who have done this here, and 9 have" in step_range(time, None, TODAY)


@given(ranges, ranges, st.lists(st.integers(0, 90), min_size=10))
def test_what_comes_after_all_else_is_moved_by_as_many_days_as_that_is(before, after, took):
    [time] = step_times(taken(*took))
    moved = (before.likely - after.likely).days
    then, now = step_after(time, before), step_after(time, after)
    assert (then.likely - now.likely).days == moved
    assert before.likely <= then.likely and (then.latest is None) == (before.latest is None)
    assert then.earliest <= then.likely and (then.latest is None or then.likely <= then.latest)


def test_the_three_declarations_are_one_step_and_what_is_not_kept_is_none():
    parties = ("employer", "apprentice", "provider")
    assert {step_of(f"{party}-declaration") for party in parties} == {"declaration"}
    assert step_of("case-study") == "case-study" and step_of("minimum-duration") == step_of("off-the-job") == ""


@given(st.none() | days, st.none() | days)
def test_gateway_is_what_came_first_and_nothing_where_nothing_came(declared, completed):
    found = reached_gateway(declared, completed)
    assert (found is None) == (declared is None and completed is None)
    assert all(found <= day for day in (declared, completed) if day is not None)
