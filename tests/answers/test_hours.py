"""Hours of one apprentice and of many: the same figures, in as many statements however many there are."""

from collections.abc import Callable
from datetime import date, timedelta

from app.actions import off_the_job as time
from app.actions.acting import Installation
from app.answers.hours import hours_of, hours_of_many
from app.answers.reviews import next_reviews_of_many
from app.db import apprenticeships
from app.domain.people import ApprenticeshipStatus
from tests.cast import TODAY, Cast


def log(house: Installation, cast: Cast, on: date, minutes: int = 60) -> None:
    with house.acting(cast.chloe) as acting:
        number = time.log_time(acting, cast.hers, on=on, minutes=minutes, activity="workshop", duty="D1")
    with house.acting(cast.mark) as acting:
        time.confirm(acting, cast.hers, number)


def test_one_and_many_say_the_same(house: Installation, cast: Cast) -> None:
    log(house, cast, TODAY, 90)
    with house.database.reading() as session:
        everybody = apprenticeships.load_many(session, TODAY)
        many = hours_of_many(session, house.catalogue, everybody, TODAY)
        for one in everybody:
            assert many[one.id] == hours_of(session, house.catalogue, one, TODAY)
    assert (many[cast.hers].confirmed_minutes, many[cast.his].confirmed_minutes) == (90, 0)
    assert many[cast.his].minimum_minutes is None


def test_an_earlier_day_leaves_out_what_came_after_it(house: Installation, cast: Cast) -> None:
    log(house, cast, TODAY)
    log(house, cast, TODAY - timedelta(days=30), 90)
    with house.database.reading() as session:
        hers = apprenticeships.load(session, cast.hers, TODAY)
        then = hours_of(session, house.catalogue, hers, TODAY, TODAY - timedelta(days=1))
    assert (then.on, then.confirmed_minutes) == (TODAY - timedelta(days=1), 90)


def test_whoever_has_left_owes_no_more(house: Installation, cast: Cast) -> None:
    log(house, cast, date(2026, 9, 30))
    log(house, cast, date(2026, 10, 20))
    with house.database.writing() as session:
        left = date(2026, 10, 1)
        apprenticeships.set_status(
            session, cast.hers, ApprenticeshipStatus.WITHDRAWN, left, by=cast.adele.id, at=house.now()
        )
    with house.database.reading() as session:
        hers = apprenticeships.load(session, cast.hers, TODAY)
        summary = hours_of(session, house.catalogue, hers, TODAY)
        by_then = hours_of(session, house.catalogue, hers, TODAY, date(2026, 9, 30))
    assert summary.confirmed_minutes == 60
    assert summary.expected_minutes == by_then.expected_minutes


def test_many_take_as_many_statements_as_one(house: Installation, cast: Cast, statements: Callable[[], object]) -> None:
    log(house, cast, TODAY)
    with house.database.reading() as session:
        everybody = apprenticeships.load_many(session, TODAY)
        with statements() as ran:
            hours_of_many(session, house.catalogue, everybody, TODAY)
        assert len(ran) == 1
        with statements() as ran:
            found = next_reviews_of_many(session, house.catalogue, everybody, TODAY)
        assert len(ran) == 0
    assert found[cast.hers].next is not None
    assert found[cast.hers].next.due_on == date(2026, 11, 23)
    assert [place.number for place in found[cast.his].passed][:1] == [7]
