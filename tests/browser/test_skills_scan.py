"""Rating 38 KSBs after a hard day: in six taps where little has changed, and left and taken up on another device."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from app.actions.acting import Installation
from app.actions.skills_scan import begin_scan, give_ratings
from app.domain.skills_scan import ScanPurpose
from tests.browser.conftest import Sitting
from tests.browser.screens import every_screen, on_sqlite
from tests.cast import START, TODAY, Cast

Sit = Callable[..., Sitting]


@pytest.fixture
def here(served: tuple[Installation, str], cast: Cast) -> str:
    """Chloe and Priya gave ratings at the start; Priya began another scan today."""
    house = served[0]
    codes = [ksb.code for ksb in house.catalogue.standard("ST0868", "1.0").ksbs]
    with house.acting(cast.chloe) as who:
        begin_scan(who, cast.hers, ScanPurpose.START, START)
        give_ratings(who, cast.hers, 1, {f"rating.{code}": "1" for code in codes})
    with house.acting(cast.priya) as who:
        give_ratings(who, cast.hers, 1, {f"rating.{code}": "3" for code in codes})
        begin_scan(who, cast.hers, ScanPurpose.DURING, TODAY)
    return f"/a/{cast.hers}/skills-scan"


@every_screen
def test_a_scan_in_which_little_has_changed_takes_six_taps(
    sit: Sit, here: str, screen: str, dark: bool, scripts: bool
) -> None:
    sitting = sit("chloe", screen, dark=dark, scripts=scripts)
    page = sitting.see(here)
    expect(page.get_by_text("Something to talk about")).to_be_visible()
    sitting.click("Rate yourself in scan 2", "link")
    for count in (17, 15, 6):
        sitting.click(f"Same as last time for the {count} not rated")
    sitting.tick(page.locator("input[name='rating.K1'][value='3']"))
    sitting.click("Give my ratings")
    expect(page.get_by_text("Your ratings are given")).to_be_visible()
    expect(page.get_by_role("row", name="K1 ").get_by_text("3, Alone")).to_be_visible()
    assert sitting.clicks == 6
    assert sitting.errors == []
    sitting.see(here)


@on_sqlite
def test_what_is_left_on_a_phone_is_taken_up_at_a_desk(sit: Sit, here: str) -> None:
    phone = sit("chloe", "phone", dark=False, scripts=True)
    page = phone.see(f"{here}/2/ratings")
    page.locator("#rating-K2").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("1 of 38 rated. Kept for you alone")).to_be_visible()
    desk = sit("chloe", "desk", dark=False, scripts=True).see(f"{here}/2/ratings")
    expect(desk.locator("input[name='rating.K2'][value='1']")).to_be_checked()
    desk.locator("input[name='rating.K3'][value='4']").check()
    expect(desk.get_by_text("2 of 38 rated.")).to_be_visible()
    page.locator("input[name='rating.K4'][value='0']").check()
    expect(page.get_by_text("You rate in another window too")).to_be_visible()
    expect(page.get_by_text("K3: 4, Securely")).to_be_visible()
    expect(page.get_by_text("3 of 38 rated.")).to_be_visible()


@on_sqlite
def test_answers_given_without_a_signal_are_kept_and_sent_later(sit: Sit, here: str) -> None:
    phone = sit("chloe", "phone", dark=False, scripts=True)
    page = phone.see(f"{here}/2/ratings")
    page.context.set_offline(True)
    page.locator("input[name='rating.K1'][value='2']").check()
    expect(page.get_by_text("There is no signal just now.")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("1 of 38 rated. Kept for you alone")).to_be_visible()
    page.context.set_offline(True)
    page.locator("input[name='rating.K2'][value='2']").check()
    expect(page.get_by_text("There is no signal just now.")).to_be_visible()
    context = page.context
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(f"{phone.address}{here}/2/ratings")
    expect(again.get_by_text("2 of 38 rated.")).to_be_visible()
    expect(again.locator("input[name='rating.K2'][value='2']")).to_be_checked()
    assert all("ERR_INTERNET_DISCONNECTED" in said for said in phone.errors)
    phone.errors.clear()
