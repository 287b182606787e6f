"""The first page of a record: the same address for everybody who may see it, and what each is asked there."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.actions.acting import Installation
from app.actions.apprenticeships import add_cover, end_access
from app.domain.people import Role
from tests.cast import START, TODAY, Cast, newcomer
from tests.portfolios import Piece, keep_pieces, keep_time
from tests.visits import Visit

Visitor = Callable[..., Visit]


@pytest.fixture
def something(house: Installation, cast: Cast) -> None:
    """Two tags to decide and two hours to confirm on Chloe's record."""
    with house.database.writing() as session:
        keep_pieces(session, cast.hers, [Piece({"K1": "accepted", "K2": "awaiting", "S1": "awaiting"})], cast.priya.id)
        keep_time(session, cast.hers, [(START + timedelta(days=3), 120, "waiting", None)], cast.chloe.id)


@pytest.mark.usefixtures("something")
def test_the_tutor_is_asked_to_decide_and_to_confirm(cast: Cast, visit: Visitor) -> None:
    page = visit("priya").page(f"/a/{cast.hers}/")
    assert "Decide 2 KSB tags" in page.text
    assert "Confirm or query 2 hours" in page.text
    assert f"/a/{cast.hers}/off-the-job?state=waiting" in page.links()


@pytest.mark.usefixtures("something")
def test_the_employer_is_asked_for_the_hours_alone(cast: Cast, visit: Visitor) -> None:
    page = visit("mark").page(f"/a/{cast.hers}/")
    assert "Confirm or query 2 hours" in page.text
    assert "Decide" not in page.text


def test_the_employer_has_fewer_tabs_and_links_to_the_others(cast: Cast, visit: Visitor) -> None:
    """Coverage and assessment are looked at from where they count; the tutor, who works in them, has a tab for each."""
    mark, coverage, assessment = visit("mark"), f"/a/{cast.hers}/coverage", f"/a/{cast.hers}/assessment"
    overview = mark.page(f"/a/{cast.hers}/")
    assert overview.links().count(coverage) == 1
    assert assessment not in overview.links()
    assert mark.page(f"/a/{cast.hers}/gateway").links().count(assessment) == 1
    assert visit("priya").page(f"/a/{cast.hers}/").links().count(coverage) == 2


@pytest.mark.usefixtures("something")
def test_the_apprentice_is_sent_home_for_what_to_do(cast: Cast, visit: Visitor) -> None:
    page = visit("chloe").page(f"/a/{cast.hers}/")
    assert page.headings["h1"] == ["Your apprenticeship"]
    assert "/home" in page.links()
    assert "Waiting for you here" not in page.text


@pytest.mark.usefixtures("something")
@pytest.mark.parametrize("name", ["adele", "quentin"])
def test_who_only_looks_is_asked_for_nothing(cast: Cast, visit: Visitor, name: str) -> None:
    page = visit(name).page(f"/a/{cast.hers}/")
    assert "Waiting for you here" not in page.text
    assert "1 of 38 KSBs is accepted." in page.text


def test_it_names_its_people_with_their_dates(house: Installation, cast: Cast, visit: Visitor) -> None:
    with house.acting(cast.adele) as acting:
        add_cover(acting, cast.hers, Role.TUTOR, newcomer("tomas"), TODAY, TODAY + timedelta(days=14))
        end_access(acting, cast.hers, cast.mark.id, Role.EMPLOYER, TODAY)
    page = visit("priya").page(f"/a/{cast.hers}/")
    assert "Priya NairTutor7 July 2025No end date" in page.text
    assert "Tomas ReyesTutor, cover20 November 20264 December 2026" in page.text
    assert "Mark EllisEmployer’s contact, ended7 July 202520 November 2026" in page.text


def test_planned_hours_say_where_they_come_from(cast: Cast, visit: Visitor) -> None:
    page = visit("mark").page(f"/a/{cast.hers}/")
    assert "469 hours, from the standard’s example days" in page.text
    assert "Paid hours a week35 hours" in page.text


@pytest.mark.parametrize(("name", "status"), [("ruth", 404), ("sadia", 404), ("helen", 404)])
def test_strangers_and_the_wrong_role_are_refused(cast: Cast, visit: Visitor, name: str, status: int) -> None:
    assert visit(name).get(f"/a/{cast.hers}/").status_code == status


def test_nobody_reads_a_date_of_birth_here(cast: Cast, visit: Visitor) -> None:
    for name in ("mark", "quentin", "priya"):
        said = visit(name).page(f"/a/{cast.hers}/").html
        assert "March 2003" not in said
        assert "2003-03-14" not in said


def test_it_asks_the_database_as_often_for_ten_times_as_much(
    house: Installation, cast: Cast, visit: Visitor, statements: Callable
) -> None:
    visitor, counts = visit("priya"), []
    for first, pieces in ((1, 4), (5, 40)):
        with house.database.writing() as session:
            keep_pieces(session, cast.hers, [Piece({"K1": "accepted"})] * pieces, cast.priya.id, first=first)
        with statements() as ran:
            assert visitor.get(f"/a/{cast.hers}/").status_code == 200
        counts.append(len(ran))
    assert 0 < counts[0] == counts[1] <= 9
