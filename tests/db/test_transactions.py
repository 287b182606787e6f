"""Transactions: looking changes nothing, two people at once take turns, and what fails leaves nothing behind."""

import threading
from uuid import uuid4

import pytest
from sqlalchemy.exc import DBAPIError

from app.db import apprenticeships, history, people
from app.domain.refusals import NotFound
from tests.cast import NOW


def test_a_reading_transaction_refuses_to_write(house, cast):
    with pytest.raises(DBAPIError), house.database.reading() as session:
        people.rename(session, cast.chloe.id, "Somebody Else")
    with house.database.reading() as session:
        assert people.names(session, [cast.chloe.id]) == {cast.chloe.id: "Chloe Marsden"}


def test_a_connection_that_read_can_write_afterwards(house, cast):
    for _ in range(25):
        with house.database.reading() as session:
            people.names(session, [cast.chloe.id])
    with house.database.writing() as session:
        people.rename(session, cast.chloe.id, "Chloe Ellen Marsden")


def test_what_was_written_before_a_failure_is_gone(house, cast):
    with pytest.raises(ZeroDivisionError), house.database.writing() as session:
        people.rename(session, cast.chloe.id, "Somebody Else")
        raise ZeroDivisionError
    with house.database.reading() as session:
        assert people.names(session, [cast.chloe.id])[cast.chloe.id] == "Chloe Marsden"


def test_an_apprenticeship_that_is_not_there_cannot_be_locked(house):
    with pytest.raises(NotFound), house.database.writing() as session:
        apprenticeships.lock(session, uuid4())


def test_twenty_people_at_once_append_to_one_chain_without_a_gap(house, cast):
    """Each holds the apprenticeship while it reads the last row, so no number is given twice."""
    failed: list[BaseException] = []

    def append() -> None:
        try:
            with house.database.writing() as session:
                apprenticeships.lock(session, cast.hers)
                history.append(session, cast.hers, at=NOW, by=cast.chloe.id, action="time_logged", subject="x")
        except BaseException as error:
            failed.append(error)

    with house.database.reading() as session:
        before = len(history.happenings(session, cast.hers, limit=1000))
    threads = [threading.Thread(target=append) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failed == []
    with house.database.reading() as session:
        assert len(history.happenings(session, cast.hers, limit=1000)) == before + 20
        assert list(history.broken_links(session, str(cast.hers))) == []


def test_whoever_comes_second_to_a_locked_apprenticeship_waits_for_the_first(house, cast):
    order: list[str] = []
    first_holds, second_began = threading.Event(), threading.Event()

    def second() -> None:
        assert first_holds.wait(30)
        second_began.set()
        with house.database.writing() as session:
            apprenticeships.lock(session, cast.hers)
            order.append("second")

    thread = threading.Thread(target=second)
    thread.start()
    with house.database.writing() as session:
        apprenticeships.lock(session, cast.hers)
        first_holds.set()
        assert second_began.wait(30)
        thread.join(timeout=0.2)
        order.append("first")
    thread.join(timeout=60)
    assert order == ["first", "second"]
