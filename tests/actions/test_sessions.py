"""Sessions held for many: who may plan and hold one, what a register does to each record, and the apprentice's word."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.actions import off_the_job as time
from app.actions import sessions
from app.actions.apprenticeships import add_apprenticeship, add_cover
from app.actions.provider_settings import set_provider_settings
from app.db import apprenticeships, history
from app.db import off_the_job as hours
from app.db import sessions as db
from app.domain.off_the_job.entries import TimeState
from app.domain.people import Role
from app.domain.refusals import BadInput, NotFound, NotPermitted, WrongState
from app.domain.sessions import Attendance, Mark, SessionPlan, SessionState
from tests.cast import START, TODAY, Newcomer, hers_as_entered, newcomer

PLAN = SessionPlan(TODAY, 360, "workshop", "Safeguarding thresholds", "Leeds, room 4", duty="D2", ksbs=("K8",))
NEXT_WEEK = TODAY + timedelta(days=7)
HERE, AWAY = Mark(Attendance.PRESENT), Mark(Attendance.ABSENT)


class Room:
    """Shorthand for doing things with sessions, each in a transaction of its own."""

    def __init__(self, house, cast):
        self.house = house
        self.cast = cast

    def do(self, who, action, *given):
        with self.house.acting(who) as acting:
            return action(acting, *given)

    def plan(self, plan=PLAN, who=None, invited=None):
        who = who or self.cast.priya
        return self.do(who, sessions.plan_session, plan, invited or [self.cast.hers])

    def hold(self, session, register=None, who=None):
        register = register or {self.cast.hers: HERE}
        return self.do(who or self.cast.priya, sessions.hold_session, session, register)

    def find(self, session):
        with self.house.database.reading() as reading:
            return db.find(reading, session)

    def entry(self, session, whose=None):
        with self.house.database.reading() as reading:
            return db.entry_of(reading, whose or self.cast.hers, session)

    def place(self, session, whose=None):
        with self.house.database.reading() as reading:
            return db.place_of(reading, whose or self.cast.hers, session)

    def told(self, whose=None):
        """What the chain tells of sessions and time, oldest first; it must hold."""
        chain = whose or self.cast.hers
        with self.house.database.reading() as reading:
            assert not list(history.broken_links(reading, str(chain)))
            rows = history.happenings(reading, chain, limit=500)
        return [row.action for row in reversed(rows) if row.action.startswith(("time_", "session_"))]

    def cohort(self, count):
        """So many apprentices of Priya's besides Chloe."""
        found = []
        for number in range(count):
            who = Newcomer(f"Apprentice {number}", f"apprentice.{number}@example.org", date(2004, 5, 1))
            found.append(self.do(self.cast.adele, add_apprenticeship, replace(hers_as_entered(), apprentice=who)))
        return found


@pytest.fixture
def room(house, cast):
    return Room(house, cast)


def test_a_register_gives_everybody_who_was_there_an_entry_and_an_absentee_none(room, cast):
    one, two = room.cohort(2)
    session = room.plan(invited=[cast.hers, one, two])
    assert room.hold(session, {cast.hers: HERE, one: AWAY, two: Mark(Attendance.PART, 90)}) == 2
    assert room.find(session).state is SessionState.HELD
    hers = room.entry(session)
    assert (hers.state, hers.logged.minutes, hers.logged.activity, hers.logged.duty) == (
        TimeState.WAITING, 360, "workshop", "D2",
    )  # fmt: skip
    assert (hers.logged_by, hers.session, hers.logged.ksbs) == (cast.priya.id, session, ("K8",))
    assert room.entry(session, one) is None
    assert room.entry(session, two).logged.minutes == 90
    assert room.told() == ["session_planned", "session_held", "time_logged"]
    assert room.told(one) == ["session_planned", "session_held"]


def test_a_register_of_twenty_is_taken_in_one_go_and_pressed_twice_it_is_taken_once(room, cast):
    everybody = [cast.hers, *room.cohort(19)]
    session = room.plan(invited=everybody)
    register = dict.fromkeys(everybody, HERE)
    assert [room.hold(session, register), room.hold(session, register)] == [20, 20]
    assert all(room.told(who) == ["session_planned", "session_held", "time_logged"] for who in everybody)


def test_a_register_is_taken_whole_or_not_at_all(room, cast):
    (one,) = room.cohort(1)
    session = room.plan(invited=[cast.hers, one])
    with pytest.raises(BadInput, match="Say for how long"):
        room.hold(session, {cast.hers: HERE, one: Mark(Attendance.PART, 500)})
    assert room.entry(session) is None
    assert room.told() == ["session_planned"]


def test_whoever_came_after_all_is_added_later(room, cast):
    (one,) = room.cohort(1)
    session = room.plan(invited=[cast.hers, one])
    room.hold(session, {cast.hers: HERE, one: AWAY})
    room.hold(session, {cast.hers: HERE, one: HERE})
    assert room.entry(session, one).logged.minutes == 360
    with pytest.raises(WrongState, match="Correct the hours instead"):
        room.hold(session, {cast.hers: AWAY, one: HERE})


@pytest.mark.parametrize(("name", "refused"), [("chloe", NotPermitted), ("mark", NotPermitted), ("tomas", NotFound)])
def test_only_her_tutor_plans_for_her(room, cast, name, refused):
    with pytest.raises(refused):
        room.plan(who=cast.everybody[name])


@pytest.mark.parametrize("name", ["chloe", "mark", "adele", "tomas"])
def test_whoever_tutors_nobody_on_it_does_not_find_it(room, cast, name):
    session = room.plan()
    who = cast.everybody[name]
    for do in (
        lambda: room.hold(session, who=who),
        lambda: room.do(who, sessions.cancel_session, session, "Snow"),
        lambda: room.do(who, sessions.move_session, session, NEXT_WEEK, "Snow"),
        lambda: room.do(who, sessions.invite_to_session, session, [cast.his]),
    ):
        with pytest.raises(NotFound):
            do()


def test_a_tutor_invites_nobody_else_s_apprentice(room, cast):
    with pytest.raises(NotFound):
        room.plan(invited=[cast.hers, cast.his])
    session = room.plan()
    with pytest.raises(NotFound):
        room.do(cast.priya, sessions.invite_to_session, session, [cast.his])


def test_whoever_covers_takes_the_register_of_those_they_cover(room, cast):
    (one,) = room.cohort(1)
    session = room.plan(invited=[cast.hers, one])
    room.do(cast.adele, add_cover, cast.hers, Role.TUTOR, newcomer("tomas"), TODAY, NEXT_WEEK)
    assert room.hold(session, who=cast.tomas) == 1
    assert room.entry(session).logged_by == cast.tomas.id
    assert room.place(session, one).attendance is Attendance.INVITED
    with pytest.raises(BadInput, match="was not invited"):
        room.hold(session, {one: HERE}, who=cast.tomas)
    assert room.hold(session, {one: HERE}) == 1


def test_more_are_invited_until_the_register_is_taken(room, cast):
    one, two = room.cohort(2)
    session = room.plan()
    assert room.do(cast.priya, sessions.invite_to_session, session, [cast.hers, one]) == 1
    assert room.told(one) == ["session_planned"]
    room.hold(session, {cast.hers: HERE, one: HERE})
    with pytest.raises(WrongState, match="has been held"):
        room.do(cast.priya, sessions.invite_to_session, session, [two])


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"activity": "juggling"}, "activity"),
        ({"duty": "D99"}, "duty"),
        ({"ksbs": ("K99",)}, "ksbs"),
        ({"on": START - timedelta(days=1)}, "on"),
        ({"title": ""}, "title"),
    ],
)
def test_what_does_not_fit_the_programme_or_the_apprentice_is_not_planned(room, changed, path):
    with pytest.raises(BadInput) as refused:
        room.plan(replace(PLAN, **changed))
    assert [fault.path for fault in refused.value.faults] == [path]


def test_somebody_has_to_be_invited(room, cast):
    with pytest.raises(BadInput, match="at least one apprentice"):
        room.do(cast.priya, sessions.plan_session, PLAN, [])


def test_a_session_is_moved_with_its_old_day_kept_and_cancelled_with_a_reason(room, cast):
    session = room.plan()
    for _ in range(2):
        room.do(cast.priya, sessions.move_session, session, NEXT_WEEK, "The room is flooded")
    with room.house.database.reading() as reading:
        (moved,) = db.moves_of(reading, session)
    assert (moved.from_on, moved.to_on, moved.reason, moved.by_name) == (
        TODAY, NEXT_WEEK, "The room is flooded", "Priya Nair",
    )  # fmt: skip
    for _ in range(2):
        room.do(cast.priya, sessions.cancel_session, session, "The tutor is ill")
    assert (room.find(session).state, room.find(session).reason) == (SessionState.CANCELLED, "The tutor is ill")
    assert room.told() == ["session_planned", "session_moved", "session_cancelled"]
    with pytest.raises(WrongState, match="has been cancelled"):
        room.hold(session)


def test_what_does_not_count_is_a_record_only(room, cast):
    session = room.plan(replace(PLAN, activity="review"))
    room.hold(session)
    assert not room.entry(session).logged.counting.counts


def test_her_word_is_kept_and_the_employer_s_still_confirms(room, cast):
    session = room.plan()
    room.hold(session)
    for _ in range(2):
        assert room.do(cast.chloe, sessions.acknowledge, cast.hers, session).state is TimeState.WAITING
    assert room.place(session).acknowledged == 1
    assert room.told()[-1:] == ["session_acknowledged"]
    assert room.told().count("session_acknowledged") == 1
    room.do(cast.mark, time.confirm, cast.hers, 1)
    assert room.entry(session).state is TimeState.CONFIRMED


def test_her_word_alone_confirms_where_the_provider_asks_no_employer_about_sessions(room, cast):
    room.do(cast.adele, set_provider_settings, {"employer_confirms": "evidence log"})
    session = room.plan()
    room.hold(session)
    assert room.do(cast.chloe, sessions.acknowledge, cast.hers, session).state is TimeState.CONFIRMED
    assert room.told()[-2:] == ["session_acknowledged", "time_confirmed"]
    with room.house.database.reading() as reading:
        (said,) = hours.decisions(reading, cast.hers, [1])
    assert (said.verdict, said.by_name) == ("confirmed", "Chloe Marsden")
    with pytest.raises(WrongState, match="have been confirmed"):
        room.do(cast.chloe, sessions.dispute, cast.hers, session, "I left at noon.")


def test_her_word_confirms_nothing_that_does_not_count(room, cast):
    room.do(cast.adele, set_provider_settings, {"employer_confirms": "evidence log"})
    session = room.plan(replace(PLAN, activity="review"))
    room.hold(session)
    assert room.do(cast.chloe, sessions.acknowledge, cast.hers, session).state is TimeState.WAITING


def test_where_the_provider_asks_the_employer_about_a_source_no_tutor_confirms_it(room, cast):
    """Until the provider says so, either does."""
    with room.house.acting(cast.chloe) as acting:
        for _ in range(3):
            time.log_time(acting, cast.hers, on=TODAY, minutes=30, activity="workshop")
    room.do(cast.priya, time.confirm, cast.hers, 1)
    room.do(cast.adele, set_provider_settings, {"employer_confirms": "log session"})
    with pytest.raises(WrongState, match="asks for the employer’s word on hours logged alone"):
        room.do(cast.priya, time.confirm, cast.hers, 2)
    room.do(cast.priya, time.query, cast.hers, 2, "Which one?")
    room.do(cast.mark, time.confirm, cast.hers, 2)
    room.do(cast.adele, set_provider_settings, {"employer_confirms": "session"})
    room.do(cast.priya, time.confirm, cast.hers, 3)


def test_what_waits_for_the_employer_alone_is_not_among_what_waits_for_the_tutor(room, cast, statements):
    with room.house.acting(cast.chloe) as acting:
        time.log_time(acting, cast.hers, on=TODAY, minutes=30, activity="workshop")

    def waiting(who, *as_tutor):
        with room.house.database.reading() as reading, statements() as ran:
            found = hours.waiting_for(reading, [cast.hers], who, as_tutor=as_tutor)
        assert len(ran) == 1
        return len(found)

    assert (waiting(cast.priya, cast.hers), waiting(cast.mark)) == (1, 1)
    room.do(cast.adele, set_provider_settings, {"employer_confirms": "log"})
    assert (waiting(cast.priya, cast.hers), waiting(cast.mark)) == (0, 1)
    room.do(cast.adele, set_provider_settings, {"employer_confirms": "evidence session"})
    assert waiting(cast.priya, cast.hers) == 1


def test_the_tutor_who_took_the_register_never_confirms_it(room, cast):
    room.hold(room.plan())
    with pytest.raises(WrongState, match="You logged these hours yourself"):
        room.do(cast.priya, time.confirm, cast.hers, 1)


@pytest.mark.parametrize(("name", "refused"), [("priya", NotPermitted), ("mark", NotPermitted), ("ben", NotFound)])
def test_only_she_says_that_she_was_there(room, cast, name, refused):
    session = room.plan()
    room.hold(session)
    for action in (sessions.acknowledge, sessions.dispute):
        with pytest.raises(refused):
            room.do(cast.everybody[name], action, cast.hers, session, *(["No"] if action is sessions.dispute else []))


def test_there_is_nothing_to_acknowledge_before_the_register_or_for_an_absentee(room, cast):
    session = room.plan()
    with pytest.raises(WrongState, match="not been taken yet"):
        room.do(cast.chloe, sessions.acknowledge, cast.hers, session)
    room.hold(session, {cast.hers: AWAY})
    with pytest.raises(WrongState, match="says that you were not there"):
        room.do(cast.chloe, sessions.acknowledge, cast.hers, session)


def test_what_she_disputes_is_queried_until_the_tutor_puts_it_right_and_she_is_asked_again(room, cast):
    session = room.plan()
    room.hold(session)
    room.do(cast.chloe, sessions.acknowledge, cast.hers, session)
    for _ in range(2):
        room.do(cast.chloe, sessions.dispute, cast.hers, session, "I left at noon.")
    assert room.entry(session).state is TimeState.QUERIED
    assert room.place(session).acknowledged is None
    with pytest.raises(WrongState, match="once the query is answered"):
        room.do(cast.chloe, sessions.acknowledge, cast.hers, session)
    given = {"on": TODAY, "minutes": 180, "activity": "workshop", "duty": "D2", "ksbs": ["K8"]}
    with room.house.acting(cast.priya) as acting:
        time.correct(acting, cast.hers, 1, reason="She left at noon.", **given)
    entry = room.entry(session)
    assert (entry.number, entry.session, entry.logged.minutes, entry.state) == (2, session, 180, TimeState.WAITING)
    room.do(cast.chloe, sessions.acknowledge, cast.hers, session)
    assert room.place(session).acknowledged == 2


def test_what_is_to_come_and_what_waits_for_her_word_is_one_statement(room, cast, statements):
    planned, held = room.plan(replace(PLAN, on=NEXT_WEEK)), room.plan()
    room.plan(replace(PLAN, on=TODAY - timedelta(days=3)))
    room.hold(held)
    with room.house.database.reading() as reading, statements() as ran:
        found = db.of_record(reading, cast.hers, TODAY)
    assert len(ran) == 1
    assert [(one.id, one.entry, one.minutes, one.tutor_name) for one in found] == [
        (held, 1, 360, "Priya Nair"),
        (planned, None, 360, "Priya Nair"),
    ]
    room.do(cast.chloe, sessions.acknowledge, cast.hers, held)
    with room.house.database.reading() as reading:
        assert [one.id for one in db.of_record(reading, cast.hers, TODAY)] == [planned]


def test_what_was_planned_on_a_day_gone_by_stands_as_it_stood_then(room, cast, clock):
    session = room.plan(replace(PLAN, on=NEXT_WEEK))
    clock.now += timedelta(days=2)
    room.do(cast.priya, sessions.move_session, session, NEXT_WEEK + timedelta(days=7), "The room is flooded")
    clock.now += timedelta(days=2)
    room.do(cast.priya, sessions.cancel_session, session, "The tutor is ill")

    def stood(day):
        with room.house.database.reading() as reading:
            return [on for on, _, _ in db.planned_as_it_stood(reading, cast.hers, TODAY + timedelta(days=day))]

    assert [stood(day) for day in (-1, 0, 1, 2, 3, 4, 5)] == [
        [], [NEXT_WEEK], [NEXT_WEEK], [NEXT_WEEK + timedelta(days=7)], [NEXT_WEEK + timedelta(days=7)], [], [],
    ]  # fmt: skip


def test_time_of_a_session_carries_it_in_every_list(room, cast):
    session = room.plan()
    room.hold(session)
    with room.house.database.reading() as reading:
        (entry,) = hours.page_of_entries(reading, cast.hers, cast.chloe)
        assert apprenticeships.load(reading, cast.hers, TODAY).id == cast.hers
    assert (entry.number, entry.description, entry.logged_by_name) == (1, "Safeguarding thresholds", "Priya Nair")
