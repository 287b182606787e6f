"""Reminders of reviews: to whoever has something to do, a week and a day before, and never twice."""

import io
import json
import socket
import threading
from datetime import timedelta
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from app.actions import reviews
from app.actions.reviews.reminding import remind_of_reviews
from app.actions.status import change_status
from app.db.tables import core
from app.domain.people import ApprenticeshipStatus
from app.domain.reminding import Ahead, ahead_of
from app.mail.senders import Console, Smtp
from app.worker import Worker
from tests.cast import NOW, TODAY


@pytest.fixture(autouse=True)
def _hers_alone(house, cast):
    """Chloe's review 9 is due on 23 November; Ben's would be on the same day, and he is on a break."""
    with house.acting(cast.adele) as acting:
        change_status(acting, cast.his, ApprenticeshipStatus.ON_A_BREAK, TODAY)


def mails(house):
    with house.database.reading() as session:
        every = [json.loads(body) for body in session.scalars(select(core.job.c.body))]
    return [one for one in every if one.get("template") == "review_reminder"]


def told(house):
    return sorted((one["to"].split(".")[0], one["tomorrow"]) for one in mails(house))


def test_a_week_is_from_seven_days_to_two_and_the_day_before_is_the_last():
    days = {n: ahead_of(TODAY + timedelta(days=n), TODAY) for n in range(-2, 10)}
    assert [n for n, ahead in days.items() if ahead is Ahead.WEEK] == [2, 3, 4, 5, 6, 7]
    assert [n for n, ahead in days.items() if ahead is Ahead.DAY] == [1]


def test_each_party_is_reminded_once_a_week_before_and_once_the_day_before(house, clock):
    assert remind_of_reviews(house) == 3
    assert remind_of_reviews(house) == 0
    clock.now = NOW + timedelta(days=1)
    assert remind_of_reviews(house) == 0
    clock.now = NOW + timedelta(days=2)
    assert remind_of_reviews(house) == 3
    assert remind_of_reviews(house) == 0
    assert told(house) == [(who, when) for who in ("chloe", "mark", "priya") for when in (False, True)]
    clock.now = NOW + timedelta(days=3)
    assert remind_of_reviews(house) == 0, "not on the day itself"


def test_whoever_has_written_their_part_is_left_in_peace(house, cast):
    with house.acting(cast.chloe) as acting:
        reviews.write_section(acting, cast.hers, 9, "apprentice_preparation", "I led the plan for a family myself.", 0)
    assert remind_of_reviews(house) == 2
    assert [who for who, _ in told(house)] == ["mark", "priya"]


def test_a_review_that_moves_is_reminded_of_for_its_new_day(house, cast, clock):
    assert remind_of_reviews(house) == 3
    later = TODAY + timedelta(days=20)
    with house.acting(cast.priya) as acting:
        reviews.move_review(acting, cast.hers, 9, later, "Court on that day.")
    clock.now = NOW + timedelta(days=2)
    assert remind_of_reviews(house) == 0, "nothing for the day that it is not on any more"
    clock.now = NOW + timedelta(days=13)
    assert remind_of_reviews(house) == 3
    assert "Court" not in str(mails(house))


def test_nobody_is_reminded_on_a_break_or_after_the_end(house, cast):
    with house.acting(cast.adele) as acting:
        change_status(acting, cast.hers, ApprenticeshipStatus.ON_A_BREAK, TODAY)
    assert remind_of_reviews(house) == 0
    with house.acting(cast.adele) as acting:
        change_status(acting, cast.hers, ApprenticeshipStatus.WITHDRAWN, TODAY, reason="Left the job.")
    assert remind_of_reviews(house) == 0


def test_a_clock_set_back_reminds_nobody_again(house, clock):
    clock.now = NOW + timedelta(days=1)
    assert remind_of_reviews(house) == 3
    clock.now = NOW - timedelta(hours=8)
    assert remind_of_reviews(house) == 0


def test_two_rounds_at_once_mail_each_once(house):
    at_once, made = threading.Barrier(2), []

    def run():
        at_once.wait()
        made.append(remind_of_reviews(house))

    rounds = [threading.Thread(target=run) for _ in range(2)]
    for one in rounds:
        one.start()
    for one in rounds:
        one.join()
    assert sum(made) == len(mails(house)) == 3


def test_the_record_tells_who_was_reminded_and_that_nobody_in_particular_did_it(house, cast, visit):
    remind_of_reviews(house)
    with house.database.reading() as session:
        rows = session.execute(select(core.history).where(core.history.c.action == "review_reminded")).all()
    assert {row.by for row in rows} == {None}
    assert {row.chain for row in rows} == {str(cast.hers)}
    assert "Mark Ellis, review 9 on 23 November 2026" in visit("priya").page(f"/a/{cast.hers}/history").text


class Postbox:
    """A mail server's inside."""

    def __init__(self):
        self.arrived = []

    async def handle_DATA(self, _server, _session, envelope):  # its name
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


def test_the_employer_s_reminder_arrives_by_smtp_and_its_link_opens_their_place(house, cast, postbox, visit):
    box, url = postbox
    remind_of_reviews(house)
    worker = Worker(house, Smtp(url, "touchmark@example.org"))
    while worker.do_one():
        pass
    arrived = {to[0]: message_from_bytes(content) for to, content in box.arrived}
    assert set(arrived) == {cast.chloe.email, cast.priya.email, cast.mark.email}
    mail = arrived[cast.mark.email]
    words = mail.get_payload(decode=True).decode()
    assert mail["Subject"] == "Coming up: a milestone review at Northgate Training"
    assert "The milestone review with Chloe is on 23 November 2026 (review 9)." in words
    assert "Marsden" not in words
    link = words.partition("http://testserver")[2].split()[0]
    mark = visit()
    assert mark.get(link).status_code == 200
    assert mark.post(link).status_code == 200
    assert f"/a/{cast.hers}/reviews/9" in arrived[cast.chloe.email].get_payload(decode=True).decode()


def test_the_reminder_reads_well_to_each_of_them(house):
    remind_of_reviews(house)
    out = io.StringIO()
    worker = Worker(house, Console(out))
    while worker.do_one():
        pass
    said = out.getvalue()
    assert "Your milestone review is on 23 November 2026 (review 9)." in said
    assert "Your own part of it is still empty." in said
    assert "you can move it there, with a reason" in said
