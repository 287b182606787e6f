"""Databases filled for the benchmarks, each with a real server on it, and who asks there."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from app.actions.acting import Installation
from app.catalogue import STANDARD_DATA, read_catalogue
from app.db import migrate, people, sign_in
from app.demo.bulk import fill_in_bulk
from app.demo.cast import address as email_of
from app.files.folder import FolderStore
from app.web.access import COOKIE
from tests.conftest import make_house
from tests.databases import PostgresServer
from tests.machines import Machine

PIECES = 100
PIECES_OF_OTHERS = 5
CASELOAD = 60
CHLOE, PRIYA = "Chloe Marsden", "Priya Nair"


@dataclass(frozen=True)
class Place:
    """A filled database with a server on it. `processes` are those whose work an answer takes."""

    house: Installation
    address: str
    processes: tuple[int, ...]
    cookies: dict[str, str]
    record: str

    def seconds(self) -> float:
        """Processor time of the server so far, and of its database where that is a server of its own."""
        return sum(seconds_of(process) for process in self.processes)


@contextmanager
def filled(engine: str, apprentices: int) -> Iterator[Place]:
    """So many apprentices: Priya Nair has sixty of them, each with a hundred pieces; those of others have five."""
    with tempfile.TemporaryDirectory() as name, _database(engine, Path(name)) as (url, database_process):
        folder = Path(name)
        house = make_house(url, folder / "machine" / "var", read_catalogue(STANDARD_DATA), lambda: datetime.now(UTC))
        migrate.upgrade(house.database)
        fill_in_bulk(
            replace(house, store=FolderStore(house.settings.files_folder, forced=False)),
            apprentices=apprentices, seed=868, tell=lambda _: None, evidence=PIECES,
            evidence_of_others=PIECES_OF_OTHERS, caseload=CASELOAD,
        )  # fmt: skip
        yield from _served(house, Machine(folder / "machine", DATABASE_URL=url, LOG="json"), database_process)


def _served(house: Installation, machine: Machine, database_process: int | None) -> Iterator[Place]:
    cookies, record = _seats(house)
    try:
        address = machine.serve()
        server = (machine.started[-1].pid,)
        others = (database_process,) if database_process else ()
        yield Place(house, address, server + others, cookies, record)
    finally:
        machine.kill()
        house.database.close()


def _seats(house: Installation) -> tuple[dict[str, str], str]:
    """A session for each who asks, and the address of Chloe's record."""
    cookies = {}
    with house.database.writing() as session:
        for name in (PRIYA, CHLOE):
            person = people.find_by_email(session, email_of(name), house.today())
            assert person is not None
            secret = sign_in.open_session(session, person.id, house.now(), kept=False, device="a benchmark")
            cookies[name] = f"{COOKIE}={secret}"
        hers = people.memberships(session, person.id, house.today())[0].apprenticeship
    return cookies, f"/a/{hers}"


@contextmanager
def _database(engine: str, folder: Path) -> Iterator[tuple[str, int | None]]:
    """The address of an empty database, and the process of its server where it has one."""
    if engine == "sqlite":
        (folder / "machine" / "var").mkdir(parents=True)
        yield f"sqlite:///{folder / 'machine' / 'var' / 'touchmark.sqlite3'}", None
        return
    server = PostgresServer()
    server.start()
    try:
        yield f"{server.url}postgres", int((server.folder / "data" / "postmaster.pid").read_text().split()[0])
    finally:
        server.remove()


def seconds_of(process: int) -> float:
    """Processor time of a process and of those it started, the ended ones too."""
    return sum(_own(one) for one in (process, *_started_by(process)))


def _started_by(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task")
    return [int(one) for task in tasks.iterdir() for one in (task / "children").read_text().split()]


def _own(process: int) -> float:
    try:
        figures = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # it ended while it was looked at
        return 0.0
    return sum(map(int, figures[11:13])) / os.sysconf("SC_CLK_TCK")
