"""Evidence that may identify somebody: its maker alone sees it, until it is out or kept, and a look has cleared it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.actions.acting import Installation
from app.actions.evidence import do_check
from app.db import evidence as db
from app.db.installation import claim_job
from app.db.tables import core
from tests.cast import Cast
from tests.files.reading.made import telling_paper
from tests.visits import Page, Visit

Visitor = Callable[..., Visit]
FIELDS = {
    "title": "A home visit",
    "kind": "work_product",
    "happened_on": "2026-11-02",
    "description": "They ring me on 07700 900123.",
    "ksb": ["S14", "K2"],
    "confidentiality_statement": "true",
    "authenticity": "true",
    "ai_use": "no",
}


def add(visitor: Visit, cast: Cast, files: Any = None, **more: Any) -> dict[str, Any]:
    where = f"apprenticeships/{cast.hers}/evidence"
    answer = visitor.call("POST", where, data=FIELDS | {"submit": "true"} | more, files=files)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def test_what_is_found_holds_a_piece_until_it_is_kept_with_a_reason(cast: Cast, visit: Visitor) -> None:
    chloe, where = visit("chloe"), f"apprenticeships/{cast.hers}/evidence/E1"
    piece = add(chloe, cast)
    (found,) = piece["findings"]
    assert (piece["state"], piece["held"]) == ("draft", True)
    assert (found["kind"], found["field"], found["state"], found["words"]) == (
        "phone", "description", "open", "07700 900123",
    )  # fmt: skip
    refused = chloe.call("POST", f"{where}/submission", json={})
    assert refused.status_code == 409
    assert "may identify somebody" in refused.json()["detail"]
    keeping = f"{where}/findings/{found['id']}/keeping"
    assert chloe.call("POST", keeping, json={"reason": " "}).status_code == 422
    kept = chloe.call("POST", keeping, json={"reason": "It is the number of a public helpline."}).json()
    assert ([one["state"] for one in kept["findings"]], kept["held"]) == (["kept"], False)
    assert chloe.call("POST", f"{where}/submission", json={}).json()["state"] == "submitted"
    (told,) = visit("priya").call("GET", where).json()["findings"]
    assert (told["state"], "words" in told) == ("kept", False)
    assert "It is the number of a public helpline." in visit("priya").page(f"/a/{cast.hers}/evidence/E1").text


def test_what_a_draft_s_file_hides_stands_on_the_form_while_the_words_are_mended(cast: Cast, visit: Visitor) -> None:
    chloe, check = visit("chloe"), f"/a/{cast.hers}/evidence/check"
    files = [("file", ("plan.pdf", telling_paper(), "application/pdf"))]
    add(chloe, cast, files, submit="false")
    mended = {"title": "A home visit", "description": "She rang me."}
    still = Page(chloe.post(f"{check}?piece=1", mended).text)
    assert "plan.pdf" in still.text and f"/a/{cast.hers}/evidence/E1" in still.links()
    assert "07700" not in still.text and "Jane Smith" not in still.text
    assert "plan.pdf" not in Page(chloe.post(check, mended).text).text
    assert visit("priya").post(f"{check}?piece=1", mended).status_code == 403


def test_words_that_are_gone_are_fixed_by_themselves_and_no_words_are_stored(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe = visit("chloe")
    add(chloe, cast)
    page = chloe.page(f"/a/{cast.hers}/evidence/E1/edit")
    assert "“07700 900123” looks like" in page.text
    typed = FIELDS | {"form": "again", "revision": "0", "description": "They ring me often.", "submit": "true"}
    after = Page(chloe.post(f"/a/{cast.hers}/evidence/E1/edit", typed, files=[]).text)
    assert "Evidence saved and sent to Priya" in after.text
    with house.database.reading() as session:
        rows = session.execute(select(core.finding)).all()
        history = [row.body for row in session.execute(select(core.history))]
    assert [row.state for row in rows] == ["fixed"]
    assert not any("900123" in str(row) for row in [*rows, *history])


def test_a_held_draft_is_there_for_its_maker_alone(cast: Cast, visit: Visitor) -> None:
    add(visit("chloe"), cast)
    for name in ("priya", "mark", "quentin", "adele"):
        assert visit(name).get(f"/a/{cast.hers}/evidence/E1").status_code == 404
    assert visit("helen").get(f"/a/{cast.hers}/evidence/E1").status_code == 404


def test_the_employer_reads_what_was_cleared_and_nothing_that_is_kept_from_him(cast: Cast, visit: Visitor) -> None:
    add(visit("chloe"), cast, description="We spoke of three options.")
    page, priya = f"/a/{cast.hers}/evidence/E1", visit("priya")
    assert "three options" not in visit("mark").page(page).text
    priya.post(f"{page}/clearance", {"version": "1", "cleared": "true"})
    assert "three options" in visit("mark").page(page).text
    priya.post(f"{page}/employer", {"kept": "true"})
    assert "three options" not in visit("mark").page(page).text
    assert "three options" in visit("quentin").page(page).text


def test_of_a_case_before_a_court_nothing_comes_in_until_a_manager_clears_it(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe, note = visit("chloe"), [("file", ("note.txt", b"What I did in court.", "text/plain"))]
    typed = FIELDS | {"description": "What I did.", "legal_matter": "yes", "form": "a", "revision": ""}
    answer = chloe.post(f"/a/{cast.hers}/evidence/new", typed | {"submit": "false"}, files=note)
    assert "Draft saved without its files and description" in Page(answer.text).text
    with house.database.reading() as session:
        draft = db.load(session, cast.hers, 1).shown
        assert (draft.title, draft.description, draft.files) == ("A home visit", "", ())
    assert list(house.store.kept()) == []
    refused = chloe.post(f"/a/{cast.hers}/evidence/new", typed | {"submit": "true", "form": "b"}, files=note)
    assert (refused.status_code, list(house.store.kept())) == (422, [])
    cleared = {"clearance": "true", "clearance_by": "Ruth Lowe", "clearance_on": "2026-11-03"}
    sent = chloe.post(f"/a/{cast.hers}/evidence/new", typed | cleared | {"submit": "true", "form": "c"}, files=note)
    assert "Evidence saved and sent to Priya" in Page(sent.text).text


def test_a_file_that_is_read_later_is_sent_by_itself_once_nothing_is_found(
    house: Installation, cast: Cast, visit: Visitor, clock: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("app.actions.evidence.looking.AT_ONCE_BYTES", 0)
    note = [("file", ("note.txt", b"We looked at three options together and chose one.", "text/plain"))]
    piece = add(visit("chloe"), cast, note, description="What I did.")
    assert (piece["state"], piece["held"], piece["findings"]) == ("draft", True, [])
    with house.database.writing() as session:
        job = claim_job(session, house.now() + timedelta(minutes=1))
    assert job is not None
    do_check(house, job)
    do_check(house, job)
    with house.database.reading() as session:
        assert db.load(session, cast.hers, 1).state.value == "submitted"
