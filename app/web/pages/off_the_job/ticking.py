"""Confirming or querying the entries ticked on a page."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from pydantic import Field

from app.actions import off_the_job as time
from app.actions.acting import Acting
from app.domain.refusals import BadInput, Fault
from app.rendering.words import hours
from app.web.addresses import number_in
from app.web.forms import Form


class TickedForm(Form):
    """The ticked entries, what to do with them, and the words of a query."""

    entry: list[str] = Field(default=[])
    decision: Literal["confirm", "query"] = "confirm"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, for the page that follows."""

    heading: str
    text: str


def decide_ticked(acting: Acting, form: TickedForm) -> Done:
    """Confirm or query everything ticked, or nothing. Raises BadInput, WrongState or NotFound."""
    chosen = [key_of(text) for text in form.entry]
    if form.decision == "query":
        minutes = time.query_many(acting, chosen, form.note)
        return Done(f"{hours(minutes)} queried", "Whoever logged them is asked, and can answer or put them right.")
    minutes = time.confirm_many(acting, chosen)
    return Done(f"{hours(minutes)} confirmed", "They count from now on.")


def key_of(text: str) -> tuple[UUID, int]:
    """The apprenticeship and number that a ticked box names. Raises BadInput."""
    apprenticeship, _, written = text.partition(":")
    unreadable = BadInput([Fault("entry", "Tick the hours again: one of them could not be read.")])
    number = number_in(written)
    try:
        if number is not None:
            return UUID(apprenticeship), number
    except ValueError:
        raise unreadable from None
    raise unreadable
