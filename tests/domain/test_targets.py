"""What may be done to a target, by whom, and how it stood on any day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue import Catalogue
from app.domain.apprenticeships import Named
from app.domain.people import Role
from app.domain.refusals import BadInput, Refusal, WrongState
from app.domain.targets import (
    Aim,
    Change,
    Target,
    TargetState,
    agree,
    aim_faults,
    as_it_stood,
    change,
    drop,
    in_order,
    meet,
    not_done_yet,
    open_again,
    propose,
    say_done,
    set_target,
    standing_of,
)

TODAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
PRIYA, CHLOE, MARK = Named(UUID(int=1), "Priya Nair"), Named(UUID(int=2), "Chloe Marsden"), Named(UUID(int=3), "Mark")
AIM = Aim("Send the assessment", Role.APPRENTICE, TODAY + timedelta(weeks=8), ("K11", "S4"), "D4")


def open_one(aim: Aim = AIM) -> Target:
    return set_target(1, aim, PRIYA, AT, review=4)


def test_a_target_is_set_open_and_met_at_a_later_review() -> None:
    met = meet(open_one(), "E14 was accepted.", PRIYA, AT, review=5)
    assert (met.state, met.first.review, met.last.review) == (TargetState.MET, 4, 5)
    assert met.last.reason == "E14 was accepted."


def test_what_is_proposed_is_nobodys_to_do_until_the_tutor_agrees() -> None:
    asked = propose(2, AIM, CHLOE, AT)
    assert (asked.state, asked.open_since, asked.days_overdue(AIM.due_on + timedelta(days=9))) == (
        TargetState.PROPOSED,
        None,
        0,
    )
    with pytest.raises(WrongState, match="Target 2 is only proposed so far"):
        meet(asked, "", PRIYA, AT)
    with pytest.raises(WrongState):
        say_done(asked, Role.APPRENTICE, "", CHLOE, AT)
    taken = agree(asked, PRIYA, AT)
    assert taken.state is TargetState.OPEN
    assert taken.open_since is not None
    assert taken.open_since.by == PRIYA
    assert drop(asked, "Not at this time of the year.", PRIYA, AT).state is TargetState.DROPPED


def test_whoever_it_is_for_says_done_and_the_tutor_answers() -> None:
    said = say_done(open_one(), Role.APPRENTICE, "Sent as E14.", CHLOE, AT)
    assert said.state is TargetState.OPEN
    assert said.said_done is not None
    assert said.said_done.by == CHLOE
    with pytest.raises(WrongState, match="for somebody else"):
        say_done(open_one(), Role.EMPLOYER, "", MARK, AT)
    waits = not_done_yet(said, "The plan is missing.", PRIYA, AT)
    assert waits.said_done is None
    assert say_done(waits, Role.APPRENTICE, "", CHLOE, AT).said_done is not None
    assert meet(said, "", PRIYA, AT).said_done is None
    with pytest.raises(WrongState, match="Nobody waits"):
        not_done_yet(open_one(), "Why?", PRIYA, AT)


def test_dropping_changing_and_opening_again_take_a_reason() -> None:
    for without in (
        lambda: drop(open_one(), " ", PRIYA, AT),
        lambda: change(open_one(), replace(AIM, what="Other"), "", 1, PRIYA, AT),
        lambda: open_again(meet(open_one(), "", PRIYA, AT), "", PRIYA, AT),
    ):
        with pytest.raises(BadInput) as wrong:
            without()
        assert [fault.path for fault in wrong.value.faults] == ["reason"]


def test_a_change_of_what_somebody_else_changed_meanwhile_is_told_so() -> None:
    later = change(open_one(), replace(AIM, due_on=AIM.due_on + timedelta(days=7)), "More time", 1, PRIYA, AT)
    with pytest.raises(WrongState, match="Priya Nair changed this target while you had it open"):
        change(later, replace(AIM, what="Another"), "Clearer", 1, Named(UUID(int=9), "Tomas"), AT)
    assert change(later, later.aim, "More time", 1, PRIYA, AT) is later
    assert [one.aim.due_on for one in later.changes] == [AIM.due_on, AIM.due_on + timedelta(days=7)]


def test_the_same_again_by_the_same_person_is_the_same_and_by_another_is_refused() -> None:
    met = meet(open_one(), "", PRIYA, AT)
    assert meet(met, "", PRIYA, AT) is met
    with pytest.raises(WrongState, match="Target 1 is met, so this cannot be done"):
        meet(met, "", Named(UUID(int=9), "Tomas"), AT)


def test_faults_are_named_by_their_field(catalogue: Catalogue) -> None:
    standard = catalogue.standard("ST0868", "1.0")

    def paths(aim: Aim, before: Aim | None = None) -> list[str]:
        return [fault.path for fault in aim_faults(aim, standard, TODAY, before=before)]

    assert paths(AIM) == []
    wrong = Aim(" ", Role.ASSESSOR, TODAY - timedelta(days=1), ("K99",), "D99", 0)
    assert paths(wrong) == ["what", "who", "due_on", "ksbs", "duty", "minutes"]
    overdue = replace(AIM, due_on=TODAY - timedelta(days=1))
    assert paths(replace(overdue, what="Said better"), overdue) == []
    assert paths(replace(AIM, due_on=TODAY + timedelta(days=1501))) == ["due_on"]


def test_overdue_ones_come_first_then_open_proposed_and_settled_ones() -> None:
    late = set_target(1, replace(AIM, due_on=TODAY - timedelta(days=3)), PRIYA, AT)
    later = set_target(2, replace(AIM, due_on=TODAY - timedelta(days=30)), PRIYA, AT)
    soon = set_target(3, replace(AIM, due_on=TODAY + timedelta(days=3)), PRIYA, AT)
    asked = propose(4, replace(AIM, due_on=TODAY), CHLOE, AT)
    met = meet(set_target(5, AIM, PRIYA, AT), "", PRIYA, AT + timedelta(days=1))
    dropped = drop(set_target(6, AIM, PRIYA, AT), "No.", PRIYA, AT)
    found = in_order([met, dropped, asked, soon, late, later], TODAY)
    assert [one.number for one in found] == [2, 1, 3, 4, 5, 6]
    assert [one.days_overdue(TODAY) for one in found] == [30, 3, 0, 0, 0, 0]


_PEOPLE = st.sampled_from([(PRIYA, Role.TUTOR), (CHLOE, Role.APPRENTICE), (MARK, Role.EMPLOYER)])
_DOINGS = st.sampled_from(["agree", "change", "say", "not yet", "meet", "drop", "again"])


def _do(target: Target, what: str, who: Named, role: Role, at: datetime, day: int) -> Target:
    doings = {
        "agree": lambda: agree(target, who, at),
        "change": lambda: change(target, replace(AIM, due_on=TODAY + timedelta(day)), "R", target.last.seq, who, at),
        "say": lambda: say_done(target, role, "", who, at),
        "not yet": lambda: not_done_yet(target, "R", who, at),
        "meet": lambda: meet(target, "", who, at),
        "drop": lambda: drop(target, "R", who, at),
        "again": lambda: open_again(target, "R", who, at),
    }
    return doings[what]()


@given(st.booleans(), st.lists(st.tuples(_DOINGS, _PEOPLE, st.integers(0, 40)), max_size=25))
def test_whatever_is_tried_nothing_is_lost_and_every_day_can_be_told_again(proposed: bool, tried: list) -> None:
    target = (propose if proposed else set_target)(1, AIM, CHLOE if proposed else PRIYA, AT)
    stood = {TODAY: target}
    for days, (what, (who, role), later) in enumerate(tried, start=1):
        before = target
        try:
            target = _do(target, what, who, role, AT + timedelta(days=days), later)
        except Refusal:
            target = before
        assert target.changes[: len(before.changes)] == before.changes
        assert len(target.changes) - len(before.changes) in (0, 1)
        assert [one.seq for one in target.changes] == list(range(1, len(target.changes) + 1))
        assert target.open_since is not None or target.state in (TargetState.PROPOSED, TargetState.DROPPED)
        stood[TODAY + timedelta(days=days)] = target
    for day, one in stood.items():
        assert as_it_stood([target], day) == (one,)
    assert as_it_stood([target], TODAY - timedelta(days=1)) == ()


@given(st.lists(st.sampled_from(list(Change)), max_size=8))
def test_a_state_follows_from_the_changes_alone(later: list[Change]) -> None:
    changes = [Change.SET, *later]
    leading = {Change.SAID_DONE, Change.NOT_DONE, Change.CHANGED}
    assert standing_of(changes) is standing_of([one for one in changes if one not in leading])
