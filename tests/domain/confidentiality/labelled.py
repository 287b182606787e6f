"""The labelled passages: read, with the places of what may identify somebody, and set beside what the rules find."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import yaml

from app.domain.confidentiality import FindingKind, Known, find

_FILE = Path(__file__).parent / "labelled.yaml"
_MARKED = re.compile(r"\[\[(\w+):((?:[^\]]|\](?!\]))+)\]\]")

KNOWN = Known(
    apprentice="Chloe Marsden",
    colleagues=("Priya Nair", "Mark Ellis", "Helen Osei", "Ben Carter", "Quentin Shaw"),
    organisations=("Ridgeway Borough Council", "Larkfield Training"),
)


@dataclass(frozen=True)
class Label:
    """What a person marked: kind, and the characters from start up to, not including, end."""

    kind: FindingKind
    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """A passage without its marks, and what was marked in it."""

    words: str
    labels: tuple[Label, ...]


@dataclass
class Score:
    """Counted by kind: labels, those of them that were found, findings, and those of them that are labelled."""

    labels: Counter[str]
    met: Counter[str]
    found: Counter[str]
    right: Counter[str]

    def recall(self, kind: str) -> float:
        return self.met[kind] / self.labels[kind] if self.labels[kind] else 1.0

    def precision(self, kind: str) -> float:
        return self.right[kind] / self.found[kind] if self.found[kind] else 1.0


def passages(part: str) -> tuple[Passage, ...]:
    """Those of one part, "tuning" or "held"."""
    return tuple(unmarked(marked) for marked in yaml.safe_load(_FILE.read_text())[part])


def unmarked(marked: str) -> Passage:
    """A passage from how it is written in the file."""
    words, labels, last = "", [], 0
    for found in _MARKED.finditer(marked):
        words += marked[last : found.start()]
        labels.append(Label(FindingKind(found[1]), len(words), len(words) + len(found[2])))
        words += found[2]
        last = found.end()
    return Passage(words + marked[last:], tuple(labels))


def score(some: tuple[Passage, ...], known: Known = KNOWN) -> Score:
    """A label counts as found where a finding of its kind shares a character with it; "all" sums the kinds."""
    counted = Score(Counter(), Counter(), Counter(), Counter())
    for passage in some:
        found = find(passage.words, known)
        for label in passage.labels:
            met = any(one.kind == label.kind and one.start < label.end and label.start < one.end for one in found)
            _count(counted.labels, counted.met, label.kind, met)
        for one in found:
            right = any(
                one.kind == label.kind and one.start < label.end and label.start < one.end for label in passage.labels
            )
            _count(counted.found, counted.right, one.kind, right)
    return counted


def _count(whole: Counter[str], part: Counter[str], kind: str, counts: bool) -> None:
    for key in (kind, "all"):
        whole[key] += 1
        part[key] += counts
