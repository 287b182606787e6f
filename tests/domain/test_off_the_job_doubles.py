"""Entries beside each other: which pairs and days somebody is asked about, and which are left in peace."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.off_the_job.doubles import (
    CameBy,
    Questions,
    Standing,
    insist_asked,
    insist_long,
    insist_reason,
    pair_of,
    questions,
)
from app.domain.refusals import BadInput, WrongState

ON = date(2026, 11, 18)
TEN_HOURS = 600


def entry(
    number: int,
    minutes: int = 120,
    *,
    on: date = ON,
    activity: str = "workshop",
    duty: str | None = "D2",
    came_by: CameBy = CameBy.ALONE,
) -> Standing:
    return Standing(number, on, minutes, activity, duty, came_by)


def asked(*entries: Standing, both: set[tuple[int, int]] | None = None) -> Questions:
    return questions(entries, both or set(), {}, TEN_HOURS)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (entry(2), "The same day, the same time, 2 hours and the same activity and the same duty, D2."),
        (entry(2, activity="shadowing"), "The same day, the same time, 2 hours and the same duty, D2."),
        (entry(2, duty=None), "The same day, the same time, 2 hours and the same activity."),
        (entry(2, 90), ""),
        (entry(2, activity="shadowing", duty="D3"), ""),
        (entry(2, activity="shadowing", duty=None), ""),
        (entry(2, on=ON + timedelta(1)), ""),
    ],
)
def test_two_logged_alone_are_asked_about_with_the_same_time_and_activity_or_duty(other: Standing, why: str) -> None:
    assert [double.why for double in asked(entry(1), other).doubles] == ([why] if why else [])


@pytest.mark.parametrize("came_by", [CameBy.EVIDENCE, CameBy.SESSION, CameBy.FILE])
def test_entered_in_two_ways_one_thing_shared_is_enough(came_by: CameBy) -> None:
    logged = entry(1)
    for other in (
        entry(2, 90, duty=None, came_by=came_by),
        entry(2, 90, activity="shadowing", came_by=came_by),
        entry(2, activity="shadowing", duty="D3", came_by=came_by),
    ):
        (double,) = asked(logged, other).doubles
        assert double.why.startswith("The same day, entered in two ways, with the same ")
    assert asked(logged, entry(2, 90, activity="shadowing", duty="D3", came_by=came_by)).doubles == ()


def test_no_duty_is_not_a_duty_shared() -> None:
    one, other = entry(1, 60, duty=None), entry(2, 90, activity="x", duty=None, came_by=CameBy.EVIDENCE)
    assert asked(one, other) == Questions()


def test_what_was_said_to_be_two_times_is_not_asked_again() -> None:
    assert asked(entry(1), entry(2), both={(1, 2)}).doubles == ()
    assert [double.pair for double in asked(entry(1), entry(2), entry(3), both={(1, 2)}).doubles] == [(1, 3), (2, 3)]


@pytest.mark.parametrize(
    ("minutes", "explained", "is_asked"),
    [(600, 0, False), (601, 0, True), (700, 700, False), (701, 700, True), (500, 0, False)],
)
def test_more_than_a_plausible_day_is_asked_about_until_that_much_is_explained(
    minutes: int, explained: int, is_asked: bool
) -> None:
    found = questions([entry(1, minutes - 60), entry(2, 60, duty=None, activity="x")], set(), {ON: explained}, 600)
    assert [day.minutes for day in found.long_days] == ([minutes] if is_asked else [])


def test_days_come_newest_first() -> None:
    found = asked(entry(1, 700), entry(2, 700, on=ON + timedelta(2)), entry(3, 700, on=ON + timedelta(1)))
    assert [day.on.day for day in found.long_days] == [20, 19, 18]


def test_a_question_that_is_not_open_cannot_be_settled() -> None:
    found = asked(entry(1), entry(2))
    assert insist_asked(found, (1, 2)).pair == (1, 2)
    with pytest.raises(WrongState):
        insist_asked(found, (1, 3))
    with pytest.raises(WrongState):
        insist_long(found, ON)
    with pytest.raises(BadInput):
        pair_of(4, 4)
    assert pair_of(5, 4) == (4, 5)


@pytest.mark.parametrize("reason", ["", " \n", "x" * 2001])
def test_a_reason_has_words_and_not_too_many(reason: str) -> None:
    with pytest.raises(BadInput):
        insist_reason(reason, "Say why.")


ENTRIES = st.lists(
    st.builds(
        entry,
        st.integers(1, 40),
        st.integers(1, 1440),
        on=st.dates(ON, ON + timedelta(3)),
        activity=st.sampled_from(["workshop", "shadowing"]),
        duty=st.sampled_from([None, "D1", "D2"]),
        came_by=st.sampled_from(CameBy),
    ),
    unique_by=lambda one: one.number,
    max_size=12,
)


@given(ENTRIES, st.randoms(use_true_random=False))
def test_the_order_of_entries_changes_nothing_and_each_pair_is_asked_about_once(entries, shuffled) -> None:
    found = asked(*entries)
    again = list(entries)
    shuffled.shuffle(again)
    assert asked(*again) == found
    pairs = [double.pair for double in found.doubles]
    assert len(pairs) == len(set(pairs))
    assert all(first < second for first, second in pairs)
    assert asked(*entries, both=set(pairs)).doubles == ()


@given(ENTRIES)
def test_whatever_is_explained_is_settled(entries: list[Standing]) -> None:
    found = asked(*entries)
    explained = {day.on: day.minutes for day in found.long_days}
    assert questions(entries, set(), explained, TEN_HOURS).long_days == ()
