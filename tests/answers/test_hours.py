"""Hours of one apprentice and of many: the same figures, in as many statements however many there are."""

from collections.abc import Callable
from dataclasses import asdict, fields
from datetime import date, timedelta

import pytest

from app.actions import off_the_job as time
from app.actions.acting import Installation
from app.answers.hours import hours_in_brief_of, hours_of, hours_on
from app.answers.reviews import next_reviews_of_many
from app.db import apprenticeships, breaks, off_the_job
from app.domain.off_the_job.entries import TimeState
from app.domain.people import ApprenticeshipStatus
from tests.cast import TODAY, Cast
from tests.portfolios import keep_time


def log(house: Installation, cast: Cast, on: date, minutes: int = 60) -> None:
    with house.acting(cast.chloe) as acting:
        number = time.log_time(acting, cast.hers, on=on, minutes=minutes, activity="workshop", duty="D1")
    with house.acting(cast.mark) as acting:
        time.confirm(acting, cast.hers, number)


@pytest.mark.parametrize("who", ["hers", "his"])
def test_one_and_many_say_the_same(house: Installation, cast: Cast, who: str) -> None:
    """In every state, before the start and after today, in a break and on its first and last days."""
    start, pause = date(2025, 7, 7), (date(2026, 1, 5), date(2026, 2, 2))
    edges = (start, pause[0], pause[1], TODAY)
    days = sorted({edge + timedelta(days=by) for edge in edges for by in (-1, 0, 1)})
    one = getattr(cast, who)
    with house.database.writing() as session:
        breaks.begin(session, cast.hers, *pause, by=cast.adele.id, at=house.now())
        entries = [(day, 7 + n, state.value, "D1") for n, day in enumerate(days) for state in TimeState]
        keep_time(session, one, entries, cast.chloe.id)
        keep_time(session, one, [(TODAY, 999, "confirmed", None)], cast.chloe.id, counts=False, first=900)
    with house.database.reading() as session:
        everybody = apprenticeships.load_many(session, TODAY)
        minutes = off_the_job.sums_of(session, [each.id for each in everybody], TODAY)
        many = {
            each.id: hours_in_brief_of(house.catalogue, each, minutes.get(each.id, {}), TODAY) for each in everybody
        }
        for each in everybody:
            whole = hours_of(session, house.catalogue, each, TODAY)
            assert asdict(many[each.id]) == {name.name: getattr(whole, name.name) for name in fields(many[each.id])}
    assert many[one].confirmed_minutes == many[one].waiting_minutes > 0


def test_an_earlier_day_leaves_out_what_was_recorded_after_it(house: Installation, cast: Cast) -> None:
    log(house, cast, TODAY)
    log(house, cast, TODAY - timedelta(days=30), 90)
    with house.database.reading() as session:
        hers = apprenticeships.load(session, cast.hers, TODAY)
        now = hours_of(session, house.catalogue, hers, TODAY)
        then = hours_on(session, house.catalogue, cast.hers, TODAY - timedelta(days=1), TODAY).summary
    assert now.confirmed_minutes == 150
    assert (then.on, then.confirmed_minutes) == (TODAY - timedelta(days=1), 0)


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
        by_then = hours_on(session, house.catalogue, cast.hers, date(2026, 9, 30), TODAY).summary
    assert summary.confirmed_minutes == 60
    assert summary.expected_minutes == by_then.expected_minutes


def test_many_take_as_many_statements_as_one(house: Installation, cast: Cast, statements: Callable[[], object]) -> None:
    log(house, cast, TODAY)
    with house.database.reading() as session:
        everybody = apprenticeships.load_many(session, TODAY)
        with statements() as ran:
            off_the_job.sums_of(session, [each.id for each in everybody], TODAY)
        assert len(ran) == 1
        with statements() as ran:
            found = next_reviews_of_many(session, house.catalogue, everybody, TODAY)
        assert len(ran) == 1
    assert found[cast.hers].next is not None
    assert found[cast.hers].next.due_on == date(2026, 11, 23)
    assert [place.number for place in found[cast.his].passed][:1] == [7]
