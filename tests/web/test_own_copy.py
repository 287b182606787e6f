"""A readable copy of her own record: everything she may keep, in one ZIP that needs no Touchmark to be read."""

import hashlib
import io
import zipfile

import pytest

from app.actions import evidence
from app.actions.breaches import quarantine_evidence
from app.actions.portfolio import freeze_portfolio
from app.actions.training_plan import put_plan_to_sign
from app.domain.confidentiality import FindingKind
from app.domain.evidence import Decision, Verdict
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
