"""What breaks while people work: the disk, the database's file. Nothing is half saved, all is said."""

import logging
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, func, select

from app.actions.staging import forget_old_files
from app.answers.verification import discrepancies
from app.db.tables import core
from app.files.folder import FolderSink, FolderStore
from tests.cast import NOW
from tests.conftest import Template, make_house
from tests.visits import Page, Visit

FORM = {"title": "A visit", "kind": "other", "happened_on": "2026-11-02", "description": "Words", "ksb": "S1"}


@pytest.fixture(scope="module")
def template(tmp_path_factory, catalogue):
    """The cast in SQLite: a file and a folder are what breaks here."""
    return Template("sqlite", tmp_path_factory.mktemp("faults"), catalogue)


@pytest.fixture
def house(template, tmp_path, catalogue, clock):
    with template.copy(tmp_path) as url:
        house = make_house(url, tmp_path, catalogue, clock)

        @event.listens_for(house.database.engine, "connect")
        def impatient(connection, _record):
            connection.execute("PRAGMA busy_timeout=50")

        yield house
        house.database.close()


def a_file(content=b"%PDF-1.7 words"):
    return ("file", ("log.pdf", content, "application/pdf"))


def add(visit, cast, content=b"%PDF-1.7 words", **changed):
    sent = FORM | {"submit": "true"} | changed
    return visit.call("POST", f"apprenticeships/{cast.hers}/evidence", data=sent, files=[a_file(content)])


def said(answer, status):
    """The sentence of a refusal, which every fault must have: on a page and as a call."""
    assert answer.status_code == status, answer.text[:500]
    assert "Traceback" not in answer.text
    if answer.headers["content-type"] == "application/problem+json":
        return answer.json()["detail"]
    return Page(answer.text).text


def counted(session, table):
    return session.scalar(select(func.count()).select_from(table))


# The place for files


class FullStore(FolderStore):
    """A folder on a disk that is full: bytes go where the system has no room for any."""

    def sink(self, apprenticeship):
        sink = FolderSink(self.folder / str(apprenticeship))
        sink._file.close()
        sink._file = os.fdopen(os.open("/dev/full", os.O_WRONLY), "wb", 0)
        return sink


def test_a_full_disk_is_said_and_keeps_nothing(house, cast):
    add(Visit(house, cast.chloe), cast)
    full = replace(house, store=FullStore(house.store.folder))
    chloe = Visit(full, cast.chloe)
    assert "no room left for files" in said(add(chloe, cast, b"other words"), 503)
    page = chloe.post(f"/a/{cast.hers}/evidence/new", FORM, files=[a_file(b"x" * 3_000_000)])
    assert "no room left for files" in said(page, 503)
    with house.database.reading() as session:
        assert counted(session, core.evidence) == counted(session, core.stored_file) == 1
    assert house.store.unfinished(NOW.replace(year=2090)) == ()


def test_a_place_for_files_that_is_gone_is_said_and_used_again_when_it_is_back(house, cast):
    chloe, folder = Visit(house, cast.chloe), house.store.folder
    made = add(chloe, cast).json()
    opened = f"/a/{cast.hers}/evidence/E1/files/{made['files'][0]['id']}"
    folder.rename(folder.with_name("elsewhere"))
    folder.write_text("not a folder")
    assert "Files cannot be reached" in said(add(chloe, cast, b"other words"), 503)
    assert said(chloe.get(opened), 503)
    health = chloe.client.get("/health")
    assert (health.status_code, health.json()["files"], health.json()["database"]) == (503, "failing", "ok")
    assert chloe.get(f"/a/{cast.hers}/evidence/E1").status_code == 200, "what needs no file is still there"
    folder.unlink()
    folder.with_name("elsewhere").rename(folder)
    assert chloe.get(opened).content == b"%PDF-1.7 words"
    assert add(chloe, cast, b"other words").status_code == 201


def test_one_missing_file_is_said_where_it_is_opened_and_by_verify(house, cast):
    chloe = Visit(house, cast.chloe)
    file = add(chloe, cast).json()["files"][0]
    house.store.remove(cast.hers, file["sha256"])
    assert "should be here" in said(chloe.get(f"/a/{cast.hers}/evidence/E1/files/{file['id']}"), 503)
    with house.database.reading() as session:
        assert any(file["sha256"] in sentence for sentence in discrepancies(session, house.store))


def test_a_file_taken_out_of_a_draft_or_never_saved_is_gone_for_good_once_it_has_settled(house, cast, clock):
    """Somebody who sees a family's name in a file and takes it out must not leave it behind on the disk."""
    chloe = Visit(house, cast.chloe)
    kept = add(chloe, cast, b"%PDF-1.7 sent").json()["files"][0]["sha256"]
    draft = add(chloe, cast, b"%PDF-1.7 a name in it", submit="false").json()["files"][0]["sha256"]
    form = chloe.page(f"/a/{cast.hers}/evidence/E2/edit")
    sent = FORM | {"form": form.field("form")["value"], "revision": "0", "submit": "false"}
    assert chloe.post(f"/a/{cast.hers}/evidence/E2/edit", sent).status_code == 200
    refused = chloe.post(
        f"/a/{cast.hers}/evidence/new", FORM | {"title": "", "submit": "true"}, files=[a_file(b"unsaved")]
    )
    assert refused.status_code == 422
    assert len(list(house.store.kept())) == 3
    for path in house.store.folder.glob("*/*"):
        os.utime(path, (clock.now.timestamp(),) * 2)
    clock.now += timedelta(days=2)
    forget_old_files(house)
    left = {one.sha256 for one in house.store.kept()}
    assert draft not in left
    assert kept in left
    assert len(left) == 2, "the form's file is offered for seven days"
    clock.now += timedelta(days=6)
    forget_old_files(house)
    assert [one.sha256 for one in house.store.kept()] == [kept]
    with house.database.reading() as session:
        assert list(discrepancies(session, house.store)) == []


# The database's file


def database_file(house):
    return Path(house.database.engine.url.database)


def test_a_database_that_is_gone_is_said_everywhere_and_used_again_when_it_is_back(house, cast):
    chloe, file = Visit(house, cast.chloe), database_file(house)
    assert chloe.get("/home").status_code == 200
    house.database.close()
    away = file.with_name("away")
    file.rename(away)
    for address in ("/home", "/sign-in", f"/a/{cast.hers}/evidence", "/api/v1/me", "/help"):
        assert "cannot reach its records" in said(chloe.get(address), 503)
    assert said(chloe.get("/no/such/page"), 404), "said without looking up who asks"
    assert "cannot reach its records" in said(add(chloe, cast), 503)
    health = chloe.client.get("/health")
    assert (health.status_code, health.json()["database"]) == (503, "failing")
    assert not file.exists(), "nothing makes a new, empty one in its place"
    away.rename(file)
    assert chloe.get("/home").status_code == 200
    assert add(chloe, cast).status_code == 201


def test_a_database_file_put_in_place_of_another_is_the_one_that_is_written_to(house, cast):
    """An old copy put back while people work: nobody goes on writing to the file that nobody will find."""
    chloe, file = Visit(house, cast.chloe), database_file(house)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(file.with_name("copy"))) as copy:
        source.backup(copy)
    assert add(chloe, cast).json()["number"] == 1
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    file.with_name("copy").replace(file)
    assert add(chloe, cast).json()["number"] == 1
    with closing(sqlite3.connect(file)) as found:
        assert found.execute("SELECT count(*) FROM evidence").fetchone() == (1,)


def test_a_database_that_somebody_holds_is_said_and_can_still_be_read(house, cast, clock):
    chloe = Visit(house, cast.chloe)
    assert add(chloe, cast).status_code == 201
    clock.now += timedelta(minutes=30)
    with closing(sqlite3.connect(database_file(house), isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        assert "cannot reach its records" in said(add(chloe, cast, b"other words"), 503)
        assert chloe.get(f"/a/{cast.hers}/evidence/E1").status_code == 200
        holder.execute("ROLLBACK")
    assert add(chloe, cast, b"other words").status_code == 201


def test_a_database_that_is_spoilt_is_said(house, cast, tmp_path):
    chloe, file = Visit(house, cast.chloe), database_file(house)
    house.database.close()
    whole = shutil.copy(file, tmp_path / "whole")
    file.write_bytes(b"This is no database. " * 500)
    for address in ("/home", "/api/v1/me"):
        assert "cannot reach its records" in said(chloe.get(address), 503)
    shutil.copy(whole, file)
    house.database.close()
    assert chloe.get("/home").status_code == 200


def test_whoever_is_gone_before_the_end_of_a_form_is_no_error(house, caplog):
    """A phone that loses its signal in the middle of a form."""
    visitor, sent = Visit(house, None), []

    async def receive():
        return {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/sign-in", "raw_path": b"/sign-in", "query_string": b"",
        "headers": [(b"host", b"testserver")], "http_version": "1.1", "scheme": "http", "root_path": "",
        "client": ("127.0.0.1", 1), "server": ("testserver", 80),
    }  # fmt: skip
    with visitor.client as client:
        client.portal.call(visitor.client.app, scope, receive, send)
    assert sent[0]["status"] == 400
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]
