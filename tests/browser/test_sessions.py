"""A register for twenty on a phone: everybody was there but one, who left early; then Chloe says that she was there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import expect

from app.actions.acting import Installation
from app.actions.apprenticeships import add_apprenticeship
from app.actions.sessions import plan_session
from app.domain.sessions import SessionPlan
from tests.browser.conftest import Sitting
from tests.cast import TODAY, Cast, Newcomer, hers_as_entered

Sit = Callable[..., Sitting]
phone = pytest.mark.parametrize(
    ("template", "scripts"), [("sqlite", True), ("sqlite", False)], indirect=["template"], ids=["with", "without"]
)
"""A phone with JavaScript and without."""


@pytest.fixture
def planned(served: tuple[Installation, str], cast: Cast) -> None:
    """A workshop today for Chloe and nineteen who learn with her."""
    house, invited = served[0], [cast.hers]
    with house.acting(cast.adele) as acting:
        for number in range(19):
            who = Newcomer(f"Learner {number:02}", f"learner.{number}@example.org", date(2004, 5, 1))
            invited.append(add_apprenticeship(acting, replace(hers_as_entered(), apprentice=who)))
    with house.acting(cast.priya) as acting:
        plan_session(acting, SessionPlan(TODAY, 360, "workshop", "Safeguarding thresholds", "Leeds"), invited)


@phone
@pytest.mark.usefixtures("planned")
def test_a_tutor_takes_a_register_for_twenty_and_an_apprentice_acknowledges(
    sit: Sit, cast: Cast, scripts: bool
) -> None:
    priya = sit("priya", "phone", scripts=scripts)
    page = priya.see("/sessions")
    priya.click("Safeguarding thresholds", "link")
    priya.says("20 people are invited.")
    priya.click("Everybody was there", "link")
    late = page.get_by_role("group", name="Learner 07")
    minutes = late.get_by_label("Minutes there")
    expect(minutes).to_be_hidden()
    late.get_by_text("For a part").click()
    minutes.fill("90")
    page.get_by_role("group", name="Learner 12").get_by_text("Not there").click()
    for answer in late.locator("label", has_text="part").all():
        box = answer.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    priya.click("Take the register")
    priya.says("19 apprentices have hours now", "19 of 20 people were there.", "There for a part, 1.5 hours")
    assert priya.clicks == 3

    chloe = sit("chloe", "phone", dark=True, scripts=scripts)
    chloe.see("/home")
    chloe.says("Were you there?", "Priya took the register.")
    chloe.click("I was there")
    chloe.says("Thank you. You said that these 6 hours are true")
    assert chloe.clicks == 1
    expect(chloe.page.get_by_text("Were you there?")).to_have_count(0)
    priya.see(page.url.removeprefix(priya.address))
    priya.says("Says it is true")


@phone
@pytest.mark.usefixtures("planned")
def test_a_session_is_planned_for_everybody_on_a_phone(sit: Sit, cast: Cast, scripts: bool) -> None:
    priya = sit("priya", "phone", scripts=scripts)
    page = priya.see("/sessions")
    priya.click("Plan sessions", "link")
    page.get_by_text("Fill in from the delivery plan").click()
    priya.click("Module 2", "link")
    priya.click("Tick all 20", "link")
    page.get_by_label("Hours", exact=True).fill("3")
    priya.click("Plan this")
    priya.title("Module 2")
    priya.says("20 people are invited.")
