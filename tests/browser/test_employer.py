"""Mark's journey: he confirms what he knows, asks about what he does not, and sees how far Chloe has come."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Sitting
from tests.browser.screens import every_screen
from tests.cast import Cast

Sit = Callable[..., Sitting]


@every_screen
@pytest.mark.usefixtures("portfolio")
def test_mark_confirms_some_hours_and_queries_one(sit: Sit, cast: Cast, screen: str, dark: bool, scripts: bool) -> None:
    sitting = sit("mark", screen, dark=dark, scripts=scripts)
    page = sitting.see("/")
    sitting.title("Your apprentices")
    sitting.says("Confirm or query 13.5 hours")
    sitting.click("See the hours", "link")
    for activity in ("Workshop", "Meeting with tutor"):
        sitting.tick(page.get_by_label(activity))
    sitting.click("Confirm what is ticked")
    sitting.says("You confirmed 8 hours in 2 entries.")
    sitting.click("What else waits for you", "link")
    sitting.tick(page.get_by_label("Online learning"))
    page.get_by_text("Query what is ticked instead").click()
    page.get_by_label("What do you want to know?").fill("Was this on a day off?")
    sitting.click("Send the query")
    sitting.says("3 hours queried")
    expect(page.get_by_label("Online learning")).to_have_count(0)


@every_screen
@pytest.mark.usefixtures("portfolio")
def test_mark_sees_share_minimum_coverage_and_gateway_and_is_told_why_he_may_not_read_a_piece(
    sit: Sit, cast: Cast, screen: str, dark: bool, scripts: bool
) -> None:
    sitting = sit("mark", screen, dark=dark, scripts=scripts)
    page = sitting.see("/apprentices")
    sitting.click("Chloe Marsden", "link")

    def tab(name: str) -> None:
        with page.expect_navigation():
            page.get_by_role("navigation", name="Chloe Marsden").get_by_role("link", name=name, exact=True).click()
        sitting.inspect()

    tab("Off-the-job")
    sitting.says(
        "The programme’s aim: 20% of paid working time", "The funding rule’s minimum: ", "It is not the funding rule."
    )
    tab("Overview")
    sitting.click("See it all", "link")
    sitting.says("3 of 38 KSBs are accepted.")
    tab("Reviews")
    tab("Gateway")
    sitting.says("These checks decide nothing.")
    tab("Evidence")
    sitting.click("E3", "link")
    sitting.title("Benefits drop-in: advice log")
    sitting.says("cleared")
    expect(page.get_by_role("link", name="advice-log.pdf")).to_have_count(0)
    tab("Evidence")
    sitting.click("E1", "link")
    assert sitting.opens("lone-working-plan.pdf") == 200
