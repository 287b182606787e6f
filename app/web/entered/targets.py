"""A target as it is entered, on the page and in a call."""

from pydantic import Field, field_validator

from app.domain.people import Role
from app.domain.standards import Standard
from app.domain.targets import Aim
from app.web.entered.apprenticeships import Day
from app.web.forms import Form


class TargetForm(Form):
    """What is asked for. `hours` and `minutes` are added up; none of either is no target about hours."""

    what: str = ""
    who: Role | None = None
    due_on: Day
    ksb: list[str] = Field(default=[])
    duty: str = ""
    hours: int = Field(default=0, ge=0, le=600)
    minutes: int = Field(default=0, ge=0, le=59)
    reason: str = ""
    review: int | None = Field(default=None, ge=1, le=999)
    seen: int = Field(default=0, ge=0)
    named: str = ""
    once: str = ""

    @field_validator("hours", "minutes", "seen", mode="before")
    @classmethod
    def _nothing_is_none(cls, value: object) -> object:
        return 0 if isinstance(value, str) and not value.strip() else value

    @field_validator("review", "who", mode="before")
    @classmethod
    def _nothing_is_absent(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    def aim(self, standard: Standard) -> Aim:
        """The value, its KSBs in the standard's order; codes it does not have come last, to be refused by name."""
        place = standard.place_of_ksb
        ksbs = sorted(dict.fromkeys(self.ksb), key=lambda code: (place.get(code, len(place)), code))
        asked = self.hours * 60 + self.minutes
        # Nobody chosen is told apart by its own fault: an assessor is never whom a target is for.
        return Aim(self.what, self.who or Role.ASSESSOR, self.due_on, tuple(ksbs), self.duty or None, asked or None)
