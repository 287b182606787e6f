"""A life acted out: each thing that happened in it, done by calling the action people use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from uuid import UUID, uuid4

from app.actions import evidence, off_the_job
from app.actions.acting import Acting
from app.actions.apprenticeships import add_apprenticeship, set_status
from app.actions.evidence import Placing, TimeSpent, Written
from app.actions.evidence.checking import LookedThrough, looked_through
from app.answers.confidentiality import known_of
from app.db import people
from app.db.off_the_job import waiting_of
from app.demo.cast import ENDED_AGO, Life, address, entered
from app.demo.enrolled import begun_at
from app.demo.happenings import Event, Improved, Judged, Paper, Placed, Sent, TimeConfirmed, TimeLogged
from app.demo.papers import pdf, printed
from app.demo.reviewed import Step
from app.demo.sounds import SECONDS, breathing_track
from app.domain.evidence import Decision, EvidenceFile
from app.domain.evidence.places import reference_of
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


@dataclass(frozen=True, slots=True)
class Handed:
    """A piece as it was sent last: its number, and how a place names its paper and its recording, "" for none."""

    number: int
    file: str
    recording: str = ""


def act(administrating: Acting, life: Life, happened: list[Event], reviewed: Sequence[Step] = ()) -> None:
    """Enter the apprenticeship, let everything happen, and end it where that life has an ending.

    `reviewed` is what was done meanwhile about reviews, plans and the way through gateway, which ends a life that goes
    the whole way; lives written in bulk have none of it.
    """
    then = _at(administrating, administrating.person, begun_at(life))
    added = add_apprenticeship(then, entered(life))
    party = Party(added, *(_person(then, name) for name in (life.name, life.tutor, life.contact)))
    _let_happen(administrating, party, sorted([*happened, *reviewed], key=lambda event: event.at))
    if life.ending and not life.is_finished:
        since = administrating.today - ENDED_AGO
        ended = replace(administrating, now=administrating.now - ENDED_AGO, today=since)
        set_status(ended, added, ApprenticeshipStatus(life.ending), since, reason="As agreed with the employer")


def _let_happen(acting: Acting, party: Party, happened: Sequence[Event | Step]) -> None:
    handed: dict[int, Handed] = {}
    for event in happened:
        match event:
            case Sent():
                handed[event.piece] = _send(_at(acting, party.apprentice, event.at), party.apprenticeship, event)
            case Improved():
                improving, number = _at(acting, party.apprentice, event.at), handed[event.piece].number
                handed[event.piece] = _improve(improving, party.apprenticeship, number, event)
            case Placed():
                _place(_at(acting, party.apprentice, event.at), party.apprenticeship, handed[event.piece], event)
            case Judged():
                _judge(_at(acting, party.tutor, event.at), party.apprenticeship, handed[event.piece].number, event)
            case TimeLogged():
                _log(_at(acting, party.apprentice, event.at), party.apprenticeship, event)
            case Step():
                event.do(partial(_playing, acting, party, event.at), party.apprenticeship)
            case TimeConfirmed():
                _confirm(_at(acting, party.employer, event.at), party.apprenticeship)


def _playing(acting: Acting, party: Party, at: datetime, role: Role) -> Acting:
    parts = {Role.APPRENTICE: party.apprentice, Role.TUTOR: party.tutor, Role.EMPLOYER: party.employer}
    return _at(acting, parts[role], at)


def _send(acting: Acting, apprenticeship: UUID, event: Sent) -> Handed:
    file, looked = _paper(acting, apprenticeship, event.paper)
    heard = [_recording(acting, apprenticeship, event.recording)] if event.recording else []
    spent = TimeSpent(event.minutes, event.activity)
    written = Written(event.details, [*heard, file], time=spent, looked=looked, looking=bool(heard))
    number = evidence.add_evidence(acting, apprenticeship, written, send=True)
    return Handed(number, reference_of(file.sha256), reference_of(heard[0].sha256) if heard else "")


def _improve(acting: Acting, apprenticeship: UUID, number: int, event: Improved) -> Handed:
    file, looked = _paper(acting, apprenticeship, event.paper)
    evidence.add_version(acting, apprenticeship, number, Written(event.details, [file], looked=looked), send=True)
    return Handed(number, reference_of(file.sha256))


def _place(acting: Acting, apprenticeship: UUID, piece: Handed, event: Placed) -> None:
    said = [Placing(one.ksb, (one.place(piece.file, piece.recording),), one.how) for one in event.shown]
    evidence.place_tags(acting, apprenticeship, piece.number, event.version, said, {})


def _judge(acting: Acting, apprenticeship: UUID, number: int, event: Judged) -> None:
    decisions = [Decision(ksb, event.verdict, event.feedback) for ksb in event.ksbs]
    evidence.decide_tags(acting, apprenticeship, number, decisions)
    evidence.clear_evidence(acting, apprenticeship, number, version=event.version, cleared=True, looked=event.listened)


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


def _paper(acting: Acting, apprenticeship: UUID, paper: Paper) -> tuple[EvidenceFile, Mapping[str, LookedThrough]]:
    """A paper as the file of a piece, looked through for what identifies somebody.

    What stands on it is what was printed, so that it need not be read out of the PDF again.
    """
    file = _stored(acting, apprenticeship, paper.name, pdf(paper.title, paper.words), "application/pdf")
    pages = tuple(Page(f"page {number}", words) for number, words in enumerate(printed(paper.title, paper.words), 1))
    read = Read(pages, page_count=len(pages))
    known = known_of(acting.session, acting.settings, apprenticeship)
    return file, {file.sha256: looked_through(file, read, known)}


def _recording(acting: Acting, apprenticeship: UUID, name: str) -> EvidenceFile:
    file = _stored(acting, apprenticeship, name, breathing_track(), "audio/wav")
    return replace(file, milliseconds=SECONDS * 1000)


def _stored(acting: Acting, apprenticeship: UUID, name: str, content: bytes, kind: str) -> EvidenceFile:
    sink = acting.store.sink(apprenticeship)
    sink.write(content)
    kept = sink.finish()
    return EvidenceFile(uuid4(), name, kept.sha256, kept.size, kind)


def _at(acting: Acting, person: Person, at: datetime) -> Acting:
    return replace(acting, person=person, now=at, today=london_date(at))


def _person(acting: Acting, name: str) -> Person:
    found = people.find_by_email(acting.session, address(name), acting.today)
    assert found is not None
    return found
