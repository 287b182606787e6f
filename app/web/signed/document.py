"""A record's canonical content as headings, facts and tables: everything in it, in the words that were signed.

What a kind of record names is put in a good order with good labels; whatever else it holds follows, by its own names,
so that nothing that was signed is left out.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.documents.papers import Grid, Part
from app.rendering.words import date_words, hours, in_words, sentence_case

UNSAID = "Not stated"
NOT_SHOWN = frozenset({"salt"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


@dataclass(frozen=True, slots=True)
class Document:
    """A whole record. `lede` is one sentence on what it is."""

    lede: str
    parts: tuple[Part, ...]


class Content:
    """A record's content, of which each name is taken once; `rest` is what nobody took."""

    def __init__(self, text: str) -> None:
        self.left: dict[str, Any] = json.loads(text)

    def take(self, name: str, default: Any = None) -> Any:
        """A value by its name, which is then taken."""
        return self.left.pop(name, default)

    def fact(self, name: str, label: str, *, unsaid: str = "") -> tuple[tuple[str, str], ...]:
        """A value as a labelled fact; none where it is empty and `unsaid` is ""."""
        words = spoken(self.take(name), name) or unsaid
        return ((label, words),) if words else ()

    def rest(self) -> tuple[Part, ...]:
        """Everything else, by its own names."""
        plain = tuple(
            (label_of(name), spoken(value, name) or UNSAID)
            for name, value in self.left.items()
            if name not in NOT_SHOWN and not isinstance(value, (Mapping, list))
        )
        parts = [Part("Also in this record", facts=plain)] if plain else []
        for name, value in self.left.items():
            if isinstance(value, Mapping) and value:
                parts.append(_mapping(label_of(name), value))
            if isinstance(value, list) and value:
                parts.append(_listing(label_of(name), value))
        return tuple(parts)


def label_of(name: str) -> str:
    """A name as a label: rule_deadline becomes Rule deadline."""
    words = re.sub(r"_minutes$", "", name).replace("_", " ").replace("off the job", "off-the-job")
    return sentence_case(re.sub(r"\bksb", "KSB", words))


def spoken(value: Any, name: str = "") -> str:
    """One value in words: a day in full, minutes as hours, yes and no; "" for nothing."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int):
        return hours(value) if name.endswith("minutes") else f"{value:,}"
    if isinstance(value, list):
        return in_words([spoken(one) for one in value])
    if isinstance(value, Mapping):
        return "; ".join(f"{label_of(key)}: {spoken(one, key) or UNSAID}" for key, one in value.items())
    text = str(value)
    return date_words(date.fromisoformat(text)) if _DAY.match(text) else text


def _mapping(heading: str, value: Mapping[str, Any]) -> Part:
    return Part(heading, facts=tuple((label_of(key), spoken(one, key) or UNSAID) for key, one in value.items()))


def _listing(heading: str, value: list[Any]) -> Part:
    if all(isinstance(one, Mapping) for one in value):
        return Part(heading, grids=(grid_of(heading, value),))
    return Part(heading, items=tuple(spoken(one) or UNSAID for one in value))


def grid_of(caption: str, rows: list[Mapping[str, Any]], labels: Mapping[str, str] | None = None) -> Grid:
    """Mappings as a table; `labels` gives columns, in order, by name, and what it does not name follows."""
    names = list(dict.fromkeys([*(labels or {}), *(name for row in rows for name in row)]))
    return Grid(
        caption,
        tuple((labels or {}).get(name) or label_of(name) for name in names),
        tuple(tuple(spoken(row.get(name), name) or UNSAID for name in names) for row in rows),
    )
