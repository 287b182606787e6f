"""Where each fact of a file was found, gathered by the fact's dotted name; and a file's digest."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from app.catalogue.shape import ConflictShape, Sourced, SourceShape
from app.domain.standards import Confidence, Source

_NOT_FOUND = SourceShape(name="Not found published", confidence=Confidence.OURS)


class Provenance:
    """Gathers sources and conflicts while a file's values are made."""

    def __init__(self, listed: Mapping[str, SourceShape]) -> None:
        self._listed = listed
        self._sources: dict[str, Source] = {}
        self._conflicts: dict[str, tuple[str, ...]] = {}

    @property
    def sources(self) -> Mapping[str, Source]:
        """Where each fact was found, by its dotted name. Cannot be changed."""
        return MappingProxyType(self._sources)

    @property
    def conflicts(self) -> Mapping[str, tuple[str, ...]]:
        """What other sources say instead, by the fact's dotted name. Cannot be changed."""
        return MappingProxyType(self._conflicts)

    def source(self, key: str | None, note: str = "") -> Source:
        """The source of this key as a value; None is what nobody has published."""
        shape = _NOT_FOUND if key is None else self._listed[key]
        return Source(shape.name, shape.confidence.confirmed, note, shape.confidence, shape.address)

    def keep(self, name: str, sourced: Sourced | None) -> None:
        """Remember where the fact of this name was found, and what contradicts it."""
        if sourced is not None:
            self.keep_source(name, sourced.source, sourced.note)
            self.keep_conflicts(name, sourced.conflicts)

    def keep_source(self, name: str, key: str | None, note: str = "") -> None:
        """Remember where the fact of this name was found."""
        self._sources[name] = self.source(key, note)

    def keep_conflicts(self, name: str, conflicts: Sequence[ConflictShape]) -> None:
        """Remember what contradicts the fact of this name."""
        if conflicts:
            self._conflicts[name] = tuple(f"{self._listed[c.source].name}: {c.says}" for c in conflicts)


def digest_of(data: Mapping[str, object]) -> str:
    """SHA-256, in hexadecimal, of the content as canonical JSON: UTF-8, keys sorted, no spaces, dates as ISO 8601.

    Comments, the order of keys and how a text is wrapped change nothing.
    """
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_iso)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"No canonical form for {type(value).__name__}")
