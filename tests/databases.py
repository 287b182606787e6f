"""Both databases for the suite: SQLite always; PostgreSQL where its server is installed, started for this run alone."""

import atexit
import os
import shutil
import socket
import subprocess
import tempfile
from functools import cache
from pathlib import Path

ENABLE = "apt-get install -y postgresql"


def memory_folder() -> str | None:
    """A folder in memory with room to spare, where the machine has one; None for the ordinary place.

    Each test has a database of its own, and on a disk the copying takes ten times as long as the tests.
    """
    shared = Path("/dev/shm")  # where Linux keeps it
    roomy = shared.is_dir() and os.access(shared, os.W_OK) and shutil.disk_usage(shared).free > 4 * 2**30
    return str(shared) if roomy else None


def required(part: str) -> bool:
    """Whether TOUCHMARK_TEST_REQUIRE names this part, so that its absence is a failure."""
    return part in os.environ.get("TOUCHMARK_TEST_REQUIRE", "").split(",")


@cache
def postgres_programs() -> Path | None:
    """The folder of PostgreSQL's server programs, newest version first."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    on_path = shutil.which("initdb")
    return folders[0].parent if folders else Path(on_path).parent if on_path else None


@cache
def postgres_url() -> str:
    """Start a throwaway server for this process and return the address that a database's name completes."""
    programs = postgres_programs()
    assert programs is not None, f"PostgreSQL is not installed: {ENABLE}"
    folder = Path(tempfile.mkdtemp(prefix="touchmark-pg-", dir=memory_folder()))
    as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_owner:
        shutil.chown(folder, "postgres")
    port = _free_port()
    data = str(folder / "data")
    run = [*as_owner, str(programs / "initdb"), "-D", data, "-U", "touchmark", "--auth=trust", "--no-sync"]
    subprocess.run([*run, "-E", "UTF8", "--locale=C.UTF-8"], check=True, capture_output=True)
    options = (
        f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off "
        "-c full_page_writes=off -c max_connections=200"
    )
    control = [*as_owner, str(programs / "pg_ctl"), "-D", data]
    subprocess.run([*control, "-w", "-l", str(folder / "log"), "-o", options, "start"], check=True, capture_output=True)

    def stop() -> None:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    return f"postgresql+psycopg://touchmark@127.0.0.1:{port}/"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
