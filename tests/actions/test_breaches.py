"""The breach drill: closed at once to everybody, opened again as it was, or erased so that no copy is left."""

import hashlib
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from app.actions import breaches as drill
from app.actions import evidence as actions
from app.actions.breaches import erase_bytes
from app.actions.keeping import back_up, restore
from app.answers.verification import discrepancies
from app.db import breaches, history, installation
from app.db import evidence as db
from app.domain.breaches import BreachState
from app.domain.confidentiality import FindingKind
from app.domain.evidence import Decision, EvidenceState, Verdict
from app.domain.refusals import BadInput, NotFound, NotPermitted, WrongState
from app.files.register import Register
from app.worker import Worker
from tests.actions.test_keeping import empty
from tests.visits import Page
from tests.web.test_resumable_uploads import Sender
from tests.web.test_typed_forms import FIELDS, Window, offers

__all__ = ["empty"]
NAME = "Zephaniah Quillfeather"
"""Somebody invented, whom nothing else in the suite names."""
WHY = "The surname is in the header of page 2."
FILE = b"%PDF-1.7 home visit to " + NAME.encode()
OTHER = b"%PDF-1.7 nothing of anybody"


def piece(visit, cast, *, title="A home visit", words="What I did.", files=(("visit.pdf", FILE),), submit="true"):
    """A piece of Chloe's, sent over the JSON face, with 30 minutes of training."""
    fields = {
        "title": title,
        "kind": "work_product",
        "happened_on": "2026-11-02",
        "description": words,
        "ksb": ["K1", "S1"],
        "confidentiality_statement": "true",
        "off_the_job_minutes": "30",
        "off_the_job_activity": "workshop",
        "submit": submit,
    }
    chloe, where = visit("chloe"), f"apprenticeships/{cast.hers}/evidence"
    answer = chloe.call("POST", where, data=fields, files=[("file", file) for file in files])
    assert answer.status_code == 201, answer.text
    added = answer.json()
    for finding in added["findings"]:
        keeping = f"{where}/{added['id']}/findings/{finding['id']}/keeping"
        assert chloe.call("POST", keeping, json={"reason": "I thought that it was invented."}).status_code == 200
    if added["held"]:
        assert chloe.call("POST", f"{where}/{added['id']}/submission", json={}).status_code == 200
    return added


@pytest.fixture
def sent(visit, cast, house):
    """E1 names somebody in its title, its words and its file; Priya accepted K1 and cleared it."""
    piece(visit, cast, title=f"A visit to {NAME}", words=f"I met {NAME} at home.")
    with house.acting(cast.priya) as acting:
        actions.decide_tag(acting, cast.hers, 1, Decision("K1", Verdict.ACCEPTED, f"Well done with {NAME}"))
        actions.clear_evidence(acting, cast.hers, 1, version=1, cleared=True, looked=True)
    return house


def close(house, person, cast, number=1, why=WHY):
    with house.acting(person) as acting:
        return drill.quarantine_evidence(acting, cast.hers, number, FindingKind.NAME, why)


def erase(house, person, cast, seq=1, typed="E1"):
    with house.acting(person) as acting:
        drill.erase_evidence(acting, cast.hers, seq, typed)


def work(house):
    """Every job that is due, done."""
    worker = Worker(house)
    while worker.do_one():
        pass


def read(house, cast, number=1):
    with house.database.reading() as session:
        return db.load(session, cast.hers, number)


def record(house, cast, seq=1):
    with house.database.reading() as session:
        return breaches.load(session, cast.hers, seq)


def wrong(house):
    with house.database.reading() as session:
        return list(discrepancies(session, house.store))


def told_of(house, cast):
    with house.database.reading() as session:
        return [one.action for one in history.happenings(session, cast.hers, limit=5)]


def bytes_on_disk(house):
    """Everything the database keeps, its log aside where that ages out by itself, and everything in the store."""
    url = make_url(house.database.url)
    if house.database.is_sqlite:
        paths = sorted(Path(url.database).parent.glob(Path(url.database).name + "*"))
    else:
        with house.database.engine.connect() as connection:
            folder = connection.execute(text("SHOW data_directory")).scalar_one()
            number = connection.execute(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
            paths = sorted((Path(folder) / "base" / str(number.scalar_one())).iterdir())
    paths += [path for path in house.store.folder.rglob("*") if path.is_file()]
    return b"".join(path.read_bytes() for path in paths)


@pytest.mark.parametrize("who", ["chloe", "priya", "adele"])
def test_apprentice_tutor_or_administrator_close_a_piece_at_once(sent, cast, visit, who):
    assert close(sent, cast.everybody[who], cast) == 1
    file = read(sent, cast).shown.files[0].id
    for reader in ("chloe", "priya", "mark", "quentin"):
        answer = visit(reader).call("GET", f"apprenticeships/{cast.hers}/evidence/E1/files/{file}")
        assert answer.status_code == 403, reader
        page = visit(reader).client.get(f"/a/{cast.hers}/evidence/E1")
        assert NAME not in page.text
        assert NAME not in visit(reader).client.get(f"/a/{cast.hers}/evidence").text
        assert NAME not in visit(reader).client.get(f"/a/{cast.hers}/off-the-job").text
        said = visit(reader).call("GET", f"apprenticeships/{cast.hers}/evidence/E1")
        assert NAME not in said.text
        assert said.json()["quarantined"] is True


@pytest.mark.parametrize(("who", "refusal"), [("mark", NotPermitted), ("quentin", NotPermitted), ("ben", NotFound)])
def test_nobody_else_closes_it(sent, cast, who, refusal):
    with pytest.raises(refusal):
        close(sent, cast.everybody[who], cast)
    assert read(sent, cast).quarantined_at is None


def test_a_reason_is_asked_for_and_kept_with_the_record(sent, cast):
    with pytest.raises(BadInput):
        close(sent, cast.priya, cast, why="  ")
    close(sent, cast.priya, cast)
    found = record(sent, cast)
    assert (found.kind, found.reason, found.found_by) == (FindingKind.NAME, WHY, cast.priya.id)
    assert told_of(sent, cast)[0] == "evidence_quarantined"
    with pytest.raises(WrongState):
        close(sent, cast.chloe, cast)


def test_what_is_closed_still_counts_until_somebody_has_looked(sent, cast, visit):
    before = visit("chloe").call("GET", f"apprenticeships/{cast.hers}/coverage").json()["accepted"]
    close(sent, cast.chloe, cast)
    assert visit("chloe").call("GET", f"apprenticeships/{cast.hers}/coverage").json()["accepted"] == before == 1


def test_nothing_is_decided_sent_or_changed_while_it_is_closed(sent, cast):
    close(sent, cast.chloe, cast)
    with sent.acting(cast.priya) as acting, pytest.raises(WrongState):
        actions.decide_tag(acting, cast.hers, 1, Decision("S1", Verdict.ACCEPTED))
    with sent.acting(cast.priya) as acting, pytest.raises(WrongState):
        actions.clear_evidence(acting, cast.hers, 1, version=1, cleared=True)
    with sent.acting(cast.chloe) as acting, pytest.raises(WrongState):
        actions.withdraw_evidence(acting, cast.hers, 1, "I no longer want it.")


def test_every_other_piece_with_the_same_file_is_closed_with_it(sent, cast, visit):
    piece(visit, cast, title="The same file again")
    piece(visit, cast, title="Another one", files=[("other.pdf", OTHER)])
    close(sent, cast.chloe, cast)
    assert [read(sent, cast, n).quarantined_at is not None for n in (1, 2, 3)] == [True, True, False]
    assert record(sent, cast, 2).reason == "It holds a file of E1."


def test_a_closed_piece_says_nothing_by_way_of_its_files_its_feedback_or_its_findings(sent, cast, visit):
    piece(visit, cast, title="The same file again", files=[(f"{NAME}.pdf", FILE)])
    with sent.acting(cast.priya) as acting:
        actions.decide_tag(acting, cast.hers, 1, Decision("S1", Verdict.RETURNED, f"Say more of {NAME}."))
    chloe = visit("chloe")
    assert NAME in chloe.get("/home").text
    assert NAME in chloe.get(f"/a/{cast.hers}/evidence/E1").text
    assert chloe.call("GET", f"apprenticeships/{cast.hers}/evidence/E1").json()["findings"]
    close(sent, cast.chloe, cast)
    for who in ("chloe", "priya"):
        for said in ("E1", "E2"):
            page = visit(who).get(f"/a/{cast.hers}/evidence/{said}").text
            assert NAME not in page
            assert "visit.pdf" not in page
            found = visit(who).call("GET", f"apprenticeships/{cast.hers}/evidence/{said}").json()
            assert found["findings"] == []
    assert NAME not in chloe.get("/home").text
    assert "Add to E1" in chloe.get("/home").text


def test_it_is_opened_again_as_it_was_and_is_cleared_anew(sent, cast):
    before = read(sent, cast)
    close(sent, cast.chloe, cast)
    with sent.acting(cast.priya) as acting:
        with pytest.raises(BadInput):
            drill.release_evidence(acting, cast.hers, 1, "")
        drill.release_evidence(acting, cast.hers, 1, "She is a colleague on the record.")
    after = read(sent, cast)
    assert (after.shown.title, after.shown.description) == (before.shown.title, before.shown.description)
    assert (after.shown.files, after.shown.tags) == (before.shown.files, before.shown.tags)
    assert after.quarantined_at is None
    assert after.shown.cleared_at is None
    assert record(sent, cast).state is BreachState.RELEASED
    with sent.acting(cast.priya) as acting, pytest.raises(WrongState):
        drill.erase_evidence(acting, cast.hers, 1, "E1")


def test_the_apprentice_closes_but_does_not_erase_or_open_again(sent, cast):
    close(sent, cast.chloe, cast)
    with pytest.raises(NotPermitted):
        erase(sent, cast.chloe, cast)
    with sent.acting(cast.chloe) as acting, pytest.raises(NotPermitted):
        drill.release_evidence(acting, cast.hers, 1, "It is fine.")


def test_erasing_wants_the_name_of_the_piece(sent, cast):
    close(sent, cast.chloe, cast)
    with pytest.raises(BadInput):
        erase(sent, cast.priya, cast, typed="yes")
    assert record(sent, cast).state is BreachState.QUARANTINED


def test_what_is_erased_is_gone_from_every_disk_and_everything_left_still_holds_together(sent, cast):
    close(sent, cast.chloe, cast)
    assert NAME.encode() in bytes_on_disk(sent)
    erase(sent, cast.priya, cast)
    work(sent)
    assert NAME.encode() not in bytes_on_disk(sent)
    assert wrong(sent) == []
    erased = read(sent, cast)
    assert erased.state is EvidenceState.WITHDRAWN
    assert erased.shown.files == ()
    assert all(tag.feedback == "" for tag in erased.shown.tags)
    assert told_of(sent, cast)[0] == "evidence_erased"
    assert record(sent, cast).files  # their hashes stay, as a tombstone


def test_no_upload_and_no_second_window_keeps_what_is_erased(visit, cast, house):
    words = {"title": f"A visit to {NAME}", "description": f"I met {NAME} at home."}
    sender = Sender(visit("chloe"), cast.hers)
    where = sender.begun(FILE, f"{NAME}.pdf")
    sender.send(where, 0, FILE)
    file = Page(sender.arrive(where).text).field("kept")["value"]
    second, third = Window(visit("chloe"), cast.hers), Window(visit("chloe"), cast.hers, name="three")
    second.types(description=f"At ten I met {NAME} at home, and later her aunt.")
    third.types(title="Her file", description=f"{NAME} is in it", kept=file)
    typed = FIELDS | words | {"kind": "work_product", "form": "a-form", "kept": file, "submit": "false"}
    assert "Draft saved" in sender.visit.post(f"/a/{cast.hers}/evidence/new", typed).text
    other = Window(visit("chloe"), cast.hers, name="four")
    other.types(title="Something else", description="Nobody is named here.")
    with house.database.writing() as session:
        breaches.erase(session, cast.hers, 1, [hashlib.sha256(FILE).hexdigest()], house.now())
    erase_bytes(house, cast.hers, [hashlib.sha256(FILE).hexdigest()])
    assert NAME.encode() not in bytes_on_disk(house)
    assert len(offers(visit("chloe"), other.address)) == 1


def test_no_answer_of_the_last_day_repeats_what_is_erased_to_whomever_it_was_given(sent, cast):
    asked = (cast.chloe, cast.adele, cast.quentin)
    with sent.database.writing() as session:
        for person in asked:
            installation.take(session, person.id, "a form", "hash", {"title": "A home visit"}, sent.now())
    close(sent, cast.priya, cast)
    erase(sent, cast.adele, cast)
    with sent.database.reading() as session:
        assert [installation.taken(session, one.id, "a form", sent.now()) for one in asked] == [None] * 3


def test_an_unsaved_form_that_repeats_a_closed_piece_or_holds_its_file_goes_with_it(sent, cast, visit):
    sender = Sender(visit("chloe"), cast.hers)
    where = sender.begun(FILE, f"{NAME}.pdf")
    sender.send(where, 0, FILE)
    file = Page(sender.arrive(where).text).field("kept")["value"]
    Window(visit("chloe"), cast.hers).types(description=f"At ten I met {NAME} at home, and later her aunt.")
    Window(visit("chloe"), cast.hers, name="two").types(description=f"{NAME}, again", kept=file)
    close(sent, cast.chloe, cast)
    erase(sent, cast.priya, cast)
    work(sent)
    assert NAME.encode() not in bytes_on_disk(sent)
    assert offers(visit("chloe"), f"/a/{cast.hers}/evidence/new") == []


def test_what_is_erased_counts_no_more_but_its_hours_stay(sent, cast, visit):
    hours = visit("chloe").call("GET", f"apprenticeships/{cast.hers}/off-the-job").json()["items"]
    close(sent, cast.chloe, cast)
    erase(sent, cast.priya, cast)
    assert visit("chloe").call("GET", f"apprenticeships/{cast.hers}/coverage").json()["accepted"] == 0
    left = visit("chloe").call("GET", f"apprenticeships/{cast.hers}/off-the-job").json()["items"]
    assert [one["minutes"] for one in left] == [one["minutes"] for one in hours] == [30]


def test_an_erased_file_is_not_taken_again(sent, cast, visit):
    close(sent, cast.chloe, cast)
    erase(sent, cast.priya, cast)
    work(sent)
    fields = {"title": "Once more", "kind": "work_product", "happened_on": "2026-11-02", "ksb": "K1", "submit": "true"}
    answer = visit("chloe").call(
        "POST", f"apprenticeships/{cast.hers}/evidence", data=fields, files=[("file", ("again.pdf", FILE))]
    )
    assert answer.status_code == 422
    assert "erased from this record" in answer.json()["errors"][0]["message"]


def test_a_file_of_a_closed_piece_comes_in_with_no_other_until_that_is_opened_again(sent, cast, visit):
    close(sent, cast.chloe, cast)
    chloe, where = visit("chloe"), f"apprenticeships/{cast.hers}/evidence"
    fields = {"title": "Once more", "kind": "work_product", "happened_on": "2026-11-02", "ksb": "K1"}
    fields |= {"confidentiality_statement": "true", "description": "What I did.", "submit": "true"}
    answer = chloe.call("POST", where, data=fields, files=[("file", ("again.pdf", FILE))])
    assert answer.status_code == 422
    assert "“again.pdf” is in a piece that is closed" in answer.json()["errors"][0]["message"]
    assert chloe.call("GET", f"{where}/E2").status_code == 404
    with sent.acting(cast.priya) as acting:
        drill.release_evidence(acting, cast.hers, 1, "She is a colleague on the record.")
    assert chloe.call("POST", where, data=fields, files=[("file", ("again.pdf", FILE))]).status_code == 201


def test_a_form_that_could_not_be_saved_offers_no_file_of_a_closed_piece(sent, cast, visit):
    close(sent, cast.chloe, cast)
    files = [("file", ("again.pdf", FILE, "application/pdf"))]
    typed = {"form": "a", "revision": "", "title": "", "submit": "true"}
    answer = visit("chloe").post(f"/a/{cast.hers}/evidence/new", typed, files=files)
    assert answer.status_code == 422
    assert "is in a piece that is closed" in answer.text
    with sent.database.reading() as session:
        assert db.staged(session, cast.chloe.id, cast.hers, sent.now()) == []


def test_a_job_that_died_in_the_middle_is_done_again(sent, cast):
    close(sent, cast.chloe, cast)
    files = list(record(sent, cast).files)
    erase(sent, cast.priya, cast)
    for _ in range(2):
        erase_bytes(sent, cast.hers, files)
    assert list(sent.store.kept()) == []
    assert wrong(sent) == []


def test_the_record_says_who_had_opened_it_and_when_each_organisation_was_told(sent, cast, visit, clock):
    file = read(sent, cast).shown.files[0].id
    assert visit("mark").client.get(f"/a/{cast.hers}/evidence/E1/files/{file}").status_code == 200
    close(sent, cast.chloe, cast)
    with sent.acting(cast.adele) as acting:
        drill.tell_of_breach(acting, cast.hers, 1, "Calder Vale Council", clock.now)
    with sent.acting(cast.adele) as acting, pytest.raises(BadInput):
        drill.tell_of_breach(acting, cast.hers, 1, "", None)
    with sent.database.reading() as session:
        assert [one.name for one in breaches.openings(session, cast.hers, "E1")] == ["Mark Ellis"]
    assert [(told.organisation, told.at) for told in record(sent, cast).told] == [("Calder Vale Council", clock.now)]


def test_tutor_and_administrators_get_a_mail_without_a_word_of_it(sent, cast):
    class Kept:
        def __init__(self):
            self.sent = []

        def send(self, message):
            self.sent.append(message)

    kept = Kept()
    worker = Worker(sent, kept)
    while worker.do_one():
        pass
    before = len(kept.sent)
    close(sent, cast.chloe, cast)
    while worker.do_one():
        pass
    mails = kept.sent[before:]
    assert sorted(mail.to for mail in mails) == ["adele.brook@example.org", "priya.nair@example.org"]
    assert all(NAME not in mail.text and WHY not in mail.text and "E1" in mail.subject for mail in mails)


def test_an_older_backup_put_back_is_erased_again(sent, cast, empty, tmp_path):
    back_up(sent, tmp_path / "monday")
    close(sent, cast.chloe, cast)
    erase(sent, cast.priya, cast)
    work(sent)
    back_up(sent, tmp_path / "tuesday")
    _, erased = restore(empty, tmp_path / "monday")
    assert erased == 1
    assert NAME.encode() not in bytes_on_disk(empty)
    assert wrong(empty) == []
    assert read(empty, cast).state is EvidenceState.WITHDRAWN
    assert record(empty, cast).found_by is None
    assert told_of(empty, cast)[0] == "evidence_erased_again"


def test_an_erased_file_does_not_come_back_with_a_backup_from_before_its_piece(house, cast, visit, empty, tmp_path):
    piece(visit, cast, title="An older draft", files=[("visit.pdf", FILE)], submit="false")
    with house.acting(cast.chloe) as acting:
        actions.stage_files(acting, cast.hers, "a-form", read(house, cast).shown.files)
    back_up(house, tmp_path / "monday")
    piece(visit, cast, title="A newer piece")
    close(house, cast.priya, cast, number=2)
    erase(house, cast.priya, cast, seq=1, typed="E2")
    work(house)
    back_up(house, tmp_path / "tuesday")
    _, erased = restore(empty, tmp_path / "monday")
    assert erased == 1
    assert NAME.encode() not in bytes_on_disk(empty)
    assert read(empty, cast).shown.files == ()
    assert wrong(empty) == []
    assert told_of(empty, cast)[0] == "evidence_erased_again"
    with empty.database.reading() as session:
        assert db.staged(session, cast.chloe.id, cast.hers, empty.now()) == []
        assert breaches.erased_here(session, cast.hers, {hashlib.sha256(FILE).hexdigest()})
    assert [one.files for one in Register(empty.settings.data_dir).read()] == [(hashlib.sha256(FILE).hexdigest(),)]


def test_where_only_the_register_is_left_it_is_enough(sent, cast, empty, tmp_path):
    back_up(sent, tmp_path / "monday")
    close(sent, cast.chloe, cast)
    erase(sent, cast.priya, cast)
    work(sent)
    register = Register(sent.settings.data_dir)
    assert [one.files for one in register.read()] == [record(sent, cast).files]
    manifest, erased = restore(empty, tmp_path / "monday", [register.path])
    assert (erased, manifest.erasures) == (1, ())
    assert NAME.encode() not in bytes_on_disk(empty)


def test_a_register_that_is_none_stops_the_restore_before_anything_is_put_anywhere(sent, empty, tmp_path):
    back_up(sent, tmp_path / "monday")
    (tmp_path / "nonsense.json").write_text('{"erasures": [{"evidence": 1}]}')
    with pytest.raises(BadInput):
        restore(empty, tmp_path / "monday", [tmp_path / "nonsense.json"])
    assert list(empty.store.kept()) == []
