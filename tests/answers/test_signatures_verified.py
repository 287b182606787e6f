"""What `touchmark verify` says of records and signatures: a changed byte in any of them is found."""

import re

import pytest
from sqlalchemy import delete, update

from app.actions import signatures
from app.answers.signatures import discrepancies_of_signatures
from app.db.tables import core
from tests.actions.test_signatures import A, Desk, E, T


@pytest.fixture
def desk(house, cast, clock):
    """A review signed by the tutor, refused by the apprentice, without the employer; a second version put."""
    desk = Desk(house, cast, clock)
    record = desk.put()
    desk.sign(record, T)
    desk.refuse(record, A)
    desk.give_up(record, E)
    desk.put(desk.record(2, "Chloe led the visit of 4 November."))
    return desk


def wrong(house):
    with house.database.reading() as session:
        return list(discrepancies_of_signatures(session))


def change(house, table, change, **where):
    with house.database.writing() as session:
        statement = change(table)
        for name, value in where.items():
            statement = statement.where(table.c[name] == value)
        assert session.execute(statement).rowcount


def test_all_is_well_while_nothing_was_changed(desk, house):
    assert wrong(house) == []


def test_a_changed_byte_of_a_record_is_found(desk, house):
    words = desk.record().content.replace("3 November", "8 November")
    change(house, core.signed_record, lambda t: update(t).values(content=words), version=1)
    (sentence,) = wrong(house)
    assert "milestone review 9, version 1, is not what was put to be signed" in sentence


def test_a_record_that_was_changed_together_with_its_hash_is_found_by_history_and_signatures(desk, house):
    other = desk.record(words="Another record.")
    values = {"content": other.content, "sha256": other.sha256}
    change(house, core.signed_record, lambda t: update(t).values(**values), version=1)
    said = " ".join(wrong(house))
    assert "history tells of another record" in said
    assert said.count("is to another record than this") == 3


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("name", "Priya Nair-Patel"),
        ("statement", "I promise nothing."),
        ("reason", "For no reason."),
        ("attempts", "None."),
        ("means", "link"),
        ("code", "AAAAA-AAAAA-AAAAA"),
    ],
)
@pytest.mark.parametrize("answer", ["signed", "refused", "unobtainable"])
def test_a_changed_byte_of_an_answer_is_found(desk, house, column, value, answer):
    change(house, core.signature, lambda t: update(t).values({column: value}), answer=answer)
    (sentence,) = wrong(house)
    assert re.search(r"version \d+: the answer of the \w+ is not what was given\.$", sentence), sentence


def test_an_answer_given_to_another_role_is_found(desk, house):
    change(house, core.signature, lambda t: update(t).values(role="assessor"), answer="signed")
    said = " ".join(wrong(house))
    assert "the answer of the assessor is not in the history" in said
    assert "history tells of the answer of the tutor that is not there" in said


def test_an_answer_that_was_taken_away_is_found(desk, house):
    change(house, core.signature, delete, answer="refused")
    (sentence,) = wrong(house)
    assert "the answer of the apprentice that is not there" in sentence


def test_records_that_were_taken_away_are_found(desk, house):
    change(house, core.signed_record, delete, version=2)
    (sentence,) = wrong(house)
    assert "tells of a record that is not there" in sentence
    change(house, core.signature, delete)
    change(house, core.signed_record, delete)
    (sentence,) = wrong(house)
    assert "tells of records to sign that are not there" in sentence


def test_words_taken_away_without_an_erasing_are_found(desk, house, clock):
    values = {"content": "", "erased_at": clock.now}
    change(house, core.signed_record, lambda t: update(t).values(**values), version=1)
    said = " ".join(wrong(house))
    assert "history tells of no erasing" in said


def test_an_erased_record_keeps_its_hash_and_its_signatures_and_all_is_well(desk, house, cast):
    with house.acting(cast.adele) as acting:
        signatures.erase_record(acting, desk.record().key)
        signatures.erase_record(acting, desk.record().key)
    assert wrong(house) == []
    standing = desk.standing(desk.record())
    assert standing.erased_at is not None
    assert standing.sha256 == desk.record().sha256
    assert {one.reason + one.attempts for one in standing.signatures} == {""}
    assert desk.told()[-1] == "record_erased"
    assert desk.told().count("record_erased") == 1
