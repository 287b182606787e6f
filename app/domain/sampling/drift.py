"""Drift between tutors: how often each accepts, asks for more and declines, and how often sampling disagreed.

Rates stand beside the numbers they are made of, and beside everybody's; of few decisions they say little, and that is
said too. Nothing here says that somebody decides wrongly.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

SMALL = 30
"""Below so many decisions a rate is a matter of chance (our own choice)."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Decisions of one tutor in the draws looked at; `sampled` were judged, of which `disagreed` were not agreed."""

    accepted: int = 0
    returned: int = 0
    declined: int = 0
    sampled: int = 0
    disagreed: int = 0

    @property
    def decided(self) -> int:
        """All of them."""
        return self.accepted + self.returned + self.declined

    def plus(self, other: "Counts") -> "Counts":
        """Both together."""
        return Counts(
            self.accepted + other.accepted,
            self.returned + other.returned,
            self.declined + other.declined,
            self.sampled + other.sampled,
            self.disagreed + other.disagreed,
        )


@dataclass(frozen=True, slots=True)
class Drift:
    """One tutor's rates in whole percent, None without decisions. `small`: too few to say anything."""

    tutor: UUID
    counts: Counts
    accepted_percent: int | None
    returned_percent: int | None
    declined_percent: int | None
    disagreed_percent: int | None
    small: bool


def drift_of(by_tutor: Mapping[UUID, Counts]) -> tuple[Drift, ...]:
    """Each tutor's rates, those with most decisions first."""
    every = sorted(by_tutor.items(), key=lambda pair: (-pair[1].decided, pair[0]))
    return tuple(_drift(tutor, counts) for tutor, counts in every)


def _drift(tutor: UUID, counts: Counts) -> Drift:
    return Drift(
        tutor,
        counts,
        _percent(counts.accepted, counts.decided),
        _percent(counts.returned, counts.decided),
        _percent(counts.declined, counts.decided),
        _percent(counts.disagreed, counts.sampled),
        counts.decided < SMALL,
    )


def _percent(part: int, whole: int) -> int | None:
    """Rounded to the nearest, a half up."""
    return (200 * part + whole) // (2 * whole) if whole else None
