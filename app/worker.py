"""Claims and does jobs: mail now; scans, thumbnails and text later. A thread in `serve`, or `touchmark work`."""

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from app.actions.acting import Installation
from app.actions.staging import forget_old_files
from app.db import installation as jobs
from app.files.store import StoreFault
from app.mail.message import written
from app.mail.senders import Sender, sender_for

IDLE_SECONDS = 2.0
TIDY_EVERY = timedelta(hours=1)
FIRST_RETRY = timedelta(minutes=1)
log = logging.getLogger("touchmark.worker")


class Worker:
    """Does one job after another. Several may run at once, in threads, processes or on machines."""

    def __init__(self, house: Installation, sender: Sender | None = None) -> None:
        self.house = house
        settings = house.settings
        self.sender = sender or sender_for(settings.smtp_url, settings.mail_from, demo=house.demo)
        self.kinds: Mapping[str, Callable[[Mapping[str, Any]], None]] = {"mail": self._mail}
        self._tidied_at = house.now() - TIDY_EVERY

    def do_one(self) -> bool:
        """Do the oldest job that is due; False where there is none. A job that fails is tried again later."""
        with self.house.database.writing() as session:
            job = jobs.claim_job(session, self.house.now())
        if job is None:
            return False
        try:
            self.kinds[job.kind](job.body)
        except Exception as fault:  # one job that cannot be done must not keep the others waiting
            log.warning("job %s (%s) failed: %s", job.id, job.kind, fault)
            with self.house.database.writing() as session:
                wait = FIRST_RETRY * 2 ** min(job.tries, 8)
                jobs.job_failed(session, job.id, self.house.now() + wait, type(fault).__name__)
            return True
        with self.house.database.writing() as session:
            jobs.job_done(session, job.id, self.house.now())
        return True

    def run(self, stop: threading.Event) -> None:
        """Go on until told to stop. A database that is away for a while is waited for."""
        while not stop.is_set():
            try:
                self._tidy()
                worked = self.do_one()
            except (SQLAlchemyError, StoreFault, OSError) as fault:
                log.warning("the database or the files cannot be reached: %s", fault)
                worked = False
            if not worked:
                stop.wait(IDLE_SECONDS)

    def _tidy(self) -> None:
        if self.house.now() - self._tidied_at >= TIDY_EVERY:
            self._tidied_at = self.house.now()
            forget_old_files(self.house)

    def _mail(self, body: Mapping[str, Any]) -> None:
        words = {key: value for key, value in body.items() if key not in ("to", "template")}
        self.sender.send(written(str(body["template"]), str(body["to"]), **words))
