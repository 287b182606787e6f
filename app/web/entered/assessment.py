"""What is entered of the end-point assessment, on pages and by programs."""

from contextlib import suppress
from datetime import date
from typing import Annotated

from pydantic import Field, field_validator

from app.domain.assessment import Booking, Means, Outcome, SittingKind
from app.web.entered.apprenticeships import Day
from app.web.forms import Form

Words = Annotated[str, Field(max_length=2_000)]


class BookingForm(Form):
    """A method to book. `kind` is `resit` or `retake` of a further attempt; the employer may have to agree to it."""

    method: Annotated[str, Field(max_length=100)]
    kind: SittingKind = SittingKind.FIRST
    on: Day
    means: Means
    place: Words = ""
    organisation: Words = ""
    employer_agreed: bool = False

    def booking(self) -> Booking:
        """As the action takes it."""
        return Booking(self.method, self.kind, self.on, self.means, self.place, self.organisation, self.employer_agreed)


class MovedForm(Form):
    """To which day, how and where, and why; and that the employer has agreed to a further attempt by now."""

    on: Day
    means: Means
    place: Words = ""
    reason: Words = ""
    employer_agreed: bool = False


class CancelForm(Form):
    """Why."""

    reason: Words = ""


class OutcomeForm(Form):
    """What came of it: the grade, when the result was told, and who told it; `exceptional` lifts the cap.

    `marked_by` and `marked_on`: who marked it and when, of a method that by the plan the assessor does not mark.
    """

    grade: Annotated[str, Field(max_length=100)]
    told_on: Day
    told_by: Words = ""
    marked_by: Words = ""
    marked_on: Day | None = None
    exceptional: bool = False

    @field_validator("marked_on", mode="before")
    @classmethod
    def _a_day_or_none(cls, value: object) -> object:
        # What comes out of here is no JSON any more, in which alone a date may be text.
        said = value.strip() if isinstance(value, str) else value
        with suppress(ValueError):
            return date.fromisoformat(said) if isinstance(said, str) and said else said or None
        return said

    def outcome(self, reason: str = "") -> Outcome:
        """As the action takes it."""
        return Outcome(
            self.grade,
            self.told_on,
            self.told_by,
            self.exceptional,
            reason,
            marked_by=self.marked_by,
            marked_on=self.marked_on,
        )


class CorrectionForm(OutcomeForm):
    """What should have been recorded, and why it was not."""

    reason: Words = ""
