"""A machine with an apprentice on it, whose evidence is sent while servers come and go."""

import re
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
from sqlalchemy import create_engine, text

from app.settings import Settings
from tests.machines import Machine

URL = "TOUCHMARK_DATABASE_URL"
MONITOR = "the monitor's own secret"

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
PIECE = {"title": "A visit", "kind": "work_product", "happened_on": "2025-09-01", "ksb": "K1", "submit": "true"}


@dataclass
class Site:
    """A machine on which Chloe's apprenticeship is, and what it takes to send her evidence."""

    machine: Machine
    token: str
    record: str

    @property
    def bearer(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}

    def client(self, address: str) -> httpx.Client:
        """A program that calls in Chloe's name."""
        return httpx.Client(base_url=address, headers=self.bearer, timeout=60)

    def titles(self) -> set[str]:
        """The titles of every piece of evidence, from the database itself."""
        engine = create_engine(Settings(_env_file=None, database_url=self.machine.environment[URL]).database)
        with engine.connect() as connection:
            found = set(connection.scalars(text("SELECT title FROM evidence_version")))
        engine.dispose()
        return found

    def kept(self) -> set[str]:
        """Every file in the store, whole or not."""
        return {path.name for path in (self.machine.folder / "var" / "files").glob("*/*")}


def new_site(folder: Path, url: str) -> Site:
    """A machine in this folder, with its database at this address."""
    machine = Machine(folder, DATABASE_URL=url, METRICS_TOKEN=MONITOR)
    machine.run("people", "add", "adele@example.org", "--name", "Adele Brook", "--administrator")
    adele = {"authorization": f"Bearer {machine.token('adele@example.org')}"}
    with httpx.Client(base_url=machine.serve(), headers=adele, timeout=60) as client:
        made = client.post("/api/v1/apprenticeships", json=NEW)
        assert made.status_code == 201, made.text
    machine.stop()
    return Site(machine, machine.token("chloe@example.org"), f"/api/v1/apprenticeships/{made.json()['id']}")


class HalfSent:
    """A form with a file that is being sent: half of it is there, and the rest comes when it is told to."""

    def __init__(self, site: Site, address: str, content: bytes, title: str = "A visit") -> None:
        boundary = "0e4f9a5c"
        fields = "".join(
            f'--{boundary}\r\ncontent-disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in (PIECE | {"title": title}).items()
        )
        head = f'--{boundary}\r\ncontent-disposition: form-data; name="file"; filename="notes.pdf"\r\n\r\n'
        body = f"{fields}{head}".encode() + content + f"\r\n--{boundary}--\r\n".encode()
        where = httpx.URL(address)
        self._socket = socket.create_connection((where.host, where.port), timeout=60)
        request = (
            f"POST {site.record}/evidence HTTP/1.1\r\nhost: {where.host}\r\nauthorization: Bearer {site.token}\r\n"
            f"content-type: multipart/form-data; boundary={boundary}\r\ncontent-length: {len(body)}\r\n\r\n"
        )
        self._rest = body[len(body) // 2 :]
        self._socket.sendall(request.encode() + body[: len(body) // 2])

    def finish(self) -> None:
        """Send the rest."""
        self._socket.sendall(self._rest)

    def answer(self) -> bytes:
        """Everything that was answered until the connection closed; nothing where it closed without an answer."""
        said = bytearray()
        with suppress(ConnectionResetError):
            while piece := self._socket.recv(65536):
                said += piece
        self._socket.close()
        return bytes(said)


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    """Ask again and again until something is so."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come to be so"
        threading.Event().wait(0.02)


def begun(site: Site, processes: int, *words: str) -> str:
    """The address of a server with so many processes, all of which serve."""
    address = site.machine.serve("--workers", str(processes), *words)
    until(lambda: len(serving(site)) == processes)
    return address


def serving(site: Site) -> list[int]:
    """The processes that have said that they serve, and not that they ended."""
    said = site.machine.said()
    ended = set(re.findall(r"process (\d+) (?:ended|has stopped)", said))
    return [int(number) for number in re.findall(r"process (\d+) serves", said) if number not in ended]


def refused(address: str) -> bool:
    """Whether nobody takes a new connection."""
    try:
        httpx.get(f"{address}/health", timeout=5)
    except httpx.ConnectError:
        return True
    except httpx.TransportError:
        return False
    return False
