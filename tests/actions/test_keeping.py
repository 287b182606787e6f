"""A backup holds everything, says so, and goes back into an empty installation only; on both databases."""

import hashlib
import json
import os
import stat
import threading
from dataclasses import replace

import pytest
from sqlalchemy import Table, func, select

from app.actions.keeping import back_up, restore
from app.answers.verification import discrepancies
from app.db import migrate, people
from app.db.backup import BackupFault
from app.db.tables import core
from app.domain.refusals import BadInput, WrongState
from app.files.folder import FolderStore
from tests.cast import NOW, TODAY, email
from tests.conftest import make_house


@pytest.fixture
def filled(house, cast, visit):
    """The cast's installation with a piece of evidence and two files in it."""
    chloe = visit("chloe")
    fields = {
        "title": "A home visit",
        "kind": "work_product",
        "happened_on": "2026-11-02",
        "description": "What I did",
        "ksb": ["K1", "S1"],
        "submit": "true",
    }
    files = [("file", ("notes.pdf", b"%PDF-1.4 notes")), ("file", ("plan.txt", b"the plan " * 50_000))]
    answer = chloe.call("POST", f"apprenticeships/{cast.hers}/evidence", data=fields, files=files)
    assert answer.status_code == 201, answer.text
    return house


@pytest.fixture
def empty(template, catalogue, clock, tmp_path):
    """Another installation on the same kind of database, with nothing in it."""
    folder = tmp_path / "another"
    folder.mkdir()
    with template.empty(folder) as url:
        house = make_house(url, folder, catalogue, clock)
        migrate.upgrade(house.database)
        yield house
        house.database.close()


def rows(house):
    """How many rows each table has."""
    tables = [table for table in vars(core).values() if isinstance(table, Table)]
    with house.database.reading() as session:
        return {table.name: session.execute(select(func.count()).select_from(table)).scalar_one() for table in tables}


def wrong(house):
    with house.database.reading() as session:
        return list(discrepancies(session, house.store))


def kept(house):
    return {(one.apprenticeship, one.sha256, one.size) for one in house.store.kept()}


def test_what_is_put_back_is_what_there_was(filled, empty, tmp_path):
    manifest, lacking = back_up(filled, tmp_path / "backup")
    assert lacking == ()
    restore(empty, tmp_path / "backup")
    assert rows(empty) == rows(filled)
    assert rows(empty)["evidence"] == 1
    assert kept(empty) == kept(filled)
    assert len(kept(empty)) == len(manifest.files) == 2
    assert wrong(empty) == []
    assert migrate.differences(empty.database) == []
    with empty.database.reading() as session:
        assert people.find_by_email(session, email("chloe"), TODAY)


def test_one_can_go_on_working_where_it_was_put_back(filled, empty, tmp_path):
    back_up(filled, tmp_path / "backup")
    restore(empty, tmp_path / "backup")
    with empty.database.writing() as session:
        people.add(session, name="Somebody New", email="new@example.org", at=NOW)
    assert rows(empty)["person"] == rows(filled)["person"] + 1


def test_the_manifest_names_everything_with_its_sha256(filled, tmp_path):
    back_up(filled, tmp_path / "backup")
    said = json.loads((tmp_path / "backup" / "manifest.json").read_text())
    assert said["touchmark"]
    assert said["counts"] == {
        "people": 11, "apprenticeships": 2, "evidence": 1, "decisions": 0, "time_entries": 0,
        "history": rows(filled)["history"], "files": 2,
    }  # fmt: skip
    named = [said["database"], *said["files"]]
    for one in named:
        content = (tmp_path / "backup" / one["path"]).read_bytes()
        assert (one["size"], one["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    found = {path for path in (tmp_path / "backup").rglob("*") if path.is_file()}
    assert found == {tmp_path / "backup" / one["path"] for one in named} | {tmp_path / "backup" / "manifest.json"}


def test_only_its_owner_may_look_into_a_backup(filled, tmp_path):
    back_up(filled, tmp_path / "backup")
    assert stat.S_IMODE((tmp_path / "backup").stat().st_mode) == 0o700


def test_a_backup_is_written_into_a_new_or_an_empty_folder_only(filled, tmp_path):
    (tmp_path / "empty").mkdir()
    back_up(filled, tmp_path / "empty")
    for taken in ("empty", "file"):
        (tmp_path / "file").write_text("something else")
        with pytest.raises(WrongState, match="is not an empty folder"):
            back_up(filled, tmp_path / taken)
    assert (tmp_path / "file").read_text() == "something else"


def test_a_backup_that_broke_off_leaves_nothing_that_looks_like_one(filled, tmp_path):
    class Full(FolderStore):
        def read(self, *_):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        back_up(replace(filled, store=Full(filled.store.folder)), tmp_path / "kept" / "backup")
    assert list((tmp_path / "kept").iterdir()) == []


def test_others_go_on_writing_while_a_backup_is_made(filled, empty, tmp_path):
    """What is in it is one moment: never half of what somebody saved together."""
    stop, added, faults = threading.Event(), [], []

    def write():
        try:
            while not stop.is_set():
                number = len(added)
                with filled.database.writing() as session:
                    people.add(session, name="Somebody", email=f"n{number}@example.org", at=NOW)
                    people.add(session, name="Their Twin", email=f"twin{number}@example.org", at=NOW)
                added.append(number)
        except Exception as fault:
            faults.append(fault)

    before = rows(filled)["person"]
    writer = threading.Thread(target=write)
    writer.start()
    try:
        manifest, _ = back_up(filled, tmp_path / "backup")
    finally:
        stop.set()
        writer.join()
    assert faults == []
    assert added
    assert (manifest.counts["people"] - before) % 2 == 0
    restore(empty, tmp_path / "backup")
    assert rows(empty)["person"] == manifest.counts["people"]


def test_a_lost_or_damaged_file_is_told_and_all_others_are_kept(filled, empty, cast, tmp_path):
    lost, damaged = sorted(path for path in (filled.store.folder / str(cast.hers)).iterdir())
    lost.unlink()
    damaged.write_bytes(b"something else")
    manifest, lacking = back_up(filled, tmp_path / "backup")
    assert lacking == (
        f"File {cast.hers}/{lost.name} is missing.",
        f"File {cast.hers}/{damaged.name} is not what was uploaded.",
    )
    assert manifest.files == ()
    restore(empty, tmp_path / "backup")
    assert wrong(empty) == [f"File {cast.hers}/{path.name} is missing." for path in (lost, damaged)]


def test_it_is_put_back_into_an_empty_installation_only(filled, empty, cast, tmp_path):
    back_up(filled, tmp_path / "backup")
    with pytest.raises(WrongState, match="has people in it"):
        restore(filled, tmp_path / "backup")
    sink = empty.store.sink(cast.hers)
    sink.write(b"somebody's evidence")
    sink.finish()
    with pytest.raises(WrongState, match="has files in it"):
        restore(empty, tmp_path / "backup")
    assert rows(empty)["person"] == 0


def test_a_restore_that_broke_off_can_be_begun_again(filled, empty, tmp_path):
    manifest, _ = back_up(filled, tmp_path / "backup")
    apprenticeship, sha256, _ = manifest.files[0]
    sink = empty.store.sink(apprenticeship)
    sink.write((tmp_path / "backup" / "files" / str(apprenticeship) / sha256).read_bytes())
    sink.finish()
    restore(empty, tmp_path / "backup")
    assert wrong(empty) == []


@pytest.mark.parametrize("part", ["database", "file", "a missing file", "manifest"])
def test_a_backup_that_is_not_as_it_was_written_is_not_put_back(filled, empty, tmp_path, part):
    back_up(filled, tmp_path / "backup")
    database = next((tmp_path / "backup").glob("database.*"))
    file = next(path for path in (tmp_path / "backup" / "files").rglob("*") if path.is_file())
    if part == "database":
        database.write_bytes(database.read_bytes()[:-1] + b"?")
    elif part == "file":
        file.write_bytes(b"?" + file.read_bytes()[1:])
    elif part == "a missing file":
        file.unlink()
    else:
        (tmp_path / "backup" / "manifest.json").unlink()
    with pytest.raises(BadInput, match=r"is not what was written|there is no manifest\.json"):
        restore(empty, tmp_path / "backup")
    assert rows(empty)["person"] == 0
    assert kept(empty) == set()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"files": 3}',
        '{"files": [{"path": "x", "sha256": "y", "size": 1}]}',
        "{" * 1000,
        "\x00",
    ],
)
def test_a_manifest_of_something_else_is_said_so(empty, tmp_path, text):
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(BadInput, match="is not a manifest that Touchmark wrote"):
        restore(empty, tmp_path)


def test_a_manifest_cannot_reach_outside_its_folder(filled, empty, tmp_path):
    back_up(filled, tmp_path / "backup")
    path = tmp_path / "backup" / "manifest.json"
    said = json.loads(path.read_text())
    said["files"][0]["sha256"] = "../../../../etc/hostname"
    path.write_text(json.dumps(said))
    with pytest.raises(BadInput, match="is not a manifest that Touchmark wrote"):
        restore(empty, tmp_path / "backup")


def test_a_backup_of_another_kind_of_database_or_of_newer_tables_is_refused(filled, empty, tmp_path):
    back_up(filled, tmp_path / "backup")
    path = tmp_path / "backup" / "manifest.json"
    said = json.loads(path.read_text())
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[said["kind"]]
    for changed, sentence in (
        ({"kind": other}, f"of a {other} database"),
        ({"revision": "9999"}, "whose tables this version does not know"),
    ):
        path.write_text(json.dumps(said | changed))
        with pytest.raises(WrongState, match=sentence):
            restore(empty, tmp_path / "backup")


def test_postgresql_without_its_own_programs_is_said_so(filled, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    if filled.database.is_sqlite:
        assert back_up(filled, tmp_path / "backup")[1] == ()
        return
    with pytest.raises(BackupFault, match="pg_dump is not installed"):
        back_up(filled, tmp_path / "backup")


def test_a_fault_of_postgresql_is_one_sentence_and_leaves_nothing(filled, tmp_path, monkeypatch):
    """With a pg_dump that cannot: SQLite has no need of one."""
    program = tmp_path / "programs" / "pg_dump"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\necho "pg_dump: error: the server was too busy" >&2\nexit 1\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    if filled.database.is_sqlite:
        assert back_up(filled, tmp_path / "backup")[1] == ()
        return
    with pytest.raises(BackupFault, match=r"^pg_dump failed: the server was too busy\.$"):
        back_up(filled, tmp_path / "kept" / "backup")
    assert list((tmp_path / "kept").iterdir()) == []
