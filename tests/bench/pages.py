"""What a page costs its server beside the smallest page there is, and how that grows with the people on record.

Two figures of each: remembered, as it is given again while nothing has happened on its records (who is asking and what
happened are looked up), and made anew, as it is for whoever looks first; an address that nobody asked for before has
it made so. A whole caseload made anew still goes by what was counted of each record, except in the last row.
"""

import asyncio
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import urlsplit

from fastapi import FastAPI
from sqlalchemy import event

from app.answers import counted
from app.web.application import create_app
from tests.bench.places import CASELOAD, CHLOE, PRIYA, Place, filled, seconds_of
from tests.bench.serving import read_answer
from tests.machines import PATIENCE_SECONDS

FEW, MANY = 100, 10_000
ROUNDS = 5
HELLOS = 1500


@dataclass(frozen=True)
class Page:
    """A page, who asks for it, how many hellos it may cost, and how often it is asked for in a round."""

    name: str
    who: str
    path: str
    most: int
    times: int


PAGES = (
    Page("one apprentice’s coverage", CHLOE, "{record}/coverage", 25, 120),
    Page("evidence list of 100", CHLOE, "{record}/evidence", 40, 100),
    Page("caseload of 60, 100 pieces each", PRIYA, "/caseload", 100, 40),
    Page("apprentice’s home", CHLOE, "/home", 30, 100),
)
MOST_GROWTH = 1.3
MOST_OVER_SQL = 2.5
_fresh = count()


def pages(engines: tuple[str, ...] = ("sqlite", "postgres")) -> list[str]:
    """Rows for the table of figures, one engine after the other."""
    rows = []
    for engine in engines:
        with filled(engine, FEW) as few, filled(engine, MANY) as many, hello() as (plain, process):
            for page in PAGES:
                for anew in (False, True):
                    small, large = _ratios(page, anew, (few, many), plain, process)
                    rows.append(
                        f"{page.name}, {'made anew' if anew else 'remembered'} ({engine}): {small:.0f} hellos of at "
                        f"most {page.most}; with {MANY // FEW} times the people {large / small:.2f} × of at most "
                        f"{MOST_GROWTH}"
                    )
            if engine == "sqlite":
                rows.append(_beside_its_sql(few))
    return rows


def _ratios(page: Page, anew: bool, places: tuple[Place, ...], plain: str, process: int) -> list[float]:
    """The page's cost at each place in hellos: the median of rounds, in each of which all of them are asked."""
    found: list[list[float]] = [[] for _ in places]
    for number in range(ROUNDS + 1):
        measure = _cost(plain, lambda: "/", "", HELLOS, lambda: seconds_of(process))
        for place, costs in zip(places, found, strict=True):
            cost = _cost(
                place.address, _addresses(page, place, anew), place.cookies[page.who], page.times, place.seconds
            )
            if number:  # the first round warms
                costs.append(cost / measure)
    return [statistics.median(costs) for costs in found]


def _addresses(page: Page, place: Place, anew: bool) -> Callable[[], str]:
    """The page's address each time; another one each time where it is to be made anew."""
    path = page.path.format(record=place.record)
    return lambda: f"{path}?look={next(_fresh)}" if anew else path


def _cost(address: str, path: Callable[[], str], cookie: str, times: int, seconds: Callable[[], float]) -> float:
    """Processor seconds of the server for one answer, over one connection that is kept."""
    where = urlsplit(address)
    head = f" HTTP/1.1\r\nhost: {where.hostname}\r\ncookie: {cookie or 'none=0'}\r\n\r\n"
    with socket.create_connection((where.hostname, where.port), timeout=120) as one:
        begun = seconds()
        for _ in range(times):
            one.sendall(f"GET {path()}{head}".encode())
            read_answer(one)
        return (seconds() - begun) / times


def _beside_its_sql(place: Place) -> str:
    """A caseload that is counted all over again, beside its own statements run bare: both in this process."""
    run: list[tuple[str, tuple[Any, ...]]] = []

    def note(_connection: object, _cursor: object, statement: str, given: Any, *_: object) -> None:
        run.append((statement, given))

    app, cookie = create_app(place.house), place.cookies[PRIYA]
    asyncio.run(_answer(app, "/caseload", cookie))
    engine = place.house.database.engine
    event.listen(engine, "before_cursor_execute", note)
    asyncio.run(_answer(app, "/caseload", cookie))
    event.remove(engine, "before_cursor_execute", note)
    page = _least(lambda: asyncio.run(_answer(app, "/caseload", cookie)))
    with closing(sqlite3.connect(str(engine.url.database))) as bare:
        sql = _least(lambda: [bare.execute(*one).fetchall() for one in run])
    return (
        f"caseload of {CASELOAD}, everything counted again (sqlite): {page / sql:.2f} × its own SQL of at most "
        f"{MOST_OVER_SQL}, in {len(run)} statements"
    )


async def _answer(app: FastAPI, path: str, cookie: str) -> None:
    """Ask within this process, nothing remembered."""
    counted.forget()
    app.state.memory.forget()
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "", "client": ("127.0.0.1", 1),
        "server": ("testserver", 80), "headers": [(b"host", b"testserver"), (b"cookie", cookie.encode())],
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        assert message.get("status", 200) == 200

    await app(scope, receive, send)


def _least(do: Callable[[], object]) -> float:
    """The least processor time of this process in twenty tries."""
    found = []
    for _ in range(20):
        begun = time.process_time()
        do()
        found.append(time.process_time() - begun)
    return min(found)


@contextmanager
def hello() -> Iterator[tuple[str, int]]:
    """The address and process of the smallest page."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "uvicorn", "tests.bench.hello:app", "--port", str(port), "--log-level", "warning"]
    server = subprocess.Popen(words)
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                assert time.monotonic() < deadline, "the smallest page did not answer"
        yield f"http://127.0.0.1:{port}", server.pid
    finally:
        server.kill()
        server.wait()
