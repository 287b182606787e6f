"""Pages a second with one, two and four processes, and how long a page waits while a gigabyte arrives.

Every client is a thread with one connection; what it does itself is a small part of what a page takes.
"""

import os
import re
import socket
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import httpx

from app.demo.cast import address as email_of
from tests.bench.serving import read_answer, send_file
from tests.machines import Machine
from tests.running.site import until

CLIENTS = 8
SECONDS = 5.0
WARMING = 4.0
MEBIBYTES = 1024
spawn = get_context("spawn")


@dataclass(frozen=True)
class Somebody:
    """Chloe of the demonstration, at one server: her session, her token, her pages and where her evidence goes."""

    address: str
    cookie: str
    bearer: dict[str, str]
    pages: tuple[str, ...]
    record: str


def throughput() -> list[str]:
    """Rows for the table of figures: all of them ratios of two figures of this run."""
    with tempfile.TemporaryDirectory() as name:
        machine = Machine(Path(name) / "machine", DEMO="true", LOG="json")
        machine.run("demo", "--apprentices", "1")
        token = machine.token(email_of("Chloe Marsden"))
        try:
            found = {processes: _rate(machine, token, processes) for processes in (1, 2, 4)}
            rows = [f"pages a second with 1 process: the measure ({os.cpu_count()} processors)"]
            for many in (2, 4):
                rate, cost = (mine / measure for mine, measure in zip(found[many], found[1], strict=True))
                rows.append(f"pages a second with {many} processes: {rate:.2f} × (processor time a page {cost:.2f} ×)")
            return rows + [_while_a_file_arrives(machine, token, processes) for processes in (1, 2)]
        finally:
            machine.kill()


def _rate(machine: Machine, token: str, processes: int) -> tuple[float, float]:
    """Pages a second, all clients together, and the servers' processor time for each, in seconds."""
    chloe = _enter(machine, token, processes)
    _together(chloe, WARMING)
    numbers = re.findall(r"process (\d+) serves", machine.said())[-processes:]
    before = sum(map(_processor_time, numbers))
    pages = _together(chloe, SECONDS)
    cost = (sum(map(_processor_time, numbers)) - before) / pages
    machine.stop()
    return pages / SECONDS, cost


def _together(who: Somebody, seconds: float) -> int:
    """How many pages all clients got, each on a connection of its own, so that every process is asked."""
    found: list[list[float]] = []
    threads = [threading.Thread(target=lambda: found.append(_waits(who, seconds))) for _ in range(CLIENTS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sum(len(waits) for waits in found)


def _processor_time(process: str) -> float:
    """Seconds that a process has used so far, its own and the system's for it."""
    figures = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(figures[11]) + int(figures[12])) / os.sysconf("SC_CLK_TCK")


def _while_a_file_arrives(machine: Machine, token: str, processes: int) -> str:
    """The longest and the middle wait of a page while a gigabyte arrives, over those without."""
    chloe = _enter(machine, token, processes)
    _waits(chloe, 1.0)
    quiet = _waits(chloe, SECONDS)
    words = (chloe.address, f"{chloe.record}/evidence", MEBIBYTES, chloe.bearer, f"Film with {processes}")
    sending = spawn.Process(target=send_file, args=words)
    sending.start()
    files = machine.folder / "var" / "files"
    until(lambda: any(files.glob("*/.incoming-*")))
    busy: list[float] = []
    while sending.is_alive():
        busy += _waits(chloe, 0.5)
    sending.join()
    assert sending.exitcode == 0, "the file was not kept"
    machine.stop()
    worst, middle = max(busy) / max(quiet), sorted(busy)[len(busy) // 2] / sorted(quiet)[len(quiet) // 2]
    who = "1 process" if processes == 1 else f"{processes} processes"
    return f"worst wait of a page while {MEBIBYTES} MiB arrive, {who}: {worst:.2f} × (the middle one {middle:.2f} ×)"


def _enter(machine: Machine, token: str, processes: int) -> Somebody:
    """Chloe, at a new server."""
    address = machine.serve("--workers", str(processes))
    until(lambda: machine.said().count(" serves") - machine.said().count("has stopped") >= processes)
    bearer = {"authorization": f"Bearer {token}"}
    me = httpx.get(f"{address}/api/v1/me", headers=bearer, timeout=60).json()
    entered = httpx.post(f"{address}/demo/enter/{me['id']}", timeout=60)
    assert entered.status_code == 303, entered.text
    cookie = re.split("[;,]", entered.headers["set-cookie"])[0]
    hers = me["memberships"][0]["apprenticeship"]
    pages = ("/home", *(f"/a/{hers}/{page}" for page in ("coverage", "evidence", "off-the-job")))
    return Somebody(address, cookie, bearer, pages, f"/api/v1/apprenticeships/{hers}")


def _waits(who: Somebody, seconds: float) -> list[float]:
    """How long each page took, asked for one after another on one connection for so long."""
    where = httpx.URL(who.address)
    asked = [
        f"GET {page} HTTP/1.1\r\nhost: {where.host}\r\ncookie: {who.cookie}\r\n\r\n".encode() for page in who.pages
    ]
    found: list[float] = []
    with socket.create_connection((where.host, where.port), timeout=120) as one:
        until_then = time.perf_counter() + seconds
        while (begun := time.perf_counter()) < until_then:
            one.sendall(asked[len(found) % len(asked)])
            read_answer(one)
            found.append(time.perf_counter() - begun)
    return found


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        print("\n".join(throughput()))
