"""What is entered of sampling, on pages and by programs."""

from typing import Annotated, Any

from pydantic import Field, field_validator

from app.domain.sampling import OUR_SHARES, Shares
from app.web.forms import Form

Words = Annotated[str, Field(max_length=4_000)]


class DrawForm(Form):
    """The sampling plan of one draw; without a seed one is made."""

    percent: int = OUR_SHARES.percent
    risk_percent: int = OUR_SHARES.risk_percent
    each_ksb: bool = False
    each_kind: bool = False
    seed: int | None = None

    @field_validator("seed", mode="before")
    @classmethod
    def _blank_is_none(cls, value: Any) -> Any:
        return value if value != "" else None

    def shares(self) -> Shares:
        """As the action takes it."""
        return Shares(self.percent, self.risk_percent, self.each_ksb, self.each_kind)


class JudgeForm(Form):
    """Whether one agrees with a decision; disagreeing says what its tutor is to do."""

    agree: bool
    words: Words = ""


class SettledForm(Form):
    """Why it ends, where nobody is left to answer; nothing is asked where somebody did."""

    words: Words = ""


class AnswerForm(Form):
    """What the tutor did, or why they see it otherwise."""

    words: Words = ""
