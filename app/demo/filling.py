"""Filling an empty database with the demonstration: the staff, then one apprentice's year and a half after another."""

import random
from collections.abc import Callable
from itertools import islice

from app.actions.acting import Installation
from app.demo.acted import act
from app.demo.bulk import in_bulk, write_lives
from app.demo.cast import ACTED, lives
from app.demo.life import events
from app.demo.staff import add_staff, insist_on_an_empty_one


def fill(
    house: Installation, *, apprentices: int, seed: int, tell: Callable[[str], None], evidence: int | None = None
) -> None:
    """Fill an empty database and mark it a demonstration for ever. Raises WrongState where it has people in it.

    The first forty apprentices' history is made by actions, that of all others in bulk; `evidence` is how many pieces
    each of those others has, None for as many as fit their life.
    """
    insist_on_an_empty_one(house)
    administrator = add_staff(house)
    acted = min(apprentices, ACTED)
    cast = lives(apprentices, house.today(), seed)
    happened = 0
    for number, life in enumerate(islice(cast, acted), 1):
        with house.acting(administrator) as acting:
            chance = random.Random(f"{seed} {life.name}")  # noqa: S311  # the same seed makes the same history
            lived = events(life, acting.now, acting.today, chance)
            act(acting, life, lived)
        happened += len(lived)
        if number % 5 == 0 or number == acted:
            tell(f"  {number} of {acted} apprentices, {happened:,} things done")
    write_lives(house, administrator, in_bulk(cast, evidence), seed=seed, tell=tell, of=apprentices, done=acted)
