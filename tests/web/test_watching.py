"""Names to watch for: typed to add, ask and end, never to be read; in no backup, and gone with the apprenticeship."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.actions.acting import Installation
from app.actions.keeping import back_up
from app.actions.status import change_status
from app.actions.watching import forget_lists_of_ended, stop_watching, watch_name
from app.db.tables import core
from app.domain.people import ApprenticeshipStatus
from app.worker import Worker
from tests.cast import TODAY, Cast
from tests.conftest import Clock
from tests.visits import Page, Visit

Visitor = Callable[..., Visit]
FIELDS = {
    "title": "A home visit",
    "kind": "work_product",
    "happened_on": "2026-11-02",
    "description": "What I did.",
    "ksb": ["K2"],
    "confidentiality_statement": "true",
    "authenticity": "true",
    "ai_use": "no",
}


def rows(house: Installation) -> list[str]:
    with house.database.reading() as session:
        return list(session.scalars(select(core.watch_name.c.keyed_hash)))


def test_a_name_is_watched_for_asked_and_taken_away_by_typing_it(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe, address = visit("chloe"), f"/a/{cast.hers}/names"
    assert "0 names are watched for" in chloe.page(address).text
    assert "1 name is watched for" in chloe.post(address, {"name": "Zofia Quill", "do": "add"}).text
    assert "Yes, that name is watched for." in chloe.post(address, {"name": "zofia quill", "do": "ask"}).text
    assert "No, that name is not watched for." in chloe.post(address, {"name": "Zofia", "do": "ask"}).text
    assert not any("quill" in one.casefold() for one in rows(house))
    assert "not watched for any more" in chloe.post(address, {"name": "Zofia Quill", "do": "remove"}).text
    assert rows(house) == []
    assert chloe.post(address, {"name": "12", "do": "add"}).status_code == 422


def test_two_names_that_share_a_word_are_ended_one_by_one(house: Installation, cast: Cast) -> None:
    with house.acting(cast.chloe) as acting:
        assert watch_name(acting, cast.hers, "Zofia Quill")
        assert watch_name(acting, cast.hers, "Zofia Vane")
        assert not watch_name(acting, cast.hers, "Zofia Vane")
        assert stop_watching(acting, cast.hers, "Zofia Vane")
    assert len([one for one in rows(house) if one.startswith("name:")]) == 1


def test_a_watched_name_is_found_where_it_would_be_missed(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    plain = {"title": "A visit", "description": "We met quillfeather at the hub."}
    found = chloe.post(f"/a/{cast.hers}/evidence/check", plain)
    chloe.post(f"/a/{cast.hers}/names", {"name": "Zofia Quillfeather", "do": "add"})
    again = chloe.post(f"/a/{cast.hers}/evidence/check", plain)
    assert "“quillfeather”" not in found.text
    assert "“quillfeather” looks like a name on the watch list." in Page(again.text).text


def test_a_name_that_is_added_holds_an_open_draft_by_its_words_at_once(cast: Cast, visit: Visitor) -> None:
    chloe, where = visit("chloe"), f"apprenticeships/{cast.hers}/evidence"
    words = {"description": "We met quillfeather at the hub.", "submit": "false"}
    assert chloe.call("POST", where, data=FIELDS | words).json()["held"] is False
    assert chloe.call("POST", where, data=FIELDS | {"submit": "true"}).json()["state"] == "submitted"
    visit("priya").post(f"/a/{cast.hers}/names", {"name": "Zofia Quillfeather", "do": "add"})
    piece = chloe.call("GET", f"{where}/E1").json()
    assert [(one["field"], one["state"]) for one in piece["findings"]] == [("description", "open")]
    assert chloe.call("POST", f"{where}/E1/submission", json={}).status_code == 409
    sent = chloe.call("GET", f"{where}/E2").json()
    assert (sent["state"], sent["findings"]) == ("submitted", []), "what was sent is looked through no second time"


def test_its_files_are_read_again_by_a_job_and_it_is_held_until_then(
    house: Installation, cast: Cast, visit: Visitor, clock: Clock
) -> None:
    chloe, where = visit("chloe"), f"apprenticeships/{cast.hers}/evidence"
    note = [("file", ("note.txt", b"We met quillfeather at the hub and looked at three options.", "text/plain"))]
    assert chloe.call("POST", where, data=FIELDS | {"submit": "false"}, files=note).json()["held"] is False
    chloe.post(f"/a/{cast.hers}/names", {"name": "Zofia Quillfeather", "do": "add"})
    waiting = chloe.call("GET", f"{where}/E1").json()
    assert (waiting["held"], waiting["findings"]) == (True, [])
    assert chloe.call("POST", f"{where}/E1/submission", json={}).status_code == 409
    clock.now += timedelta(minutes=1)
    worker = Worker(house)
    while worker.do_one():
        pass
    piece = chloe.call("GET", f"{where}/E1").json()
    assert [(one["field"], one["state"]) for one in piece["findings"]] == [("file", "open")]
    assert piece["state"] == "draft"


def test_the_list_is_in_no_backup(house: Installation, cast: Cast, tmp_path: Path) -> None:
    with house.acting(cast.priya) as acting:
        watch_name(acting, cast.hers, "Zofia Quill")
    kept = rows(house)
    back_up(house, tmp_path / "backup")
    written = b"".join(file.read_bytes() for file in (tmp_path / "backup").glob("database.*"))
    assert kept and not any(one.encode() in written for one in kept)
    assert rows(house) == kept


@pytest.mark.parametrize("status", ["withdrawn", "transferred", "completed"])
def test_the_list_ends_with_the_apprenticeship(house: Installation, cast: Cast, status: str) -> None:
    with house.acting(cast.priya) as acting:
        watch_name(acting, cast.hers, "Zofia Quill")
    forget_lists_of_ended(house)
    assert rows(house)
    with house.acting(cast.adele) as acting:
        change_status(acting, cast.hers, ApprenticeshipStatus(status), TODAY - timedelta(days=1), reason="It ended")
    forget_lists_of_ended(house)
    assert rows(house) == []
