"""The systemd unit as it is given to people: systemd finds no fault in it, and its command lines do what it says."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests import databases
from tests.architecture.project import ROOT
from tests.machines import PROGRAM, wait_for_the_end
from tests.running.site import until

ENABLE = "apt-get install -y systemd"
FILE = ROOT / ".deploy" / "touchmark.service"
INSTALLED = "/opt/touchmark/.venv/bin/touchmark"


@pytest.fixture
def unit() -> dict[str, list[str]]:
    """Every setting of the unit with its values."""
    found: dict[str, list[str]] = {}
    for line in FILE.read_text().splitlines():
        name, sign, value = line.partition("=")
        if sign and not line.startswith("#"):
            found.setdefault(name, []).append(value)
    return found


def test_systemd_finds_no_fault_in_it(tmp_path):
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        if databases.required("systemd"):
            pytest.fail(f"systemd is required and not installed: {ENABLE}")
        pytest.skip(f"systemd is not installed. To enable: {ENABLE}")
    text = FILE.read_text()
    assert text.count(INSTALLED) == 2
    (tmp_path / "touchmark.service").write_text(text.replace(INSTALLED, PROGRAM))
    words = [analyze, "verify", "--man=no", str(tmp_path / "touchmark.service")]
    checked = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


def test_its_command_lines_serve_and_end_well(unit, tmp_path):
    """As systemd runs them: files written before the start, SIGTERM to the first process alone, status 0 in time."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TOUCHMARK_")}
    given = dict(word.split("=", 1) for line in unit["Environment"] for word in shlex.split(line))
    here = {"TOUCHMARK_DATA_DIR": str(tmp_path / "state")}
    before = shlex.split(unit["ExecStartPre"][0].replace("/var/cache/touchmark", str(tmp_path / "cache")))
    words = shlex.split(unit["ExecStart"][0].replace("--port 8000", "--port 0"))
    assert before[0] == words[0] == INSTALLED
    environment = kept | given | here
    subprocess.run([PROGRAM, *before[1:]], cwd=tmp_path, env=environment, check=True, capture_output=True, timeout=120)
    assert any((tmp_path / "cache" / "static").iterdir())
    with (tmp_path / "printed").open("w") as printed, (tmp_path / "log").open("w") as log:
        server = subprocess.Popen([PROGRAM, *words[1:]], cwd=tmp_path, env=environment, stdout=printed, stderr=log)
        until(lambda: (tmp_path / "log").read_text().count(" serves") == 2, 120)
        address = (tmp_path / "printed").read_text().split(" is at ")[1].split(",")[0]
        assert httpx.get(f"{address}/health", timeout=60).status_code == 200
        server.send_signal(signal.SIGTERM)
        assert wait_for_the_end(server, float(unit["TimeoutStopSec"][0]))
    assert server.returncode == 0
    assert all(line.startswith("{") for line in (tmp_path / "log").read_text().splitlines())


def test_it_waits_longer_than_the_grace_time(unit):
    words = unit["ExecStart"][0].split()
    assert float(unit["TimeoutStopSec"][0]) > int(words[words.index("--grace") + 1]) + 10


def test_ctrl_c_while_it_is_still_being_read_in_says_nothing(tmp_path):
    """The entrance looks after Ctrl-C before anything large is imported."""
    program = (
        "import os, signal, sys; from app import entrance; assert 'sqlalchemy' not in sys.modules; "
        "os.kill(os.getpid(), signal.SIGINT)"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, b"", b"")
    assert Path(PROGRAM).read_text().count("from app.entrance import run") == 1


def test_ctrl_c_is_not_lost_where_python_throws_something_away(tmp_path):
    """What is raised there is printed and forgotten; a server that was told to end would go on."""
    program = (
        "import os, signal, weakref; from app.interrupts import leave_at_once; leave_at_once()\n"
        "class Thing: pass\n"
        "thing = Thing(); watch = weakref.ref(thing, lambda _: os.kill(os.getpid(), signal.SIGINT)); del thing"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, b"", b"")


@pytest.mark.parametrize("moment", [0.0, 0.3, 0.8, 1.5])
def test_ctrl_c_at_any_moment_of_the_start_shows_no_traceback(tmp_path, moment):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TOUCHMARK_")}
    words = [PROGRAM, "serve", "--port", "0", "--workers", "2"]
    server = subprocess.Popen(words, cwd=tmp_path, env=kept, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until(lambda: imported(server.pid), 60)
    wait_for_the_end(server, moment)
    server.send_signal(signal.SIGINT)
    _, said = server.communicate(timeout=60)
    assert server.returncode in (0, 130)
    assert "Traceback" not in said
    assert "KeyboardInterrupt" not in said


def imported(process: int) -> bool:
    """Whether a process has come past the entrance: it has read in what the entrance does not."""
    return "pydantic_core" in Path(f"/proc/{process}/maps").read_text()
