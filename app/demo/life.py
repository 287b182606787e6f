"""One apprentice's history: what happened on which day, in order, done by calling the actions people use."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import yaml

from app.actions import evidence, off_the_job
from app.actions.acting import Acting
from app.actions.evidence import TimeSpent, Written
from app.db.off_the_job import waiting_of
from app.demo.cast import Life
from app.demo.papers import pdf
from app.domain.evidence import Decision, EvidenceDetails, EvidenceFile, EvidenceKind, Verdict
from app.domain.london import london_date
from app.domain.people import Person

PIECES = Path(__file__).parent / "pieces.yaml"
SESSIONS = (
    ("workshop", "Module workshop: safeguarding thresholds", 360),
    ("tutor_meeting", "Teaching session with Priya", 120),
    ("online_learning", "Online module: trauma-informed practice", 180),
    ("shadowing", "Shadowed a social worker at a duty desk", 300),
    ("new_service", "Visit to the family hub's new benefits service", 240),
    ("workshop", "Module workshop: multi-agency working", 360),
    ("supervised_learning", "Practised assessment questions with my manager", 150),
    ("online_learning", "Online module: data protection in early help", 120),
    ("assignment_writing", "Wrote up my module assignment", 240),
    ("workshop", "Module workshop: theories of early intervention", 360),
)

DAYS = {f"D{number}": days for number, days in enumerate((4, 6, 5, 4, 8, 3, 8, 7, 6, 4, 12), 1)}


@dataclass(frozen=True)
class Party:
    """Who is on one apprenticeship."""

    apprenticeship: UUID
    apprentice: Person
    tutor: Person
    employer: Person


@dataclass(frozen=True)
class Event:
    """Something one person does at one moment."""

    at: datetime
    by: Person
    do: Callable[[Acting], None]


@cache
def pieces() -> list[dict[str, Any]]:
    """What the apprentices of the demonstration did, as `pieces.yaml` holds it."""
    found: list[dict[str, Any]] = yaml.safe_load(PIECES.read_text())["pieces"]
    return found


def live(acting: Acting, life: Life, party: Party, chance: random.Random) -> int:
    """Let everything happen, in order, up to this moment; returns how many things did."""
    last_day = acting.today - timedelta(days=life.silent_days if not life.ending else 60)
    events = [*_evidence(life, party, chance, last_day, acting), *_sessions(life, party, chance, last_day)]
    events.sort(key=lambda event: event.at)
    for event in events:
        event.do(replace(acting, person=event.by, now=event.at, today=london_date(event.at)))
    return len(events)


def _evidence(life: Life, party: Party, chance: random.Random, last_day: date, acting: Acting) -> Iterator[Event]:
    hers = life.name == "Chloe Marsden"
    library = [one for one in pieces() if one.get("hers")] if hers else chance.sample(pieces(), len(pieces()))
    span = (life.planned_end - life.start).days
    lived = (last_day - life.start).days
    wanted = library if hers else library[: life.pieces * lived // span if lived > 0 else 0]
    for number, piece in enumerate(wanted):
        share = (number + 1) / len(wanted)
        left = len(wanted) - number - 1
        # Chloe sent three pieces lately, so that her tutor has something of hers to read.
        latest = hers and left < 3
        day = last_day - timedelta(days=left * 5) if latest else life.start + timedelta(days=int(lived * share))
        yield from _one_piece(party, piece, _workday(day, last_day), chance, hers=hers, acting=acting)


def _one_piece(
    party: Party, piece: dict[str, Any], day: date, chance: random.Random, *, hers: bool, acting: Acting
) -> Iterator[Event]:
    """A piece is sent, read some days later, perhaps sent back and improved. The newest still wait."""
    known: dict[str, int] = {}
    sent_at = _at(day, 19, chance)
    returned = piece["title"].startswith("Applying attachment") if hers else chance.random() < 0.12
    yield Event(sent_at, party.apprentice, lambda a: _send(a, party, piece, day, known))
    read_at = _at(_workday(day + timedelta(days=chance.randrange(3, 9))), 11, chance)
    lately = sent_at > acting.now - timedelta(days=16)
    if read_at >= acting.now or (lately and (hers or chance.random() < 0.75)):
        return
    verdict = Verdict.RETURNED if returned else Verdict.ACCEPTED
    yield Event(read_at, party.tutor, lambda a: _decide(a, party, piece, verdict, known))
    if returned and not hers:
        again_at = _at(_workday(read_at.date() + timedelta(days=chance.randrange(4, 12))), 20, chance)
        once_more = _at(_workday(again_at.date() + timedelta(days=4)), 10, chance)
        if once_more < acting.now:
            yield Event(again_at, party.apprentice, lambda a: _improve(a, party, piece, day, known))
            yield Event(once_more, party.tutor, lambda a: _decide(a, party, piece, Verdict.ACCEPTED, known))


def _send(acting: Acting, party: Party, piece: dict[str, Any], day: date, known: dict[str, int]) -> None:
    spent = TimeSpent(piece["minutes"], piece["activity"])
    file = _stored(acting, party.apprenticeship, piece, piece["words"])
    written = Written(_details(piece, day, piece["words"]), files=[file], time=spent)
    known["number"] = evidence.add_evidence(acting, party.apprenticeship, written, send=True)


def _improve(acting: Acting, party: Party, piece: dict[str, Any], day: date, known: dict[str, int]) -> None:
    words = piece["words"] + " After the feedback I added what I did the week after, and what it changed."
    file = _stored(acting, party.apprenticeship, piece, words)
    written = Written(_details(piece, day, words), files=[file])
    evidence.add_version(acting, party.apprenticeship, known["number"], written, send=True)


def _decide(acting: Acting, party: Party, piece: dict[str, Any], verdict: Verdict, known: dict[str, int]) -> None:
    feedback = piece["feedback"]
    if verdict is Verdict.RETURNED and not piece["title"].startswith("Applying attachment"):
        feedback = "Good start. Say what you did the week after, and what it changed, so that this holds."
    decisions = [Decision(ksb, verdict, feedback) for ksb in piece["ksbs"]]
    evidence.decide_tags(acting, party.apprenticeship, known["number"], decisions)
    version = 2 if known.get("decided") else 1
    known["decided"] = 1
    evidence.clear_evidence(acting, party.apprenticeship, known["number"], version=version, cleared=True)


def _sessions(life: Life, party: Party, chance: random.Random, last_day: date) -> Iterator[Event]:
    """About a session a week, so that hours come near the plan; the employer confirms once or twice a month."""
    weekly = 469 * 60 / ((life.planned_end - life.start).days / 7) * life.pace
    from_evidence = life.pieces * 170 / ((life.planned_end - life.start).days / 7)
    owed, held = 0.0, 0
    day = life.start + timedelta(days=3)
    while day <= last_day:
        owed = min(owed + (weekly - from_evidence) * 5 / 7, 900)
        activity, words, minutes = SESSIONS[(held + len(life.name)) % len(SESSIONS)]
        if owed >= minutes * 0.5:
            owed, held = owed - minutes, held + 1
            on = _workday(day, last_day)
            duty = chance.choices(list(DAYS), weights=list(DAYS.values()))[0]
            yield Event(
                _at(on, 18, chance),
                party.apprentice,
                partial(_log, party=party, on=on, minutes=minutes, activity=activity, duty=duty, words=words),
            )
        day += timedelta(days=chance.choice([4, 5, 6]))
    confirmed_on = life.start + timedelta(days=chance.randrange(7, 14))
    while confirmed_on <= last_day:
        yield Event(_at(_workday(confirmed_on), 16, chance), party.employer, lambda a: _confirm(a, party))
        confirmed_on += timedelta(days=chance.randrange(6, 15))


def _log(acting: Acting, *, party: Party, on: date, minutes: int, activity: str, duty: str, words: str) -> None:
    off_the_job.log_time(
        acting, party.apprenticeship, on=on, minutes=minutes, activity=activity, duty=duty, description=words
    )


def _confirm(acting: Acting, party: Party) -> None:
    waiting = waiting_of(acting.session, party.apprenticeship, acting.person)
    if waiting:
        off_the_job.confirm_many(acting, [(party.apprenticeship, entry.number) for entry in waiting])


def _details(piece: dict[str, Any], day: date, words: str) -> EvidenceDetails:
    return EvidenceDetails(
        title=piece["title"],
        kind=EvidenceKind(piece["kind"]),
        happened_on=day,
        description=" ".join(words.split()),
        statement=True,
        duties=(piece["duty"],),
        ksbs=tuple(piece["ksbs"]),
    )


def _stored(acting: Acting, apprenticeship: UUID, piece: dict[str, Any], words: str) -> EvidenceFile:
    sink = acting.store.sink(apprenticeship)
    sink.write(pdf(piece["title"], " ".join(words.split())))
    kept = sink.finish()
    return EvidenceFile(uuid4(), f"{piece['file']}.pdf", kept.sha256, kept.size, "application/pdf")


def _workday(day: date, last: date | None = None) -> date:
    """The day itself, or the Friday before a weekend; never after `last`."""
    day = min(day, last) if last else day
    return day - timedelta(days=max(0, day.weekday() - 4))


def _at(day: date, hour: int, chance: random.Random) -> datetime:
    return datetime.combine(day, time(hour, chance.randrange(60), chance.randrange(60)), UTC)
