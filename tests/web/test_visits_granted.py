"""Granting a visit where there are many apprentices: found by words and by month, and kept across every search."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.actions.apprenticeships import Newcomer, add_apprenticeship
from app.actions.visits import end_visit
from tests.actions.test_portfolio import do
from tests.cast import NAMES, email, his_as_entered, visiting
from tests.visits import Page
from tests.web.test_visits import SENT

MANY = 60
"""More than a page of those who are found, in two cohorts of thirty, each with a tutor of its own."""


@pytest.fixture
def many(house, cast):
    """Sixty more apprentices: Aled Number 00 to 59, half of them with Gwen Abel since September, half since March."""
    with house.acting(cast.adele) as acting:
        for number in range(MANY):
            tutor, start = ("Gwen Abel", date(2026, 9, 7)) if number % 2 else ("Ifor Dean", date(2026, 3, 2))
            who = Newcomer(f"Aled Number {number:02}", f"aled.{number}@example.org", date(2001, 1, 1))
            teaching = Newcomer(tutor, f"{tutor.split()[0].lower()}@example.org")
            new = replace(his_as_entered(), apprentice=who, tutor=teaching, start=start, planned_end=date(2028, 1, 1))
            add_apprenticeship(acting, new)


def shown(page, ticked):
    """The apprentices' ids on the form, of those that are ticked or of those that are not."""
    boxes = [a for a in page.all("input") if a.get("name") == "apprenticeship"]
    return [a["value"] for a in boxes if ("checked" in a) is ticked]


def find(who, **typed):
    answer = who.post("/visits/new", SENT | typed)
    assert answer.status_code == 200, answer.text[:300]
    return Page(answer.text)


def test_few_are_all_shown_and_many_are_found_first(house, cast, visit, many):
    adele = visit("adele")
    first = adele.page("/visits/new")
    assert "62 apprentices are here. Find those that the visit is about." in first.text
    assert shown(first, ticked=False) == []
    by_tutor = find(adele, q="gwen abel")
    assert "30 apprentices found, 1 to 25 here." in by_tutor.text
    assert len(shown(by_tutor, ticked=False)) == 25
    assert "Harbour Family Hub, tutor Gwen Abel. ST0868 version 1.0, began 7 September 2026." in by_tutor.text
    rest = find(adele, q="gwen abel", page="2")
    assert len(shown(rest, ticked=False)) == 5
    assert not set(shown(rest, ticked=False)) & set(shown(by_tutor, ticked=False))
    assert "30 apprentices found" in find(adele, began="2026-03").text
    assert shown(find(adele, q="Calder Vale"), ticked=False) == [str(cast.hers)]
    assert "Nobody is found. Ask for less of it." in find(adele, q="gwen abel", began="2026-03").text
    for nonsense in (
        {"page": "x"},
        {"page": "99999999999"},
        {"began": "soon"},
        {"began": "2026-13"},
        {"began": "9999-12"},
    ):
        assert find(adele, q="Number 07", **nonsense).text


def test_whoever_is_chosen_is_kept_across_searches_and_so_is_all_that_was_typed(house, cast, visit, many):
    adele = visit("adele")
    one = shown(find(adele, q="Number 07"), ticked=False)
    page = find(adele, q="Number 12", apprenticeship=one)
    two = [*one, *shown(page, ticked=False)]
    assert (shown(page, ticked=True), len(two)) == (one, 2)
    assert (page.field("purpose")["value"], page.field("q")["value"]) == (SENT["purpose"], "Number 12")
    assert sum("checked" in a for a in page.all("input") if a.get("name") == "sights") == 2
    everybody = find(adele, q="Ifor Dean", find="all", apprenticeship=two)
    assert "31 apprentices chosen" in everybody.text
    assert set(two) <= set(shown(everybody, ticked=True))
    assert "25 of these chosen already." in everybody.text
    assert shown(find(adele, find="none", apprenticeship=two), ticked=True) == []
    wrong = adele.post("/visits", SENT | {"purpose": " ", "q": "Number 33", "apprenticeship": two})
    assert wrong.status_code == 422
    assert set(shown(Page(wrong.text), ticked=True)) == set(two)
    done = adele.post("/visits", SENT | {"q": "Number 33", "began": "2026-09", "apprenticeship": two})
    assert "Of whom: 2 apprentices" in done.text
    seen = visit("olwen").page("/visit").text
    assert ["Aled Number 07" in seen, "Aled Number 12" in seen, "Aled Number 33" in seen] == [True, True, False]


def test_no_more_than_a_visit_may_show_are_chosen_at_once(house, cast, visit, many, monkeypatch):
    monkeypatch.setattr("app.web.pages.visits.choosing.MOST", 40)
    adele = visit("adele")
    chosen = shown(find(adele, q="Ifor Dean", find="all"), ticked=True)
    answer = adele.post("/visits/new", SENT | {"q": "Gwen Abel", "find": "all", "apprenticeship": chosen})
    assert answer.status_code == 422
    assert answer.text.count("One visit can show 40 apprentices at the most. Find fewer.") == 2
    assert shown(Page(answer.text), ticked=True) == chosen


def test_finding_grants_nothing_and_takes_as_many_statements_however_many_there_are(
    house, cast, visit, many, statements
):
    adele, counted = visit("adele"), set()
    for typed in ({"q": "Ben Carter"}, {"q": "Gwen Abel"}, {"began": "2026-03", "apprenticeship": [str(cast.hers)]}):
        with statements() as ran:
            find(adele, **typed)
        counted.add(len(ran))
    assert len(counted) == 1
    assert max(counted) <= 8
    assert "No visit was granted yet" in adele.page("/visits").text


def test_the_list_is_short_and_each_visit_has_its_openings_a_page_at_a_time(house, cast, visit, clock, monkeypatch):
    monkeypatch.setattr("app.web.paging.LENGTH", 2)
    monkeypatch.setattr("app.web.pages.visits.listing.LENGTH", 2)
    ended = visiting(house, cast)
    do(house, cast.adele, end_visit, ended.number)
    given = visiting(house, cast, apprenticeships=frozenset({cast.hers, cast.his}))
    olwen, adele = visit("olwen"), visit("adele")
    for whose, what in ((cast.hers, "hours"), (cast.his, "hours"), (cast.his, "reviews"), (cast.his, "reviews")):
        clock.now += timedelta(minutes=1)
        olwen.page(f"/visit/{given.id}/{whose}/{what}")
    page = adele.page("/visits")
    assert [link for link in page.links() if link.startswith("/visits/") and link != "/visits/new"] == [
        "/visits/2", "/visits/1",
    ]  # fmt: skip
    for said in (
        "Open until 3 December 2026",
        "2 apprentices 3 things",
        "Ended by Adele Brook",
        "1 apprentice Nothing",
    ):
        assert said in page.text, said
    first, second = adele.page("/visits/2"), adele.page("/visits/2?page=2")
    assert "1 to 2 of 3, last opened first." in first.text
    assert "Reviews Ben Carter 2" in first.text
    assert "/visits/2?page=2" in first.links()
    assert "/visits/2?page=1" in second.links()
    assert "Hours Chloe Marsden 1" in second.text
    assert "Nothing was opened." in adele.page("/visits/1").text
    assert adele.get("/visits/3").status_code == 404
    [newest, _] = adele.call("GET", "visits").json()["items"]
    assert (newest["number"], newest["things_opened"]) == (2, 3)
    opened = adele.call("GET", "visits/2/openings").json()
    assert ([one["what"] for one in opened["items"]], opened["next"]) == (["reviews", "hours", "hours"], None)
    assert adele.call("GET", "visits/2/openings?after=2").json()["items"] == opened["items"][2:]


def test_whoever_visits_is_refused_a_part_with_a_sentence_where_it_is_given(house, cast, visit):
    visiting(house, cast)
    adele, said = visit("adele"), "Olwen Pryce is let in from outside for a visit until 3 December 2026"
    role = adele.post(f"/people/{cast.olwen.id}/roles", {"role": "quality_assurer"})
    assert (role.status_code, said in role.text) == (409, True)
    typed = {"tutor_name": NAMES["olwen"], "tutor_email": email("olwen"), "tutor_since": "2026-11-23"}
    tutor = adele.post(f"/apprenticeships/{cast.hers}/tutor", typed)
    assert tutor.status_code == 422
    assert tutor.text.count(said) == 2
    assert Page(tutor.text).field("tutor_email")["value"] == email("olwen")
