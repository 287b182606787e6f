"""How many of an assessor's tags the first five suggestions hold, beside three that know nothing of cues.

Recall in the first five: over all pieces of a part together, the tags that are among the first five suggestions, by all
tags. Every piece is suggested for by its title, words, main duty and kind, with no record to learn from.
"""

import math
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from app.catalogue import STANDARD_DATA, read_catalogue
from app.domain.standards import Standard
from app.domain.suggestions import Told, suggested
from app.domain.suggestions.words import EMPTY, words_of

LABELLED = Path(__file__).with_name("suggestions.yaml")
FIRST = 5


@dataclass(frozen=True)
class Labelled:
    """One piece of the labelled set, with the KSBs that an assessor would tag."""

    told: Told
    ksbs: frozenset[str]
    held: bool


Rank = Callable[[Told], Sequence[str]]


def labelled() -> tuple[Labelled, ...]:
    """Every piece of the labelled set, those held apart from tuning marked."""
    pieces = yaml.safe_load(LABELLED.read_text(encoding="utf-8"))["pieces"]
    return tuple(
        Labelled(
            Told(piece["title"], piece["words"], (piece["duty"],), piece["kind"]),
            frozenset(piece["ksbs"]),
            piece["held"],
        )
        for piece in pieces
    )


def recall(pieces: Iterable[Labelled], rank: Rank) -> float:
    """The share of all tags that are among the first five."""
    found = tags = 0
    for piece in pieces:
        found += len(piece.ksbs & set(rank(piece.told)[:FIRST]))
        tags += len(piece.ksbs)
    return found / tags


def by_duty(standard: Standard) -> Rank:
    """The KSBs of the duty in order."""
    return lambda told: standard.duty_by_code[told.duties[0]].ksbs


def by_commonness(pieces: Iterable[Labelled]) -> Rank:
    """The same five for all: the commonest of the tuning part."""
    counted = Counter(ksb for piece in pieces for ksb in sorted(piece.ksbs))
    common = [ksb for ksb, _ in counted.most_common()]
    return lambda _: common


def by_tf_idf(standard: Standard) -> Rank:
    """By the cosine of TF-IDF vectors over the published texts."""
    texts = {ksb.code: _counted(f"{ksb.short} {ksb.text}") for ksb in standard.ksbs}
    used = Counter(stem for counted in texts.values() for stem in counted)
    rare = {stem: math.log(len(texts) / times) for stem, times in used.items()}
    vectors = {code: _vector(counted, rare) for code, counted in texts.items()}

    def rank(told: Told) -> list[str]:
        asked = _vector(_counted(f"{told.title} {told.description}"), rare)
        near = {code: sum(asked.get(stem, 0) * much for stem, much in one.items()) for code, one in vectors.items()}
        return sorted(near, key=lambda code: -near[code])

    return rank


def by_cues() -> Rank:
    """What the form and the call suggest."""
    known = read_catalogue(STANDARD_DATA).lexicon("ST0868", "1.0")
    return lambda told: [one.ksb for one in suggested(known, told)]


def suggestions() -> list[str]:
    """Recall in the first five by each way, for the tuning and the held-out part, and the time that one takes."""
    pieces = labelled()
    tuning = [piece for piece in pieces if not piece.held]
    held = [piece for piece in pieces if piece.held]
    standard = read_catalogue(STANDARD_DATA).standard("ST0868", "1.0")
    ways = {
        "KSBs of the duty in order": by_duty(standard),
        "the five commonest": by_commonness(tuning),
        "TF-IDF over the published texts": by_tf_idf(standard),
        "suggestions": by_cues(),
    }
    rows = [f"{'recall in the first five':<34}{f'tuning ({len(tuning)})':>14}{f'held out ({len(held)})':>16}"]
    rows += [f"{name:<34}{recall(tuning, rank):>14.2f}{recall(held, rank):>16.2f}" for name, rank in ways.items()]
    begun = time.process_time()
    for piece in pieces:
        ways["suggestions"](piece.told)
    return [*rows, f"one piece takes {(time.process_time() - begun) / len(pieces) * 1000:.0f} ms of processor time"]


def _counted(text: str) -> Counter[str]:
    return Counter(word.stem for word in words_of(text) if word.plain not in EMPTY)


def _vector(counted: Counter[str], rare: dict[str, float]) -> dict[str, float]:
    weighed = {stem: times * rare[stem] for stem, times in counted.items() if stem in rare}
    length = math.sqrt(sum(much**2 for much in weighed.values())) or 1.0
    return {stem: much / length for stem, much in weighed.items()}
