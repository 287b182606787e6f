"""The command line: what each command does, its exit status, and one sentence instead of a traceback."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import update
from typer.testing import CliRunner

from app import cli
from app.catalogue import STANDARD_DATA
from app.cli import touchmark
from app.db.database import Database
from app.db.tables import core
from app.domain.portfolio import canonical, manifest_sha256
from app.settings import read_settings
from tests.documents.test_pack import FILES, MANIFEST, packed


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """Settings of this test alone: an empty data folder, and nothing from outside."""
    for name in [name for name in os.environ if name.startswith("TOUCHMARK_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOUCHMARK_DATA_DIR", str(tmp_path / "var"))
    return monkeypatch


@pytest.fixture
def run(environment):
    """`run("token", "a@b")` runs a command in this process."""
    runner = CliRunner()

    def command(*words: str):
        return runner.invoke(touchmark, list(words))

    return command


@pytest.fixture
def database(environment):
    """The database of these settings."""
    found = Database(read_settings().database)
    yield found
    found.close()


def refused(result, status):
    """A command that said no: its one sentence, from standard error."""
    assert result.exit_code == status, (result.output, result.exception)
    assert isinstance(result.exception, SystemExit), result.exception
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, lines
    assert "Traceback" not in lines[0]
    return lines[0]


def test_a_round_of_reminders_says_what_it_came_to(run):
    run("migrate")
    said = run("remind")
    assert said.exit_code == 0, said.output
    assert "0 contacts mailed; 0 mailed within a week already; 0 told of all that waits." in said.output
    assert "0 reminders of reviews mailed." in said.output


def test_help_lists_every_command(run):
    said = run("--help").output
    for name in (
        "serve",
        "work",
        "migrate",
        "demo",
        "standards",
        "people",
        "token",
        "verify",
        "backup",
        "restore",
        "remind",
    ):
        assert name in said


def test_migrate_makes_the_tables_and_says_where_it_stands(run):
    first, again = run("migrate"), run("migrate")
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "(was empty)" in first.stdout
    assert "(was empty)" not in again.stdout


def test_the_first_person_gets_a_link_alone_on_the_last_line(run):
    result = run("people", "add", "Adele@Example.org", "--name", "Adele Brook", "--administrator")
    assert result.exit_code == 0
    assert result.stdout.strip().splitlines()[-1].startswith("http://127.0.0.1:8000/link/set_password/")


def test_a_token_stands_alone_on_the_last_line_and_works(run):
    run("people", "add", "adele@example.org", "--name", "Adele Brook")
    result = run("token", "ADELE@example.org", "--days", "2")
    assert result.exit_code == 0
    secret = result.stdout.strip().splitlines()[-1]
    assert secret.startswith("tm_")
    assert " " not in secret


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["token", "nobody@example.org"], "Nobody has the email address nobody@example.org."),
        (["people", "add", "nonsense", "--name", "A"], "nonsense is not an email address."),
        (["people", "add", "a@example.org", "--name", " "], "Give a name."),
    ],
)
def test_bad_input_is_one_sentence_and_status_2(run, words, sentence):
    assert refused(run(*words), 2) == sentence


def test_an_address_that_is_taken_is_said_so(run):
    run("people", "add", "adele@example.org", "--name", "Adele Brook")
    said = refused(run("people", "add", "ADELE@example.org", "--name", "Another"), 2)
    assert said == "Somebody already has the email address ADELE@example.org."


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["token"],
        ["token", "a@b", "--days", "0"],
        ["token", "a@b", "--days", "x"],
        ["serve", "--workers", "0"],
    ],
)
def test_a_command_that_makes_no_sense_ends_with_2(run, words):
    result = run(*words)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BASE_URL", "nonsense"),
        ("BASE_URL", "http://touchmark.example:99999"),
        ("BASE_URL", "https://touchmark.example/portfolio"),
        ("BASE_URL", "https://touchmark example"),
        ("DATABASE_URL", "mysql://x"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "postgresql://u@h:port/x"),
        ("FILES_URL", "ftp://x"),
        ("FILES_URL", "s3://"),
        ("FILES_URL", "s3://key:secret@bucket"),
        ("S3_ENDPOINT", "store.example"),
        ("FILES_URL", "file://elsewhere/files"),
        ("CLAMD", "clamd.example:3310"),
        ("CLAMD", "unix:clamd.ctl"),
        ("SECRET_KEY", "short"),
        ("PROVIDER_NAME", " "),
        ("SMTP_URL", "mail.example"),
        ("SMTP_URL", "smtp://mail.example:99999"),
        ("MAIL_FROM", "nobody"),
        ("MAX_UPLOAD_MB", "lots"),
        ("MAX_UPLOAD_MB", "0"),
        ("LOG", "loud"),
        ("METRICS_TOKEN", "short"),
        ("DEMO", "perhaps"),
    ],
)
def test_a_wrong_setting_is_named_in_one_sentence(run, environment, name, value):
    environment.setenv(f"TOUCHMARK_{name}", value)
    assert f"TOUCHMARK_{name}" in refused(run("migrate"), 2)
    assert f"TOUCHMARK_{name}" in refused(run("verify"), 2)


@pytest.mark.parametrize("command", [["migrate"], ["verify"], ["serve"]])
def test_a_data_folder_that_cannot_be_is_named_by_its_setting(run, environment, tmp_path, command):
    (tmp_path / "file").write_text("not a folder")
    environment.setenv("TOUCHMARK_DATA_DIR", str(tmp_path / "file"))
    assert "TOUCHMARK_DATA_DIR" in refused(run(*command), 2)


def test_a_folder_for_files_that_cannot_be_is_named_by_its_setting(run, environment, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    environment.setenv("TOUCHMARK_FILES_URL", str(tmp_path / "file" / "files"))
    assert "TOUCHMARK_FILES_URL" in refused(run("verify"), 2)


def test_a_bucket_that_cannot_be_reached_is_named_by_its_setting(run, environment):
    environment.setenv("TOUCHMARK_FILES_URL", "s3://evidence/northgate")
    environment.setenv("TOUCHMARK_S3_ENDPOINT", "http://127.0.0.1:1")
    environment.setenv("AWS_ACCESS_KEY_ID", "nobody")
    environment.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    said = refused(run("verify"), 2)
    assert "s3://evidence/northgate" in said
    assert "TOUCHMARK_FILES_URL" in said


def test_a_bucket_without_what_it_takes_to_reach_one_is_said_so(run, environment):
    environment.setenv("TOUCHMARK_FILES_URL", "s3://evidence")
    environment.setitem(sys.modules, "obstore", None)
    assert refused(run("verify"), 2).endswith("needs the extra “s3”: pip install touchmark[s3].")


@pytest.mark.parametrize("command", [["migrate"], ["verify"], ["token", "a@example.org"]])
def test_a_file_that_is_no_database_is_a_failure_in_one_sentence(run, environment, tmp_path, command):
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "touchmark.sqlite3").write_text("this is not a database" * 100)
    assert "database" in refused(run(*command), 1)


def test_a_database_that_cannot_be_reached_is_a_failure_in_one_sentence(run, environment):
    environment.setenv("TOUCHMARK_DATABASE_URL", "postgresql://nobody@127.0.0.1:9/nothing?connect_timeout=2")
    assert "database" in refused(run("migrate"), 1)


def test_the_standards_that_come_with_it_have_no_faults(run):
    result = run("standards", "check")
    assert result.exit_code == 0
    assert "no faults" in result.stdout
    assert "ST0868" in run("standards", "list").stdout


def test_every_fault_of_a_standard_is_named_at_once_with_its_place(run, tmp_path):
    text = (STANDARD_DATA / "standards" / "ST0868-1.0.yaml").read_text()
    file = tmp_path / "ST0868-1.0.yaml"
    file.write_text(text.replace("code: K2\n", "code: K1\n", 1).replace("level: {value: 4", 'level: {value: "four"', 1))
    result = run("standards", "check", str(file))
    assert result.exit_code == 2
    lines = result.stderr.strip().splitlines()
    assert len(lines) >= 2
    assert all(str(file) in line for line in lines)
    assert any("level" in line for line in lines)


def test_a_standard_that_is_not_there_is_said_so(run, tmp_path):
    result = run("standards", "check", str(tmp_path / "missing.yaml"))
    assert result.exit_code == 2
    assert "missing.yaml" in result.stderr


def test_verify_says_that_all_is_well_or_names_what_is_not_and_ends_with_1(run, database):
    run("people", "add", "adele@example.org", "--name", "Adele Brook", "--administrator")
    well = run("verify")
    assert well.exit_code == 0
    assert well.stdout.strip() == "Every file and every history chain is as it was written."
    with database.writing() as session:
        session.execute(update(core.history).where(core.history.c.seq == 1).values(action="nothing_happened"))
    tampered = run("verify")
    assert tampered.exit_code == 1
    assert "History provider: number 1 is not what was written." in tampered.stdout
    assert tampered.stderr.strip() == "1 thing is not as it was written."


def test_verify_pack_says_what_a_pack_proves_or_names_what_is_wrong_and_ends_with_1(run, tmp_path):
    whole, hash_over_all = packed(tmp_path)[0], manifest_sha256(canonical(MANIFEST))
    held = run("verify-pack", str(whole), "--hash", hash_over_all)
    assert held.exit_code == 0
    assert "Version 1 holds: 2 files and 2 texts are what was frozen." in held.output
    assert hash_over_all in run("verify-pack", str(whole)).output
    data = bytearray(whole.read_bytes())
    data[data.index(b"a support plan")] ^= 1
    whole.write_bytes(data)
    broken = run("verify-pack", str(whole), "--hash", hash_over_all)
    assert broken.exit_code == 1
    assert "files/E04/1.pdf is not the file that was frozen." in broken.stderr


def test_verify_pack_takes_nobodys_word_that_evidence_was_erased(run, tmp_path):
    """Anybody can take evidence out, write into the pack that it was erased, and make its checksums anew."""
    kept = {path: data for path, data in FILES.items() if path != "files/E04/1.pdf"}
    tombstones = json.dumps([{"what": "files/E04/1.pdf", "on": "2026-12-01"}]).encode()
    forged = packed(tmp_path, files=kept, **{"tombstones.json": tombstones})[0]
    found = run("verify-pack", str(forged), "--hash", manifest_sha256(canonical(MANIFEST)))
    assert found.exit_code == 3
    assert "Version 1 is not all there: 1 file and 2 texts in it are what was frozen." in found.stdout
    assert "said in the pack to be erased after a breach: files/E04/1.pdf" in found.stdout
    assert "The pack itself cannot prove that anything was erased" in found.stderr
    assert "holds" not in found.output


def test_verify_pack_calls_no_pack_wrong_that_is_not_there(run, tmp_path):
    none = tmp_path / "none.zip"
    assert refused(run("verify-pack", str(packed(tmp_path)[0]), str(none)), 2) == f"{none}: No such file or directory."
    assert refused(run("verify-pack", str(tmp_path)), 2) == f"{tmp_path}: Is a directory."


def test_verify_pack_ends_with_1_where_frozen_files_are_rearranged(run, tmp_path):
    whole = packed(tmp_path)[0]
    whole.write_bytes(whole.read_bytes().replace(b"portfolio-v1/files/E04", b"portfolio-v2/files/E04"))
    moved = run("verify-pack", str(whole), "--hash", manifest_sha256(canonical(MANIFEST)))
    assert moved.exit_code == 1
    assert (
        "Its files do not lie in one folder, as those of a pack do: portfolio-v2/files/E04/1.pdf does not."
        in moved.stderr
    )


def test_verify_pack_says_what_its_hash_does_not_stand_for_and_leads_no_terminal_astray(run, tmp_path):
    said = run("verify-pack", str(packed(tmp_path)[0])).output
    assert "The pages around them are made from these; where a page matters, hold it against words.json." in said
    assert "employer’s statement" not in said
    stated = packed(tmp_path, **{"employer-statement.json": b"{}"})[0]
    assert "The hash does not cover the employer’s statement in it" in run("verify-pack", str(stated)).output
    odd = packed(tmp_path, **{"\x1b[2J.html": b""})[0]
    with zipfile.ZipFile(odd, "a") as archive:
        archive.writestr("portfolio-v1/files/\x1b]0;owned\x07", "x")
    broken = run("verify-pack", str(odd))
    assert broken.exit_code == 1
    assert "files/?]0;owned? is not part of what was frozen." in broken.stderr
    assert "\x1b" not in broken.output


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--host", "0.0.0.0"], "Serving plain http to other machines would show passwords"),
        (["--host", "example.org"], "Serving plain http to other machines would show passwords"),
    ],
)
def test_plain_http_is_not_served_to_other_machines_without_a_flag(run, words, sentence):
    assert sentence in refused(run("serve", *words), 2)


@pytest.fixture
def served(environment):
    """What would be served: the server itself is the one thing that is not started here."""
    asked = []

    def note(house, sockets, serving):
        asked.append((house, sockets[0].getsockname()[1], serving))
        for one in sockets:
            one.close()

    environment.setattr(cli, "run_server", note)
    return asked


@pytest.mark.parametrize(
    "words", [[], ["--host", "::1"], ["--host", "localhost"], ["--host", "0.0.0.0", "--allow-http"]]
)
def test_loopback_or_a_flag_is_served_and_the_address_is_said(run, served, words):
    result = run("serve", "--port", "8765", *words)
    assert result.exit_code == 0
    assert "8765" in result.stdout
    assert served[0][1] == 8765
    assert "http://" in result.stdout


def test_a_port_that_is_free_is_found_and_told(run, served):
    said = run("serve", "--port", "0", "--workers", "3", "--grace", "5").stdout
    house, port, serving = served[0]
    assert port > 0
    assert f"Touchmark is at http://127.0.0.1:{port}, known to people as http://127.0.0.1:{port}" in said
    assert house.settings.base_url == serving.base_url == f"http://127.0.0.1:{port}"
    assert (serving.processes, serving.grace) == (3, 5)


@pytest.mark.parametrize("words", [["--port", "8765"], ["--host", "0.0.0.0", "--allow-http", "--port", "8765"]])
def test_the_address_that_people_type_is_the_one_that_was_set(run, served, environment, words):
    environment.setenv("TOUCHMARK_BASE_URL", "https://touchmark.example")
    assert "known to people as https://touchmark.example" in run("serve", *words).stdout
    assert served[0][0].settings.base_url == "https://touchmark.example"


def test_a_link_says_where_it_leads_while_nobody_has_set_the_address(run, environment):
    said = run("people", "add", "adele@example.org", "--name", "Adele Brook").stdout.splitlines()
    assert said[0].startswith("Nobody has set TOUCHMARK_BASE_URL")
    environment.setenv("TOUCHMARK_BASE_URL", "https://touchmark.example")
    said = run("people", "add", "ben@example.org", "--name", "Ben").stdout.splitlines()
    assert said[0].startswith("Added Ben.")
    assert said[-1].startswith("https://touchmark.example/link/")


def test_a_port_that_is_taken_is_said_so_before_anything_else(run, served):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        said = refused(run("serve", "--port", str(taken.getsockname()[1])), 1)
    assert said.startswith("Touchmark cannot listen on 127.0.0.1 port ")
    assert served == []


def test_a_demonstration_stays_on_this_machine_unless_told(run, served, environment):
    environment.setenv("TOUCHMARK_DEMO", "true")
    assert run("demo", "--apprentices", "1").exit_code == 0
    assert "this machine only" in refused(run("serve", "--host", "0.0.0.0", "--allow-http"), 2)
    assert served == []
    assert run("serve", "--host", "0.0.0.0", "--allow-http", "--demo-anywhere").exit_code == 0


def test_a_demonstration_needs_an_empty_database(run):
    run("people", "add", "adele@example.org", "--name", "Adele Brook")
    assert refused(run("demo"), 2) == "This database has people in it. A demonstration needs an empty one."


def test_the_secret_is_made_for_its_owner_alone(run, tmp_path):
    run("migrate")
    read_settings().secret  # noqa: B018  # reading it makes it
    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600


@pytest.fixture
def command(environment, tmp_path):
    """`command("token", "a@b")` is a process of its own, as a person types it."""

    def start(*words: str, **more):
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True} | more
        program = str(Path(sys.executable).parent / "touchmark")
        return subprocess.Popen([program, *words], cwd=tmp_path, env={**os.environ}, **pipes)

    return start


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["token", "nobody@example.org"], "Nobody has the email address nobody@example.org."),
        (["nonsense"], "No such command 'nonsense'."),
        (["token"], "Missing argument 'email'."),
        (["serve", "--port", "99999"], "Invalid value for '--port': Input should be less than or equal to 65535"),
    ],
)
def test_the_command_itself_ends_with_one_sentence(command, words, sentence):
    finished = command(*words)
    said, fault = finished.communicate(timeout=120)
    assert (finished.returncode, said, fault) == (2, "", sentence + "\n")


def test_a_reader_that_has_gone_is_no_fault_to_speak_of(command):
    out, into = os.pipe()
    os.close(out)
    finished = command("standards", "list", stdout=into)
    os.close(into)
    assert finished.communicate(timeout=120)[1] == ""
    assert finished.returncode == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_worker_that_is_told_to_stop_stops_quietly(command, tmp_path, number):
    working = command("work")
    deadline = time.monotonic() + 60
    while not (tmp_path / "var" / "files").is_dir() and time.monotonic() < deadline:
        with suppress(subprocess.TimeoutExpired):
            working.wait(0.1)
    working.send_signal(number)
    _, fault = working.communicate(timeout=60)
    assert (working.returncode, fault) == (0, "")
