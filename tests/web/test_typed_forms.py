"""What is typed into the evidence form and not saved: kept, taken up elsewhere, never laid over, never another's."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from app.actions.acting import Installation
from app.actions.staging import forget_old_files
from app.db.tables import core
from tests.cast import Cast
from tests.conftest import Clock
from tests.visits import Page, Visit

Visitor = Callable[..., Visit]
FIELDS = {"title": "A home visit", "description": "I listened to Parent A.", "ksb": ["K1", "S4"], "otj": "no",
          "kind": "reflective_account", "happened_on": "2026-11-02"}  # fmt: skip


class Window:
    """A window in which somebody types into the form."""

    def __init__(self, visit: Visit, apprenticeship: Any, address: str = "evidence/new", name: str = "one") -> None:
        self.visit, self.name = visit, name
        self.record = f"/a/{apprenticeship}"
        self.address = f"{self.record}/{address}"
        self.page = visit.page(self.address)
        place = next(a for tag, a in self.page.tags if a.get("id") == "typing")
        self.use, self.revision = place["data-use"], self.page.field("draft_revision")["value"]
        self.form = self.page.field("form")["value"]

    def types(self, **fields: Any) -> httpx.Response:
        """What the page's script sends once typing has stopped."""
        about = {"draft_use": self.use, "draft_revision": self.revision, "draft_writer": self.name, "form": self.form}
        answer = self.visit.client.post(f"{self.record}/form-drafts", data=FIELDS | fields | about)
        if answer.status_code in (200, 409):
            kept = Page(answer.text).all("div")[0]
            self.form, self.revision = kept["data-form"], kept["data-revision"]
        return answer

    def sends(self, **fields: Any) -> httpx.Response:
        """The form itself."""
        about = {"form": self.form, "draft_revision": self.revision, "submit": "false"}
        return self.visit.post(self.address.partition("?")[0], FIELDS | about | fields)


def offers(visit: Visit, address: str) -> list[str]:
    """Where what was typed before may be taken up."""
    return [link for link in visit.page(address).links() if "?draft=" in link]


@pytest.fixture
def form(cast: Cast) -> str:
    return f"/a/{cast.hers}/evidence/new"


def test_what_is_typed_is_offered_on_another_device_and_fills_the_form_there(
    visit: Visitor, cast: Cast, form: str, clock: Clock
) -> None:
    clock.now += timedelta(hours=7, minutes=12)
    phone = Window(visit("chloe"), cast.hers)
    answer = phone.types()
    assert answer.status_code == 200
    assert "Kept for you alone at 4:12pm" in answer.text
    clock.now += timedelta(days=3)
    desk = visit("chloe")
    offered = desk.page(form).text
    assert "Carry on: A home visit" in offered and "Typed at 4:12pm on Friday" in offered
    (address,) = offers(desk, form)
    assert "A home visit" not in str(desk.page(form).field("title")), "it is offered, and replaces nothing by itself"
    page = desk.page(address)
    assert "This is what you typed at 4:12pm on Friday" in page.text
    assert page.field("title")["value"] == "A home visit"
    assert "I listened to Parent A." in page.text
    ticked = [a["value"] for a in page.all("input") if a.get("name") == "ksb" and "checked" in a]
    assert ticked == ["K1", "S4"]


def test_it_is_gone_once_the_form_is_saved_and_what_comes_late_brings_nothing_back(
    visit: Visitor, cast: Cast, form: str
) -> None:
    window = Window(visit("chloe"), cast.hers)
    window.types()
    assert "Draft saved" in window.sends().text
    assert offers(visit("chloe"), form) == []
    assert window.types().status_code == 404
    assert offers(visit("chloe"), form) == []


def test_a_form_that_could_not_be_saved_keeps_what_was_typed(visit: Visitor, cast: Cast, form: str) -> None:
    window = Window(visit("chloe"), cast.hers)
    window.types()
    assert window.sends(title="", submit="true").status_code == 422
    assert len(offers(visit("chloe"), form)) == 1


def test_what_another_device_typed_since_is_not_deleted_when_this_one_saves(
    visit: Visitor, cast: Cast, form: str
) -> None:
    chloe = visit("chloe")
    desk = Window(chloe, cast.hers)
    desk.types()
    phone = Window(visit("chloe"), cast.hers, offers(chloe, form)[0].removeprefix(f"/a/{cast.hers}/"), "phone")
    assert (phone.form, phone.revision) == (desk.form, "1")
    desk.types(description="I listened to Parent A, and wrote down what we agreed.")
    assert "Draft saved" in phone.sends().text
    (offer,) = offers(chloe, form)
    assert "and wrote down what we agreed." in chloe.page(offer).text


def test_a_window_goes_on_with_its_own_words_after_another_saved_the_form(
    visit: Visitor, cast: Cast, form: str
) -> None:
    chloe = visit("chloe")
    desk = Window(chloe, cast.hers)
    desk.types()
    phone = Window(visit("chloe"), cast.hers, offers(chloe, form)[0].removeprefix(f"/a/{cast.hers}/"), "phone")
    desk.types(description="Longer.")
    phone.sends()
    before = desk.form
    assert desk.types(description="Longer still.").status_code == 200
    assert desk.form != before
    (offer,) = offers(chloe, form)
    assert "Longer still." in chloe.page(offer).text
    assert "Draft saved" in desk.sends(description="Longer still.").text
    assert offers(chloe, form) == []


def test_the_same_words_typed_elsewhere_are_not_offered_again_once_they_are_saved(
    visit: Visitor, cast: Cast, form: str
) -> None:
    chloe = visit("chloe")
    desk = Window(chloe, cast.hers)
    desk.types(title="A visit")
    phone = Window(visit("chloe"), cast.hers, offers(chloe, form)[0].removeprefix(f"/a/{cast.hers}/"), "phone")
    desk.types(title="A home visit", description="First.\nSecond.")
    phone.sends(title="A home visit", description="First.\r\nSecond.")
    assert offers(chloe, form) == []


def test_it_is_thrown_away_when_asked(visit: Visitor, cast: Cast, form: str) -> None:
    chloe = visit("chloe")
    Window(chloe, cast.hers).types()
    (removal,) = re.findall(r'action="([^"]+/form-drafts/[^"]+/removal)"', chloe.get(form).text)
    answer = chloe.post(removal, {"back": form})
    assert "What you had typed is thrown away" in answer.text
    assert offers(chloe, form) == []
    assert chloe.client.post(removal).status_code == 404


def test_two_windows_in_one_draft_lose_neither_text(visit: Visitor, cast: Cast, form: str) -> None:
    chloe = visit("chloe")
    first = Window(chloe, cast.hers)
    first.types()
    second = Window(chloe, cast.hers, offers(chloe, form)[0].removeprefix(f"/a/{cast.hers}/"), "two")
    assert (second.form, second.revision) == (first.form, "1")
    assert second.types(title="From the second").status_code == 200
    answer = first.types(title="From the first")
    assert answer.status_code == 409
    assert "From the first" in answer.text
    assert "From the second" in answer.text
    assert first.form != second.form
    assert first.types(title="From the first, going on").status_code == 200
    titles = {chloe.page(offer).field("title")["value"] for offer in offers(chloe, form)}
    assert titles == {"From the second", "From the first, going on"}


def test_a_window_whose_last_answer_was_lost_is_not_told_of_itself(visit: Visitor, cast: Cast, form: str) -> None:
    window = Window(visit("chloe"), cast.hers)
    window.types()
    window.revision = "0"
    assert window.types(title="A home visit, and").status_code == 200
    assert len(offers(visit("chloe"), form)) == 1


def test_a_draft_s_form_has_its_own_words_on_the_revision_that_was_read(visit: Visitor, cast: Cast, form: str) -> None:
    chloe = visit("chloe")
    assert "Draft saved" in Window(chloe, cast.hers).sends().text
    edit = f"/a/{cast.hers}/evidence/E1/edit"
    typing = Window(chloe, cast.hers, "evidence/E1/edit")
    read = typing.page.field("revision")["value"]
    typing.types(title="Typed", revision=read)
    Window(chloe, cast.hers, "evidence/E1/edit", "two").sends(title="Saved meanwhile", revision=read)
    assert offers(chloe, form) == [], "they are of E1, not of a new piece"
    (offer,) = offers(chloe, edit)
    page = chloe.page(offer)
    assert (page.field("title")["value"], page.field("revision")["value"]) == ("Typed", read)
    late = Window(chloe, cast.hers, offer.removeprefix(f"/a/{cast.hers}/"), "three").sends(title="Typed", revision=read)
    assert "E1 was changed in another window since you opened it." in late.text


def test_nobody_else_knows_of_it(visit: Visitor, cast: Cast, form: str) -> None:
    window = Window(visit("chloe"), cast.hers)
    window.types()
    (offer,) = offers(visit("chloe"), form)
    ben = visit("ben")
    assert ben.get(offer).status_code == 404
    his = f"/a/{cast.his}/evidence/new"
    assert offers(ben, his) == []
    assert "A home visit" not in ben.get(his + "?" + offer.partition("?")[2]).text
    thief = Window(ben, cast.his, name="thief")
    thief.form = window.form
    assert thief.types(title="Stolen").status_code == 404
    draft = offer.partition("draft=")[2]
    assert ben.client.post(f"/a/{cast.his}/form-drafts/{draft}/removal").status_code == 404
    assert ben.client.post(f"/a/{cast.hers}/form-drafts/{draft}/removal").status_code == 404
    assert visit("chloe").page(offer).field("title")["value"] == "A home visit"


@pytest.mark.parametrize("wrong", [{"draft_use": "E0x"}, {"draft_revision": "-1"}, {"form": ""}, {"form": "k" * 65}])
def test_what_names_no_form_is_refused(visit: Visitor, cast: Cast, wrong: dict[str, str]) -> None:
    window = Window(visit("chloe"), cast.hers)
    about = {"draft_use": "new", "draft_revision": "0", "draft_writer": "one", "form": window.form}
    answer = window.visit.client.post(f"{window.record}/form-drafts", data=FIELDS | about | wrong)
    assert answer.status_code == 422


def test_it_is_forgotten_after_seven_days(
    house: Installation, visit: Visitor, cast: Cast, form: str, clock: Clock
) -> None:
    Window(visit("chloe"), cast.hers).types()
    clock.now += timedelta(days=7, minutes=1)
    assert offers(visit("chloe"), form) == []
    forget_old_files(house)
    with house.database.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM form_draft").scalar_one() == 0


def test_only_the_newest_of_very_many_are_kept(visit: Visitor, cast: Cast, clock: Clock, house: Installation) -> None:
    chloe = visit("chloe")
    window = Window(chloe, cast.hers)
    for number in range(23):
        clock.now += timedelta(minutes=1)
        window.form, window.revision = f"form-{number}", "0"
        window.types(title=f"Piece {number}")
    with house.database.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM form_draft").scalar_one() == 20
    page = chloe.page(window.address)
    assert "Piece 22" in page.text
    assert "Piece 2:" not in page.text


def test_of_a_case_before_a_court_no_words_are_kept_until_a_manager_clears_it(
    house: Installation, visit: Visitor, cast: Cast, form: str
) -> None:
    desk = Window(visit("chloe"), cast.hers)
    desk.types(description="I listened to Parent A.")
    words = {"title": "A day in court", "description": "What I did there.", "ai_words": "None at all.",
             "how-K1": "I did it."}  # fmt: skip
    answer = desk.types(**words, legal_matter="yes")
    assert answer.status_code == 200
    assert "without your words: this case may not leave without your manager’s clearance." in answer.text
    kept = kept_of(house)
    assert "K1" in kept, "what holds no words is kept"
    assert not any(one in kept for one in (*words.values(), "I listened to Parent A."))
    half = {"legal_matter": "yes", "clearance_by": "Ruth Lowe", "clearance_on": "2026-11-03"}
    assert "without your words" in desk.types(**words, **half).text, "cleared is what was ticked as cleared"
    assert "without your words" in desk.types(**words, **half | {"clearance": "true", "clearance_on": "soon"}).text
    assert "What I did there." not in kept_of(house)
    assert "Not sent. Kept for you alone" in desk.types(**words, **half, clearance="true").text
    assert "What I did there." in kept_of(house)


def kept_of(house: Installation) -> str:
    """Everything that is kept of forms as they are typed."""
    with house.database.reading() as session:
        return " ".join(session.scalars(select(core.form_draft.c.fields)))


def test_a_form_without_a_title_is_offered_by_its_first_words(visit: Visitor, cast: Cast, form: str) -> None:
    window = Window(visit("chloe"), cast.hers)
    window.types(title=" ", description="Parent A rang before nine, and I wrote down everything that she said.")
    assert "Carry on: Parent A rang before nine, and I wrote down…" in visit("chloe").page(form).text
