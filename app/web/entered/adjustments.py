"""An adjustment to the assessment as it is entered, on the page and in a call."""

from pydantic import Field, field_validator

from app.domain.assessment import MOST_ADJUSTMENT_LETTERS, Adjusting, AdjustmentKind
from app.web.entered.apprenticeships import Day
from app.web.forms import Form, WordsBody


class AdjustmentForm(WordsBody):
    """What is to differ. `method` is a code, "" for the portfolio; `reason` is for apprentice and provider alone."""

    kind: AdjustmentKind
    words: str = Field(min_length=1, max_length=MOST_ADJUSTMENT_LETTERS)
    method: str = Field(default="", max_length=100)
    minutes: int | None = None
    reason: str = Field(default="", max_length=MOST_ADJUSTMENT_LETTERS)

    @field_validator("minutes", mode="before")
    @classmethod
    def _nothing_is_absent(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    def value(self) -> Adjusting:
        """What is to differ."""
        return Adjusting(self.kind, self.words, self.method, self.minutes, self.reason)


class TellingForm(Form):
    """Which assessment organisation was told, and when."""

    whom: str = Field(min_length=1, max_length=200)
    on: Day
