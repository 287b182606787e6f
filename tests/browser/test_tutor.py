"""Priya's journey: her caseload, what waits for her decision, a decision opened again, an apprentice's record."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Sitting
from tests.browser.screens import every_screen
from tests.cast import Cast

Sit = Callable[..., Sitting]


@every_screen
@pytest.mark.usefixtures("portfolio")
def test_priya_filters_and_sorts_her_caseload_and_opens_a_record(
    sit: Sit, screen: str, dark: bool, scripts: bool
) -> None:
    sitting = sit("priya", screen, dark=dark, scripts=scripts)
    page = sitting.see("/")
    sitting.title("Caseload")
    sitting.says("Chloe Marsden", "Ben Carter")
    page.get_by_label("Find an apprentice").fill("chlo")
    if scripts:
        expect(page.get_by_role("link", name="Ben Carter")).to_have_count(0)
        sitting.inspect()
    else:
        sitting.click("Apply")
        expect(page.get_by_role("link", name="Ben Carter")).to_have_count(0)
    assert "q=chlo" in page.url
    page.get_by_label("Find an apprentice").fill("")
    sitting.choose("Sort by", "Planned gateway")
    if scripts:
        expect(page.get_by_role("link", name="Ben Carter")).to_be_visible()
        sitting.inspect()
    else:
        sitting.click("Apply")
    assert "sort=gateway" in page.url
    sitting.click("Chloe Marsden", "link")
    sitting.title("Overview")
    sitting.says("Waiting for you here")
    for tab in ("Coverage", "Off-the-job", "Reviews", "Gateway", "History", "Evidence"):
        tabs = page.get_by_role("navigation", name="Chloe Marsden")
        with page.expect_navigation():
            tabs.get_by_role("link", name=tab, exact=True).click()
        sitting.inspect()


@every_screen
@pytest.mark.usefixtures("portfolio")
def test_priya_decides_a_piece_clears_it_and_goes_on_to_the_next(
    sit: Sit, cast: Cast, screen: str, dark: bool, scripts: bool
) -> None:
    sitting = sit("priya", screen, dark=dark, scripts=scripts)
    page = sitting.see("/to-review")
    sitting.click("E3, Benefits drop-in: advice log", "link")
    assert sitting.opens("advice-log.pdf") == 200
    sitting.tick(page.locator("#cleared"))
    sitting.click("Save who may read it")
    sitting.says("E3 is cleared")
    sitting.tick(page.get_by_role("group", name="K10").get_by_label("Accept"))
    sitting.tick(page.get_by_role("group", name="S14").get_by_label("Needs more"))
    sitting.click("Send and open next")
    sitting.says("There is a problem", "Say what S14 still needs")
    page.get_by_label("Feedback to Chloe on S14").fill("Show how you checked what she had understood.")
    expect(page.get_by_role("group", name="K10").get_by_label("Accept")).to_be_checked()
    sitting.click("Send and open next")
    sitting.title("Case recording audit")
    sitting.says("This is the next one.")
    sitting.click("Back to E3", "link")
    sitting.says("Show how you checked what she had understood.")


@every_screen
@pytest.mark.usefixtures("portfolio")
def test_priya_opens_a_decision_again_suggests_a_ksb_and_queries_hours(
    sit: Sit, cast: Cast, screen: str, dark: bool, scripts: bool
) -> None:
    sitting = sit("priya", screen, dark=dark, scripts=scripts)
    page = sitting.see(f"/a/{cast.hers}/evidence/E1")
    sitting.click("Reopen K1", "link")
    sitting.click("Reopen K1")
    sitting.says("There is a problem")
    page.get_by_label("Why are you reopening it?").fill("It was the plan of a colleague.")
    sitting.click("Reopen K1")
    sitting.says("K1 on E1 waits for a decision again")
    sitting.choose("KSB that this also shows", "K12: Safe lone working")
    sitting.click("Suggest")
    sitting.says("K12 suggested for E1")

    sitting.see("/to-confirm")
    sitting.tick(page.get_by_label("Workshop"))
    page.get_by_text("Query what is ticked instead").click()
    page.get_by_label("What do you want to know?").fill("Was this inside paid hours?")
    if scripts:
        sitting.press("Send the query", shows="Queried")
    else:
        sitting.click("Send the query")
    sitting.see(f"/a/{cast.hers}/off-the-job?state=queried")
    sitting.click("Workshop", "link")
    sitting.says("Was this inside paid hours?")
