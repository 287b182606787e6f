"""The machine's clock is moved, forth and back: nobody is let in for longer or kept out, and nothing is lost for it."""

import os
import threading
from datetime import datetime, timedelta

import pytest

from app.actions import sign_in
from app.answers.verification import discrepancies
from app.db import history
from app.db.sign_in import LinkKind
from app.domain.refusals import BadInput, TooOften, WrongState
from app.mail.message import Message
from app.worker import Worker
from tests.visits import Visit

YEAR = timedelta(days=365)
FORM = {"title": "A visit", "kind": "other", "happened_on": "2026-11-02", "description": "Words", "ksb": "S1"}


class Post:
    """Takes every mail."""

    def __init__(self):
        self.taken: list[Message] = []

    def send(self, message):
        self.taken.append(message)


def is_in(visit):
    return visit.client.get("/home", follow_redirects=False).status_code == 200


def ask_for_a_link(house, cast):
    sign_in.send_link(house, cast.chloe.email, LinkKind.SIGN_IN, place="127.0.0.1")


def test_a_session_of_a_clock_that_was_ahead_ends_with_it(house, cast, clock):
    """It would have been good for another year."""
    before = clock.now
    early = Visit(house, cast.chloe)
    clock.now += YEAR
    assert not is_in(early)
    late = Visit(house, cast.chloe)
    assert is_in(late)
    clock.now = before
    assert not is_in(late)
    assert is_in(early), "whoever came before the clock was moved is still here"


def test_a_clock_that_is_put_back_a_little_throws_nobody_out_and_lengthens_nothing(house, cast, clock):
    chloe = Visit(house, cast.chloe)
    clock.now -= timedelta(minutes=50)
    assert is_in(chloe)
    clock.now += timedelta(hours=12, minutes=1)
    assert not is_in(chloe), "idle since the last look"


def test_a_link_of_a_clock_that_was_ahead_opens_nothing_once_it_is_right(house, cast, clock):
    before, clock.now = clock.now, clock.now + YEAR
    ask_for_a_link(house, cast)
    post = Post()
    assert Worker(house, post).do_one()
    secret = post.taken[0].text.split("/link/sign_in/")[1].split()[0]
    assert sign_in.link_works(house, LinkKind.SIGN_IN, secret)
    clock.now = before
    assert not sign_in.link_works(house, LinkKind.SIGN_IN, secret)
    with pytest.raises(WrongState):
        sign_in.enter_by_link(house, secret, device="test")


def test_whoever_was_kept_out_by_a_clock_that_was_ahead_is_not_for_a_year(house, cast, clock):
    def guess():
        sign_in.enter(house, cast.chloe.email, "not her password", place="127.0.0.1", kept=False, device="test")

    before, clock.now = clock.now, clock.now + YEAR
    for _ in range(sign_in.TRIES_AN_ADDRESS):
        with pytest.raises(BadInput):
            guess()
    with pytest.raises(TooOften):
        guess()
    clock.now = before
    for _ in range(sign_in.TRIES_AN_ADDRESS):
        with pytest.raises(BadInput):
            guess()
    with pytest.raises(TooOften):
        guess()


def test_history_keeps_the_order_in_which_things_happened_whatever_the_clock_said(house, cast, clock):
    chloe, here = Visit(house, cast.chloe), f"apprenticeships/{cast.hers}"
    for moved in (timedelta(0), timedelta(minutes=30), timedelta(minutes=-40), timedelta(minutes=5)):
        clock.now += moved
        body = {"on": "2026-11-02", "minutes": 30, "activity": "workshop"}
        assert chloe.call("POST", f"{here}/off-the-job", json=body).status_code == 201
    with house.database.reading() as session:
        rows = history.happenings(session, cast.hers, limit=4)
        assert [row.seq for row in rows] == sorted((row.seq for row in rows), reverse=True)
        assert [row.at for row in rows] != sorted((row.at for row in rows), reverse=True)
        assert list(discrepancies(session, house.store)) == []
    said = chloe.call("GET", f"{here}/history").json()["items"]
    assert [datetime.fromisoformat(one["at"]) for one in said[:4]] == [row.at for row in rows]


@pytest.mark.parametrize("moved", [YEAR, -YEAR, timedelta(hours=3), timedelta(hours=-3)])
def test_mail_that_waits_goes_once_whatever_happens_to_the_clock(house, cast, clock, moved):
    post, before = Post(), clock.now
    ask_for_a_link(house, cast)
    clock.now = before + moved
    worker = Worker(house, post)
    sent_at_once = worker.do_one()
    clock.now = before
    assert worker.do_one() is not sent_at_once
    for later in (timedelta(0), timedelta(minutes=30), YEAR):
        clock.now = before + later
        assert not worker.do_one()
    assert len(post.taken) == 1


def test_mail_asked_for_while_the_clock_was_ahead_does_not_wait_until_then(house, cast, clock):
    before, clock.now = clock.now, clock.now + YEAR
    ask_for_a_link(house, cast)
    clock.now = before
    post = Post()
    assert Worker(house, post).do_one()
    assert not Worker(house, post).do_one()
    assert len(post.taken) == 1


def test_a_job_claimed_by_a_clock_that_was_ahead_is_not_left_for_a_year(house, cast, clock):
    class Died(BaseException):
        """The process, in the middle of it."""

    class Dying(Post):
        def send(self, message):
            raise Died

    before, clock.now = clock.now, clock.now + YEAR
    ask_for_a_link(house, cast)
    with pytest.raises(Died):
        Worker(house, Dying()).do_one()
    clock.now = before
    post = Post()
    assert Worker(house, post).do_one()
    assert len(post.taken) == 1


def test_files_are_not_thrown_away_by_a_clock_that_was_moved(house, cast, clock):
    """A machine that wakes after days, or one whose clock is wrong: a form in progress has its files, old or not."""
    chloe, elapsed = Visit(house, cast.chloe), [0.0]
    worker = Worker(house, Post(), elapsed=lambda: elapsed[0])
    files = [("file", ("log.pdf", b"%PDF-1.7 words", "application/pdf"))]
    form = FORM | {"title": "", "submit": "true"}
    assert chloe.post(f"/a/{cast.hers}/evidence/new", form, files=files).status_code == 422
    [kept] = house.store.kept()
    made = clock.now.timestamp()
    os.utime(house.store.path(kept.apprenticeship, kept.sha256), (made, made))
    assert worker.tidy() == 0
    before, clock.now = clock.now, clock.now + timedelta(days=10)
    elapsed[0] += 60
    assert worker.tidy() == 0, "the clock is in doubt"
    clock.now = before + timedelta(hours=2)
    elapsed[0] += 7200
    assert worker.tidy() == 0
    assert "log.pdf" in Visit(house, cast.chloe).page(f"/a/{cast.hers}/evidence/new").text
    for days in range(1, 10):
        clock.now = before + timedelta(days=days)
        elapsed[0] += 86_400
        gone = worker.tidy()
        assert gone == (1 if days == 8 else 0), f"seven days, as promised: day {days}"


def test_work_goes_on_after_whatever_nobody_foresaw(house, cast):
    """A thread that ended would be noticed by nobody."""
    ask_for_a_link(house, cast)
    stop, post = threading.Event(), Post()

    class Odd(Worker):
        failed = 0

        def tidy(self):
            if not self.failed:
                self.failed = 1
                raise ZeroDivisionError
            stop.set()
            return 0

    Odd(house, post).run(stop)
    assert len(post.taken) == 1
