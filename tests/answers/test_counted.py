"""What is remembered of a record for a caseload: never anything else than what is there."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.acting import Acting
from app.answers.counted import counted_of_many, forget
from app.catalogue import Catalogue
from app.db import chasing, history, migrate, off_the_job
from app.db.coverage import tag_counts_of_many
from app.db.tables import core
from app.demo import acted, fill
from app.domain.people import Person
from tests.cast import NOW, TODAY, Cast
from tests.conftest import Clock, Template, make_house
from tests.portfolios import Piece, keep_pieces


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    forget()


def everything_as_it_is(session: Session) -> int:
    """Hold what is remembered of every record against the tables; returns how many records there are."""
    everybody = list(session.scalars(select(core.apprenticeship.c.id)))
    remembered = counted_of_many(session, everybody, TODAY)
    tags = tag_counts_of_many(session, everybody)
    minutes = off_the_job.sums_of(session, everybody, TODAY)
    waits = chasing.everything(session, everybody, TODAY)
    for one in everybody:
        assert set(remembered[one].tags) == set(tags.get(one, ()))
        assert remembered[one].minutes == minutes.get(one, {})
        assert remembered[one].chased == waits[one]
    return len(everybody)


def test_before_everything_that_people_do_what_is_remembered_is_what_is_there(
    template: Template, tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some hundreds of things done to two records, looked at before each."""
    looked: list[int] = []
    at = acted._at

    def look_first(acting: Acting, person: Person, when: datetime) -> Acting:
        looked.append(everything_as_it_is(acting.session))
        return at(acting, person, when)

    with template.empty(tmp_path) as url:
        house = make_house(url, tmp_path, catalogue, Clock(NOW))
        migrate.upgrade(house.database)
        monkeypatch.setattr(acted, "_at", look_first)
        fill(house, apprentices=2, seed=868, tell=lambda _: None)
        house.database.close()
    assert len(looked) > 200
    assert looked[-1] == 2


def test_records_on_which_nothing_happened_are_not_counted_again(
    house, cast: Cast, statements: Callable[[], object]
) -> None:
    with house.database.reading() as session, statements() as first:
        counted_of_many(session, [cast.hers, cast.his], TODAY)
    with house.database.reading() as session, statements() as again:
        counted_of_many(session, [cast.hers, cast.his], TODAY)
    assert (len(first), len(again)) == (5, 1)


def test_a_record_on_which_something_happened_is_counted_again_and_so_is_every_record_the_day_after(
    house, cast: Cast
) -> None:
    with house.database.reading() as session:
        before = counted_of_many(session, [cast.hers, cast.his], TODAY)
    with house.database.writing() as session:
        keep_pieces(session, cast.hers, [Piece({"K1": "accepted"})], cast.priya.id)
    with house.database.reading() as session:
        after = counted_of_many(session, [cast.hers, cast.his], TODAY)
        tomorrow = counted_of_many(session, [cast.his], TODAY + timedelta(days=1))
    assert [count.ksb for count in after[cast.hers].tags] == ["K1"]
    assert before[cast.hers].tags == ()
    assert after[cast.his] is before[cast.his]
    assert tomorrow[cast.his] is not before[cast.his]


def test_the_newest_hash_of_each_chain_stands_for_it(house, cast: Cast) -> None:
    with house.database.reading() as session:
        heads = history.heads(session, [cast.hers, cast.his])
        assert heads == {one: history.happenings(session, one, limit=1)[0].hash for one in (cast.hers, cast.his)}
