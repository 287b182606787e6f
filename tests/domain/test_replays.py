"""A forecast made again for a day gone by says what the page would have said then, from what was known then."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from app.domain.apprenticeships import Break
from app.domain.breaks_in_learning import BreakSaid, known_by
from app.domain.forecast import OwnSteps, Range, StepTaken, StepTime, Work, forecast_then, step_times
from app.domain.forecast.pace import Done
from app.domain.practical_period import PracticalPeriod

DAY = date(2026, 8, 20)
START = date(2025, 9, 1)
HERS = UUID(int=1)
PERIOD = PracticalPeriod(START, date(2027, 3, 1))
MET = Work(10, tuple(Done(START + timedelta(days=20 * n), 1) for n in range(10)))
LEFT = Work(60, tuple(Done(DAY - timedelta(days=8 * n), 1) for n in range(40)))


def day(ahead: int) -> date:
    return DAY + timedelta(days=ahead)


def took(*days: int, step: str = "declaration") -> dict[str, StepTime]:
    taken = [StepTaken(step, START, START + timedelta(days=each), uuid4()) for each in days]
    return {one.step: one for one in step_times(taken)}


SIGNING = took(*[2] * 2, *[7] * 6, *[30] * 4)


def then(*works: Work, times: dict[str, StepTime] = SIGNING, own: OwnSteps, shortest: date | None = START):
    return forecast_then(works, PERIOD, shortest, DAY, times, own)


def declared(began: int, ended: int = 90) -> OwnSteps:
    return OwnSteps(once=[StepTaken("declaration", day(began), day(ended), HERS)])


def test_where_only_the_declaration_was_left_it_counts_from_that_day_as_on_the_page() -> None:
    assert then(MET, own=OwnSteps()) == Range(day(2), day(7), day(30))
    assert then(MET, own=declared(80)) == Range(day(2), day(7), day(30))
    assert then(MET, own=OwnSteps(), times=took(*[5] * 9)) is None


def test_a_declaration_that_was_put_by_then_counts_from_the_day_on_which_it_was_put() -> None:
    assert then(MET, own=declared(-4)) == Range(day(0), day(3), day(26))
    assert then(MET, own=declared(-31)) is None


def test_it_comes_after_all_else_and_has_no_day_where_nothing_else_has_one() -> None:
    waits = day(50)
    assert then(MET, own=OwnSteps(), shortest=waits) == Range(day(52), day(57), day(80))
    assert then(MET, own=OwnSteps(), shortest=None) is None
    record = OwnSteps(once=[StepTaken("record-match", day(-3), day(9), HERS)])
    assert then(MET, own=record) is None
    plain, signed = then(LEFT, own=OwnSteps(), times={}), then(LEFT, own=OwnSteps())
    assert plain and signed and (signed.likely - plain.likely).days == 7


AWAY, BACK = day(-10), day(12)


@pytest.mark.parametrize(
    ("said", "known"),
    [
        pytest.param([(day(-9), BACK)], BACK, id="the return was recorded by then"),
        pytest.param([(day(-9), None), (day(12), BACK)], None, id="it was recorded once it was there"),
        pytest.param([(day(40), BACK)], None, id="all of it was recorded later"),
        pytest.param([(day(-9), day(5)), (day(3), BACK)], day(5), id="another day was expected"),
        pytest.param([(day(40), day(-2))], day(-2), id="it lay behind"),
    ],
)
def test_a_return_from_a_break_is_known_from_the_day_on_which_it_was_recorded(
    said: list[tuple[date, date | None]], known: date | None
) -> None:
    rows = [BreakSaid(on, Break(AWAY, back_on)) for on, back_on in said]
    assert known_by(rows, DAY) == (Break(AWAY, known),)


def test_a_break_to_come_is_known_once_it_is_recorded_and_none_that_was_dropped_since() -> None:
    ahead = Break(day(30), day(60))
    assert known_by([BreakSaid(day(-1), ahead)], DAY) == (ahead,)
    assert known_by([BreakSaid(day(1), ahead)], DAY) == ()
    assert known_by([BreakSaid(day(-1), ahead), BreakSaid(day(2), Break(day(30)), dropped=True)], DAY) == ()
