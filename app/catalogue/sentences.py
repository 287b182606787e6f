"""What pydantic says of a wrong shape, in plain sentences."""

import re
from collections.abc import Iterator

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from app.catalogue.faults import FileFault
from app.catalogue.shape import PATTERN_WORDS
from app.catalogue.yaml_file import YamlFile

_KEYS_AND_VALUES = "This must be a set of keys and values."
_SENTENCES = {
    "missing": "“{key}” is missing.",
    "extra_forbidden": "“{key}” is not a key that is known here; it may be misspelt.",
    "string_type": "This must be text; put a number or a date in quotes.",
    "string_too_short": "This must not be empty.",
    "string_pattern_mismatch": "“{input}” is not written as it should be: {pattern_words}.",
    "int_type": "This must be a whole number.",
    "int_from_float": "This must be a whole number.",
    "bool_type": "This must be true or false.",
    "date_type": "This must be a date, written like 2021-05-27, without quotes and without a time.",
    "list_type": "This must be a list.",
    "dict_type": _KEYS_AND_VALUES,
    "model_type": _KEYS_AND_VALUES,
    "model_attributes_type": _KEYS_AND_VALUES,
    "too_short": "This must not be empty.",
    "enum": "“{input}” is not one of {expected}.",
    "greater_than_equal": "This must be {ge} or more.",
    "less_than_equal": "This must be {le} or less.",
}
_LONGEST_SHOWN = 60


def shape_faults(file: YamlFile, shape: type[BaseModel]) -> Iterator[FileFault]:
    """A fault for each way in which the file's content is not of this shape."""
    try:
        shape.model_validate(file.data)
    except ValidationError as error:
        for detail in error.errors():
            yield file.fault(tuple(step for step in detail["loc"] if step != "[key]"), _sentence(detail))


def _sentence(detail: ErrorDetails) -> str:
    sentence = _SENTENCES.get(detail["type"])
    if sentence is None:
        return f"This is not right: {detail['msg'].removeprefix('Value error, ').rstrip('.')}."
    context = dict(detail.get("ctx", {}))
    given = str(detail["input"])
    context["input"] = given if len(given) <= _LONGEST_SHOWN else given[:_LONGEST_SHOWN] + "…"
    context["key"] = detail["loc"][-1] if detail["loc"] else ""
    context["pattern_words"] = PATTERN_WORDS.get(str(context.get("pattern")), "look at the other files")
    context["expected"] = re.sub("'([^']*)'", r"“\1”", str(context.get("expected")))
    return sentence.format(**context)
