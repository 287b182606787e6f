"""The same file in two pieces is pointed out, to its maker and to the tutor."""

from collections.abc import Callable

from sqlalchemy import update

from app.actions.acting import Installation
from app.db.tables import core
from tests.cast import Cast
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
