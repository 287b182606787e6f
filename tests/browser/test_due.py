"""Mark’s minute: from an e-mail that a mail server took, to a receipt, in four taps on a phone, without an account."""

import re
from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes

import pytest
from playwright.sync_api import expect

from app.actions import off_the_job as time
from app.actions.acting import Installation
from app.actions.apprenticeships import end_access
from app.actions.due import ask_employer
from app.actions.due.asking import LINK_LASTS
from app.domain.people import Role
from app.mail.senders import Smtp
from app.worker import Worker
from tests.browser.conftest import Sitting
from tests.browser.screens import every_screen, on_sqlite
from tests.cast import TODAY, Cast
from tests.conftest import Clock
from tests.mail.test_worker import Postbox, postbox

__all__ = ["postbox"]
Sit = Callable[..., Sitting]
Box = tuple[Postbox, str]
SAID = (
    "Workshop on thresholds: when a family needs more than early help, and whom to tell.",
    "Read the guidance on information sharing, and wrote down three questions for supervision.",
    "Shadowed a colleague on duty and saw how the rota is kept.",
)


def newest(house: Installation, box: Box, to: str) -> str:
    """The words of the newest mail to somebody, read from the mail server."""
    while Worker(house, Smtp(box[1], "touchmark@example.org")).do_one():
        pass
    mails = [content for recipients, content in box[0].arrived if recipients == [to]]
    return message_from_bytes(mails[-1]).get_payload(decode=True).decode()  # type: ignore[union-attr]


@pytest.fixture
def link(served: tuple[Installation, str], cast: Cast, postbox: Box) -> str:
    """The path of the link in Mark's mail; three entries of Chloe's wait for him."""
    house = served[0]
    for days, said in enumerate(SAID, start=1):
        with house.acting(cast.chloe) as who:
            on = TODAY - timedelta(days=days)
            time.log_time(who, cast.hers, on=on, minutes=60 * days, activity="workshop", duty="D3", description=said)
    with house.acting(cast.priya) as who:
        ask_employer(who, cast.hers)
    said = newest(house, postbox, cast.mark.email)
    return re.search(r"http://testserver(/due/link/\S+)", said)[1]  # type: ignore[index]


@every_screen
def test_three_entries_take_four_taps_from_the_mail_to_the_receipt(
    sit: Sit,
    cast: Cast,
    served: tuple[Installation, str],
    postbox: Box,
    link: str,
    screen: str,
    dark: bool,
    scripts: bool,
) -> None:
    sitting = sit("", screen, dark=dark, scripts=scripts)
    page = sitting.see(link)
    sitting.clicks += 1
    expect(page.get_by_text("Chloe")).to_have_count(0)
    sitting.click("Show what waits for me")
    sitting.says("3 entries wait for you, from 1 apprentice", *SAID[:1])
    expect(page.locator("input[name=entry]:checked")).to_have_count(0)
    if scripts:
        page.get_by_role("button", name="Choose all 3 of Chloe’s").click()
        sitting.clicks += 1
        expect(page.locator("input[name=entry]:checked")).to_have_count(3)
        sitting.inspect()
    else:
        sitting.click("Choose all 3 of Chloe’s")
    sitting.click("Confirm what is ticked")
    sitting.title("Receipt")
    assert sitting.clicks == 4
    sitting.says("You confirmed 6 hours in 3 entries.", "Mark Ellis")
    sha256 = page.locator("code").inner_text()
    mail = newest(served[0], postbox, cast.mark.email)
    assert sha256 in mail
    assert page.url.rpartition("/")[2] in mail
    sitting.click("check them against the record", "link")
    page.get_by_label("The receipt’s words").fill(mail.partition("kept:")[2].partition("SHA-256")[0])
    sitting.click("Check it")
    sitting.says("This receipt is on record")


@on_sqlite
def test_a_link_opened_twice_elsewhere_too_late_or_after_the_access_ended_shows_nobody_s_name(
    sit: Sit, cast: Cast, served: tuple[Installation, str], clock: Clock, postbox: Box, link: str
) -> None:
    house, now = served[0], clock.now
    clock.now = now + LINK_LASTS
    late = sit("", "phone")
    late.see(link)
    late.says("This link does not work any more.")
    clock.now = now
    mark, stranger = sit("", "phone"), sit("", "phone")
    mark.see(link)
    mark.click("Show what waits for me")
    mark.see(link)
    mark.title("Waiting for you")
    mark.says("3 entries wait for you")
    page = stranger.see(link)
    stranger.says("This link does not work any more.")
    for name in ("Chloe", "Mark Ellis"):
        expect(page.get_by_text(name)).to_have_count(0)
    stranger.click("Send me a new link")
    stranger.says("Look in your e-mail")
    again = re.search(r"http://testserver(/due/link/\S+)", newest(house, postbox, cast.mark.email))[1]  # type: ignore[index]
    assert again != link
    with house.acting(cast.adele) as who:
        end_access(who, cast.hers, cast.mark.id, Role.EMPLOYER, TODAY)
    mark.see("/due")
    mark.says("no visit by a link is open in this browser")
    stranger.see(again)
    stranger.says("This link does not work any more.")


@on_sqlite
def test_two_tabs_confirm_once_and_get_one_receipt(sit: Sit, link: str) -> None:
    first = sit("", "phone")
    first.see(link)
    first.click("Show what waits for me")
    other = first.page.context.new_page()
    other.goto(first.address + "/due")
    for page in (first.page, other):
        for box in page.locator("input[name=entry]").all():
            box.check()
    first.click("Confirm what is ticked")
    other.get_by_role("button", name="Confirm what is ticked").click()
    expect(other.locator("h1")).to_have_text("Receipt")
    assert other.url == first.page.url
