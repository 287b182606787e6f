"""What was typed when the session had ended is there on return, for whoever typed it and for nobody else."""

import base64
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import func, select

from app.actions import sign_in as doing
from app.actions.acting import Installation
from app.actions.due import VISIT_LASTS
from app.db import reviews as db
from app.db import sign_in
from app.db.sign_in import LinkKind
from app.db.tables import metadata
from app.domain.people import Person
from app.web import carried
from tests.cast import PASSWORD, Cast, email
from tests.conftest import Clock
from tests.visits import Page, Visit
from tests.web.test_review_pages import Window

Visiting = Callable[..., Visit]
TYPED = "I led the family meeting — E12.\nI was tired after it."
NOT_YET = "What you typed is not saved yet"


@pytest.fixture
def passwords(house: Installation, cast: Cast) -> None:
    """Chloe and Priya have set their passwords."""
    for person in (cast.chloe, cast.priya):
        link = doing.first_link(house, person.id)
        doing.set_password(house, link.rsplit("/", 1)[1], PASSWORD, device="phone")


@pytest.fixture
def chloe(visit: Visiting, passwords: None) -> Visit:
    return visit("chloe")


@pytest.fixture
def late(chloe: Visit, cast: Cast, clock: Clock) -> httpx.Response:
    """Chloe types into review 9 while her session ends, then saves."""
    window = Window(chloe, f"/a/{cast.hers}/reviews/9")
    clock.now += timedelta(hours=13)
    return window.saves(apprentice_preparation=TYPED)


def words(house: Installation, cast: Cast) -> list[str]:
    """What stands in review 9."""
    with house.database.reading() as session:
        return [one.words.words for one in db.sections_of(session, cast.hers, 9)]


def counts(house: Installation) -> dict[str, int]:
    """How many rows each table holds."""
    with house.database.reading() as session:
        return {name: session.scalar(select(func.count()).select_from(t)) for name, t in metadata.tables.items()}


def signs_in(visit: Visit, page: str, name: str, **more: str) -> httpx.Response:
    """Somebody signs in at the page that waits."""
    held = Page(page).field("carried")["value"]
    return visit.post("/sign-in", {"email": email(name), "password": PASSWORD, "next": "/", "carried": held} | more)


def fields(page: str) -> dict[str, str]:
    """What the page sends that has what was typed."""
    return {a["name"]: a["value"] for a in Page(page).all("input") if a.get("type") == "hidden"}


def test_words_are_there_on_return_and_saved_when_they_are_sent(
    house: Installation, chloe: Visit, cast: Cast, late: httpx.Response
) -> None:
    assert late.status_code == 401 and "You were signed out, so what you typed is not saved yet" in Page(late.text).text
    assert "family meeting" not in late.text and "family meeting" not in str(late.url)
    back = signs_in(chloe, late.text, "chloe")
    assert back.status_code == 200 and NOT_YET in Page(back.text).text
    assert "I led the family meeting — E12." in back.text and "I was tired after it." in back.text
    assert "Chloe Marsden" in back.text, "the page knows who is there"
    assert words(house, cast) == [], "nothing is saved until they send it"
    address = next(a["action"] for a in Page(back.text).all("form") if a["action"].startswith("/a/"))
    sent = chloe.post(address, fields(back.text))
    assert sent.status_code == 200 and words(house, cast) == [TYPED]


def test_whoever_else_signs_in_there_sees_nothing_of_it(
    house: Installation, chloe: Visit, cast: Cast, late: httpx.Response
) -> None:
    other = signs_in(chloe, late.text, "priya")
    assert "Priya Nair" in other.text and NOT_YET not in other.text and "family meeting" not in other.text
    again = chloe.post("/go-on", {"carried": Page(late.text).field("carried")["value"]})
    assert "family meeting" not in again.text and NOT_YET not in again.text
    assert words(house, cast) == []


def test_whoever_comes_next_to_the_computer_reads_nothing_of_it_in_the_page_s_source(
    chloe: Visit, late: httpx.Response
) -> None:
    held = Page(late.text).field("carried")["value"]
    for part in held.split("."):
        plain = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
        assert b"family meeting" not in plain and b"reviews" not in plain
    assert "family meeting" in signs_in(chloe, late.text, "chloe").text


def test_it_opens_for_an_hour_and_no_longer(chloe: Visit, late: httpx.Response, clock: Clock) -> None:
    clock.now += carried.OPENS_FOR + timedelta(seconds=1)
    back = signs_in(chloe, late.text, "chloe")
    assert back.status_code == 200 and NOT_YET not in back.text and "family meeting" not in back.text


def test_a_page_that_nobody_can_have_come_from_is_no_fault(chloe: Visit, cast: Cast, clock: Clock) -> None:
    clock.now += timedelta(hours=13)
    here = f"/a/{cast.hers}/reviews/9/sections"
    late = chloe.client.post(here, data={"words.progress": TYPED}, headers={"referer": "http://["})
    assert late.status_code == 401 and 'name="carried"' in late.text


def test_nothing_of_it_is_stored_for_whoever_is_not_signed_in(
    house: Installation, visit: Visiting, passwords: None, cast: Cast, clock: Clock
) -> None:
    window = Window(visit("chloe"), f"/a/{cast.hers}/reviews/9")
    clock.now += timedelta(hours=13)
    before = counts(house)
    assert window.saves(apprentice_preparation=TYPED).status_code == 401
    assert counts(house) == before


def test_a_wrong_password_keeps_it_and_a_seal_that_was_changed_opens_nothing(
    chloe: Visit, late: httpx.Response
) -> None:
    wrong = signs_in(chloe, late.text, "chloe", password="not this one at all")
    assert wrong.status_code == 422
    assert Page(wrong.text).field("carried") == Page(late.text).field("carried")
    held = Page(late.text).field("carried")["value"]
    for broken in (held[:-1] + ("0" if held[-1] != "0" else "1"), "x" + held, ".", "nothing"):
        answer = signs_in(chloe, late.text, "chloe", carried=broken)
        assert answer.status_code == 200 and NOT_YET not in answer.text


def test_whoever_signed_in_in_another_tab_goes_on(
    house: Installation, chloe: Visit, cast: Cast, late: httpx.Response
) -> None:
    held = Page(late.text).field("carried")["value"]
    not_yet = chloe.post("/go-on", {"carried": held})
    assert not_yet.status_code == 401 and "You are not signed in yet." in Page(not_yet.text).text
    assert Page(not_yet.text).field("carried")["value"] == held
    doors = visit_again(house, chloe, cast.chloe)
    assert TYPED.splitlines()[0] in doors.post("/go-on", {"carried": held}).text


def visit_again(house: Installation, visit: Visit, person: Person) -> Visit:
    """The same browser, signed in anew."""
    with house.database.writing() as session:
        secret = sign_in.open_session(session, person.id, house.now(), kept=False, device="test")
    visit.client.cookies.clear()
    visit.client.cookies.set("touchmark_session", secret)
    return visit


def test_the_form_stands_on_the_revision_it_was_opened_with(
    house: Installation, chloe: Visit, visit: Visiting, cast: Cast, late: httpx.Response
) -> None:
    """What Chloe wrote elsewhere meanwhile is not laid over: both texts are shown."""
    back = signs_in(chloe, late.text, "chloe")
    Window(visit("chloe"), f"/a/{cast.hers}/reviews/9").saves(apprentice_preparation="Written on the phone.")
    both = chloe.post(f"/a/{cast.hers}/reviews/9/sections", fields(back.text))
    assert "Written on the phone." in both.text and "I led the family meeting" in both.text
    assert words(house, cast) == ["Written on the phone."]


def test_what_is_not_carried(house: Installation, visit: Visiting, passwords: None, cast: Cast, clock: Clock) -> None:
    """Buttons without words, more than fits, what a script sends, another site's form, a session that was closed."""
    here, nine = visit("chloe"), f"/a/{cast.hers}/reviews/9"
    address, typed = f"{nine}/sections", {"words.progress": TYPED}
    clock.now += timedelta(hours=13)

    def held(data: dict[str, str] | None, content: bytes | None = None, **headers: str) -> bool:
        answer = here.client.post(address, data=data, content=content, headers=headers)
        assert answer.status_code in (401, 403)
        return 'name="carried"' in answer.text

    assert held(typed)
    assert not held({"verdict": "accepted", "version": "3"})
    assert not held({"words.progress": "Too long. " * 60_000})
    assert not held(typed | {"password": "Some Secret"})
    assert not held(typed, **{"hx-request": "true"})
    assert not held(typed, **{"sec-fetch-mode": "cors"})
    assert not held(typed, **{"sec-fetch-site": "cross-site"})
    assert not held(None, b"\xff", **{"content-type": "application/x-www-form-urlencoded"})
    secret = here.client.cookies["touchmark_session"]
    with house.database.writing() as session:
        sign_in.close_session(session, cast.chloe.id, sign_in.digest(secret))
    assert not held(typed), "whoever signed out leaves nothing behind"
    here.client.cookies.clear()
    assert not held(typed), "nobody known, nothing kept for them"


def test_a_call_and_a_page_asked_for_are_refused_as_before(visit: Visiting, cast: Cast, clock: Clock) -> None:
    here = visit("chloe")
    clock.now += timedelta(hours=13)
    assert here.call("POST", "me/calendar", json={}).headers["content-type"] == "application/problem+json"
    assert here.client.get("/account", follow_redirects=False).status_code == 303


def test_evidence_comes_back_in_its_form_with_files_to_choose_again(
    house: Installation, chloe: Visit, cast: Cast, clock: Clock
) -> None:
    form = chloe.page(f"/a/{cast.hers}/evidence/new")
    clock.now += timedelta(hours=13)
    typed = fields(form.html) | {"title": "Drop-in for parents", "description": TYPED, "submit": "true"}
    files = {"file": ("notes.txt", b"Some notes.", "text/plain")}
    late = chloe.post(f"/a/{cast.hers}/evidence/new", typed, files=files)
    assert late.status_code == 401
    back = signs_in(chloe, late.text, "chloe")
    assert "Files did not come along" in Page(back.text).text
    again = chloe.post(f"/a/{cast.hers}/evidence/new", fields(back.text) | {"check": "true"})
    assert again.status_code == 200 and "Drop-in for parents" in again.text and "I led the family meeting" in again.text
    assert counts(house)["evidence"] == 0
    assert counts(house)["staged_file"] == 0


def test_an_employers_visit_that_ended_keeps_their_words_until_the_next(
    house: Installation, visit: Visiting, cast: Cast, clock: Clock
) -> None:
    mark = visit()
    mark.post(f"/due/link/{due_link(house, cast.mark)}")
    window = Window(mark, f"/due/reviews/{cast.hers}/9")
    clock.now += VISIT_LASTS
    late = window.saves(employer_preparation="She chairs the meeting now.")
    assert late.status_code == 401 and NOT_YET in Page(late.text).text and "chairs" not in late.text
    held = Page(late.text).field("carried")["value"]
    assert mark.post("/due/go-on", {"carried": held}).status_code == 401
    mark.post(f"/due/link/{due_link(house, cast.ruth)}")
    assert "chairs" not in mark.post("/due/go-on", {"carried": held}).text, "another contact sees nothing of it"
    mark.post(f"/due/link/{due_link(house, cast.mark)}")
    back = mark.post("/due/go-on", {"carried": held})
    assert "She chairs the meeting now." in back.text and words(house, cast) == []
    mark.post(f"/due/reviews/{cast.hers}/9/sections", fields(back.text))
    assert words(house, cast) == ["She chairs the meeting now."]


def due_link(house: Installation, person: Person) -> str:
    """The secret of a link as it is mailed to an employer's contact."""
    with house.database.writing() as session:
        return sign_in.issue_link(session, LinkKind.DUE, person.id, house.now(), timedelta(days=14))


def test_a_witness_who_comes_too_late_can_copy_what_they_wrote(visit: Visiting) -> None:
    late = visit().post("/witness", {"words": "She listened <b>well</b>.", "do": "sign"})
    assert late.status_code == 409
    assert "Copy it from here" in late.text and "She listened &lt;b&gt;well&lt;/b&gt;." in late.text


def test_what_counts_as_words(cast: Cast) -> None:
    def words_in(**sent: str) -> tuple[str, ...]:
        return carried.Carried(cast.chloe.id, "/", "", tuple(sent.items())).words

    assert words_in(a="I was there.", b="accepted", c="2026-11-20", d="3f" * 32, e="", f="Fine") == (
        "I was there.",
        "Fine",
    )
    assert words_in(a="two words") == ("two words",)
