"""On a phone: what a thumb can hit, and where it leads."""

import io
from collections.abc import Callable
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

from app.actions import evidence
from app.actions.acting import Installation
from app.actions.evidence import Written
from app.domain.evidence import EvidenceDetails, EvidenceFile, EvidenceKind
from tests.browser.conftest import Sitting
from tests.browser.papers import pdf_of
from tests.browser.screens import on_sqlite
from tests.cast import TODAY, Cast

Sit = Callable[..., Sitting]
LONG = "Whiteboard from our team meeting on referrals and who rings whom"


@pytest.fixture
def photo(served: tuple[Installation, str], cast: Cast) -> str:
    """Where Chloe's draft with a photo and a long title is."""
    kept = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(kept, "PNG")
    with served[0].acting(cast.chloe) as who:
        sink = who.store.sink(cast.hers)
        sink.write(kept.getvalue())
        stored = sink.finish()
        file = EvidenceFile(uuid4(), "Whiteboard.png", stored.sha256, stored.size, "image/png")
        details = EvidenceDetails(LONG, EvidenceKind.WORK_PRODUCT, TODAY, "", True, ("D6",), ("S14", "B6"))
        number = evidence.add_evidence(who, cast.hers, Written(details, files=(file,)), send=False)
    return f"/a/{cast.hers}/evidence/E{number}"


def height(what: Locator) -> float:
    box = what.bounding_box()
    assert box is not None
    return box["height"]


@on_sqlite
def test_number_and_title_of_a_piece_are_one_link_and_its_photo_opens_beside_its_ksbs(
    sit: Sit, cast: Cast, photo: str
) -> None:
    sitting = sit("chloe", "phone")
    page = sitting.see(f"/a/{cast.hers}/evidence")
    link = sitting.find(f"E1 {LONG}", "link", exact=True)
    assert height(link) >= 44
    name, title = link.locator("span").first.bounding_box(), link.locator("span").last.bounding_box()
    assert name and title
    assert name["x"] + name["width"] < title["x"], "a title that wraps stays beside the number"
    sitting.click(f"E1 {LONG}", "link")
    sitting.title(LONG)

    with page.expect_navigation():
        page.locator(".files a:has(img)").click()
    sitting.title("Whiteboard.png")
    expect(page.locator("[data-picture]")).to_be_visible()


@on_sqlite
def test_the_ksbs_are_folded_by_kind_with_a_count_and_ticked_ones_stay_in_sight(sit: Sit, cast: Cast) -> None:
    sitting = sit("chloe", "phone")
    page = sitting.see(f"/a/{cast.hers}/evidence/new?duty=D6&ksb=S14")
    knowledge = page.locator("#ksb-picker summary").first
    expect(page.locator("#ksb-picker details[open]")).to_have_count(1)
    page.get_by_label("What you did and what you learned").fill("I stayed impartial and laid out three options.")
    sitting.says("Suggested from your words")
    expect(page.locator("#ksb-picker details[open]")).to_have_count(1)
    knowledge.click()
    expect(page.locator("#ksb-picker details[open]")).to_have_count(0)
    expect(sitting.ksb("S14")).to_be_visible()
    expect(knowledge).to_have_text("Knowledge for D6, 0 of 15 chosen")
    skills = page.locator("#ksb-picker details", has_text="Skills for D6")
    expect(skills.locator("[data-above]")).to_contain_text("S14")  # none of those counted is missing without a word
    sitting.tick(sitting.ksb("K1"))
    expect(knowledge).to_have_text("Knowledge for D6, 1 of 15 chosen")
    knowledge.click()
    expect(page.locator("#ksb-picker details").first.locator("[data-above]")).to_contain_text("K1")
    expect(page.locator("#ksb-picker details[open]")).to_have_count(0)
    expect(sitting.ksb("K1")).to_be_visible()
    expect(sitting.ksb("K1")).to_be_checked()
    expect(page.locator("input[name=ksb]")).to_have_count(38)
    sitting.inspect()


@on_sqlite
@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_open_tab_of_a_record_is_in_sight_however_far_along_it_stands(sit: Sit, cast: Cast, scripts: bool) -> None:
    sitting = sit("priya", "phone", scripts=scripts)
    for tab, path in (("Overview", ""), ("Reviews", "reviews"), ("History", "history")):
        page = sitting.see(f"/a/{cast.hers}/{path}")
        tabs = page.get_by_role("navigation", name="Chloe Marsden")
        expect(tabs.get_by_role("link", name=tab, exact=True)).to_be_in_viewport(ratio=0.9)


@on_sqlite
def test_a_file_that_has_arrived_is_named_once(sit: Sit, cast: Cast) -> None:
    sitting = sit("chloe", "phone")
    page = sitting.see(f"/a/{cast.hers}/evidence/new")
    page.locator("#file").set_input_files([{"name": "log.pdf", "mimeType": "application/pdf", "buffer": pdf_of("A")}])
    expect(page.locator("#arrived")).to_contain_text("log.pdf")
    expect(page.get_by_label("More files")).to_have_css("color", "rgba(0, 0, 0, 0)")
    expect(page.locator("#arrived input[name=kept]")).to_be_checked()


@on_sqlite
def test_the_bottom_bar_keeps_to_one_line_and_a_file_is_easy_to_hit(sit: Sit, photo: str) -> None:
    sitting = sit("chloe", "phone")
    page = sitting.see(photo)
    heights = {height(page.locator(".nav a").nth(place)) for place in range(5)}
    assert len(heights) == 1
    words = page.locator(".nav a", has_text="Add evidence")
    assert (
        words.evaluate(
            "link => { const r = new Range(); r.selectNodeContents(link.lastChild); return r.getClientRects().length }"
        )
        == 1
    )
    assert height(page.locator("a.files__name")) >= 24


@on_sqlite
def test_without_a_script_the_suggestions_are_where_the_button_leads(sit: Sit, cast: Cast) -> None:
    sitting = sit("chloe", "phone", scripts=False)
    page = sitting.see(f"/a/{cast.hers}/evidence/new")
    page.get_by_label("What you did and what you learned").fill("I stayed impartial and laid out three options.")
    sitting.click("Update suggestions")
    expect(page.get_by_role("heading", name="Suggested from your words")).to_be_in_viewport()
