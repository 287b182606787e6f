"""An employer's landing: what waits for the employer first, then how each apprentice stands."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.actions.acting import Installation
from app.actions.apprenticeships import add_apprenticeship, set_status
from app.answers.waiting import waiting
from app.db import apprenticeships, people
from app.db.people import organisations
from app.domain.people import ApprenticeshipStatus, Role
from app.web.waits_words import own_waits_words
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


def test_it_says_how_much_others_wait_for_and_how_long(house: Installation, cast: Cast, visit: Visitor) -> None:
    with house.database.writing() as session:
        keep_time(session, cast.hers, [(START + timedelta(days=3), 570, "waiting", None)], cast.chloe.id)
    with house.database.reading() as session:
        waits = waiting(session, house.catalogue, [cast.hers], TODAY).waits
    theirs = [one for one in waits if one.role is Role.EMPLOYER]
    said = own_waits_words(theirs, TODAY)
    assert theirs and "from you" in said and "for " in said
    assert said in visit("mark").page("/apprentices").text


def test_with_nothing_waiting_it_says_what_comes_here(cast: Cast, house: Installation, visit: Visitor) -> None:
    with house.acting(cast.adele) as acting:
        set_status(acting, cast.hers, ApprenticeshipStatus.ON_A_BREAK, TODAY)
    page = visit("mark").page("/apprentices")
    assert "Nothing is waiting for you" in page.text
    assert "1 apprentice." in page.text


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


@pytest.fixture
def both(house: Installation, cast: Cast) -> None:
    """Mark is the employer of Chloe and of Ben, at two sites; hours of Ben's wait."""
    with house.database.writing() as session:
        apprenticeships.join(session, cast.his, cast.mark.id, Role.EMPLOYER, START, leading=False)
        keep_time(session, cast.his, [(date(2026, 11, 2), 90, "waiting", None)], cast.ben.id)
        keep_time(session, cast.hers, [(date(2026, 11, 2), 600, "confirmed", None)], cast.chloe.id)


def shown(visitor: Visit, query: str) -> list[str]:
    text = visitor.page(f"/apprentices{query}").text.split("Everybody", 1)[1]
    return [name for name in ("Ben Carter", "Chloe Marsden") if name in text]


def test_the_list_has_what_waits_what_is_expected_and_the_minimum(visit: Visitor, both: None) -> None:
    text = visit("mark").page("/apprentices").text
    for said in ("1.5 h", "10 h", "About 428 h expected. Minimum 423 h.", "Harbour Family Hub", "Calder Vale Council"):
        assert said in text, said


def test_it_is_filtered_by_name_site_and_who_needs_the_employer(
    house: Installation, cast: Cast, visit: Visitor, both: None
) -> None:
    mark = visit("mark")
    with house.database.reading() as session:
        sites = {name: id_ for id_, name in organisations(session).items()}
    assert shown(mark, "") == ["Ben Carter", "Chloe Marsden"]
    assert shown(mark, "?q=CHLO") == ["Chloe Marsden"]
    assert shown(mark, f"?employer={sites['Harbour Family Hub']}") == ["Ben Carter"]
    needs = shown(mark, "?needs=me&employer=&q=")
    assert "Ben Carter" in needs
    assert "Nobody fits this search" in mark.page("/apprentices?q=nobody").text
    assert mark.get("/apprentices?needs=you").status_code == 422


def test_the_spreadsheet_holds_the_same_and_runs_no_formula(
    house: Installation, cast: Cast, visit: Visitor, both: None
) -> None:
    with house.database.writing() as session:
        people.rename(session, cast.ben.id, "=HYPERLINK(1)")
    mark = visit("mark")
    answer = mark.get("/apprentices.csv?q=ma")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [row[0] for row in rows] == ["Apprentice", "Chloe Marsden"]
    said = dict(zip(rows[0], rows[1], strict=True))
    assert (said["Hours confirmed"], said["Minimum hours"], said["Hours waiting"]) == ("10", "423", "0")
    assert "'=HYPERLINK(1)" in mark.get("/apprentices.csv").text
    assert len(visit("priya").get("/apprentices.csv").text.splitlines()) == 1
