"""A mail server that goes and comes back, and workers that are killed: no mail is lost, none is sent anew."""

import logging
import os
import signal
import socket
import threading
from collections import Counter
from datetime import timedelta
from email import message_from_bytes
from multiprocessing import get_context

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import func, select

from app.db import installation
from app.db.tables import core
from app.mail.senders import Smtp
from app.worker import Worker

FEW, MANY = 6, 60
LEASE = installation.CLAIMED_FOR * 1.1


class Post:
    """A mail server on one port, up or down: what arrived, in order. `meanwhile` is done while it takes a mail."""

    def __init__(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"smtp://127.0.0.1:{self.port}"
        self.arrived, self.meanwhile, self.running = [], lambda: None, None

    async def handle_DATA(self, _server, _session, envelope):  # its name
        self.arrived.append((envelope.rcpt_tos[0], message_from_bytes(envelope.content)["Message-ID"]))
        self.meanwhile()
        return "250 Taken"

    def up(self):
        self.running = Controller(self, hostname="127.0.0.1", port=self.port)
        self.running.start()

    def down(self):
        if self.running:
            self.running.stop(no_assert=True)
            self.running = None


@pytest.fixture
def post():
    found = Post()
    yield found
    found.down()


@pytest.fixture
def waiting(house):
    """Mails to so many people wait to be sent."""

    def put(many):
        words = {"template": "sign_in", "name": "Chloe", "address": "http://testserver/link/sign_in/x"}
        with house.database.writing() as session:
            for number in range(many):
                installation.add_job(session, "mail", words | {"to": f"person{number}@example.org"}, house.now())

    return put


def undone(house):
    with house.database.reading() as session:
        return session.scalar(select(func.count()).select_from(core.job).where(core.job.c.done_at.is_(None)))


def worker(house, post):
    return Worker(house, Smtp(post.url, "touchmark@example.org"))


def work_off(house, post):
    """Do what is due now; how many things were tried."""
    tried, one = 0, worker(house, post)
    while one.do_one():
        tried += 1
    return tried


def test_a_mail_server_that_is_away_for_hours_gets_every_mail_once_when_it_is_back(house, clock, post, waiting):
    waiting(FEW)
    for _ in range(4):
        assert work_off(house, post) == FEW
        assert work_off(house, post) == 0, "not again before a while"
        clock.now += timedelta(hours=5)
    assert undone(house) == FEW
    post.up()
    assert work_off(house, post) == FEW
    post.down()
    clock.now += timedelta(days=1)
    assert (work_off(house, post), undone(house)) == (0, 0)
    assert Counter(to for to, _ in post.arrived) == {f"person{number}@example.org": 1 for number in range(FEW)}


def forked(house, post):
    """A worker in a process of its own, which goes on until it is killed."""

    def go_on():
        logging.disable(logging.CRITICAL)
        Worker(house, Smtp(post.url, "touchmark@example.org")).run(threading.Event())

    house.database.close()
    process = get_context("fork").Process(target=go_on, daemon=True)
    process.start()
    return process


def test_a_worker_killed_while_it_sends_loses_nothing_and_doubles_nothing_that_a_mail_program_would_show(
    house, clock, post, waiting
):
    """At least once: the one mail in its hands may go out again, under the same Message-ID."""
    waiting(FEW)
    for _ in range(3):
        taken, killed = threading.Event(), threading.Event()
        post.meanwhile = lambda taken=taken, killed=killed: (taken.set(), killed.wait(60))
        process = forked(house, post)
        post.up()
        assert taken.wait(60)
        os.kill(process.pid, signal.SIGKILL)
        process.join(60)
        killed.set()
        post.down()
        assert undone(house) >= FEW - len(post.arrived)
    post.meanwhile = lambda: None
    post.up()
    clock.now += LEASE
    work_off(house, post)
    assert undone(house) == 0
    ids = {to: {key for one, key in post.arrived if one == to} for to, _ in post.arrived}
    assert {to: len(keys) for to, keys in ids.items()} == {f"person{number}@example.org": 1 for number in range(FEW)}
    assert len({key for keys in ids.values() for key in keys}) == FEW, "and nobody else has it"
    assert len(post.arrived) <= FEW + 3, "one for each kill at the most"


def test_many_workers_send_each_mail_once(house, clock, post, waiting):
    post.up()
    waiting(MANY)
    everything = threading.Event()
    post.meanwhile = lambda: len(post.arrived) >= MANY and everything.set()
    processes = [forked(house, post) for _ in range(4)]
    assert everything.wait(120)
    patience = threading.Event()
    while undone(house):  # the last mails have arrived, and are being marked
        assert not patience.wait(0.05)
    for one in processes:
        os.kill(one.pid, signal.SIGKILL)
        one.join(60)
    clock.now += LEASE
    assert work_off(house, post) == 0
    assert set(Counter(to for to, _ in post.arrived).values()) == {1}
    assert len(post.arrived) == MANY
