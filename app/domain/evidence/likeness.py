"""Whether two texts are nearly the same, told from signatures that give none of their words away.

A signature keeps, of all runs of four words in a text, the smallest value under each of 64 orders (minwise hashing,
Broder 1997): the share of places in which two signatures agree is about the share of such runs that the texts have in
common. It keeps no more than sixteen bits of each value, from which no words come back. A text of fewer than four words
has none: "".
"""

import hashlib
import re
import struct
from operator import eq

_WORD = re.compile(r"\w+")
_RUN = 4
_ORDERS = 64
_PRIME = (1 << 61) - 1
_KEPT = 0xFFFF
_MOST_WORDS = 50_000
_FEWEST_TO_COMPARE = 20

NEARLY_THE_SAME = 0.6
"""From this share on, two texts are worth a look side by side."""


def _orders() -> tuple[tuple[int, int], ...]:
    """Numbers for each order, the same for ever: a signature is compared with those of years ago."""
    drawn = hashlib.shake_256(b"touchmark likeness 1").digest(16 * _ORDERS)
    pairs = struct.iter_unpack("<QQ", drawn)
    return tuple((one % (_PRIME - 1) + 1, other % _PRIME) for one, other in pairs)


_TURNS = _orders()


def signature(words: str) -> str:
    """Of a text, 256 hexadecimal digits; "" where it has fewer than four words. The same whatever its capitals,
    spaces and punctuation. Of a very long text, only the beginning counts (50,000 words)."""
    runs = _runs(words)
    if not runs:
        return ""
    values = [int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "big") % _PRIME for run in runs]
    return "".join(f"{min((a * value + b) % _PRIME for value in values) & _KEPT:04x}" for a, b in _TURNS)


def comparable(words: str) -> str:
    """The signature of words to compare with others; "" below twenty words, since short notes are often the same."""
    return signature(words) if len(_said(words)) >= _FEWEST_TO_COMPARE else ""


def alike(one: str, other: str) -> float:
    """About how much two texts have in common, by their signatures: 0 nothing, 1 all. 0 where either has none."""
    if len(one) != len(other) or len(one) != 4 * _ORDERS:
        return 0.0
    same: int = sum(map(eq, _values(one), _values(other)))
    return same / _ORDERS


def repeats(one: str, other: str) -> bool:
    """Whether two texts have any four words in a row in common, or are the same where they are shorter."""
    said = _said(one)
    return bool(_runs(one) & _runs(other)) or (bool(said) and said == _said(other))


def _values(signature: str) -> tuple[int, ...]:
    return struct.unpack(f">{_ORDERS}H", bytes.fromhex(signature))


def _said(words: str) -> list[str]:
    return [found[0].casefold() for found, _ in zip(_WORD.finditer(words), range(_MOST_WORDS), strict=False)]


def _runs(words: str) -> set[str]:
    said = _said(words)
    return {" ".join(said[at : at + _RUN]) for at in range(len(said) - _RUN + 1)}
