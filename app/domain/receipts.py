"""A receipt for hours that an employer confirmed: who said what of which entries, when and how, in words to check.

The words are the record: a short text that the holder keeps, whose SHA-256 is kept beside it. They hold first names,
days, minutes and codes, never what an apprentice wrote.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.wording import day_words, plural

CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTVWXYZ"
"""Letters and digits that nobody takes for another when reading them aloud."""
CODE_GROUPS, GROUP = 3, 5
"""Fifteen of them are some 74 bits: nobody guesses a code."""


class Means(StrEnum):
    """How somebody who confirmed was known."""

    LINK = "link"
    ACCOUNT = "account"


_MEANS = {
    Means.LINK: "a link that was sent to their e-mail address",
    Means.ACCOUNT: "their account, signed in",
}


@dataclass(frozen=True, slots=True)
class ConfirmedEntry:
    """One entry as it was confirmed. `activity` and `duty` are the words and the code that stood on the page."""

    apprenticeship: UUID
    number: int
    first_name: str
    happened_on: date
    minutes: int
    activity: str
    duty: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one person confirmed in one go. `statements` are what confirming says, as it was shown."""

    code: str
    provider: str
    person: UUID
    name: str
    at: datetime
    means: Means
    statements: tuple[str, ...]
    entries: tuple[ConfirmedEntry, ...]

    @property
    def minutes(self) -> int:
        """All of it together."""
        return sum(one.minutes for one in self.entries)


def means_words(means: Means) -> str:
    """How they were known, in words."""
    return _MEANS[means]


def receipt_words(receipt: Receipt) -> str:
    """The words of a receipt, one fact a line: the canonical record that its hash is of."""
    at = receipt.at.astimezone(UTC)
    lines = [
        f"Receipt {receipt.code}",
        f"Training provider: {receipt.provider}",
        f"Confirmed by: {receipt.name}",
        f"Known by: {means_words(receipt.means)}",
        f"When: {at.isoformat(timespec='seconds')}",
        *(f"Statement: {said}" for said in receipt.statements),
        *map(_line, receipt.entries),
        f"Together: {plural(len(receipt.entries), 'entry', 'entries')}, {receipt.minutes} minutes",
    ]
    return "\n".join(map(_plain, lines))


def receipt_sha256(words: str) -> str:
    """SHA-256, in hexadecimal, of a receipt's words as UTF-8, without a line break at the end."""
    return hashlib.sha256(words.encode()).hexdigest()


def as_pasted(words: str) -> str:
    """Words without regard to spaces and line breaks, which mail programs move, and to marks of quoting."""
    return " ".join(re.sub(r"^[ \t>]+", "", words, flags=re.MULTILINE).split())


def code_in(typed: str) -> str:
    """A code as it is kept, from how people type it: K7QF3-M2DXW-9T4HC. "" where it cannot be one."""
    letters = re.sub(r"[\s-]", "", typed).upper()
    if len(letters) != CODE_GROUPS * GROUP or not set(letters) <= set(CODE_LETTERS):
        return ""
    return code_of(letters)


def code_of(letters: Iterable[str]) -> str:
    """Letters as a code: in groups."""
    joined = "".join(letters)
    return "-".join(joined[start : start + GROUP] for start in range(0, len(joined), GROUP))


def _line(one: ConfirmedEntry) -> str:
    said = f"{one.first_name}, {day_words(one.happened_on)}: {one.minutes} minutes, {one.activity}"
    duty = f", duty {one.duty}" if one.duty else ""
    return f"{said}{duty} (entry {one.number} of {one.apprenticeship})"


def _plain(line: str) -> str:
    return " ".join(line.split())
