"""Mail goes out by jobs: only for what was saved, once, and again after a failure; over a real SMTP conversation."""

import io
import smtplib
import socket
from datetime import timedelta
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from app.actions import sign_in
from app.db import installation
from app.db.sign_in import LinkKind
from app.db.tables import core
from app.mail.message import Message, written
from app.mail.senders import Console, Smtp, sender_for
from app.worker import Worker


class Postbox:
    """A mail server's inside: what arrived, and whether it is taking anything."""

    def __init__(self) -> None:
        self.arrived: list[tuple[list[str], bytes]] = []
        self.open = True

    async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:  # its name
        if not self.open:
            return "451 Not just now"
        self.arrived.append((envelope.rcpt_tos, envelope.content))
        return "250 Taken"


@pytest.fixture
def postbox():
    """A mail server on loopback, and its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    yield box, f"smtp://127.0.0.1:{port}"
    server.stop()


def test_a_link_asked_for_arrives_by_smtp_once(house, cast, postbox):
    box, url = postbox
    sign_in.send_link(house, cast.chloe.email, LinkKind.SIGN_IN, place="127.0.0.1")
    worker = Worker(house, Smtp(url, "touchmark@example.org"))
    assert worker.do_one()
    assert not worker.do_one(), "a job done is not done again"
    [(to, content)] = box.arrived
    mail = message_from_bytes(content)
    assert to == [cast.chloe.email]
    assert mail["Subject"] == "Your link to sign in to Touchmark"
    assert "http://testserver/link/sign_in/" in mail.get_payload(decode=True).decode()


def test_a_secret_is_dropped_from_the_job_once_it_was_sent(house, cast, postbox):
    sign_in.send_link(house, cast.chloe.email, LinkKind.SIGN_IN, place="127.0.0.1")
    Worker(house, Smtp(postbox[1], "touchmark@example.org")).do_one()
    with house.database.reading() as session:
        assert session.scalars(select(core.job.c.body)).all() == ["{}"]


def test_mail_refused_is_tried_again_later_and_not_lost(house, cast, clock, postbox):
    box, url = postbox
    box.open = False
    sign_in.send_link(house, cast.chloe.email, LinkKind.SIGN_IN, place="127.0.0.1")
    worker = Worker(house, Smtp(url, "touchmark@example.org"))
    assert worker.do_one()
    assert not worker.do_one(), "not before a while"
    box.open = True
    clock.now += timedelta(minutes=5)
    assert worker.do_one()
    assert len(box.arrived) == 1


def test_a_server_that_is_down_is_no_reason_to_lose_mail(house, cast, clock):
    sign_in.send_link(house, cast.chloe.email, LinkKind.SIGN_IN, place="127.0.0.1")
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        worker = Worker(house, Smtp(f"smtp://127.0.0.1:{closed.getsockname()[1]}", "touchmark@example.org"))
        assert worker.do_one()
    out = io.StringIO()
    clock.now += timedelta(minutes=5)
    assert Worker(house, Console(out)).do_one()
    assert "Your link to sign in" in out.getvalue()


def test_two_workers_never_claim_the_same_job(house, cast):
    sign_in.send_link(house, cast.chloe.email, LinkKind.SIGN_IN, place="127.0.0.1")
    with house.database.writing() as session:
        assert installation.claim_job(session, house.now()) is not None
    with house.database.writing() as session:
        assert installation.claim_job(session, house.now()) is None


def test_a_job_claimed_by_a_worker_that_died_is_taken_up_after_a_while(house, cast, clock):
    sign_in.send_link(house, cast.chloe.email, LinkKind.SIGN_IN, place="127.0.0.1")
    with house.database.writing() as session:
        assert installation.claim_job(session, house.now()) is not None
    clock.now += timedelta(minutes=11)
    with house.database.writing() as session:
        assert installation.claim_job(session, house.now()) is not None


def test_a_demonstration_sends_nothing_whatever_the_settings_say():
    assert isinstance(sender_for("smtp://mail.example.org", "touchmark@example.org", demo=True), Console)
    assert isinstance(sender_for("", "touchmark@example.org", demo=False), Console)
    assert isinstance(sender_for("smtp://mail.example.org", "t@example.org", demo=False), Smtp)


def test_a_line_break_in_a_subject_cannot_become_another_header():
    mail = Message("chloe@example.org", "Hello\r\nBcc: someone@example.org", "Words").as_email("t@example.org")
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Hello Bcc: someone@example.org"


def test_names_are_written_as_they_are_and_not_as_html():
    said = written("sign_in", "o@example.org", name="O’Brien & Sons", address="http://testserver/link/sign_in/x")
    assert "Hello O’Brien & Sons," in said.text
    assert issubclass(smtplib.SMTPDataError, smtplib.SMTPException)
