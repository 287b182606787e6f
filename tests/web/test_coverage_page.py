"""The coverage page and call: what each role reads there, its filters, its size, and its few statements."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from app.actions.acting import Installation
from tests.cast import START, Cast
from tests.portfolios import Piece, confirm_split, keep_pieces, keep_time
from tests.visits import Visit

Visitor = Callable[..., Visit]
VIEWS = ("", "?view=matrix", "?view=duty")


def keep(house: Installation, cast: Cast, *pieces: Piece) -> None:
    with house.database.writing() as session:
        keep_pieces(session, cast.hers, pieces, cast.priya.id)


def forty_pieces(house: Installation, times: int = 1) -> list[Piece]:
    """Forty pieces of five KSBs each, with titles and duties as long as people write them."""
    codes = [ksb.code for ksb in house.catalogue.standard("ST0868", "1.0").ksbs]
    states = ("accepted", "accepted", "awaiting", "returned")
    return [
        Piece(
            {codes[(n * 5 + i) % 38]: states[(n + i) % 4] for i in range(5)},
            title=f"Reflective account {n} of a visit with a family and two agencies",
            duties=(f"D{n % 11 + 1}",),
        )
        for n in range(40 * times)
    ]


def test_it_says_how_far_it_is_and_that_all_38_count(house: Installation, cast: Cast, visit: Visitor) -> None:
    keep(house, cast, Piece({"K1": "accepted", "K2": "awaiting", "K8": "returned"}))
    page = visit("chloe").page(f"/a/{cast.hers}/coverage")
    assert "1 of 38 KSBs is accepted." in page.text
    assert "1 is tagged and waits for Priya’s decision, 1 needs more and 35 are not started." in page.text
    assert "is not confirmed, so all 38 count." in page.text
    assert "Legislation, policies and procedures" in page.text


def test_what_each_ksb_asks_for_stands_there_in_plain_words_and_in_the_published_ones(
    cast: Cast, visit: Visitor
) -> None:
    text = visit("chloe").page(f"/a/{cast.hers}/coverage").text
    assert "In plain words (ours): Why safe lone working matters, and how you lower the risks to yourself." in text
    assert "The importance of safe lone working and mitigating risks to protect personal safety." in text


def test_a_confirmed_split_is_named_instead(house: Installation, cast: Cast, visit: Visitor) -> None:
    split = {ksb.code: ["professional_discussion"] for ksb in house.catalogue.standard("ST0868", "1.0").ksbs}
    with house.database.writing() as session:
        confirm_split(session, "ST0868/1.0", json.dumps(split), cast.adele.id)
    page = visit("chloe").page(f"/a/{cast.hers}/coverage")
    assert "not confirmed" not in page.text
    assert "Professional discussion underpinned by a portfolio of evidence: 0 of 38 accepted" in page.text


def test_only_the_apprentice_is_asked_for_evidence(house: Installation, cast: Cast, visit: Visitor) -> None:
    address = f"/a/{cast.hers}/coverage"
    assert f"/a/{cast.hers}/evidence/new?ksb=K11" in visit("chloe").page(address).links()
    theirs = visit("priya").page(address)
    assert "Add evidence" not in theirs.text
    assert "None yet" in theirs.text


@pytest.mark.parametrize("name", ["priya", "mark", "adele", "quentin"])
def test_others_see_whose_record_it_is(cast: Cast, visit: Visitor, name: str) -> None:
    page = visit(name).page(f"/a/{cast.hers}/coverage")
    assert "Calder Vale Council. Early intervention practitioner, level 4 (ST0868 version 1.0)." in page.text
    assert "Planned gateway 7 January 2027." in page.text


@pytest.mark.parametrize(("name", "status"), [("tomas", 404), ("sadia", 404), ("helen", 404)])
def test_strangers_and_the_wrong_role_are_refused(cast: Cast, visit: Visitor, name: str, status: int) -> None:
    assert visit(name).get(f"/a/{cast.hers}/coverage").status_code == status
    assert visit(name).call("GET", f"apprenticeships/{cast.hers}/coverage").status_code == status


def test_a_filter_is_in_the_address_and_keeps_the_view(house: Installation, cast: Cast, visit: Visitor) -> None:
    keep(house, cast, Piece({"K1": "accepted", "K8": "returned"}))
    page = visit("chloe").page(f"/a/{cast.hers}/coverage?state=returned")
    assert [a["id"] for a in page.all("tr") if "id" in a] == ["K8"]
    matrix = visit("chloe").page(f"/a/{cast.hers}/coverage?view=matrix&state=returned")
    assert [a["id"] for a in matrix.all("tr") if "id" in a] == ["K8"]
    assert f"/a/{cast.hers}/coverage?view=matrix&state=accepted" in matrix.links()


def test_a_filter_that_finds_nothing_says_so_and_leads_back(cast: Cast, visit: Visitor) -> None:
    page = visit("chloe").page(f"/a/{cast.hers}/coverage?state=accepted")
    assert "No KSB has the state “Accepted”" in page.text
    assert f"/a/{cast.hers}/coverage" in page.links()


def test_an_odd_view_or_state_is_answered_with_a_sentence(cast: Cast, visit: Visitor) -> None:
    for query in ("view=sideways", "state=perfect"):
        answer = visit("chloe").get(f"/a/{cast.hers}/coverage?{query}")
        assert answer.status_code == 422
        assert "Choose one of" in answer.text


def test_the_matrix_names_every_state_in_words(house: Installation, cast: Cast, visit: Visitor) -> None:
    keep(house, cast, Piece({"K1": "accepted", "K2": "awaiting", "K8": "returned"}, title="Applying attachment theory"))
    page = visit("chloe").page(f"/a/{cast.hers}/coverage?view=matrix")
    assert "E1 Applying attachment theory" in page.text
    drawn = [a["aria-label"] for a in page.all("a") if "aria-label" in a]
    assert drawn == ["Accepted", "Waiting", "Needs more"]


def test_a_duty_shows_planned_hours_beside_confirmed_ones(house: Installation, cast: Cast, visit: Visitor) -> None:
    keep(house, cast, Piece({"K1": "accepted"}, duties=["D1"]))
    with house.database.writing() as session:
        keep_time(session, cast.hers, [(START + timedelta(days=9), 570, "confirmed", "D1")], cast.chloe.id)
    page = visit("chloe").page(f"/a/{cast.hers}/coverage?view=duty")
    assert "D1 Risk assessment" in page.text
    assert "9.5 of 28 h" in page.text
    assert any("9.5 of 28 planned hours confirmed" in a.get("aria-label", "") for a in page.all("svg"))


@pytest.mark.parametrize("view", VIEWS)
def test_forty_pieces_are_at_most_60_kilobytes(house: Installation, cast: Cast, visit: Visitor, view: str) -> None:
    keep(house, cast, *forty_pieces(house))
    answer = visit("chloe").get(f"/a/{cast.hers}/coverage{view}")
    assert len(answer.content) <= 60_000


@pytest.mark.parametrize("name", ["chloe", "priya"])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("times", [1, 10])
def test_it_asks_the_database_at_most_7_times_however_much_there_is(
    house: Installation, cast: Cast, visit: Visitor, statements: Callable, view: str, times: int, name: str
) -> None:
    keep(house, cast, *forty_pieces(house, times))
    visitor = visit(name)
    with statements() as ran:
        assert visitor.get(f"/a/{cast.hers}/coverage{view}").status_code == 200
    assert 0 < len(ran) <= 7


def test_html_in_a_title_is_only_text(house: Installation, cast: Cast, visit: Visitor) -> None:
    keep(house, cast, Piece({"K1": "accepted"}, title="<script>alert(1)</script>"))
    assert "<script>alert" not in visit("chloe").get(f"/a/{cast.hers}/coverage?view=matrix").text


def test_the_call_answers_as_the_contract_says(house: Installation, cast: Cast, visit: Visitor) -> None:
    keep(house, cast, Piece({"K1": "accepted", "S2": "awaiting"}), Piece({"B6": "returned", "S2": "declined"}))
    said = visit("mark").call("GET", f"apprenticeships/{cast.hers}/coverage").json()
    summary = ("total", "accepted", "tagged", "returned", "not_started", "percent")
    assert tuple(said[key] for key in summary) == (38, 1, 1, 1, 35, 2)
    first = said["ksbs"][0]
    assert first | {"code": "K1", "kind": "knowledge", "state": "accepted", "accepted": 1} == first
    assert (first["awaiting"], first["returned"], first["evidence"]) == (0, 0, [1])
    assert {"total": 17, "accepted": 1, "percent": 5}.items() <= said["kinds"]["knowledge"].items()
    assert set(said["kinds"]) == {"knowledge", "skill", "behaviour"}
    duty = said["duties"][0]
    assert set(duty) == {"code", "total", "accepted", "percent", "target_minutes", "confirmed_minutes"}
    assert said["methods"] is None


def test_the_call_without_anybody_signed_in_is_401(cast: Cast, visit: Visitor) -> None:
    answer = visit().call("GET", f"apprenticeships/{cast.hers}/coverage")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
