"""A review’s page: who writes and reads what, two windows in one box, holding, moving, missing and putting it right."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from app.actions.acting import Installation
from app.actions.due import VISIT_LASTS
from app.actions.due.asking import LINK_LASTS
from app.actions.reviews import erase_review
from app.db import apprenticeships, sign_in
from app.db import reviews as db
from app.db.sign_in import LinkKind
from app.domain.people import Role
from tests.cast import START, TODAY, Cast
from tests.conftest import Clock
from tests.visits import Page, Visit

Visiting = Callable[..., Visit]
MEETING = {"held_on": TODAY.isoformat(), "present": ["apprentice", "tutor", "employer"], "rag": "amber",
           "rag_reason": "Two sessions were missed, and both are made up for."}  # fmt: skip


class Window:
    """A window in which somebody has a review open: its boxes as the page had them."""

    def __init__(self, visit: Visit, address: str) -> None:
        self.visit, self.address = visit, address
        self.page = visit.page(address)
        self.fields = {a["name"]: a.get("value", "") for a in self.page.all("input") if a.get("type") == "hidden"}
        self.boxes = [a["name"] for a in self.page.all("textarea") if a["name"].startswith("words.")]

    def saves(self, to: str = "/sections", **words: Any) -> httpx.Response:
        """The form sent by a button, with these words typed; what is not typed is left as it stood."""
        untouched = {name: self.standing(name) for name in self.boxes}
        typed = {f"words.{code}": said for code, said in words.items() if f"words.{code}" in self.boxes}
        more = {name: said for name, said in words.items() if f"words.{name}" not in self.boxes}
        return self.visit.post(self.address + to, self.fields | untouched | typed | more)

    def types(self, code: str, words: str, base: str | None = None) -> httpx.Response:
        """What the page’s script sends once typing has stopped."""
        revision = self.fields[f"revision.{code}"] if base is None else base
        return self.visit.client.post(
            f"{self.address}/sections/{code}", data={"words": words, "base_revision": revision}
        )

    def standing(self, name: str) -> str:
        """The words in a box, as the page has them."""
        text = self.page.html.split(f'name="{name}"')[1].split(">", 1)[1].split("</textarea>")[0]
        return text.removeprefix("\n")


@pytest.fixture
def nine(cast: Cast) -> str:
    """Where review 9 of Chloe’s is; it is due on Monday."""
    return f"/a/{cast.hers}/reviews/9"


@pytest.fixture
def words(house: Installation, cast: Cast) -> Callable[..., str]:
    """What stands in a section of review 9."""

    def read(code: str, role: Role, version: int | None = None) -> str:
        with house.database.reading() as session:
            found = db.sections_of(session, cast.hers, 9, version)
        return next((one.words.words for one in found if (one.words.section, one.words.role) == (code, role)), "")

    return read


@pytest.fixture
def prepared(visit: Visiting, nine: str) -> None:
    """All three have written something."""
    Window(visit("chloe"), nine).saves(
        apprentice_preparation="I led a benefits drop-in, E12.", apprentice_and_tutor="I am tired."
    )
    Window(visit("mark"), nine).saves(employer_preparation="She chairs the family meeting now.")
    Window(visit("priya"), nine).saves(progress="Thirty hours since September.")


@pytest.mark.parametrize(
    ("name", "writes", "not_theirs"),
    [
        ("chloe", {"apprentice_preparation", "changes", "concerns", "apprentice_and_tutor"}, {"progress"}),
        ("mark", {"employer_preparation", "changes", "concerns", "employer_comments"}, {"apprentice_and_tutor"}),
        ("priya", {"progress", "wellbeing", "safeguarding_and_prevent", "changes"}, {"employer_preparation"}),
        ("quentin", set(), {"progress", "apprentice_and_tutor"}),
    ],
)
def test_each_party_has_boxes_of_its_own_and_is_told_who_reads_them(
    visit: Visiting, nine: str, name: str, writes: set[str], not_theirs: set[str]
) -> None:
    page = visit(name).page(nine)
    boxes = {a["name"].removeprefix("words.") for a in page.all("textarea")}
    assert writes <= boxes
    assert not not_theirs & boxes
    assert "quality assurers and administrators can read this" in page.text
    assert ("Between apprentice and tutor" in page.text) is (name in ("chloe", "priya"))
    if name in ("chloe", "priya"):
        private = page.html.index("For apprentice and tutor alone")
        assert private < page.html.index('name="words.apprentice_and_tutor"'), "it is said before anybody types"


def test_what_one_writes_the_others_read_and_nobody_changes(visit: Visiting, nine: str, words: Any) -> None:
    Window(visit("chloe"), nine).saves(
        apprentice_preparation="I led a benefits drop-in.", apprentice_and_tutor="Tired."
    )
    for name in ("mark", "priya", "quentin"):
        assert "I led a benefits drop-in." in visit(name).page(nine).text
    assert "Tired." in visit("priya").page(nine).text
    assert "Tired." not in visit("mark").page(nine).text
    answer = visit("mark").post(
        f"{nine}/sections", {"words.apprentice_preparation": "Mine", "revision.apprentice_preparation": "1"}
    )
    assert answer.status_code == 403
    assert words("apprentice_preparation", Role.APPRENTICE) == "I led a benefits drop-in."


def test_words_are_saved_as_they_are_typed_and_are_there_on_return(visit: Visiting, nine: str) -> None:
    chloe = Window(visit("chloe"), nine)
    answer = chloe.types("apprentice_preparation", "I led")
    assert answer.status_code == 200
    assert 'data-kept="1"' in answer.text and "Saved at 9am." in answer.text
    assert 'data-kept="2"' in chloe.types("apprentice_preparation", "I led a drop-in", "1").text
    again = Window(visit("chloe"), nine)
    assert again.standing("words.apprentice_preparation") == "I led a drop-in"
    assert again.fields["revision.apprentice_preparation"] == "2"


def test_of_two_windows_in_one_box_the_second_is_shown_both_texts_as_it_types(
    visit: Visiting, nine: str, words: Any
) -> None:
    chloe = visit("chloe")
    first, second = Window(chloe, nine), Window(chloe, nine)
    first.types("apprentice_preparation", "From the phone")
    answer = second.types("apprentice_preparation", "From the desk")
    assert answer.status_code == 409
    assert "You wrote here in another window too." in answer.text and "From the phone" in answer.text
    assert words("apprentice_preparation", Role.APPRENTICE) == "From the phone"
    assert second.types("apprentice_preparation", "From the phone\n\nFrom the desk", "1").status_code == 200


def test_of_two_windows_without_scripts_the_second_is_shown_both_and_a_box_with_both(
    visit: Visiting, nine: str, words: Any
) -> None:
    chloe = visit("chloe")
    first, second = Window(chloe, nine), Window(chloe, nine)
    first.saves(apprentice_preparation="From the phone")
    answer = second.saves(apprentice_preparation="From the desk", changes="I move to the Harbour office in January.")
    assert answer.status_code == 409
    page = Page(answer.text)
    assert "Saved by Chloe Marsden" in page.text and "What you typed" in page.text
    assert words("changes", Role.APPRENTICE) == "I move to the Harbour office in January.", "the rest is saved"
    again = Window.__new__(Window)
    again.visit, again.address, again.page = chloe, nine, page
    again.fields = {a["name"]: a.get("value", "") for a in page.all("input") if a.get("type") == "hidden"}
    again.boxes = [a["name"] for a in page.all("textarea") if a["name"].startswith("words.")]
    assert again.standing("words.apprentice_preparation") == "From the phone\n\nFrom the desk"
    assert again.saves().status_code == 200
    assert words("apprentice_preparation", Role.APPRENTICE) == "From the phone\n\nFrom the desk"


def test_a_window_that_left_a_box_alone_does_not_meet_what_another_wrote_there(
    visit: Visiting, nine: str, words: Any
) -> None:
    chloe = visit("chloe")
    first, second = Window(chloe, nine), Window(chloe, nine)
    first.saves(apprentice_preparation="From the phone")
    assert second.saves(changes="Nothing to tell.").status_code == 200
    assert words("apprentice_preparation", Role.APPRENTICE) == "From the phone"


def test_the_same_form_sent_twice_is_saved_once(visit: Visiting, nine: str, words: Any) -> None:
    window = Window(visit("chloe"), nine)
    for _ in range(2):
        assert window.saves(apprentice_preparation="Once is enough.").status_code == 200
    assert words("apprentice_preparation", Role.APPRENTICE) == "Once is enough."


def test_what_is_too_long_is_said_beside_its_box_and_kept_as_it_was_typed(visit: Visiting, nine: str) -> None:
    window, long = Window(visit("chloe"), nine), "word " * 1_001
    answer = window.saves(apprentice_preparation=long)
    assert answer.status_code == 422
    assert "Use at most 5,000 characters." in answer.text and long.strip() in answer.text
    assert window.types("changes", long).status_code == 422


def test_a_review_is_held_on_the_page_it_was_prepared_on(visit: Visiting, nine: str, prepared: None) -> None:
    answer = Window(visit("priya"), nine).saves("/holding", wellbeing="Well, and on leave in May.", **MEETING)
    assert answer.status_code == 200
    page = Page(answer.text)
    assert "Review 9 is recorded as held" in page.text
    assert "Waiting for signatures" in page.text
    assert "held on Friday 20 November 2026" in page.text
    assert "Two sessions were missed, and both are made up for." in page.text
    assert "Well, and on leave in May." in page.text
    assert [a for a in page.all("textarea") if a["name"].startswith("words.")] == []
    signing = next(link for link in page.links() if "/signing/review/9/1" in link)
    assert "Sign as the employer" in visit("mark").page(signing).text


def test_holding_twice_makes_one_version(
    visit: Visiting, nine: str, prepared: None, house: Installation, cast: Cast
) -> None:
    window = Window(visit("priya"), nine)
    for _ in range(2):
        assert window.saves("/holding", **MEETING).status_code == 200
    with house.database.reading() as session:
        assert [one.review.version for one in db.versions_of(session, cast.hers) if one.review.number == 9] == [1]


def test_what_is_missing_of_the_meeting_is_said_and_the_words_are_safe(
    visit: Visiting, nine: str, prepared: None, words: Any
) -> None:
    answer = Window(visit("priya"), nine).saves("/holding", wellbeing="Well.", held_on="", rag_reason="Because.")
    assert answer.status_code == 422
    for sentence in ("Enter the day on which it was held.", "Choose red, amber or green."):
        assert sentence in answer.text
    assert "Because." in answer.text
    assert words("wellbeing", Role.TUTOR) == "Well."


def test_words_for_a_review_that_was_held_meanwhile_are_shown_and_not_thrown_away(
    visit: Visiting, nine: str, prepared: None
) -> None:
    late = Window(visit("chloe"), nine)
    Window(visit("priya"), nine).saves("/holding", **MEETING)
    answer = late.saves(changes="I change teams in January.")
    assert answer.status_code == 409
    assert "These words of yours are not saved" in answer.text and "I change teams in January." in answer.text
    assert "Your words are still in the box" in late.types("changes", "I change teams.").text


def test_nothing_is_saved_for_whoever_is_signed_out_and_it_says_so(
    visit: Visiting, nine: str, house: Installation
) -> None:
    chloe = visit("chloe")
    window = Window(chloe, nine)
    chloe.post("/sign-out")
    assert window.types("changes", "I change teams.").status_code == 401
    assert chloe.client.get(nine, follow_redirects=False).headers["location"].startswith("/sign-in?next=")


def test_a_review_is_moved_with_a_reason_and_the_grid_stays(visit: Visiting, cast: Cast, nine: str) -> None:
    priya = visit("priya")
    assert "only be moved" in priya.page(f"{nine}/planning").text
    assert "Say why the review is moved." in priya.post(f"{nine}/moving", {"on": "2026-11-30"}).text
    assert "Enter the day that it is moved to." in priya.post(f"{nine}/moving", {"on": "", "reason": "x"}).text
    assert priya.post(f"{nine}/moving", {"on": "2026-11-30", "reason": "Mark is on leave."}).status_code == 200
    for name in ("chloe", "mark"):
        page = visit(name).page(f"/a/{cast.hers}/reviews")
        assert "Review 9 is on 30 November 2026, in 10 days." in page.text
        assert "Mark is on leave." in page.text and "Monday 23 November 2026" in page.text


def test_a_missed_review_keeps_its_reason(visit: Visiting, cast: Cast, nine: str, clock: Clock) -> None:
    clock.now = clock.now.replace(day=24)
    priya = visit("priya")
    assert "Say why the review was missed." in priya.post(f"{nine}/missing", {"reason": " "}).text
    assert priya.post(f"{nine}/missing", {"reason": "Chloe was ill."}).status_code == 200
    page = visit("mark").page(f"/a/{cast.hers}/reviews")
    assert "Missed: Chloe was ill." in page.text
    assert "Missed: Chloe was ill." in visit("chloe").page(nine).text


def test_that_a_review_was_missed_is_taken_back(visit: Visiting, nine: str, clock: Clock) -> None:
    clock.now = clock.now.replace(day=24)
    priya = visit("priya")
    priya.post(f"{nine}/missing", {"reason": "Chloe was ill."})
    assert f"{nine}/reopening" in priya.page(nine).links()
    assert f"{nine}/reopening" not in visit("chloe").page(nine).links()
    asked = priya.page(f"{nine}/reopening").text
    assert "is recorded as missed: “Chloe was ill.”" in asked
    answer = priya.post(f"{nine}/reopening", {"reason": " "})
    assert (answer.status_code, "Say why this is taken back." in answer.text) == (422, True)
    assert "Review 9 is open again" in priya.post(f"{nine}/reopening", {"reason": "We met by phone."}).text
    page = visit("mark").page(nine).text
    assert "Priya Nair took back on 24 November 2026 that it was missed: We met by phone." in page
    assert "Chloe was ill" not in page
    answer = priya.post(f"{nine}/reopening", {"reason": "Something else"})
    assert (answer.status_code, "is not recorded as missed" in answer.text) == (409, True)


def test_a_held_review_is_put_right_in_a_new_version_and_the_old_one_stays_readable(
    visit: Visiting, nine: str, prepared: None
) -> None:
    priya = visit("priya")
    Window(priya, nine).saves("/holding", **MEETING)
    assert "Say why the review is revised." in priya.post(f"{nine}/revision", {"reason": ""}).text
    answer = priya.post(f"{nine}/revision", {"reason": "The hours were wrong."})
    assert "A new version is open" in answer.text and "The hours were wrong." in answer.text
    Window(priya, nine).saves("/holding", progress="Thirty-two hours since September.", **MEETING)
    newest, first = visit("mark").page(nine), visit("mark").page(f"{nine}/versions/1")
    assert "Thirty-two hours since September." in newest.text and "Thirty hours since September." in first.text
    assert f"{nine}/versions/1" in newest.links()
    assert "A newer version was put in its place." in first.text
    assert visit("mark").get(f"{nine}/versions/3").status_code == 404


def test_home_leads_an_apprentice_to_what_waits_for_her_signature(
    visit: Visiting, cast: Cast, nine: str, prepared: None
) -> None:
    signing = f"/a/{cast.hers}/signing/review/9/1"
    assert signing not in visit("chloe").page("/home").links()
    Window(visit("priya"), nine).saves("/holding", **MEETING)
    home = visit("chloe").page("/home")
    assert "Sign review 9, or say why not" in home.text
    assert signing in home.links()
    visit("priya").post(f"{nine}/revision", {"reason": "The hours were wrong."})
    assert signing not in visit("chloe").page("/home").links()


# What is said of the meeting, before it is recorded


def types_meeting(window: Window, **said: Any) -> httpx.Response:
    """What the page’s script sends of the meeting once typing has stopped."""
    shown = json.loads(window.fields["meeting_base"])
    body = {**shown, "present": shown["present"].split(), "meeting_base": window.fields["meeting_base"]} | said
    return window.visit.client.post(f"{window.address}/meeting", data=body)


def test_what_is_said_of_the_meeting_is_there_again_on_another_device(visit: Visiting, nine: str) -> None:
    answer = types_meeting(Window(visit("priya"), nine), rag="amber", rag_reason="Two sessions were missed.")
    assert (answer.status_code, "Saved at" in answer.text) == (200, True)
    page = visit("priya").page(nine)
    assert "Two sessions were missed." in page.html
    assert [one["value"] for one in page.all("input") if one.get("name") == "rag" and "checked" in one] == ["amber"]
    assert "meeting_base" not in visit("chloe").page(nine).html
    assert visit("mark").client.post(f"{nine}/meeting", data={"rag": "red"}).status_code == 403


def test_the_button_keeps_it_too_without_a_script(visit: Visiting, nine: str) -> None:
    Window(visit("priya"), nine).saves(rag="red", rag_reason="She was ill.", held_on=TODAY.isoformat())
    assert "She was ill." in visit("priya").page(nine).html


def test_two_windows_on_one_meeting_lose_nothing(visit: Visiting, nine: str) -> None:
    one, other = Window(visit("priya"), nine), Window(visit("priya"), nine)
    types_meeting(one, held_on="2026-11-18", rag_reason="The first reason.")
    answer = types_meeting(other, rag="green")
    assert "Another window says of this meeting, and that is kept: held on 18 November 2026" in answer.text
    answer = types_meeting(other, rag="green", rag_reason="The second reason.")
    assert "Another window said: the reason “The first reason”" in answer.text
    page = visit("priya").page(nine)
    assert page.field("held_on")["value"] == "2026-11-18"
    assert "The second reason." in page.html
    assert "kept until the review is recorded: “The first reason.”" in page.text


def test_a_window_that_did_not_know_of_the_other_does_not_record_it_as_held(
    visit: Visiting, nine: str, prepared: None
) -> None:
    one, other = Window(visit("priya"), nine), Window(visit("priya"), nine)
    types_meeting(one, held_on="2026-11-18", rag="red")
    answer = other.saves("/holding", **MEETING | {"held_on": json.loads(other.fields["meeting_base"])["held_on"]})
    assert (answer.status_code, "Of this meeting another window says: held on 18 November 2026" in answer.text) == (
        409,
        True,
    )
    assert Window(visit("priya"), nine).saves("/holding", **MEETING).status_code == 200
    assert "is recorded as held" not in visit("priya").page(nine).text
    assert types_meeting(one, rag="green").status_code == 409


def test_a_reason_that_is_too_long_takes_no_box_back_and_stays_on_the_page(
    visit: Visiting, nine: str, words: Any
) -> None:
    answer = Window(visit("priya"), nine).saves(progress="Thirty hours since September.", rag_reason="Because. " * 500)
    assert answer.status_code == 422
    assert words("progress", Role.TUTOR) == "Thirty hours since September."
    assert "Thirty hours since September." in answer.text and "Because. " * 499 in answer.text
    assert "Use at most 4,000 characters." in Page(answer.text).text


def test_words_that_are_erased_take_what_was_said_of_the_meeting_with_them(
    visit: Visiting, house: Installation, cast: Cast, nine: str, prepared: None
) -> None:
    types_meeting(Window(visit("priya"), nine), rag_reason="A family’s name.")
    with house.acting(cast.adele) as acting:
        erase_review(acting, cast.hers, 9, "review 9")
    assert "A family’s name." not in visit("priya").page(nine).html


def test_a_page_takes_few_statements_however_much_is_written(
    visit: Visiting, nine: str, prepared: None, statements: Any
) -> None:
    priya = visit("priya")
    with statements() as ran:
        priya.page(nine)
    before = len(ran)
    Window(priya, nine).saves(**{code: f"On 12 November, {code}." for code in ("wellbeing", "equality", "changes")})
    with statements() as ran:
        priya.page(nine)
    assert len(ran) == before <= 8
    Window(priya, nine).saves("/holding", **MEETING)
    mark = visit("mark")
    with statements() as ran:
        mark.page(nine)
    assert len(ran) <= 8


def test_words_that_would_fit_anybody_are_said_to_gently(visit: Visiting, nine: str) -> None:
    chloe = visit("chloe")
    Window(chloe, nine).saves(apprentice_preparation="Everything is going really well at the moment.")
    assert "This would fit any apprentice" in chloe.page(nine).text
    Window(chloe, nine).saves(apprentice_preparation="I led the benefits drop-in on 12 November, for K10.")
    assert "This would fit any apprentice" not in chloe.page(nine).text


def test_which_reviews_to_hold_this_week_and_who_has_prepared(
    visit: Visiting, cast: Cast, nine: str, clock: Clock
) -> None:
    Window(visit("chloe"), nine).saves(apprentice_preparation="I led a benefits drop-in, E12.")
    page = visit("priya").page("/reviews")
    assert "1 apprentice: 0 to hold this week, 1 next week." in page.text
    assert "Next week" in page.headings["h2"] and nine in page.links()
    assert "Chloe: 1 of 4 written" in page.text and "Mark: nothing yet" in page.text and "You: nothing yet" in page.text
    clock.now = clock.now.replace(day=23)
    assert "This week" in visit("mark").page("/reviews").headings["h2"]
    clock.now = clock.now.replace(day=24)
    assert "Late" in visit("priya").page("/reviews").headings["h2"]


def test_the_list_of_all_takes_as_many_statements_for_two_apprentices_as_for_one(
    visit: Visiting, cast: Cast, house: Installation, nine: str, prepared: None, statements: Any
) -> None:
    priya = visit("priya")
    with statements() as ran:
        priya.page("/reviews")
    one = len(ran)
    with house.database.writing() as session:
        apprenticeships.join(session, cast.his, cast.priya.id, Role.TUTOR, START, leading=False)
    with statements() as ran:
        page = priya.page("/reviews")
    assert "Ben Carter" in page.text
    assert len(ran) == one <= 5


def test_what_was_held_waits_for_signatures_there(visit: Visiting, nine: str, prepared: None) -> None:
    Window(visit("priya"), nine).saves("/holding", **MEETING)
    page = visit("priya").page("/reviews")
    assert "Waiting for signatures" in page.headings["h2"]
    assert "The apprentice, you and the employer" in page.text and "since today" in page.text


def test_the_employer_prepares_at_the_place_of_what_is_due_and_writes_in_no_other_s_name(
    visit: Visiting, cast: Cast, house: Installation, words: Any, clock: Clock
) -> None:
    here = f"/due/reviews/{cast.hers}/9"
    mark = Visit(house, None)
    with house.database.writing() as session:
        secret = sign_in.issue_link(session, LinkKind.DUE, cast.mark.id, house.now(), LINK_LASTS)
    place = Page(mark.post(f"/due/link/{secret}").text)
    assert "Review 9 of Chloe Marsden" in place.text and here in place.links()
    window = Window(mark, here)
    assert "Between apprentice and tutor" not in window.page.text
    assert not any(link.startswith("/a/") for link in window.page.links()), "the link opens no other page"
    assert window.saves(employer_preparation="She chairs the meeting on Tuesdays.").status_code == 200
    assert window.types("changes", "A new manager from 1 December.").status_code == 200
    assert words("employer_preparation", Role.EMPLOYER) == "She chairs the meeting on Tuesdays."
    assert mark.client.post(f"{here}/sections/progress", data={"words": "x", "base_revision": "0"}).status_code == 403
    assert mark.get(f"/due/reviews/{cast.his}/9").status_code == 404
    assert mark.get(f"/a/{cast.hers}/reviews/9").url.path == "/sign-in"
    clock.now += VISIT_LASTS
    assert window.types("changes", "Too late.").status_code == 401
    assert window.saves(changes="Too late.").status_code == 401
    mark.close()
