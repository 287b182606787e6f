"""What the tutor says of the meeting: when it was held, who was there, and the colour they give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from app.domain.apprenticeships import Apprenticeship
from app.domain.people import Role
from app.domain.programmes import SIGNERS
from app.domain.rag import Colour, Rag
from app.domain.refusals import Fault
from app.domain.reviews import Meeting
from app.rendering.states import RAGS
from app.web.forms import Form, Typed
from app.web.pages.reviews.section_view import who_words

FIELDS = ("held_on", "present", "rag", "rag_reason")


class MeetingForm(Form):
    """The meeting as it was entered."""

    held_on: date
    present: list[Role] = Field(default_factory=list)
    rag: Colour
    rag_reason: str = ""

    def meeting(self) -> Meeting:
        """The same as the rules know it."""
        return Meeting(self.held_on, tuple(self.present), self.rag, self.rag_reason)


@dataclass(frozen=True, slots=True)
class MeetingView:
    """The form. `keep` is the name under which the device keeps what is entered until it is recorded."""

    address: str
    keep: str
    held_on: str
    latest: str
    present: Sequence[str]
    parties: tuple[tuple[str, str], ...]
    rag: str
    colours: tuple[tuple[str, str], ...]
    rag_reason: str
    computed: str
    reasons: tuple[str, ...]


def meeting_view(
    address: str,
    one: Apprenticeship,
    day: date,
    today: date,
    computed: Rag | None,
    before: Meeting | None,
    again: Typed | None,
) -> MeetingView:
    """The form as it was typed; else as a version `before` had it; else with the day that was planned."""
    typed = again or Typed()
    first = before.held_on if before else min(day, today)
    given = [role.value for role in before.present] if before else []
    return MeetingView(
        address=f"{address}/holding",
        keep=f"{address}/holding",
        held_on=typed.get("held_on", first.isoformat()),
        latest=today.isoformat(),
        present=given if again is None else typed.all("present"),
        parties=tuple((role.value, who_words(role, one)) for role in SIGNERS),
        rag=typed.get("rag", before.rag.value if before else ""),
        colours=tuple((colour.value, RAGS[colour.value].word) for colour in Colour),
        rag_reason=typed.get("rag_reason", before.rag_reason if before else ""),
        computed=computed.colour.value if computed and computed.colour else "",
        reasons=computed.reasons if computed else (),
    )


def faults_in_words(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """What is wrong with the meeting, in this form’s own words."""
    said = {"held_on": "Enter the day on which it was held.", "rag": "Choose red, amber or green."}
    return tuple(_in_words(fault, said) for fault in faults)


def _in_words(fault: Fault, said: Mapping[str, str]) -> Fault:
    if fault.path.startswith("present."):
        return Fault("present", "Choose who was there.")
    unread = fault.sentence.startswith(("Enter ", "Choose one of"))
    return Fault(fault.path, said[fault.path]) if unread and fault.path in said else fault
