"""What is questioned about entries beside each other: the same time entered twice, and more on a day than is plausible.

Nothing is dropped by it. Two entries of one day are a double where they came the same way and have the same minutes
and the same activity or duty; or where they came in different ways (logged alone, with evidence, in a session, from a
file) and share the activity, the duty or the minutes. Somebody says what happened, with a reason that is kept.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from uuid import UUID

from app.domain.off_the_job.entries import CHANGED_FROM
from app.domain.refusals import BadInput, Fault, WrongState
from app.domain.wording import hours_words

STANDING = CHANGED_FROM
"""The states of an entry that still says something: waiting, queried, confirmed."""
LONGEST_REASON = 2_000
Pair = tuple[int, int]
"""The numbers of two entries, the lower first."""


class CameBy(StrEnum):
    """How an entry came in."""

    ALONE = "alone"
    EVIDENCE = "evidence"
    SESSION = "session"
    FILE = "file"


class Settled(StrEnum):
    """What was said of two entries. `ASKED` settles nothing: it is a question to whoever logged them."""

    BOTH = "both"
    SAME = "same"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry that stands, whether it counts or is a record only; `evidence` is the piece it was logged with."""

    number: int
    on: date
    minutes: int
    activity: str
    duty: str | None
    came_by: CameBy
    evidence: int | None = None
    logged_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class Double:
    """Two entries of one day that may be the same time; `why` says what they share, in one sentence."""

    first: Standing
    second: Standing
    why: str

    @property
    def pair(self) -> Pair:
        """Their numbers, the lower first."""
        return self.first.number, self.second.number

    def is_for(self, person: UUID) -> bool:
        """Whether this person can say which it is: one of the two is of their own logging."""
        return person in (self.first.logged_by, self.second.logged_by)


@dataclass(frozen=True, slots=True)
class LongDay:
    """A day with more minutes than are plausible, and its entries."""

    on: date
    minutes: int
    entries: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """Everything about entries beside each other that somebody has to say a word on."""

    doubles: tuple[Double, ...] = ()
    long_days: tuple[LongDay, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.doubles or self.long_days)


def questions(
    entries: Iterable[Standing], both: Collection[Pair], explained: dict[date, int], plausible: int
) -> Questions:
    """What is open, newest day first.

    `both` are the pairs said to be two times; `explained` are the most minutes that a reason was given for, by day;
    `plausible` the most minutes of a day that nobody asks about.
    """
    days: dict[date, list[Standing]] = defaultdict(list)
    for entry in sorted(entries, key=lambda one: one.number):
        days[entry.on].append(entry)
    doubles: list[Double] = []
    long_days: list[LongDay] = []
    for on in sorted(days, reverse=True):
        doubles += (double for double in _doubles(days[on]) if double.pair not in both)
        minutes = sum(entry.minutes for entry in days[on])
        if minutes > max(plausible, explained.get(on, 0)):
            long_days.append(LongDay(on, minutes, tuple(days[on])))
    return Questions(tuple(doubles), tuple(long_days))


def pair_of(one: int, other: int) -> Pair:
    """Two entries as a pair. Raises BadInput for an entry beside itself."""
    if one == other:
        raise BadInput([Fault("pair", "Choose two different entries.")])
    return min(one, other), max(one, other)


def insist_asked(open_: Questions, pair: Pair) -> Double:
    """The open question about these two. Raises WrongState where nothing is asked about them (any more)."""
    for double in open_.doubles:
        if double.pair == pair:
            return double
    raise WrongState("Nothing is asked about these two entries any more. Look at the list again.")


def insist_long(open_: Questions, on: date) -> LongDay:
    """The open question about this day. Raises WrongState where nothing is asked about it (any more)."""
    for day in open_.long_days:
        if day.on == on:
            return day
    raise WrongState("Nothing is asked about this day any more. Look at the list again.")


def insist_reason(reason: str, sentence: str) -> None:
    """Raises BadInput, with this sentence where there are no words."""
    if not reason.strip():
        raise BadInput([Fault("reason", sentence)])
    if len(reason) > LONGEST_REASON:
        raise BadInput([Fault("reason", f"Use at most {LONGEST_REASON:,} characters.")])


def _doubles(of_a_day: list[Standing]) -> Iterator[Double]:
    for first, second in combinations(of_a_day, 2):
        if why := _why(first, second):
            yield Double(first, second, why)


def _why(one: Standing, other: Standing) -> str:
    shared = []
    if one.minutes == other.minutes:
        shared.append(f"the same time, {hours_words(one.minutes)}")
    if one.activity == other.activity:
        shared.append("the same activity")
    if one.duty is not None and one.duty == other.duty:
        shared.append(f"the same duty, {one.duty}")
    if one.came_by is other.came_by:
        return f"The same day, {' and '.join(shared)}." if one.minutes == other.minutes and len(shared) > 1 else ""
    return f"The same day, entered in two ways, with {' and '.join(shared)}." if shared else ""
