"""What the confidentiality check finds of what people marked in invented passages, by kind; and how long it takes."""

import time

from app.domain.confidentiality import find
from tests.domain.confidentiality.labelled import KNOWN, passages, score

_PARTS = {"tuning": "tuned on", "held": "held apart"}
_LONG = 1_000_000


def confidentiality() -> list[str]:
    """Rows for the table of figures: recall and precision of each part, with the counts they are made of."""
    rows = []
    for part, called in _PARTS.items():
        some = passages(part)
        counted = score(some)
        quiet = sum(not passage.labels for passage in some)
        rows.append(f"{called}: {len(some)} passages, {quiet} of them with nothing to find")
        for kind in sorted(counted.labels | counted.found, key=lambda one: (one == "all", one)):
            rows.append(
                f"  {kind:14} recall {counted.recall(kind):.2f} ({counted.met[kind]} of {counted.labels[kind]}), "
                f"precision {counted.precision(kind):.2f} ({counted.right[kind]} of {counted.found[kind]})"
            )
    return [*rows, f"time for {_LONG:,} characters over that for half of them: {_growth():.2f} × (goal: about 2 ×)"]


def _growth() -> float:
    words = " ".join(passage.words for passage in passages("tuning"))
    words = (words * (_LONG // len(words) + 1))[:_LONG]
    return _seconds(words) / _seconds(words[: _LONG // 2])


def _seconds(words: str) -> float:
    began = time.process_time()
    find(words, KNOWN)
    return time.process_time() - began
