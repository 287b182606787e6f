"""A visit from outside that is granted, as entered on the page or sent by a program."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, field_validator

from app.actions.visits import Invitation
from app.domain.visits import Ask, Sight
from app.web.addresses import LARGEST
from app.web.entered.people import PersonBody, PersonName, Reason


def _said(text: str) -> str:
    if not text:
        raise ValueError("Say what the visit is for.")
    return text


def _named(text: Any) -> Any:
    if isinstance(text, str) and not any(letter.isalnum() for letter in text):
        raise ValueError("Say which organisation they come from.")
    return text


class VisitForm(PersonBody):
    """Who, from where and what for; the first and the last day; what is shown, and of whom.

    `draw` adds the apprentices of a drawn sample to those chosen.
    """

    organisation: Annotated[PersonName, BeforeValidator(_named)]
    purpose: Annotated[Reason, AfterValidator(_said)]
    since: date
    last_day: date
    sights: list[Sight] = Field(default_factory=list)
    apprenticeship: list[UUID] = Field(default_factory=list)
    draw: int | None = Field(default=None, ge=1, le=LARGEST)

    @field_validator("draw", mode="before")
    @classmethod
    def _blank_is_none(cls, value: Any) -> Any:
        return value if value != "" else None

    def said(self) -> Invitation:
        """What the action takes."""
        ask = Ask(
            self.organisation,
            self.purpose,
            self.since,
            self.last_day,
            frozenset(self.sights),
            frozenset(self.apprenticeship),
            self.draw,
        )
        return Invitation(self.name, self.email, ask)
