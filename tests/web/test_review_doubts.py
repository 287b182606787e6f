"""Reviews where something else happens at the same time: a break, a second click, an empty box, a day that is none."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from app.actions.acting import Installation
from app.actions.status import change_status
from app.domain.people import ApprenticeshipStatus, Role
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


def test_the_form_that_holds_it_sent_twice_loses_no_words_and_says_of_none_that_they_were_lost(
    visit: Visiting, nine: str, prepared: None, words: Any
) -> None:
    window = Window(visit("priya"), nine)
    for _ in range(2):
        answer = window.saves("/holding", wellbeing="Well, and on leave in May.", **MEETING)
        assert answer.status_code == 200
        assert "Review 9 is recorded as held" in answer.text and "not saved" not in answer.text
    assert words("wellbeing", Role.TUTOR) == "Well, and on leave in May."
    assert window.saves(wellbeing="Not so well.").status_code == 409


@pytest.mark.parametrize("typed", [["", "  "], ["Slip of the finger", ""]])
def test_a_review_in_which_nothing_stands_cannot_be_held(visit: Visiting, nine: str, typed: list[str]) -> None:
    priya = visit("priya")
    for base, said in enumerate(typed):
        assert Window(priya, nine).types("progress", said, str(base if typed[0] else 0)).status_code == 200
    answer = Window(priya, nine).saves("/holding", **MEETING)
    assert answer.status_code == 409
    assert "Nothing has been written in review 9 yet." in answer.text


@pytest.mark.parametrize("day", ["9999-12-31", "2026-11-21"])
def test_a_day_to_come_gets_its_sentence_however_far_it_is(
    visit: Visiting, nine: str, prepared: None, day: str
) -> None:
    answer = Window(visit("priya"), nine).saves("/holding", **MEETING | {"held_on": day})
    assert answer.status_code == 422
    assert "That day is to come. Record the review once it was held." in answer.text


def test_a_review_to_prepare_is_among_what_waits_for_the_employer_until_they_wrote(
    visit: Visiting, cast: Cast, nine: str
) -> None:
    mark = visit("mark")
    page = mark.page("/due")
    assert "1 review waits for you to prepare." in page.text and "Nothing waits for you." not in page.text
    (one,) = mark.call("GET", "due").json()["reviews"]
    assert (one["apprentice"], one["number"], one["on"]) == ("Chloe Marsden", 9, "2026-11-23")
    Window(mark, f"/due/reviews/{cast.hers}/9").saves(employer_preparation="She chairs the meeting on Tuesdays.")
    page = mark.page("/due")
    assert "Nothing waits for you." in page.text and "in 3 days. You have written for it." in page.text


def test_a_review_that_is_being_put_right_is_on_nobodys_list_of_things_done(
    visit: Visiting, cast: Cast, nine: str, prepared: None, clock: Clock
) -> None:
    priya, mark = visit("priya"), visit("mark")
    Window(priya, nine).saves("/holding", **MEETING)
    priya.post(f"{nine}/revision", {"reason": "The hours were wrong."})
    clock.now += timedelta(days=4)
    priya, mark = visit("priya"), visit("mark")
    assert "You, to record the new version" in priya.page("/reviews").text
    assert "The tutor, to record the new version" in mark.page("/reviews").text
    assert "4 days" in priya.page("/reviews").text
    assert "It is being put right" in mark.page(f"/a/{cast.hers}/reviews").text
    assert "1 review is being put right." in priya.page(f"/a/{cast.hers}/gateway").text


@pytest.mark.parametrize(
    ("rest", "sent"),
    [("moving", {"on": "2026-11-30"}), ("missing", {}), ("revision", {})],
)
def test_a_reason_that_comes_too_late_is_still_there_beside_what_happened(
    visit: Visiting, nine: str, prepared: None, rest: str, sent: dict[str, str]
) -> None:
    priya = visit("priya")
    Window(priya, nine).saves("/holding", **MEETING)
    if rest == "revision":
        priya.post(f"{nine}/revision", {"reason": "The hours were wrong."})
    answer = priya.post(f"{nine}/{rest}", sent | {"reason": "Mark’s leave was changed twice."})
    assert answer.status_code == 409
    assert "Mark’s leave was changed twice." in answer.text
