"""The facts of an assessment plan in words: what each holds, and whose word it is."""

from collections.abc import Callable, Mapping
from typing import Any

from app.domain.assessment import PlanFact, Sort
from app.domain.standards import Confidence, Source, Standard
from app.rendering.words import in_words, plural

TRUST = {
    Confidence.OFFICIAL: "official text",
    Confidence.QUOTED: "official text as others quote it",
    Confidence.PRACTICE: "what a provider or assessment organisation does",
    Confidence.TEMPLATE: "a template or a sibling’s plan",
    Confidence.INFERRED: "our inference",
    Confidence.OURS: "our own words",
}
MARKERS = {"assessor": "the independent assessor", "provider": "the training provider", "employer": "the employer"}
Kinds = Mapping[str, str]
"""The names of kinds of evidence by code."""


def value_words(fact: PlanFact, value: Any, standard: Standard, kinds: Kinds, *, known: bool) -> str:
    """What a fact holds. `known`: somebody found it, so that none is none and not unknown."""
    if fact.of_methods and not known and all(one is None for one in value.values()):
        return ""
    if value is None or value == "":
        return "The plan sets none" if known else ""
    return _WORDS[fact.sort](value, standard, kinds)


def whose_word(source: Source | None, *, here: bool) -> str:
    """Whose word a fact is; `here`: an administrator confirmed it here, and the source names them."""
    if source is None or source.confidence is Confidence.OURS:
        return "Nobody has found it published."
    if here:
        return f"{source.name}."
    doubt = "" if source.confirmed else ". Check this standard’s own plan"
    return f"{source.name} ({TRUST[source.confidence]}){doubt}."


def _split(value: Any, standard: Standard, _: Kinds) -> str:
    said = []
    for method in standard.methods:
        codes = [ksb.code for ksb in standard.ksbs if method.code in value.get(ksb.code, ())]
        if codes:
            said.append(f"{method.short}: {', '.join(codes)}.")
    return " ".join(said)


def _components(value: Any, standard: Standard, _: Kinds) -> str:
    said = []
    for one in value:
        most = f" (up to {plural(one['words_at_most'], 'word')})" if one["words_at_most"] else ""
        method = standard.method_by_code.get(one["method"])
        waived = {True: "; may be waived", False: "; may not be waived"}.get(one.get("may_be_waived"), "")
        said.append(f"{one['name']}{most}{f', for the {method.short.lower()}' if method else ''}{waived}.")
    return " ".join(said)


def _resits(value: Any, *_: object) -> str:
    said = [
        f"{what} within {plural(value[name], 'month')} of the result."
        for name, what in (("resit_months", "A resit"), ("retake_months", "A retake"))
        if value[name]
    ]
    said.append(f"No better than {value['capped_at']}." if value["capped_at"] else "No cap on the grade.")
    said.append("The employer must agree." if value["employer_agrees"] else "The employer is not asked.")
    return " ".join(said)


def _grades(value: Any, *_: object) -> str:
    said = []
    for rule in value:
        when = [f"any method is {rule['if_any']}"] if rule["if_any"] else []
        when += [f"every method is {rule['if_all']}"] if rule["if_all"] else []
        said.append(f"{rule['grade'].capitalize()} where {in_words(when)}." if when else f"Else {rule['grade']}.")
    return " ".join(said)


def _marks(value: Any, standard: Standard, _: Kinds) -> str:
    return " ".join(f"{method.short}: {MARKERS[value[method.code]]}." for method in standard.methods)


def _by_method(words: Callable[[int], str]) -> Callable[[Any, Standard, Kinds], str]:
    def said(value: Any, standard: Standard, _: Kinds) -> str:
        known = [(method.short, value.get(method.code)) for method in standard.methods]
        return " ".join(f"{short}: {'the plan sets none' if one is None else words(one)}." for short, one in known)

    return said


def _each(value: Any, standard: Standard, _: Kinds) -> str:
    said = {True: "yes", False: "no", None: "not confirmed"}
    return " ".join(f"{method.short}: {said[value.get(method.code)]}." for method in standard.methods)


def _kinds(value: Any, _: Standard, kinds: Kinds) -> str:
    return in_words(kinds.get(code, code) for code in value) or "All kinds are accepted"


_WORDS: Mapping[Sort, Callable[[Any, Standard, Kinds], str]] = {
    Sort.SPLIT: _split,
    Sort.COUNT: lambda value, *_: str(value),
    Sort.PERCENT: lambda value, *_: f"{value}%",
    Sort.YES_NO: lambda value, *_: "Yes" if value else "No",
    Sort.KINDS: _kinds,
    Sort.TEXT: lambda value, *_: str(value),
    Sort.WORDS: lambda value, *_: in_words(f"“{value[one]}”" for one in ("organisation", "assessment", "gateway")),
    Sort.COMPONENTS: _components,
    Sort.WEIGHTS: _by_method(lambda percent: f"{percent}%"),
    Sort.LENGTHS: _by_method(lambda minutes: plural(minutes, "minute")),
    Sort.EACH: _each,
    Sort.RESITS: _resits,
    Sort.GRADES: _grades,
    Sort.MARKS: _marks,
}
