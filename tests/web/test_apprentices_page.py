"""An employer's landing: what waits for the employer first, then how each apprentice stands."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.actions.acting import Installation
from app.actions.apprenticeships import add_apprenticeship, set_status
from app.domain.people import ApprenticeshipStatus
from tests.cast import START, TODAY, Cast, hers_as_entered, newcomer
from tests.portfolios import keep_time
from tests.visits import Visit

Visitor = Callable[..., Visit]


def test_it_shows_their_own_apprentices_and_nobody_elses(cast: Cast, visit: Visitor) -> None:
    page = visit("mark").page("/apprentices")
    assert "Chloe Marsden" in page.text
    assert "Ben Carter" not in page.text
    assert f"/a/{cast.hers}/" in page.links()


def test_hours_to_confirm_stand_first(house: Installation, cast: Cast, visit: Visitor) -> None:
    with house.database.writing() as session:
        keep_time(session, cast.hers, [(START + timedelta(days=3), 570, "waiting", None)], cast.chloe.id)
    page = visit("mark").page("/apprentices")
    assert page.headings["h2"][0] == "Waiting for you"
    assert "Confirm or query 9.5 hours" in page.text
    assert "Off-the-job training of Chloe Marsden. It counts for nothing until it is confirmed." in page.text
    assert "/due" in page.links()


def test_with_nothing_waiting_it_says_what_comes_here(cast: Cast, house: Installation, visit: Visitor) -> None:
    with house.acting(cast.adele) as acting:
        set_status(acting, cast.hers, ApprenticeshipStatus.ON_A_BREAK, TODAY)
    page = visit("mark").page("/apprentices")
    assert "Nothing is waiting for you" in page.text
    assert "1 apprentice. 0 things wait for you." in page.text


def test_whoever_is_not_learning_has_a_state_instead_of_a_colour(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    with house.acting(cast.adele) as acting:
        set_status(acting, cast.hers, ApprenticeshipStatus.WITHDRAWN, TODAY)
    page = visit("mark").page("/apprentices")
    assert "Withdrawn" in page.text
    assert not [a for a in page.all("span") if "rag--" in a.get("class", "")]


def test_several_apprentices_hours_are_one_thing_to_do(house: Installation, cast: Cast, visit: Visitor) -> None:
    second = replace(
        hers_as_entered(), apprentice=newcomer("helen"), start=date(2026, 9, 7), planned_end=date(2028, 3, 7)
    )
    with house.acting(cast.adele) as acting:
        other = add_apprenticeship(acting, second)
    with house.database.writing() as session:
        for one in (cast.hers, other):
            keep_time(session, one, [(date(2026, 11, 2), 60, "waiting", None)], cast.chloe.id)
    page = visit("mark").page("/apprentices")
    assert "Confirm or query 2 hours" in page.text
    assert "Off-the-job training of Chloe Marsden and Helen Osei." in page.text


@pytest.mark.parametrize(
    ("name", "landing"), [("chloe", "/home"), ("priya", "/caseload"), ("adele", "/apprenticeships")]
)
def test_whoever_employs_nobody_goes_to_their_own_landing(visit: Visitor, name: str, landing: str) -> None:
    answer = visit(name).client.get("/apprentices", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, landing)


def test_it_asks_the_database_at_most_8_times(visit: Visitor, statements: Callable) -> None:
    visitor = visit("mark")
    with statements() as ran:
        assert visitor.get("/apprentices").status_code == 200
    assert 0 < len(ran) <= 8
