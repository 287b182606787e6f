"""Does jobs (mail, looking evidence through), and scans what could not be scanned when it came.

A thread in `serve`, or `touchmark work`.

A job is done at least once: whoever dies between doing one and saying so has it done again by another, ten minutes
later. A mail that went out twice for that reason carries the same Message-ID both times.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError

from app.actions import breaches, concerns
from app.actions.acting import Installation
from app.actions.evidence import do_check
from app.actions.off_the_job import importing
from app.actions.sampling.telling import mail_what_passed
from app.actions.scanning import ANY_SIZE, scan_one
from app.actions.staging import forget_old_files
from app.actions.watching import forget_lists_of_ended
from app.db import installation as jobs
from app.db.installation import Job
from app.domain.evidence import Scan
from app.files.scanning import scanner_for
from app.files.store import StoreFault
from app.mail.message import written
from app.mail.senders import Sender, sender_for

IDLE_SECONDS = 2.0
LOOK_FOR_SCANS_SECONDS = 30.0
"""How long the scanner is left alone once it has nothing to do, or does not answer."""
FORGET_LIMIT_SECONDS = 86_400.0
"""How long it is believed that the scanner takes nothing larger than it took."""
TIDY_EVERY = timedelta(hours=1)
DOUBTED_FOR = timedelta(days=1)
"""How long nothing is thrown away by its age after the clock was moved: the clock may be the one that is wrong."""
FIRST_RETRY = timedelta(minutes=1)
log = logging.getLogger("touchmark.worker")


class Worker:
    """Does one job after another. Several may run at once, in threads, processes or on machines.

    `elapsed` counts seconds whatever happens to the clock.
    """

    def __init__(
        self, house: Installation, sender: Sender | None = None, elapsed: Callable[[], float] = time.monotonic
    ) -> None:
        self.house = house
        settings = house.settings
        self.sender = sender or sender_for(settings.smtp_url, settings.mail_from, demo=house.demo)
        self.kinds: Mapping[str, Callable[[Job], None]] = {
            "mail": self._mail,
            "check": self._check,
            breaches.JOB: self._erase,
            concerns.JOB: self._overwrite,
            importing.JOB: self._import,
        }
        self._elapsed = elapsed
        self._looked = house.now(), elapsed()
        self._tidy_at = elapsed()
        self._done: list[Job] = []
        self.scanner = scanner_for(settings.clamd)
        self._scan_at = elapsed()
        self._limit, self._limit_until = ANY_SIZE, elapsed()

    def do_one(self) -> bool:
        """Do the oldest job that is due; False where there is none. A job that fails is tried again later."""
        self._say_what_is_done()
        with self.house.database.writing() as session:
            job = jobs.claim_job(session, self.house.now())
        if job is None:
            return False
        try:
            self.kinds[job.kind](job)
        except Exception as fault:  # one job that cannot be done must not keep the others waiting
            log.warning("job %s (%s) failed: %s", job.id, job.kind, fault)
            with self.house.database.writing() as session:
                wait = FIRST_RETRY * 2 ** min(job.tries, 8)
                jobs.job_failed(session, job, self.house.now() + wait, type(fault).__name__)
            return True
        self._done.append(job)
        self._say_what_is_done()
        return True

    def run(self, stop: threading.Event) -> None:
        """Go on until told to stop. A database that is away for a while is waited for."""
        while not stop.is_set():
            try:
                self.tidy()
                worked = self.do_one() or self.scan_one()
            except (SQLAlchemyError, StoreFault, OSError) as fault:
                log.warning("the database or the files cannot be reached: %s", fault)
                worked = False
            except Exception:  # whatever it is, mail goes on without a restart
                log.exception("jobs could not be looked at")
                worked = False
            if not worked:
                stop.wait(IDLE_SECONDS)

    def scan_one(self) -> bool:
        """Scan a file that could not be when it arrived; False where there is none, or nobody to scan it."""
        now = self._elapsed()
        if self.scanner is None or now < self._scan_at:
            return False
        if now >= self._limit_until:
            self._limit = ANY_SIZE
        # Whatever goes wrong, the next one waits.
        self._scan_at = now + LOOK_FOR_SCANS_SECONDS
        done = scan_one(self.house, self.scanner, smaller_than=self._limit)
        if done is None:
            return False
        file, said = done
        if said.too_large:
            self._limit, self._limit_until = file.size, now + FORGET_LIMIT_SECONDS
        if said.too_large or said.scan is not Scan.NOT_SCANNED:
            self._scan_at = now
        return True

    def tidy(self) -> int:
        """Let go of old files, once an hour, and not while the clock is in doubt; returns how many went.

        A clock that was put forward makes every file look old, those of a form that is being sent too.
        """
        now, elapsed = self.house.now(), self._elapsed()
        moved = now - self._looked[0] - timedelta(seconds=elapsed - self._looked[1])
        self._looked = now, elapsed
        if abs(moved) >= TIDY_EVERY:
            log.warning("the clock was moved by %s: nothing is thrown away for a day", moved)
            self._tidy_at = elapsed + DOUBTED_FOR.total_seconds()
        if elapsed < self._tidy_at:
            return 0
        self._tidy_at = elapsed + TIDY_EVERY.total_seconds()
        self.house.database.look_over()
        forget_lists_of_ended(self.house)
        mail_what_passed(self.house)
        return forget_old_files(self.house)

    def _say_what_is_done(self) -> None:
        # While the database is away this fails again and again, before anything else is taken up.
        while self._done:
            with self.house.database.writing() as session:
                jobs.job_done(session, self._done[0], self.house.now())
            self._done.pop(0)

    def _mail(self, job: Job) -> None:
        words = {key: value for key, value in job.body.items() if key not in ("to", "template")}
        self.sender.send(written(str(job.body["template"]), str(job.body["to"]), key=str(job.id), **words))

    def _erase(self, job: Job) -> None:
        breaches.erase_bytes(self.house, UUID(job.body["apprenticeship"]), list(job.body["files"]))

    def _overwrite(self, _: Job) -> None:
        concerns.overwrite_erased(self.house)

    def _import(self, job: Job) -> None:
        importing.add_all(self.house, UUID(job.body["apprenticeship"]), int(job.body["number"]))

    def _check(self, job: Job) -> None:
        do_check(self.house, job)
