"""An apprenticeship is read in one statement with what changed on it, the same whether one is asked for or all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.actions.acting import Installation
from app.db import breaks
from app.db.apprenticeships import add_terms, load, load_many
from app.domain.apprenticeships import Apprenticeship, Break, Gap, PauseKind
from tests.cast import START, TODAY, Cast

SPRING = datetime(2026, 3, 2, 9, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 5, 9, tzinfo=UTC)
AWAY, ALONE = START + timedelta(weeks=10), START + timedelta(weeks=40)


@pytest.fixture
def changed(house: Installation, cast: Cast) -> None:
    """Of Chloe's, recorded in spring a break of three weeks and 30 hours a week; in autumn two weeks without an
    employer, 25 hours a week and that the break was of one week. Ben's never changed.
    """
    with house.database.writing() as session:
        given = {"by": cast.priya.id, "at": SPRING}
        agreed = load(session, cast.hers, TODAY).terms
        breaks.begin(session, cast.hers, AWAY, AWAY + timedelta(weeks=3), **given)
        part_time = replace(agreed, weekly_minutes=1800, effective_on=START + timedelta(weeks=20))
        add_terms(session, cast.hers, part_time, **given, reason="Part-time from here on")
        given = {"by": cast.priya.id, "at": AUTUMN}
        breaks.begin(session, cast.hers, AWAY, AWAY + timedelta(weeks=1), **given)
        breaks.say(session, cast.hers, PauseKind.NO_EMPLOYER, ALONE, ALONE + timedelta(weeks=2), **given)
        fewer = replace(agreed, weekly_minutes=1500, effective_on=START + timedelta(weeks=60))
        add_terms(session, cast.hers, fewer, **given, reason="Fewer still")


def weekly(one: Apprenticeship) -> list[int]:
    return [terms.weekly_minutes for terms in one.recorded]


def test_what_changed_is_told_whether_one_is_asked_for_or_several_or_all(
    house: Installation, cast: Cast, changed: None
) -> None:
    with house.database.reading() as session:
        alone = [load(session, cast.hers, TODAY), load(session, cast.his, TODAY)]
        for found in (alone, load_many(session, TODAY, [cast.hers, cast.his]), load_many(session, TODAY)):
            hers, his = sorted(found, key=lambda one: one.id != cast.hers)
            assert hers.breaks == (Break(AWAY, AWAY + timedelta(weeks=1)),)
            assert hers.gaps == (Gap(ALONE, ALONE + timedelta(weeks=2)),)
            assert weekly(hers)[1:] == [1800, 1500] and hers.recorded[0].effective_on == START
            assert hers.terms == hers.recorded[-1]
            assert (his.breaks, his.gaps, his.recorded) == ((), (), ())


def test_it_takes_one_statement_however_much_changed_and_however_many_there_are(
    house: Installation, cast: Cast, changed: None, statements: Callable[[], Any]
) -> None:
    with house.database.reading() as session, statements() as ran:
        load(session, cast.hers, TODAY)
        load_many(session, TODAY)
    assert len(ran) == 2


def test_as_it_was_known_on_a_day_only_what_was_recorded_by_then_is_told(
    house: Installation, cast: Cast, changed: None
) -> None:
    with house.database.reading() as session:
        then = load(session, cast.hers, TODAY, recorded=SPRING)
        before = load(session, cast.hers, TODAY, recorded=SPRING - timedelta(days=1))
    assert (then.breaks, then.gaps) == ((Break(AWAY, AWAY + timedelta(weeks=3)),), ())
    assert weekly(then)[1:] == [1800]
    assert (before.breaks, weekly(before)) == ((), weekly(then)[:1])
