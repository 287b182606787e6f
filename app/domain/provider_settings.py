"""How a provider has hours worked out and judged: what the sources leave open, with the default of each.

A setting is kept as text under its key. What nobody set, and what is kept of a setting that is no more, is passed over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from app.domain.rag import DEFAULT_THRESHOLDS, RagThresholds
from app.domain.refusals import Fault

DEFAULT_ROUNDING = "govuk_2024"
LONGEST_DAY = 1440


class PriorLearningReading(StrEnum):
    """From what prior learning is taken off, where hours are published: sources differ."""

    OFF_PUBLISHED_MINIMUM = "off_published_minimum"
    OFF_PUBLISHED_NEVER_UNDER_FLOOR = "off_published_never_under_floor"
    OFF_PLANNED = "off_planned"


class PartTimeReading(StrEnum):
    """What is made longer for people under 30 hours a week: 12 months, or the programme's own length."""

    TWELVE_MONTHS = "twelve_months"
    PROGRAMME_LENGTH = "programme_length"


class TermTimeReading(StrEnum):
    """Over how many weeks a year the hours of term-time work are spread: all 52, or those not on leave."""

    FIFTY_TWO_WEEKS = "fifty_two_weeks"
    WORKED_WEEKS = "worked_weeks"


class DeliveryPattern(StrEnum):
    """How training is spread, which decides how often learning must be seen to happen."""

    SPREAD = "spread"
    FRONT_LOADED_OR_BLOCK = "front_loaded_or_block"


class TimeSource(StrEnum):
    """Where an entry of time came from."""

    EVIDENCE = "evidence"
    LOG = "log"
    SESSION = "session"


@dataclass(frozen=True)
class ProviderSettings:
    """What the provider has chosen, or the defaults.

    `rounding` names a way of rounding of the funding rules. `…_percent`, `…_days` and `…_left` are those of
    `RagThresholds`. More minutes on one day than `plausible_day_minutes` are questioned. `employer_confirms` are the
    sources of time that need the employer's word.
    """

    rounding: str = DEFAULT_ROUNDING
    prior_learning_reading: PriorLearningReading = PriorLearningReading.OFF_PUBLISHED_MINIMUM
    part_time_reading: PartTimeReading = PartTimeReading.TWELVE_MONTHS
    term_time_reading: TermTimeReading = TermTimeReading.FIFTY_TWO_WEEKS
    delivery_pattern: DeliveryPattern = DeliveryPattern.SPREAD
    plausible_day_minutes: int = 600
    employer_confirms: frozenset[TimeSource] = field(default_factory=lambda: frozenset(TimeSource))
    behind_amber_percent: int = DEFAULT_THRESHOLDS.behind_amber_percent
    behind_red_percent: int = DEFAULT_THRESHOLDS.behind_red_percent
    quiet_amber_days: int = DEFAULT_THRESHOLDS.quiet_amber_days
    quiet_red_days: int = DEFAULT_THRESHOLDS.quiet_red_days
    near_end_days: int = DEFAULT_THRESHOLDS.near_end_days
    near_end_ksbs_left: int = DEFAULT_THRESHOLDS.near_end_ksbs_left

    @property
    def thresholds(self) -> RagThresholds:
        """When a fact turns an apprentice amber or red."""
        return RagThresholds(
            behind_amber_percent=self.behind_amber_percent,
            behind_red_percent=self.behind_red_percent,
            quiet_amber_days=self.quiet_amber_days,
            quiet_red_days=self.quiet_red_days,
            near_end_days=self.near_end_days,
            near_end_ksbs_left=self.near_end_ksbs_left,
        )

    def text(self, key: str) -> str:
        """One setting as it is kept."""
        value = getattr(self, key)
        return " ".join(sorted(value)) if isinstance(value, frozenset) else str(value)


DEFAULTS = ProviderSettings()
_CHOICES: Mapping[str, type[StrEnum]] = {
    "prior_learning_reading": PriorLearningReading,
    "part_time_reading": PartTimeReading,
    "term_time_reading": TermTimeReading,
    "delivery_pattern": DeliveryPattern,
}
LIMITS: Mapping[str, tuple[int, int]] = {
    "plausible_day_minutes": (60, LONGEST_DAY),
    "behind_amber_percent": (0, 100),
    "behind_red_percent": (0, 100),
    "quiet_amber_days": (1, 365),
    "quiet_red_days": (1, 365),
    "near_end_days": (0, 365),
    "near_end_ksbs_left": (0, 100),
}
"""The least and the most of each setting that is a number."""
KEYS = tuple(one.name for one in fields(ProviderSettings))


def settings_from(kept: Mapping[str, str]) -> ProviderSettings:
    """The settings from what is kept under each key; the default for everything else."""
    read = {key: _read(key, text) for key, text in kept.items() if key in KEYS}
    return ProviderSettings(**{key: value for key, value in read.items() if value is not None})


def setting_faults(wanted: Mapping[str, str], roundings: Iterable[str]) -> tuple[Fault, ...]:
    """What stops these settings from being kept, by their keys; `roundings` are those the funding rules know."""
    faults = [Fault(key, f"{key[:40]} is not a setting.") for key in wanted if key not in KEYS]
    known = set(roundings)
    for key, text in wanted.items():
        if key in KEYS and (_read(key, text) is None or (key == "rounding" and text not in known)):
            faults.append(Fault(key, _sentence(key)))
    if not faults:
        faults += _out_of_order(settings_from(wanted))
    return tuple(faults)


def _out_of_order(wanted: ProviderSettings) -> list[Fault]:
    """Red is never reached before amber."""
    return [
        Fault(red, f"Enter {getattr(wanted, amber)} or more: red cannot come before amber.")
        for amber, red in (("behind_amber_percent", "behind_red_percent"), ("quiet_amber_days", "quiet_red_days"))
        if getattr(wanted, red) < getattr(wanted, amber)
    ]


def _read(key: str, text: str) -> Any:
    """The value that is meant, None where the text means none."""
    if key in LIMITS:
        least, most = LIMITS[key]
        plain = text.isascii() and text.isdigit() and len(text) < 6
        return int(text) if plain and least <= int(text) <= most else None
    try:
        if key == "employer_confirms":
            return frozenset(map(TimeSource, text.split()))
        return _CHOICES[key](text) if key in _CHOICES else text or None
    except ValueError:
        return None


def _sentence(key: str) -> str:
    if key in LIMITS:
        least, most = LIMITS[key]
        return f"Enter a whole number from {least:,} to {most:,}."
    return "Choose from the answers given."
