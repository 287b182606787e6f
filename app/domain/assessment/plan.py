"""An assessment plan as data: the rules of the portfolio, of gateway, of grades and of further attempts.

Every value is None, False or empty where the plan does not say it or nobody has found it published. Where each stands
is kept by its dotted name (“portfolio.typical_pieces”) in `sources`; a source that is not confirmed is a sibling’s plan
or a template, and every sentence made from it says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.standards import Source


class Marks(StrEnum):
    """Who marks a method."""

    ASSESSOR = "assessor"
    PROVIDER = "provider"
    EMPLOYER = "employer"


@dataclass(frozen=True, slots=True)
class PortfolioRules:
    """What the plan asks of the portfolio.

    `kinds_not_accepted` are codes of kinds of evidence. `longest_clip_minutes` is of one recording or film.
    `one_for_each_ksb`: at least one piece for each KSB of the method that the portfolio underpins.
    """

    typical_pieces: int | None = None
    fewest_pieces: int | None = None
    most_pieces: int | None = None
    one_for_each_ksb: bool = False
    kinds_not_accepted: tuple[str, ...] = ()
    longest_clip_minutes: int | None = None
    employer_statement: bool = False
    mapping_annex: bool = False


@dataclass(frozen=True, slots=True)
class GatewayComponent:
    """Something that is handed to the assessment organisation at gateway. `words_at_most` is of a text.

    `may_be_waived` is None where nobody has found whether the plan lets it be left out.
    """

    code: str
    name: str
    method: str = ""
    words_at_most: int | None = None
    may_be_waived: bool | None = None


@dataclass(frozen=True, slots=True)
class Resits:
    """Further attempts. A resit needs no further learning, a retake does; months run from the result.

    `capped_at` is the best grade of a further attempt, "" without a cap. `employer_agrees`: the employer must agree.
    """

    resit_months: int | None = None
    retake_months: int | None = None
    capped_at: str = ""
    employer_agrees: bool = False


@dataclass(frozen=True, slots=True)
class GradeRule:
    """One line of how methods’ grades make the whole’s; the first that fits holds.

    `if_any` fits where some method has that grade, `if_all` where every method has; with neither it always fits.
    """

    grade: str
    if_any: str = ""
    if_all: str = ""


@dataclass(frozen=True)
class AssessmentPlan:
    """One standard’s plan.

    `version` is the plan’s own, "" where not known. `organisation` and `assessment` are the words of its time
    (“end-point assessment organisation”, “assessment organisation”). `tolerance_percent` is how much longer than its
    length the assessor may let a method run; all methods are over within `months_to_finish`, or all begins again.
    `behaviours_verified_by_employer` and `marked_by` are of the newer form,
    in which parts are marked on the programme; a method that is not named is marked by the assessor.
    """

    version: str = ""
    organisation: str = "end-point assessment organisation"
    assessment: str = "end-point assessment"
    gateway: str = "gateway"
    portfolio: PortfolioRules = PortfolioRules()
    components: tuple[GatewayComponent, ...] = ()
    tolerance_percent: int | None = None
    months_to_finish: int | None = None
    resits: Resits = Resits()
    overall: tuple[GradeRule, ...] = ()
    behaviours_verified_by_employer: bool = False
    marked_by: Mapping[str, Marks] = field(default_factory=dict, hash=False)
    sources: Mapping[str, Source] = field(default_factory=dict, hash=False)
    conflicts: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    def source(self, name: str) -> Source | None:
        """Where this fact was found, None where the plan does not have it."""
        return self.sources.get(name)

    def confirmed(self, name: str) -> bool:
        """Whether this fact was found for this very standard."""
        found = self.sources.get(name)
        return found is not None and found.confirmed

    def marks(self, method: str) -> Marks:
        """Who marks a method."""
        return self.marked_by.get(method, Marks.ASSESSOR)


NO_PLAN = AssessmentPlan()
"""A standard whose plan nobody has entered: nothing is asked, and nothing is known."""
