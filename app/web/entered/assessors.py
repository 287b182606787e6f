"""An assessor who is invited, as entered on the page or sent by a program."""

from datetime import date

from pydantic import Field

from app.actions.assessors import Invitation
from app.domain.assessor_grants import Ask
from app.web.addresses import LARGEST
from app.web.entered.people import PersonBody
from app.web.forms import Form


class InviteForm(PersonBody):
    """Who, which frozen version, the first and the last day, and whether they may take it along."""

    version: int = Field(ge=1, le=LARGEST)
    since: date
    last_day: date
    may_take: bool = False

    def said(self) -> Invitation:
        """What the action takes."""
        return Invitation(self.name, self.email, Ask(self.version, self.since, self.last_day, self.may_take))


class StatementBody(Form):
    """Whether the assessor has a conflict of interest."""

    conflict: bool
