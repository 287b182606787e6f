"""A readable copy of her own record: what she may take along, in one ZIP that needs no Touchmark to be read."""

import hashlib
import io
import zipfile

import pytest

from app.actions import evidence
from app.actions.adjustments import answer_adjustment, propose_adjustment
from app.actions.breaches import quarantine_evidence
from app.actions.case_study import agree_to_case_study, write_case_study
from app.actions.portfolio import freeze_portfolio
from app.actions.skills_scan import begin_scan, give_ratings
from app.actions.targets import change_target, say_target_done, set_target
from app.actions.training_plan import put_plan_to_sign
from app.db.gateway import case_studies
from app.domain.assessment import Adjusting, AdjustmentKind
from app.domain.confidentiality import FindingKind
from app.domain.evidence import Decision, Verdict
from app.domain.people import Role
from app.domain.skills_scan import ScanPurpose
from app.domain.targets import Aim
from tests.cast import START, TODAY
from tests.visits import Page
from tests.web.test_access import piece

PDF = b"%PDF-1.7 a visit"


@pytest.fixture
def record(house, cast, visit):
    """E1 is sent, cleared, accepted and frozen, E2 closed, E3 a draft; a plan was put before its signers."""
    hers = piece(visit("chloe"), cast.hers, "true", file=PDF)
    place = {"where": [{"at": "page 2"}], "how": "It says who agreed."}
    said = visit("chloe").call("PUT", f"apprenticeships/{cast.hers}/evidence/E1/tags/S1/place", json=place)
    assert said.status_code == 200
    piece(visit("chloe"), cast.hers, "false", file=b"%PDF-1.7 another visit", title="Names a family")
    piece(visit("chloe"), cast.hers, "false", file=b"%PDF-1.7 a third visit", title="A third visit")
    with house.acting(cast.chloe) as acting:
        quarantine_evidence(acting, cast.hers, 2, FindingKind.NAME, "The name is on page 1.")
    with house.acting(cast.priya) as acting:
        evidence.clear_evidence(acting, cast.hers, 1, version=1, cleared=True, looked=True)
        evidence.decide_tag(acting, cast.hers, 1, Decision("S1", Verdict.ACCEPTED, "Well shown."))
        freeze_portfolio(acting, cast.hers, "For the discussion.")
        put_plan_to_sign(acting, cast.hers, 1)
    return hers


@pytest.fixture
def taken(record, visit, cast):
    answer = visit("chloe").client.get(f"/a/{cast.hers}/copy.zip")
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(answer.content))


def pages(taken):
    return {name: Page(taken.read(name).decode()) for name in taken.namelist() if name.endswith(".html")}


def test_it_holds_her_evidence_with_files_and_decisions_hours_signed_records_and_the_frozen_portfolio(taken, record):
    text, hers = {name: page.text for name, page in pages(taken).items()}, record
    assert "Well shown." in text["my-record/evidence/E1.html"]
    assert "What I did and learned." in text["my-record/evidence/E1.html"]
    assert f"{hers['files'][0]['name']}, page 2. It says who agreed." in text["my-record/evidence/E1.html"]
    assert "Nobody has answered yet." in text["my-record/records/training_plan-1-1.html"]
    assert "The portfolio as it was frozen last" in text["my-record/index.html"]
    assert "portfolio-version-1/index.html" in text
    assert "Number,Day,Minutes" in taken.read("my-record/hours.csv").decode()
    [kept] = [name for name in taken.namelist() if name.startswith("my-record/files/E1/")]
    assert taken.read(kept) == PDF


def test_every_link_in_it_leads_somewhere_in_it_and_nothing_in_it_is_a_script(taken):
    names = set(taken.namelist())
    for name, page in pages(taken).items():
        assert not page.all("script")
        for link in page.links():
            folder = name.split("/")[:-1]
            path = link.partition("#")[0]
            while path.startswith("../"):
                folder, path = folder[:-1], path[3:]
            assert not path or "/".join([*folder, path]) in names, (name, link)


def test_the_exact_text_of_a_signed_record_has_the_hash_that_its_page_names(taken):
    text = taken.read("my-record/records/training_plan-1-1.json")
    assert hashlib.sha256(text).hexdigest() in pages(taken)["my-record/records/training_plan-1-1.html"].text


def test_her_drafts_are_in_it_and_a_closed_piece_is_named_and_left_out(taken):
    found = pages(taken)
    assert "A third visit" in found["my-record/evidence/E3.html"].text
    assert "Left out, because it may identify somebody: E2." in found["my-record/index.html"].text
    assert not [name for name in taken.namelist() if "E2" in name]
    assert all("Names a family" not in page.text for page in found.values())


def test_checksums_of_all_of_it_hold(taken):
    for line in taken.read("my-record/CHECKSUMS.sha256").decode().splitlines():
        sha256, _, path = line.partition("  ")
        assert hashlib.sha256(taken.read(f"my-record/{path}")).hexdigest() == sha256, path


def test_a_file_that_is_not_there_any_more_is_named_and_stops_nothing(house, record, visit, cast):
    house.store.remove(cast.hers, record["files"][0]["sha256"])
    answer = visit("chloe").client.get(f"/a/{cast.hers}/copy.zip")
    taken = zipfile.ZipFile(io.BytesIO(answer.content))
    assert "visit.pdf is not in this copy" in pages(taken)["my-record/evidence/E1.html"].text


def test_only_she_takes_it_and_the_page_says_what_is_in_it(record, visit, cast):
    page = visit("chloe").page(f"/a/{cast.hers}/copy")
    assert "Concerns that somebody raised" in page.text
    assert f"/a/{cast.hers}/copy.zip" in page.links()
    for name in ("priya", "mark", "quentin", "adele"):
        assert visit(name).client.get(f"/a/{cast.hers}/copy.zip").status_code == 403
    for stranger in ("ben", "helen"):
        assert visit(stranger).client.get(f"/a/{cast.hers}/copy.zip").status_code == 404


def test_an_empty_record_can_be_taken_along_too(visit, cast):
    answer = visit("chloe").client.get(f"/a/{cast.hers}/copy.zip")
    text = pages(zipfile.ZipFile(io.BytesIO(answer.content)))["my-record/index.html"].text
    assert "There was none." in text


@pytest.fixture
def said(house, cast):
    """`said("priya", set_target, aim)` on Chloe's record."""

    def do(name, action, *given, **named):
        with house.acting(cast.everybody[name]) as acting:
            return action(acting, cast.hers, *given, **named)

    return do


def copied(visit, cast):
    answer = visit("chloe").client.get(f"/a/{cast.hers}/copy.zip")
    return pages(zipfile.ZipFile(io.BytesIO(answer.content)))


def test_her_case_study_is_in_it_in_every_version_with_who_agreed(said, house, visit, cast):
    said("chloe", write_case_study, "A family after a move", "What I led.")
    said("chloe", write_case_study, "A family after two moves", "What I led, and what I would change.")
    with house.database.reading() as session:
        newest = case_studies(session, cast.hers)[0]
    said("mark", agree_to_case_study, newest.sha256)
    text = copied(visit, cast)["my-record/case-study.html"].text
    for words in ("A family after a move", "What I led.", "A family after two moves", "what I would change"):
        assert words in text
    assert text.index("Version 2") < text.index("Mark Ellis agreed as the employer") < text.index("Version 1")


def test_her_targets_are_in_it_with_everything_that_was_done_to_them(said, visit, cast):
    said("priya", set_target, Aim("Show K3 with a second family.", Role.APPRENTICE, TODAY, ("K3",), minutes=600))
    said("chloe", say_target_done, 1, "Both visits are in E4.")
    text = copied(visit, cast)["my-record/targets.html"].text
    assert "Target 1: Said to be done" in text
    for words in ("Show K3 with a second family.", "K3", "10 hours", "9am: Both visits are in E4."):
        assert words in text
    assert "Set by Priya Nair" in text
    assert text.count("Show K3 with a second family.") == 1
    said("priya", change_target, 1, Aim("Show K3 again.", Role.APPRENTICE, TODAY, ("K3",)), "One was enough.", 2)
    text = copied(visit, cast)["my-record/targets.html"].text
    assert "One was enough. (What: Show K3 again.; For: Chloe Marsden;" in text
    assert "(What: Show K3 with a second family.; For: Chloe Marsden;" in text


def test_her_adjustments_are_in_it_with_the_reason_that_she_may_read(said, visit, cast):
    what = Adjusting(AdjustmentKind.FORMAT, "The questions in writing.", reason="A hearing loss.")
    said("priya", propose_adjustment, what)
    with_consent = copied(visit, cast)
    assert "Waits for the apprentice’s consent." in with_consent["my-record/adjustments.html"].text
    said("chloe", answer_adjustment, 1, agreed=True)
    text = copied(visit, cast)["my-record/adjustments.html"].text
    for words in ("The questions in writing.", "A hearing loss.", "The apprentice consented."):
        assert words in text


def test_of_a_skills_scan_she_takes_what_she_may_see_along(said, visit, cast, catalogue):
    """What Priya gave in a scan shows once Chloe has given her own there: nobody is swayed by a copy either."""
    standard = catalogue.standard("ST0868", "1.0")

    def rate(name, number, **otherwise):
        fields = {f"rating.{ksb.code}": "2" for ksb in standard.ksbs} | otherwise
        said(name, give_ratings, number, fields)

    said("priya", begin_scan, ScanPurpose.START, START)
    rate("priya", 1, **{"what.K1": "Led a family group."})
    hidden = copied(visit, cast)["my-record/skills-scans.html"].text
    assert "Nobody has given ratings in it that you may see." in hidden
    assert "Led a family group." not in hidden
    rate("chloe", 1)
    text = copied(visit, cast)["my-record/skills-scans.html"].text
    assert "Tutor: Priya Nair" in text and "Apprentice: Chloe Marsden" in text
    assert "Led a family group." in text
    assert "Nobody has given ratings" not in text


def test_what_was_never_written_has_no_page_in_it(visit, cast):
    names = {name.removeprefix("my-record/") for name in copied(visit, cast)}
    assert not names & {"case-study.html", "targets.html", "skills-scans.html", "adjustments.html"}


def test_the_page_names_what_is_not_in_it(visit, cast):
    page = visit("chloe").page(f"/a/{cast.hers}/copy").text
    left_out = page[page.index("What is not") :]
    for words in ("ratings that are not given yet", "sessions and who was there", "the learner record", "the history"):
        assert words in left_out
    assert "everything here" not in page
