"""Chloe types, and the KSBs that her words speak for come up by themselves; where no script runs, by a button."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Sitting
from tests.browser.screens import every_screen, on_sqlite
from tests.cast import Cast

Sit = Callable[..., Sitting]
WORDS = "They asked what I would do. I stayed impartial and laid out three options for them to choose from."
HEADING = "Suggested from your words"


@every_screen
def test_what_chloe_types_brings_suggestions_with_reasons_and_ticks_nothing(
    sit: Sit, cast: Cast, screen: str, dark: bool, scripts: bool
) -> None:
    sitting = sit("chloe", screen, dark=dark, scripts=scripts)
    page = sitting.see(f"/a/{cast.hers}/evidence/new")
    page.get_by_label("Title").fill("Housing options")
    sitting.choose("Main duty", "D6: Referrals and IAG")
    words = page.get_by_label("What you did and what you learned")
    words.fill(WORDS)
    if not scripts:
        sitting.click("Update suggestions")
    sitting.says(HEADING, "“impartial”", "D6 asks for it.")
    if scripts:
        expect(words).to_be_focused()
    expect(words).to_have_value(WORDS)
    expect(page.locator("input[name=ksb]:checked")).to_have_count(0)
    expect(page.locator("input[name=ksb]")).to_have_count(38)
    sitting.inspect()


@on_sqlite
def test_suggestions_that_come_while_she_ticks_wait_until_she_has_left_the_ksbs(sit: Sit, cast: Cast) -> None:
    sitting = sit("chloe", "desk")
    page = sitting.see(f"/a/{cast.hers}/evidence/new")
    words = page.get_by_label("What you did and what you learned")
    with page.expect_response(lambda answer: answer.url.endswith("/evidence/suggest")):
        words.fill(WORDS)
        sitting.tick(sitting.ksb("K1"))
    expect(sitting.ksb("K1")).to_be_focused()
    expect(page.get_by_text(HEADING)).to_have_count(0)
    words.focus()
    sitting.says(HEADING)
    expect(sitting.ksb("K1")).to_be_checked()
    expect(words).to_be_focused()
