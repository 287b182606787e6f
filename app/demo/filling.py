"""Filling an empty database with the demonstration: the staff, then one apprentice's year and a half after another."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from app.actions.acting import Acting, Installation
from app.actions.apprenticeships import add_apprenticeship, set_status
from app.db import apprenticeships, installation, people
from app.demo.cast import ASSESSOR, EMPLOYERS, STAFF, TUTOR, Life, address, entered, lives
from app.demo.life import Party, live
from app.domain.london import london_date
from app.domain.people import ApprenticeshipStatus, Person, ProviderRole, Role
from app.domain.refusals import WrongState

LONG_AGO = timedelta(days=600)


def fill(house: Installation, *, apprentices: int, seed: int, tell: Callable[[str], None]) -> None:
    """Fill an empty database and mark it a demonstration for ever. Raises WrongState where it has people in it."""
    with house.database.reading() as session:
        if people.anybody(session):
            raise WrongState("This database has people in it. A demonstration needs an empty one.")
    chance = random.Random(seed)  # noqa: S311  # the same seed makes the same history; nothing secret
    administrator = _staff(house)
    cast = lives(apprentices, house.today(), chance)
    happened = 0
    for number, life in enumerate(cast, 1):
        happened += _one(house, administrator, life, random.Random(f"{seed} {life.name}"))  # noqa: S311
        if number % 5 == 0 or number == len(cast):
            tell(f"  {number} of {len(cast)} apprentices, {happened:,} things done")


def _staff(house: Installation) -> Person:
    at = house.now() - LONG_AGO
    with house.database.writing() as session:
        installation.mark(session, house.now(), demo=True)
        for name, role in STAFF.items():
            person = people.add(session, name=name, email=address(name), at=at)
            people.grant(session, person, role, london_date(at))
        people.add(session, name=ASSESSOR, email=address(ASSESSOR), at=at)
        administrator = next(name for name, role in STAFF.items() if role is ProviderRole.ADMINISTRATOR)
        found = people.find_by_email(session, address(administrator), house.today())
    assert found is not None
    return found


def _one(house: Installation, administrator: Person, life: Life, chance: random.Random) -> int:
    with house.acting(administrator) as now:
        begun = datetime.combine(life.start - timedelta(days=7), time(10, 0), UTC)
        then = replace(now, now=begun, today=london_date(begun))
        added = add_apprenticeship(then, entered(life))
        if life.name == "Chloe Marsden":
            helen = _person(then, ASSESSOR)
            apprenticeships.join(then.session, added, helen.id, Role.ASSESSOR, now.today)
            then.record(added, "member_joined", str(helen.id), role=Role.ASSESSOR.value, since=now.today.isoformat())
        happened = live(now, life, _party(then, added, life), chance)
        if life.ending:
            since = now.today - timedelta(days=50)
            ended = replace(now, now=now.now - timedelta(days=50), today=since)
            set_status(ended, added, ApprenticeshipStatus(life.ending), since, reason="As agreed with the employer")
    return happened


def _party(acting: Acting, apprenticeship: UUID, life: Life) -> Party:
    contact = EMPLOYERS[life.organisation]
    return Party(apprenticeship, _person(acting, life.name), _person(acting, TUTOR), _person(acting, contact))


def _person(acting: Acting, name: str) -> Person:
    found = people.find_by_email(acting.session, address(name), acting.today)
    assert found is not None
    return found
