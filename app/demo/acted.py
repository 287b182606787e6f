"""A life acted out: each thing that happened in it, done by calling the action people use."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from app.actions import evidence, off_the_job
from app.actions.acting import Acting
from app.actions.apprenticeships import add_apprenticeship, set_status
from app.actions.evidence import TimeSpent, Written
from app.actions.evidence.checking import looked_through
from app.answers.confidentiality import known_of
from app.db import people
from app.db.off_the_job import waiting_of
from app.demo.cast import Life, address, entered
from app.demo.enrolled import ENDED_AGO, begun_at
from app.demo.life import Event, Improved, Judged, Paper, Sent, TimeConfirmed, TimeLogged
from app.demo.papers import pdf, printed
from app.demo.reviewed import Step
from app.domain.evidence import Decision, EvidenceFile
from app.domain.london import london_date
from app.domain.people import ApprenticeshipStatus, Person, Role
from app.files.reading import Page, Read


@dataclass(frozen=True, slots=True)
class Party:
    """Who is on one apprenticeship."""

    apprenticeship: UUID
    apprentice: Person
    tutor: Person
    employer: Person


def act(administrating: Acting, life: Life, happened: list[Event], reviewed: Sequence[Step] = ()) -> None:
    """Enter the apprenticeship, let everything happen, and end it where that life has an ending.

    `reviewed` is what was done about milestone reviews meanwhile; lives written in bulk have none.
    """
    then = _at(administrating, administrating.person, begun_at(life))
    added = add_apprenticeship(then, entered(life))
    party = Party(added, *(_person(then, name) for name in (life.name, life.tutor, life.contact)))
    _let_happen(administrating, party, sorted([*happened, *reviewed], key=lambda event: event.at))
    if life.ending:
        since = administrating.today - ENDED_AGO
        ended = replace(administrating, now=administrating.now - ENDED_AGO, today=since)
        set_status(ended, added, ApprenticeshipStatus(life.ending), since, reason="As agreed with the employer")


def _let_happen(acting: Acting, party: Party, happened: Sequence[Event | Step]) -> None:
    numbers: dict[int, int] = {}
    for event in happened:
        match event:
            case Sent():
                numbers[event.piece] = _send(_at(acting, party.apprentice, event.at), party.apprenticeship, event)
            case Improved():
                improving = _at(acting, party.apprentice, event.at)
                written = Written(event.details, **_paper(improving, party.apprenticeship, event.paper))
                evidence.add_version(improving, party.apprenticeship, numbers[event.piece], written, send=True)
            case Judged():
                _judge(_at(acting, party.tutor, event.at), party.apprenticeship, numbers[event.piece], event)
            case TimeLogged():
                _log(_at(acting, party.apprentice, event.at), party.apprenticeship, event)
            case Step():
                event.do(partial(_playing, acting, party, event.at), party.apprenticeship)
            case TimeConfirmed():
                _confirm(_at(acting, party.employer, event.at), party.apprenticeship)


def _playing(acting: Acting, party: Party, at: datetime, role: Role) -> Acting:
    parts = {Role.APPRENTICE: party.apprentice, Role.TUTOR: party.tutor, Role.EMPLOYER: party.employer}
    return _at(acting, parts[role], at)


def _send(acting: Acting, apprenticeship: UUID, event: Sent) -> int:
    spent = TimeSpent(event.minutes, event.activity)
    written = Written(event.details, **_paper(acting, apprenticeship, event.paper), time=spent)
    return evidence.add_evidence(acting, apprenticeship, written, send=True)


def _judge(acting: Acting, apprenticeship: UUID, number: int, event: Judged) -> None:
    decisions = [Decision(ksb, event.verdict, event.feedback) for ksb in event.ksbs]
    evidence.decide_tags(acting, apprenticeship, number, decisions)
    evidence.clear_evidence(acting, apprenticeship, number, version=event.version, cleared=True)


def _log(acting: Acting, apprenticeship: UUID, event: TimeLogged) -> None:
    off_the_job.log_time(
        acting,
        apprenticeship,
        on=event.on,
        minutes=event.minutes,
        activity=event.activity,
        duty=event.duty,
        description=event.words,
    )


def _confirm(acting: Acting, apprenticeship: UUID) -> None:
    waiting = waiting_of(acting.session, apprenticeship, acting.person)
    if waiting:
        off_the_job.confirm_many(acting, [(apprenticeship, entry.number) for entry in waiting])


def _paper(acting: Acting, apprenticeship: UUID, paper: Paper) -> dict[str, Any]:
    """A paper as the file of a piece, looked through for what identifies somebody.

    What stands on it is what was printed, so that it need not be read out of the PDF again.
    """
    file = _stored(acting, apprenticeship, paper)
    read = Read((Page("page 1", printed(paper.title, paper.words)),), page_count=1)
    known = known_of(acting.session, acting.settings, apprenticeship)
    return {"files": [file], "looked": {file.sha256: looked_through(file, read, known)}}


def _stored(acting: Acting, apprenticeship: UUID, paper: Paper) -> EvidenceFile:
    sink = acting.store.sink(apprenticeship)
    sink.write(pdf(paper.title, paper.words))
    kept = sink.finish()
    return EvidenceFile(uuid4(), paper.name, kept.sha256, kept.size, "application/pdf")


def _at(acting: Acting, person: Person, at: datetime) -> Acting:
    return replace(acting, person=person, now=at, today=london_date(at))


def _person(acting: Acting, name: str) -> Person:
    found = people.find_by_email(acting.session, address(name), acting.today)
    assert found is not None
    return found
