"""What the page shows of entries beside each other that somebody has to say a word on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.catalogue import Catalogue
from app.db.off_the_job import Listed
from app.db.off_the_job.settling import Said
from app.domain.off_the_job.doubles import Double, LongDay, Pair, Questions, Settled
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.domain.refusals import Fault
from app.rendering.words import date_words, hours, in_words, plural, stamp_words
from app.web.pages.off_the_job.rows import EntryRow, row_of

MOST = 40
"""Pairs and days shown at once; the rest follow once these are settled."""


BOTH = "both"
"""What is chosen for two entries that both happened; else the number of the one to keep."""


@dataclass(frozen=True, slots=True)
class PairView:
    """Two entries side by side. `choices` are what this person can say of them, each with what it does, and `chosen`
    the one that was chosen with a fault.

    `key` stands in the ids of its fields; `asked` are the questions so far; `typed` what was typed with a fault.
    """

    key: str
    first: EntryRow
    second: EntryRow
    why: str
    asked: tuple[str, ...]
    may_say: bool
    choices: tuple[tuple[str, str, str], ...]
    chosen: str
    may_ask: bool
    whose: str
    typed: str


@dataclass(frozen=True, slots=True)
class DayView:
    """A long day with its entries."""

    key: str
    on: date
    minutes: int
    rows: tuple[EntryRow, ...]
    may_say: bool
    whose: str
    typed: str


@dataclass(frozen=True, slots=True)
class SettleView:
    """Everything open, and what was said before in words."""

    lede: str
    faults: tuple[Fault, ...]
    here: str
    back: str
    plausible: str
    pairs: tuple[PairView, ...]
    days: tuple[DayView, ...]
    more: int
    said: tuple[tuple[str, str], ...]
    readers: str


@dataclass(frozen=True, slots=True)
class Found:
    """What is open on one record, as it was read, and who is looking; `typed` is what came with a refusal, by key."""

    member: Member
    catalogue: Catalogue
    open: Questions
    listed: Mapping[int, Listed]
    said: Sequence[Said]
    typed: Mapping[str, str]
    chosen: str = ""


def numbers_in(found: Questions) -> set[int]:
    """The entries that the page shows."""
    numbers = {number for double in found.doubles[:MOST] for number in double.pair}
    return numbers | {entry.number for day in found.long_days[:MOST] for entry in day.entries}


def pair_key(pair: Pair) -> str:
    """What stands in the ids of a pair's fields."""
    return f"{pair[0]}-{pair[1]}"


def pairs_of(found: Found) -> tuple[PairView, ...]:
    """The pairs as they are shown."""
    return tuple(_pair(found, double) for double in found.open.doubles[:MOST])


def days_of(found: Found) -> tuple[DayView, ...]:
    """The long days as they are shown."""
    return tuple(_day(found, day) for day in found.open.long_days[:MOST])


def lede_of(found: Questions) -> str:
    """What is open, in a sentence or two."""
    parts = []
    if found.doubles:
        parts.append(f"{plural(len(found.doubles), 'pair')} of entries may be the same time")
    if found.long_days:
        have = "has" if len(found.long_days) == 1 else "have"
        parts.append(f"{plural(len(found.long_days), 'day')} {have} very many hours")
    if not parts:
        return "Nothing is open. Entries that look like the same time, and very long days, are asked about here."
    return f"{in_words(parts)}. Nothing is dropped until whoever logged it says so."


def said_of(found: Found) -> tuple[tuple[str, str], ...]:
    """What was settled before: the words, and the reason."""
    return tuple((_said(one), one.reason) for one in found.said if one.verdict != Settled.ASKED)[:MOST]


def _pair(found: Found, double: Double) -> PairView:
    one, other = (found.listed[number] for number in double.pair)
    me, key = found.member.person.id, pair_key(double.pair)
    changes = may(found.member, Permission.CHANGE_OWN_TIME)
    own = {entry.number for entry in (one, other) if entry.logged_by == me} if changes else set()
    questions = [s for s in found.said if s.pair == double.pair and s.verdict == Settled.ASKED]
    return PairView(
        key=key,
        first=row_of(found.catalogue, one),
        second=row_of(found.catalogue, other),
        why=double.why,
        asked=tuple(f"{s.by_name} asked on {stamp_words(s.at)}: “{s.reason}”" for s in questions),
        may_say=bool(own),
        choices=_choices(one, other, own),
        chosen=found.chosen if key in found.typed else "",
        may_ask=not own and may(found.member, Permission.QUERY_TIME),
        whose=_whose({one.logged_by: one.logged_by_name, other.logged_by: other.logged_by_name}),
        typed=found.typed.get(key, ""),
    )


def _choices(one: Listed, other: Listed, own: set[int]) -> tuple[tuple[str, str, str], ...]:
    """What can be said of two entries, each with what it does; only one's own entry can be withdrawn."""
    both = f"Both entries stay: {hours(one.minutes)} and {hours(other.minutes)}."
    choices = [(BOTH, "Both happened", both)]
    for keep, drop in ((one, other), (other, one)):
        if drop.number in own:
            does = (
                f"It is counted once, as {hours(keep.minutes)}. Entry {drop.number} is withdrawn and stays on record "
                "with the reason. If that was wrong, you can log it again."
            )
            choices.append((str(keep.number), f"It is the same time: keep entry {keep.number}{_with(keep)}", does))
    return tuple(choices)


def _with(entry: Listed) -> str:
    return f", with E{entry.evidence_number}" if entry.evidence_number else ""


def _day(found: Found, day: LongDay) -> DayView:
    listed = [found.listed[entry.number] for entry in day.entries]
    own = any(one.logged_by == found.member.person.id for one in listed)
    key = day.on.isoformat()
    return DayView(
        key=key,
        on=day.on,
        minutes=day.minutes,
        rows=tuple(row_of(found.catalogue, one) for one in listed),
        may_say=own and may(found.member, Permission.CHANGE_OWN_TIME),
        whose=_whose({one.logged_by: one.logged_by_name for one in listed}),
        typed=found.typed.get(key, ""),
    )


def _whose(loggers: Mapping[UUID, str]) -> str:
    return in_words(sorted(loggers.values()), "or")


def _said(one: Said) -> str:
    when = f"said {one.by_name} on {stamp_words(one.at)}"
    if one.pair is None:
        assert one.on is not None
        return f"The hours of {date_words(one.on)} are right, {when}"
    first, second = one.pair
    what = "are two times" if one.verdict == Settled.BOTH else "were the same time"
    return f"Entries {first} and {second} {what}, {when}"
