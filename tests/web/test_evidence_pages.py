"""Evidence on screen: the form keeps what was typed, the page says what one may see, the tutor decides."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from app.actions.acting import Installation
from app.actions.apprenticeships import add_cover
from app.db import evidence as db
from app.db.history import broken_links
from app.db.tables import core
from app.domain.people import Role
from app.rendering.words import sentence_case
from tests.cast import Cast, newcomer
from tests.conftest import Clock
from tests.portfolios import Piece, keep_pieces
from tests.visits import Page, Visit

Visitor = Callable[..., Visit]
LOG = ("file", ("drop-in-log.pdf", b"%PDF-1.7 a log of the drop-in", "application/pdf"))
NASTY = "<script>alert(1)</script><b>&\"'"


def fields(page: Page, **typed: Any) -> dict[str, Any]:
    """What a browser would send from the form as it stands, with these changes; None leaves a field out."""
    sent: dict[str, Any] = {
        "form": page.field("form")["value"],
        "revision": page.field("revision")["value"],
        "draft_revision": page.field("draft_revision")["value"],
        "shown": [a["value"] for a in page.all("input") if a.get("name") == "shown"],
        "title": "Benefits drop-in",
        "description": "I explained three options.",
        "happened_on": "2026-11-19",
        "kind": "work_product",
        "duty": "D6",
        "ksb": ["S14", "K10", "B6"],
        "otj": "no",
        "off_the_job_hours": "",
        "off_the_job_minutes": "",
        "off_the_job_activity": "",
        "authenticity": "true",
        "ai_use": "no",
        "confidentiality_statement": "true",
        "looked": "true",
        "others_appear": "nobody",
        "submit": "true",
    }
    return {name: value for name, value in (sent | typed).items() if value is not None}


def new_form(visit: Visit, cast: Cast) -> Page:
    return visit.page(f"/a/{cast.hers}/evidence/new")


def send(visit: Visit, address: str, page: Page, files: Any = (), **typed: Any) -> httpx.Response:
    return visit.post(address, data=fields(page, **typed), files=list(files) or None)


def add(visit: Visit, cast: Cast, files: Any = (LOG,), **typed: Any) -> httpx.Response:
    return send(visit, f"/a/{cast.hers}/evidence/new", new_form(visit, cast), files, **typed)


def pieces(house: Installation, cast: Cast) -> list[Any]:
    with house.database.reading() as session:
        return db.load_many(session, cast.hers, db.ordered_numbers(session, cast.hers, drafts=True))


def kept(page: Page) -> dict[str, bool]:
    """The files offered again: whether each is ticked, by id."""
    return {a["value"]: "checked" in a for a in page.all("input") if a.get("name") == "kept"}


def ticked(page: Page, name: str) -> list[str]:
    return [a["value"] for a in page.all("input") if a.get("name") == name and "checked" in a]


# The form


def test_what_is_sent_from_the_form_is_shown_on_its_page(house: Installation, cast: Cast, visit: Visitor) -> None:
    answer = add(visit("chloe"), cast)
    page = Page(answer.text)
    assert (answer.status_code, answer.url.path) == (200, f"/a/{cast.hers}/evidence/E1")
    assert "Evidence saved and sent to Priya" in page.text
    assert page.headings["h1"] == ["Benefits drop-in"]
    assert "drop-in-log.pdf" in page.text
    assert "K10: " in page.text
    assert "I explained three options." in page.text
    assert [piece.state.value for piece in pieces(house, cast)] == ["submitted"]


def test_the_form_says_who_will_read_it_and_that_a_machine_misses_some(cast: Cast, visit: Visitor) -> None:
    page = new_form(visit("chloe"), cast)
    assert "Priya Nair reads all of it; Mark Ellis and the quality assurer see its title and KSBs" in page.text
    assert "The independent assessor sees nothing that is not cleared." in page.text
    assert "It finds much and misses some: look through all of it yourself." in page.text
    assert "Save and send to Priya" in page.text


def test_the_published_wording_stands_beside_each_ksb_and_those_of_the_duty_come_first(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    page = visit("chloe").page(f"/a/{cast.hers}/evidence/new?duty=D7&ksb=K11")
    standard = house.catalogue.standard("ST0868", "1.0")
    assert all(sentence_case(ksb.text) in page.text for ksb in standard.ksbs)
    assert "Skills for D7, 0 of 13 chosen" in page.text
    assert "Other skills, 0 of 2 chosen" in page.text
    assert ticked(page, "ksb") == ["K11"]
    order = [a["value"] for a in page.all("input") if a.get("name") == "ksb"]
    assert len(order) == len(set(order)) == 38
    assert {"S1", "S10"} <= set(order[len(standard.duty_by_code["D7"].ksbs) :])


def test_those_accepted_already_are_folded_under_those_that_still_need_evidence(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    assert "accepted already" not in new_form(visit("chloe"), cast).text
    with house.database.writing() as session:
        accepted = dict.fromkeys(("K1", "K2", "B1", "B2", "B3", "B4", "B5", "B6"), "accepted")
        keep_pieces(session, cast.hers, [Piece(accepted | {"K3": "awaiting"})], cast.priya.id)
    page = new_form(visit("chloe"), cast)
    order = [a["value"] for a in page.all("input") if a.get("name") == "ksb"]
    assert order[:2] == ["K3", "K4"]
    assert order[15:17] == ["K1", "K2"]
    assert "2 accepted already" in page.text
    assert "6 accepted already" not in page.text, "where all of a kind are accepted, none is folded away"


def test_plain_words_stand_beside_the_published_ones_on_the_form(cast: Cast, visit: Visitor) -> None:
    page = new_form(visit("chloe"), cast)
    assert page.text.count("In plain words (ours):") == 38
    assert "In plain words (ours): You decide which help comes first, going by what people need now." in page.text


def test_htmx_gets_only_the_choice_of_ksbs_with_its_ticks(cast: Cast, visit: Visitor) -> None:
    answer = visit("chloe").get(f"/a/{cast.hers}/evidence/new?duty=D7&ksb=S1", headers={"hx-request": "true"})
    assert answer.text.lstrip().startswith('<div id="ksb-picker"')
    assert ticked(Page(answer.text), "ksb") == ["S1"]
    assert "HX-Request" in answer.headers["vary"]


def test_without_javascript_a_button_updates_the_suggestions_and_keeps_everything(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    answer = add(visit("chloe"), cast, submit=None, suggest="true", duty="D7", title="Half typed")
    page = Page(answer.text)
    assert answer.status_code == 200
    assert "Skills for D7" in page.text
    assert page.field("title")["value"] == "Half typed"
    assert set(ticked(page, "ksb")) == {"K10", "S14", "B6"}
    assert list(kept(page).values()) == [True]
    assert pieces(house, cast) == []


def test_a_fault_keeps_everything_typed_and_every_file_that_arrived(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe = visit("chloe")
    answer = add(chloe, cast, title="", otj="yes", off_the_job_hours="24", off_the_job_minutes="1",
                 off_the_job_activity="workshop", confidentiality_statement=None)  # fmt: skip
    page = Page(answer.text)
    assert answer.status_code == 422
    assert page.headings["title"][0].startswith("Error: ")
    for sentence in (
        "Enter a title for this evidence.",
        "The time must be at least 1 minute and at most 24 hours.",
        "Tick the statement on confidentiality before you send this, or save it as a draft.",
    ):
        assert page.text.count(sentence) == 2, sentence
    assert set(ticked(page, "ksb")) == {"S14", "K10", "B6"}
    assert page.field("off_the_job_hours")["value"] == "24"
    assert "I explained three options." in page.text
    assert pieces(house, cast) == []
    put_right = send(chloe, f"/a/{cast.hers}/evidence/new", page, kept=list(kept(page)))
    assert put_right.status_code == 200
    assert [file.name for file in pieces(house, cast)[0].shown.files] == ["drop-in-log.pdf"]


def test_files_of_a_form_never_saved_are_offered_for_seven_days(
    house: Installation, cast: Cast, visit: Visitor, clock: Clock
) -> None:
    add(visit("chloe"), cast, title="")
    assert list(kept(new_form(visit("chloe"), cast)).values()) == [False]
    clock.now += timedelta(days=6, hours=23)
    assert len(kept(new_form(visit("chloe"), cast))) == 1
    clock.now += timedelta(hours=2)
    assert kept(new_form(visit("chloe"), cast)) == {}


def test_a_file_that_is_unticked_is_left_out(house: Installation, cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    page = Page(add(chloe, cast, title="").text)
    send(chloe, f"/a/{cast.hers}/evidence/new", page)
    assert pieces(house, cast)[0].shown.files == ()


def test_a_file_too_large_is_named_and_the_others_are_kept(house: Installation, cast: Cast, visit: Visitor) -> None:
    house.settings.max_upload_mb = 1
    film = ("file", ("film.mov", b"m" * (1024 * 1024 + 1), "video/quicktime"))
    answer = add(visit("chloe"), cast, files=[LOG, film])
    page = Page(answer.text)
    assert answer.status_code == 413
    assert "“film.mov” is larger than 1 MB, the most that can be sent. Choose a smaller file." in page.text
    assert page.field("title")["value"] == "Benefits drop-in"
    assert list(kept(page).values()) == [True]


def test_an_empty_file_is_named(cast: Cast, visit: Visitor) -> None:
    answer = add(visit("chloe"), cast, files=[("file", ("empty.pdf", b"", "application/pdf"))])
    assert answer.status_code == 422
    assert "“empty.pdf” is empty. Choose another file." in Page(answer.text).text


def test_a_body_that_is_no_form_gets_the_form_and_a_sentence(cast: Cast, visit: Visitor) -> None:
    address = f"/a/{cast.hers}/evidence/new"
    answer = visit("chloe").post(address, content=b"--x", headers={"content-type": "multipart/form-data"})
    assert answer.status_code == 422
    said = Page(answer.text).text
    assert "The form does not say where its parts begin" in said
    assert "Enter a title" not in said


def test_html_in_every_field_is_shown_as_it_was_typed(cast: Cast, visit: Visitor) -> None:
    nasty_file = ("file", (f"{NASTY}.pdf", b"%PDF-1.7", "application/pdf"))
    chloe, priya = visit("chloe"), visit("priya")
    answer = add(chloe, cast, files=[nasty_file], title=NASTY, description=NASTY)
    assert "<script>alert" not in answer.text
    assert NASTY in Page(answer.text).text
    data = {"version": "1", "verdict-K10": "returned", "feedback-K10": NASTY}
    priya.post(f"/a/{cast.hers}/evidence/E1/decisions", data=data)
    for who in (chloe, priya):
        for address in ("", "/E1"):
            assert "<script>alert" not in who.get(f"/a/{cast.hers}/evidence{address}").text
    again = add(chloe, cast, title=NASTY, description=NASTY, ksb=[NASTY], duty=NASTY, happened_on=NASTY, kind=NASTY,
                off_the_job_minutes=NASTY, otj=NASTY)  # fmt: skip
    assert again.status_code == 422
    assert "<script>alert" not in again.text


# Once


def test_the_same_form_sent_twice_is_saved_once(house: Installation, cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    page = new_form(chloe, cast)
    address = f"/a/{cast.hers}/evidence/new"
    first = send(chloe, address, page, [LOG])
    second = send(chloe, address, page, [LOG])
    assert (first.url, second.status_code) == (second.url, 200)
    assert len(pieces(house, cast)) == 1


def test_a_form_taken_out_again_with_the_back_button_is_not_lost_and_not_saved_over(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe = visit("chloe")
    page = new_form(chloe, cast)
    address = f"/a/{cast.hers}/evidence/new"
    send(chloe, address, page, [LOG])
    answer = send(chloe, address, page, [LOG], title="Another drop-in")
    again = Page(answer.text)
    assert answer.status_code == 409
    assert "You saved this form already, as E1." in again.text
    assert again.field("title")["value"] == "Another drop-in"
    assert list(kept(again).values()) == [True]
    assert send(chloe, address, again, title="Another drop-in", kept=list(kept(again))).status_code == 200
    assert [piece.shown.title for piece in pieces(house, cast)] == ["Another drop-in", "Benefits drop-in"]


def test_two_tabs_are_two_pieces(house: Installation, cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    one, two = new_form(chloe, cast), new_form(chloe, cast)
    for page, title in ((one, "First"), (two, "Second")):
        assert send(chloe, f"/a/{cast.hers}/evidence/new", page, title=title).status_code == 200
    assert {piece.shown.title for piece in pieces(house, cast)} == {"First", "Second"}


def test_two_tabs_on_one_draft_do_not_overwrite_each_other(house: Installation, cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    add(chloe, cast, submit="false")
    address = f"/a/{cast.hers}/evidence/E1/edit"
    one, two = chloe.page(address), chloe.page(address)
    assert send(chloe, address, one, title="From one tab", submit="false").status_code == 200
    answer = send(chloe, address, two, title="From the other", submit="false")
    page = Page(answer.text)
    assert answer.status_code == 409
    assert "E1 was changed in another window since you opened it." in page.text
    assert page.field("title")["value"] == "From the other"
    assert pieces(house, cast)[0].shown.title == "From one tab"
    assert send(chloe, address, page, title="From the other", submit="false").status_code == 200
    assert pieces(house, cast)[0].shown.title == "From the other"


# Drafts, versions, withdrawing


def test_a_draft_keeps_its_file_and_its_hours_until_it_is_sent(house: Installation, cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    time = {"otj": "yes", "off_the_job_hours": "2", "off_the_job_minutes": "30", "off_the_job_activity": "workshop"}
    answer = add(chloe, cast, submit="false", ksb=None, **time)
    assert "Draft saved. Nobody but you sees it" in Page(answer.text).text
    address = f"/a/{cast.hers}/evidence/E1/edit"
    page = chloe.page(address)
    assert (page.field("off_the_job_hours")["value"], page.field("off_the_job_minutes")["value"]) == ("2", "30")
    answer = send(chloe, address, page, kept=list(kept(page)), **time)
    assert "Mark Ellis will be asked to confirm 2.5 hours." in Page(answer.text).text
    piece = pieces(house, cast)[0]
    assert [file.name for file in piece.shown.files] == ["drop-in-log.pdf"]
    with house.database.reading() as session:
        hours = db.hours_with(session, cast.hers, 1)
    assert [(one.minutes, one.state) for one in hours] == [(150, "waiting")]


def test_a_new_version_begins_from_the_one_before_and_supersedes_it(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe, priya = visit("chloe"), visit("priya")
    add(chloe, cast)
    priya.post(f"/a/{cast.hers}/evidence/E1/decisions", data={"version": "1", "verdict-K10": "accepted"})
    address = f"/a/{cast.hers}/evidence/E1/versions/new"
    page = chloe.page(address)
    assert page.field("title")["value"] == "Benefits drop-in"
    assert list(kept(page).values()) == [True]
    answer = send(chloe, address, page, kept=list(kept(page)), title="Benefits drop-in, and the week after")
    shown = Page(answer.text)
    assert "Accepted on version 1." in shown.text
    assert "Version 1: Benefits drop-in" in shown.text
    assert [version.state.value for version in pieces(house, cast)[0].versions] == ["superseded", "submitted"]


def test_withdrawing_asks_for_a_reason_and_says_that_hours_stay(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe = visit("chloe")
    add(chloe, cast, otj="yes", off_the_job_minutes="45", off_the_job_activity="workshop")
    address = f"/a/{cast.hers}/evidence/E1/withdrawal"
    assert "Hours that were sent with it stay logged" in chloe.page(address).text
    refused = chloe.post(address, data={"reason": " "})
    assert refused.status_code == 422
    done = Page(chloe.post(address, data={"reason": "It names a family."}).text)
    assert "Withdrawn on 20 November 2026." in done.text
    assert "Withdrawing this evidence did not withdraw these hours." in done.text
    assert "It names a family." in visit("priya").page(f"/a/{cast.hers}/evidence/E1").text
    assert "It names a family." not in visit("mark").page(f"/a/{cast.hers}/evidence/E1").text


# Who sees what


@pytest.mark.parametrize("name", ["mark", "quentin"])
def test_words_and_files_are_closed_to_some_until_the_tutor_clears_them(cast: Cast, visit: Visitor, name: str) -> None:
    priya, reader = visit("priya"), visit(name)
    add(visit("chloe"), cast)
    file = next(link for link in priya.page(f"/a/{cast.hers}/evidence/E1").links() if "/files/" in link)
    closed = reader.page(f"/a/{cast.hers}/evidence/E1")
    assert "Priya Nair has not cleared this evidence for you yet." in closed.text
    assert "I explained three options." not in closed.text
    assert "drop-in-log" not in closed.text
    assert reader.get(file).status_code == 403
    priya.post(f"/a/{cast.hers}/evidence/E1/clearance", data={"version": "1", "cleared": "true", "looked": "true"})
    assert "I explained three options." in reader.page(f"/a/{cast.hers}/evidence/E1").text
    assert reader.get(file).content == LOG[1][1]
    priya.post(f"/a/{cast.hers}/evidence/E1/clearance", data={"version": "1"})
    assert reader.get(file).status_code == 403


def test_every_opening_of_a_file_is_in_the_access_log(house: Installation, cast: Cast, visit: Visitor) -> None:
    add(visit("chloe"), cast)
    priya = visit("priya")
    file = next(link for link in priya.page(f"/a/{cast.hers}/evidence/E1").links() if "/files/" in link)
    assert priya.get(file).headers["content-security-policy"].startswith("sandbox")
    with house.database.reading() as session:
        rows = session.execute(select(core.access_log.c.person_id, core.access_log.c.subject)).all()
    assert [(row.person_id, row.subject.split(" file ")[0]) for row in rows] == [(cast.priya.id, "E1 version 1")]


@pytest.mark.parametrize("path", ["", "/E1", "/new", "/E1/edit", "/E1/withdrawal", "/E1/tags/K10/reopening"])
def test_to_a_stranger_nothing_is_there(cast: Cast, visit: Visitor, path: str) -> None:
    add(visit("chloe"), cast)
    assert visit("ben").get(f"/a/{cast.hers}/evidence{path}").status_code == 404
    assert visit("tomas").get(f"/a/{cast.hers}/evidence{path}").status_code == 404


def test_a_draft_is_there_for_nobody_but_the_apprentice(cast: Cast, visit: Visitor) -> None:
    add(visit("chloe"), cast, submit="false")
    for name in ("priya", "mark", "quentin", "adele"):
        assert visit(name).get(f"/a/{cast.hers}/evidence/E1").status_code == 404
        assert "Benefits drop-in" not in visit(name).page(f"/a/{cast.hers}/evidence").text
    assert "Benefits drop-in" in visit("chloe").page(f"/a/{cast.hers}/evidence").text


# Deciding


def test_the_tutor_decides_every_ksb_on_one_form_and_goes_on_to_the_next(cast: Cast, visit: Visitor) -> None:
    chloe, priya = visit("chloe"), visit("priya")
    add(chloe, cast, title="First sent")
    add(chloe, cast, title="Second sent")
    page = priya.page(f"/a/{cast.hers}/evidence/E1")
    assert "2 pieces wait for you." in page.text
    data = {
        "version": page.field("version")["value"],
        "verdict-K10": "accepted",
        "feedback-K10": "Clear and kind.",
        "verdict-S14": "returned",
        "feedback-S14": "Say what you did the week after.",
        "verdict-B6": "declined",
        "feedback-B6": "",
    }
    answer = priya.post(f"/a/{cast.hers}/evidence/E1/decisions", data=data)
    assert answer.url.path == f"/a/{cast.hers}/evidence/E2"
    assert "Decided K10, S14 and B6 on E1" in Page(answer.text).text
    seen = chloe.page(f"/a/{cast.hers}/evidence/E1")
    assert "Say what you did the week after." in seen.text
    assert "Needs more by Priya Nair, 20 November 2026, 9am, on version 1" in seen.text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Choose a decision for at least one KSB."),
        ({"verdict-S14": "returned"}, "Say what S14 still needs, so that the apprentice knows what to do."),
        ({"verdict-S14": "splendid"}, "Choose one of the three decisions for S14."),
        ({"feedback-S14": "Good."}, "Choose a decision for S14, or clear its feedback."),
    ],
)
def test_a_decision_that_lacks_something_is_not_taken(
    house: Installation, cast: Cast, visit: Visitor, data: dict[str, str], sentence: str
) -> None:
    add(visit("chloe"), cast)
    answer = visit("priya").post(
        f"/a/{cast.hers}/evidence/E1/decisions", data={"version": "1", "verdict-K10": "accepted"} | data
        if data else {"version": "1"}
    )  # fmt: skip
    assert answer.status_code == 422
    assert sentence in Page(answer.text).text
    assert pieces(house, cast)[0].state.value == "submitted"


def test_of_two_who_decide_at_once_one_is_told_and_loses_nothing_typed(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    add(visit("chloe"), cast)
    priya = visit("priya")
    with house.acting(cast.adele) as acting:
        add_cover(acting, cast.hers, Role.TUTOR, newcomer("tomas"), acting.today, acting.today.replace(day=30))
    visit("tomas").post(f"/a/{cast.hers}/evidence/E1/decisions", data={"version": "1", "verdict-S14": "accepted"})
    data = {"version": "1", "verdict-S14": "returned", "feedback-S14": "What next?", "verdict-K10": "accepted"}
    answer = priya.post(f"/a/{cast.hers}/evidence/E1/decisions", data=data)
    page = Page(answer.text)
    assert answer.status_code == 409
    assert "S14 on E1 was decided already. Reopen it to decide again." in page.text
    assert "S14, needs more: What next?" in page.text
    assert ticked(page, "verdict-K10") == ["accepted"]
    assert {tag.ksb: tag.state.value for tag in pieces(house, cast)[0].shown.tags}["K10"] == "awaiting"


def test_a_version_that_is_outdated_is_not_decided(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    add(chloe, cast)
    address = f"/a/{cast.hers}/evidence/E1/versions/new"
    send(chloe, address, chloe.page(address), title="Better")
    data = {"version": "1", "verdict-S14": "returned", "feedback-S14": "What next?"}
    answer = visit("priya").post(f"/a/{cast.hers}/evidence/E1/decisions", data=data)
    page = Page(answer.text)
    assert answer.status_code == 409
    assert "E1 now has version 2. Read that one before you decide." in page.text
    assert "What next?" in page.text
    assert page.field("version")["value"] == "2"


def test_a_decision_is_reopened_with_a_reason(house: Installation, cast: Cast, visit: Visitor) -> None:
    add(visit("chloe"), cast)
    priya = visit("priya")
    priya.post(f"/a/{cast.hers}/evidence/E1/decisions", data={"version": "1", "verdict-S14": "declined"})
    address = f"/a/{cast.hers}/evidence/E1/tags/S14/reopening"
    assert "Reopen the decision on S14 of E1" in priya.page(address).text
    assert priya.post(address, data={"reason": ""}).status_code == 422
    page = Page(priya.post(address, data={"reason": "I misread the log."}).text)
    too_late = priya.post(address, data={"reason": "Another reason."})
    assert too_late.status_code == 409
    assert "S14 on E1 has no decision to reopen." in Page(too_late.text).text
    assert "Another reason." in too_late.text
    assert "Reopened by Priya Nair" in page.text
    assert "I misread the log." in page.text


def test_a_suggested_ksb_waits_for_the_apprentice_and_then_for_the_tutor(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe, priya = visit("chloe"), visit("priya")
    add(chloe, cast)
    here = f"/a/{cast.hers}/evidence/E1"
    for ksb in ("K1", "K2"):
        priya.post(f"{here}/suggestions", data={"ksb": ksb})
    assert priya.post(f"{here}/suggestions", data={"ksb": "Z9"}).status_code == 422
    assert "Agree to K1" in chloe.page(here).text
    chloe.post(f"{here}/suggestions/K1", data={"agree": "true"})
    chloe.post(f"{here}/suggestions/K2", data={"agree": "false"})
    tags = {tag.ksb: tag.state.value for tag in pieces(house, cast)[0].shown.tags}
    assert (tags["K1"], "K2" in tags) == ("awaiting", False)
    assert "verdict-K1" in {a.get("name") for a in priya.page(here).all("input")}


def test_the_page_tells_what_happened_and_the_chain_holds(house: Installation, cast: Cast, visit: Visitor) -> None:
    add(visit("chloe"), cast, description="Words that the history must not hold")
    visit("priya").post(f"/a/{cast.hers}/evidence/E1/decisions", data={"version": "1", "verdict-S14": "accepted"})
    page = visit("priya").page(f"/a/{cast.hers}/evidence/E1")
    assert "Decided S14 on version 1: accepted, Priya Nair" in page.text
    with house.database.reading() as session:
        assert list(broken_links(session, str(cast.hers))) == []
        bodies = " ".join(session.scalars(select(core.history.c.body)))
    assert "Words that the history" not in bodies
    assert "drop-in" not in bodies


# The queue and the list


def test_the_queue_shows_what_has_waited_longest_first(cast: Cast, visit: Visitor, clock: Clock) -> None:
    chloe, priya = visit("chloe"), visit("priya")
    assert "Nothing waits for you." in priya.page("/to-review").text
    add(chloe, cast, title="Sent first")
    clock.now += timedelta(days=2)
    add(visit("chloe"), cast, title="Sent second")
    page = visit("priya").page("/to-review")
    assert "2 pieces of evidence wait for your decision" in page.text
    assert page.text.index("Sent first") < page.text.index("Sent second")
    assert "2 days ago" in page.text
    assert visit("tomas").page("/to-review").text.count("Sent first") == 0
    assert visit("chloe").get("/to-review").status_code == 403


def forty(times: int = 1) -> list[Piece]:
    return [Piece({"K1": "awaiting", "K2": "accepted", "S3": "returned"}, title=f"Visit {n}") for n in range(8 * times)]


@pytest.mark.parametrize("times", [1, 10])
def test_list_and_queue_run_few_statements_however_much_there_is(
    house: Installation, cast: Cast, visit: Visitor, statements: Callable[[], Any], times: int
) -> None:
    with house.database.writing() as session:
        keep_pieces(session, cast.hers, forty(times), cast.priya.id)
    for name, address in (
        ("chloe", f"/a/{cast.hers}/evidence"),
        ("priya", f"/a/{cast.hers}/evidence?state=submitted&ksb=K1"),
        ("quentin", f"/a/{cast.hers}/evidence"),
        ("priya", "/to-review"),
    ):
        one = visit(name)
        with statements() as ran:
            one.page(address)
        assert len(ran) == EXPECTED[name, address.rpartition("/")[2].partition("?")[0]], ran.all
        assert len(ran) <= 8


EXPECTED = {("chloe", "evidence"): 5, ("priya", "evidence"): 5, ("quentin", "evidence"): 5, ("priya", "to-review"): 5}


def test_list_and_queue_go_on_page_by_page(house: Installation, cast: Cast, visit: Visitor) -> None:
    with house.database.writing() as session:
        keep_pieces(session, cast.hers, forty(14), cast.priya.id)
    for name, address in (("chloe", f"/a/{cast.hers}/evidence"), ("priya", "/to-review")):
        seen: list[str] = []
        one, rest = visit(name), address
        while rest:
            page = one.page(rest)
            seen += re.findall(r"/evidence/(E\d+)\"", page.html)
            rest = next((a["href"] for a in page.all("a") if a.get("rel") == "next"), "")
        assert len(seen) == len(set(seen)) == 112


def test_the_list_is_filtered_by_state_and_ksb_in_its_address(house: Installation, cast: Cast, visit: Visitor) -> None:
    with house.database.writing() as session:
        keep_pieces(
            session,
            cast.hers,
            [
                Piece({"K1": "returned"}, title="Needs something"),
                Piece({"K2": "accepted"}, title="All good"),
                Piece({"K1": "awaiting"}, title="Not sent", sent_on=None),
            ],
            cast.priya.id,
        )
    chloe, here = visit("chloe"), f"/a/{cast.hers}/evidence"
    assert "Needs something" in chloe.page(f"{here}?state=returned").text
    assert "All good" not in chloe.page(f"{here}?state=returned").text
    assert "Not sent" in chloe.page(f"{here}?ksb=K1").text
    assert "No evidence like this" in chloe.page(f"{here}?ksb=B1").text
    assert "3 pieces of your evidence" in chloe.page(f"{here}?state=nonsense&after=x").text
