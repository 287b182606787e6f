"""`kill -9` at more than two hundred moments: what was answered is there, nothing else by half, and repair finds it so.

The moments are drawn from a seed, in three ways: between answers of people at work, while a backup is written, and of
a whole server with people at work on it.
"""

import os
import random
import shutil
import threading
import time
from collections import Counter
from contextlib import suppress
from functools import partial

import httpx
from sqlalchemy import select

from app.actions import keeping
from app.db.tables import core
from tests.faults.reckoning import what_is_not_whole
from tests.faults.work import Work, back_up_for_ever, killed, within

MOMENTS = {"sqlite": 130, "postgres": 50}
BACKUPS = {"sqlite": 20, "postgres": 10}
SERVERS = {"sqlite": 6, "postgres": 4}


def lacking(site, answered):
    """What was answered with a success and is not in the database."""
    numbers = {kind: {number for what, number in answered if what == kind} for kind, _ in answered}
    version, entry, staged = core.evidence_version, core.time_entry, core.staged_file
    there = {
        "added": select(version.c.number),
        "sent": select(version.c.number).where(version.c.submitted_at.is_not(None)),
        "decided": select(core.tag_decision.c.number),
        "improved": select(version.c.number).where(version.c.version == 2, version.c.submitted_at.is_not(None)),
        "logged": select(entry.c.number),
        "corrected": select(entry.c.number).where(entry.c.state == "superseded"),
        "confirmed": select(entry.c.number).where(entry.c.state == "confirmed"),
    }
    with site.house.database.reading() as session:
        gone = {kind: wanted - set(session.scalars(there[kind])) for kind, wanted in numbers.items() if kind in there}
        forms = Counter(session.scalars(select(staged.c.form)))
    gone["unsaved"] = {number for number in numbers.get("unsaved", ()) if forms[f"form-{number}"] != 2}
    return {kind: lost for kind, lost in gone.items() if lost}


def insist_repaired(site):
    """`touchmark verify --repair`, two days later: clean, with every file that somebody needs and no other."""
    for path in site.house.store.folder.glob("*/*"):
        two_days_ago = time.time() - 2 * 86_400
        with suppress(FileNotFoundError):
            os.utime(path, (two_days_ago, two_days_ago))
    assert "as it was written" in site.machine.run("verify", "--repair")
    with site.house.database.reading() as session:
        row = core.stored_file
        stored = {tuple(one) for one in session.execute(select(row.c.apprenticeship_id, row.c.sha256))}
    kept = {(one.apprenticeship, one.sha256) for one in site.house.store.kept()}
    assert kept == stored, "no row without its file, and no file without a row"
    assert not list(site.house.store.folder.glob("*/.incoming-*"))


def test_people_at_work(site, template):
    chance, answered, moments = random.Random(3), [], MOMENTS[template.kind]
    people = within(site.house, site.cast)

    def work(seed, tell):
        people(random.Random(seed), tell).go_on()

    for seed in range(moments):
        site.house.database.close()
        answered += killed(partial(work, seed), chance, 1, 6, 0.1)
        assert lacking(site, answered) == {}
        assert what_is_not_whole(site.house) == []
    done = Counter(what for what, _ in answered)
    assert min(done[what] for what in ("added", "sent", "decided", "improved", "logged", "corrected", "unsaved")) > 0
    insist_repaired(site)
    assert lacking(site, answered) == {}, "forms in progress have their files"
    assert what_is_not_whole(site.house) == []


def test_a_backup_is_whole_or_none(site, template, tmp_path):
    work = within(site.house, site.cast)(random.Random(4), lambda _: None)
    for _ in range(10):
        work.add_and_decide()
    chance, whole, broken_off = random.Random(5), 0, 0
    folder = tmp_path / "backups"
    folder.mkdir()

    def back_up(place, tell):
        back_up_for_ever(site.house, place, tell)

    for number in range(BACKUPS[template.kind]):
        place = folder / str(number)
        place.mkdir()
        site.house.database.close()
        killed(partial(back_up, place), chance, 1, 2, 0.4)
        for found in place.iterdir():
            broken_off += found.name.startswith(".")
            if not found.name.startswith(".") or (found / "manifest.json").exists():
                keeping.insist_whole(found)
                whole += 1
                shutil.rmtree(found)
        assert what_is_not_whole(site.house) == []
    assert whole > 2
    assert broken_off > 2
    site.machine.run("backup", str(folder / "0" / "after"))
    assert [one.name for one in (folder / "0").iterdir() if one.name.startswith(".")] == [], "what broke off is gone"


class Caller(threading.Thread):
    """People at work on a server from outside, until it is gone."""

    def __init__(self, site, address, seed):
        super().__init__(daemon=True)
        self.site, self.answered, self.odd = site, [], []
        self.clients = {name: site.program(address, name) for name in ("chloe", "priya", "mark")}
        self.work = Work(self._ask, random.Random(seed), self.answered.append)

    def _ask(self, name, address, **body):
        if address == "form":
            address, body = "evidence", {"data": {"title": ""}, "files": body["files"]}
        answer = self.clients[name].post(f"apprenticeships/{self.site.cast.hers}/{address}", **body)
        if answer.status_code not in (200, 201, 422):
            self.odd.append(f"{address}: {answer.status_code} {answer.text[:200]}")
        return answer

    def leave_unsaved(self):
        """Forms are for browsers; programs have none in progress."""

    def run(self):
        self.work.leave_unsaved = self.leave_unsaved
        with suppress(httpx.TransportError):
            self.work.go_on()
        for client in self.clients.values():
            client.close()


def test_a_server_with_people_at_work_on_it(site, template):
    chance, answered = random.Random(6), []
    for number in range(SERVERS[template.kind]):
        address = site.machine.serve()
        callers = [Caller(site, address, f"{number} {one}") for one in range(3)]
        for one in callers:
            one.start()
        # Every file that is sent is read before it is answered, so that little is answered in the first seconds.
        callers[0].join(chance.uniform(2, 8))
        site.machine.kill()
        for one in callers:
            one.join(60)
            assert one.odd == []
            answered += one.answered
        assert lacking(site, answered) == {}
        assert what_is_not_whole(site.house) == []
    assert len(answered) > 10
    insist_repaired(site)
    assert what_is_not_whole(site.house) == []
