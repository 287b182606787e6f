"""What is written in bulk is what acting it out leaves: row for row, hash for hash, and whole."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.actions.acting import Acting
from app.answers.verification import discrepancies
from app.db import migrate, people
from app.db.bulk import Keys
from app.db.tables import core, metadata
from app.demo import fill, fill_in_bulk
from app.demo.acted import act
from app.demo.bulk import AT_ONCE, in_bulk, write_lives
from app.demo.cast import Life, address, lives
from app.demo.life import events
from app.demo.staff import begin
from app.domain.people import Role
from app.domain.refusals import WrongState
from tests.cast import NOW
from tests.conftest import Clock, Template, make_house
from tests.visits import Visit

SEED = 868


class Remembered(Keys):
    """The ids and salts that the same rows had when they were made by actions."""

    def __init__(self, rows: dict[str, list]) -> None:
        super().__init__()
        emails = {row.id: row.email for row in rows["person"]}
        self.ids = {("person", row.email): row.id for row in rows["person"]}
        self.ids |= {("organisation", row.folded_name): row.id for row in rows["organisation"]}
        self.ids |= {("apprenticeship", emails[row.apprentice_id]): row.id for row in rows["apprenticeship"]}
        for name in ("evidence", "time_entry"):
            self.ids |= {(name, row.apprenticeship_id, row.number): row.id for row in rows[name]}
        for row in rows["evidence_file"]:
            self.ids["evidence_file", row.apprenticeship_id, row.number, row.version, row.position] = row.id
        self.salts = {("time_entry", row.apprenticeship_id, row.number): row.salt for row in rows["time_entry"]}
        for row in rows["evidence_version"]:
            self.salts["evidence_version", row.apprenticeship_id, row.number, row.version] = row.salt
        for name in ("tag_decision", "time_decision"):
            self.salts |= {(name, row.apprenticeship_id, row.seq): row.salt for row in rows[name]}

    def identity(self, table: str, *key: object) -> UUID:
        return self.ids[table, *key]

    def salt(self, table: str, *key: object) -> str:
        return self.salts[table, *key]


class NotKept(Exception):
    """Takes rows out of a transaction that is not to be kept."""

    def __init__(self, rows: dict[str, list]) -> None:
        super().__init__()
        self.rows = rows


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


def acted_out(house, administrator, cast: list[Life]) -> dict[str, list]:
    """Every row there is once these lives were acted out, in a transaction that is not kept."""
    with pytest.raises(NotKept) as found, house.database.writing() as session:
        acting = Acting(
            session, administrator, house.now(), house.today(), house.catalogue, house.store, house.settings
        )
        for life in cast:
            act(acting, life, events(life, house.now(), house.today(), random.Random(f"{SEED} {life.name}")))
        raise NotKept(everything(session))
    return found.value.rows


def of_every_sort(house) -> list[Life]:
    """Chloe, one on a break, and one with more pieces than anybody thought of, which share their files."""
    cast = list(lives(52, house.today(), SEED))
    return [cast[0], cast[22], *in_bulk([replace(cast[50], start=cast[22].start)], 36)]


def apprentices(house) -> int:
    """How many apprenticeships there are."""
    with house.database.reading() as session:
        return session.execute(select(func.count()).select_from(core.apprenticeship)).scalar_one()


def wrong(house) -> list[str]:
    """What `touchmark verify` would say."""
    with house.database.reading() as session:
        return list(discrepancies(session, house.store))


def test_a_life_in_bulk_leaves_the_very_rows_of_a_life_acted_out(empty):
    administrator = begin(empty)
    cast = of_every_sort(empty)
    acted = acted_out(empty, administrator, cast)
    assert apprentices(empty) == 0
    write_lives(empty, administrator, cast, seed=SEED, tell=print, of=len(cast), keys=Remembered(acted))
    with empty.database.reading() as session:
        written = everything(session)
    for name, rows in acted.items():
        assert [row._asdict() for row in written[name]] == [row._asdict() for row in rows], name
    assert len(acted["history"]) > 900
    assert {row.state for row in acted["evidence_version"]} == {"submitted", "superseded"}
    assert {row.status for row in acted["apprenticeship_status"]} == {"active", "on_a_break"}


def test_everyone_in_bulk_has_the_evidence_asked_for_and_a_whole_history(empty):
    told: list[str] = []
    fill_in_bulk(empty, apprentices=65, seed=SEED, tell=told.append, evidence=3, evidence_of_others=1, caseload=30)
    assert told[-1].startswith("  65 of 65 apprentices, ")
    assert wrong(empty) == []
    with empty.database.reading() as session:
        pieces = Counter(session.scalars(select(core.evidence.c.apprenticeship_id)))
    assert Counter(pieces.values()) == {3: 30, 1: 35}


def test_each_tutor_has_the_caseload_asked_for(empty):
    fill_in_bulk(empty, apprentices=65, seed=SEED, tell=print, evidence=0, caseload=30)
    row = core.membership
    with empty.database.reading() as session:
        priya = people.find_by_email(session, address("Priya Nair"), empty.today())
        taught = Counter(session.scalars(select(row.c.person_id).where(row.c.role == Role.TUTOR.value)))
    assert sorted(taught.values()) == [5, 30, 30]
    assert taught[priya.id] == 30
    visit = Visit(replace(empty, demo=True), priya)
    assert "30 apprentices" in visit.page("/caseload").text
    visit.close()


def test_filling_that_was_broken_off_goes_on_and_doubles_nobody(empty):
    def stop(_: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill_in_bulk(empty, apprentices=AT_ONCE + 5, seed=SEED, tell=stop, evidence=0)
    assert apprentices(empty) == AT_ONCE
    fill_in_bulk(empty, apprentices=AT_ONCE + 5, seed=SEED, tell=print, evidence=0, going_on=True)
    assert apprentices(empty) == AT_ONCE + 5
    assert wrong(empty) == []


def test_those_after_the_first_are_written_in_bulk_and_share_their_files(empty):
    fill(empty, apprentices=3, seed=SEED, tell=print, evidence=7, by_actions=1)
    fill(empty, apprentices=5, seed=SEED, tell=print, evidence=7, by_actions=1, going_on=True)
    assert apprentices(empty) == 5
    assert wrong(empty) == []
    row = core.stored_file
    with empty.database.reading() as session:
        files = Counter(session.scalars(select(row.c.apprenticeship_id)))
    assert sorted(files.values())[:4] == [2, 2, 2, 2]


def test_only_a_demonstration_is_gone_on_with(house):
    with pytest.raises(WrongState, match="not a demonstration"):
        fill_in_bulk(house, apprentices=1, seed=SEED, tell=print, going_on=True)


def test_the_same_seed_makes_the_same_lives_however_many_are_asked_for():
    some, more = list(lives(45, NOW.date(), SEED)), list(lives(90, NOW.date(), SEED))
    assert more[:45] == some
    assert list(lives(45, NOW.date(), SEED + 1)) != some


def test_no_two_people_have_the_same_address():
    many = list(lives(20_000, NOW.date(), SEED))
    apprentices = {life.email for life in many}
    tutors, contacts = {address(life.tutor) for life in many}, {address(life.contact) for life in many}
    assert len(apprentices) == 20_000
    assert len(tutors) == 500
    assert len(contacts) == 6 + -(-(20_000 - 40) // 12)
    assert not (apprentices & tutors or apprentices & contacts or tutors & contacts)
