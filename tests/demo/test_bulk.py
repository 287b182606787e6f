"""What is written in bulk is what acting it out leaves: row for row, hash for hash, and whole."""

import random
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import select

from app.actions.acting import Acting
from app.answers.verification import discrepancies
from app.db import migrate
from app.db.bulk import Keys
from app.db.tables import core, metadata
from app.demo.acted import act
from app.demo.bulk import in_bulk, write_lives
from app.demo.cast import Life, lives
from app.demo.life import events
from app.demo.staff import add_staff
from tests.cast import NOW
from tests.conftest import Clock, Template, make_house

SEED = 868


class Remembered(Keys):
    """The ids and salts that the same rows had when they were made by actions."""

    def __init__(self, rows: dict[str, list]) -> None:
        super().__init__()
        self.ids = {("organisation", row.folded_name): row.id for row in rows["organisation"]}
        self.ids |= {("person", row.email): row.id for row in rows["person"]}
        emails = {row.id: row.email for row in rows["person"]}
        self.ids |= {("apprenticeship", emails[row.apprentice_id]): row.id for row in rows["apprenticeship"]}
        for name in ("evidence", "time_entry"):
            self.ids |= {(name, row.apprenticeship_id, row.number): row.id for row in rows[name]}
        for row in rows["evidence_file"]:
            self.ids["evidence_file", row.apprenticeship_id, row.number, row.version, row.position] = row.id
        self.salts = {}
        for row in rows["evidence_version"]:
            self.salts["evidence_version", row.apprenticeship_id, row.number, row.version] = row.salt
        for name in ("tag_decision", "time_decision"):
            self.salts |= {(name, row.apprenticeship_id, row.seq): row.salt for row in rows[name]}
        self.salts |= {("time_entry", row.apprenticeship_id, row.number): row.salt for row in rows["time_entry"]}

    def identity(self, table: str, *key: object) -> UUID:
        return self.ids[table, *key]

    def salt(self, table: str, *key: object) -> str:
        return self.salts[table, *key]


@pytest.fixture
def empty(template: Template, tmp_path, catalogue) -> Iterator:
    """An installation with nothing in it."""
    with template.empty(tmp_path) as url:
        house = make_house(url, tmp_path, catalogue, Clock(NOW))
        migrate.upgrade(house.database)
        yield house
        house.database.close()


def everything(session) -> dict[str, list]:
    """Every row of every table, in the order of its key."""
    return {
        table.name: session.execute(select(table).order_by(*table.primary_key.columns)).all()
        for table in metadata.sorted_tables
    }


def told(rows: dict[str, list]) -> dict[str, list[dict]]:
    """The same rows with the names of their columns, for a difference that can be read."""
    return {name: [dict(row._mapping) for row in found] for name, found in rows.items()}


def acted_out(house, administrator, cast: list[Life]) -> dict[str, list]:
    """Every row once these lives were acted out; and nothing of it stays."""
    with house.database.reading() as session:
        pass
    session = house.database.writing()
    with pytest.raises(NotKept) as kept, session as writing:
        acting = Acting(
            writing, administrator, house.now(), house.today(), house.catalogue, house.store, house.settings
        )
        for life in cast:
            act(acting, life, events(life, house.now(), house.today(), random.Random(f"{SEED} {life.name}")))
        raise NotKept(everything(writing))
    return kept.value.rows


class NotKept(Exception):
    """Takes rows out of a transaction that is not to be kept."""

    def __init__(self, rows: dict[str, list]) -> None:
        super().__init__()
        self.rows = rows


def of_every_sort(house) -> list[Life]:
    """Chloe, one like most, one on a break, one withdrawn, and one with many pieces that share their files."""
    cast = list(lives(52, house.today(), SEED))
    return [cast[0], cast[1], cast[22], cast[31], *in_bulk([replace(cast[50], start=cast[0].start)], 40)]


def test_a_life_in_bulk_leaves_the_very_rows_of_a_life_acted_out(empty):
    administrator = add_staff(empty)
    cast = of_every_sort(empty)
    acted = acted_out(empty, administrator, cast)
    write_lives(empty, administrator, cast, seed=SEED, tell=lambda _: None, of=len(cast), keys=Remembered(acted))
    with empty.database.reading() as session:
        written = everything(session)
    assert len(acted["history"]) > 1000
    for name, rows in told(acted).items():
        assert told(written)[name] == rows, name
