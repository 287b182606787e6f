"""An apprenticeship standard: its duties, KSBs, methods of assessment, and where each fact was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was found. `confirmed` false means the place is a template, a sibling plan or an inference."""

    name: str
    confirmed: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ksb:
    """One knowledge, skill or behaviour statement.

    `text` is the published wording; `short` is ours, for tiles and headings. `assessed_by` holds codes of
    assessment methods and is empty while the split is not confirmed. `needed` is how many accepted tags it takes.
    `option` names the option the statement belongs to, where the standard has options.
    """

    code: str
    kind: str
    text: str
    short: str
    assessed_by: tuple[str, ...] = ()
    needed: int = 1
    option: str | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty, the KSBs it uses, and its example off-the-job days (None where nothing is published)."""

    code: str
    text: str
    short: str
    ksbs: tuple[str, ...]
    otj_days: int | None = None


@dataclass(frozen=True, slots=True)
class KsbKind:
    """A family of statements: code "knowledge", name "Knowledge", initial "K"."""

    code: str
    name: str
    initial: str


@dataclass(frozen=True, slots=True)
class AssessmentMethod:
    """One method of the end-point assessment. `minutes` is the whole length, None where not confirmed."""

    code: str
    name: str
    short: str
    weight_percent: int | None
    minutes: int | None


@dataclass(frozen=True, slots=True)
class VersionLogEntry:
    """One line of the standard's published version log."""

    version: str
    change: str
    earliest_start: date
    latest_start: date | None = None


@dataclass(frozen=True)
class Standard:
    """One version of an apprenticeship standard, as published.

    `sources` maps a fact's dotted name ("duties.otj_days") to where it was found; `conflicts` holds, for such a
    name, sentences on what another source says instead.
    """

    reference: str
    version: str
    title: str
    level: int
    lars_code: int | None
    typical_months_to_gateway: int
    typical_months_of_assessment: int | None
    kinds: tuple[KsbKind, ...]
    ksbs: tuple[Ksb, ...]
    duties: tuple[Duty, ...]
    methods: tuple[AssessmentMethod, ...]
    method_mapping_confirmed: bool
    english_and_maths: str
    version_log: tuple[VersionLogEntry, ...] = ()
    copyright: str = ""
    sources: Mapping[str, Source] = field(default_factory=dict)
    conflicts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    digest: str = ""

    @cached_property
    def ksb_by_code(self) -> dict[str, Ksb]:
        """KSBs by code, in the published order."""
        return {ksb.code: ksb for ksb in self.ksbs}

    @cached_property
    def duty_by_code(self) -> dict[str, Duty]:
        """Duties by code, in the published order."""
        return {duty.code: duty for duty in self.duties}

    @cached_property
    def duties_of_ksb(self) -> dict[str, tuple[str, ...]]:
        """For each KSB's code the codes of the duties that use it."""
        return {k.code: tuple(d.code for d in self.duties if k.code in d.ksbs) for k in self.ksbs}

    @property
    def otj_days_total(self) -> int | None:
        """The sum of the duties' example off-the-job days, or None where any duty has none."""
        days = [duty.otj_days for duty in self.duties]
        return sum(d for d in days if d is not None) if days and None not in days else None

    def ksbs_of(self, kind: str) -> tuple[Ksb, ...]:
        """The statements of one kind, in order."""
        return tuple(ksb for ksb in self.ksbs if ksb.kind == kind)
