"""The terms of practice that a piece is marked with, on its page alone: they go out by no other face."""

from pydantic import Field

from app.domain.practice import Mark
from app.web.forms import Form


class PracticeFields(Form):
    """Each term as `vocabulary/term`."""

    practice: list[str] = Field(default_factory=list)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Each as a value, once."""
        parts = (one.partition("/") for one in dict.fromkeys(self.practice))
        return tuple(Mark(vocabulary, term) for vocabulary, _, term in parts)
