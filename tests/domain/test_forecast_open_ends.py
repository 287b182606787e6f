"""Where a forecast has no latest day, the page and the working say why, and only what is so."""

from datetime import date, timedelta

import pytest

from app.answers.forecast.checks import pace_working
from app.domain.apprenticeships import Break
from app.domain.forecast import Moving, NoDay, Pace, Range, range_of, step_after, step_times, together
from app.web.forecast_words import range_words
from tests.domain.test_forecast import taken

TODAY = date(2026, 11, 20)
AWAY = (Break(date(2027, 6, 1)),)
NOTHING = "with no latest day, since for a long while nothing was done"


class Known:
    """What a working goes by, beside the work itself."""

    today = TODAY

    def __init__(self, breaks: tuple[Break, ...]) -> None:
        self.period = self
        self.breaks = breaks


@pytest.mark.parametrize(
    ("spans", "left", "breaks", "why", "said", "working"),
    [
        ((8, 0, 8), 10, (), NoDay.NOTHING_DONE, NOTHING, "none: in one span there was nothing"),
        (
            (8, 1, 8),
            40,
            (),
            NoDay.TOO_LONG,
            "with no latest day, since at the slowest pace so far it takes more than five years",
            "none: at the pace of the slowest, 1 KSB, it takes more than five years",
        ),
        (
            (8, 2, 8),
            10,
            AWAY,
            NoDay.NO_RETURN,
            "with no latest day, since a break in learning ahead has no date of return",
            "none: at the pace of the slowest, 2 KSB, it lies after the first day of a break in learning that has no",
        ),
    ],
)
def test_each_open_end_has_its_own_reason(spans, left, breaks, why, said, working):
    pace = Pace(spans, 56)
    found = range_of(left, pace, TODAY, breaks)
    assert (found.latest, found.open_end) == (None, (why,))
    assert range_words(found).endswith(said)
    told = dict(pace_working("Accepted", "{} KSB".format, Moving(left, pace), Known(breaks)))
    assert told["The latest day"].startswith(working)
    [time] = step_times(taken(*[3] * 10))
    assert step_after(time, together([found, Range(TODAY, TODAY, TODAY)])).open_end == (why,)


def test_the_whole_names_every_reason_once():
    several = [Range(TODAY, TODAY, None, (why,)) for why in (NoDay.NOTHING_DONE, NoDay.TOO_LONG, NoDay.NOTHING_DONE)]
    assert together(several).open_end == (NoDay.NOTHING_DONE, NoDay.TOO_LONG)
    assert "since for a long while nothing was done and at the slowest pace" in range_words(
        together([*several, Range(TODAY, TODAY + timedelta(days=3), TODAY + timedelta(days=9))])
    )


def test_a_likeliest_day_behind_a_break_without_end_is_not_said_to_be_five_years_away():
    assert "no date of return" in range_of(60, Pace((8, 8, 8), 56), TODAY, AWAY)
