"""The pages of going through gateway: components, the learner record, the declaration, the employer's statement."""

import io
import tempfile
import zipfile
from pathlib import Path

import pytest

from app.actions.gateway import ask_statement, keep_learner_record, submit_component
from app.documents.pack import check_pack
from app.domain.people import Role
from app.domain.signatures import RecordKey, RecordKind
from tests.actions.test_gateway import NUMBER_OF_HERS, RECORD, answer, frozen, put_as_it_stands
from tests.actions.test_portfolio import do, pieces
from tests.visits import Page
from tests.web.test_packs_checked import rewritten, sent, sums_put_right
from tests.web.test_signing import shown

__all__ = ["frozen", "pieces"]


def at(cast, what):
    return f"/a/{cast.hers}/{what}"


# Components


def test_a_component_is_handed_over_decided_and_keeps_every_attempt(visit, cast):
    priya, adele, here = visit("priya"), visit("adele"), at(cast, "gateway/components")
    priya.post(f"{here}/portfolio/submission", {"attempt": "1", "note": "By the portal, case 4711"})
    page = adele.page(here)
    assert "By the portal, case 4711" in page.text
    said = {"attempt": "1", "verdict": "returned", "reason": "The annex was missing."}
    adele.post(f"{here}/portfolio/decision", said)
    priya.post(f"{here}/portfolio/submission", {"attempt": "2", "note": ""})
    adele.post(f"{here}/portfolio/decision", {"attempt": "2", "verdict": "accepted"})
    page = visit("mark").page(here)
    assert "1 of 3 that the end-point assessment organisation asks for are accepted or waived." in page.text
    assert "The annex was missing." in page.text
    assert "Attempt 2" in page.text
    assert not page.all("form[method=post]") or "Record attempt" not in page.text


def test_what_is_only_another_standards_plan_says_so_beside_the_component(visit, cast):
    page = visit("priya").page(at(cast, "gateway/components"))
    assert "Not confirmed for this standard: check its own plan." in page.text
    assert "Whether it may be waived is not confirmed." in page.text


def test_what_is_missing_is_said_beside_the_field_and_keeps_what_was_typed(house, visit, cast):
    do(house, cast.priya, submit_component, cast.hers, "portfolio", 1)
    here = at(cast, "gateway/components")
    sent = {"attempt": "1", "verdict": "returned", "reason": ""}
    found = visit("adele").post(f"{here}/portfolio/decision", sent)
    assert found.status_code == 422
    assert "Say why it was returned." in found.text
    late = visit("priya").post(f"{here}/portfolio/submission", {"attempt": "1", "note": "Once more"})
    assert late.status_code == 409
    assert "Record what it decided first." in late.text


def test_a_program_hands_over_and_reads_every_attempt(visit, cast):
    where = f"apprenticeships/{cast.hers}/gateway/components"
    found = visit("priya").call("POST", f"{where}/case_study_scope/submission", json={"attempt": 1, "note": "By mail"})
    assert found.status_code == 200
    by_code = {one["code"]: one for one in visit("mark").call("GET", where).json()["items"]}
    assert by_code["case_study_scope"]["state"] == "submitted"
    assert by_code["case_study_scope"]["attempts"][0]["note"] == "By mail"
    assert by_code["portfolio"]["state"] == "not_started"
    assert by_code["case_study_scope"]["words_at_most"] == 500


# The learner record


@pytest.mark.parametrize(("name", "sees"), [("chloe", True), ("priya", True), ("adele", True), ("mark", False)])
def test_the_number_is_for_the_apprentice_and_the_provider_alone(house, visit, cast, name, sees):
    do(house, cast.adele, keep_learner_record, cast.hers, **RECORD | {"name": "Chloe Hirst"})
    browser = visit(name)
    if sees:
        assert NUMBER_OF_HERS in browser.page(at(cast, "gateway/learner-record")).text
    else:
        assert browser.get(at(cast, "gateway/learner-record")).status_code == 403
    gateway = browser.page(at(cast, "gateway")).text
    assert NUMBER_OF_HERS not in gateway
    assert ("Hirst" in gateway) is sees
    called = browser.call("GET", f"apprenticeships/{cast.hers}/gateway").text
    assert ("Hirst" in called) is sees
    assert NUMBER_OF_HERS not in called


def test_a_wrong_number_is_said_beside_the_field_and_stays_as_typed(visit, cast):
    typed = {"name": "Chloe Marsden", "number": "9276308680", "difference": "", "revision": "0"}
    found = visit("priya").post(at(cast, "gateway/learner-record"), typed)
    assert found.status_code == 422
    assert "This is no unique learner number" in found.text
    assert "9276308680" in found.text


def test_a_program_enters_the_learner_record(visit, cast):
    where = f"apprenticeships/{cast.hers}/gateway/learner-record"
    found = visit("adele").call("POST", where, json=RECORD)
    assert (found.status_code, found.json()["state"]) == (200, "met")
    assert visit("quentin").call("GET", where).status_code == 403


# The declaration


def test_the_employer_reads_how_each_check_stood_and_signs_it_where_everything_waits(house, visit, cast):
    key = put_as_it_stands(house, cast)
    mark, where = visit("mark"), f"/due/signing/{cast.hers}/declaration/1/1"
    assert "Gateway declaration, version 1" in mark.page("/due").text
    page = mark.page(where)
    assert "How each check stood" in page.text
    assert "The apprentice works at or above the standard of the occupation" in page.text
    mark.post(f"{where}/signature", shown(page) | {"name": "Mark Ellis"})
    assert "Mark Ellis signed version 1" in visit("priya").page(at(cast, "gateway")).text
    answer(house, cast, key, Role.APPRENTICE)


def test_while_a_check_is_open_the_page_says_so_and_has_no_form(visit, cast):
    page = visit("priya").page(at(cast, "gateway"))
    assert "other checks are met or waived." in page.text
    assert "Put it to be signed" not in page.text
    found = visit("priya").post(at(cast, "gateway/declaration"), {"version": "1", "made_sure": "Asked."})
    assert found.status_code == 409
    assert "Still open:" in found.text


def test_a_program_is_told_what_keeps_it_closed(visit, cast):
    where = f"apprenticeships/{cast.hers}/gateway/declaration"
    found = visit("priya").call("POST", where, json={"version": 1})
    assert found.status_code == 409
    assert "The learner record matches" in found.json()["detail"]


# The employer's statement


def test_the_statement_is_asked_for_signed_and_taken_along_without_touching_what_was_frozen(house, visit, cast, frozen):
    priya, here = visit("priya"), at(cast, f"portfolio/{frozen}")
    before = check_pack_of(priya, here)
    priya.post(f"{here}/statement", {})
    assert "has not answered yet" in priya.page(here).text
    mark = visit("mark")
    where = f"/due/signing/{cast.hers}/employer_statement/{frozen}/1"
    page = mark.page(where)
    assert "The evidence in this portfolio is valid, and it is attributable to the apprentice." in page.text
    assert "Another standard’s plan asks that the employer says so" in page.text
    mark.post(f"{where}/signature", shown(page) | {"name": "Mark Ellis"})
    assert "Mark Ellis signed on" in priya.page(here).text
    after = check_pack_of(priya, here)
    assert before.holds and after.holds
    assert before.sha256 == after.sha256
    with zipfile.ZipFile(io.BytesIO(priya.client.get(f"{here}/pack.zip").content)) as pack:
        [signed] = [name for name in pack.namelist() if name.endswith("employer-statement-signature.txt")]
        assert "Name: Mark Ellis" in pack.read(signed).decode()


def test_a_statement_that_somebody_wrote_into_a_pack_is_told_from_the_one_that_was_signed(house, visit, cast, frozen):
    """Its hash is in no manifest, so a forger could put the list of checksums right; the record here tells."""
    priya, here = visit("priya"), at(cast, f"portfolio/{frozen}")
    before = priya.client.get(f"{here}/pack.zip").content
    assert "Not in it" in Page(sent(priya, before).text).text
    priya.post(f"{here}/statement", {})
    answer(house, cast, RecordKey(cast.hers, RecordKind.EMPLOYER_STATEMENT, frozen, 1), Role.EMPLOYER)
    true = priya.client.get(f"{here}/pack.zip").content
    assert "As it was signed here" in Page(sent(priya, true).text).text
    assert "Not in it" in Page(sent(priya, before).text).text
    forged = sums_put_right(
        rewritten(true, lambda name, data: b"Name: Another" if name.endswith("-signature.txt") else data)
    )
    text = Page(sent(priya, forged).text).text
    assert "employer-statement-signature.txt is not what is kept here of the employer’s statement." in text
    assert "This pack is what was frozen here" not in text


def check_pack_of(browser, here):
    """The pack as it is taken along now, checked."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pack.zip"
        path.write_bytes(browser.client.get(f"{here}/pack.zip").content)
        return check_pack([path])


# Statements


def test_the_pages_take_few_statements_however_much_was_done(house, visit, cast, frozen, statements):
    pages = [
        at(cast, one)
        for one in ("gateway", "gateway/components", "gateway/learner-record", f"portfolio/{frozen}", "portfolio")
    ]
    priya = visit("priya")

    def counted():
        found = []
        for where in pages:
            with statements() as ran:
                priya.page(where)
            found.append(len(ran))
        return found

    few = counted()
    assert max(few[:-1]) <= 8, few
    do(house, cast.priya, submit_component, cast.hers, "portfolio", 1)
    do(house, cast.adele, keep_learner_record, cast.hers, **RECORD)
    do(house, cast.priya, ask_statement, cast.hers, frozen)
    answer(house, cast, RecordKey(cast.hers, RecordKind.EMPLOYER_STATEMENT, frozen, 1), Role.EMPLOYER)
    answer(house, cast, put_as_it_stands(house, cast), Role.EMPLOYER)
    assert counted() == few
