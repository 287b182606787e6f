"""Milestone reviews in a life acted out: prepared, moved, held and signed at the moments when that was done."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, partial
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from app.actions import reviews, targets
from app.actions.acting import Acting
from app.actions.signatures import Signing, sign
from app.actions.signatures.answering import statement_for
from app.answers.pace import about, pace_words
from app.answers.reviews import ReviewSheet, sheet_of
from app.db import apprenticeships
from app.db import signatures as signed
from app.demo.cast import Life
from app.demo.happenings import Event, Judged, Sent
from app.demo.unsent import post_nothing
from app.domain.london import london_date
from app.domain.people import Role
from app.domain.rag import Colour
from app.domain.receipts import Means
from app.domain.reviews import Meeting
from app.domain.signatures import RecordKey, RecordKind
from app.domain.targets import Aim
from app.domain.wording import day_words, hours_words

EVERY = timedelta(weeks=8)
EVERYBODY = (Role.APPRENTICE, Role.TUTOR, Role.EMPLOYER)
ENDED_BEFORE = timedelta(days=60)
LAST = 9
"""The number of the last review of whoever has gone the whole way."""
STRUGGLING = 0.85
"""Below this pace a life has a review that was missed."""
_SECTIONS = (
    *("progress", "english_and_maths", "health_and_safety", "safeguarding_and_prevent", "equality", "wellbeing"),
)

As = Callable[[Role], Acting]
"""Whoever plays a part, acting at the step's moment."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something done about a review at a moment; `do` is given whoever acts, and the apprenticeship."""

    at: datetime
    do: Callable[[As, UUID], None]


def steps_of(life: Life, happened: Sequence[Event], now: datetime) -> list[Step]:
    """Everything done about the reviews of this life up to now, in order."""
    told = _chloes(life, happened) if life.is_chloes else _others(life, now)
    return sorted((step for step in told if step.at < now), key=lambda step: step.at)


@cache
def _told() -> dict[str, Any]:
    held: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "reviews.yaml").read_text())
    return held


def _chloes(life: Life, happened: Sequence[Event]) -> Iterator[Step]:
    words = _days_of(happened)
    for one in _told()["chloes"]:
        number = one["number"]
        on = life.start + EVERY * number
        if moved := one.get("moved"):
            to = on + timedelta(days=moved["days"])
            yield Step(_at(on, -moved["told"], 9), partial(_move, number, to, moved["reason"]))
            on = to
        prepared = min(on, _today_of(happened)) if one.get("draft") else on
        yield Step(_at(prepared, -2, 19), partial(_write, Role.APPRENTICE, number, one["apprentice"], words))
        yield Step(_at(prepared, -1, 14), partial(_write, Role.EMPLOYER, number, one["employer"], words))
        if one.get("draft"):
            yield Step(_at(prepared, -1, 16), partial(_write, Role.TUTOR, number, one["progress"], words))
            continue
        yield Step(_at(on, 0, 11), partial(_hold_hers, life.start, one, words))
        yield Step(_at(on, 0, 12), partial(_sign, number, Role.TUTOR))
        yield Step(_at(on, 0, 19), partial(_sign, number, Role.APPRENTICE))
        if one["comments"]:
            yield Step(_at(on, 3, 15), partial(_sign, number, Role.EMPLOYER))


def _others(life: Life, now: datetime) -> Iterator[Step]:
    until = london_date(now) - (ENDED_BEFORE if life.ending else timedelta(days=max(2, life.silent_days)))
    if life.is_finished:
        until = life.start + LAST * EVERY
        yield Step(_at(until, -1, 14), partial(_write, Role.EMPLOYER, LAST, _told()["last"]["employer"], {}))
        yield Step(_at(until, -1, 19), partial(_write, Role.APPRENTICE, LAST, _told()["last"]["apprentice"], {}))
    for number in count(1):
        on = life.start + EVERY * number
        if on > until:
            return
        if number == 2 and life.pace < STRUGGLING:
            yield Step(_at(on, 1, 10), partial(_miss, number, _told()["others"]["missed"]))
            continue
        last = life.is_finished and number == LAST
        yield Step(_at(on, 0, 10), partial(_hold_another, number, on, last))
        for role, days in zip(EVERYBODY, (0, 0, 4), strict=True):
            yield Step(_at(on, days, 13), partial(_sign, number, role))


def _write(
    role: Role, number: int, words: str, days: Mapping[str, str], play: As, one: UUID, section: str = "", **more: str
) -> None:
    usual = {Role.APPRENTICE: "apprentice_preparation", Role.EMPLOYER: "employer_preparation", Role.TUTOR: "progress"}
    said = " ".join(words.split()).format(**days, **more)
    reviews.write_section(play(role), one, number, section or usual[role], said, 0, role)


def _move(number: int, to: date, reason: str, play: As, one: UUID) -> None:
    reviews.move_review(play(Role.TUTOR), one, number, to, reason)


def _miss(number: int, reason: str, play: As, one: UUID) -> None:
    reviews.miss_review(play(Role.TUTOR), one, number, reason)


def _hold_hers(start: date, told: Mapping[str, Any], days: Mapping[str, str], play: As, one: UUID) -> None:
    tutor, number = play(Role.TUTOR), told["number"]
    sheet = _sheet(tutor, one, number)
    for section in _SECTIONS:
        if section in told:
            _write(Role.TUTOR, number, told[section], days, play, one, section, hours=_hours(sheet))
    for section, by in (("apprentice_and_tutor", "private"), ("changes", "changes"), ("concerns", "concerns")):
        for role, words in told.get(by, {}).items():
            _write(Role(role), number, words, days, play, one, section)
    if told["comments"]:
        _write(Role.EMPLOYER, number, told["comments"], days, play, one, "employer_comments")
    for target, words in told.get("met", {}).items():
        targets.meet_target(tutor, one, target, words, number)
    for target in told["targets"]:
        aim = Aim(target["what"], Role(target["who"]), start + EVERY * target["due"], tuple(target["ksbs"]))
        targets.set_target(tutor, one, aim, number)
    present = tuple(Role(role) for role in told.get("present", EVERYBODY))
    meeting = Meeting(tutor.today, present, Colour(told["rag"]), " ".join(told["rag_reason"].split()))
    reviews.hold_review(tutor, one, number, meeting)
    post_nothing(tutor)


def _hold_another(number: int, on: date, last: bool, play: As, one: UUID) -> None:  # bound by partial
    tutor, told = play(Role.TUTOR), _told()["others"]
    sheet = _sheet(tutor, one, number)
    facts = sheet.facts
    assert facts is not None
    assert sheet.computed is not None
    if last:
        words = _told()["last"]["progress"]
    elif facts.evidence_added:
        newest = f"E{facts.evidence_added[-1]}"
        _write(Role.APPRENTICE, number, _pick(told["apprentice"], number), {}, play, one, newest=newest)
        words = _pick(told["progress"], number)
    else:
        words = told["nothing"]
    _write(
        Role.TUTOR,
        number,
        words,
        {},
        play,
        one,
        added=_pieces(facts.evidence_added),
        accepted=_pieces(facts.evidence_accepted),
        returned=f", {_pieces(facts.evidence_returned)} to be improved" if facts.evidence_returned else "",
        ksbs=f"KSBs that moved: {', '.join(facts.ksbs_moved)}." if facts.ksbs_moved else "No KSB has moved.",
        hours=_hours(sheet),
    )
    reviews.hold_review(tutor, one, number, Meeting(on, EVERYBODY, sheet.computed.colour or Colour.GREEN))
    post_nothing(tutor)


def _sign(number: int, role: Role, play: As, one: UUID) -> None:
    acting = play(role)
    key = RecordKey(one, RecordKind.REVIEW, number, 1)
    standing = signed.find(acting.session, key)
    assert standing is not None
    given = Signing(role, acting.person.name, standing.sha256, statement_for(acting, key, role))
    sign(acting, key, given, Means.LINK if role is Role.EMPLOYER else Means.ACCOUNT)
    post_nothing(acting)


def _sheet(tutor: Acting, one: UUID, number: int) -> ReviewSheet:
    member = apprenticeships.member(tutor.session, tutor.person, one, tutor.today)
    return sheet_of(tutor.session, tutor.catalogue, member, number, tutor.today)


def _hours(sheet: ReviewSheet) -> str:
    now = sheet.facts.hours_now if sheet.facts else None
    if now is None or now.expected is None:
        return ""
    stand = pace_words(now.expected, now.confirmed)
    expected = hours_words(about(now.expected))
    return f"{hours_words(now.confirmed)} off-the-job are confirmed of about {expected} expected by today: {stand}."


def _days_of(happened: Sequence[Event]) -> dict[str, str]:
    """When each of her pieces was sent and first read, in words, by its number."""
    found: dict[str, str] = {}
    for event in happened:
        if isinstance(event, Sent):
            found[f"sent_{event.piece + 1}"] = day_words(london_date(event.at))
        elif isinstance(event, Judged):
            found.setdefault(f"read_{event.piece + 1}", day_words(london_date(event.at)))
    return found


def _today_of(happened: Sequence[Event]) -> date:
    return london_date(happened[-1].at) if happened else date.max


def _pieces(numbers: Sequence[int]) -> str:
    if not numbers:
        return "nothing"
    named = [f"E{number}" for number in numbers]
    return f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else named[0]


def _pick(words: Sequence[str], number: int) -> str:
    return words[number % len(words)]


def _at(day: date, days: int, hour: int) -> datetime:
    return datetime.combine(day + timedelta(days=days), time(hour), UTC)
