"""A record's page: read whole, signed, refused or given up on; by link for the employer; what a receipt proves."""

import hashlib
import re
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.actions.due import VISIT_LASTS
from app.actions.due.asking import LINK_LASTS
from app.domain.people import Role
from app.domain.signatures import Answer, RecordKind
from tests.actions.test_signatures import A, Desk, E, T
from tests.cast import START
from tests.mail.test_worker import postbox
from tests.web.test_due import CLOSED, link_in, mails

__all__ = ["mails", "postbox"]


@pytest.fixture
def desk(house, cast, clock):
    return Desk(house, cast, clock)


@pytest.fixture
def record(desk):
    return desk.put()


def address(record, base="/a/{}/signing"):
    return f"{base.format(record.apprenticeship)}/{record.kind.value}/{record.number}/{record.version}"


def due_address(record):
    return address(record, "/due/signing/{}")


def shown(page):
    """What the form to sign carries along."""
    return {name: page.field(name)["value"] for name in ("role", "sha256", "statement")}


def sign(browser, where, name):
    return browser.post(f"{where}/signature", shown(browser.page(where)) | {"name": name})


def insist_pdf(browser, where, record):
    assert f"{where}/pdf" in browser.page(where).links()
    answer = browser.get(f"{where}/pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert 'filename="review-9-version-1.pdf"' in answer.headers["content-disposition"]
    made = PdfReader(BytesIO(answer.content))
    words = " ".join(page.extract_text() for page in made.pages)
    for said in ("Chloe led the visit of 3 November.", record.sha256, "Priya Nair", "Asked to sign"):
        assert said in words
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]


# Signed in


def test_each_party_reads_the_record_whole_and_signs_it(desk, record, visit):
    for who, name in (("priya", "Priya Nair"), ("chloe", "Chloe Marsden"), ("mark", "Mark Ellis")):
        browser = visit(who)
        page = browser.page(address(record))
        assert "Chloe led the visit of 3 November." in page.text
        assert record.sha256 in page.text
        answer = sign(browser, address(record), name)
        assert "You have signed" in answer.text
    assert desk.standing(record).is_signed_by_all
    page = visit("priya").page(address(record))
    assert "3 of 3 signed" in page.text
    assert not page.all("textarea")


def test_the_statement_that_is_signed_stands_whole_beside_the_box_and_with_the_signature(desk, record, visit):
    browser = visit("mark")
    assert desk.statement(E) in browser.page(address(record)).text
    sign(browser, address(record), "Mark Ellis")
    assert desk.standing(record).signatures[0].statement == desk.statement(E)
    assert desk.statement(E) in visit("chloe").page(address(record)).text


def test_pressed_twice_it_is_signed_once(desk, record, visit):
    browser = visit("mark")
    form = shown(browser.page(address(record))) | {"name": "Mark Ellis"}
    for _ in range(2):
        assert browser.post(f"{address(record)}/signature", form).status_code == 200
    assert len(desk.standing(record).signatures) == 1


def test_a_version_put_in_another_tab_meanwhile_is_named_and_nothing_is_signed(desk, record, visit):
    browser = visit("mark")
    form = shown(browser.page(address(record))) | {"name": "Mark Ellis"}
    newer = desk.put(desk.record(2, "Chloe led the visit of 4 November."))
    answer = browser.post(f"{address(record)}/signature", form)
    assert answer.status_code == 409
    assert "Version 2 is the newest of this record" in answer.text
    assert address(newer) in answer.text
    assert desk.standing(record).signatures == ()
    assert desk.standing(newer).signatures == ()


def test_an_older_version_stays_readable_with_its_signatures(desk, record, visit):
    desk.sign(record, T)
    desk.put(desk.record(2, "Chloe led the visit of 4 November."))
    page = visit("chloe").page(address(record))
    assert "A newer version was put in its place" in page.text
    assert "3 November" in page.text
    assert "1 of 3 signed" in page.text
    assert not [one for one in page.all("input") if one.get("name") == "sha256"]


def test_a_byte_changed_in_the_database_is_noticed_before_anybody_signs(desk, record, visit):
    browser = visit("mark")
    form = shown(browser.page(address(record))) | {"name": "Mark Ellis"}
    desk.spoil(record, content=record.content.replace("3 November", "8 November"))
    answer = browser.post(f"{address(record)}/signature", form)
    assert answer.status_code == 409
    page = browser.page(address(record))
    assert "not what was put to be signed" in page.text
    assert not [one for one in page.all("input") if one.get("name") == "sha256"]
    assert desk.standing(record).signatures == ()


def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(record, visit):
    browser = visit("mark")
    form = shown(browser.page(address(record)))
    answer = browser.post(f"{address(record)}/signature", form | {"name": "Priya Nair"})
    assert answer.status_code == 422
    assert "Type your own name. Your account is Mark Ellis’s." in answer.text
    assert 'value="Priya Nair"' in answer.text
    answer = browser.post(f"{address(record)}/refusal", form | {"reason": ""})
    assert (answer.status_code, "Say why you do not sign." in answer.text) == (422, True)


@pytest.mark.parametrize("wrong", [{"role": "queen"}, {"role": ""}, {"sha256": ""}, {"statement": ""}])
def test_a_form_that_was_tampered_with_signs_nothing(desk, record, visit, wrong):
    browser = visit("mark")
    form = shown(browser.page(address(record))) | {"name": "Mark Ellis"}
    assert browser.post(f"{address(record)}/signature", form | wrong).status_code in (409, 422)
    assert desk.standing(record).signatures == ()


def test_nobody_signs_for_another_on_their_own_device(desk, record, visit):
    """The tutor's session signs for the tutor, whatever its form says."""
    browser = visit("priya")
    page = browser.page(address(record))
    assert "Each signs as themselves" in page.text
    for role in ("apprentice", "employer"):
        statement = desk.statement(Role(role))
        form = {"role": role, "sha256": record.sha256, "statement": statement, "name": "Mark Ellis"}
        assert browser.post(f"{address(record)}/signature", form).status_code == 403
        assert browser.post(f"{address(record)}/refusal", form | {"reason": "No."}).status_code == 403
    assert desk.standing(record).signatures == ()


def test_who_may_read_and_who_may_sign(record, visit):
    for who, status in (("quentin", 200), ("adele", 200), ("helen", 404), ("ben", 404), ("sadia", 404)):
        assert visit(who).get(address(record)).status_code == status
        assert visit(who).post(f"{address(record)}/signature", {}).status_code == (403 if status == 200 else status)
    assert visit("priya").get(address(record).replace("/9/", "/10/")).status_code == 404


def test_a_refusal_says_why_and_can_turn_into_a_signature(desk, record, visit):
    browser = visit("chloe")
    form = {name: shown(browser.page(address(record)))[name] for name in ("role", "sha256")}
    answer = browser.post(f"{address(record)}/refusal", form | {"reason": "I was not at the visit."})
    assert "You have refused to sign" in answer.text
    page = visit("priya").page(address(record))
    assert "Refused to sign" in page.text
    assert "I was not at the visit." in page.text
    assert "You refused to sign this version. You can still sign it" in browser.page(address(record)).text
    sign(browser, address(record), "Chloe Marsden")
    assert [one.answer for one in desk.standing(record).signatures] == [Answer.REFUSED, Answer.SIGNED]
    assert "Refused on" in visit("priya").page(address(record)).text


def test_another_reason_in_another_tab_is_not_taken_for_the_first_and_stays_in_its_box(desk, record, visit):
    chloe, where = visit("chloe"), address(record)
    form = {"role": "apprentice", "sha256": record.sha256}
    for _ in range(2):
        assert chloe.post(f"{where}/refusal", form | {"reason": "The dates are wrong."}).status_code == 200
    answer = chloe.post(f"{where}/refusal", form | {"reason": "And my hours are missing."})
    assert answer.status_code == 409
    assert "You refused to sign this version already" in answer.text and "And my hours are missing." in answer.text
    assert [one.reason for one in desk.standing(record).signatures] == ["The dates are wrong."]


def test_the_tutor_records_that_a_signature_cannot_be_had(desk, record, visit):
    browser = visit("priya")
    said = {"party": "employer", "who": "Mark Ellis", "why": "He left.", "attempts": "Telephoned."}
    said["sha256"] = record.sha256
    answer = browser.post(f"{address(record)}/unobtainable", said | {"attempts": "", "party": ""})
    assert answer.status_code == 422
    answer = browser.post(f"{address(record)}/unobtainable", said | {"attempts": ""})
    assert (answer.status_code, "Say what was tried, and when." in answer.text) == (422, True)
    assert "He left." in answer.text
    answer = browser.post(f"{address(record)}/unobtainable", said)
    assert "Not signed: could not be had" in answer.text
    assert desk.standing(record).waiting_for == (T, A)
    assert visit("chloe").post(f"{address(record)}/unobtainable", said).status_code == 403


def test_the_exact_text_is_a_file_with_the_hash_that_was_signed(record, visit):
    answer = visit("mark").get(f"{address(record)}/text")
    assert hashlib.sha256(answer.content).hexdigest() == record.sha256
    assert "attachment" in answer.headers["content-disposition"]


def test_the_record_with_its_signatures_is_a_tagged_pdf(desk, record, visit):
    desk.sign(record, T)
    insist_pdf(visit("mark"), address(record), record)


def test_where_nothing_can_make_a_pdf_the_page_offers_to_be_printed(record, visit, monkeypatch):
    monkeypatch.setattr("app.documents.papers.pdf.find_spec", lambda name: None)
    browser = visit("mark")
    page = browser.page(address(record))
    assert "print this page: it is laid out for A4" in page.text
    assert f"{address(record)}/pdf" not in page.links()
    assert browser.get(f"{address(record)}/pdf").status_code == 404


def test_a_page_takes_few_statements_however_many_versions_and_answers_there_are(desk, record, visit, statements):
    counts = []
    browser = visit("priya")
    for version in (2, 3):
        with statements() as ran:
            browser.page(address(record))
        counts.append(len(ran))
        for role in (T, A, E) if version == 2 else ():
            desk.sign(record, role)
        desk.put(desk.record(version))
    assert counts[0] == counts[1] <= 8


# By the link that was e-mailed to the employer


@pytest.fixture
def link(desk, record, mails):
    """The path of the link that Mark got when the record was put."""
    desk.put(desk.record(number=10))
    return link_in(mails()[0][2] if "due/link" in mails()[0][2] else mails()[1][2])


@pytest.fixture
def mark(visit, link):
    """A browser in which Mark has opened his visit."""
    browser = visit()
    assert "2 records wait for your signature" in browser.post(link).text
    return browser


def test_the_mail_says_that_something_waits_and_nothing_of_what(desk, record, mails):
    found = {to: (subject, said) for to, subject, said in mails()}
    assert set(found) == {"chloe.marsden@example.org", "mark.ellis@example.org"}
    subject, said = found["mark.ellis@example.org"]
    assert subject == "A milestone review waits for your signature at Northgate Training"
    for private in ("Marsden", "visit", "November", "Priya"):
        assert private not in subject + said


def test_the_employer_signs_by_the_link_without_an_account(desk, record, mark):
    assert due_address(record) in mark.page("/due").links()
    page = mark.page(due_address(record))
    assert "Chloe led the visit of 3 November." in page.text
    answer = sign(mark, due_address(record), "Mark Ellis")
    assert "You signed as the employer: milestone review 9, version 1." in answer.text
    (given,) = desk.standing(record).signatures
    assert (given.means.value, given.by) == ("link", desk.cast.mark.id)
    assert "1 record waits for your signature" in mark.page("/due").text


def test_the_employer_keeps_the_record_as_a_pdf_by_the_link(desk, record, mark):
    desk.sign(record, T)
    insist_pdf(mark, due_address(record), record)


def test_the_employer_refuses_by_the_link(desk, record, mark):
    form = shown(mark.page(due_address(record)))
    del form["statement"]
    assert mark.post(f"{due_address(record)}/refusal", form | {"reason": ""}).status_code == 422
    answer = mark.post(f"{due_address(record)}/refusal", form | {"reason": "The days are wrong."})
    assert "You refused to sign as the employer" in answer.text
    assert desk.standing(record).answer_of(E).reason == "The days are wrong."


def test_a_mail_scanner_that_follows_the_link_neither_spends_it_nor_signs(desk, record, link, visit):
    for _ in range(3):
        visit().get(link)
    browser = visit()
    browser.post(link)
    browser.get(due_address(record))
    assert desk.standing(record).signatures == ()
    assert "You signed" in sign(browser, due_address(record), "Mark Ellis").text


def test_a_used_link_opens_nothing_in_another_browser(record, link, mark, visit):
    thief = visit()
    assert CLOSED in thief.post(link).text
    assert thief.get(due_address(record)).status_code == 401
    assert thief.post(f"{due_address(record)}/signature", {}).status_code == 401


def test_an_old_link_and_an_old_visit_sign_nothing(desk, record, link, visit, clock):
    browser = visit()
    browser.post(link)
    form = shown(browser.page(due_address(record))) | {"name": "Mark Ellis"}
    clock.now += VISIT_LASTS + timedelta(minutes=1)
    assert browser.post(f"{due_address(record)}/signature", form).status_code == 401
    clock.now += LINK_LASTS
    assert CLOSED in visit().post(link).text
    assert desk.standing(record).signatures == ()


def test_another_contacts_link_opens_no_record_that_is_not_theirs(desk, record, mark, visit, house, cast):
    ruth = visit("ruth")
    assert ruth.get(due_address(record)).status_code == 404
    assert ruth.post(f"{due_address(record)}/signature", {"role": "employer"}).status_code == 404
    assert mark.get(due_address(record).replace(str(cast.hers), str(cast.his))).status_code == 404
    for wrong in ("nothing", "training_plan"):
        assert mark.get(due_address(record).replace("review", wrong)).status_code == 404


def test_the_link_signs_as_the_employer_alone(desk, record, mark, cast):
    desk.join(cast.mark, T)
    form = {"role": "tutor", "sha256": record.sha256, "statement": desk.statement(T), "name": "Mark Ellis"}
    for rest in ("signature", "refusal"):
        answer = mark.post(f"{due_address(record)}/{rest}", form | {"reason": "It is not so."})
        assert answer.status_code == 403
        assert "Here you answer as the employer." in answer.text
    sign(mark, due_address(record), "Mark Ellis")
    assert mark.post(f"{due_address(record)}/signature", form).status_code == 403
    assert [one.role for one in desk.standing(record).signatures] == [E]


def test_a_contact_whose_access_ended_signs_nothing(desk, record, mark, cast):
    form = shown(mark.page(due_address(record))) | {"name": "Mark Ellis"}
    desk.leave(cast.mark, E)
    assert mark.post(f"{due_address(record)}/signature", form).status_code == 401
    assert desk.standing(record).signatures == ()


# Receipts


def test_a_receipt_is_for_its_signer_alone(desk, record, visit):
    code = desk.sign(record, A)
    here = f"/a/{record.apprenticeship}/signing/receipts/{code}"
    assert code in visit("chloe").page(here).text
    for who in ("priya", "mark"):
        assert visit(who).get(here).status_code == 404
    assert visit("ben").get(here).status_code == 404
    assert visit("mark").get(f"/receipts/{code}").status_code == 404


def test_a_receipt_is_checked_by_anybody_who_holds_its_words(desk, record, visit, mails):
    desk.sign(record, E)
    said = next(words for _, subject, words in mails() if subject.startswith("Your receipt"))
    words = said[said.index("Receipt ") : said.index("SHA-256: ")].strip()
    code = words.split()[1]
    answer = visit().post("/receipts/check", {"code": code, "sha256": "", "words": words})
    for told in ("This receipt is on record", "Mark Ellis", "to the last byte", "This is the newest", record.sha256):
        assert told in answer.text
    assert "visit of" not in answer.text
    answer = visit().post("/receipts/check", {"code": code, "sha256": "", "words": words.replace("Mark", "Mary")})
    assert "This is not on record" in answer.text
    assert "What it proves" not in answer.text


def test_a_check_tells_of_a_newer_version_and_of_a_changed_record(desk, record, visit):
    code = desk.sign(record, E)
    sha256 = re.search(r"[0-9a-f]{64}</code>", visit("mark").get(f"/receipts/{code}").text)[0].removesuffix("</code>")
    asked = {"code": code, "sha256": sha256, "words": ""}
    desk.put(desk.record(2, "Another."))
    assert "Version 2 took its place" in visit().post("/receipts/check", asked).text
    desk.spoil(record, content="{}")
    assert "The record was changed afterwards" in visit().post("/receipts/check", asked).text


# As calls


def test_a_program_reads_signs_and_gets_the_receipt(record, visit):
    here = f"apprenticeships/{record.apprenticeship}/signing/review/9/1"
    chloe, mark = visit("chloe"), visit("mark")
    read = chloe.call("GET", here).json()
    assert hashlib.sha256(read["content"].encode()).hexdigest() == read["sha256"] == record.sha256
    assert read["waiting_for"] == ["tutor", "apprentice", "employer"]
    statement = next(one["words"] for one in read["statements"] if one["role"] == "apprentice")
    body = {"role": "apprentice", "name": "Chloe Marsden", "sha256": read["sha256"], "statement": statement}
    first, again = (chloe.call("POST", f"{here}/signature", json=body).json() for _ in range(2))
    assert first == again
    assert chloe.call("GET", f"receipts/{first['code']}").json() == first
    assert mark.call("GET", f"receipts/{first['code']}").status_code == 404


def test_a_program_refuses_and_gives_up(desk, record, visit):
    here = f"apprenticeships/{record.apprenticeship}/signing/review/9/1"
    chloe, mark = visit("chloe"), visit("mark")
    refused = {"role": "employer", "reason": "", "sha256": record.sha256}
    assert mark.call("POST", f"{here}/refusal", json=refused).status_code == 422
    assert chloe.call("POST", f"{here}/refusal", json=refused | {"reason": "No."}).status_code == 403
    said = {"role": "employer", "name": "Mark Ellis", "reason": "Left", "attempts": "Rang", "sha256": record.sha256}
    assert chloe.call("POST", f"{here}/unobtainable", json=said).status_code == 403
    answer = visit("priya").call("POST", f"{here}/unobtainable", json=said).json()
    assert answer["unsigned_by"] == ["employer"]
    assert mark.call("POST", f"{here}/refusal", json=refused | {"reason": "The days are wrong."}).status_code == 200
    desk.put(desk.record(2))
    again = refused | {"reason": "The days are wrong."}
    assert mark.call("POST", f"{here}/refusal", json=again).status_code == 200, "as the first time"
    assert mark.call("POST", f"{here}/refusal", json=again | {"reason": "No."}).status_code == 409


def test_what_waits_for_the_employer_is_a_call_too(desk, record, visit):
    (one,) = visit("mark").call("GET", "due").json()["records"]
    assert (one["kind"], one["number"], one["version"]) == ("review", 9, 1)


def test_a_plan_is_signed_as_a_review_is(desk, visit):
    plan = desk.put(desk.record(kind=RecordKind.TRAINING_PLAN, number=1))
    answer = sign(visit("chloe"), address(plan), "Chloe Marsden")
    assert "You have signed" in answer.text
    assert desk.standing(plan).signatures[0].statement == desk.statement(A, RecordKind.TRAINING_PLAN)
    assert desk.standing(plan).put_at.date() > START
