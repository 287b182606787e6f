"""An apprenticeship standard: its duties, KSBs, methods of assessment, and where each fact was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from app.domain.refusals import BadInput, Fault


class Confidence(StrEnum):
    """How far a fact's source can be trusted."""

    OFFICIAL = "official"
    """Official text, read."""
    QUOTED = "quoted"
    """Official text, quoted by a third party."""
    PRACTICE = "practice"
    """What an assessment organisation, a provider or a practitioner does."""
    TEMPLATE = "template"
    """The text of a sibling's plan or of a template: a default, not this standard's own."""
    INFERRED = "inferred"
    """Our inference or arithmetic."""
    OURS = "ours"
    """Our own wording or choice, for a provider to replace."""

    @property
    def confirmed(self) -> bool:
        """Whether somebody other than us has said it of this very standard or rule."""
        return self in (Confidence.OFFICIAL, Confidence.QUOTED, Confidence.PRACTICE)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was found. `confirmed` false means the place is a template, a sibling plan or an inference.

    `note` says what a reader must know about this one fact; `address` is the page's, where there is one.
    """

    name: str
    confirmed: bool = True
    note: str = ""
    confidence: Confidence = Confidence.OFFICIAL
    address: str = ""


@dataclass(frozen=True, slots=True)
class Ksb:
    """One knowledge, skill or behaviour statement.

    `text` is the published wording; `short` is ours, for tiles and headings, and so is `plain`, what it asks for in
    plain words, "" where nobody has put it so. `assessed_by` holds codes of assessment methods and is empty while the
    split is not confirmed. `needed` is how many accepted tags it takes. `option` names the option the statement
    belongs to, where the standard has options.
    """

    code: str
    kind: str
    text: str
    short: str
    assessed_by: tuple[str, ...] = ()
    needed: int = 1
    option: str | None = None
    plain: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty, the KSBs it uses, and its example off-the-job days (None where nothing is published).

    `option` names the option the duty belongs to, where the standard has options.
    """

    code: str
    text: str
    short: str
    ksbs: tuple[str, ...]
    otj_days: int | None = None
    option: str | None = None


@dataclass(frozen=True, slots=True)
class KsbKind:
    """A family of statements: code "knowledge", name "Knowledge", initial "K"."""

    code: str
    name: str
    initial: str


@dataclass(frozen=True, slots=True)
class StandardOption:
    """One of the options an apprentice chooses between, where the standard has them."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class MethodPart:
    """A part of an assessment method and its usual length in minutes, such as the questions after a presentation."""

    name: str
    minutes: int


@dataclass(frozen=True, slots=True)
class AssessmentMethod:
    """One method of the end-point assessment. `minutes` is the whole length, None where not confirmed.

    `uses_portfolio` says that the portfolio of evidence underpins it; `scope_agreed_at_gateway` that its title and
    scope are agreed at gateway. `to_pass` and `to_distinction` are the published words, "" where there are none.
    """

    code: str
    name: str
    short: str
    weight_percent: int | None
    minutes: int | None
    parts: tuple[MethodPart, ...] = ()
    uses_portfolio: bool = False
    scope_agreed_at_gateway: bool = False
    grades: tuple[str, ...] = ()
    to_pass: str = ""
    to_distinction: str = ""


@dataclass(frozen=True, slots=True)
class EnglishAndMathsException:
    """Who is asked for less, or for something else, in English or maths: "Entry Level 3" for `subjects`."""

    who: str
    requirement: str
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionLogEntry:
    """One line of the standard's published version log."""

    version: str
    change: str
    earliest_start: date
    latest_start: date | None = None
    latest_end: date | None = None


@dataclass(frozen=True)
class Standard:
    """One version of an apprenticeship standard, as published.

    `sources` maps a fact's dotted name ("duties.otj_days") to where it was found; `conflicts` holds, for such a
    name, sentences on what another source says instead. `digest` is the SHA-256 of the file's content in canonical
    JSON. Not every standard has duties, options, or knowledge, skills and behaviours: take kinds and counts from it.
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
    sources: Mapping[str, Source] = field(default_factory=dict, hash=False)
    conflicts: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    digest: str = ""
    status: str = ""
    approved_on: date | None = None
    updated_on: date | None = None
    route: str = ""
    funding_band_pounds: int | None = None
    eqa_provider: str = ""
    english_and_maths_exceptions: tuple[EnglishAndMathsException, ...] = ()
    options: tuple[StandardOption, ...] = ()

    @cached_property
    def ksb_by_code(self) -> dict[str, Ksb]:
        """KSBs by code, in the published order."""
        return {ksb.code: ksb for ksb in self.ksbs}

    @cached_property
    def ksbs_by_kind(self) -> dict[str, tuple[Ksb, ...]]:
        """For each kind's code its statements, in the published order."""
        return {kind.code: self.ksbs_of(kind.code) for kind in self.kinds}

    @cached_property
    def place_of_ksb(self) -> dict[str, int]:
        """Where each KSB's code stands in the published order, from 0."""
        return {ksb.code: place for place, ksb in enumerate(self.ksbs)}

    @cached_property
    def duty_by_code(self) -> dict[str, Duty]:
        """Duties by code, in the published order."""
        return {duty.code: duty for duty in self.duties}

    @cached_property
    def duties_of_ksb(self) -> dict[str, tuple[str, ...]]:
        """For each KSB's code the codes of the duties that use it."""
        return {k.code: tuple(d.code for d in self.duties if k.code in d.ksbs) for k in self.ksbs}

    @cached_property
    def method_by_code(self) -> dict[str, AssessmentMethod]:
        """Assessment methods by code, in the published order."""
        return {method.code: method for method in self.methods}

    @property
    def otj_days_total(self) -> int | None:
        """The sum of the duties' example off-the-job days, or None where any duty has none."""
        days = [duty.otj_days for duty in self.duties]
        return sum(d for d in days if d is not None) if days and None not in days else None

    def ksbs_of(self, kind: str) -> tuple[Ksb, ...]:
        """The statements of one kind, in order."""
        return tuple(ksb for ksb in self.ksbs if ksb.kind == kind)

    def ksbs_assessed_by(self, method: str) -> tuple[Ksb, ...]:
        """The statements that a method assesses, in order; none while the split is not confirmed."""
        return tuple(ksb for ksb in self.ksbs if method in ksb.assessed_by)

    def with_method_mapping(self, mapping: Mapping[str, Sequence[str]]) -> "Standard":
        """This standard with a confirmed split: for every KSB's code the codes of the methods that assess it.

        An administrator's word laid over the published file, so `digest` stays the file's. Raises BadInput that
        names every KSB left out or unknown and every unknown method.
        """
        faults = _mapping_faults(self, mapping)
        if faults:
            raise BadInput(faults)
        ksbs = tuple(replace(ksb, assessed_by=tuple(mapping[ksb.code])) for ksb in self.ksbs)
        return replace(self, ksbs=ksbs, method_mapping_confirmed=True)


def _mapping_faults(standard: Standard, mapping: Mapping[str, Sequence[str]]) -> list[Fault]:
    """What stops a split of KSBs between methods from being used."""
    named = f"{standard.reference} version {standard.version}"
    faults = [Fault(code, f"{code} is not a KSB of {named}.") for code in mapping if code not in standard.ksb_by_code]
    for ksb in standard.ksbs:
        methods = mapping.get(ksb.code, ())
        if not methods:
            faults.append(Fault(ksb.code, f"Say which assessment method assesses {ksb.code}."))
        unknown = [method for method in methods if method not in standard.method_by_code]
        faults.extend(Fault(ksb.code, f"“{method}” is not an assessment method of {named}.") for method in unknown)
    return faults
