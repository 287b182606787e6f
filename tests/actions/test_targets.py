"""Targets: who may do what, what is kept of it, and what history says."""

from datetime import timedelta

import pytest

from app.actions.targets import (
    agree_to_target,
    change_target,
    drop_target,
    meet_target,
    open_target_again,
    propose_target,
    say_target_done,
    set_target,
    target_not_done,
)
from app.db import history
from app.db import targets as db
from app.domain.people import Role
from app.domain.refusals import BadInput, NotFound, NotPermitted, WrongState
from app.domain.targets import Aim, TargetState
from tests.cast import TODAY

IN_EIGHT_WEEKS = TODAY + timedelta(weeks=8)
AIM = Aim("Send an assessment that shows the child’s voice", Role.APPRENTICE, IN_EIGHT_WEEKS, ("K11", "S4"), "D4")
FOR_MARK = Aim("Give Chloe a strategy discussion to sit in on", Role.EMPLOYER, IN_EIGHT_WEEKS, ("K6",))


def kept(house, cast, **more):
    with house.database.reading() as session:
        return db.targets_of(session, cast.hers, **more)


def told(house, cast):
    with house.database.reading() as session:
        return [row.action for row in history.happenings(session, cast.hers) if row.action.startswith("target_")]


def test_a_target_is_set_said_done_and_met_and_all_of_it_is_kept(house, cast):
    with house.acting(cast.priya) as acting:
        target = set_target(acting, cast.hers, AIM, review=8)
    with house.acting(cast.chloe) as acting:
        say_target_done(acting, cast.hers, 1, "It is E14.")
    with house.acting(cast.priya) as acting:
        met = meet_target(acting, cast.hers, 1, review=9)
    assert target.number == 1
    assert kept(house, cast) == (met,)
    assert [(one.change.value, one.by.name, one.review) for one in met.changes] == [
        ("set", "Priya Nair", 8),
        ("said_done", "Chloe Marsden", None),
        ("met", "Priya Nair", 9),
    ]
    assert met.aim == AIM
    assert told(house, cast) == ["target_met", "target_said_done", "target_set"]
    assert kept(house, cast, states=[TargetState.OPEN]) == ()


def test_history_holds_no_words_of_a_target(house, cast):
    with house.acting(cast.priya) as acting:
        set_target(acting, cast.hers, AIM)
        drop_target(acting, cast.hers, 1, "It was about a family that moved away.")
    with house.database.reading() as session:
        bodies = [dict(row.body) for row in history.happenings(session, cast.hers) if row.action.startswith("target_")]
    assert bodies == [
        {"number": 1, "role": "apprentice", "due_on": IN_EIGHT_WEEKS.isoformat(), "ksbs": "K11 S4"},
        {"number": 1, "role": "apprentice", "due_on": IN_EIGHT_WEEKS.isoformat(), "ksbs": "K11 S4"},
    ]


def test_apprentice_and_employer_propose_and_the_tutor_decides(house, cast):
    with house.acting(cast.mark) as acting:
        propose_target(acting, cast.hers, FOR_MARK)
    with house.acting(cast.chloe) as acting:
        propose_target(acting, cast.hers, AIM)
    with house.acting(cast.priya) as acting:
        agree_to_target(acting, cast.hers, 1)
        drop_target(acting, cast.hers, 2, "It is target 1 in other words.")
    assert [(one.number, one.state) for one in kept(house, cast)] == [(1, TargetState.OPEN), (2, TargetState.DROPPED)]
    with house.acting(cast.mark) as acting:
        assert say_target_done(acting, cast.hers, 1).said_done is not None
    with house.acting(cast.priya) as acting:
        assert target_not_done(acting, cast.hers, 1, "Chloe was on leave that day.").said_done is None


def test_nobody_else_sets_proposes_or_says(house, cast):
    with house.acting(cast.priya) as acting:
        set_target(acting, cast.hers, AIM)
    for name in ("chloe", "mark", "quentin", "adele"):
        with pytest.raises(NotPermitted), house.acting(cast.everybody[name]) as acting:
            set_target(acting, cast.hers, AIM)
        with pytest.raises(NotPermitted), house.acting(cast.everybody[name]) as acting:
            meet_target(acting, cast.hers, 1)
    for name in ("priya", "quentin", "adele"):
        with pytest.raises(NotPermitted), house.acting(cast.everybody[name]) as acting:
            propose_target(acting, cast.hers, AIM)
        with pytest.raises(NotPermitted), house.acting(cast.everybody[name]) as acting:
            say_target_done(acting, cast.hers, 1)
    with pytest.raises(NotFound), house.acting(cast.tomas) as acting:
        set_target(acting, cast.hers, AIM)
    with pytest.raises(NotFound), house.acting(cast.priya) as acting:
        meet_target(acting, cast.hers, 2)
    with pytest.raises(WrongState, match="for somebody else"), house.acting(cast.mark) as acting:
        say_target_done(acting, cast.hers, 1)


def test_what_is_done_twice_by_the_same_person_is_recorded_once(house, cast):
    with house.acting(cast.priya) as acting:
        set_target(acting, cast.hers, AIM)
    for _ in range(2):
        with house.acting(cast.priya) as acting:
            assert drop_target(acting, cast.hers, 1, "Not now.").last.seq == 2
    with house.acting(cast.priya) as acting:
        open_target_again(acting, cast.hers, 1, "The team has room for it after all.")
        later = Aim(AIM.what, AIM.who, IN_EIGHT_WEEKS + timedelta(weeks=8), AIM.ksbs, AIM.duty)
        change_target(acting, cast.hers, 1, later, "Carried to the next review.", seen=3)
    assert told(house, cast) == ["target_changed", "target_opened_again", "target_dropped", "target_set"]


def test_what_cannot_be_is_refused_and_nothing_is_kept(house, cast):
    with pytest.raises(BadInput), house.acting(cast.priya) as acting:
        set_target(acting, cast.hers, Aim("", Role.TUTOR, TODAY))
    assert kept(house, cast) == ()
