"""How an employer's case numbers look: an administrator tries it on the page, saves it, and the check knows it."""

from collections.abc import Callable

import pytest

from app.actions.acting import Installation
from app.db import history, people
from tests.cast import Cast
from tests.visits import Page, Visit

Visitor = Callable[..., Visit]
WORDS = {"title": "A visit", "description": "We closed QX-204417 that day."}


@pytest.fixture
def address(house: Installation, cast: Cast) -> str:
    """The page of Calder Vale Council, Chloe's employer."""
    with house.database.reading() as session:
        ids = {name: id_ for id_, name in people.organisations(session).items()}
    return f"/case-numbers/{ids['Calder Vale Council']}"


def pattern_of(house: Installation, address: str) -> str:
    with house.database.reading() as session:
        return next(one.pattern for one in people.case_number_patterns(session) if str(one.organisation) in address)


def test_it_is_tried_against_examples_which_changes_nothing(house: Installation, visit: Visitor, address: str) -> None:
    adele = visit("adele")
    assert address in adele.page("/case-numbers").links()
    assert "/case-numbers" in adele.page("/practice").links()
    typed = {"pattern": "AA-999999", "examples": "QX-204417\nCase QX204417", "do": "try"}
    page = Page(adele.post(address, typed).text)
    assert "QX-204417: found QX-204417" in page.text
    assert "Case QX204417: not found" in page.text
    assert (page.field("pattern")["value"], pattern_of(house, address)) == ("AA-999999", "")
    without = adele.post(address, typed | {"examples": " "})
    assert (without.status_code, "a few invented case numbers" in without.text) == (422, True)


def test_once_it_is_saved_the_check_finds_such_numbers(
    house: Installation, cast: Cast, visit: Visitor, address: str
) -> None:
    adele, chloe, check = visit("adele"), visit("chloe"), f"/a/{cast.hers}/evidence/check"
    assert "QX-204417" not in chloe.post(check, WORDS).text
    saved = adele.post(address, {"pattern": " AA-999999 ", "do": "save"})
    assert "Case numbers of Calder Vale Council are found from now on" in Page(saved.text).text
    assert "“QX-204417” looks like one of your employer’s case numbers" in Page(chloe.post(check, WORDS).text).text
    assert "Nothing has changed" in adele.post(address, {"pattern": "AA-999999", "do": "save"}).text
    adele.post(address, {"pattern": "", "do": "save"})
    assert "QX-204417" not in chloe.post(check, WORDS).text
    with house.database.reading() as session:
        done = [(one.action, one.body) for one in history.happenings(session, history.PROVIDER)]
    assert done[:2] == [("case_numbers_dropped", {"signs": 0}), ("case_numbers_set", {"signs": 9})]


def test_drafts_that_are_open_are_looked_through_again(cast: Cast, visit: Visitor, address: str) -> None:
    chloe, where = visit("chloe"), f"apprenticeships/{cast.hers}/evidence"
    draft = WORDS | {"kind": "other", "happened_on": "2026-11-02", "ksb": "K1", "submit": "false"}
    assert chloe.call("POST", where, data=draft).json()["findings"] == []
    visit("adele").post(address, {"pattern": "AA-999999", "do": "save"})
    held = chloe.call("GET", f"{where}/E1").json()
    assert ([one["kind"] for one in held["findings"]], held["held"]) == (["case_number"], True)


@pytest.mark.parametrize("do", ["try", "save"])
def test_what_makes_no_sense_is_told_at_the_field_and_kept_as_typed(
    house: Installation, visit: Visitor, address: str, do: str
) -> None:
    answer = visit("adele").post(address, {"pattern": "[A-Z]+", "examples": "QX-204417", "do": do})
    page = Page(answer.text)
    assert (answer.status_code, page.field("pattern")["value"]) == (422, "[A-Z]+")
    assert "Use A for a letter, 9 for a digit" in page.text and "QX-204417" in page.text
    assert pattern_of(house, address) == ""
