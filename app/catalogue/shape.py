"""The shapes that every file of standard data is built from: strict, closed, and with a source beside each fact."""

from datetime import date
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from app.domain.standards import Confidence

_CODE, _KSB_CODE, _REFERENCE, _VERSION, _DECIMAL, _SOLID = (
    r"^[a-z][a-z0-9_-]*$",
    r"^[A-Z]{1,4}[1-9][0-9]{0,2}$",
    r"^(ST|FA|AU)[0-9]{4}$",
    r"^[0-9]+\.[0-9]+$",
    r"^[0-9]+(\.[0-9]+)?$",
    r"^\S(.*\S)?$",
)
PHONE = r"^[0-9]+( [0-9]+)*$"
PATTERN_WORDS = {
    _CODE: "use small letters, digits, _ and -, such as case_study",
    _KSB_CODE: "use capital letters and a number, such as K1 or TK12",
    _REFERENCE: "use ST, FA or AU and four digits, such as ST0868",
    _VERSION: 'use two numbers with a point between, in quotes, such as "1.0"',
    _DECIMAL: 'use a number in quotes, such as "5.6"',
    PHONE: 'use digits with single spaces, in quotes, such as "116 123"',
    _SOLID: "leave out spaces at its ends and line breaks",
}

Text = Annotated[str, Field(min_length=1, pattern=_SOLID)]
Code = Annotated[str, Field(pattern=_CODE)]
KsbCode = Annotated[str, Field(pattern=_KSB_CODE)]
Reference = Annotated[str, Field(pattern=_REFERENCE)]
Version = Annotated[str, Field(pattern=_VERSION)]
DecimalText = Annotated[str, Field(pattern=_DECIMAL)]
SourceKey = Code
Whole = Annotated[int, Field(ge=0, le=1_000_000)]
Counted = Annotated[int, Field(ge=1, le=1_000_000)]
Percent = Annotated[int, Field(ge=0, le=100)]
Day = Annotated[date, Field()]
Value = TypeVar("Value")


class Shape(BaseModel):
    """A set of keys and values: nothing unknown, nothing of another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class SourceShape(Shape):
    """One entry of a file's `sources`."""

    name: Text
    confidence: Annotated[Confidence, Field(strict=False)]
    address: str = ""


class ConflictShape(Shape):
    """What another source says instead."""

    source: SourceKey
    says: Text


class Sourced(Shape):
    """Something with its source beside it. `source` is null where nobody has published it."""

    source: SourceKey | None
    note: str = ""
    conflicts: list[ConflictShape] = Field(default_factory=list)


class Fact(Sourced, Generic[Value]):
    """One value with its source."""

    value: Value


Sources = Annotated[dict[Code, SourceShape], Field(min_length=1)]
