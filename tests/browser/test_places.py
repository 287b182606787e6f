"""Saying where a piece shows a KSB: Chloe beside a PDF and a recording of herself, Priya from wherever she finds it."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import expect

from app.actions import evidence
from app.actions.acting import Acting, Installation
from app.actions.evidence import Written
from app.actions.evidence.looking import check_at_once
from app.domain.evidence import EvidenceDetails, EvidenceFile, EvidenceKind
from tests.browser.conftest import Sitting
from tests.browser.papers import pdf_of, sound_of
from tests.browser.screens import every_screen, on_sqlite
from tests.cast import TODAY, Cast

Sit = Callable[..., Sitting]
PAGES = [f"Page {number}: I gave Parent A three options." for number in range(1, 10)]


def kept(who: Acting, apprenticeship: UUID, name: str, content: bytes, media_type: str, **known: int) -> EvidenceFile:
    sink = who.store.sink(apprenticeship)
    sink.write(content)
    stored = sink.finish()
    return EvidenceFile(uuid4(), name, stored.sha256, stored.size, media_type, **known)  # type: ignore[arg-type]


@pytest.fixture
def draft(served: tuple[Installation, str], cast: Cast) -> str:
    """Where Chloe's draft of two KSBs with a PDF and a spoken account is."""
    with served[0].acting(cast.chloe) as who:
        files = (
            kept(who, cast.hers, "Home visit.pdf", pdf_of(*PAGES), "application/pdf", pages=9),
            kept(who, cast.hers, "Spoken account.wav", sound_of(300), "audio/wav", milliseconds=300_000),
        )
        details = EvidenceDetails(
            "Benefits drop-in", EvidenceKind.RECORDING, TODAY, "", True, ("D6",), ("K10", "S14")
        )  # fmt: skip
        number = evidence.add_evidence(who, cast.hers, Written(details, files=files), send=False)
    return f"/a/{cast.hers}/evidence/E{number}"


def send(house: Installation, cast: Cast) -> None:
    """Send the draft, once it was looked through."""
    check_at_once(house, cast.hers, 1)
    with house.acting(cast.chloe) as who:
        evidence.submit_evidence(who, cast.hers, 1)


def beside(sitting: Sitting, here: str, file: str) -> None:
    """Open a file beside its KSBs."""
    sitting.see(here)
    sitting.click(f"See it ({file}) beside its KSBs", "link")
    sitting.title(file)


@every_screen
def test_chloe_says_where_in_two_taps_and_a_place_that_is_not_there_is_told(
    sit: Sit, served: tuple[Installation, str], cast: Cast, draft: str, screen: str, dark: bool, scripts: bool
) -> None:
    sitting = sit("chloe", screen, dark=dark, scripts=scripts)
    page = sitting.page
    where = page.locator("#where-S14")

    beside(sitting, draft, "Spoken account.wav")
    if scripts:
        page.locator("audio").evaluate("player => { player.currentTime = 130 }")
        before = sitting.clicks
        sitting.press("From here S14 is shown", shows="It begins at 2:10.")
        expect(where).to_have_value("2:10")
        page.locator("audio").evaluate("player => { player.currentTime = 160 }")
        sitting.press("To here S14 is shown", shows="From when to when is in the field now.")
        expect(where).to_have_value("2:10 to 2:40")
        sitting.click("Save places")
        assert sitting.clicks - before == 3
    else:
        where.fill("2:10 to 2:40")
        sitting.click("Save places")
    sitting.says("Saved where E1 shows S14", "Spoken account.wav, 2:10 to 2:40")

    where.fill("07:00")
    sitting.click("Save places")
    assert page.title().startswith("Error: ")
    sitting.says("Spoken account.wav is 5:00 long, so there is nothing at 7:00.")
    expect(where).to_have_value("07:00")

    beside(sitting, draft, "Home visit.pdf")
    if scripts:
        expect(page.get_by_text("Which page shows K10?")).to_have_count(1)  # asked once, and no button says it again
        expect(page.get_by_role("button", name="shows K10")).to_have_count(0)
        page.get_by_role("link", name="Page after").click()
        expect(page.locator("iframe")).to_have_attribute("src", f"{sitting.address}{_file(page)}?page=2#page=2")
        expect(page.locator(".words [aria-current]")).to_contain_text("Page 2")
        sitting.press("Page 2 shows K10", shows="It is in the field now.")
        expect(page.get_by_label("Which page shows K10?")).to_have_value("2")
    else:
        sitting.click("Page after", "link")
        sitting.says("Page 2 of 9")
        page.get_by_label("Which page shows K10?").fill("2")
    sitting.click("Save places")
    sitting.says("Home visit.pdf, page 2")

    send(served[0], cast)
    for view in ("", "?view=matrix"):
        sitting.see(f"/a/{cast.hers}/coverage{view}")
        with page.expect_navigation():
            page.locator("a[href$='evidence/E1/shows/K10']").click()
        sitting.title("Home visit.pdf")
        expect(page.locator("iframe")).to_have_attribute("src", f"{_file(page)}#page=2")


@on_sqlite
def test_times_typed_over_those_that_were_pressed_are_the_ones_that_are_kept(sit: Sit, draft: str) -> None:
    chloe = sit("chloe", "phone")
    page, where, said = chloe.page, chloe.page.locator("#where-S14"), chloe.page.locator("[data-said=S14]")
    beside(chloe, draft, "Spoken account.wav")
    page.locator("audio").evaluate("player => { player.currentTime = 4 }")
    chloe.press("From here S14 is shown", shows="It begins at 0:04.")
    where.fill("0:05")
    expect(said).to_have_text("")
    page.locator("audio").evaluate("player => { player.currentTime = 11 }")
    chloe.press("To here S14 is shown", shows="From when to when is in the field now.")
    expect(where).to_have_value("0:05 to 0:11")
    where.fill("0:05 to 0:12")
    expect(said).to_have_text("")
    expect(page.get_by_role("button", name="Save")).to_have_count(1)
    chloe.click("Save places")
    chloe.says("Spoken account.wav, 0:05 to 0:12")


@on_sqlite
def test_on_a_phone_the_page_is_asked_for_before_the_file_and_at_a_desk_beside_it(sit: Sit, draft: str) -> None:
    for screen, below in (("phone", True), ("desk", False)):
        chloe = sit("chloe", screen)
        beside(chloe, draft, "Home visit.pdf")
        asked, frame = chloe.page.locator("#where-S14").bounding_box(), chloe.page.locator("iframe").bounding_box()
        assert asked and frame
        assert (frame["y"] > asked["y"]) is below
        expect(chloe.page.get_by_text("below the questions")).to_be_visible(visible=below)


@on_sqlite
def test_priya_opens_each_claim_where_it_is_shown_and_the_browser_s_own_viewer_shows_the_pdf(
    sit: Sit, served: tuple[Installation, str], cast: Cast, draft: str
) -> None:
    send(served[0], cast)
    chloe = sit("chloe", "phone")
    beside(chloe, draft, "Home visit.pdf")
    words = chloe.page.locator("#page-3 .as-typed")
    expect(words).to_contain_text("three options")
    words.click(click_count=3)
    chloe.press("These words show S14", shows="It is in the field now.")
    chloe.click("Save places")
    chloe.says("Home visit.pdf, page 3, “Page 3: I gave Parent A three options.”")

    priya = sit("priya", "desk")
    priya.see(draft)
    priya.click("Home visit.pdf, page 3", "link")
    expect(priya.page.locator("mark")).to_have_text("Page 3: I gave Parent A three options.")
    expect(priya.page.locator("mark")).to_be_in_viewport()
    expect(priya.page.locator("iframe")).to_have_attribute("src", f"{_file(priya.page)}#page=3")
    priya.page.wait_for_function("document.querySelector('iframe').clientHeight > 300")
    assert any(frame.url.startswith("chrome-extension://") for frame in priya.page.frames)


def _file(page: object) -> str:
    """The address of the file that is looked at."""
    path = page.url.partition("/view")[0]  # type: ignore[attr-defined]
    return "/" + path.split("/", 3)[3]
