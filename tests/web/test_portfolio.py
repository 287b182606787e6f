"""The portfolio on screen: chosen, put in order, held against the plan, frozen, read at its place, taken along."""

import io
import zipfile

import pytest
from pypdf import PdfReader
from sqlalchemy import update

from app.actions import breaches as drill
from app.actions import evidence as actions
from app.actions.portfolio import choose_piece, freeze_portfolio
from app.db.tables import core
from app.documents.pack import check_pack
from app.domain.confidentiality import FindingKind
from app.domain.portfolio import manifest_sha256
from tests.actions.test_portfolio import FOR_GATEWAY, PLAN, do, pieces
from tests.cast import granted
from tests.visits import Page

__all__ = ["pieces"]


@pytest.fixture
def frozen(house, cast, pieces):
    """Version 1 holds E1 and E2."""
    do(house, cast.priya, freeze_portfolio, cast.hers, FOR_GATEWAY)
    return f"/a/{cast.hers}/portfolio"


def get(visitor, address, status=200):
    answer = visitor.client.get(address)
    assert answer.status_code == status, answer.text[:500]
    return Page(answer.text)


def test_what_is_in_what_is_not_and_why_stands_on_one_page(visit, cast, pieces):
    page = get(visit("chloe"), f"/a/{cast.hers}/portfolio")
    assert "2 pieces in the portfolio" in page.text
    assert "Left out of the assessor’s set unless you take it in." in page.text
    assert "Not in yet: no KSB of it is accepted." in page.text
    assert "No chosen piece shows B6" in page.text


def test_a_rule_of_another_standards_plan_is_named_as_such_where_it_is_applied(visit, cast, pieces):
    visit("chloe").client.post(f"/a/{cast.hers}/portfolio/pieces/4", data={"included": "true"})
    page = get(visit("chloe"), f"/a/{cast.hers}/portfolio")
    assert "which is not accepted in the portfolio. Take it out" in page.text
    assert "Another standard’s rule (University of Sheffield" in page.text


def test_the_order_is_typed_as_numbers_and_kept(visit, cast, pieces):
    chloe = visit("chloe")
    chloe.client.post(f"/a/{cast.hers}/portfolio/order", data={"place-1": "2", "place-2": "1"})
    page = get(chloe, f"/a/{cast.hers}/portfolio")
    assert (page.field("place-2")["value"], page.field("place-1")["value"]) == ("1", "2")


def test_a_form_without_places_leaves_the_order_as_it_was(visit, cast, pieces):
    chloe = visit("chloe")
    chloe.client.post(f"/a/{cast.hers}/portfolio/order", data={"place-1": "2", "place-2": "1"})
    assert chloe.client.post(f"/a/{cast.hers}/portfolio/order", data={}).status_code == 422
    assert get(chloe, f"/a/{cast.hers}/portfolio").field("place-2")["value"] == "1"


def test_a_place_that_is_no_number_gets_one_sentence_beside_it(visit, cast, pieces):
    answer = visit("chloe").client.post(f"/a/{cast.hers}/portfolio/order", data={"place-1": "first", "place-2": "1"})
    assert answer.status_code == 422
    assert "Enter the place of E1 as a number, such as 3." in answer.text


def test_freezing_says_what_is_not_ready_and_keeps_what_was_typed(visit, cast, pieces):
    priya = visit("priya")
    priya.client.post(f"/a/{cast.hers}/portfolio/pieces/3", data={"included": "true"})
    answer = priya.client.post(f"/a/{cast.hers}/portfolio/versions", data={"reason": FOR_GATEWAY})
    assert answer.status_code == 422
    assert "Not cleared, so no assessor may see it: E3." in answer.text
    assert FOR_GATEWAY in answer.text


def test_freezing_leads_to_the_version(visit, cast, pieces):
    answer = visit("priya").client.post(f"/a/{cast.hers}/portfolio/versions", data={"reason": FOR_GATEWAY})
    assert answer.status_code == 200
    assert "Portfolio of evidence, version 1" in answer.text


def test_what_has_not_changed_is_not_said_to_be_frozen_anew(visit, cast, frozen):
    priya = visit("priya")
    again = priya.client.post(f"{frozen}/versions", data={"reason": "After the mock."})
    assert "Nothing has changed since version 1" in again.text
    assert "So no new version was frozen." in again.text
    # The same form sent twice is told as the first time.
    assert "Version 1 is frozen" in priya.client.post(f"{frozen}/versions", data={"reason": FOR_GATEWAY}).text


def test_the_annex_says_each_ksb_its_wording_the_piece_the_place_and_how(visit, frozen):
    page = get(visit("quentin"), f"{frozen}/1")
    assert "Relevant legislation, policies and procedures nationally and locally" in page.text
    assert "plan.pdf, page 1" in page.text
    assert "It names the act it goes by." in page.text
    assert f"{frozen}/1/files/E01/1.pdf#page=1" in page.links()


def test_every_file_is_the_one_that_was_frozen_and_its_opening_is_recorded(visit, frozen, house):
    answer = visit("mark").client.get(f"{frozen}/1/files/E01/1.pdf")
    assert answer.content == PLAN
    with house.database.reading() as session:
        subjects = list(session.scalars(core.access_log.select().with_only_columns(core.access_log.c.subject)))
    assert "portfolio 1 files/E01/1.pdf" in subjects


def test_what_is_kept_from_the_employer_is_not_there_for_them(visit, house, cast, frozen):
    do(house, cast.priya, actions.keep_from_employer, cast.hers, 1)
    page = get(visit("mark"), f"{frozen}/1")
    assert "Support plan" not in page.text
    assert "Minutes of a review" in page.text
    assert visit("mark").client.get(f"{frozen}/1/files/E01/1.pdf").status_code == 404
    assert "Support plan" not in get(visit("mark"), frozen).text
    assert "Support plan" in get(visit("quentin"), f"{frozen}/1").text


def test_an_administrator_sees_titles_and_opens_nothing(visit, frozen):
    page = get(visit("adele"), f"{frozen}/1")
    assert "Support plan" in page.text
    assert "It names the act it goes by." not in page.text
    assert not [link for link in page.links() if "/files/" in link]


def test_of_a_closed_piece_nothing_is_shown_and_no_pack_is_made(visit, house, cast, frozen):
    with house.acting(cast.priya) as acting:
        drill.quarantine_evidence(acting, cast.hers, 1, FindingKind.NAME, "A surname in the header.")
    page = get(visit("quentin"), f"{frozen}/1")
    assert "Closed for now: E1" in page.text
    assert "Support plan" not in page.text
    assert "It names the act" not in page.text
    assert visit("priya").client.get(f"{frozen}/1/files/E01/1.pdf").status_code == 409
    assert visit("priya").client.get(f"{frozen}/1/pack.zip").status_code == 409


def test_the_annex_is_taken_out_as_a_spreadsheet_with_the_same_values(visit, frozen):
    text = visit("priya").client.get(f"{frozen}/1/annex.csv").text
    assert "K1," in text
    assert '"plan.pdf, page 1",It names the act it goes by.,' in text
    assert visit("priya").client.get(f"{frozen}/1/annex.xlsx").content[:2] == b"PK"
    assert visit("priya").client.get(f"{frozen}/1/annex.docx").status_code == 404


def packed(visitor, address, folder):
    answer = visitor.client.get(address)
    assert answer.status_code == 200, answer.text
    path = folder / "pack.zip"
    path.write_bytes(answer.content)
    return path


def test_a_pack_holds_by_the_hash_on_the_page_and_opens_without_us(visit, frozen, tmp_path):
    path = packed(visit("chloe"), f"{frozen}/1/pack.zip", tmp_path)
    found = check_pack([path])
    assert found.holds, found.faults
    assert found.sha256 in get(visit("chloe"), f"{frozen}/1/pack").text
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        annex = archive.read("portfolio-version-1/annex.html").decode()
        assert archive.read("portfolio-version-1/files/E01/1.pdf") == PLAN
        assert found.sha256 == manifest_sha256(archive.read("portfolio-version-1/manifest.json").decode())
        pages = [archive.read(name).decode() for name in names if name.endswith(".html")]
    assert 'href="files/E01/1.pdf#page=1">plan.pdf, page 1</a>' in annex
    assert not [page for page in pages if "<script" in page or "http://" in page or "https://" in page]
    inside = {name.removeprefix("portfolio-version-1/") for name in names}
    for page in pages:
        for link in Page(page).links():
            assert link.removeprefix("../").partition("#")[0] in inside


def test_links_of_a_page_within_the_pack_are_whole(visit, frozen, tmp_path):
    with zipfile.ZipFile(packed(visit("chloe"), f"{frozen}/1/pack.zip", tmp_path)) as archive:
        page = archive.read("portfolio-version-1/evidence/E01.html").decode()
    assert 'href="../files/E01/1.pdf#page=1"' in page
    assert "How the plan was agreed with the family." in page


def test_parts_are_shown_and_fetched_one_by_one(visit, frozen, tmp_path):
    priya = visit("priya")
    page = get(priya, f"{frozen}/1/pack?part_mb=10")
    parts = [link for link in page.links() if "part=" in link]
    assert len(parts) == 1
    assert check_pack([packed(priya, parts[0], tmp_path)]).holds
    assert priya.client.get(f"{frozen}/1/pack.zip?part_mb=10&part=2").status_code == 422


@pytest.mark.parametrize("asked", ["3", "many", "-1", "99999999999999"])
def test_a_size_that_will_not_do_gets_a_sentence(visit, frozen, asked):
    answer = visit("priya").client.get(f"{frozen}/1/pack?part_mb={asked}")
    assert answer.status_code == 422
    assert visit("priya").client.get(f"{frozen}/1/pack.zip?part_mb={asked}").status_code == 422
    call = visit("priya").call("GET", f"apprenticeships/{frozen.split('/')[2]}/portfolio/1/pack.zip?part_mb={asked}")
    assert [fault["path"] for fault in call.json()["errors"]] == ["part_mb"]


def test_a_pack_whose_file_is_missing_is_not_begun(visit, house, cast, frozen):
    for one in list(house.store.kept(cast.hers)):
        house.store.remove(cast.hers, one.sha256)
    assert visit("priya").client.get(f"{frozen}/1/pack.zip").status_code == 503


def test_what_was_erased_is_a_tombstone_in_the_pack_and_the_rest_is_as_it_was_frozen(
    visit, house, cast, frozen, tmp_path
):
    with house.acting(cast.priya) as acting:
        seq = drill.quarantine_evidence(acting, cast.hers, 1, FindingKind.NAME, "A surname in the header.")
        drill.erase_evidence(acting, cast.hers, seq, "E1")
    path = packed(visit("priya"), f"{frozen}/1/pack.zip", tmp_path)
    found = check_pack([path])
    assert not found.faults
    assert "files/E01/1.pdf" in found.erased
    with path.open("rb") as pack:
        answer = visit("priya").client.post("/packs/check", files=[("file", ("pack.zip", pack, "application/zip"))])
    assert "Every file and every text that is in it is as it was frozen; what is not was erased here." in answer.text
    assert b"Support plan" not in io.BytesIO(path.read_bytes()).read()


def test_what_a_version_was_for_is_said_to_be_erased_wherever_it_stood(visit, house, cast, frozen):
    """An empty place would read as if nobody had said what the version is for."""
    with house.acting(cast.adele) as acting:
        drill.erase_words(acting, cast.hers, "portfolio 1")
    given = granted(house, cast)
    for who, here in (("priya", f"{frozen}/1"), ("helen", f"/portfolio/{given.id}")):
        shown = visit(who)
        assert "<dt>For</dt><dd>Erased for good</dd>" in shown.page(here).html
        paper = PdfReader(io.BytesIO(shown.get(f"{here}/annex.pdf").content))
        assert "Erased for good" in paper.pages[0].extract_text()


@pytest.mark.parametrize("number", ["2", "0", "x", "999999999999"])
def test_a_version_that_is_not_there_is_not_found(visit, frozen, number):
    for rest in ("", "/pack", "/pack.zip", "/annex.csv", "/files/E01/1.pdf"):
        assert visit("priya").client.get(f"{frozen}/{number}{rest}").status_code == 404


@pytest.mark.parametrize("path", ["E01/2.pdf", "E02/..", "..%2f..%2fetc/passwd", "E09/1.pdf"])
def test_no_path_leads_to_anything_but_a_file_of_the_version(visit, frozen, path):
    assert visit("priya").client.get(f"{frozen}/1/files/{path}").status_code == 404


def test_gateway_tells_what_is_frozen_and_which_ksbs_it_lacks(visit, cast, frozen):
    answer = visit("priya").call("GET", f"apprenticeships/{cast.hers}/gateway").json()
    check = next(one for one in answer["checks"] if one["id"] == "portfolio")
    assert (check["state"], check["figures"]) == ("partly", {"version": 1, "pieces": 2, "shut": 0})
    assert "no piece shows K2" in check["reason"]


def gateway_of(visitor, cast):
    """The checks by their id, as this reader is answered."""
    return {one["id"]: one for one in visitor.call("GET", f"apprenticeships/{cast.hers}/gateway").json()["checks"]}


def test_once_everything_frozen_is_withdrawn_nothing_of_it_counts_as_shown_or_cleared(visit, cast, frozen):
    for number in (1, 2):
        where = f"apprenticeships/{cast.hers}/evidence/E{number}/withdrawal"
        assert visit("chloe").call("POST", where, json={"reason": "Not mine to show."}).status_code == 200
    told = gateway_of(visit("priya"), cast)
    assert told["portfolio"]["state"] == "not_met"
    assert "2 pieces, of which no assessor may read 2: 2 withdrawn." in told["portfolio"]["reason"]
    assert "no other piece shows K1, K2," in told["portfolio"]["reason"]
    assert told["confidentiality"]["reason"] == "Nothing is chosen for the assessor yet."


def test_of_what_was_erased_a_new_version_is_asked_for_and_no_clearing(visit, house, cast, frozen):
    with house.acting(cast.priya) as acting:
        seq = drill.quarantine_evidence(acting, cast.hers, 1, FindingKind.NAME, "A surname in the header.")
    assert "no assessor may read 1: 1 closed." in gateway_of(visit("priya"), cast)["portfolio"]["reason"]
    with house.acting(cast.priya) as acting:
        drill.erase_evidence(acting, cast.hers, seq, "E1")
    told = gateway_of(visit("priya"), cast)
    assert "no assessor may read 1: 1 erased for good." in told["portfolio"]["reason"]
    assert told["confidentiality"]["state"] == "met"
    page = get(visit("priya"), f"/a/{cast.hers}/gateway").text
    assert "No assessor may read E1 (erased for good)." in page
    assert "The tutor freezes a new version without what no assessor may read" in page
    do(house, cast.priya, freeze_portfolio, cast.hers, "Without what was erased.")
    assert "Version 2 is frozen, with 1 piece. " in gateway_of(visit("priya"), cast)["portfolio"]["reason"]


def test_the_employer_is_told_how_many_may_not_be_read_and_not_which(visit, house, cast, frozen):
    do(house, cast.priya, actions.keep_from_employer, cast.hers, 1)
    do(house, cast.chloe, actions.withdraw_evidence, cast.hers, 1, "Not mine to show.")
    assert "no assessor may read 1: 1 withdrawn." in gateway_of(visit("mark"), cast)["portfolio"]["reason"]
    assert "E1" not in get(visit("mark"), f"/a/{cast.hers}/gateway").text


def test_a_tampered_file_in_the_store_is_caught_by_whoever_checks_the_pack(visit, house, cast, frozen, tmp_path):
    with house.database.writing() as session:
        session.execute(
            update(core.portfolio_text).where(core.portfolio_text.c.key == "E1.title").values(text="Something else")
        )
    path = packed(visit("priya"), f"{frozen}/1/pack.zip", tmp_path)
    assert check_pack([path]).faults == ("The words “E1.title” are not those that were frozen.",)


def test_what_is_in_a_piece_leaves_no_spreadsheet_of_whoever_may_not_read_it(visit, frozen):
    for form in ("csv", "xlsx"):
        kept = visit("adele").client.get(f"{frozen}/1/annex.{form}")
        assert kept.status_code == 200
        assert b"It names the act it goes by." not in unpacked(kept.content)
        assert b"plan.pdf" not in unpacked(kept.content)
        assert b"Support plan" in unpacked(kept.content)


def unpacked(content):
    if content[:2] != b"PK":
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_the_sheet_of_the_annex_is_called_so(visit, frozen):
    assert b'name="Annex"' in unpacked(visit("priya").client.get(f"{frozen}/1/annex.xlsx").content)


def unclear(house, cast):
    do(house, cast.priya, actions.clear_evidence, cast.hers, 1, version=1, cleared=False, looked=False)


def withdraw(house, cast):
    do(house, cast.chloe, actions.withdraw_evidence, cast.hers, 1, "A parent asked for it back.")


@pytest.mark.parametrize("change", [unclear, withdraw])
def test_what_is_cleared_no_more_is_read_in_no_frozen_version_either_but_by_apprentice_and_tutor(
    visit, house, cast, frozen, change
):
    change(house, cast)
    for who in ("mark", "quentin"):
        page = get(visit(who), f"{frozen}/1")
        assert "Support plan" in page.text
        assert "It names the act it goes by." not in page.text
        assert "plan.pdf, page 1" not in page.text
        assert visit(who).client.get(f"{frozen}/1/files/E01/1.pdf").status_code == 404
        assert visit(who).client.get(f"{frozen}/1/files/E02/1.pdf").status_code == 200
        assert "It names the act" not in visit(who).client.get(f"{frozen}/1/annex.csv").text
    assert "It names the act it goes by." in get(visit("priya"), f"{frozen}/1").text
    assert visit("chloe").client.get(f"{frozen}/1/files/E01/1.pdf").status_code == 200


def test_what_is_kept_from_the_employer_is_in_no_list_of_changes_of_theirs(visit, house, cast, frozen):
    do(house, cast.priya, actions.keep_from_employer, cast.hers, 1)
    do(house, cast.chloe, choose_piece, cast.hers, 1, included=False)
    do(house, cast.chloe, choose_piece, cast.hers, 4, included=True)
    do(house, cast.priya, freeze_portfolio, cast.hers, "After the mock.")
    assert "E1 was left out." in get(visit("priya"), f"{frozen}/2").text
    page = get(visit("mark"), f"{frozen}/2")
    assert "E4 was taken in." in page.text
    assert "E1" not in page.text


def test_a_closed_piece_that_is_kept_from_the_employer_is_not_named_to_them(visit, house, cast, frozen):
    do(house, cast.priya, actions.keep_from_employer, cast.hers, 1)
    with house.acting(cast.priya) as acting:
        drill.quarantine_evidence(acting, cast.hers, 1, FindingKind.NAME, "A surname in the header.")
    assert "E1" not in get(visit("mark"), f"{frozen}/1").text
    assert "Closed for now: E1" in get(visit("priya"), f"{frozen}/1").text


def test_what_is_found_in_a_piece_is_said_to_whoever_may_read_it(visit, cast, pieces):
    chloe = visit("chloe")
    chloe.client.post(f"/a/{cast.hers}/portfolio/pieces/3", data={"included": "true"})
    here = f"/a/{cast.hers}/portfolio"
    assert "E3 is not cleared" in get(chloe, here).text
    for who in ("mark", "quentin", "adele"):
        page = get(visit(who), here)
        assert "A leaflet" in page.text
        assert "E3 is not cleared" not in page.text
        assert "E3 does not say where" not in page.text


def test_ordering_in_one_window_takes_nothing_in_that_was_left_out_in_another(visit, cast, pieces):
    chloe = visit("chloe")
    chloe.client.post(f"/a/{cast.hers}/portfolio/pieces/1", data={"included": "false"})
    chloe.client.post(f"/a/{cast.hers}/portfolio/pieces/3", data={"included": "true"})
    chloe.client.post(f"/a/{cast.hers}/portfolio/pieces/4", data={"included": "true"})
    answer = chloe.client.post(f"/a/{cast.hers}/portfolio/order", data={"place-1": "2", "place-2": "3", "place-4": "1"})
    page = Page(answer.text)
    assert "The order is kept" in page.text
    assert "E1 is not in the portfolio any more and stayed out. E3 came in meanwhile and stands last." in page.text
    assert [page.field(f"place-{number}")["value"] for number in (4, 2, 3)] == ["1", "2", "3"]
    assert "3 pieces in the portfolio" in page.text


def test_a_choice_that_says_nothing_chooses_nothing(visit, cast, pieces):
    assert visit("chloe").client.post(f"/a/{cast.hers}/portfolio/pieces/1", data={}).status_code == 422
    assert "2 pieces in the portfolio" in get(visit("chloe"), f"/a/{cast.hers}/portfolio").text


def test_the_pages_take_few_statements_however_many_pieces_and_versions_there_are(
    visit, house, cast, frozen, statements
):
    pages = [
        (who, address) for who in ("priya", "mark") for address in (frozen, f"{frozen}/1", f"{frozen}/1/annex.csv")
    ]
    pages += [("priya", f"{frozen}/1/pack"), ("priya", f"{frozen}/1/pack.zip"), ("mark", f"{frozen}/1/files/E01/1.pdf")]
    visitors = {who: visit(who) for who in ("priya", "mark")}

    def counted():
        found = []
        for who, address in pages:
            with statements() as ran:
                visitors[who].client.get(address)
            found.append(len(ran))
        return found

    few = counted()
    do(house, cast.chloe, choose_piece, cast.hers, 4, included=True)
    do(house, cast.priya, freeze_portfolio, cast.hers, "Another.")
    assert counted() == few
    # The pack is no page: it asks besides whether a file of it was found to be harmful, and is in the access log.
    most = [9 if address.endswith(".zip") else 8 for _, address in pages]
    assert all(ran <= limit for ran, limit in zip(few, most, strict=True)), list(zip(few, pages, strict=True))


def test_the_annex_prints_as_a_tagged_paper_in_the_words_of_the_page(visit, house, cast, frozen):
    made = PdfReader(io.BytesIO(visit("priya").client.get(f"{frozen}/1/annex.pdf").content))
    words = " ".join(page.extract_text() for page in made.pages)
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Portfolio of evidence, version 1" in words
    assert "plan.pdf, page 1" in words
    assert "It names the act it goes by." in words
    do(house, cast.priya, actions.keep_from_employer, cast.hers, 1)
    kept = PdfReader(io.BytesIO(visit("mark").client.get(f"{frozen}/1/annex.pdf").content))
    assert "Support plan" not in " ".join(page.extract_text() for page in kept.pages)


def test_a_program_chooses_orders_freezes_and_takes_the_pack(visit, cast, pieces):
    chloe, priya = visit("chloe").client, visit("priya").client
    here = f"/api/v1/apprenticeships/{cast.hers}/portfolio"
    chosen = chloe.post(f"{here}/pieces/4", json={"included": True}).json()
    assert [one["number"] for one in chosen["pieces"] if one["included"]] == [1, 2, 4]
    assert {"rule": "portfolio.kinds_not_accepted", "piece": 4} in [
        {name: one[name] for name in ("rule", "piece")} for one in chosen["findings"]
    ]
    chloe.post(f"{here}/pieces/4", json={"included": False})
    for wrong in ([2], [2, 1, 4], [2, 1, 1]):
        assert priya.post(f"{here}/order", json={"pieces": wrong}).status_code == 422
    ordered = priya.post(f"{here}/order", json={"pieces": [2, 1]}).json()
    assert [(one["number"], one["place"]) for one in ordered["pieces"] if one["included"]] == [(2, 1), (1, 2)]
    frozen = priya.post(f"{here}/versions", json={"reason": FOR_GATEWAY})
    assert frozen.status_code == 201
    assert [piece["piece"] for piece in frozen.json()["pieces"]] == ["E2", "E1"]
    assert chloe.get(f"{here}/1").json() == frozen.json()
    assert chloe.get(f"{here}/1/files/E01/1.pdf").content == PLAN
    assert check_pack([io.BytesIO(priya.get(f"{here}/1/pack.zip").content)]).holds
    assert [one["sha256"] for one in chloe.get(here).json()["versions"]] == [frozen.json()["sha256"]]


def test_a_program_of_the_employer_reads_nothing_of_what_is_kept_from_them(visit, house, cast, frozen):
    do(house, cast.priya, actions.keep_from_employer, cast.hers, 1)
    mark = visit("mark").client
    here = f"/api/v1/apprenticeships/{cast.hers}/portfolio"
    assert "Support plan" not in mark.get(here).text + mark.get(f"{here}/1").text
    assert mark.get(f"{here}/1/files/E01/1.pdf").status_code == 404
    assert mark.get(f"{here}/1/pack.zip").status_code == 403
