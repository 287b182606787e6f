"""Sessions: what may happen to one, what a register says, and whose word counts afterwards."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.off_the_job.entries import Counting, TimeState, confirm, log
from app.domain.refusals import BadInput, WrongState
from app.domain.sessions import (
    LONGEST_TITLE,
    Attendance,
    Mark,
    SessionPlace,
    SessionPlan,
    SessionState,
    TrainingSession,
    acknowledge,
    cancel,
    insist_open_to_more,
    logged_of,
    move,
    plan_faults,
    says_the_same,
    take_register,
    to_answer,
)

TODAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
PRIYA, CHLOE = UUID(int=2), UUID(int=1)
PLAN = SessionPlan(TODAY, 360, "workshop", "Safeguarding thresholds", "Leeds, room 4", duty="D2", ksbs=("K8",))
PLANNED = TrainingSession(UUID(int=9), PRIYA, "early-intervention-practitioner", PLAN)
HELD = replace(PLANNED, state=SessionState.HELD, ended_at=NOON)
CANCELLED = replace(PLANNED, state=SessionState.CANCELLED, reason="Snow")
HERE, AWAY = Mark(Attendance.PRESENT), Mark(Attendance.ABSENT)


def places(count=3):
    return {UUID(int=n): SessionPlace(UUID(int=n)) for n in range(1, count + 1)}


def hold(session=PLANNED, invited=None, register=None, today=TODAY):
    invited = invited if invited is not None else places()
    register = register if register is not None else dict.fromkeys(invited, HERE)
    return take_register(session, invited, register, today=today, at=NOON)


def test_a_register_holds_the_session_and_says_of_everybody_how_long_they_were_there():
    invited = places()
    one, two, three = invited
    session, marked = hold(register={one: HERE, two: AWAY, three: Mark(Attendance.PART, 90)})
    assert (session.state, session.ended_at) == (SessionState.HELD, NOON)
    assert [(place.attendance, place.minutes) for place in marked] == [
        (Attendance.PRESENT, 360),
        (Attendance.ABSENT, None),
        (Attendance.PART, 90),
    ]
    entries = [logged_of(session, place, Counting(True)) for place in marked]
    assert [entry and entry.minutes for entry in entries] == [360, None, 90]
    assert entries[0] is not None
    assert (entries[0].happened_on, entries[0].activity, entries[0].duty) == (TODAY, "workshop", "D2")
    assert (entries[0].description, entries[0].ksbs) == ("Safeguarding thresholds", ("K8",))


def test_a_register_leaves_nobody_out():
    invited = places()
    with pytest.raises(BadInput) as refused:
        hold(register={next(iter(invited)): HERE})
    assert [fault.path for fault in refused.value.faults] == [str(who) for who in list(invited)[1:]]
    assert "Say whether this apprentice was there." in refused.value.sentence


@pytest.mark.parametrize("minutes", [None, 0, -5, 360, 400])
def test_a_part_is_less_than_the_whole_and_more_than_nothing(minutes):
    with pytest.raises(BadInput, match="less than the whole 6 hours"):
        hold(invited=places(1), register={UUID(int=1): Mark(Attendance.PART, minutes)})


def test_nobody_is_registered_who_was_not_invited():
    with pytest.raises(BadInput, match="was not invited"):
        hold(register=dict.fromkeys((*places(), UUID(int=77)), HERE))
    with pytest.raises(BadInput, match="Nobody is on this register"):
        hold(invited={}, register={})


def test_a_session_is_not_held_before_its_day():
    with pytest.raises(WrongState, match=r"on 20 November 2026\. Take the register on the day or later"):
        hold(today=TODAY - timedelta(days=1))
    assert hold(today=TODAY + timedelta(days=5))[0].state is SessionState.HELD


def test_whoever_came_after_all_is_added_and_whoever_was_there_stays_there():
    absent = SessionPlace(UUID(int=1), Attendance.ABSENT)
    session, marked = hold(HELD, {absent.apprenticeship: absent})
    assert session is HELD
    assert marked[0].minutes == 360
    there = replace(absent, attendance=Attendance.PRESENT, minutes=360)
    with pytest.raises(WrongState, match="Correct the hours instead"):
        hold(HELD, {absent.apprenticeship: there}, {absent.apprenticeship: AWAY})


def test_what_was_said_is_known_again():
    there, part = SessionPlace(CHLOE, Attendance.PRESENT, 360), SessionPlace(CHLOE, Attendance.PART, 90)
    assert says_the_same(HELD, there, HERE)
    assert says_the_same(HELD, part, Mark(Attendance.PART, 90))
    assert not says_the_same(HELD, part, Mark(Attendance.PART, 80))
    assert not says_the_same(HELD, there, AWAY)
    assert says_the_same(HELD, SessionPlace(CHLOE, Attendance.ABSENT), AWAY)


@pytest.mark.parametrize("ended", [HELD, CANCELLED])
def test_what_is_over_is_neither_moved_nor_cancelled_nor_joined(ended):
    word = "held" if ended is HELD else "cancelled"
    for do in (
        lambda: cancel(ended, "Snow", NOON),
        lambda: move(ended, TODAY + timedelta(days=7), "Snow", TODAY),
        lambda: insist_open_to_more(ended),
    ):
        with pytest.raises(WrongState, match=f"has been {word}"):
            do()
    with pytest.raises(WrongState, match="has been cancelled, so no register"):
        hold(CANCELLED)


def test_moving_and_cancelling_ask_for_a_reason():
    later = TODAY + timedelta(days=7)
    moved = move(PLANNED, later, "The room is flooded", TODAY)
    assert (moved.plan.on, moved.state) == (later, SessionState.PLANNED)
    assert cancel(PLANNED, "The tutor is ill", NOON).reason == "The tutor is ill"
    for do in (lambda: move(PLANNED, later, " ", TODAY), lambda: cancel(PLANNED, "", NOON)):
        with pytest.raises(BadInput, match="Say why"):
            do()
    with pytest.raises(BadInput, match="on that day already"):
        move(PLANNED, TODAY, "No reason", TODAY)
    with pytest.raises(BadInput, match="too far ahead"):
        move(PLANNED, TODAY + timedelta(days=5_000), "Later", TODAY)


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * (LONGEST_TITLE + 1)}, "title"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 1441}, "minutes"),
        ({"place": "x" * 500}, "place"),
        ({"on": TODAY + timedelta(days=9_999)}, "on"),
    ],
)
def test_what_cannot_be_planned(changed, path):
    assert plan_faults(PLAN, TODAY) == ()
    assert [fault.path for fault in plan_faults(replace(PLAN, **changed), TODAY)] == [path]


def an_entry(minutes=360):
    logged = logged_of(HELD, SessionPlace(CHLOE, Attendance.PRESENT, minutes), Counting(True))
    assert logged is not None
    return log(logged, number=4, entry_id=UUID(int=40), by=PRIYA, at=NOON, session=HELD.id)


def test_her_word_is_asked_once_and_again_after_a_correction():
    entry, place = an_entry(), SessionPlace(CHLOE, Attendance.PRESENT, 360)
    assert to_answer(place, entry)
    said = acknowledge(place, entry)
    assert said.acknowledged == 4
    assert not to_answer(said, entry)
    assert to_answer(said, replace(entry, number=5))


@pytest.mark.parametrize(
    ("place", "state", "why"),
    [
        (SessionPlace(CHLOE), None, "has not been taken yet"),
        (SessionPlace(CHLOE, Attendance.ABSENT), None, "says that you were not there"),
        (SessionPlace(CHLOE, Attendance.PRESENT, 360), TimeState.QUERIED, "once the query is answered"),
        (SessionPlace(CHLOE, Attendance.PRESENT, 360), TimeState.WITHDRAWN, "have been withdrawn"),
    ],
)
def test_there_has_to_be_time_to_acknowledge(place, state, why):
    entry = replace(an_entry(), state=state) if state else None
    with pytest.raises(WrongState, match=why):
        acknowledge(place, entry)
    assert not to_answer(place, entry)


def test_a_tutor_never_confirms_the_time_that_their_own_register_gave():
    with pytest.raises(WrongState, match="You logged these hours yourself"):
        confirm(an_entry(), PRIYA)
    assert confirm(an_entry(), CHLOE).state is TimeState.CONFIRMED


marks = st.one_of(
    st.just(HERE), st.just(AWAY), st.builds(Mark, st.just(Attendance.PART), st.integers(min_value=1, max_value=359))
)


@given(st.lists(marks, min_size=1, max_size=30))
def test_however_many_there_are_each_present_gets_hours_and_no_absentee_does(given_marks):
    invited = places(len(given_marks))
    register = dict(zip(invited, given_marks, strict=True))
    session, marked = hold(invited=invited, register=register)
    logged = {place.apprenticeship: logged_of(session, place, Counting(True)) for place in marked}
    assert set(logged) == set(invited)
    for who, entry in logged.items():
        assert (entry is None) == (register[who] == AWAY)
        assert entry is None or 1 <= entry.minutes <= PLAN.minutes
        assert says_the_same(session, marked[list(invited).index(who)], register[who])
