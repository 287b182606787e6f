"""A form that the browser took out again with the back button, under a new key: the same content is the same piece."""

from collections.abc import Callable
from datetime import timedelta

from app.actions.acting import Installation
from tests.cast import Cast
from tests.conftest import Clock
from tests.visits import Visit
from tests.web.test_evidence_pages import LOG, add, pieces, send

Visitor = Callable[..., Visit]


def test_the_same_content_sent_again_from_a_form_taken_out_anew_is_the_same_piece(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe = visit("chloe")
    first, second = add(chloe, cast), add(chloe, cast)
    assert first.url == second.url
    assert len(pieces(house, cast)) == 1


def test_another_file_or_another_word_makes_it_another_piece(house: Installation, cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    other = ("file", ("drop-in-log.pdf", b"%PDF-1.7 another log", "application/pdf"))
    for files, title in (((LOG,), "Drop-in"), ((other,), "Drop-in"), ((LOG,), "Drop-in, again")):
        add(chloe, cast, files, title=title)
    assert len(pieces(house, cast)) == 3


def test_what_was_withdrawn_meanwhile_can_be_sent_anew(house: Installation, cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    add(chloe, cast)
    chloe.post(f"/a/{cast.hers}/evidence/E1/withdrawal", data={"reason": "Sent too early"})
    assert add(chloe, cast).url.path.endswith("/E2")


def test_a_day_later_it_is_a_piece_of_its_own(house: Installation, cast: Cast, visit: Visitor, clock: Clock) -> None:
    add(visit("chloe"), cast)
    clock.now += timedelta(hours=24, seconds=1)
    add(visit("chloe"), cast)
    assert len(pieces(house, cast)) == 2


def test_a_draft_can_be_changed_back_to_what_it_said(house: Installation, cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    add(chloe, cast, title="One way", submit="false")
    address = f"/a/{cast.hers}/evidence/E1/edit"
    for title in ("Another way", "One way", "Another way"):
        send(chloe, address, chloe.page(address), title=title, submit="false")
        assert pieces(house, cast)[0].shown.title == title


def test_going_back_to_what_an_earlier_version_said_makes_that_count_again(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe, address = visit("chloe"), f"/a/{cast.hers}/evidence/E1/versions/new"
    add(chloe, cast, title="As first sent")
    for title in ("One way", "Another way", "One way", "Another way", "Another way"):
        send(chloe, address, chloe.page(address), title=title)
        assert pieces(house, cast)[0].shown.title == title
    assert [one.title for one in pieces(house, cast)[0].versions[1:]] == ["One way", "Another way"] * 2


def test_a_draft_of_a_new_version_that_was_changed_meanwhile_is_not_said_to_be_saved(
    cast: Cast, visit: Visitor
) -> None:
    chloe, at = visit("chloe"), f"/a/{cast.hers}/evidence/E1"
    add(chloe, cast)
    old = chloe.page(f"{at}/versions/new")
    send(chloe, f"{at}/versions/new", old, title="One way", submit="false")
    send(chloe, f"{at}/edit", chloe.page(f"{at}/edit"), title="Another way", submit="false")
    again = send(chloe, f"{at}/versions/new", old, title="One way", submit="false", form="taken-out-anew")
    assert again.status_code == 409
    assert "One way" in again.text
