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


class PostgresServer:
    """A throwaway server: as fast as it goes unless it is `durable`, and then as careful as a real one."""

    def __init__(self, *, durable: bool = False) -> None:
        programs = postgres_programs()
        assert programs is not None, f"PostgreSQL is not installed: {ENABLE}"
        self.runs = False
        self.folder = Path(tempfile.mkdtemp(prefix="touchmark-pg-", dir=memory_folder()))
        as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if as_owner:
            shutil.chown(self.folder, "postgres")
        data = str(self.folder / "data")
        self._control = [*as_owner, str(programs / "pg_ctl"), "-D", data]
        port = _free_port()
        self.url = f"postgresql+psycopg://touchmark@127.0.0.1:{port}/"
        careless = "" if durable else " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        self._options = f"-p {port} -k {self.folder} -c listen_addresses=127.0.0.1 -c max_connections=200{careless}"
        made = [*as_owner, str(programs / "initdb"), "-D", data, "-U", "touchmark", "--auth=trust", "--no-sync"]
        subprocess.run([*made, "-E", "UTF8", "--locale=C.UTF-8"], check=True, capture_output=True)

    def start(self) -> None:
        """Start where it is stopped, and wait until it answers."""
        if self.runs:
            return
        told = [*self._control, "-w", "-l", str(self.folder / "log"), "-o", self._options, "start"]
        subprocess.run(told, check=True, capture_output=True)
        self.runs = True

    def stop(self) -> None:
        """Stop at once, whatever it was doing, as if the power had gone."""
        self.runs = False
        subprocess.run([*self._control, "-m", "immediate", "stop"], check=False, capture_output=True)

    def remove(self) -> None:
        """Stop, and leave nothing behind."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


@cache
def postgres_url() -> str:
    """Start a throwaway server for this process and return the address that a database's name completes."""
    server = PostgresServer()
    server.start()
    atexit.register(server.remove)
    return server.url


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
