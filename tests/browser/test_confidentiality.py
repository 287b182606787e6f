"""The check of what identifies somebody: Chloe is told, fixes one thing and keeps another; Priya clears; Mark reads."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import Sitting
from tests.browser.papers import pdf_of
from tests.browser.screens import every_screen
from tests.cast import Cast

Sit = Callable[..., Sitting]
TOLD = "I met my client Jane Smith at 14 Rowan Close. She chose one of three options."
MENDED = "I met Parent B at 14 Rowan Close. She chose one of three options."
REASON = "The address of our office, which is public."


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A paper that a machine reads, and a photo that none can."""
    photo = io.BytesIO()
    Image.new("RGB", (80, 60), "steelblue").save(photo, "JPEG")
    kept = [tmp_path / "drop-in-notes.pdf", tmp_path / "whiteboard.jpg"]
    for path, content in zip(kept, (pdf_of("I gave three options."), photo.getvalue()), strict=True):
        path.write_bytes(content)
    return kept


def write(sitting: Sitting, cast: Cast, files: list[Path]) -> None:
    """Fill in the form, leaving out what is asked of the photo."""
    page = sitting.see(f"/a/{cast.hers}/evidence/new")
    page.set_input_files("#file", files)
    page.get_by_label("Title").fill("Benefits drop-in")
    page.get_by_label("What you did and what you learned").fill(TOLD)
    sitting.tick(sitting.ksb("K10"))
    sitting.tick(page.get_by_label("No client, family member or carer"))
    sitting.tick(page.get_by_label("This evidence is my own work"))
    sitting.tick(page.get_by_label("I did not use AI for this"))


def state_of_photo(sitting: Sitting) -> None:
    """Say that the photo was looked at, and that nobody is in it."""
    sitting.says("Look at, or listen to, every file that was not checked by machine, and tick that you did.")
    sitting.page.locator("#no-machine input[name=looked]").check()
    sitting.page.get_by_label("Nobody else").check()


@every_screen
def test_chloe_is_told_fixes_and_keeps_then_priya_clears_and_mark_reads(
    sit: Sit, cast: Cast, files: list[Path], screen: str, dark: bool, scripts: bool
) -> None:
    chloe = sit("chloe", screen, dark=dark, scripts=scripts)
    write(chloe, cast, files)
    chloe.click("Save and send to")
    state_of_photo(chloe)
    chloe.says("This may identify somebody", "“Jane Smith”")
    chloe.click("Save and send to")
    chloe.says("Saved as a draft, not sent", "“Jane Smith”", "“14 Rowan Close”")
    piece = chloe.page.url.removeprefix(chloe.address)

    chloe.click("Change words or files", "link")
    chloe.page.get_by_label("What you did and what you learned").fill(MENDED)
    chloe.click("Save and send to")
    chloe.says("Saved as a draft, not sent", "“14 Rowan Close”")
    expect(chloe.page.get_by_text("Jane Smith")).to_have_count(0)

    chloe.page.get_by_text("Keep it, with a reason").click()
    chloe.page.get_by_label("Why may it stay?").fill(REASON)
    chloe.click("Keep it", exact=True)
    chloe.says("Kept, with your reason on record", REASON)
    chloe.click("Send it as it is")
    chloe.says("E1 sent to Priya")

    mark = sit("mark", screen, dark=dark, scripts=scripts)
    mark.see(piece)
    expect(mark.page.get_by_text("She chose one of three options.")).to_have_count(0)

    priya = sit("priya", screen, dark=dark, scripts=scripts)
    priya.see(piece)
    priya.says(REASON, "Not checked by machine: whiteboard.jpg.")
    priya.page.locator("#cleared").check()
    priya.click("Save who may read it")
    priya.says("There is a problem")
    expect(priya.page.locator("#cleared")).to_be_checked()
    priya.page.locator("#looked").check()
    priya.click("Save who may read it")
    priya.says("E1 is cleared")

    mark.see(piece)
    mark.says("She chose one of three options.")
    expect(mark.page.get_by_text(REASON)).to_have_count(0)
