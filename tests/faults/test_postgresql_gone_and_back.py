"""PostgreSQL's server is stopped as by a power cut, and started again, while people are at work."""

import random
import threading
from contextlib import suppress

import pytest

from app.actions import sign_in
from app.db.sign_in import LinkKind
from app.worker import Worker
from tests import databases
from tests.cast import email
from tests.conftest import Template
from tests.faults.conftest import made_site
from tests.faults.reckoning import what_is_not_whole
from tests.faults.test_killed import lacking
from tests.faults.work import within
from tests.visits import Visit

FORM = {"title": "A visit", "kind": "other", "happened_on": "2025-10-02", "description": "Words", "ksb": "S1"}
STOPS = 6


@pytest.fixture(scope="module")
def server():
    """A server that writes as carefully as one in use."""
    if databases.postgres_programs() is None:
        if databases.required("postgres"):
            pytest.fail(f"PostgreSQL is required and not installed: {databases.ENABLE}")
        pytest.skip(f"PostgreSQL is not installed. To enable: {databases.ENABLE}")
    found = databases.PostgresServer(durable=True)
    found.start()
    yield found
    found.remove()


@pytest.fixture(scope="module")
def template(server, tmp_path_factory, catalogue):
    """The cast on that server."""
    return Template("postgres", tmp_path_factory.mktemp("gone"), catalogue, server.url)


@pytest.fixture
def site(template, tmp_path, catalogue, server):
    """A machine whose database is on that server."""
    with template.copy(tmp_path) as url:
        found = made_site(url, tmp_path, catalogue, template.cast)
        yield found
        server.start()
        found.machine.kill()
        found.house.database.close()


def said(answer):
    assert answer.status_code == 503, answer.text[:500]
    assert "Traceback" not in answer.text
    assert "cannot reach its records" in answer.text
    return answer


def test_it_is_said_everywhere_and_used_again_without_a_restart(site, server, cast):
    chloe, entry = Visit(site.house, cast.chloe), {"on": "2025-10-02", "minutes": 30, "activity": "workshop"}
    address = f"apprenticeships/{cast.hers}/off-the-job"
    assert chloe.call("POST", address, json=entry).status_code == 201
    server.stop()
    for page in ("/home", f"/a/{cast.hers}/evidence", "/sign-in"):
        said(chloe.get(page))
    assert said(chloe.call("POST", address, json=entry)).headers["content-type"] == "application/problem+json"
    files = [("file", ("log.pdf", b"%PDF-1.7 words"))]
    said(chloe.post(f"/a/{cast.hers}/evidence/new", FORM, files=files))
    health = chloe.client.get("/health")
    assert (health.status_code, health.json()["database"], health.json()["files"]) == (503, "failing", "ok")
    server.start()
    assert chloe.get("/home").status_code == 200
    assert chloe.call("POST", address, json=entry).json()["number"] == 2
    assert chloe.client.get("/health").status_code == 200


class Caller(threading.Thread):
    """Somebody at work who, where the records are away, tries something else a moment later."""

    def __init__(self, site, seed, stop):
        super().__init__(daemon=True)
        self.answered, self.odd, self.stop, self.refused = [], [], stop, 0
        self.work = within(site.house, site.cast)(random.Random(seed), self.answered.append)
        self.once()  # the first call of each kind puts together what it needs, and not in several threads at once
        self.plain = self.work.ask
        self.work.ask = self._ask

    def _ask(self, name, address, **body):
        try:
            return self.plain(name, address, **body)
        except AssertionError as fault:
            if "cannot reach its records" not in str(fault) and "503" not in str(fault):
                self.odd.append(str(fault)[:500])
            self.refused += 1
            self.stop.wait(0.05)
            raise

    def once(self):
        self.work.log()
        self.work.add_and_decide()

    def run(self):
        while not self.stop.is_set():
            with suppress(AssertionError):
                self.once()


def test_nothing_that_was_answered_is_lost_when_it_stops_under_people_at_work(site, server):
    stop, chance = threading.Event(), random.Random(7)
    callers = [Caller(site, seed, stop) for seed in range(3)]
    for one in callers:
        one.start()
    for _ in range(STOPS):
        stop.wait(chance.uniform(0.3, 0.8))
        server.stop()
        server.start()
    stop.wait(0.5)
    stop.set()
    for one in callers:
        one.join(60)
    assert [odd for one in callers for odd in one.odd] == []
    assert lacking(site, [answered for one in callers for answered in one.answered]) == {}
    assert sum(one.refused for one in callers) > 0
    assert what_is_not_whole(site.house) == []


class Post:
    """A mail server; with the first mail that it takes the database stops."""

    def __init__(self, server):
        self.taken, self.server = [], server
        self.first, self.second = threading.Event(), threading.Event()

    def send(self, message):
        self.taken.append(message.to)
        if len(self.taken) == 1:
            self.server.stop()
            self.first.set()
        else:
            self.second.set()


def test_a_mail_that_went_while_the_records_were_away_is_not_sent_again(site, server, cast):
    sign_in.send_link(site.house, email("chloe"), LinkKind.SIGN_IN, place="127.0.0.1")
    stop, post = threading.Event(), Post(server)
    thread = threading.Thread(target=Worker(site.house, post).run, args=(stop,), daemon=True)
    thread.start()
    assert post.first.wait(30)
    server.start()
    sign_in.send_link(site.house, email("mark"), LinkKind.SIGN_IN, place="127.0.0.1")
    assert post.second.wait(30)
    stop.set()
    thread.join(30)
    assert post.taken == [email("chloe"), email("mark")]
