"""A checked form: either the valid form, or what was typed and what is wrong with it, one sentence a field."""

from collections.abc import Collection, Mapping
from enum import Enum
from typing import Annotated, Any, TypeVar, get_origin
from urllib.parse import parse_qsl

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.domain.refusals import MOST_FAULTS, BadInput, Fault, TooLarge
from app.domain.words_beside import is_reason

MOST_BYTES = 1_000_000
MOST_FIELDS = 2_000
MOST_OF_A_NAME = 100


class Form(BaseModel):
    """What every form and JSON body is made from: nothing unknown, spaces at the ends dropped."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


F = TypeVar("F", bound=Form)


class WordsBody(Form):
    """A JSON body with words that are looked through for what identifies somebody.

    `keeping` are reasons for which words may stay, by the paths that a refusal named.
    """

    keeping: dict[str, Annotated[str, Field(max_length=4_000)]] = Field(default_factory=dict, max_length=200)


class Typed:
    """What somebody typed, exactly: names and values in order."""

    def __init__(self, fields: list[tuple[str, str]] | None = None) -> None:
        self.fields = fields or []

    def get(self, name: str, default: str = "") -> str:
        """The last value of a field."""
        return next((value for key, value in reversed(self.fields) if key == name), default)

    def all(self, name: str) -> list[str]:
        """Every value of a field, in order."""
        return [value for key, value in self.fields if key == name]

    def reasons(self) -> dict[str, str]:
        """Why words may stay that look as if they identified somebody, by the field of each."""
        return {name: value for name, value in self.fields if is_reason(name)}

    def __contains__(self, name: object) -> bool:
        return any(key == name for key, _ in self.fields)


async def typed_form(request: Request) -> Typed:
    """A dependency: the body of an ordinary form, read whole and bounded, before any writing transaction opens.

    It is read once: whoever asks again within a request gets the same.
    """
    if (before := getattr(request.state, "typed", None)) is not None:
        return before  # type: ignore[no-any-return]
    request.state.typed = typed = await _read(request)
    return typed


async def _read(request: Request) -> Typed:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise TooLarge("That form is too large. Shorten what you typed, then send it again.")
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except (UnicodeDecodeError, ValueError) as error:
        raise BadInput([Fault("", "This form could not be read. Go back and send it again.")]) from error
    return Typed([(name, value.replace("\r\n", "\n").replace("\x00", "")) for name, value in pairs])


def checked(form: type[F], typed: Typed, also: Mapping[str, Any] | None = None) -> F:
    """The valid form. Raises BadInput with a sentence for every field that is wrong.

    A field whose type is a list takes every value of its name, any other the last one. Reasons for keeping words are
    read apart (`Typed.reasons`).
    """
    values: dict[str, Any] = {}
    for name in dict.fromkeys(key for key, _ in typed.fields if not is_reason(key)):
        field = form.model_fields.get(name)
        many = field is not None and get_origin(field.annotation) is list
        values[name] = typed.all(name) if many else typed.get(name)
    return valid(form, values | dict(also or {}))


def valid(form: type[F], values: Mapping[str, Any]) -> F:
    """The form made from values. Raises BadInput with a sentence for every field that is wrong."""
    try:
        return form(**values)
    except ValidationError as error:
        raise BadInput(faults_of(error.errors(), _chosen_among(form))) from error


def _chosen_among(form: type[Form]) -> frozenset[str]:
    """The fields of a form that are one of a few: what is missing of them was not chosen, and has no name to enter."""
    kinds = {name: field.annotation for name, field in form.model_fields.items()}
    return frozenset(name for name, kind in kinds.items() if isinstance(kind, type) and issubclass(kind, Enum | bool))


def faults_of(errors: Any, chosen_among: Collection[str] = ()) -> list[Fault]:
    """pydantic's errors as sentences, one for each field; of those in `chosen_among` one is to be chosen."""
    found: dict[str, Fault] = {}
    for error in errors:
        path = ".".join(str(part)[:MOST_OF_A_NAME] for part in error["loc"] if part not in ("body", "query", "path"))
        if len(found) == MOST_FAULTS:
            break
        nothing_chosen = error["type"] == "missing" and path in chosen_among
        found.setdefault(path, Fault(path, "Choose one." if nothing_chosen else _sentence(error, path)))
    return list(found.values())


def _sentence(error: Mapping[str, Any], path: str) -> str:
    said = str(error["msg"]).removeprefix("Value error, ")
    limit = error.get("ctx", {})
    shown = path[:40].replace("_", " ") or "This"
    by_type = {
        "missing": f"Enter {shown}.",
        "extra_forbidden": f"{shown} is not part of this form.",
        "string_too_long": f"Use at most {limit.get('max_length')} characters.",
        "string_too_short": f"Enter {shown}.",
        "date_from_datetime_parsing": "Enter a date, such as 2026-11-23.",
        "date_parsing": "Enter a date, such as 2026-11-23.",
        "date_type": "Enter a date, such as 2026-11-23.",
        "date_from_datetime_inexact": "Enter a date without a time, such as 2026-11-23.",
        "int_parsing": "Enter a whole number.",
        "int_type": "Enter a whole number.",
        "int_from_float": "Enter a whole number.",
        "bool_parsing": "Answer true or false.",
        "bool_type": "Answer true or false.",
        "string_type": "Enter text.",
        "list_type": "Give a list.",
        "decimal_parsing": "Enter a number.",
        "decimal_type": "Enter a number.",
        "finite_number": "Enter a number.",
        "uuid_parsing": "This does not name anything here.",
        "greater_than": f"Enter more than {limit.get('gt')}.",
        "greater_than_equal": f"Enter {limit.get('ge')} or more.",
        "less_than_equal": f"Enter {limit.get('le')} or less.",
        "too_long": f"Choose at most {limit.get('max_length')}.",
        "json_invalid": "The body is not valid JSON.",
    }
    if error["type"] == "value_error":
        return said
    if error["type"] in ("enum", "literal_error"):
        return f"Choose one of: {limit.get('expected', '')}."
    return by_type.get(error["type"], f"{said}.")
