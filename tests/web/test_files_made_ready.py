"""What comes in is made ready before anybody can fetch it, on both faces: photos, films, and what the scanner says."""

import hashlib
import io
from dataclasses import replace
from datetime import timedelta

from PIL import Image
from sqlalchemy import select, update

from app.answers.verification import discrepancies
from app.db import evidence as db
from app.db import history
from app.db.tables import core
from app.domain.evidence import Scan
from app.files.store import Derived
from app.worker import LOOK_FOR_SCANS_SECONDS, Worker
from tests.files.pictured import SECRETS, film, heic, jpeg
from tests.scanner import EICAR, LIMIT, Clamd, clamd, insist_installed

PIECE = {
    "title": "A home visit",
    "kind": "work_product",
    "happened_on": "2026-11-02",
    "description": "What I did",
    "ksb": ["K1"],
    "submit": "true",
}
LETTER = ("letter.txt", b"what I did")
VIRUS = ("letter.txt", b"what I did " + EICAR)


def scanned_by(house, address: str):
    """The same installation with a malware scanner."""
    return replace(house, settings=house.settings.model_copy(update={"clamd": address}))


def send(visitor, cast, *files: tuple[str, bytes], **more: str):
    sent = [("file", file) for file in files]
    return visitor.call("POST", f"apprenticeships/{cast.hers}/evidence", data={**PIECE, **more}, files=sent)


def first_file(visitor, cast, *files: tuple[str, bytes]) -> dict:
    answer = send(visitor, cast, *files)
    assert answer.status_code == 201, answer.text
    return answer.json()["files"][0]


def fetched(visitor, cast, file: dict, more: str = ""):
    return visitor.get(f"/a/{cast.hers}/evidence/E1/files/{file['id']}{more}")


def test_a_photo_is_upright_and_placeless_before_anybody_can_fetch_it(house, cast, visit):
    chloe = visit("chloe")
    file = first_file(chloe, cast, ("IMG_1.JPG", jpeg(size=(90, 60))))
    answer = fetched(visit("priya"), cast, file)
    assert answer.headers["content-type"] == "image/jpeg"
    assert [secret for secret in SECRETS if secret in answer.content] == []
    assert Image.open(io.BytesIO(answer.content)).size == (60, 90)
    assert file["sha256"] == hashlib.sha256(answer.content).hexdigest()
    assert file["name"] == "IMG_1.JPG"
    assert [one.sha256 for one in house.store.kept()] == [file["sha256"]], "what was sent is not kept"


def test_the_hash_of_what_was_sent_is_on_record(house, cast, visit):
    first_file(visit("chloe"), cast, ("IMG_1.JPG", jpeg()), ("visit.mov", film()))
    with house.database.reading() as session:
        version = db.load(session, cast.hers, 1).shown
        sent = [hashlib.sha256(content).hexdigest() for content in (jpeg(), film())]
        assert [file.original_sha256 for file in version.files] == sent
        bodies = [one.body for one in history.happenings(session, cast.hers) if one.action == "draft_added"]
        assert bodies[0]["originals"] == history.salted_digest(version.salt, *sent)
        assert list(discrepancies(session, house.store)) == []


def test_a_heic_photo_is_kept_as_a_jpeg(house, cast, visit):
    chloe = visit("chloe")
    file = first_file(chloe, cast, ("IMG_2.HEIC", heic()))
    assert (file["name"], file["media_type"]) == ("IMG_2.jpg", "image/jpeg")
    answer = fetched(chloe, cast, file)
    assert answer.headers["content-disposition"] == 'inline; filename="IMG_2.jpg"'
    assert Image.open(io.BytesIO(answer.content)).format == "JPEG"


def test_a_broken_photo_stays_outside_with_the_reason(house, cast, visit):
    answer = send(visit("chloe"), cast, ("IMG_3.JPG", jpeg()[:300]))
    assert answer.status_code == 422
    assert "“IMG_3.JPG” is damaged or not complete" in answer.text
    assert list(house.store.kept()) == []


def test_a_film_loses_its_place_and_its_length_is_known(house, cast, visit):
    chloe = visit("chloe")
    file = first_file(chloe, cast, ("visit.mov", film(83.5)))
    assert (file["media_type"], file["milliseconds"], file["size"]) == ("video/quicktime", 83_500, len(film(83.5)))
    assert [secret for secret in SECRETS if secret in fetched(chloe, cast, file).content] == []


def test_the_small_picture_stands_on_the_page_for_whoever_may_open_the_photo(house, cast, visit):
    file = first_file(visit("chloe"), cast, ("IMG_1.JPG", jpeg(size=(900, 600))), LETTER)
    where = f"/a/{cast.hers}/evidence/E1/files/{file['id']}/thumb"
    page = visit("priya").page(f"/a/{cast.hers}/evidence/E1")
    assert [one["src"] for one in page.all("img") if "thumb" in one.get("class", "")] == [where]
    answer = fetched(visit("priya"), cast, file, "/thumb")
    assert answer.headers["content-type"] == "image/jpeg"
    assert max(Image.open(io.BytesIO(answer.content)).size) == 320
    again = visit("priya").get(where, headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    for stranger, status in (("mark", 403), ("ben", 404)):
        assert fetched(visit(stranger), cast, file, "/thumb").status_code == status, stranger
    with house.database.reading() as session:
        seen = [row.subject for row in session.execute(select(core.access_log.c.subject))]
    assert seen == [f"E1 version 1 file {file['id']}"] * 2, "who saw the small picture saw the photo"


def test_a_small_picture_that_was_lost_is_made_again(house, cast, visit):
    chloe = visit("chloe")
    file = first_file(chloe, cast, ("IMG_1.JPG", jpeg()))
    house.store.remove_derived(cast.hers, file["sha256"], Derived.THUMB)
    assert fetched(chloe, cast, file, "/thumb").status_code == 200
    assert house.store.derived(cast.hers, file["sha256"], Derived.THUMB)


def test_what_is_no_picture_has_no_small_one(house, cast, visit):
    chloe = visit("chloe")
    assert fetched(chloe, cast, first_file(chloe, cast, LETTER), "/thumb").status_code == 404


def test_without_a_scanner_a_file_is_not_scanned_and_the_page_says_so(house, cast, visit):
    chloe = visit("chloe")
    assert first_file(chloe, cast, VIRUS)["scan"] == "not_scanned"
    assert "not scanned for viruses" in chloe.page(f"/a/{cast.hers}/evidence/E1").text
    worker = Worker(house)
    assert not worker.scan_one()


class Elapsing:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def scan_of(house, cast) -> list[Scan]:
    with house.database.reading() as session:
        return [file.scan for file in db.load(session, cast.hers, 1).shown.files]


def test_what_could_not_be_scanned_is_scanned_once_the_scanner_is_back(house, cast, visit, clock):
    insist_installed()
    mortal = Clamd()
    away = scanned_by(house, mortal.address)
    chloe = visit("chloe")
    first_file(chloe, cast, LETTER)
    elapsed = Elapsing()
    worker = Worker(away, elapsed=elapsed)
    assert worker.scan_one(), "tried"
    assert not worker.scan_one(), "left alone for a while"
    assert scan_of(house, cast) == [Scan.NOT_SCANNED]
    mortal.start()
    elapsed.now += LOOK_FOR_SCANS_SECONDS
    assert not worker.scan_one(), "this file waits for its turn"
    clock.now += timedelta(minutes=6)
    elapsed.now += LOOK_FOR_SCANS_SECONDS
    assert worker.scan_one()
    assert scan_of(house, cast) == [Scan.CLEAN]
    assert "Scanned a file: scanned, no virus found" in chloe.page(f"/a/{cast.hers}/evidence/E1").text
    with house.database.reading() as session:
        assert list(discrepancies(session, house.store)) == []
    mortal.remove()


def test_what_is_found_later_nobody_can_open_and_maker_and_tutor_are_told(house, cast, visit):
    chloe, priya = visit("chloe"), visit("priya")
    file = first_file(chloe, cast, VIRUS)
    worker = Worker(scanned_by(house, clamd().address))
    assert worker.scan_one()
    assert scan_of(house, cast) == [Scan.INFECTED]
    for visitor in (chloe, priya):
        answer = fetched(visitor, cast, file)
        assert answer.status_code == 409
        assert "nobody can open it" in answer.text
        page = visitor.page(f"/a/{cast.hers}/evidence/E1")
        assert "something harmful was found, so nobody can open it" in page.text
        leading_there = [link for link in page.links() if file["id"] in link]
        assert all(visitor.get(link).status_code == 409 for link in leading_there)
        call = visitor.call("GET", f"apprenticeships/{cast.hers}/evidence/1/files/{file['id']}")
        assert call.status_code == 409
    with house.database.reading() as session:
        jobs = session.scalars(select(core.job.c.body)).all()
    told = [body for body in jobs if '"template": "infected"' in body]
    assert sorted(
        person.email for person in (cast.chloe, cast.priya) for body in told if person.email in body
    ) == sorted([cast.chloe.email, cast.priya.email])


def test_of_a_draft_only_its_maker_is_told(house, cast, visit):
    send(visit("chloe"), cast, VIRUS, submit="false")
    assert Worker(scanned_by(house, clamd().address)).scan_one()
    with house.database.reading() as session:
        told = [body for body in session.scalars(select(core.job.c.body)) if '"template": "infected"' in body]
    assert len(told) == 1
    assert cast.chloe.email in told[0]
    assert "Scanned a file" not in visit("priya").page(f"/a/{cast.hers}/history").text


def test_what_is_too_large_for_the_scanner_is_not_sent_to_it_again_and_again(house, cast, visit, clock):
    first_file(visit("chloe"), cast, ("large.txt", b"x" * (LIMIT + 10)), LETTER)
    elapsed = Elapsing()
    worker = Worker(scanned_by(house, clamd().address), elapsed=elapsed)
    assert [worker.scan_one(), worker.scan_one(), worker.scan_one()] == [True, True, False]
    assert scan_of(house, cast) == [Scan.NOT_SCANNED, Scan.CLEAN]
    clock.now += timedelta(hours=1)
    elapsed.now += 3600
    assert not worker.scan_one()
    elapsed.now += 86_400
    assert worker.scan_one(), "its limit may have been raised"


def test_a_file_is_scanned_by_one_of_two_workers(house, cast, visit):
    first_file(visit("chloe"), cast, LETTER)
    scanned = scanned_by(house, clamd().address)
    assert [Worker(scanned).scan_one(), Worker(scanned).scan_one()] == [True, False]


def test_a_file_that_came_before_there_was_a_scanner_is_scanned(house, cast, visit):
    first_file(visit("chloe"), cast, LETTER)
    with house.database.writing() as session:
        session.execute(update(core.stored_file).values(scan="pending"))
    assert Worker(scanned_by(house, clamd().address)).scan_one()
    assert scan_of(house, cast) == [Scan.CLEAN]
