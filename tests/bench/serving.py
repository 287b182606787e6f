"""Real servers for the benchmarks, and a sender whose own part is as small as can be."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.machines import PATIENCE_SECONDS
from tests.running.site import PIECE, Site, new_site

BLOCK = memoryview(os.urandom(1024 * 1024))
FILM = "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"  # how a film begins
BOUNDARY = "8f2c41d0"


@contextmanager
def a_site(folder: Path) -> Iterator[Site]:
    """A machine with an apprentice on it, whose servers are ended afterwards."""
    site = new_site(folder / "machine", f"sqlite:///{folder / 'touchmark.sqlite3'}")
    try:
        yield site
    finally:
        site.machine.kill()


@contextmanager
def plain_server(folder: Path) -> Iterator[tuple[str, int]]:
    """The address and process of the bare application that uploads are measured against."""
    kept, spool = folder / "plain", folder / "spool"
    for made in (kept, spool):
        made.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "uvicorn", "tests.bench.plain:app", "--port", str(port), "--log-level", "warning"]
    # What it spools lies on the same disk as what it keeps, as it does for Touchmark.
    server = subprocess.Popen(words, env=os.environ | {"PLAIN_FOLDER": str(kept), "TMPDIR": str(spool)})
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not _answers(address):
            assert time.monotonic() < deadline, "the bare server did not answer"
        yield address, server.pid
    finally:
        server.kill()
        server.wait()


def _answers(address: str) -> bool:
    try:
        httpx.get(f"{address}/nothing", timeout=5)
    except httpx.TransportError:
        return False
    return True


def send_file(address: str, path: str, mebibytes: int, headers: Mapping[str, str], title: str) -> float:
    """Send a form with a file of so many MiB; the seconds until it was answered that it is kept."""
    fields = "".join(
        f'--{BOUNDARY}\r\ncontent-disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in (PIECE | {"title": title}).items()
    )
    head = f'--{BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="film.mp4"\r\n\r\n{FILM}'
    before, after = f"{fields}{head}".encode(), f"\r\n--{BOUNDARY}--\r\n".encode()
    where = httpx.URL(address)
    more = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    length = len(before) + mebibytes * len(BLOCK) + len(after)
    request = (
        f"POST {path} HTTP/1.1\r\nhost: {where.host}\r\nconnection: close\r\n{more}content-length: {length}\r\n"
        f"content-type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n"
    )
    with socket.create_connection((where.host, where.port), timeout=600) as one:
        begun = time.perf_counter()
        one.sendall(request.encode() + before)
        for _ in range(mebibytes):
            one.sendall(BLOCK)
        one.sendall(after)
        said = one.recv(65536)
        seconds = time.perf_counter() - begun
    assert said.startswith((b"HTTP/1.1 200 ", b"HTTP/1.1 201 ")), said[:300]
    return seconds


def read_answer(one: socket.socket) -> None:
    """Read one whole page off a connection that is kept."""
    said = one.recv(262144)
    while b"\r\n\r\n" not in said:
        said += one.recv(262144)
    head, _, body = said.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 "), head[:200]
    length = re.search(rb"(?i)content-length: (\d+)", head)
    assert length is not None
    left = int(length[1]) - len(body)
    while left > 0:
        left -= len(one.recv(min(left, 262144)))
