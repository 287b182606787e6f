"""What is entered of the end-point assessment, on pages and by programs."""

from typing import Annotated

from pydantic import Field

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
    """To which day, how and where, and why."""

    on: Day
    means: Means
    place: Words = ""
    reason: Words = ""


class CancelForm(Form):
    """Why."""

    reason: Words = ""


class OutcomeForm(Form):
    """What came of it: the grade, when the result was told, and who told it; `exceptional` lifts the cap."""

    grade: Annotated[str, Field(max_length=100)]
    told_on: Day
    told_by: Words = ""
    exceptional: bool = False

    def outcome(self, reason: str = "") -> Outcome:
        """As the action takes it."""
        return Outcome(self.grade, self.told_on, self.told_by, self.exceptional, reason)


class CorrectionForm(OutcomeForm):
    """What should have been recorded, and why it was not."""

    reason: Words = ""
