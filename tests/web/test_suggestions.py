"""KSBs suggested from what an apprentice types, on the form and as a call: with reasons, and none ticked."""

from collections.abc import Callable
from typing import Any

import pytest

from app.actions.acting import Installation
from app.catalogue import STANDARD_DATA, read_catalogue
from tests.cast import Cast
from tests.portfolios import Piece, keep_pieces
from tests.visits import Page, Visit

Visitor = Callable[..., Visit]
TYPED = {
    "title": "Housing options for a young couple",
    "description": "They asked what I would do. I stayed impartial and laid out three options for them to choose from.",
    "duty": "D6",
    "kind": "work_product",
}
HEADING = "Suggested from your words"


def ask(visit: Visit, cast: Cast, **typed: Any) -> Page:
    """The choice of KSBs as htmx gets it."""
    address = f"/a/{cast.hers}/evidence/suggest"
    answer = visit.post(address, data=TYPED | typed, headers={"hx-request": "true"})
    assert answer.status_code == 200
    return Page(answer.text)


def call(visit: Visit, cast: Cast, **body: Any) -> Any:
    return visit.call("POST", f"apprenticeships/{cast.hers}/suggestions", json=body)


def codes(page: Page, *, ticked: bool = False) -> list[str]:
    return [a["value"] for a in page.all("input") if a.get("name") == "ksb" and (not ticked or "checked" in a)]


def keep_leeks(house: Installation, cast: Cast, apprenticeship: Any) -> None:
    """Three accepted pieces by which an allotment goes with B3."""
    with house.database.writing() as session:
        pieces = [
            Piece({"B3": "accepted"}, title="Seedlings at the allotment"),
            Piece({"B3": "accepted"}, title="The allotment in the rain"),
            Piece({"S10": "accepted"}, title="Minutes of the core group"),
        ]
        keep_pieces(session, apprenticeship, pieces, cast.priya.id)


def test_the_form_suggests_from_the_words_with_the_reasons_and_ticks_nothing(cast: Cast, visit: Visitor) -> None:
    page = ask(visit("chloe"), cast)
    assert HEADING in page.text
    assert "“impartial”" in page.text
    assert "D6 asks for it." in page.text
    assert "Not started yet" in page.text
    assert {"S14", "S3"} <= set(codes(page)[:5])
    assert codes(page, ticked=True) == []


def test_every_ksb_is_still_there_once_and_her_own_ticks_stay(cast: Cast, visit: Visitor) -> None:
    page = ask(visit("chloe"), cast, ksb=["S14", "B6"])
    assert len(codes(page)) == len(set(codes(page))) == 38
    assert set(codes(page, ticked=True)) == {"S14", "B6"}
    assert "S14" not in codes(page)[:5]


def test_those_that_are_not_started_yet_come_first(house: Installation, cast: Cast, visit: Visitor) -> None:
    page = ask(visit("chloe"), cast)
    first = codes(page)[0]
    with house.database.writing() as session:
        keep_pieces(session, cast.hers, [Piece({first: "accepted"})], cast.priya.id)
    after = codes(ask(visit("chloe"), cast))[:5]
    assert after == [*codes(page)[1:5], first]


def test_nothing_is_suggested_before_anything_is_written(cast: Cast, visit: Visitor) -> None:
    assert HEADING not in visit("chloe").page(f"/a/{cast.hers}/evidence/new?duty=D6").text
    assert HEADING not in ask(visit("chloe"), cast, title=" ", description="").text


def test_without_javascript_the_button_brings_suggestions_and_keeps_everything(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    form = chloe.page(f"/a/{cast.hers}/evidence/new")
    sent = TYPED | {"form": form.field("form")["value"], "revision": "", "suggest": "true"}
    page = Page(chloe.post(f"/a/{cast.hers}/evidence/new", data=sent).text)
    assert HEADING in page.text
    assert page.field("title")["value"] == TYPED["title"]
    assert TYPED["description"] in page.text


def test_what_she_typed_is_never_in_an_address_and_leaves_nothing_behind(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe = visit("chloe")
    before = chloe.call("GET", f"apprenticeships/{cast.hers}/history").json()
    ask(chloe, cast)
    call(chloe, cast, title="Housing options")
    assert chloe.call("GET", f"apprenticeships/{cast.hers}/history").json() == before
    assert chloe.get(f"/a/{cast.hers}/evidence/suggest").status_code in (404, 405)


def test_markup_in_the_words_is_shown_as_words(cast: Cast, visit: Visitor) -> None:
    answer = visit("chloe").post(
        f"/a/{cast.hers}/evidence/suggest",
        data={"title": "risk <b>assessment</b>", "description": "weighed <script>alert(1)</script> up"},
        headers={"hx-request": "true"},
    )
    assert "<script>" not in answer.text
    assert "<b>assess" not in answer.text


def test_the_call_says_the_same_with_words_duties_and_state(cast: Cast, visit: Visitor) -> None:
    answer = call(visit("chloe"), cast, **(TYPED | {"duty": ["D6"]})).json()
    assert answer["next"] is None
    first = {item["ksb"]: item for item in answer["items"]}
    assert "impartial" in first["S14"]["words"]
    assert first["S14"]["duties"] == ["D6"]
    assert first["S14"]["state"] == "not_started"
    assert all(item["words"] or item["learnt"] for item in answer["items"])
    scores = [item["score"] for item in answer["items"]]
    assert scores == sorted(scores, reverse=True)


def test_the_call_needs_nothing_and_names_what_is_wrong(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    assert call(chloe, cast).json() == {"items": [], "next": None}
    for body in ({"kind": "dance"}, {"duty": "D6"}, {"description": "x" * 20_001}, {"words": "x"}):
        assert call(chloe, cast, **body).status_code == 422, body


@pytest.mark.parametrize("name", ["priya", "mark", "quentin", "adele"])
def test_only_who_may_add_evidence_is_suggested_for(cast: Cast, visit: Visitor, name: str) -> None:
    assert call(visit(name), cast, title="Housing options").status_code == 403


def test_this_records_accepted_pieces_teach_and_nobody_elses(house: Installation, cast: Cast, visit: Visitor) -> None:
    said = {"description": "Back at the allotment."}
    keep_leeks(house, cast, cast.his)
    assert "B3" not in {item["ksb"] for item in call(visit("chloe"), cast, **said).json()["items"]}
    keep_leeks(house, cast, cast.hers)
    (b3,) = [item for item in call(visit("chloe"), cast, **said).json()["items"] if item["ksb"] == "B3"]
    assert b3["learnt"] == ["allotment"]
    assert b3["state"] == "accepted"
    assert "Your accepted evidence for it says “allotment” too." in ask(visit("chloe"), cast, **said, title="").text


@pytest.mark.parametrize("times", [1, 60])
def test_suggesting_runs_few_statements_however_much_was_accepted(
    house: Installation, cast: Cast, visit: Visitor, statements: Callable[[], Any], times: int
) -> None:
    with house.database.writing() as session:
        keep_pieces(session, cast.hers, [Piece({"B3": "accepted", "S10": "accepted"})] * times, cast.priya.id)
    chloe = visit("chloe")
    with statements() as ran:
        ask(chloe, cast)
    assert len(ran) <= 8
    with statements() as ran:
        call(chloe, cast, **(TYPED | {"duty": ["D6"]}))
    assert len(ran) <= 6


def test_the_standard_of_the_record_has_cues() -> None:
    assert read_catalogue(STANDARD_DATA).lexicon("ST0868", "1.0").weights
