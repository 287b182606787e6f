"""Two tabs and the back button, as a person uses them: nothing is done twice, nothing typed is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Sitting
from tests.browser.portfolio import PAPER
from tests.browser.screens import on_sqlite
from tests.cast import Cast

Sit = Callable[..., Sitting]
pytestmark = [on_sqlite, pytest.mark.usefixtures("portfolio")]


def numbers(sitting: Sitting, cast: Cast) -> list[str]:
    """The pieces in the list, newest first."""
    sitting.see(f"/a/{cast.hers}/evidence")
    return [one.split()[0] for one in sitting.page.locator("tbody th a").all_inner_texts()]


def second_tab(sitting: Sitting) -> Sitting:
    """Another tab of the same browser, at the same page."""
    page: Page = sitting.page.context.new_page()
    page.goto(sitting.page.url)
    return Sitting(page, sitting.address, sitting.scripts)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_form_sent_and_taken_out_again_with_the_back_button_is_one_piece(
    sit: Sit, cast: Cast, tmp_path: Path, scripts: bool
) -> None:
    log = tmp_path / "drop-in-log.pdf"
    log.write_bytes(PAPER)
    sitting = sit("chloe", "phone", scripts=scripts)
    page = sitting.see("/home")
    sitting.click("Add evidence", "link")
    page.get_by_label("Title").fill("Benefits drop-in")
    page.set_input_files("#file", log)
    sitting.tick(sitting.ksb("K10"))
    sitting.tick(page.get_by_label("No client, family member or carer"))
    sitting.tick(page.get_by_label("This evidence is my own work"))
    sitting.tick(page.get_by_label("I did not use AI for this"))
    sitting.click("Save and send to Priya")
    sitting.title("Benefits drop-in")
    page.go_back()
    expect(page.get_by_label("Title")).to_have_value("Benefits drop-in")
    expect(sitting.ksb("K10")).to_be_checked()
    sitting.click("Save and send to Priya")
    sitting.title("Benefits drop-in")
    assert numbers(sitting, cast) == ["E5", "E4", "E3", "E2", "E1"]


def test_of_two_tabs_with_one_draft_the_second_is_told_and_loses_nothing(sit: Sit, cast: Cast) -> None:
    first = sit("chloe", "desk")
    first.see(f"/a/{cast.hers}/evidence/E4/edit")
    second = second_tab(first)
    for tab, title in ((first, "From the first tab"), (second, "From the second tab")):
        tab.page.get_by_label("Title").fill(title)
    first.click("Save as draft")
    first.title("From the first tab")
    second.click("Save as draft")
    second.says("E4 was changed in another window since you opened it.")
    expect(second.page.get_by_label("Title")).to_have_value("From the second tab")
    second.click("Save as draft")
    second.title("From the second tab")


def test_a_tutor_who_decides_in_one_tab_and_then_otherwise_in_another_is_told(sit: Sit, cast: Cast) -> None:
    first = sit("priya", "desk")
    first.see(f"/a/{cast.hers}/evidence/E3")
    second = second_tab(first)
    for tab, verdict in ((first, "Accept"), (second, "Does not show this")):
        tab.tick(tab.page.get_by_role("group", name="K10").get_by_label(verdict))
    second.page.get_by_label("Feedback to Chloe on K10").fill("This is not about communication.")
    first.click("Send and open next")
    second.click("Send and open next")
    second.says(
        "There is a problem", "Nothing of yours was saved; it is kept below.", "This is not about communication."
    )


def test_a_person_who_signed_out_in_one_tab_is_asked_to_sign_in_in_the_other(sit: Sit) -> None:
    first = sit("chloe", "desk")
    first.see("/home")
    second = second_tab(first)
    first.click("Sign out")
    second.click("Add evidence", "link")
    second.title("Sign in")
