"""Filling in bulk: very many apprentices with the same lives, written as rows instead of acted out.

What is told of each is what acting it out would leave, row for row and hash for hash; only the files are fewer: the
pieces of an apprentice in bulk show one of two small files between them, so that a million pieces of evidence are
not a million files. Every row that names a file has it in the store.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from app.actions.acting import Installation
from app.db.bulk import Keys, make_room, settle
from app.demo.cast import CASELOAD, SHARED_PAPERS, Life, lives
from app.demo.enrolled import Register
from app.demo.happenings import Event
from app.demo.life import events
from app.demo.staff import begin
from app.demo.written import write
from app.domain.people import Person

AT_ONCE = 50
"""Apprentices in one transaction: what is written of them stays when the filling is broken off."""

Tell = Callable[[str], None]


def fill_in_bulk(
    house: Installation,
    *,
    apprentices: int,
    seed: int,
    tell: Tell,
    evidence: int | None = None,
    evidence_of_others: int | None = None,
    caseload: int = CASELOAD,
    going_on: bool = False,
) -> None:
    """Fill an empty database with so many apprentices, all of them in bulk, and mark it a demonstration for ever.

    Each has `evidence` pieces, or as many as fit their life for None. Priya Nair has the first `caseload` of them,
    Chloe Marsden first of all; every other tutor has as many. `evidence_of_others` is how many pieces each apprentice
    of those other tutors has where that is to be another number. Raises WrongState where there are people in it,
    unless it is a demonstration that is to be gone on with.
    """
    administrator = begin(house, going_on=going_on)
    cast = lives(apprentices, house.today(), seed, caseload=caseload)
    others = evidence if evidence_of_others is None else evidence_of_others
    whole = chain(in_bulk(islice(cast, caseload), evidence), in_bulk(cast, others))
    write_lives(house, administrator, whole, seed=seed, tell=tell, of=apprentices)


def in_bulk(cast: Iterable[Life], evidence: int | None) -> Iterator[Life]:
    """The same lives with their files shared, and with so many pieces of evidence where a number is given."""
    return (replace(life, evidence=evidence, papers=SHARED_PAPERS) for life in cast)


def write_lives(
    house: Installation,
    administrator: Person,
    cast: Iterable[Life],
    *,
    seed: int,
    tell: Tell,
    of: int,
    done: int = 0,
    keys: Keys | None = None,
) -> None:
    """Write these lives, some at a time, and leave whoever is here already; `of` and `done` are for telling."""
    left, rows = iter(cast), 0
    while some := list(islice(left, AT_ONCE)):
        with house.database.writing() as session:
            make_room(session)
            register = Register(session, house, administrator, some, keys or Keys())
            for life in some:
                if not register.knows(life):
                    write(register, life, _happened(house, life, seed))
                    register.write(unless_few=True)
            register.write()
        done, rows = done + len(some), rows + register.rows.written
        tell(f"  {done:,} of {of:,} apprentices, {rows:,} rows written in bulk")
    if rows:
        with house.database.writing() as session:
            settle(session)


def _happened(house: Installation, life: Life, seed: int) -> list[Event]:
    chance = random.Random(f"{seed} {life.name}")  # noqa: S311  # the same seed makes the same history
    return events(life, house.now(), house.today(), chance)
