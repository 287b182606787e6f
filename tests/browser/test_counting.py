"""What the product promises in numbers: clicks to add a piece, and requests for a page seen before."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import Sitting
from tests.browser.portfolio import PAPER
from tests.browser.screens import on_sqlite
from tests.cast import Cast

Sit = Callable[..., Sitting]
MOST_CLICKS = 8
STATED_SINCE = 2
"""That the work is one's own, and whether AI was used: every piece states both, so each costs a click on top."""
MOST_REQUESTS = 3
with_and_without = pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])


def tab_to(page: Page, what: Locator) -> None:
    """Reach a field as a keyboard does."""
    for _ in range(60):
        if what.evaluate("field => field === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {what}")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "drop-in-log.pdf"
    path.write_bytes(PAPER)
    return path


def begin(sitting: Sitting, log: Path) -> Page:
    """From home to the form, with the file and the words in it: one click, the rest is typed."""
    page = sitting.see("/home")
    sitting.clicks = 0
    sitting.click("Add evidence", "link")
    page.set_input_files("#file", log)
    tab_to(page, page.get_by_label("Title"))
    page.keyboard.type("Benefits drop-in")
    tab_to(page, page.get_by_label("What you did and what you learned"))
    page.keyboard.type("I explained three options and checked what she had understood.")
    return page


def send(sitting: Sitting) -> int:
    """Tick the statement and send; how many clicks it took."""
    sitting.tick(sitting.page.get_by_label("No client, family member or carer"))
    sitting.tick(sitting.page.get_by_label("This evidence is my own work"))
    sitting.tick(sitting.page.get_by_label("I did not use AI for this"))
    sitting.click("Save and send to Priya")
    sitting.says("Evidence saved and sent to Priya", "drop-in-log.pdf")
    return sitting.clicks


@on_sqlite
@with_and_without
@pytest.mark.usefixtures("portfolio")
def test_a_piece_with_a_file_and_three_ksbs_takes_at_most_8_clicks_and_2_of_stating(
    sit: Sit, log: Path, scripts: bool
) -> None:
    """One KSB of each kind, without a duty: the worst that three can be."""
    sitting = sit("chloe", "phone", scripts=scripts)
    begin(sitting, log)
    for ksb in ("K10", "S14", "B6"):
        sitting.tick(sitting.ksb(ksb))
    assert send(sitting) <= MOST_CLICKS + STATED_SINCE


@on_sqlite
@with_and_without
@pytest.mark.usefixtures("portfolio")
def test_with_its_main_duty_it_takes_at_most_8_clicks_and_2_of_stating(sit: Sit, log: Path, scripts: bool) -> None:
    sitting = sit("chloe", "phone", scripts=scripts)
    begin(sitting, log)
    sitting.choose("Main duty", "D6: Referrals and IAG")
    if not scripts:
        sitting.click("Update suggestions")
    sitting.says("Behaviours for D6")
    for ksb in ("K10", "S14", "B6"):
        sitting.tick(sitting.ksb(ksb))
    assert send(sitting) <= MOST_CLICKS + STATED_SINCE


@on_sqlite
@pytest.mark.usefixtures("portfolio")
@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("chloe", ["/home", "/a/{hers}/evidence/new", "/a/{hers}/coverage", "/a/{hers}/off-the-job"]),
        ("priya", ["/caseload", "/to-review", "/a/{hers}/evidence/E3"]),
        ("mark", ["/apprentices", "/to-confirm", "/a/{hers}/gateway"]),
    ],
)
def test_a_page_seen_before_needs_at_most_3_requests(
    sit: Sit, cast: Cast, asked: list[str], name: str, pages: list[str]
) -> None:
    page = (sitting := sit(name, "desk")).page
    for path in pages:
        address = sitting.address + path.format(hers=cast.hers)
        page.goto(address, wait_until="networkidle")
        page.goto("about:blank")
        asked.clear()
        page.goto(address, wait_until="networkidle")
        assert asked[0] == path.format(hers=cast.hers)
        assert len(asked) <= MOST_REQUESTS, asked


@on_sqlite
def test_a_first_visit_asks_for_more_so_the_count_can_fail(sit: Sit, asked: list[str]) -> None:
    sitting = sit("chloe", "desk")
    sitting.page.goto(f"{sitting.address}/home", wait_until="networkidle")
    assert len(asked) > MOST_REQUESTS
