"""Facts of an assessment plan as they are entered: from a form’s fields to plain data, and back to fill the form."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from pydantic import Field, JsonValue

from app.actions.plan_facts import Confirmation
from app.domain.assessment import PlanFact, Sort
from app.domain.refusals import BadInput, Fault
from app.domain.standards import Standard
from app.web.forms import Form, Typed

BLANK_LINES = 3
_LINES = {
    Sort.COMPONENTS: ("code", "name", "method", "words_at_most", "may_be_waived"),
    Sort.GRADES: ("grade", "if_any", "if_all"),
}
_NUMBERS = ("words_at_most", "resit_months", "retake_months")
MOST_DIGITS = 9


class FactBody(Form):
    """A fact’s value as plain data, where it was found and when; `seen` is the number of the newest word on it."""

    value: JsonValue
    source: str = Field(max_length=300)
    found_on: date
    seen: int | None = Field(default=None, ge=0, le=1_000_000)

    def confirmation(self) -> Confirmation:
        """As the action takes it."""
        return Confirmation(self.value, self.source, self.found_on, self.seen)


class TakingBackBody(Form):
    """Why a confirmation is taken back; `seen` as for a fact."""

    reason: str = Field(max_length=300)
    seen: int | None = Field(default=None, ge=0, le=1_000_000)


def confirmation_typed(fact: PlanFact, standard: Standard, typed: Typed) -> Confirmation:
    """What a form says. Raises BadInput for a day that is none; the value is found fault with by the action."""
    return Confirmation(_value(fact, standard, typed), typed.get("source"), _day(typed), seen_typed(typed))


def seen_typed(typed: Typed) -> int | None:
    """The number of the word that the form was filled in before."""
    text = typed.get("seen").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def as_typed(fact: PlanFact, value: Any) -> Typed:
    """The fields of a form that says what the fact holds now."""
    fields: list[tuple[str, str]] = []
    if fact.sort in _LINES:
        for place, line in enumerate(value):
            fields += [(f"value.{place}.{name}", _text(line.get(name))) for name in _LINES[fact.sort]]
    elif isinstance(value, dict):
        for name, held in value.items():
            fields += [(f"value.{name}", _text(one)) for one in (held if isinstance(held, list) else [held])]
    elif isinstance(value, list):
        fields += [("value", one) for one in value]
    else:
        fields.append(("value", _text(value)))
    return Typed(fields)


def without_empty_lines(fact: PlanFact, typed: Typed) -> Typed:
    """The same with the lines closed up in which nothing is filled in."""
    if fact.sort not in _LINES:
        return typed
    kept = [
        place
        for place in range(_last(typed) + 1)
        if any(typed.get(f"value.{place}.{name}").strip() for name in _LINES[fact.sort] if name != "code")
    ]
    lines = [
        (f"value.{now}.{name}", typed.get(f"value.{place}.{name}"))
        for now, place in enumerate(kept)
        for name in _LINES[fact.sort]
    ]
    return Typed([one for one in typed.fields if not one[0].startswith("value.")] + lines)


def lines_typed(typed: Typed) -> int:
    """How many lines a form of lines has to show: those that are filled in, and some that are not."""
    return min(_last(typed) + 1 + BLANK_LINES, 40)


def _value(fact: PlanFact, standard: Standard, typed: Typed) -> object:
    if fact.sort is Sort.SPLIT:
        return {ksb.code: typed.all(f"value.{ksb.code}") for ksb in standard.ksbs if f"value.{ksb.code}" in typed}
    if fact.sort in _LINES:
        return _lines(_LINES[fact.sort], typed)
    if fact.sort is Sort.EACH:
        return {method.code: _yes_no(typed.get(f"value.{method.code}")) for method in standard.methods}
    if fact.of_methods:
        return {method.code: _number_or_none(typed.get(f"value.{method.code}")) for method in standard.methods}
    return _READ[fact.sort](typed) if fact.sort in _READ else _named(typed)


def _count(typed: Typed) -> object:
    text = typed.get("value").strip()
    return None if not text and typed.get("none") == "true" else _number(text)


_READ: Mapping[Sort, Callable[[Typed], object]] = {
    Sort.COUNT: _count,
    Sort.PERCENT: _count,
    Sort.KINDS: lambda typed: typed.all("value"),
    Sort.YES_NO: lambda typed: _yes_no(typed.get("value")),
    Sort.TEXT: lambda typed: typed.get("value"),
}


def _named(typed: Typed) -> Mapping[str, object]:
    found: dict[str, object] = {}
    for key, text in typed.fields:
        name = key.removeprefix("value.")
        if name != key:
            found[name] = _field(name, text)
    return found


def _lines(names: tuple[str, ...], typed: Typed) -> list[dict[str, object]]:
    return [
        {name: _field(name, typed.get(f"value.{place}.{name}")) for name in names} for place in range(_last(typed) + 1)
    ]


def _last(typed: Typed) -> int:
    """The last line that has something in it, -1 where none has."""
    places = [key.split(".")[1] for key, text in typed.fields if key.startswith("value.") and text.strip()]
    return max((int(place) for place in places if place.isascii() and place.isdigit() and len(place) <= 2), default=-1)


def _field(name: str, text: str) -> object:
    if name in _NUMBERS:
        return _number_or_none(text)
    if name == "may_be_waived":
        return _yes_no(text) if text.strip() else None
    return _yes_no(text) if name == "employer_agrees" else text.strip()


def _number_or_none(text: str) -> object:
    return _number(text.strip()) if text.strip() else None


def _number(text: str) -> int | str:
    """The whole number that was typed, or what else was: the action finds fault with that."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else text


def _yes_no(text: str) -> bool | str:
    return {"true": True, "false": False}.get(text, text)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _day(typed: Typed) -> date | None:
    text = typed.get("found_on").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput([Fault("found_on", "Enter a date, such as 2026-11-23.")]) from None
