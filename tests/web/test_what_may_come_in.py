"""A file that may not come in: said beside the field and in the summary, and nothing else of the form is lost."""

from pathlib import Path

import pytest

from app.actions.acting import Installation
from app.db import evidence as db
from app.files.folder import FolderStore
from app.files.looking.endings import ACCEPT
from tests.cast import Cast
from tests.files.looking.made import PROGRAM, compound, office
from tests.files.pictured import png
from tests.visits import Page
from tests.web.test_evidence_pages import LOG, Visitor, add, kept, new_form, pieces

MACROS = office(".docx", ("word/vbaProject.bin", compound(("VBA", None))))
PLAN = ("file", ("plan.docx", MACROS, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"))
SETUP = ("file", ("photo.jpg", PROGRAM, "image/jpeg"))
WHY = (
    "“plan.docx” holds macros, which are small programs that run when it is opened. "
    "Save it without macros (as .docx, .xlsx or .pptx) or as a PDF, and choose that."
)


def on_disk(house: Installation) -> list[Path]:
    assert isinstance(house.store, FolderStore)
    return [path for path in house.store.folder.rglob("*") if path.is_file()]


def test_the_reason_stands_at_the_field_and_in_the_summary_and_the_form_is_as_it_was(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    before = len(on_disk(house))
    answer = add(visit("chloe"), cast, files=[LOG, PLAN, SETUP])
    page = Page(answer.text)
    assert answer.status_code == 422
    assert page.text.count(WHY) == 2
    assert page.text.count("“photo.jpg” is a program or a script, which may not be kept here.") == 2
    assert page.field("title")["value"] == "Benefits drop-in"
    assert list(kept(page).values()) == [True]
    assert pieces(house, cast) == []
    assert len(on_disk(house)) == before + 1


def test_what_is_sent_then_is_saved_with_the_file_that_was_kept(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    page = Page(add(visit("chloe"), cast, files=[LOG, PLAN]).text)
    sent = add(visit("chloe"), cast, files=(), form=page.field("form")["value"], kept=list(kept(page)))
    assert sent.status_code == 200
    assert [file.name for file in pieces(house, cast)[0].shown.files] == ["drop-in-log.pdf"]


def test_a_program_gets_the_reason_as_a_fault_of_the_field(cast: Cast, visit: Visitor) -> None:
    data = {"title": "Plan", "kind": "work_product", "confidentiality_statement": "true"}
    answer = visit("chloe").call("POST", f"apprenticeships/{cast.hers}/evidence", data=data, files=[PLAN])
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert {"path": "file", "message": WHY} in answer.json()["errors"]


def test_bytes_that_are_kept_already_stay_when_they_come_again_under_a_name_that_is_refused(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    assert add(visit("chloe"), cast, files=[LOG]).status_code == 200
    again = ("file", ("drop-in-log.exe", LOG[1][1], "application/pdf"))
    refused = add(visit("chloe"), cast, files=[again])
    assert "“drop-in-log.exe” is a PDF, but its name ends like a file that can do harm." in Page(refused.text).text
    file = pieces(house, cast)[0].shown.files[0]
    assert house.store.size(cast.hers, file.sha256) == file.size


def test_what_was_kept_before_is_served_as_it_was(house: Installation, cast: Cast, visit: Visitor) -> None:
    assert add(visit("chloe"), cast, files=[LOG]).status_code == 200
    file = pieces(house, cast)[0].shown.files[0]
    store = house.store
    assert isinstance(store, FolderStore)
    store.path(cast.hers, file.sha256).write_bytes(MACROS)
    opened = visit("chloe").get(f"/a/{cast.hers}/evidence/E1/files/{file.id}")
    assert (opened.status_code, opened.content) == (200, MACROS)


def test_the_name_that_is_kept_agrees_with_the_content(house: Installation, cast: Cast, visit: Visitor) -> None:
    photo = ("file", ("photo.jpg", png(), "image/jpeg"))
    assert add(visit("chloe"), cast, files=[photo]).status_code == 200
    with house.database.reading() as session:
        file = db.load(session, cast.hers, 1).shown.files[0]
    assert (file.name, file.media_type) == ("photo.png", "image/png")


@pytest.mark.parametrize("words", ["PDF", "Word", "Excel", "PowerPoint", "e-mail", "macros", "password", "ZIP"])
def test_the_form_says_what_may_come(cast: Cast, visit: Visitor, words: str) -> None:
    page = new_form(visit("chloe"), cast)
    assert page.field("file")["accept"] == ACCEPT
    assert words in page.text.partition("Files")[2].partition("Title")[0]
