"""A backup made while people work on two servers, put back elsewhere: one moment, whole; and at rest, everything."""

import random
import threading
from contextlib import suppress

import httpx
import pytest
from sqlalchemy import MetaData, select

from tests.conftest import make_house
from tests.faults.conftest import now
from tests.faults.reckoning import what_is_not_whole
from tests.faults.test_killed import lacking
from tests.faults.work import Work
from tests.machines import Machine

FOR_GOOD = ("history", "tag_decision", "time_decision", "evidence_file", "stored_file")
"""Tables whose rows nobody changes: what a backup has of them is what the original has, and no more."""


class Caller(threading.Thread):
    """People at work on a server until they are told to stop."""

    def __init__(self, site, address, seed, stop):
        super().__init__(daemon=True)
        self.answered, self.odd, self.stop, self.here = [], [], stop, f"apprenticeships/{site.cast.hers}"
        self.clients = {name: site.program(address, name) for name in ("chloe", "priya", "mark")}
        self.work = Work(self._ask, random.Random(seed), self.answered.append)

    def _ask(self, name, address, **body):
        if self.stop.is_set():
            raise httpx.TransportError("told to stop")
        answer = self.clients[name].post(f"{self.here}/{address}", **body)
        if answer.status_code not in (200, 201):
            self.odd.append(f"{address}: {answer.status_code} {answer.text[:200]}")
        return answer

    def run(self):
        with suppress(httpx.TransportError):
            while True:
                self.work.chance.choice((self.work.add_and_decide, self.work.improve, self.work.log))()
        for client in self.clients.values():
            client.close()


@pytest.fixture
def elsewhere(template, tmp_path, catalogue, site):
    """Makes empty installations on another machine, to put backups back into."""
    opened = []

    def make(name):
        folder = tmp_path / name
        folder.mkdir()
        with_url = template.empty(folder)
        url = with_url.__enter__()
        house = make_house(url, folder, catalogue, now)
        opened.append((with_url, house))
        return Machine(folder / "machine", DATABASE_URL=url, DATA_DIR=str(folder)), house

    yield make
    for with_url, house in opened:
        house.database.close()
        with_url.__exit__(None, None, None)


def rows(house):
    """Every row of every table, as the database has it, and every file's bytes."""
    known = MetaData()
    with house.database.reading() as session:
        known.reflect(session.connection())
        tables = {name: sorted(repr(row) for row in session.execute(select(one))) for name, one in known.tables.items()}
    files = {
        (one.apprenticeship, one.sha256): b"".join(house.store.read(one.apprenticeship, one.sha256))
        for one in house.store.kept()
    }
    return tables, files


def test_what_is_put_back_is_one_moment_and_at_rest_it_is_everything(site, elsewhere, tmp_path):
    stop = threading.Event()
    addresses = [site.machine.serve(), site.machine.serve()]
    callers = [Caller(site, addresses[seed], seed, stop) for seed in range(2)]
    for one in callers:
        one.start()
    before = threading.Event()
    while {"decided", "improved", "confirmed"} - {done for one in callers for done, _ in list(one.answered)}:
        assert not before.wait(0.05), "work of every kind is begun before the backup is"
    answered_before = [answered for one in callers for answered in list(one.answered)]
    site.machine.run("backup", str(tmp_path / "under-work"))
    answered_by_then = sum(len(one.answered) for one in callers)
    assert answered_by_then > len(answered_before), "people went on meanwhile"
    stop.set()
    for one in callers:
        one.join(60)
    assert [odd for one in callers for odd in one.odd] == []
    site.machine.stop()
    site.machine.run("backup", str(tmp_path / "at-rest"))

    machine, put_back = elsewhere("one-moment")
    machine.run("restore", str(tmp_path / "under-work"))
    assert what_is_not_whole(put_back) == []
    site_then = type(site)(machine, put_back, site.cast)
    assert lacking(site_then, answered_before) == {}, "what was answered before it began is in it"
    (then, then_files), (all_of_it, all_files) = rows(put_back), rows(site.house)
    for name in FOR_GOOD:
        assert set(then[name]) <= set(all_of_it[name])
        assert then[name]
    assert then_files.items() <= all_files.items()
    assert len(then["history"]) < len(all_of_it["history"])

    machine, put_back = elsewhere("at-rest-again")
    machine.run("restore", str(tmp_path / "at-rest"))
    tables, files = rows(put_back)
    assert files == all_files
    assert tables.keys() == all_of_it.keys()
    assert {name for name, found in tables.items() if found != all_of_it[name]} == set(), "table by table, row by row"
