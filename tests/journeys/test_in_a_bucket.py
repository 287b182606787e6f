"""The same installation with its files in a bucket: sent, opened, backed up, lost and put right; on both databases."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.actions.keeping import back_up, restore
from app.actions.staging import remove_unreferenced
from app.answers.verification import discrepancies
from app.db import migrate
from app.files.store import Derived
from tests.conftest import make_house
from tests.files.places import everything
from tests.machines import Machine
from tests.object_store import BUCKET, endpoint, new_bucket_store

FILM = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom\x00\x80\x00\x08free" + b"frames! " * (2**20 + 2**18)  # 10 MB
SHA256 = hashlib.sha256(FILM).hexdigest()
PIECE = {
    "title": "A home visit",
    "kind": "recording",
    "happened_on": "2026-11-02",
    "description": "What I did",
    "ksb": ["K1"],
    "submit": "true",
}


@pytest.fixture
def house(house):
    """The cast's installation, with its files in a bucket of its own."""
    return replace(house, store=new_bucket_store())


@pytest.fixture
def sent(house, cast, visit):
    """The address of a piece with a film."""
    files = [("file", ("visit.mp4", FILM)), ("file", ("notes.txt", b"what was said"))]
    answer = visit("chloe").call("POST", f"apprenticeships/{cast.hers}/evidence", data=PIECE, files=files)
    assert answer.status_code == 201, answer.text
    return answer.json()


def wrong(house):
    with house.database.reading() as session:
        return list(discrepancies(session, house.store))


def test_a_film_is_sent_opened_and_gone_on_with(house, cast, visit, sent):
    film = sent["files"][0]
    assert (film["sha256"], film["size"]) == (SHA256, len(FILM))
    where = f"apprenticeships/{cast.hers}/evidence/{sent['number']}/files/{film['id']}"
    tutor = visit("priya")
    whole = tutor.call("GET", where)
    assert hashlib.sha256(whole.content).hexdigest() == SHA256
    rest = tutor.call("GET", where, headers={"range": f"bytes={len(FILM) - 1000}-", "if-range": whole.headers["etag"]})
    assert (rest.status_code, rest.content) == (206, FILM[-1000:])
    assert tutor.call("GET", where, headers={"if-none-match": whole.headers["etag"]}).status_code == 304
    assert len(everything(house.store)) == 2


def test_a_file_that_is_refused_leaves_nothing(house, cast, visit):
    program = b"MZ" + FILM
    answer = visit("chloe").call(
        "POST", f"apprenticeships/{cast.hers}/evidence", data=PIECE, files=[("file", ("visit.exe", program))]
    )
    assert answer.status_code == 422
    assert everything(house.store) == []


def test_a_backup_goes_to_a_folder_and_back_into_another_bucket(
    house, sent, template, catalogue, clock, tmp_path: Path
):
    house.store.keep_derived(next(house.store.kept()).apprenticeship, SHA256, Derived.THUMB, b"small")
    manifest, lacking = back_up(house, tmp_path / "backup")
    assert lacking == ()
    (tmp_path / "another").mkdir()
    with template.empty(tmp_path / "another") as url:
        other = replace(make_house(url, tmp_path / "another", catalogue, clock), store=new_bucket_store())
        migrate.upgrade(other.database)
        restore(other, tmp_path / "backup")
        assert wrong(other) == []
        assert {file.sha256 for file in other.store.kept()} == {sha256 for _, sha256, _ in manifest.files}
        # What can be made again is not in it.
        assert len(everything(other.store)) == 2
        other.database.close()


def test_what_a_process_left_that_died_before_the_database_knew_is_put_right(house, cast, sent):
    sink = house.store.sink(cast.hers)
    sink.write(b"sent, and never saved")
    lost = sink.finish().sha256
    assert lost in {file.sha256 for file in house.store.kept()}
    # The store's clock is the real one.
    remove_unreferenced(replace(house, clock=lambda: next(house.store.kept()).changed + timedelta(hours=25)))
    assert {file.sha256 for file in house.store.kept()} == {file["sha256"] for file in sent["files"]}
    assert wrong(house) == []


def test_a_lost_file_is_told(house, cast, sent):
    house.store.remove(cast.hers, SHA256)
    assert wrong(house) == [f"File {cast.hers}/{SHA256} is missing."]


def test_an_installation_is_begun_with_a_bucket_by_its_settings(tmp_path: Path):
    machine = Machine(
        tmp_path / "machine", FILES_URL=f"s3://{BUCKET}/machines/{tmp_path.name}", S3_ENDPOINT=endpoint(), DEMO="true"
    )
    machine.run("demo", "--apprentices", "1")
    assert "as it was written" in machine.run("verify", "--repair")
    assert not (machine.folder / "var" / "files").exists()
