"""Adding a piece and deciding it, in a real browser: few clicks, on any screen, with and without scripts."""

from pathlib import Path

import pytest

SCREENS = [
    pytest.param("phone", False, True, id="phone, light"),
    pytest.param("phone", True, False, id="phone, dark, without JavaScript"),
    pytest.param("desk", True, True, id="desk, dark"),
    pytest.param("desk", False, False, id="desk, light, without JavaScript"),
]


def tick(sitting, ksb):
    """Tick a KSB, opening its group first where it is closed; every click counts."""
    box = sitting.page.locator(f"input[name=ksb][value={ksb}]")
    if not box.is_visible():
        sitting.page.locator("details", has=box).locator("summary").click()
        sitting.clicks += 1
    box.click()
    sitting.clicks += 1


@pytest.mark.parametrize(("screen", "dark", "scripts"), SCREENS)
def test_a_piece_with_a_file_and_three_ksbs_takes_at_most_eight_clicks(sit, tmp_path: Path, screen, dark, scripts):
    sitting = sit("chloe", screen, dark=dark, scripts=scripts)
    log = tmp_path / "drop-in-log.pdf"
    log.write_bytes(b"%PDF-1.7 a log")
    sitting.see("/home")
    sitting.click("Add evidence", "link")
    sitting.page.set_input_files("input[type=file]", log)
    sitting.page.fill("#title", "Benefits drop-in")
    for ksb in ("K10", "S14", "B6"):
        tick(sitting, ksb)
    sitting.page.locator("#confidentiality_statement").click()
    sitting.clicks += 1
    sitting.click("Save and send to Priya")
    assert sitting.page.get_by_role("heading", name="Benefits drop-in").is_visible()
    assert sitting.page.get_by_text("drop-in-log.pdf").is_visible()
    assert sitting.clicks <= 8


@pytest.mark.parametrize(("screen", "dark", "scripts"), SCREENS)
def test_a_fault_is_told_first_and_nothing_is_lost(sit, tmp_path: Path, screen, dark, scripts):
    sitting = sit("chloe", screen, dark=dark, scripts=scripts)
    log = tmp_path / "drop-in-log.pdf"
    log.write_bytes(b"%PDF-1.7 a log")
    sitting.see("/home")
    sitting.click("Add evidence", "link")
    sitting.page.set_input_files("input[type=file]", log)
    sitting.page.fill("#description", "I explained three options.")
    tick(sitting, "K10")
    sitting.click("Save and send to Priya")
    page = sitting.page
    assert page.title().startswith("Error: ")
    assert page.get_by_role("alert").get_by_role("link", name="Enter a title for this evidence.").is_visible()
    assert page.locator("input[name=kept]").is_checked()
    assert page.locator("input[name=ksb][value=K10]").is_checked()
    assert page.input_value("#description") == "I explained three options."


def test_choosing_a_duty_brings_its_ksbs_first_and_keeps_ticks_and_the_chosen_file(sit, tmp_path: Path):
    sitting = sit("chloe", "desk")
    log = tmp_path / "log.pdf"
    log.write_bytes(b"%PDF-1.7 a log")
    page = sitting.see("/home")
    sitting.click("Add evidence", "link")
    page.set_input_files("input[type=file]", log)
    tick(sitting, "K10")
    page.select_option("#duty", "D7")
    page.get_by_text("Knowledge for D7").wait_for()
    assert page.locator("input[name=ksb][value=K10]").is_checked()
    assert page.evaluate("document.querySelector('input[type=file]').files.length") == 1
    sitting.inspect()


@pytest.mark.parametrize(("screen", "dark", "scripts"), SCREENS)
def test_a_tutor_decides_and_goes_on(sit, tmp_path: Path, screen, dark, scripts):
    chloe = sit("chloe", "desk")
    for title in ("First", "Second"):
        chloe.page.goto(f"{chloe.address}/home")
        chloe.click("Add evidence", "link")
        chloe.page.fill("#title", title)
        chloe.page.fill("#description", "What I did.")
        tick(chloe, "K10")
        chloe.page.locator("#confidentiality_statement").click()
        chloe.click("Save and send to Priya")
    priya = sit("priya", screen, dark=dark, scripts=scripts)
    priya.see("/to-review")
    priya.click("E1, First", "link")
    priya.page.get_by_role("radio", name="Needs more").check()
    priya.click("Send and open next")
    assert priya.page.get_by_role("alert").get_by_text("Say what K10 still needs").is_visible()
    priya.page.get_by_role("textbox", name="Feedback to Chloe on K10").fill("What next?")
    priya.click("Send and open next")
    assert priya.page.get_by_role("heading", name="Second").is_visible()
    record = priya.page.url.removeprefix(priya.address).partition("/evidence")[0]
    for path in ("evidence", "evidence/E1", "evidence/E1/tags/K10/reopening"):
        priya.see(f"{record}/{path}")
