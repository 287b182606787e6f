"""A visit from outside: granted, used on the screen at hand, told to the apprentice and ended at once."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from app.actions.acting import Installation
from tests.browser.conftest import Sitting
from tests.browser.screens import every_screen
from tests.browser.test_due import Box, newest
from tests.browser.test_gateway_to_pass import accepted
from tests.cast import PASSWORD, Cast, email
from tests.mail.test_worker import postbox

__all__ = ["accepted", "postbox"]
Sit = Callable[..., Sitting]
TABS = {
    "Hours": "Off-the-job hours",
    "Reviews": "Reviews",
    "Gateway": "Gateway checks",
    "Quality sampling": "Quality sampling",
}
"""Each tab beside the evidence, with the heading that it leads to."""


@every_screen
@pytest.mark.usefixtures("accepted")
def test_a_visitor_reads_what_was_granted_until_it_is_ended(
    sit: Sit,
    cast: Cast,
    served: tuple[Installation, str],
    postbox: Box,
    screen: str,
    dark: bool,
    scripts: bool,
) -> None:
    adele = sit("adele", screen, dark=dark, scripts=scripts)
    adele.see("/apprenticeships")
    adele.click("Visits from outside", "link")
    adele.click("Grant a visit", "link")
    form = adele.page
    form.get_by_label("Visitor’s name").fill("Olwen Pryce")
    form.get_by_label("Work email address").fill(email("olwen"))
    form.get_by_label("Organisation").fill("Skills Quality Awards")
    form.get_by_label("What the visit is for").fill("The yearly quality visit.")
    for sight in ("Cleared evidence", *TABS):
        adele.tick(form.get_by_role("checkbox", name=sight))
    adele.click("Grant this visit")
    adele.says("There is a problem", "Choose at least one apprentice, or a drawn sample.")
    expect(form.get_by_label("Organisation")).to_have_value("Skills Quality Awards")
    finds_her_by_her_tutor(adele)
    adele.click("Grant this visit")
    adele.says("Olwen Pryce is invited", "Nothing was opened.")

    mail = newest(served[0], postbox, email("olwen"))
    assert "Chloe" not in mail
    olwen = sit("", screen, dark=dark, scripts=scripts)
    page = olwen.see(re.search(r"http://testserver(/link/set_password/\S+)", mail)[1])  # type: ignore[index]
    page.get_by_label("New password").fill(PASSWORD)
    olwen.click("Set password and sign in")
    olwen.title("Your visit")
    olwen.says("The yearly quality visit.", "Open until 3 December 2026")
    olwen.click("Cleared evidence of Chloe Marsden", "link")
    olwen.title("Cleared evidence")
    olwen.click("E4 Case recording audit", "link")
    olwen.title("Case recording audit")
    olwen.says("Clear and your own.", "It names what was agreed.")
    assert olwen.opens("piece-4.pdf") == 200
    for tab, heading in TABS.items():
        olwen.click(tab, "link", exact=True)
        olwen.title(heading)

    chloe = sit("chloe", screen, dark=dark, scripts=scripts)
    chloe.see(f"/a/{cast.hers}/history")
    chloe.click("Visits from outside", "link")
    chloe.says("Olwen Pryce", "Skills Quality Awards", "What Olwen Pryce opened: 7 things")
    chloe.page.get_by_text("What Olwen Pryce opened").first.click()
    chloe.says("E4 version 1, file 1")
    chloe.inspect()

    adele.see("/visits")
    adele.says("Open until 3 December 2026", "7 things")
    adele.click("Olwen Pryce", "link")
    adele.says("E4 version 1, file 1")
    adele.click("End this visit now")
    adele.says("The visit of Olwen Pryce has ended")
    assert page.request.get(page.url).status == 404
    olwen.see("/visit")
    olwen.says("Nothing is open for you now", "Ended by the training provider")


def finds_her_by_her_tutor(adele: Sitting) -> None:
    """Chloe is found by her tutor's name, ticked, and kept while somebody else is looked for."""
    form = adele.page
    form.get_by_label("Find apprentices").fill("priya nair")
    adele.click("Find", exact=True)
    adele.says("1 apprentice found.")
    expect(form.get_by_label("Organisation")).to_have_value("Skills Quality Awards")
    adele.tick(form.get_by_role("checkbox", name="Chloe Marsden"))
    form.get_by_label("Find apprentices").fill("Ben")
    adele.click("Find", exact=True)
    adele.says("1 apprentice chosen", "Ben Carter")
