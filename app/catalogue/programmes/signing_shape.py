"""The shape of what each party signs a record under."""

from typing import Annotated

from pydantic import Field

from app.catalogue.shape import Shape, Sourced, SourceKey, Text
from app.domain.people import Role
from app.domain.signatures import RecordKind


class SigningStatementShape(Shape):
    """What one role signs one kind of record under. `source` is where its wording was found, where not that of all."""

    record: Annotated[RecordKind, Field(strict=False)]
    role: Annotated[Role, Field(strict=False)]
    words: Text
    source: SourceKey | None = None
    note: str = ""


class SigningShape(Sourced):
    """What is signed under."""

    statements: list[SigningStatementShape]
