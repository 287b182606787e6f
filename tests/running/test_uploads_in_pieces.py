"""Files in pieces on real servers: bodies that break off, senders at once, a process that is killed, memory."""

import hashlib
import os
import socket
import struct
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from app.db import people, sign_in
from app.db.database import Database
from app.domain.london import london_date
from app.settings import Settings
from app.web.access import COOKIE
from app.web.uploads.pieces import PIECE_BYTES
from tests.running.site import URL, Site, begun, serving, until

MB = 1024 * 1024
TUS = {"Tus-Resumable": "1.0.0"}
BRAND = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"
FILM = BRAND + os.urandom(12 * MB)
both = pytest.mark.parametrize("processes", [1, 2])


class Phone:
    """Chloe's browser, as far as it sends files."""

    def __init__(self, site: Site, address: str) -> None:
        database = Database(Settings(_env_file=None, database_url=site.machine.environment[URL]).database)
        now = datetime.now(UTC)
        with database.writing() as session:
            chloe = people.find_by_email(session, "chloe@example.org", london_date(now))
            secret = sign_in.open_session(session, chloe.id, now, kept=False, device="phone")
        database.close()
        self.cookie = f"{COOKIE}={secret}"
        self.where = httpx.URL(address)
        self.uploads = site.record.replace("/api/v1/apprenticeships", "/a") + "/uploads"
        self.client = httpx.Client(base_url=address, headers=TUS | {"cookie": self.cookie}, timeout=60)

    def begin(self, size: int) -> str:
        answer = self.client.post(
            self.uploads, headers={"Upload-Length": str(size), "Upload-Metadata": "filename Zi5tcDQ="}
        )
        assert answer.status_code == 201, answer.text
        return answer.headers["location"]

    def here(self, where: str) -> int:
        return int(self.client.head(where).headers["upload-offset"])

    def send(self, where: str, offset: int, body) -> httpx.Response:
        headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        return self.client.patch(where, content=body, headers=headers)

    def half_sent(self, where: str, size: int, body: bytes) -> socket.socket:
        """A body of so many bytes of which these have been sent."""
        head = (
            f"PATCH {where} HTTP/1.1\r\nhost: {self.where.host}\r\ncookie: {self.cookie}\r\ntus-resumable: 1.0.0\r\n"
            f"content-type: application/offset+octet-stream\r\nupload-offset: 0\r\ncontent-length: {size}\r\n\r\n"
        )
        connection = socket.create_connection((self.where.host, self.where.port), timeout=60)
        connection.sendall(head.encode() + body)
        return connection


@pytest.fixture
def phone(site: Site) -> Iterator[Callable[[str], Phone]]:
    """`phone(address)`: Chloe's browser at a server."""
    opened: list[Phone] = []

    def at(address: str) -> Phone:
        opened.append(Phone(site, address))
        return opened[-1]

    yield at
    for one in opened:
        one.client.close()


@both
def test_what_came_of_a_body_that_broke_off_stays_and_the_rest_makes_it_whole(site, phone, processes):
    phone = phone(begun(site, processes))
    where = phone.begin(len(FILM))
    phone.half_sent(where, len(FILM), FILM[: 9 * MB]).close()
    until(lambda: phone.here(where) == 9 * MB)
    answer = None

    def sent():
        nonlocal answer
        answer = phone.send(where, 9 * MB, FILM[9 * MB :])
        return answer.status_code != 409  # the turn of before ends a moment after its last piece is kept

    until(sent)
    assert answer.status_code == 204
    assert hashlib.sha256(FILM).hexdigest() in site.kept()
    assert "Traceback" not in site.machine.said()


def test_a_connection_that_is_reset_loses_what_was_on_its_way_and_no_more(site, phone):
    phone = phone(begun(site, 1))
    where = phone.begin(len(FILM))
    connection = phone.half_sent(where, len(FILM), FILM[: 9 * MB])
    until(lambda: phone.here(where) >= PIECE_BYTES)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
    until(lambda: phone.send(where, phone.here(where), b"").status_code == 204)
    assert PIECE_BYTES <= phone.here(where) <= 9 * MB


@both
def test_of_two_who_send_at_once_the_second_is_told_and_the_first_goes_on(site, phone, processes):
    phone = phone(begun(site, processes))
    where = phone.begin(len(FILM))
    first = phone.half_sent(where, len(FILM), FILM[: 9 * MB])
    until(lambda: phone.here(where) == PIECE_BYTES)
    answer = phone.send(where, PIECE_BYTES, b"x" * MB)
    assert (answer.status_code, answer.text) == (
        409,
        "“f.mp4” is being sent already. It goes on from there in a moment.",
    )
    first.sendall(FILM[9 * MB :])
    assert first.recv(65_536).startswith(b"HTTP/1.1 204 ")
    first.close()
    assert hashlib.sha256(FILM).hexdigest() in site.kept()


def test_a_process_that_is_killed_loses_the_piece_that_it_had_not_noted(site, phone):
    phones, phone = phone, phone(begun(site, 1))
    where = phone.begin(len(FILM))
    connection = phone.half_sent(where, len(FILM), FILM[: 9 * MB])
    until(lambda: phone.here(where) == PIECE_BYTES)
    site.machine.kill()
    connection.close()
    again = phones(site.machine.serve())
    assert again.here(where) == PIECE_BYTES
    before = site.kept()
    assert "as it was written" in site.machine.run("verify", "--repair")
    assert site.kept() == before, "what is young, and what is waited for, stays"


def test_a_film_in_pieces_takes_no_memory_to_speak_of(site, phone):
    phone = phone(begun(site, 1))
    small = phone.begin(len(BRAND))
    assert phone.send(small, 0, BRAND).status_code == 204
    (process,) = serving(site)
    before = memory(process, "VmRSS")
    size = 96 * MB
    where = phone.begin(size)
    body = (BRAND.ljust(MB, b"x") if number == 0 else b"x" * MB for number in range(96))
    assert phone.send(where, 0, body).status_code == 204
    assert phone.here(where) == size
    assert memory(process, "VmHWM") - before < 32 * MB


def memory(process: int, what: str) -> int:
    """A process's memory in bytes: VmRSS (now) or VmHWM (the most so far)."""
    status = Path(f"/proc/{process}/status").read_text()
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith(what + ":"))
