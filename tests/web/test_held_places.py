"""What is said of a KSB may identify somebody too: it holds a draft, and is not taken into what others have."""

from collections.abc import Callable

import pytest

from app.actions.acting import Installation
from app.actions.evidence import clear_evidence
from tests.actions.test_evidence import act
from tests.cast import Cast
from tests.visits import Page, Visit
from tests.web.test_places import FIELDS, add, say, tag

Visitor = Callable[..., Visit]
HOW = "I rang them on 07700 900123."


def test_how_it_shows_a_ksb_holds_a_draft_until_the_words_are_out(cast: Cast, visit: Visitor) -> None:
    chloe, where = visit("chloe"), f"apprenticeships/{cast.hers}/evidence/E1"
    piece = add(chloe, cast, submit="false")
    assert not piece["held"]
    saved = say(chloe, cast, piece, where_S14="all of it", how_S14=HOW, where_K2="", how_K2="")
    assert "Something in it may identify somebody. It is on the page of E1." in saved.text
    (found,) = chloe.call("GET", where).json()["findings"]
    assert (found["field"], found["place"], found["state"], found["words"]) == ("how", "S14", "open", "07700 900123")
    page = chloe.page(f"/a/{cast.hers}/evidence/E1").text
    assert "“07700 900123” looks like a phone number. How it shows S14" in page
    refused = chloe.call("POST", f"{where}/submission", json={})
    assert (refused.status_code, "may identify somebody" in refused.json()["detail"]) == (409, True)
    say(chloe, cast, piece, where_S14="all of it", how_S14="I rang them.", where_K2="", how_K2="")
    assert [one["state"] for one in chloe.call("GET", where).json()["findings"]] == ["fixed"]
    assert chloe.call("POST", f"{where}/submission", json={}).json()["state"] == "submitted"


def test_it_may_stay_with_a_reason_and_a_draft_written_anew_keeps_that(cast: Cast, visit: Visitor) -> None:
    chloe, where = visit("chloe"), f"apprenticeships/{cast.hers}/evidence/E1"
    piece = add(chloe, cast, submit="false")
    say(chloe, cast, piece, where_S14="all of it", how_S14=HOW, where_K2="", how_K2="")
    (found,) = chloe.call("GET", where).json()["findings"]
    kept = chloe.call("POST", f"{where}/findings/{found['id']}/keeping", json={"reason": "It is a public helpline."})
    assert not kept.json()["held"]
    say(chloe, cast, piece, where_S14="all of it", how_S14=HOW, where_K2="p 2", how_K2="")
    again = chloe.call("GET", where).json()
    assert ([one["state"] for one in again["findings"]], again["held"]) == (["kept"], False)


def test_words_that_a_place_quotes_are_looked_through_where_no_machine_reads_the_file(
    cast: Cast, visit: Visitor
) -> None:
    chloe, where = visit("chloe"), f"apprenticeships/{cast.hers}/evidence/E1"
    piece = add(chloe, cast, submit="false")
    say(chloe, cast, piece, where_S14="“ring 07700 900123”", how_S14="", where_K2="", how_K2="")
    (found,) = chloe.call("GET", where).json()["findings"]
    assert (found["field"], found["place"], found["words"]) == ("where", "S14", "07700 900123")
    assert "The words quoted for S14" in chloe.page(f"/a/{cast.hers}/evidence/E1").text


@pytest.mark.parametrize("name", ["chloe", "priya"])
def test_nothing_that_may_identify_somebody_is_added_to_a_piece_that_others_have(
    house: Installation, cast: Cast, visit: Visitor, name: str
) -> None:
    piece = add(visit("chloe"), cast)
    adding = visit(name)
    fields = {"where_S14": "all of it", "how_S14": HOW, "where_K2": "“ring 07700 900123”", "how_K2": ""}
    refused = say(adding, cast, piece, **fields)
    page = Page(refused.text)
    assert refused.status_code == 422
    assert "“07700 900123” looks like a phone number. Others have this piece already" in page.text
    assert "“07700 900123” looks like a phone number. Say the page, the time or the cells instead." in page.text
    assert HOW in page.text
    assert (tag(house, cast, "S14").where, tag(house, cast, "S14").how) == ("", "")
    assert "Saved where E1 shows" in say(adding, cast, piece, **fields | {"how_S14": "", "where_K2": ""}).text


def test_what_the_tutor_says_of_a_cleared_piece_is_held_against_the_same_check(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    piece = add(visit("chloe"), cast)
    act(house, cast.priya, lambda a: clear_evidence(a, cast.hers, 1, version=1, cleared=True, looked=True))
    place = f"apprenticeships/{cast.hers}/evidence/E{piece['number']}/tags/S14/place"
    answer = visit("priya").call("PUT", place, json={"where": [], "how": HOW})
    assert (answer.status_code, tag(house, cast, "S14").how) == (422, "")
    (fault,) = answer.json()["errors"]
    assert fault["path"] == "how"


def test_of_a_case_before_a_court_nothing_is_said_of_ksbs_until_a_manager_clears_it(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe = visit("chloe")
    piece = add(chloe, cast, submit="false")
    say(chloe, cast, piece, where_S14="all of it", how_S14="What I told the court.", where_K2="", how_K2="")
    typed = FIELDS | {"legal_matter": "yes", "form": "a", "revision": "0", "submit": "false"}
    answer = chloe.post(f"/a/{cast.hers}/evidence/E1/edit", typed, files=[])
    assert "Draft saved without its files and description" in Page(answer.text).text
    assert (tag(house, cast, "S14").where, tag(house, cast, "S14").how) == ("", "")
    body = {"where": [], "how": "What I told the court."}
    place = chloe.call("PUT", f"apprenticeships/{cast.hers}/evidence/E1/tags/S14/place", json=body)
    assert (place.status_code, "Enter your manager’s clearance first." in place.text) == (409, True)
    assert tag(house, cast, "S14").how == ""
