"""The facts of an assessment plan that an administrator can confirm: what each asks, and what it holds now.

A value is plain data, as JSON has it, so that it is kept, sent and read back as one thing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from app.domain.assessment.plan import AssessmentPlan
from app.domain.refusals import NotFound
from app.domain.standards import Source, Standard


class Sort(StrEnum):
    """What a fact’s value is, and so how it is asked for."""

    SPLIT = "split"
    """For each KSB’s code the codes of the methods that assess it; null while not known."""
    COUNT = "count"
    """A whole number from 1, or null where the plan sets none."""
    PERCENT = "percent"
    """A whole number from 0 to 100, or null where the plan sets none."""
    YES_NO = "yes_no"
    """True or false."""
    KINDS = "kinds"
    """A list of codes of kinds of evidence."""
    TEXT = "text"
    """A line of text."""
    WORDS = "words"
    """`organisation`, `assessment` and `gateway`, as the plan calls them."""
    COMPONENTS = "components"
    """A list of what is handed over at gateway: `code`, `name`, `method` (or ""), `words_at_most` (or null).

    With each `may_be_waived`: true or false, or null where the plan does not say it.
    """
    WEIGHTS = "weights"
    """For each method’s code its weight in percent, or null where the plan sets none."""
    LENGTHS = "lengths"
    """For each method’s code its whole length in minutes, or null where the plan sets none."""
    EACH = "each"
    """For each method’s code true or false; null while it is not known."""
    RESITS = "resits"
    """`resit_months` and `retake_months` (or null), `capped_at` (or ""), `employer_agrees`."""
    GRADES = "grades"
    """A list of lines: `grade`, `if_any` and `if_all` (or ""); the first that fits holds."""
    MARKS = "marks"
    """For each method’s code who marks it: assessor, provider or employer."""


@dataclass(frozen=True, slots=True)
class PlanFact:
    """One fact. `name` is its dotted name in the plan’s file; `hint` says what to look for in the plan.

    `of_methods`: it is a fact of each of the standard’s methods, of this name there (“minutes”), and laid over these.
    """

    name: str
    title: str
    sort: Sort
    hint: str = ""
    of_methods: str = ""

    @property
    def of_standard(self) -> bool:
        """Whether it is laid over the standard, and not over the plan."""
        return self.sort is Sort.SPLIT or bool(self.of_methods)


SPLIT = PlanFact(
    "assessed_by",
    "Which method assesses each KSB",
    Sort.SPLIT,
    "The plan has a table of its KSBs by method. A KSB may stand under more than one.",
)
PLAN_FACTS = (
    SPLIT,
    PlanFact(
        "method_weights",
        "What each method weighs",
        Sort.WEIGHTS,
        "In percent of the whole. Where every method has a weight they make 100.",
        "weight_percent",
    ),
    PlanFact(
        "method_minutes",
        "How long each method takes",
        Sort.LENGTHS,
        "In minutes, its questions with it, without what the assessor may add.",
        "minutes",
    ),
    PlanFact(
        "method_portfolio",
        "Which methods the portfolio underpins",
        Sort.EACH,
        "Such as a discussion that the plan calls “underpinned by a portfolio”.",
        "uses_portfolio",
    ),
    PlanFact("plan_version", "The plan’s own version", Sort.TEXT, "Such as AP02."),
    PlanFact("words", "What the plan calls things", Sort.WORDS),
    PlanFact("portfolio.typical_pieces", "Pieces that a portfolio typically has", Sort.COUNT),
    PlanFact("portfolio.fewest_pieces", "Fewest pieces in the portfolio", Sort.COUNT),
    PlanFact("portfolio.most_pieces", "Most pieces in the portfolio", Sort.COUNT),
    PlanFact(
        "portfolio.one_for_each_ksb",
        "At least one piece for each KSB",
        Sort.YES_NO,
        "Of the method that the portfolio underpins; one piece may serve several.",
    ),
    PlanFact("portfolio.kinds_not_accepted", "Kinds of evidence that are not accepted", Sort.KINDS),
    PlanFact("portfolio.longest_clip_minutes", "Longest recording or film, in minutes", Sort.COUNT),
    PlanFact(
        "portfolio.employer_statement",
        "The employer’s statement goes with the portfolio",
        Sort.YES_NO,
        "That the evidence is valid and attributable to the apprentice.",
    ),
    PlanFact("portfolio.mapping_annex", "The pieces are mapped to KSBs in an annex", Sort.YES_NO),
    PlanFact("gateway_components", "What is handed over at gateway", Sort.COMPONENTS),
    PlanFact(
        "tolerance_percent",
        "How much longer than its length a method may run",
        Sort.PERCENT,
        "What the assessor may add, in percent.",
    ),
    PlanFact("months_to_finish", "Months in which all methods must be over", Sort.COUNT),
    PlanFact("resits", "Resits and retakes", Sort.RESITS, "A resit needs no further learning, a retake does."),
    PlanFact("overall", "How the methods’ grades make the whole’s", Sort.GRADES, "The first line that fits holds."),
    PlanFact("behaviours_verified_by_employer", "The employer verifies the behaviours", Sort.YES_NO),
    PlanFact("marked_by", "Who marks each method", Sort.MARKS),
)
_BY_NAME = {fact.name: fact for fact in PLAN_FACTS}
_PORTFOLIO = "portfolio."


def plan_fact(name: str) -> PlanFact:
    """The fact of this name; raises NotFound."""
    if name not in _BY_NAME:
        raise NotFound("There is no such fact of an assessment plan.")
    return _BY_NAME[name]


def value_of(fact: PlanFact, plan: AssessmentPlan, standard: Standard) -> object:
    """What the fact holds, as plain data."""
    if fact.sort in _READ:
        return _READ[fact.sort](plan, standard)
    holder = plan.portfolio if fact.name.startswith(_PORTFOLIO) else plan
    found = getattr(holder, fact.name.removeprefix(_PORTFOLIO))
    return list(found) if isinstance(found, tuple) else found


def source_of(fact: PlanFact, plan: AssessmentPlan, standard: Standard) -> Source | None:
    """Where the fact was found; None where there is no plan here that has it."""
    if fact.of_methods:
        found = [standard.sources.get(place) for place in _places(fact, standard)]
        enough = any(found) if fact.sort is Sort.EACH else all(found)
        return _one_source([one for one in found if one is not None]) if enough else None
    return standard.sources.get("method_mapping") if fact.sort is Sort.SPLIT else plan.source(fact.name)


def conflicts_of(fact: PlanFact, plan: AssessmentPlan, standard: Standard) -> tuple[str, ...]:
    """What other sources say of the fact."""
    if fact.of_methods:
        return tuple(said for place in _places(fact, standard) for said in standard.conflicts.get(place, ()))
    return tuple(plan.conflicts.get(fact.name, ()))


def method_place(fact: PlanFact, method: str) -> str:
    """The dotted name, in the standard’s file, of what such a fact says of one method."""
    return f"assessment_methods.{method}.{fact.of_methods}"


def _places(fact: PlanFact, standard: Standard) -> list[str]:
    return [method_place(fact, method.code) for method in standard.methods]


def _one_source(sources: Sequence[Source]) -> Source | None:
    """Several sources as one that names each, and that is worth no more than the first that is not confirmed."""
    if not sources:
        return None
    weakest = next((one for one in sources if not one.confirmed), sources[0])
    return replace(weakest, name="; ".join(dict.fromkeys(one.name for one in sources)), note="")


def _split(_: AssessmentPlan, standard: Standard) -> object:
    known = standard.method_mapping_confirmed
    return {ksb.code: list(ksb.assessed_by) for ksb in standard.ksbs} if known else None


def _each(_: AssessmentPlan, standard: Standard) -> object:
    """Of a method of which nobody has found it said, it is not known."""
    found = {method.code: f"assessment_methods.{method.code}.uses_portfolio" for method in standard.methods}
    return {
        method.code: method.uses_portfolio if found[method.code] in standard.sources else None
        for method in standard.methods
    }


_READ: Mapping[Sort, Callable[[AssessmentPlan, Standard], object]] = {
    Sort.SPLIT: _split,
    Sort.TEXT: lambda plan, _: plan.version,
    Sort.WORDS: lambda plan, _: {
        "organisation": plan.organisation,
        "assessment": plan.assessment,
        "gateway": plan.gateway,
    },
    Sort.COMPONENTS: lambda plan, _: [asdict(one) for one in plan.components],
    Sort.WEIGHTS: lambda _, standard: {method.code: method.weight_percent for method in standard.methods},
    Sort.LENGTHS: lambda _, standard: {method.code: method.minutes for method in standard.methods},
    Sort.EACH: _each,
    Sort.RESITS: lambda plan, _: asdict(plan.resits),
    Sort.GRADES: lambda plan, _: [asdict(rule) for rule in plan.overall],
    Sort.MARKS: lambda plan, standard: {method.code: plan.marks(method.code).value for method in standard.methods},
}
