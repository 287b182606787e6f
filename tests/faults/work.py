"""People at work until their process is killed: what they do is drawn from a seed, what they were answered is told."""

import logging
import os
import random
import signal
from collections.abc import Callable
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from app.actions.keeping import back_up
from tests.visits import Visit

FORM = {"title": "A visit", "kind": "other", "happened_on": "2025-10-02", "description": "Words", "ksb": "S1"}
ENTRY = {"on": "2025-10-02", "minutes": 30, "activity": "workshop"}
Answered = tuple[str, int]
"""What was answered with a success: what was done, and the number of the piece or entry."""


class Work:
    """Chloe, Priya and Mark at work on one installation; `ask(who, method, address, …)` is how they reach it."""

    def __init__(self, ask: Callable, chance: random.Random, tell: Callable[[Answered], None]):
        self.ask, self.chance, self.tell = ask, chance, tell

    def go_on(self):
        """For ever."""
        while True:
            self.chance.choice((self.add_and_decide, self.add_and_decide, self.improve, self.log, self.leave_unsaved))()

    def two_files(self):
        size = self.chance.choice((2_000, 40_000, 300_000))
        return [("file", (f"{n}.pdf", b"%PDF-1.7 " + self.chance.randbytes(size))) for n in range(2)]

    def add_and_decide(self, verdict="accepted"):
        hours = {"off_the_job_minutes": "30", "off_the_job_activity": "workshop", "submit": "false"}
        made = self.ask("chloe", "evidence", data=FORM | hours, files=self.two_files())
        number = made.json()["number"]
        self.tell(("added", number))
        self.ask("chloe", f"evidence/E{number}/submission")
        self.tell(("sent", number))
        self.ask("priya", f"evidence/E{number}/tags/S1/decision", json={"verdict": verdict, "feedback": "Words"})
        self.tell(("decided", number))
        return number

    def improve(self):
        number = self.add_and_decide("returned")
        self.ask("chloe", f"evidence/E{number}/versions", data=FORM | {"submit": "true"}, files=self.two_files())
        self.tell(("improved", number))

    def log(self):
        number = self.ask("chloe", "off-the-job", json=ENTRY).json()["number"]
        self.tell(("logged", number))
        again = self.ask("chloe", f"off-the-job/{number}/correction", json=ENTRY | {"minutes": 45, "note": "More"})
        self.tell(("corrected", number))
        self.ask("mark", f"off-the-job/{again.json()['number']}/confirmation")
        self.tell(("confirmed", again.json()["number"]))

    def leave_unsaved(self):
        """A form that cannot be saved, so that its files wait to be offered again."""
        number = self.chance.getrandbits(40)
        fields = FORM | {"title": "", "submit": "true", "form": f"form-{number}"}
        self.ask("chloe", "form", data=fields, files=self.two_files())
        self.tell(("unsaved", number))


def within(house, cast) -> Callable[[random.Random, Callable[[Answered], None]], Work]:
    """People who may be put to work in this process or a forked one, through the application itself."""
    people = {name: Visit(house, cast.everybody[name]) for name in ("chloe", "priya", "mark")}
    for one in people.values():
        one.get("/help")  # the first request puts the routes together, which takes longer than all that follows

    def ask(name, address, **body):
        if address == "form":
            answer = people[name].client.post(f"/a/{cast.hers}/evidence/new", **body)
            assert answer.status_code == 422
            return answer
        answer = people[name].call("POST", f"apprenticeships/{cast.hers}/{address}", **body)
        assert answer.status_code in (200, 201), answer.text
        return answer

    return partial(Work, ask)


def killed(do: Callable, chance: random.Random, fewest: int, most: int, seconds: float) -> list[Answered]:
    """Let a forked process do this, `do(tell)`; kill it in the middle. Returns what it was answered before."""
    hears, tells = get_context("fork").Pipe(duplex=False)
    process = get_context("fork").Process(target=_do, args=(do, tells.send), daemon=True)
    process.start()
    tells.close()
    answered = []
    for _ in range(chance.randint(fewest, most)):
        assert hears.poll(60)
        answered.append(hears.recv())
    process.join(chance.uniform(0, seconds))
    os.kill(process.pid, signal.SIGKILL)
    process.join(60)
    assert process.exitcode == -signal.SIGKILL, "nobody stopped working of their own accord"
    while hears.poll():
        try:
            answered.append(hears.recv())
        except (EOFError, OSError):
            break
    hears.close()
    return [one for one in answered if one[0] != "begun"]


def _do(do: Callable, tell: Callable[[Answered], None]) -> None:
    logging.disable(logging.CRITICAL)
    tell(("begun", 0))
    do(tell)


def back_up_for_ever(house, folder: Path, tell: Callable[[Answered], None]) -> None:
    """One backup after another, each under another name."""
    number = 0
    while True:
        number += 1
        back_up(house, folder / f"backup-{number}")
        tell(("backed up", number))
