"""A draft sent from its own page, as it was saved, without going through the form again."""

from collections.abc import Callable

from tests.cast import Cast
from tests.files.pictured import png
from tests.visits import Page, Visit
from tests.web.test_evidence_pages import new_form, send

Visitor = Callable[..., Visit]
SEND, CLOSE = "Send it as it is", "Close it at once"


def draft(visit: Visitor, cast: Cast, **typed: str | None) -> Visit:
    chloe: Visit = visit("chloe")
    answer = send(chloe, f"/a/{cast.hers}/evidence/new", new_form(chloe, cast), submit="false", **typed)
    assert answer.status_code == 200, answer.text
    return chloe


def test_a_whole_draft_is_sent_in_one_tap_and_twice_sends_once(cast: Cast, visit: Visitor) -> None:
    chloe, here = draft(visit, cast), f"/a/{cast.hers}/evidence/E1"
    assert SEND in chloe.page(here).text
    sent = chloe.post(f"{here}/submission")
    assert "E1 sent to Priya" in Page(sent.text).text
    assert SEND not in Page(sent.text).text
    assert "E1 sent to Priya" in Page(chloe.post(f"{here}/submission").text).text
    assert visit("priya").call("GET", f"apprenticeships/{cast.hers}/evidence/E1").json()["version"] == 1


def test_what_is_missing_is_asked_for_on_the_form_with_everything_in_it(cast: Cast, visit: Visitor) -> None:
    chloe, here = draft(visit, cast, authenticity=None, ai_use=None), f"/a/{cast.hers}/evidence/E1"
    answer = chloe.post(f"{here}/submission")
    page = Page(answer.text)
    assert answer.status_code == 422
    assert "Tick the statement that this is your own work" in page.text
    assert page.field("title")["value"] == "Benefits drop-in"


def test_of_a_picture_it_is_asked_whether_somebody_looked(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    files = [("file", ("whiteboard.png", png(), "image/png"))]
    send(chloe, f"/a/{cast.hers}/evidence/new", new_form(chloe, cast), files, submit="false", looked=None)
    answer = chloe.post(f"/a/{cast.hers}/evidence/E1/submission")
    assert answer.status_code == 422
    assert "Look at, or listen to, every file that was not checked by machine" in Page(answer.text).text


def test_a_held_draft_is_not_sent_and_says_why(cast: Cast, visit: Visitor) -> None:
    chloe = draft(visit, cast, description="They ring me on 07700 900123.")
    here = f"/a/{cast.hers}/evidence/E1"
    assert SEND not in chloe.page(here).text
    answer = Page(chloe.post(f"{here}/submission").text)
    assert "Not sent" in answer.text
    assert "may identify somebody" in answer.text


def test_a_draft_is_its_makers_alone_so_there_is_nothing_to_close(cast: Cast, visit: Visitor) -> None:
    chloe, here = draft(visit, cast), f"/a/{cast.hers}/evidence/E1"
    assert CLOSE not in chloe.page(here).text
    chloe.post(f"{here}/submission")
    assert CLOSE in chloe.page(here).text


def test_a_tutor_who_clears_nothing_is_not_told_that_it_was_closed_again(cast: Cast, visit: Visitor) -> None:
    draft(visit, cast).post(f"/a/{cast.hers}/evidence/E1/submission")
    priya, clearance = visit("priya"), f"/a/{cast.hers}/evidence/E1/clearance"
    assert "E1 stays closed" in Page(priya.post(clearance, {"version": "1"}).text).text
    assert "E1 is cleared" in Page(priya.post(clearance, {"version": "1", "cleared": "true"}).text).text
    assert "E1 is closed again" in Page(priya.post(clearance, {"version": "1"}).text).text
