"""A form as it is being typed: kept for a while, taken up on another device, and never laid over what came between."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

KEPT_FOR = timedelta(days=7)
"""How long what was typed and not saved is offered again."""
MOST_KEPT = 20
"""Of one person on one apprenticeship; the oldest goes first."""


@dataclass(frozen=True, slots=True)
class FormDraft:
    """What was typed into one form. `use` is `new` or the piece that it changes, such as E13; `form` its key.

    `fields` are names and values in order. `writer` is the window that saved it last, as `revision`.
    """

    id: UUID
    use: str
    form: str
    fields: tuple[tuple[str, str], ...]
    revision: int
    writer: str
    saved_at: datetime

    def value(self, name: str) -> str:
        """The last value of a field, "" where it has none."""
        return next((value for found, value in reversed(self.fields) if found == name), "")


def follows(before: FormDraft, typed: FormDraft) -> bool:
    """Whether nothing came between: whoever types now saved last, or read what was saved last, or typed the same.

    A window whose last answer was lost on the way does not know that it was saved, and is not told of itself.
    """
    return typed.revision == before.revision or typed.writer == before.writer or typed.fields == before.fields
