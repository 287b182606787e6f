"""What was agreed for an apprenticeship, as entered: who, from when until when, and how much work a week."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from app.actions.apprenticeships import ORIGINAL_START_AFTER, NewApprenticeship, Newcomer
from app.domain.refusals import BadInput, Fault
from app.web.entered.hours import minutes_of
from app.web.entered.people import PersonBody, PersonName
from app.web.forms import Form

Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))]
"""A day that an apprenticeship can have to do with."""
BirthDay = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2100, 1, 1))]


class ApprenticeBody(PersonBody):
    """The apprentice, with a date of birth where it is known: rules on English and maths ask for the age."""

    date_of_birth: BirthDay | None = None


class EmployerBody(PersonBody):
    """The employer's contact, and the organisation."""

    organisation: PersonName


class AgreedBody(Form):
    """Who, from when until when, and how much work a week: what a new apprenticeship needs, whoever sends it."""

    apprentice: ApprenticeBody
    tutor: PersonBody
    employer: EmployerBody
    start: Day
    original_start: Day | None = Field(
        default=None,
        description="The day on which the apprenticeship first began, where that is before `start`: somebody restarts, "
        "or comes from another provider. Rules on English and maths go by the age on that day. It is never changed.",
    )
    planned_end: Day
    weekly_hours: Decimal = Field(gt=0, le=168, allow_inf_nan=False)
    days_a_week: float = Field(default=5, ge=0.1, le=7, allow_inf_nan=False)
    weeks_a_year: float = Field(default=52, ge=1, le=53, allow_inf_nan=False)

    @field_validator("original_start")
    @classmethod
    def _not_after_the_start(cls, value: date | None, info: ValidationInfo) -> date | None:
        start = info.data.get("start")
        if value is not None and start is not None and value > start:
            raise ValueError(ORIGINAL_START_AFTER)
        return value

    @field_validator("planned_end")
    @classmethod
    def _after_the_start(cls, value: date, info: ValidationInfo) -> date:
        start = info.data.get("start")
        if start is not None and value <= start:
            raise ValueError("The planned end must be after the start.")
        return value

    def as_new(self, standard: str, version: str, planned_minutes: int | None, programme: str) -> NewApprenticeship:
        """What the action takes. Raises BadInput for people who cannot be who they are said to be."""
        faults = self._impossible()
        if faults:
            raise BadInput(faults)
        return NewApprenticeship(
            apprentice=Newcomer(self.apprentice.name, self.apprentice.email, self.apprentice.date_of_birth),
            tutor=Newcomer(self.tutor.name, self.tutor.email),
            employer=Newcomer(self.employer.name, self.employer.email),
            organisation=self.employer.organisation,
            standard=standard,
            version=version,
            start=self.start,
            planned_end=self.planned_end,
            weekly_minutes=minutes_of(self.weekly_hours),
            days_a_week=self.days_a_week,
            weeks_a_year=self.weeks_a_year,
            planned_minutes=planned_minutes,
            programme=programme,
            original_start=self.original_start,
        )

    def _impossible(self) -> list[Fault]:
        faults = []
        born = self.apprentice.date_of_birth
        if born is not None and born >= (self.original_start or self.start):
            faults.append(Fault("apprentice.date_of_birth", "The date of birth must be before the start."))
        if minutes_of(self.weekly_hours) < 1:
            faults.append(Fault("weekly_hours", "Enter the paid hours a week, such as 35 or 37.5."))
        sentence = "Apprentice, tutor and employer must be three people: nobody confirms or signs for two parties."
        if self.tutor.email == self.apprentice.email:
            faults.append(Fault("tutor.email", sentence))
        if self.employer.email in (self.apprentice.email, self.tutor.email):
            faults.append(Fault("employer.email", sentence))
        return faults
