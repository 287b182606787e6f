"""What may be confirmed as the value of a fact: wrong ones are told by their place in it (“K1”, “0.name”, "")."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.assessment.plan import AssessmentPlan, Marks
from app.domain.assessment.plan_facts import PlanFact, Sort
from app.domain.confirmed_facts import is_line
from app.domain.evidence import EvidenceKind
from app.domain.refusals import BadInput, Fault
from app.domain.standards import Standard

MOST_COUNT = 999
MOST_WORDS = 100_000
MOST_LINES = 20
MOST_MINUTES = 10_000
LONGEST_LINE = 200
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was sent. Codes are tuples, since a list where one belongs cannot be looked for in a set."""

    value: Any
    standard: Standard

    @property
    def methods(self) -> tuple[str, ...]:
        return tuple(self.standard.method_by_code)

    @property
    def grades(self) -> tuple[str, ...]:
        return tuple(grade for method in self.standard.methods for grade in method.grades)


def checked(fact: PlanFact, value: Any, standard: Standard) -> Any:
    """The value as it is kept. Raises BadInput."""
    return _CHECKS[fact.sort](_Asked(value, standard))


def insist_fitting(plan: AssessmentPlan) -> None:
    """Raises BadInput where what was confirmed contradicts another fact of the plan."""
    fewest, most = plan.portfolio.fewest_pieces, plan.portfolio.most_pieces
    if fewest is not None and most is not None and fewest > most:
        raise _bad(f"At least {fewest} pieces and at most {most} cannot both hold. Confirm the other one first.")


def _bad(sentence: str, path: str = "") -> BadInput:
    return BadInput([Fault(path, sentence)])


def _is_count(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _count(asked: _Asked) -> int | None:
    if asked.value is not None and not _is_count(asked.value, 1, MOST_COUNT):
        raise _bad(f"Enter a whole number from 1 to {MOST_COUNT}, or say that the plan sets none.")
    return None if asked.value is None else int(asked.value)


def _percent(asked: _Asked) -> int | None:
    if asked.value is not None and not _is_count(asked.value, 0, 100):
        raise _bad("Enter a whole number from 0 to 100, or say that the plan sets none.")
    return None if asked.value is None else int(asked.value)


def _yes_no(asked: _Asked) -> bool:
    if not isinstance(asked.value, bool):
        raise _bad("Say yes or no.")
    return asked.value


def _kinds(asked: _Asked) -> list[str]:
    known = [kind.value for kind in EvidenceKind]
    if not isinstance(asked.value, list) or any(one not in known for one in asked.value):
        raise _bad("Choose among the kinds of evidence that are used here.")
    return [kind for kind in known if kind in asked.value]


def _text(asked: _Asked) -> str:
    if not is_line(asked.value, LONGEST_LINE):
        raise _bad(f"Enter one line of {LONGEST_LINE} characters or fewer.")
    return str(asked.value).strip()


def _words(asked: _Asked) -> Mapping[str, str]:
    names = ("organisation", "assessment", "gateway")
    given = asked.value if isinstance(asked.value, dict) else {}
    faults = [Fault(one, "Enter the words that the plan uses.") for one in names if not is_line(given.get(one), 60)]
    if faults or set(given) != set(names):
        raise BadInput(faults or [Fault("", "Give the organisation, the assessment and gateway, and nothing else.")])
    return {one: given[one].strip() for one in names}


def _components(asked: _Asked) -> list[dict[str, Any]]:
    lines = _lines(asked, {"code", "name", "method", "words_at_most", "may_be_waived"})
    found: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for place, line in enumerate(lines):
        name, method, most = line.get("name"), line.get("method", ""), line.get("words_at_most")
        code = line.get("code") or _code_of(name)
        if not is_line(name, LONGEST_LINE):
            faults.append(Fault(f"{place}.name", "Say what is handed over, in one line."))
        if method != "" and method not in asked.methods:
            faults.append(Fault(f"{place}.method", "Choose one of the standard’s methods, or none."))
        if most is not None and not _is_count(most, 1, MOST_WORDS):
            faults.append(Fault(f"{place}.words_at_most", "Enter a whole number of words, or leave it empty."))
        waived = line.get("may_be_waived")
        if waived is not None and not isinstance(waived, bool):
            faults.append(Fault(f"{place}.may_be_waived", "Say yes or no, or that the plan does not say it."))
        if not isinstance(code, str) or not _CODE.fullmatch(code) or code in [one["code"] for one in found]:
            faults.append(Fault(f"{place}.name", "Give it a name of its own, which begins with a letter."))
        found.append({"code": code, "name": name, "method": method, "words_at_most": most, "may_be_waived": waived})
    if faults:
        raise BadInput(faults)
    return [{**one, "name": one["name"].strip()} for one in found]


def _code_of(name: Any) -> str:
    """A code for what had none: its name in small letters."""
    return re.sub(r"[^a-z0-9]+", "_", str(name).casefold()).strip("_")[:40].rstrip("_")


def _resits(asked: _Asked) -> dict[str, Any]:
    given = asked.value if isinstance(asked.value, dict) else {}
    faults = [
        Fault(one, f"Enter a whole number from 1 to {MOST_COUNT}, or leave it empty.")
        for one in ("resit_months", "retake_months")
        if given.get(one) is not None and not _is_count(given[one], 1, MOST_COUNT)
    ]
    if given.get("capped_at") != "" and given.get("capped_at") not in asked.grades:
        faults.append(Fault("capped_at", "Choose one of the grades, or no cap."))
    if not isinstance(given.get("employer_agrees"), bool):
        faults.append(Fault("employer_agrees", "Say yes or no."))
    if faults:
        raise BadInput(faults)
    names = ("resit_months", "retake_months", "capped_at", "employer_agrees")
    if set(given) - set(names):
        raise _bad("There is more in it than the months, the cap and the employer’s agreement.")
    return {one: given.get(one) for one in names}


def _grades(asked: _Asked) -> list[dict[str, str]]:
    lines = _lines(asked, {"grade", "if_any", "if_all"})
    found = [{one: line.get(one, "") for one in ("grade", "if_any", "if_all")} for line in lines]
    faults = []
    for place, line in enumerate(found):
        if line["grade"] not in asked.grades:
            faults.append(Fault(f"{place}.grade", "Choose one of the grades."))
        for name in ("if_any", "if_all"):
            if line[name] != "" and line[name] not in asked.grades:
                faults.append(Fault(f"{place}.{name}", "Choose one of the grades, or none."))
    if faults:
        raise BadInput(faults)
    if found[-1]["if_any"] or found[-1]["if_all"]:
        path = f"{len(found) - 1}.grade"
        raise _bad("The last line must hold for whatever is left: choose no condition there.", path)
    return found


def _marks(asked: _Asked) -> dict[str, str]:
    given = asked.value if isinstance(asked.value, dict) else {}
    known = [one.value for one in Marks]
    faults = [Fault(code, "Say who marks it.") for code in asked.methods if given.get(code) not in known]
    faults += [
        Fault("", "There is a method in it that the standard has not.") for code in given if code not in asked.methods
    ]
    if faults:
        raise BadInput(faults)
    return {code: given[code] for code in asked.methods}


def _weights(asked: _Asked) -> dict[str, int | None]:
    found = _by_method(asked, 0, 100)
    if all(one is not None for one in found.values()) and sum(one or 0 for one in found.values()) != 100:
        raise _bad(f"These make {sum(one or 0 for one in found.values())} percent, and not 100.")
    return found


def _lengths(asked: _Asked) -> dict[str, int | None]:
    return _by_method(asked, 1, MOST_MINUTES)


def _each(asked: _Asked) -> dict[str, bool]:
    given = asked.value if isinstance(asked.value, dict) else {}
    faults = [Fault(code, "Say yes or no.") for code in asked.methods if not isinstance(given.get(code), bool)]
    if not set(given) <= set(asked.methods):
        faults.append(Fault("", "There is a method in it that the standard has not."))
    if faults:
        raise BadInput(faults)
    return {code: given[code] for code in asked.methods}


def _by_method(asked: _Asked, least: int, most: int) -> dict[str, int | None]:
    given = asked.value if isinstance(asked.value, dict) else {}
    faults = [
        Fault(code, f"Enter a whole number from {least} to {most:,}, or leave it empty where the plan sets none.")
        for code in asked.methods
        if given.get(code) is not None and not _is_count(given[code], least, most)
    ]
    if set(given) != set(asked.methods):
        faults.append(Fault("", "Give each of the standard’s methods, and nothing else."))
    if faults:
        raise BadInput(faults)
    return {code: given[code] for code in asked.methods}


def _split(asked: _Asked) -> dict[str, list[str]]:
    given = asked.value if isinstance(asked.value, dict) else {}
    if any(not isinstance(methods, list) or not all(isinstance(m, str) for m in methods) for methods in given.values()):
        raise _bad("Give for each KSB a list of methods.")
    asked.standard.with_method_mapping(given)
    return {ksb.code: [method for method in asked.methods if method in given[ksb.code]] for ksb in asked.standard.ksbs}


def _lines(asked: _Asked, names: Collection[str]) -> list[dict[str, Any]]:
    lines = asked.value
    if not isinstance(lines, list) or not 1 <= len(lines) <= MOST_LINES:
        raise _bad(f"Enter one line or more, and no more than {MOST_LINES}.")
    if not all(isinstance(line, dict) and set(line) <= set(names) for line in lines):
        raise _bad("A line has something in it that does not belong there.")
    return lines


_CHECKS: Mapping[Sort, Callable[[_Asked], Any]] = {
    Sort.SPLIT: _split,
    Sort.COUNT: _count,
    Sort.PERCENT: _percent,
    Sort.YES_NO: _yes_no,
    Sort.KINDS: _kinds,
    Sort.TEXT: _text,
    Sort.WORDS: _words,
    Sort.COMPONENTS: _components,
    Sort.WEIGHTS: _weights,
    Sort.LENGTHS: _lengths,
    Sort.EACH: _each,
    Sort.RESITS: _resits,
    Sort.GRADES: _grades,
    Sort.MARKS: _marks,
}
