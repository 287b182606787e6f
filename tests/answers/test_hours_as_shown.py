"""What was shown at the end of a day is worked out again on any later day, to the minute, whatever happened since."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from app.actions import off_the_job, sessions
from app.actions.acting import Acting, Installation
from app.actions.apprenticeships import Newcomer
from app.actions.breaks import drop_break, return_from_break
from app.actions.employer import change_employer, end_employment
from app.actions.evidence import TimeSpent, add_evidence, submit_evidence
from app.actions.provider_settings import set_provider_settings
from app.actions.status import change_status
from app.actions.terms import change_terms
from app.answers.hours import hours_of, hours_on
from app.db import apprenticeships
from app.domain.london import LONDON
from app.domain.off_the_job.summary import HoursSummary
from app.domain.people import ApprenticeshipStatus, Person
from app.domain.refusals import Refusal
from app.domain.sessions import Attendance, Mark, SessionPlan
from tests.actions.test_evidence import words
from tests.cast import NOW, TODAY, Cast
from tests.conftest import Clock

DAYS = 30
ACTIVITIES = ("workshop", "shadowing", "review")


class Life:
    """One record to which something or other happens every day, by the actions that people use."""

    def __init__(self, house: Installation, cast: Cast, clock: Clock, seed: int) -> None:
        self.house, self.cast, self.clock = house, cast, clock
        self.chance = random.Random(seed)
        self.entries, self.drafts = 0, [0]
        self.sessions = [uuid4()]

    def do(self, who: Person, act: Callable[[Acting], Any]) -> Any:
        """Do it, unless it may not be done as things stand, which is no concern of this test."""
        with suppress(Refusal), self.house.acting(who) as acting:
            return act(acting)

    def day_near(self, today: date, back: int = 60, ahead: int = 0) -> date:
        return today + timedelta(days=self.chance.randint(-back, ahead))

    def something(self, today: date) -> None:
        """One thing that somebody does at some moment of the day."""
        hour = time(self.chance.randint(0, 23), self.chance.randint(0, 59))
        self.clock.now = max(self.clock.now, datetime.combine(today, hour, LONDON))
        self.chance.choice(self.acts())(today)

    def acts(self) -> list[Callable[[date], None]]:
        """What may be done, the commonest three times."""
        rest = [self.query, self.answer, self.correct, self.withdraw, self.draft, self.send]
        office = [self.agree, self.pause, self.set_status, self.employ, self.set_up, self.leave, self.come_back]
        room = [self.plan, self.plan, self.move, self.hold, self.acknowledge]
        return [*[self.log] * 3, *[self.confirm] * 3, *rest, *office, *room]

    def log(self, today: date) -> None:
        given = {"on": self.day_near(today), "minutes": self.chance.randint(1, 400), "duty": "D1"}
        activity = self.chance.choice(ACTIVITIES)
        if self.do(self.cast.chloe, lambda a: off_the_job.log_time(a, self.cast.hers, activity=activity, **given)):
            self.entries += 1

    def _entry(self) -> int:
        return self.chance.randint(1, max(self.entries, 1))

    def confirm(self, _: date) -> None:
        self.do(self.cast.mark, lambda a: off_the_job.confirm(a, self.cast.hers, self._entry()))

    def query(self, _: date) -> None:
        self.do(self.cast.priya, lambda a: off_the_job.query(a, self.cast.hers, self._entry(), "Which day was it?"))

    def answer(self, _: date) -> None:
        self.do(self.cast.chloe, lambda a: off_the_job.answer(a, self.cast.hers, self._entry(), "The Monday."))

    def withdraw(self, _: date) -> None:
        self.do(self.cast.chloe, lambda a: off_the_job.withdraw(a, self.cast.hers, self._entry(), "Logged twice."))

    def correct(self, today: date) -> None:
        given = {"on": self.day_near(today), "minutes": self.chance.randint(1, 400), "activity": "workshop"}
        number, why = self._entry(), "It was shorter."
        if self.do(self.cast.chloe, lambda a: off_the_job.correct(a, self.cast.hers, number, reason=why, **given)):
            self.entries += 1

    def draft(self, _: date) -> None:
        written = words("K8", time=TimeSpent(self.chance.randint(1, 300), "workshop"))
        if number := self.do(self.cast.chloe, lambda a: add_evidence(a, self.cast.hers, written, send=False)):
            self.drafts.append(number)
            self.entries += 1

    def send(self, _: date) -> None:
        number = self.chance.choice(self.drafts)
        self.do(self.cast.chloe, lambda a: submit_evidence(a, self.cast.hers, number))

    def agree(self, today: date) -> None:
        changes = self.chance.choice(
            (
                {"weekly_minutes": self.chance.randint(600, 2400)},
                {"weeks_a_year": self.chance.randint(30, 52)},
                {"planned_minutes": self.chance.randint(10_000, 40_000)},
                {"planned_end": date(2027, 1, 7) + timedelta(days=self.chance.randint(1, 200))},
            )
        )
        since = self.day_near(today, 90, 30)
        self.do(self.cast.adele, lambda a: change_terms(a, self.cast.hers, since, changes, "Agreed anew"))

    def pause(self, today: date) -> None:
        since, back = self.day_near(today), self.day_near(today, 20, 20)
        status = ApprenticeshipStatus.ON_A_BREAK
        known = back if self.chance.random() < 0.6 else None
        self.do(self.cast.adele, lambda a: change_status(a, self.cast.hers, status, since, back_on=known))

    def set_status(self, today: date) -> None:
        status = self.chance.choice((ApprenticeshipStatus.ACTIVE, ApprenticeshipStatus.WITHDRAWN))
        self.do(self.cast.adele, lambda a: change_status(a, self.cast.hers, status, self.day_near(today, 10)))

    def employ(self, today: date) -> None:
        since, contact = self.day_near(today, 40, 10), Newcomer("Mark Ellis", "mark.ellis@example.org")
        name = self.chance.choice(("Harbour Family Hub", "Calder Vale Council"))
        ended = since - timedelta(days=self.chance.randint(1, 40)) if self.chance.random() < 0.5 else None
        self.do(self.cast.adele, lambda a: change_employer(a, self.cast.hers, name, contact, since, ended_on=ended))

    def leave(self, today: date) -> None:
        on = self.day_near(today, 20, 5)
        self.do(self.cast.adele, lambda a: end_employment(a, self.cast.hers, on, "The team closed"))

    def come_back(self, today: date) -> None:
        with self.house.database.reading() as session:
            known = apprenticeships.load(session, self.cast.hers, today).breaks
        if not known:
            return
        since, back = self.chance.choice(known).since, self.day_near(today, 20, 20)
        if self.chance.random() < 0.3:
            self.do(self.cast.adele, lambda a: drop_break(a, self.cast.hers, since, "It was leave"))
        else:
            self.do(self.cast.adele, lambda a: return_from_break(a, self.cast.hers, since, back))

    def plan(self, today: date) -> None:
        on, minutes = self.day_near(today, 5, 30), self.chance.randint(30, 400)
        plan = SessionPlan(on, minutes, self.chance.choice(ACTIVITIES), "Thresholds")
        if planned := self.do(self.cast.priya, lambda a: sessions.plan_session(a, plan, [self.cast.hers])):
            self.sessions.append(planned)

    def move(self, today: date) -> None:
        one, to = self.chance.choice(self.sessions), self.day_near(today, 0, 30)
        if self.chance.random() < 0.3:
            self.do(self.cast.priya, lambda a: sessions.cancel_session(a, one, "The room is flooded"))
        else:
            self.do(self.cast.priya, lambda a: sessions.move_session(a, one, to, "The room is flooded"))

    def hold(self, _: date) -> None:
        one, mark = self.chance.choice(self.sessions), Mark(self.chance.choice((Attendance.PRESENT, Attendance.ABSENT)))
        if self.do(self.cast.priya, lambda a: sessions.hold_session(a, one, {self.cast.hers: mark})):
            self.entries += 1

    def acknowledge(self, _: date) -> None:
        one = self.chance.choice(self.sessions)
        self.do(self.cast.chloe, lambda a: sessions.acknowledge(a, self.cast.hers, one))

    def set_up(self, _: date) -> None:
        rounding = self.chance.choice(("exact", "govuk_2024"))
        self.do(self.cast.adele, lambda a: set_provider_settings(a, {"rounding": rounding}))


def shown(house: Installation, cast: Cast, today: date) -> HoursSummary:
    with house.database.reading() as session:
        return hours_of(session, house.catalogue, apprenticeships.load(session, cast.hers, today), today)


@pytest.mark.parametrize("seed", range(8))
def test_every_figure_of_every_day_is_as_it_was_shown(house: Installation, cast: Cast, clock: Clock, seed: int) -> None:
    life = Life(house, cast, clock, seed)
    by_day = {}
    for number in range(DAYS):
        today = TODAY + timedelta(days=number)
        for _ in range(life.chance.randint(0, 8)):
            life.something(today)
        by_day[today] = shown(house, cast, today)
    last = TODAY + timedelta(days=DAYS + 300)
    with house.database.reading() as session:
        for day, then in by_day.items():
            assert hours_on(session, house.catalogue, cast.hers, day, last).summary == then, day
    assert len({(one.confirmed_minutes, one.waiting_minutes, one.working_minutes) for one in by_day.values()}) > 5


def test_a_day_before_the_record_was_begun_shows_what_was_agreed_first_and_no_hours(
    house: Installation, cast: Cast
) -> None:
    long_before = date(2026, 3, 31)
    with house.acting(cast.chloe) as acting:
        off_the_job.log_time(acting, cast.hers, on=long_before, minutes=90, activity="workshop", duty="D1")
    with house.acting(cast.adele) as acting:
        change_terms(acting, cast.hers, date(2026, 1, 5), {"planned_minutes": 30_000}, "A longer plan")
    with house.database.reading() as session:
        then = hours_on(session, house.catalogue, cast.hers, long_before, TODAY).summary
    assert (then.waiting_minutes, then.planned_minutes) == (0, 469 * 60)


def test_the_last_minute_of_the_day_in_london_belongs_to_it(house: Installation, cast: Cast, clock: Clock) -> None:
    """20 November ends at midnight, which is UTC's too; 30 June ends at 11 in the evening by UTC."""
    clock.now = datetime(2027, 6, 30, 22, 59, 59, tzinfo=NOW.tzinfo)
    with house.acting(cast.chloe) as acting:
        off_the_job.log_time(acting, cast.hers, on=date(2027, 6, 1), minutes=60, activity="workshop")
    clock.now = datetime(2027, 6, 30, 23, 0, tzinfo=NOW.tzinfo)
    with house.acting(cast.chloe) as acting:
        off_the_job.log_time(acting, cast.hers, on=date(2027, 6, 1), minutes=30, activity="workshop")
    with house.database.reading() as session:
        found = [
            hours_on(session, house.catalogue, cast.hers, date(2027, 6, day), date(2027, 7, 9)).summary.waiting_minutes
            for day in (29, 30)
        ]
        after = hours_on(session, house.catalogue, cast.hers, date(2027, 7, 1), date(2027, 7, 9)).summary
    assert (found, after.waiting_minutes) == ([0, 60], 90)


def test_a_past_day_takes_no_more_statements_however_much_happened(
    house: Installation, cast: Cast, clock: Clock, statements: Callable[[], Any]
) -> None:
    life = Life(house, cast, clock, 3)
    for number in range(DAYS):
        for _ in range(5):
            life.something(TODAY + timedelta(days=number))
    with house.database.reading() as session, statements() as ran:
        hours_on(session, house.catalogue, cast.hers, TODAY + timedelta(days=15), TODAY + timedelta(days=99))
    assert len(ran) <= 6
