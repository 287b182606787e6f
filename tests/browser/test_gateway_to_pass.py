"""From accepted work to a pass: frozen, opened for Helen at the very page, booked, sat, and told to Chloe."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from app.actions import evidence
from app.actions.acting import Installation
from app.actions.evidence import Placing, Written
from app.domain.evidence import Decision, EvidenceDetails, EvidenceFile, EvidenceKind, Verdict
from app.domain.evidence.places import Pages, Place, reference_of
from tests.browser.conftest import Sitting
from tests.browser.papers import pdf_of
from tests.browser.portfolio import STATED
from tests.browser.screens import every_screen
from tests.browser.test_due import Box, newest
from tests.cast import PASSWORD, TODAY, Cast, email
from tests.mail.test_worker import postbox

__all__ = ["postbox"]
Sit = Callable[..., Sitting]
PIECES = (
    ("Lone-working plan for home visits", "D1", "K1"),
    ("Applying attachment theory to a family plan", "D2", "K8"),
    ("Advice log of the benefits drop-in", "D6", "K10"),
    ("Case recording audit", "D10", "S14"),
)
METHODS = (
    "Professional discussion underpinned by a portfolio of evidence",
    "Work-based case study followed by questioning",
)


@pytest.fixture
def accepted(served: tuple[Installation, str], cast: Cast) -> None:
    """E1 to E4 of Chloe's, each a PDF of two pages, shown on page 2, accepted and cleared."""
    house = served[0]
    for number, (title, duty, ksb) in enumerate(PIECES, start=1):
        with house.acting(cast.chloe) as who:
            sink = who.store.sink(cast.hers)
            sink.write(pdf_of(f"{title}: how it began.", f"{title}: what we agreed."))
            kept = sink.finish()
        file = EvidenceFile(uuid4(), f"piece-{number}.pdf", kept.sha256, kept.size, "application/pdf", pages=2)
        looked = evidence.looked_at_once(house, cast.chloe.id, cast.hers, [file])
        details = EvidenceDetails(
            title, EvidenceKind.WORK_PRODUCT, TODAY, "What I did.", True, (duty,), (ksb,), statements=STATED
        )
        shown = Placing(ksb, (Place(reference_of(file.sha256), Pages(2, 2)),), "It names what was agreed.")
        with house.acting(cast.chloe) as who:
            written = Written(details, files=(file,), looked=looked, looking=True)
            assert evidence.add_evidence(who, cast.hers, written, send=True) == number
            evidence.place_tags(who, cast.hers, number, 1, [shown], {})
        with house.acting(cast.priya) as who:
            evidence.decide_tag(who, cast.hers, number, Decision(ksb, Verdict.ACCEPTED, "Clear and your own."))
            evidence.clear_evidence(who, cast.hers, number, version=1, cleared=True, looked=True)


def passes(adele: Sitting, here: str, method: str) -> None:
    """Adele books a method for today and records a pass."""
    page = adele.see(f"{here}/assessment")
    adele.choose("Method", method)
    page.get_by_label("On which day").fill(TODAY.isoformat())
    adele.tick(page.get_by_role("radio", name="Online"))
    page.get_by_label("Where, and at what time").fill("10:00, by video")
    page.get_by_label("Organisation that assesses it").fill("NCFE")
    adele.click("Book it")
    adele.says("It is booked")
    adele.tick(page.get_by_role("radio", name="Pass", exact=True))
    page.get_by_label("Day of the result").fill(TODAY.isoformat())
    page.get_by_label("Who told you, and how").fill("NCFE, by e-mail")
    adele.click("Record the outcome")
    adele.says("The outcome is recorded", "Told on 20 November 2026 by NCFE, by e-mail.")


def shows_page(sitting: Sitting, number: str) -> None:
    """The browser's own viewer of PDFs says that it shows this page."""
    viewer = next(frame for frame in sitting.page.frames if frame.url.startswith("chrome-extension://"))
    expect(viewer.locator("viewer-page-selector input")).to_have_value(number)


@every_screen
@pytest.mark.usefixtures("accepted")
def test_accepted_work_is_frozen_read_by_an_assessor_at_its_page_and_passed(
    sit: Sit,
    cast: Cast,
    served: tuple[Installation, str],
    postbox: Box,
    screen: str,
    dark: bool,
    scripts: bool,
) -> None:
    here = f"/a/{cast.hers}"
    priya = sit("priya", screen, dark=dark, scripts=scripts)
    priya.see(f"{here}/portfolio")
    priya.page.get_by_label("What this version is for").fill("For the discussion in January.")
    priya.click("Freeze this version")
    priya.says("Version 1 is frozen", "No later work changes it.")

    adele = sit("adele", screen, dark=dark, scripts=scripts)
    adele.see(f"{here}/portfolio")
    adele.click("Assessors’ access", "link")
    adele.page.get_by_label("Assessor’s name").fill("Helen Osei")
    adele.page.get_by_label("Work email address").fill(email("helen"))
    expect(adele.page.get_by_label("Which version")).to_have_value("1")
    adele.click("Invite this assessor")
    adele.says("Helen Osei is invited", "Not stated yet, so nothing was shown")

    mail = newest(served[0], postbox, email("helen"))
    assert "Chloe" not in mail
    helen = sit("", screen, dark=dark, scripts=scripts)
    page = helen.see(re.search(r"http://testserver(/link/set_password/\S+)", mail)[1])  # type: ignore[index]
    page.get_by_label("New password").fill(PASSWORD)
    helen.click("Set password and sign in")
    helen.title("Portfolios to assess")
    helen.click("Chloe Marsden", "link")
    helen.title("Before you enter")
    expect(page.get_by_text(PIECES[0][0])).to_have_count(0)
    helen.tick(page.get_by_role("radio", name="I have no conflict of interest"))
    helen.click("State this")
    helen.title("Portfolio of evidence, version 1")
    grant = page.url.removeprefix(helen.address)
    helen.click("piece-4.pdf, page 2", "link")
    assert page.url == f"{helen.address}{grant}/files/E04/1.pdf/view?ksb=S14&place=1"
    helen.title("piece-4.pdf")
    helen.says("Opened at page 2.", "It names what was agreed.")
    expect(page.locator("iframe")).to_have_attribute("src", f"{grant}/files/E04/1.pdf#page=2")
    if scripts:
        shows_page(helen, "2")
    for record in (cast.his, cast.hers):
        for below in ("/", "/evidence", "/portfolio", "/portfolio/1", "/portfolio/assessors", "/assessment"):
            assert page.request.get(f"{helen.address}/a/{record}{below}").status == 404, below
    assert page.request.get(f"{helen.address}/portfolio/{cast.his}").status == 404

    for method in METHODS:
        passes(adele, here, method)
    chloe = sit("chloe", screen, dark=dark, scripts=scripts)
    chloe.see("/home")
    chloe.click("See your assessment", "link")
    chloe.says("Congratulations. You have passed the end-point assessment, with the grade pass, as worked out here")
    chloe.says("Passed, with the grade pass.")
    chloe.click("Attempt 1 at the professional discussion", "link")
    chloe.says("Told on 20 November 2026 by NCFE, by e-mail.")

    priya.see(f"{here}/portfolio")
    priya.click("Assessors’ access", "link")
    priya.says("None, 20 November 2026", "The annex and the list of pieces", "E4, file 1, beside its KSBs")
    expect(priya.page.get_by_role("rowheader", name="E4, file 1", exact=True)).to_be_visible()
    expect(priya.page.get_by_role("rowheader", name="E1,")).to_have_count(0)
