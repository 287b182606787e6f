"""Chloe on her phone: a week logged on one screen, the last entry repeated, and a spreadsheet looked at and added."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.actions.acting import Installation
from app.worker import Worker
from tests.browser.conftest import Sitting
from tests.browser.screens import on_sqlite
from tests.cast import Cast

Sit = Callable[..., Sitting]
with_and_without = pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
SHEET = """Date,Hours,Activity,Notes
16/11/2026,1.5,Workshop,Attachment theory
17/11/2026,2,Team day,Working with schools
31/02/2026,1,Workshop,
"""


def fill_day(page: Page, day: str, minutes: str, place: int) -> None:
    page.locator("summary", has_text=day).click()
    page.locator(f"#minutes-{place}").fill(minutes)
    page.locator(f"#activity-{place}").select_option("workshop")
    page.locator(f"#description-{place}").fill("Thresholds")


@on_sqlite
@with_and_without
def test_last_week_is_logged_on_one_screen_and_the_last_entry_repeated(sit: Sit, cast: Cast, scripts: bool) -> None:
    sitting = sit("chloe", "phone", scripts=scripts)
    page = sitting.see(f"/a/{cast.hers}/off-the-job")
    sitting.click("Log last week", "link")
    sitting.title("Log a week")
    expect(page.get_by_role("button", name="Log this week")).to_be_visible()
    fill_day(page, "Monday 9", "90", 0)
    fill_day(page, "Thursday 12", "1441", 3)
    sitting.click("Log this week")
    sitting.says("Enter 1440 or less.")
    expect(page.locator("#description-0")).to_have_value("Thresholds")
    page.locator("#minutes-3").fill("45")
    sitting.click("Log this week")
    sitting.says("2 hours 15 minutes logged")
    sitting.click("Repeat the last entry", "link")
    expect(page.locator("#minutes")).to_have_value("45")
    expect(page.locator("#on")).to_have_value("2026-11-20")
    page.locator("#paid_time").select_option("unpaid")
    if not scripts:
        sitting.click("Log this time")
    sitting.says("It was outside paid working hours, and without time off in lieu that does not count.")
    sitting.inspect()
    sitting.tick(page.get_by_label("Keep it as a record only"))
    sitting.click("Log this time")
    sitting.says("It is kept as a record only.")


@on_sqlite
@with_and_without
def test_a_spreadsheet_is_looked_at_row_by_row_and_added(
    sit: Sit, served: tuple[Installation, str], cast: Cast, tmp_path: Path, scripts: bool
) -> None:
    file = tmp_path / "hours.csv"
    file.write_text(SHEET)
    sitting = sit("chloe", "phone", scripts=scripts)
    page = sitting.see(f"/a/{cast.hers}/off-the-job")
    sitting.click("From a spreadsheet", "link")
    page.set_input_files("#file", file)
    sitting.click("Go on")
    sitting.title("Which column is which")
    expect(page.locator("#unit")).to_have_value("hours")
    page.get_by_label("Team day").select_option("workshop")
    sitting.click("See what each row becomes")
    sitting.says("3 rows in hours.csv. 2 will be added. 1 has a mistake and will be left out.")
    sitting.says("“31/02/2026” is not a date written as day/month/year.")
    sitting.click("Add 2 rows")
    sitting.title("Adding your hours")
    sitting.says("0 of 3 rows")
    Worker(served[0]).do_one()
    if not scripts:
        sitting.click("Look again", "link")
    expect(page.locator("h1")).to_have_text("Your hours are added")
    sitting.inspect()
    sitting.click("See the hours", "link")
    sitting.says("Attachment theory")
