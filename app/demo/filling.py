"""Filling an empty database with the demonstration: the staff, then one apprentice's year and a half after another."""

import random
from collections.abc import Callable
from itertools import islice

from app.actions.acting import Installation
from app.actions.forecasts import measure_forecasts
from app.db import people
from app.demo.acted import act
from app.demo.bulk import in_bulk, write_lives
from app.demo.case_study import write_hers
from app.demo.cast import ACTED, TUTOR, Life, lives
from app.demo.concerns import add_concerns
from app.demo.finished import steps_to_the_end
from app.demo.frozen import freeze_hers
from app.demo.kinds import add_kinds
from app.demo.life import events
from app.demo.plans import steps_of_plan
from app.demo.reviewed import steps_of
from app.demo.sampled import add_sample
from app.demo.sessions import add_sessions
from app.demo.settled import add_receipt
from app.demo.skills_scans import add_skills_scans
from app.demo.staff import begin
from app.demo.visits import add_visits
from app.domain.people import Person


def fill(
    house: Installation,
    *,
    apprentices: int,
    seed: int,
    tell: Callable[[str], None],
    evidence: int | None = None,
    going_on: bool = False,
    by_actions: int = ACTED,
) -> None:
    """Fill an empty database and mark it a demonstration for ever. Raises WrongState where it has people in it.

    The history of the first apprentices is made `by_actions`, that of all others in bulk; `evidence` is how many
    pieces each of those others has, None for as many as fit their life. `going_on` takes a demonstration whose
    filling was broken off, and leaves whoever is there already.
    """
    administrator = begin(house, going_on=going_on)
    acted = min(apprentices, by_actions)
    cast = lives(apprentices, house.today(), seed)
    happened = 0
    acting_out = list(islice(cast, acted))
    planned = [life.name for life in acting_out if life.tutor == TUTOR and not life.ending][:2]
    for number, life in enumerate(acting_out, 1):
        place = planned.index(life.name) if life.name in planned else None
        happened += _one(house, administrator, life, seed, place)
        if number % 5 == 0 or number == acted:
            tell(f"  {number} of {acted} apprentices, {happened:,} things done")
    if happened:
        add_sessions(house, acting_out)
        add_skills_scans(house, acting_out)
        add_sample(house, seed)
        add_visits(house, administrator, acting_out)
        measure_forecasts(house)
    write_lives(house, administrator, in_bulk(cast, evidence), seed=seed, tell=tell, of=apprentices, done=acted)


def _one(house: Installation, administrator: Person, life: Life, seed: int, plan: int | None) -> int:
    """Act out one life, unless that was done already; returns how many things happened.

    `plan` is 0 where a training plan is followed, 1 where it has gone out of date, None where there is none.
    """
    with house.acting(administrator) as acting:
        if people.find_by_email(acting.session, life.email, acting.today):
            return 0
        chance = random.Random(f"{seed} {life.name}")  # noqa: S311  # the same seed makes the same history
        happened = events(life, acting.now, acting.today, chance)
        planned = [] if plan is None else steps_of_plan(life, administrator, acting.now, follows=plan == 0)
        if life.is_finished:
            planned = steps_to_the_end(life, administrator, acting.now)
        act(acting, life, happened, [*planned, *steps_of(life, happened, acting.now)])
    if life.is_chloes:
        add_kinds(house, administrator, life)
        add_receipt(house, life)
        add_concerns(house, life)
        freeze_hers(house, administrator, life)
        write_hers(house, life)
    return len(happened)
