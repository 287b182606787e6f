"""Work beside people goes on, whatever one job or the files come to; mail itself is in tests/mail."""

import threading
from dataclasses import replace
from datetime import timedelta

from app.db import installation as jobs
from app.files.folder import FolderStore
from app.files.store import StoreFault
from app.worker import Worker


class Broken:
    """A mail server that answers something nobody foresaw to one address, and takes every other mail."""

    def __init__(self, stop):
        self.sent, self.stop = [], stop

    def send(self, message):
        if message.to == "bad@example.org":
            raise UnicodeEncodeError("ascii", "é", 0, 1, "no such letter")
        self.sent.append(message.to)
        self.stop.set()


def test_one_mail_that_cannot_be_sent_keeps_no_other_waiting(house):
    words = {"template": "sign_in", "name": "Chloe", "address": "http://testserver/link/sign_in/x"}
    with house.database.writing() as session:
        for minute, to in enumerate(("bad@example.org", "good@example.org")):
            jobs.add_job(session, "mail", words | {"to": to}, house.now() - timedelta(minutes=9 - minute))
        jobs.add_job(session, "nobody knows this kind", {}, house.now() - timedelta(minutes=30))
    stop = threading.Event()
    sender = Broken(stop)
    thread = threading.Thread(target=Worker(house, sender).run, args=(stop,), daemon=True)
    thread.start()
    thread.join(30)
    assert sender.sent == ["good@example.org"]
    assert not thread.is_alive()


class Unswept(FolderStore):
    """A folder that cannot be listed."""

    def sweep(self, referenced, before, *, remove):
        raise StoreFault("Files cannot be reached just now. Try again in a few minutes.")


def test_files_that_cannot_be_tidied_stop_no_mail(house):
    stop = threading.Event()
    sender = Broken(stop)
    words = {"template": "sign_in", "name": "Chloe", "address": "http://testserver/link/sign_in/x"}
    with house.database.writing() as session:
        jobs.add_job(session, "mail", words | {"to": "good@example.org"}, house.now())
    Worker(replace(house, store=Unswept(house.store.folder)), sender).run(stop)
    assert sender.sent == ["good@example.org"]
