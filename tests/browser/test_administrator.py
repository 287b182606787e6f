"""Adele's journey: she puts somebody on an apprenticeship, and ends an access."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Sitting
from tests.browser.screens import on_sqlite
from tests.cast import Cast

Sit = Callable[..., Sitting]

TYPED = {
    "apprentice.name": "Nell Hughes",
    "apprentice.email": "nell.hughes@example.org",
    "start": "2026-11-02",
    "planned_end": "2028-05-02",
    "weekly_hours": "37.5",
    "tutor.name": "Priya Nair",
    "tutor.email": "priya.nair@example.org",
    "employer.organisation": "Calder Vale Council",
    "employer.name": "Mark Ellis",
    "employer.email": "mark.ellis@example.org",
}


@on_sqlite
@pytest.mark.parametrize("scripts", [True, False])
def test_adele_adds_an_apprenticeship_and_is_told_what_she_forgot(sit: Sit, scripts: bool) -> None:
    sitting = sit("adele", "desk", scripts=scripts)
    page = sitting.see("/")
    sitting.title("Apprenticeships")
    sitting.click("Add an apprenticeship", "link")
    for name, value in TYPED.items():
        if name != "apprentice.email":
            page.locator(f"[name='{name}']").fill(value)
    sitting.click("Add the apprenticeship")
    assert page.title().startswith("Error: ")
    expect(page.locator("[name='apprentice.name']")).to_have_value("Nell Hughes")
    page.locator("[name='apprentice.email']").fill(TYPED["apprentice.email"])
    sitting.click("Add the apprenticeship")
    sitting.title("Nell Hughes")
    sitting.says("Priya Nair", "Mark Ellis")
    sitting.click("All apprenticeships", "link")
    sitting.says("Nell Hughes", "Chloe Marsden")


@on_sqlite
@pytest.mark.parametrize("scripts", [True, False])
def test_adele_ends_an_access_and_an_account(sit: Sit, cast: Cast, scripts: bool) -> None:
    sitting = sit("adele", "desk", scripts=scripts)
    page = sitting.see("/apprenticeships")
    sitting.click("Manage Chloe Marsden", "link")
    row = page.get_by_role("row", name="Mark Ellis")
    row.locator("summary").click()
    with page.expect_navigation():
        row.get_by_role("button", name="End access").click()
    sitting.inspect()
    expect(page.get_by_role("row", name="Mark Ellis").locator("summary")).to_have_count(0)
    sitting.click("People", "link", exact=True)
    sitting.click("Ruth Lowe", "link")
    sitting.click("End this account", "link")
    sitting.click("End the account")
    sitting.says("Ruth Lowe")
