"""What is entered of a training plan, on pages and by programs."""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from app.actions.training_plan import SubjectSaid
from app.domain.training_plan.values import AttemptResult, FactKey, PlanKind
from app.web.entered.apprenticeships import Day
from app.web.forms import Form

Words = Annotated[str, Field(max_length=4_000)]
Minutes = Annotated[int, Field(ge=1, le=1_440)]


class ActivityForm(Form):
    """An activity to plan. `code` names which of its kind; without `minutes` it is as long as the programme says."""

    kind: PlanKind
    code: str = Field(default="", max_length=100)
    title: Words = ""
    on: Day
    minutes: Minutes | None = None

    @field_validator("minutes", mode="before")
    @classmethod
    def _blank_is_none(cls, value: object) -> object:
        return value if value != "" else None


class HeldForm(Form):
    """On which day it was held; `minutes` where it was longer or shorter than planned."""

    on: Day
    minutes: Minutes | None = None

    @field_validator("minutes", mode="before")
    @classmethod
    def _blank_is_none(cls, value: object) -> object:
        return value if value != "" else None


class ReasonForm(Form):
    """Why."""

    reason: Words = ""


class MoveForm(Form):
    """To which day, and why; the reason of one that was missed is known already."""

    on: Day
    reason: Words = ""


class ResultForm(Form):
    """What came of an attempt."""

    result: AttemptResult


class DetailsForm(Form):
    """What the plan states beside the terms."""

    induction_shape: Words = ""
    organisation: Words = ""
    contact: Words = ""
    arrangements: Annotated[str, Field(max_length=8_000)] = ""
    subcontractor: Words = ""
    price: Annotated[str, Field(max_length=100)] = ""

    def said(self) -> dict[FactKey, str]:
        """What was sent, by key."""
        return {FactKey(name): getattr(self, name) for name in self.model_fields_set}


class SubjectForm(Form):
    """What is recorded of English or of maths: the certificate and its level, and what an exception rests on."""

    in_plan: Literal["", "yes", "no"] = ""
    certificate: Words = ""
    level: Annotated[str, Field(max_length=100)] = "required"
    seen_on: Day | None = None
    basis: Annotated[str, Field(max_length=100)] = ""
    exception: Words = ""
    evidence_seen_on: Day | None = None

    def said(self) -> SubjectSaid:
        """As the action takes it."""
        return SubjectSaid(**self.model_dump())


class VersionForm(Form):
    """The version to put before its signers, and what changed since the one before."""

    version: Annotated[int, Field(ge=1, le=1_000_000)]
    because: list[Annotated[str, Field(max_length=100)]] = Field(default_factory=list, max_length=50)
    why: Words = ""
