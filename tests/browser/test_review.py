"""A whole review: prepared by three, held and signed by three; no closed lid, tab or signal takes words away."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from app.actions.acting import Installation
from app.actions.due.visiting import renew_link
from app.actions.reviews import hold_review, write_section
from app.domain.people import Role
from app.domain.rag import Colour
from app.domain.reviews import Meeting
from tests.browser.conftest import Sitting
from tests.browser.screens import every_screen, on_sqlite
from tests.browser.test_due import Box, newest
from tests.browser.test_weak_signal import no_signal, on_the_device
from tests.cast import TODAY, Cast
from tests.mail.test_worker import postbox

__all__ = ["postbox"]
Sit = Callable[..., Sitting]


def link_in(mail: str) -> str:
    """The path of the link in a mail."""
    return re.search(r"http://testserver(/due/link/\S+)", mail)[1]  # type: ignore[index]


def writes(sitting: Sitting, title: str, words: str) -> None:
    """Write in the box of a section; it saves itself where scripts run, and by its button where they do not."""
    section = sitting.page.locator("section", has=sitting.page.get_by_role("heading", name=title, exact=True))
    section.get_by_role("textbox").fill(words)
    if sitting.scripts:
        expect(section.get_by_role("status")).to_have_text("Saved at 9am.")
    else:
        sitting.click(f"Save what you wrote: {title}")
        sitting.says("Saved: 1 section")


def signs(sitting: Sitting, name: str) -> None:
    """Sign under one's own name."""
    sitting.page.get_by_label("Your full name").fill(name)
    sitting.click("Sign version 1")


@every_screen
def test_a_review_is_prepared_by_three_held_and_signed_by_three(
    sit: Sit,
    cast: Cast,
    served: tuple[Installation, str],
    postbox: Box,
    screen: str,
    dark: bool,
    scripts: bool,
) -> None:
    house = served[0]
    chloe = sit("chloe", screen, dark=dark, scripts=scripts)
    chloe.see(f"/a/{cast.hers}/reviews")
    chloe.click("Open review 9", "link")
    chloe.says("The apprentice, the tutor, the employer, quality assurers and administrators can read this.")
    writes(chloe, "What I bring to this review", "I led the benefits drop-in on 12 November by myself.")
    writes(chloe, "Between apprentice and tutor", "I would like Wednesdays for study.")

    renew_link(house, email=cast.mark.email, place="test")
    mark = sit("", screen, dark=dark, scripts=scripts)
    mark.see(link_in(newest(house, postbox, cast.mark.email)))
    mark.click("Show what waits for me")
    mark.click("Review 9 of Chloe Marsden", "link")
    mark.says("I led the benefits drop-in on 12 November by myself.")
    expect(mark.page.get_by_text("Wednesdays")).to_have_count(0)
    writes(mark, "What the employer sees at work", "Chloe now chairs the family meeting on Tuesdays.")

    priya = sit("priya", screen, dark=dark, scripts=scripts)
    priya.see("/reviews")
    priya.says("1 of 4 written")
    priya.click("Chloe Marsden", "link")
    priya.says("Chloe now chairs the family meeting on Tuesdays.", "I would like Wednesdays for study.")
    writes(priya, "Progress against the training plan", "On course for the gateway in January.")
    for party in ("Chloe Marsden, apprentice", "Priya Nair, tutor", "Mark Ellis, employer"):
        priya.tick(priya.page.get_by_label(party))
    priya.page.get_by_label("Held on").fill("2026-11-20")
    priya.tick(priya.page.get_by_role("radio", name="Amber"))
    priya.page.get_by_label("Why, where it is another").fill("Hours are made up for by Christmas.")
    priya.click("Save, and record review 9 as held")
    priya.says("Review 9 is recorded as held", "Waiting for signatures", "Hours are made up for by Christmas.")

    signs(priya, "Priya Nair")
    priya.says("You have signed")
    chloe.see(f"/a/{cast.hers}/reviews/9")
    signs(chloe, "Chloe Marsden")
    chloe.says("You have signed")
    again = sit("", screen, dark=dark, scripts=scripts)
    again.see(link_in(newest(house, postbox, cast.mark.email)))
    again.click("Show what waits for me")
    again.click("Milestone review 9", "link")
    again.says("Chloe now chairs the family meeting on Tuesdays.")
    signs(again, "Mark Ellis")
    priya.see(f"/a/{cast.hers}/reviews/9")
    priya.says("Signed", "3 of 3 signed")


@on_sqlite
def test_words_typed_without_a_signal_or_signed_out_are_there_on_return(sit: Sit, cast: Cast) -> None:
    sitting = sit("chloe", "phone")
    page = sitting.see(f"/a/{cast.hers}/reviews/9")
    box = page.get_by_label("Your words: What I bring to this review")
    page.context.set_offline(True)
    box.fill("I led the drop-in on 12 November.")
    sitting.says("There is no signal just now.")
    page.goto("about:blank")  # a closed lid, before the signal is back
    page.context.set_offline(False)
    page.goto(f"{sitting.address}/a/{cast.hers}/reviews/9")
    expect(box).to_have_value("I led the drop-in on 12 November.")
    # By this page, or as the one before was left, where the signal came back in time.
    expect(page.get_by_text(re.compile("Saved (at|on 20 November 2026,) 9am")).first).to_be_visible()
    assert on_the_device(sitting) == []
    no_signal(sitting)


@on_sqlite
def test_of_two_tabs_in_one_box_the_second_is_shown_both_and_keeps_what_it_chooses(sit: Sit, cast: Cast) -> None:
    first = sit("chloe", "desk")
    first.see(f"/a/{cast.hers}/reviews/9")
    second = first.page.context.new_page()
    second.goto(first.page.url)
    label = "Your words: What I bring to this review"
    first.page.get_by_label(label).fill("From the first tab, 12 November.")
    first.says("Saved at 9am.")
    second.get_by_label(label).fill("From the second tab, 13 November.")
    expect(second.get_by_text("You wrote here in another window too. Both texts are below.").first).to_be_visible()
    expect(second.get_by_text("From the first tab, 12 November.").first).to_be_visible()
    Sitting(second, first.address, first.scripts).inspect()
    second.get_by_role("button", name="Put both in the box").click()
    expect(second.get_by_text("Saved at 9am.")).to_be_visible()
    first.page.reload()
    both = "From the first tab, 12 November.\n\nFrom the second tab, 13 November."
    expect(first.page.get_by_label(label)).to_have_value(both)


@on_sqlite
def test_without_scripts_words_that_met_an_ended_session_are_there_with_the_back_button(
    sit: Sit, cast: Cast, served: tuple[Installation, str]
) -> None:
    sitting = sit("chloe", "phone", scripts=False)
    page = sitting.see(f"/a/{cast.hers}/reviews/9")
    box = page.get_by_label("Your words: What I bring to this review")
    box.fill("I led the drop-in on 12 November.")
    kept = page.context.cookies()
    page.context.clear_cookies()
    sitting.click("Save what you wrote: What I bring to this review")
    sitting.title("Sign in to see this page")
    page.context.add_cookies(kept)  # signed in again, in another tab
    page.go_back()
    expect(box).to_have_value("I led the drop-in on 12 November.")
    sitting.click("Save what you wrote: What I bring to this review")
    sitting.says("Saved: 1 section")


@on_sqlite
@pytest.mark.parametrize("screen", ["narrow", "desk"])
def test_moving_missing_and_a_new_version_are_asked_for_on_pages_of_their_own(
    sit: Sit, cast: Cast, served: tuple[Installation, str], screen: str
) -> None:
    here = f"/a/{cast.hers}/reviews"
    sitting = sit("priya", screen, dark=True)
    sitting.see(f"{here}/9/planning")
    sitting.click("Move review 9")
    sitting.says("Say why the review is moved.", "Enter the day that it is moved to.")
    sitting.page.get_by_label("New day").fill("2026-11-30")
    sitting.page.get_by_label("Why it is moved").fill("Mark is on leave.")
    sitting.click("Move review 9")
    sitting.says("Moved from 23 November 2026: Mark is on leave.")
    with served[0].acting(cast.priya) as who:
        write_section(who, cast.hers, 9, "progress", "On course.", 0)
        hold_review(who, cast.hers, 9, Meeting(TODAY, (Role.APPRENTICE, Role.TUTOR), Colour.AMBER, "So far."))
    sitting.see(here)
    sitting.see(f"{here}/9/revision")
    sitting.page.get_by_label("What has to be put right").fill("Mark was there.")
    sitting.click("Start version 2")
    sitting.says("A new version is open", "Version 2 was started because: Mark was there.")
    sitting.click("Version 1, held on 20 November 2026", "link")
    sitting.says("A newer version was put in its place.")
    sitting.see("/reviews")
