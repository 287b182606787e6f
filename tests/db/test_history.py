"""The history: a chain that shows where it was tampered with, and that nobody's words ever enter."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, select, update

from app.db import history
from app.db.tables import core
from tests.cast import NOW


def broken(house, chain):
    with house.database.reading() as session:
        return [link.sentence for link in history.broken_links(session, str(chain))]


@pytest.fixture
def long_chain(house, cast):
    """Chloe's chain with ten more rows in it."""
    with house.database.writing() as session:
        for minutes in range(1, 11):
            history.append(
                session,
                cast.hers,
                at=NOW + timedelta(minutes=minutes),
                by=cast.chloe.id,
                action="time_logged",
                subject="entry",
                body={"minutes": minutes},
            )
    return cast.hers


def test_every_chain_of_the_cast_holds_as_written(house, cast):
    with house.database.reading() as session:
        chains = history.chains(session)
    assert {str(cast.hers), str(cast.his), "provider"} <= set(chains)
    assert [broken(house, chain) for chain in chains] == [[] for _ in chains]


@pytest.mark.parametrize(
    "changed",
    [
        {"body": '{"minutes":60}'},
        {"action": "time_confirmed"},
        {"subject": "another"},
        {"at": NOW},
        {"by": None},
        {"hash": "0" * 64},
        {"previous": "0" * 64},
    ],
)
def test_a_row_that_was_changed_is_named(house, long_chain, changed):
    with house.database.writing() as session:
        row = core.history
        session.execute(update(row).where(row.c.chain == str(long_chain), row.c.seq == 9).values(**changed))
    assert f"History {long_chain}: number 9 is not what was written." in broken(house, long_chain)


def test_a_row_that_was_taken_out_is_named(house, long_chain):
    with house.database.writing() as session:
        session.execute(delete(core.history).where(core.history.c.chain == str(long_chain), core.history.c.seq == 9))
    assert f"History {long_chain}: number 9 is missing before 10." in broken(house, long_chain)


def test_a_row_slipped_in_with_a_hash_of_its_own_is_named(house, long_chain):
    with house.database.writing() as session:
        row = core.history
        last = session.execute(
            select(row).where(row.c.chain == str(long_chain)).order_by(row.c.seq.desc()).limit(1)
        ).one()
        forged = dict(last._mapping) | {"seq": last.seq + 1, "previous": last.hash, "hash": "f" * 64}
        session.execute(insert(row).values(**forged))
    assert len(broken(house, long_chain)) == 1


def test_a_chain_rewritten_from_one_row_on_still_shows_where(house, long_chain):
    """Whoever changes a row and makes its hash right breaks the link to the next."""
    with house.database.writing() as session:
        row = core.history
        session.execute(
            update(row).where(row.c.chain == str(long_chain), row.c.seq == 9).values(body="{}", hash="e" * 64)
        )
    assert f"History {long_chain}: number 10 is not what was written." in broken(house, long_chain)


def test_no_name_address_or_date_of_birth_of_the_cast_stands_in_the_history(house, cast):
    with house.database.reading() as session:
        rows = session.execute(select(core.history)).all()
    assert len(rows) > 8
    said = " ".join(f"{row.action} {row.subject} {row.body}" for row in rows)
    for person in cast.everybody.values():
        assert person.name not in said
        assert person.email not in said
    assert "2003-03-14" not in said


def test_the_newest_comes_first_and_a_page_goes_on_where_the_last_ended(house, long_chain):
    with house.database.reading() as session:
        first = history.happenings(session, long_chain, limit=5)
        then = history.happenings(session, long_chain, before=first[-1].seq, limit=5)
    numbers = [row.seq for row in first + then]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == 10


def test_the_same_words_with_another_salt_give_another_digest():
    assert history.salted_digest("a", "words") != history.salted_digest("b", "words")
    assert history.salted_digest("a", "one", "two") != history.salted_digest("a", "onetwo")
