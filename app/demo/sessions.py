"""What Chloe's tutor held for her cohort of late, and what she plans: two registers taken, two sessions to come."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.actions import sessions
from app.actions.acting import Installation
from app.db import apprenticeships, people
from app.db import sessions as db
from app.demo.cast import STANDARD, TUTOR, Life, address
from app.domain.people import ApprenticeshipStatus, Person
from app.domain.sessions import Attendance, Mark, SessionPlan

MOST = 8
HERE, AWAY, LEFT = Mark(Attendance.PRESENT), Mark(Attendance.ABSENT), Mark(Attendance.PART, 120)


def add_sessions(house: Installation, cast: Iterable[Life]) -> None:
    """Registers and plans for Chloe and some who learn with her. She answered for the first, not yet for the second."""
    with house.database.reading() as session:
        priya = people.find_by_email(session, address(TUTOR), house.today())
        cohort = [one for life in cast if life.tutor == TUTOR for one in _learning(house, session, life)][:MOST]
        there = db.lines_of(session, [one for _, one in cohort], limit=1)
    if priya is None or not cohort or there:
        return
    chloe, hers = cohort[0]
    invited = [one for _, one in cohort]
    with house.acting(priya) as acting:
        workshop = sessions.plan_session(acting, _workshop(workday(house.today(), -9)), invited)
        others = [AWAY if place == 1 else LEFT if place == 2 else HERE for place, _ in enumerate(invited[1:], 1)]
        sessions.hold_session(acting, workshop, dict(zip(invited, [HERE, *others], strict=True)))
        tutorial = sessions.plan_session(acting, _tutorial(workday(house.today(), -2)), [hers])
        sessions.hold_session(acting, tutorial, {hers: HERE})
        sessions.plan_session(acting, _next_module(workday(house.today(), 8)), invited)
        sessions.plan_session(acting, _tutorial(workday(house.today(), 22)), [hers])
    with house.acting(chloe) as acting:
        sessions.acknowledge(acting, hers, workshop)


def _learning(house: Installation, session: Session, life: Life) -> list[tuple[Person, UUID]]:
    """Whoever lives this life with their apprenticeship, where they are learning today."""
    person = people.find_by_email(session, life.email, house.today())
    one = apprenticeships.open_for(session, person.id, STANDARD, house.today()) if person else None
    if person is None or one is None:
        return []
    learning = apprenticeships.load(session, one, house.today()).status is ApprenticeshipStatus.ACTIVE
    return [(person, one)] if learning else []


def _workshop(on: date) -> SessionPlan:
    title = "Module 3: multi-agency working"
    return SessionPlan(on, 360, "workshop", title, "Calder Vale, training room", duty="D5", ksbs=("K6", "S11"))


def _next_module(on: date) -> SessionPlan:
    return SessionPlan(on, 360, "workshop", "Module 4: leading early help", "Calder Vale, training room", duty="D8")


def _tutorial(on: date) -> SessionPlan:
    return SessionPlan(on, 90, "tutor_meeting", "Tutorial: choosing a case study", online=True)


def workday(today: date, days: int) -> date:
    """So many days from today, a day or two nearer to it where that is a weekend."""
    on = today + timedelta(days=days)
    back = timedelta(days=1 if days < 0 else -1)
    while on.weekday() > 4:
        on += back
    return on
