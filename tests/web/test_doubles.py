"""The same file in two pieces is pointed out, to its maker and to the tutor."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import update

from app.actions.acting import Installation
from app.actions.evidence.checking import LookedThrough, looked_through, save_check
from app.db import evidence as db
from app.db import history
from app.db.tables import core
from app.domain.confidentiality import Known
from app.domain.evidence import EvidenceFile
from app.files.reading import Page, Read
from tests.cast import NOW, Cast
from tests.visits import Page as Shown
from tests.visits import Visit
from tests.web.test_evidence_pages import LOG, add

Visitor = Callable[..., Visit]
OTHER = ("file", ("minutes.pdf", b"%PDF-1.7 other words", "application/pdf"))


def test_the_same_file_in_another_piece_is_pointed_out_to_maker_and_tutor(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    add(chloe, cast, submit="false")
    add(chloe, cast, title="Again", submit="false")
    add(chloe, cast, (OTHER,), title="Something else", submit="false")
    here = f"/a/{cast.hers}/evidence"
    assert "drop-in-log.pdf is also in E1, version 1." in chloe.page(f"{here}/E2").text
    assert "drop-in-log.pdf is also in E2, version 1." in chloe.page(f"{here}/E1").text
    assert "is also in" not in chloe.page(f"{here}/E3").text


def test_a_photo_is_known_by_what_it_was_before_it_was_made_safe(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe = visit("chloe")
    add(chloe, cast, (LOG,), submit="false")
    add(chloe, cast, (OTHER,), title="Another", submit="false")
    file = core.evidence_file
    with house.database.writing() as session:
        session.execute(update(file).where(file.c.apprenticeship_id == cast.hers).values(original_sha256="a" * 64))
    assert "drop-in-log.pdf is also in E2, version 1." in chloe.page(f"/a/{cast.hers}/evidence/E1").text


def test_others_are_not_told(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    add(chloe, cast)
    add(chloe, cast, title="Again")
    for name in ("mark", "quentin"):
        assert "The same file twice" not in visit(name).get(f"/a/{cast.hers}/evidence/E1").text


ACCOUNT = (
    "I met the mother at the Family Hub after the school had called about attendance. She said that mornings were "
    "hardest, since the baby wakes at five and the bus is full by eight. We wrote down what happens from six to nine, "
    "one line for each ten minutes, and she saw by herself where the time goes. I offered to ask about breakfast club."
)
NEARLY = ACCOUNT.replace("mother", "father")
TOLD = "has nearly the same words as"


def read_from(files: list[EvidenceFile], words: str) -> dict[str, LookedThrough]:
    """What reading these files gives where these words stand in them."""
    return {file.sha256: looked_through(file, Read((Page("page 1", words),)), Known()) for file in files}


def test_nearly_the_same_description_is_pointed_out_to_maker_and_tutor(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    add(chloe, cast, description=ACCOUNT)
    add(chloe, cast, title="Again", description=NEARLY)
    add(chloe, cast, title="Something else")
    here = f"/a/{cast.hers}/evidence"
    for name in ("chloe", "priya"):
        text = visit(name).page(f"{here}/E2").text
        assert re.search(rf"The description {TOLD} the description of E1, version 1 \(about \d\d%\)\.", text)
    assert TOLD not in chloe.page(f"{here}/E3").text
    assert TOLD not in visit("mark").get(f"{here}/E2").text


def test_a_tutor_is_told_nothing_of_a_draft_never_sent(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    add(chloe, cast, description=ACCOUNT)
    add(chloe, cast, title="Again", description=NEARLY, submit="false")
    here = f"/a/{cast.hers}/evidence/E1"
    assert "the description of E2, version 1" in chloe.page(here).text
    assert TOLD not in visit("priya").page(here).text


def test_short_notes_are_compared_with_nothing(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    for title in ("One", "Two"):
        add(chloe, cast, title=title, description="Notes of my supervision, as agreed.", submit="false")
    assert TOLD not in chloe.page(f"/a/{cast.hers}/evidence/E2").text


def test_a_file_with_the_words_of_another_piece_is_pointed_out(house: Installation, cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    add(chloe, cast, description=ACCOUNT, submit="false")
    add(chloe, cast, (OTHER,), title="Minutes", submit="false")
    with house.database.writing() as session:
        found = db.load(session, cast.hers, 2)
        save_check(session, NOW, (cast.hers, 2), found.shown, (), read_from(list(found.shown.files), NEARLY))
        # A file that was read is noted in the apprenticeship's history, by which pages are remembered.
        history.append(session, cast.hers, at=NOW, by=cast.chloe.id, action="draft_changed", subject="E2")
    text = chloe.page(f"/a/{cast.hers}/evidence/E2").text
    assert f"minutes.pdf {TOLD} the description of E1, version 1 (about" in text
    assert f"The description {TOLD} minutes.pdf in E2, version 1" in chloe.page(f"/a/{cast.hers}/evidence/E1").text


def test_the_same_file_twice_in_one_version_is_pointed_out(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    twin = ("file", ("copy.pdf", LOG[1][1], "application/pdf"))
    add(chloe, cast, (LOG, twin), submit="false")
    assert "drop-in-log.pdf and copy.pdf are the same file." in chloe.page(f"/a/{cast.hers}/evidence/E1").text


def test_the_form_says_beside_a_file_that_another_piece_or_the_form_has_it(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    add(chloe, cast, submit="false")
    again = add(chloe, cast, (LOG, OTHER, ("file", ("copy.pdf", OTHER[1][1], "application/pdf"))), title="")
    text = Shown(again.text).text
    assert "This file is also in E1, version 1." in text
    assert "The same file as copy.pdf above. Untick one of them." in text


@pytest.mark.parametrize("times", [1, 12])
def test_a_piece_asks_no_more_of_a_long_record(
    cast: Cast, visit: Visitor, statements: Callable[[], Any], times: int
) -> None:
    chloe = visit("chloe")
    for _ in range(times):
        add(chloe, cast, description=ACCOUNT, submit="false")
    with statements() as ran:
        chloe.page(f"/a/{cast.hers}/evidence/E1")
    assert len(ran) == 5, ran.all
