"""Chloe's journey: she adds a piece, forgets something, puts it right, and finds everything about herself."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Sitting
from tests.browser.portfolio import FEEDBACK, PAPER
from tests.browser.screens import every_screen
from tests.cast import Cast

Sit = Callable[..., Sitting]
WORDS = "I explained three options to Parent A and checked what she had understood."


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A real file of hers."""
    path = tmp_path / "drop-in-log.pdf"
    path.write_bytes(PAPER)
    return path


@every_screen
@pytest.mark.usefixtures("portfolio")
def test_chloe_adds_a_piece_with_a_file_ksbs_and_hours_and_is_told_what_she_forgot(
    sit: Sit, log: Path, screen: str, dark: bool, scripts: bool
) -> None:
    sitting = sit("chloe", screen, dark=dark, scripts=scripts)
    page = sitting.see("/home")
    sitting.title("Hello, Chloe")
    sitting.click("Add evidence", "link")
    page.set_input_files("#file", log)
    sitting.choose("Main duty", "D6: Referrals and IAG")
    if not scripts:
        sitting.click("Update suggestions")
    sitting.says("Knowledge for D6")
    page.get_by_label("What you did and what you learned").fill(WORDS)
    for ksb in ("K10", "S14", "B6"):
        sitting.tick(sitting.ksb(ksb))
    sitting.tick(page.get_by_role("group", name="Was any of this off-the-job").get_by_label("Yes"))
    page.get_by_label("Hours", exact=True).fill("2")
    page.get_by_label("Minutes").fill("30")
    sitting.choose("Activity", "Online learning")
    sitting.tick(page.get_by_label("No client, family member or carer"))
    sitting.tick(page.get_by_label("This evidence is my own work"))
    sitting.tick(page.get_by_label("I did not use AI for this"))
    sitting.inspect()
    sitting.click("Save and send to Priya")

    assert page.title().startswith("Error: ")
    if scripts:
        expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link", name="Enter a title for this evidence.").click()
    expect(page.get_by_label("Title")).to_be_in_viewport()
    expect(page.get_by_label("What you did and what you learned")).to_have_value(WORDS)
    expect(page.get_by_label("drop-in-log.pdf")).to_be_checked()
    for ksb in ("K10", "S14", "B6"):
        expect(sitting.ksb(ksb)).to_be_checked()
    expect(page.get_by_label("Minutes")).to_have_value("30")
    page.get_by_label("Title").fill("Benefits drop-in")
    sitting.click("Save and send to Priya")

    sitting.title("Benefits drop-in")
    sitting.says("Evidence saved and sent to Priya", "Mark Ellis will be asked to confirm 2.5 hours.", WORDS)
    assert sitting.opens("drop-in-log.pdf") == 200
    sitting.click("All your evidence", "link")
    sitting.says("Benefits drop-in")
    sitting.click("E5", "link")


@every_screen
@pytest.mark.usefixtures("portfolio")
def test_chloe_finds_her_coverage_hours_reviews_and_gateway(
    sit: Sit, cast: Cast, screen: str, dark: bool, scripts: bool
) -> None:
    sitting = sit("chloe", screen, dark=dark, scripts=scripts)
    sitting.see("/home")
    sitting.click("Coverage", "link", exact=True)
    sitting.says("3 of 38 KSBs are accepted.")
    sitting.click("Needs more", "link")
    sitting.says("S7")
    for view in ("KSB × evidence", "By duty"):
        sitting.click(view, "link")
    sitting.click("Hours", "link", exact=True)
    sitting.says("Hours each month")
    sitting.click("Log time", "link")
    sitting.click("Log this time")
    assert sitting.page.title().startswith("Error: ")
    sitting.click("Reviews", "link", exact=True)
    sitting.click("review 9", "link")
    sitting.click("Home", "link", exact=True)
    sitting.click("How each check is worked out", "link")
    sitting.says("Every KSB is accepted")


@every_screen
@pytest.mark.usefixtures("portfolio")
def test_chloe_takes_up_a_draft_improves_what_came_back_and_withdraws_a_piece(
    sit: Sit, log: Path, screen: str, dark: bool, scripts: bool
) -> None:
    sitting = sit("chloe", screen, dark=dark, scripts=scripts)
    page = sitting.see("/home")
    sitting.click("Add evidence", "link")
    page.get_by_label("Title").fill("Team meeting")
    page.set_input_files("#file", log)
    sitting.click("Save as draft")
    sitting.says("Draft saved. Nobody but you sees it")
    sitting.click("Change it first", "link")
    expect(page.get_by_label("drop-in-log.pdf")).to_be_checked()
    page.get_by_label("What you did and what you learned").fill(WORDS)
    sitting.tick(sitting.ksb("K2"))
    sitting.tick(page.get_by_label("No client, family member or carer"))
    sitting.tick(page.get_by_label("This evidence is my own work"))
    sitting.tick(page.get_by_label("I did not use AI for this"))
    sitting.click("Save and send to Priya")
    sitting.says("Evidence saved and sent to Priya")

    sitting.see("/home")
    sitting.click("Open E2", "link")
    sitting.says(FEEDBACK)
    sitting.click("Add a new version", "link")
    expect(page.get_by_label("family-plan.pdf")).to_be_checked()
    page.get_by_label("What you did and what you learned").fill(f"{WORDS} The plan changed in two places.")
    sitting.tick(page.get_by_label("No client, family member or carer"))
    sitting.tick(page.get_by_label("This evidence is my own work"))
    sitting.tick(page.get_by_label("I did not use AI for this"))
    sitting.click("Save and send to Priya")
    sitting.says("Evidence saved and sent to Priya", "Other versions")

    sitting.click("All your evidence", "link")
    sitting.click("E3", "link")
    sitting.click("Withdraw it", "link")
    sitting.click("Withdraw E3")
    sitting.says("There is a problem")
    page.get_by_label("Why are you withdrawing it?").fill("I sent the wrong log.")
    sitting.click("Withdraw E3")
    sitting.says("E3 withdrawn")
