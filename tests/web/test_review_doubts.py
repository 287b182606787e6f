"""Reviews where something else happens at the same time: a break, a second click, an empty box, a day that is none."""

from collections.abc import Callable
from datetime import timedelta

from app.actions.acting import Installation
from app.actions.status import change_status
from app.domain.people import ApprenticeshipStatus
from tests.cast import TODAY, Cast
from tests.conftest import Clock
from tests.visits import Visit
from tests.web.test_review_pages import MEETING, Window, nine, prepared, words

__all__ = ["nine", "prepared", "words"]

Visiting = Callable[..., Visit]


def test_a_review_that_was_held_early_stays_where_it_is_when_a_break_begins(
    visit: Visiting, cast: Cast, house: Installation, nine: str, prepared: None, clock: Clock
) -> None:
    assert Window(visit("priya"), nine).saves("/holding", **MEETING).status_code == 200
    with house.acting(cast.adele) as acting:
        change_status(
            acting, cast.hers, ApprenticeshipStatus.ON_A_BREAK, TODAY + timedelta(days=1), reason="Parental leave."
        )
    clock.now += timedelta(days=2)
    for name in ("chloe", "mark", "priya"):
        assert "held on Friday 20 November 2026" in visit(name).page(nine).text
        assert nine in visit(name).page(f"/a/{cast.hers}/reviews").links()
    assert "the next review has no date" in visit("priya").page(f"/a/{cast.hers}/reviews").text


def test_what_was_written_for_a_review_is_there_in_a_break_and_has_no_day(
    visit: Visiting, cast: Cast, house: Installation, nine: str, prepared: None, clock: Clock
) -> None:
    with house.acting(cast.adele) as acting:
        change_status(acting, cast.hers, ApprenticeshipStatus.ON_A_BREAK, TODAY, reason="Parental leave.")
    clock.now += timedelta(days=2)
    page = visit("chloe").page(nine)
    assert "I led a benefits drop-in, E12." in page.html
    assert "It has no day yet: the break in learning has no date of return." in page.text
