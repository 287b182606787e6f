"""Several processes on the same sockets. One that dies is replaced; the end of this one is the end of them all."""

import logging
import os
import signal
import socket
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from app import logs
from app.main import build
from app.running.server import STOPS, Serving, serve_here
from app.settings import read_settings
from app.web.figures import forget_process

log = logging.getLogger("touchmark.serving")
spawn = get_context("spawn")

STEADY_SECONDS = 10.0
"""A process that lived so long has started well; one that did not is replaced after a wait that doubles."""
LONGEST_WAIT = 30.0
AFTER_GRACE = 10
"""Seconds beyond the grace time in which a process that was told to stop may put things away."""


@dataclass
class Seat:
    """One of the processes: itself, when it began, and when its successor is due where it has died."""

    process: SpawnProcess | None = None
    began: float = 0.0
    due: float = 0.0
    failures: int = 0


class Processes:
    """Starts processes, looks after them, and stops them when it is told to stop."""

    def __init__(self, sockets: Sequence[socket.socket], serving: Serving) -> None:
        self.sockets = sockets
        self.serving = serving
        self.seats = [Seat() for _ in range(serving.processes)]

    def run(self) -> None:
        """Serve until SIGTERM or SIGINT; a second one does not wait."""
        logs.begin(read_settings().log)
        with tempfile.TemporaryDirectory(prefix="touchmark-figures-") as folder, _told_to_stop() as told:
            self.serving = replace(self.serving, figures=folder)
            log.info("%d processes serve", len(self.seats))
            while not told.poll():
                self._fill()
                running = [seat.process.sentinel for seat in self.seats if seat.process]
                wait([told, *running], timeout=self._patience())
                self._look()
            self._stop(told)
        log.info("all processes have stopped")

    def _fill(self) -> None:
        now = time.monotonic()
        for seat in self.seats:
            if seat.process is None and seat.due <= now:
                seat.process = spawn.Process(target=_serve, args=(list(self.sockets), self.serving), daemon=False)
                seat.began = now
                with _interrupts_kept_from_it():
                    seat.process.start()

    def _patience(self) -> float | None:
        due = [seat.due for seat in self.seats if seat.process is None]
        return max(0.0, min(due) - time.monotonic()) if due else None

    def _look(self) -> None:
        """Note who has died, and when the next one takes that place."""
        for seat in self.seats:
            if seat.process is None or seat.process.is_alive():
                continue
            steady = time.monotonic() - seat.began >= STEADY_SECONDS
            seat.failures = 0 if steady else seat.failures + 1
            pause = 0.0 if seat.failures <= 1 else min(LONGEST_WAIT, 2.0 ** (seat.failures - 2))
            seat.due = time.monotonic() + pause
            number, status = seat.process.pid or 0, seat.process.exitcode or 0
            log.warning("process %d ended with status %d; another takes its place in %d s", number, status, pause)
            forget_process(self.serving.figures, number)
            seat.process.close()
            seat.process = None

    def _stop(self, told: Connection) -> None:
        told.recv_bytes()
        # Until the last of us lets go of them, the machine would go on taking connections that nobody answers.
        for one in self.sockets:
            one.close()
        left = [seat.process for seat in self.seats if seat.process]
        for process in left:
            process.terminate()
        deadline = time.monotonic() + self.serving.grace + AFTER_GRACE
        while left and time.monotonic() < deadline and not told.poll():
            wait([told, *(process.sentinel for process in left)], timeout=max(0.0, deadline - time.monotonic()))
            left = [process for process in left if process.is_alive()]
        for process in left:
            process.kill()
            process.join()


@contextmanager
def _told_to_stop() -> Iterator[Connection]:
    """A connection on which something waits to be read for each SIGTERM and SIGINT."""
    read, write = spawn.Pipe(duplex=False)
    before = {number: signal.signal(number, lambda *_: write.send_bytes(b"stop")) for number in STOPS}
    try:
        yield read
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        read.close()
        write.close()


@contextmanager
def _interrupts_kept_from_it() -> Iterator[None]:
    """Ctrl-C reaches every process of a terminal; those below leave it to this one, from their first moment on."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _serve(sockets: list[socket.socket], serving: Serving) -> None:
    """What each process does. One that cannot start ends with a line in the log, and is tried again."""
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = serving.figures
    settings = read_settings(**({"base_url": serving.base_url} if serving.base_url else {}))
    logs.begin(settings.log)
    threading.Thread(target=_end_with_the_parent, name="parent", daemon=True).start()
    try:
        serve_here(build(settings), sockets, serving)
    except Exception as fault:  # whatever it is, it is told in one line, and the process above tries again
        log.error("this process cannot serve: %s", fault)
        raise SystemExit(1) from None


def _end_with_the_parent() -> None:
    """Stop once the process above is gone, however it went: nobody else could stop this one."""
    if (parent := parent_process()) is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
