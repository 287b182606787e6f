"""The private list of names to watch for: kept as keyed hashes, so that nobody can read it, only ask it."""

import hashlib
import hmac
from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from app.domain.confidentiality.folding import watch_keys

NAME, WORD = "name", "word"


def hashes_of(secret: bytes, apprenticeship: UUID, name: str) -> tuple[str, ...]:
    """What is kept of a name: one hash of the whole, which counts it, and one of each thing to look for.

    Empty where there is no name in it. Those of each thing end with the name they are of, so that taking one name away
    leaves another that shares a word with it.
    """
    keys = watch_keys(name)
    if not keys:
        return ()
    whole = hash_of(secret, apprenticeship, NAME, " ".join(keys))
    return (f"{NAME}:{whole}", *(f"{WORD}:{hash_of(secret, apprenticeship, WORD, key)}:{whole[:16]}" for key in keys))


@dataclass(frozen=True, slots=True)
class Watched:
    """Whether a folded word, or pair of words, is watched. `words` are the hashes that `words_in` gave."""

    secret: bytes = field(repr=False)
    apprenticeship: UUID
    words: frozenset[str]

    def __call__(self, folded: str) -> bool:
        return hash_of(self.secret, self.apprenticeship, WORD, folded) in self.words


def words_in(kept: Collection[str]) -> frozenset[str]:
    """The hashes of words, out of everything that is kept of a list."""
    return frozenset(one.split(":")[1] for one in kept if one.startswith(f"{WORD}:"))


def names_in(kept: Collection[str]) -> int:
    """How many names are watched."""
    return sum(one.startswith(f"{NAME}:") for one in kept)


def hash_of(secret: bytes, apprenticeship: UUID, what: str, folded: str) -> str:
    """The keyed hash of folded words on one apprenticeship: the same name elsewhere has another."""
    key = hmac.new(secret, b"touchmark watch list", hashlib.sha256).digest()
    return hmac.new(key, f"{apprenticeship}\x1f{what}\x1f{folded}".encode(), hashlib.sha256).hexdigest()
