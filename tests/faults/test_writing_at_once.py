"""Two servers' processes, four threads writing through each: everything that was answered is there, once."""

import random
import threading
from collections import Counter
from dataclasses import dataclass, field

import pytest
from sqlalchemy import select

from app.db.tables import core
from tests.faults.reckoning import counted, what_is_not_whole

ROUNDS = 12
FORM = {"title": "A visit", "kind": "other", "happened_on": "2025-10-02", "description": "Words", "ksb": "S1"}


@dataclass
class Story:
    """One thread's doings on one apprenticeship: apprentice, tutor and employer in turn; what each was answered."""

    clients: dict
    here: str
    seed: int
    done: Counter = field(default_factory=Counter)
    numbers: list = field(default_factory=list)
    odd: list = field(default_factory=list)

    def go(self, ready):
        try:
            self._go(ready)
        except BaseException as fault:  # told by the test that waits for this thread
            self.odd.append(repr(fault))

    def _go(self, ready):
        chance = random.Random(self.seed)
        ready.wait(60)
        for _ in range(ROUNDS):
            files = [("file", (f"{n}.pdf", b"%PDF-1.7 " + chance.randbytes(60_000))) for n in range(2)]
            made = self._ask("piece", "apprentice", "evidence", data=FORM | {"submit": "false"}, files=files)
            piece = f"evidence/E{made['number']}"
            self._ask("sent", "apprentice", f"{piece}/submission")
            self._ask("decided", "tutor", f"{piece}/tags/S1/decision", json={"verdict": "accepted"})
            entry = {"on": "2025-10-02", "minutes": 30, "activity": "workshop"}
            logged = self._ask("logged", "apprentice", "off-the-job", json=entry)
            time = f"off-the-job/{logged['number']}"
            if chance.random() < 0.5:
                self._ask("confirmed", "employer", f"{time}/confirmation")
            else:
                self._ask("corrected", "apprentice", f"{time}/correction", json=entry | {"minutes": 45, "note": "More"})
            self._look(piece)

    def _ask(self, what, who, address, **body):
        answer = self.clients[who].post(f"{self.here}/{address}", **body)
        if answer.status_code not in (200, 201):
            self.odd.append(f"{what}: {answer.status_code} {answer.text[:300]}")
        self.done[what] += 1
        if what == "piece":
            self.numbers.append(answer.json()["number"])
        return answer.json()

    def _look(self, piece):
        answer = self.clients["tutor"].get(f"{self.here}/{piece}")
        if answer.status_code != 200 or answer.json()["tags"][0]["state"] != "accepted":
            self.odd.append(f"not what was written: {answer.status_code} {answer.text[:300]}")


@pytest.fixture
def stories(site):
    """Four through each of two servers: three on Chloe's apprenticeship, one on Ben's."""
    parties = [("chloe", "priya", "mark", site.cast.hers)] * 3 + [("ben", "tomas", "ruth", site.cast.his)]
    found = []
    for address in (site.machine.serve(), site.machine.serve()):
        for apprentice, tutor, employer, apprenticeship in parties:
            roles = {"apprentice": apprentice, "tutor": tutor, "employer": employer}
            clients = {role: site.program(address, name) for role, name in roles.items()}
            found.append(Story(clients, f"apprenticeships/{apprenticeship}", len(found)))
    yield found
    for one in found:
        for client in one.clients.values():
            client.close()


def test_nothing_is_lost_and_nobody_is_told_of_a_lock(site, stories):
    ready = threading.Barrier(len(stories))
    threads = [threading.Thread(target=one.go, args=(ready,)) for one in stories]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(300)
    assert [odd for one in stories for odd in one.odd] == []
    done = sum((one.done for one in stories), Counter())
    assert done["piece"] == done["sent"] == done["decided"] == done["logged"] == ROUNDS * len(stories)
    with site.house.database.reading() as session:
        for apprenticeship in (site.cast.hers, site.cast.his):
            row = core.evidence
            there = session.scalars(select(row.c.number).where(row.c.apprenticeship_id == apprenticeship)).all()
            answered = [n for one in stories if one.here.endswith(str(apprenticeship)) for n in one.numbers]
            assert sorted(there) == sorted(answered)
        entry = core.time_entry
        assert counted(session, core.tag, core.tag.c.state == "accepted") == done["decided"]
        assert counted(session, core.evidence_version, core.evidence_version.c.state == "submitted") == done["sent"]
        assert counted(session, entry, entry.c.state == "confirmed") == done["confirmed"]
        assert counted(session, entry, entry.c.state == "superseded") == done["corrected"]
        assert counted(session, entry) == done["logged"] + done["corrected"]
    assert what_is_not_whole(site.house) == []
    site.machine.stop()
    assert "locked" not in site.machine.said()
    assert site.machine.run("verify") == "Every file and every history chain is as it was written.\n"
