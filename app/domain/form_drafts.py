"""A form as it is being typed: kept for a while, taken up on another device, and never laid over what came between."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from app.domain.evidence.holding import is_kept_out
from app.domain.evidence.likeness import repeats
from app.domain.evidence.statements import Statements

KEPT_FOR = timedelta(days=7)
"""How long what was typed and not saved is offered again."""
MOST_KEPT = 20
"""Of one person on one apprenticeship; the oldest goes first."""

_WORDS = ("title", "description", "ai_words")


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


def is_beyond(kept: FormDraft, saved: FormDraft) -> bool:
    """Whether what was kept came after the revision that a saved form had read, and says something else."""
    return kept.revision > saved.revision and kept.fields != saved.fields


def is_about(typed: FormDraft, said: Collection[str], left: Collection[str]) -> bool:
    """Whether a form repeats any of these words in what is free on it, or holds a file that is not `left` unsaved.

    Rather too often than too seldom: it is asked when those words must be gone for good. `left` are ids.
    """
    values = [value for name, value in typed.fields if _is_free(name)]
    kept = {value for name, value in typed.fields if name == "kept"}
    return bool(kept - set(left)) or any(repeats(value, one) for value in values for one in said)


def of_a_case_kept_out(typed: FormDraft) -> bool:
    """Whether the form says that its case may not come in yet: it is before a court, say, and no manager let it out."""
    cleared = bool(typed.value("clearance"))
    stated = Statements(
        legal_matter=typed.value("legal_matter"),
        clearance_by=typed.value("clearance_by").strip() if cleared else "",
        clearance_on=_day(typed.value("clearance_on")) if cleared else None,
    )
    return is_kept_out(stated)


def as_may_be_kept(typed: FormDraft) -> FormDraft:
    """What of a form may be kept here: of a case that may not come in, none of the words that are free."""
    if not of_a_case_kept_out(typed):
        return typed
    return replace(typed, fields=tuple((name, value) for name, value in typed.fields if not _is_free(name)))


def _is_free(name: str) -> bool:
    return name in _WORDS or name.startswith(("how", "where"))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
