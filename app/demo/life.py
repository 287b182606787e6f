"""One apprentice's history as data: what happened at which moment, in order, before anybody writes it anywhere.

`acted` does these things by calling the actions people use; `written` turns them into the same rows at once.
"""

import random
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from app.demo.cast import Life
from app.demo.happenings import Event, Improved, Judged, Paper, Placed, Sent, TimeConfirmed, TimeLogged
from app.demo.pieces import Piece, pieces
from app.domain.evidence import EvidenceDetails, OthersAppear, Statements, Verdict

SESSIONS = (
    ("workshop", "Module workshop: safeguarding thresholds", 360),
    ("tutor_meeting", "Teaching session with {tutor}", 120),
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
AFTER_FEEDBACK = " After the feedback I added what I did the week after, and what it changed."
NEEDS_MORE = "Good start. Say what you did the week after, and what it changed, so that this holds."


OWN_WORK = Statements(authenticity=True, ai_use="no")
"""What is stated of each piece."""
LISTENED = replace(OWN_WORK, looked=True, others_appear=OthersAppear.NOBODY.value)
"""And of a piece with a recording, which no machine hears."""
READ_THROUGH = timedelta(minutes=5)
"""How long after sending a piece somebody says where in it each KSB is shown."""


def events(life: Life, now: datetime, today: date, chance: random.Random) -> list[Event]:
    """Everything that happened in this life up to now, in order. The same `chance` makes the same."""
    last_day = _last_day(life, today)
    found: list[Event] = list(_evidence(life, now, chance, last_day))
    # Whoever has gone the whole way has nothing left to settle, so no session lies on the day of a piece.
    busy = {one.details.happened_on for one in found if isinstance(one, Sent)} if life.is_finished else set()
    found += _sessions(life, chance, last_day, busy)
    found.sort(key=lambda event: event.at)
    return found


def _last_day(life: Life, today: date) -> date:
    """The last on which anything is done but what `finished` tells; early enough for all of that life to be decided."""
    if life.is_finished:
        return life.start + timedelta(days=462)
    return today - timedelta(days=60 if life.ending else life.silent_days)


def _evidence(life: Life, now: datetime, chance: random.Random, last_day: date) -> Iterator[Event]:
    hers = life.is_chloes
    library = [_with_tutor(one, life.tutor.split()[0]) for one in _told(life, chance)]
    lived = (last_day - life.start).days
    wanted = _so_many(life, library, lived)
    for number, piece in enumerate(wanted):
        share = (number + 1) / len(wanted)
        left = len(wanted) - number - 1
        # Chloe sent three pieces lately, so that her tutor has something of hers to read.
        latest = hers and left < 3
        day = last_day - timedelta(days=left * 5) if latest else life.start + timedelta(days=int(lived * share))
        shared = library[number % life.papers] if life.papers else None
        yield from _one_piece(number, piece, _workday(day, last_day), chance, shared=shared, hers=hers, now=now)


def _told(life: Life, chance: random.Random) -> list[Piece]:
    if life.is_chloes:
        return [one for one in pieces() if one.hers]
    if life.is_finished:
        return sorted((one for one in pieces() if one.his), key=lambda one: one.his)
    common = [one for one in pieces() if one.common]
    return chance.sample(common, len(common))


def _so_many(life: Life, library: list[Piece], lived: int) -> list[Piece]:
    """The pieces there are by now; told over again, and numbered, where more are wanted than anybody thought of."""
    if life.evidence is not None:
        return [_told_again(library[n % len(library)], n // len(library)) for n in range(life.evidence)]
    if life.is_chloes or life.is_finished:
        return library
    span = (life.planned_end - life.start).days
    return library[: life.pieces * lived // span if lived > 0 else 0]


def _with_tutor(piece: Piece, tutor: str) -> Piece:
    return replace(
        piece,
        title=piece.title.replace("{tutor}", tutor),
        words=piece.words.replace("{tutor}", tutor),
        shown=tuple(replace(one, how=one.how.replace("{tutor}", tutor)) for one in piece.shown),
    )


def _told_again(piece: Piece, times: int) -> Piece:
    return replace(piece, title=f"{piece.title} ({times + 1})") if times else piece


def _one_piece(
    number: int, piece: Piece, day: date, chance: random.Random, *, shared: Piece | None, hers: bool, now: datetime
) -> Iterator[Event]:
    """A piece is sent, read some days later, perhaps sent back and improved. The newest still wait.

    Of a file that many pieces share no page is named: another piece's words stand on it.
    """
    sent_at = _at(day, 19, chance)
    hardest = piece.title.startswith("Applying attachment")
    returned = hardest if hers else chance.random() < 0.12 and not piece.recording
    paper = _paper(shared or piece)
    recording = "" if shared else piece.recording
    yield Sent(sent_at, number, _details(piece, day), paper, piece.minutes, piece.activity, recording)
    if shared is None:
        yield Placed(sent_at + READ_THROUGH, number, 1, piece.shown)
    read_at = _at(_workday(day + timedelta(days=chance.randrange(3, 9))), 11, chance)
    lately = sent_at > now - timedelta(days=16)
    if read_at >= now or (lately and (hers or chance.random() < 0.75)):
        return
    if not returned:
        yield Judged(read_at, number, 1, piece.ksbs, Verdict.ACCEPTED, piece.feedback, bool(piece.recording))
        return
    yield Judged(read_at, number, 1, piece.ksbs, Verdict.RETURNED, piece.feedback if hardest else NEEDS_MORE)
    if not hers:
        again_at = _at(_workday(read_at.date() + timedelta(days=chance.randrange(4, 12))), 20, chance)
        once_more = _at(_workday(again_at.date() + timedelta(days=4)), 10, chance)
        if once_more < now:
            better = replace(piece, words=piece.words + AFTER_FEEDBACK)
            yield Improved(again_at, number, _details(better, day), _paper(shared or better))
            if shared is None:
                yield Placed(again_at + READ_THROUGH, number, 2, piece.shown)
            yield Judged(once_more, number, 2, piece.ksbs, Verdict.ACCEPTED, piece.feedback)


def _sessions(life: Life, chance: random.Random, last_day: date, busy: Collection[date | None]) -> Iterator[Event]:
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
            on = next(free for ago in range(31) if (free := _workday(day - timedelta(days=ago), last_day)) not in busy)
            duty = chance.choices(list(DAYS), weights=list(DAYS.values()))[0]
            said = words.format(tutor=life.tutor.split()[0])
            yield TimeLogged(_at(on, 18, chance), on, minutes, activity, duty, said)
        day += timedelta(days=chance.choice([3, 4, 5] if life.is_finished else [4, 5, 6]))
    confirmed_on = life.start + timedelta(days=chance.randrange(7, 14))
    while confirmed_on <= last_day:
        yield TimeConfirmed(_at(_workday(confirmed_on), 16, chance))
        confirmed_on += timedelta(days=chance.randrange(6, 15))
    if life.is_finished:
        yield TimeConfirmed(_at(_workday(last_day + timedelta(days=7)), 16, chance))


def _details(piece: Piece, day: date) -> EvidenceDetails:
    return EvidenceDetails(
        title=piece.title,
        kind=piece.kind,
        happened_on=day,
        description=piece.words,
        statement=True,
        duties=(piece.duty,),
        ksbs=piece.ksbs,
        statements=LISTENED if piece.recording else OWN_WORK,
    )


def _paper(piece: Piece) -> Paper:
    return Paper(f"{piece.file}.pdf", piece.title, piece.words)


def _workday(day: date, last: date | None = None) -> date:
    """The day itself, or the Friday before a weekend; never after `last`."""
    day = min(day, last) if last else day
    return day - timedelta(days=max(0, day.weekday() - 4))


def _at(day: date, hour: int, chance: random.Random) -> datetime:
    return datetime.combine(day, time(hour, chance.randrange(60), chance.randrange(60)), UTC)
