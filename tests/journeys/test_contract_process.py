"""The product as a stranger meets it: an empty folder, the command line, a server of its own, and bearer tokens."""

import json
import os
import time

import httpx
import pytest

from tests.machines import Machine, program

NEW = {
    "apprentice": {"name": "Chloe Marsden", "email": "chloe@example.org", "date_of_birth": "2003-03-14"},
    "tutor": {"name": "Priya Nair", "email": "priya@example.org"},
    "employer": {"name": "Mark Ellis", "email": "mark@example.org", "organisation": "Calder Vale Council"},
    "standard": "ST0868",
    "version": "1.0",
    "start": "2025-07-07",
    "planned_end": "2027-01-07",
    "weekly_hours": 35,
}
NOTES = b"%PDF-1.4 the notes of the visit"


@pytest.fixture
def machine(template, tmp_path):
    """An empty machine, on each kind of database."""
    folder = tmp_path / "machine"
    folder.mkdir()
    with template.empty(folder) as url:
        found = Machine(folder, DATABASE_URL=url)
        yield found
        found.stop()


@pytest.fixture
def another(template, tmp_path):
    """A second empty machine, for what is put back."""
    folder = tmp_path / "another"
    folder.mkdir()
    with template.empty(folder) as url:
        found = Machine(folder, DATABASE_URL=url)
        yield found
        found.stop()


def test_from_an_empty_folder_to_an_accepted_ksb_and_a_backup_put_back_elsewhere(machine, another, tmp_path):
    assert "was empty" in machine.run("migrate")
    machine.run("people", "add", "adele@example.org", "--name", "Adele Brook", "--administrator")
    address = machine.serve()
    assert httpx.get(f"{address}/health").json().items() >= {"status": "ok", "database": "ok", "files": "ok"}.items()
    with program(address, machine.token("adele@example.org")) as adele:
        made = adele.post("apprenticeships", json=NEW)
        assert made.status_code == 201
        hers = f"apprenticeships/{made.json()['id']}"
    with (
        program(address, machine.token("chloe@example.org")) as chloe,
        program(address, machine.token("priya@example.org")) as priya,
    ):
        piece = {"title": "A visit", "kind": "work_product", "happened_on": "2025-09-01", "ksb": "K1", "submit": "true"}
        sent = chloe.post(f"{hers}/evidence", data=piece, files=[("file", ("notes.pdf", NOTES))])
        assert sent.status_code == 201, sent.text
        decision = priya.post(f"{hers}/evidence/1/tags/K1/decision", json={"verdict": "accepted", "version": 1})
        assert (decision.status_code, decision.json()["state"]) == (200, "accepted")
        file = f"{hers}/evidence/1/files/{sent.json()['files'][0]['id']}"
        assert priya.get(file).content == NOTES
    kept = tmp_path / "backup"
    assert "1 apprenticeship, 4 people and 1 file" in machine.run("backup", str(kept))
    assert json.loads((kept / "manifest.json").read_text())["counts"]["evidence"] == 1
    assert "is not an empty folder" in machine.run("backup", str(kept), status=2)
    assert "has people in it" in machine.run("restore", str(kept), status=2)
    assert "1 apprenticeship, 4 people and 1 file" in another.run("restore", str(kept))
    assert another.run("verify") == "Every file and every history chain is as it was written.\n"
    with program(another.serve(), another.token("chloe@example.org")) as chloe:
        assert chloe.get(f"{hers}/coverage").json()["accepted"] == 1
        assert chloe.get(file).content == NOTES


def test_verify_names_what_is_wrong_and_repair_removes_only_what_is_old_and_loose(machine):
    machine.run("migrate")
    folder = machine.folder / "var" / "files" / "0b7d7f0e-0000-4000-8000-000000000000"
    folder.mkdir(parents=True)
    for name, age in (("a" * 64, 3600), ("b" * 64, 25 * 3600)):
        (folder / name).write_bytes(b"nobody's")
        then = time.time() - age
        os.utime(folder / name, (then, then))
    assert "Removed 1 files" in machine.run("verify", "--repair")
    assert [path.name for path in folder.iterdir()] == ["a" * 64]


def test_a_demonstration_is_one_for_ever_and_entered_by_a_button_alone(machine):
    machine.run("demo", "--apprentices", "1")
    assert "has people in it" in machine.run("demo", status=2)
    assert "this machine only" in machine.run("serve", "--host", "0.0.0.0", "--allow-http", status=2)
    entered, shown = machine.serve(DEMO="true"), machine.serve()
    page = httpx.get(f"{entered}/sign-in").text
    button = page.split('action="/demo/enter/')[1].split('"')[0]
    for address in (entered, shown):
        assert "Demonstration" in httpx.get(f"{address}/sign-in").text
        assert httpx.get(f"{address}/demo/enter/{button}").status_code == 405
    assert httpx.post(f"{entered}/demo/enter/{button}").status_code == 303
    assert httpx.post(f"{shown}/demo/enter/{button}").status_code == 404
    assert httpx.post(f"{entered}/demo/enter/{button}", headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_settings_may_stand_in_a_file_beside_it(machine, tmp_path):
    (machine.folder / ".env").write_text("TOUCHMARK_PROVIDER_NAME=Harbour Training\nTOUCHMARK_MAX_UPLOAD_MB=none\n")
    assert machine.run("migrate", status=2).startswith("The setting TOUCHMARK_MAX_UPLOAD_MB is wrong: ")
    (machine.folder / ".env").write_text("TOUCHMARK_PROVIDER_NAME=Harbour Training\n")
    assert "Harbour Training" in httpx.get(f"{machine.serve()}/sign-in").text
    (machine.folder / ".env").write_bytes(b"\xff\xfe")
    assert machine.run("migrate", status=2) == "The settings in the file .env cannot be read."
