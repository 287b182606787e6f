"""What the tutor says of the meeting: when it was held, who was there, and the colour they give."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from app.domain.apprenticeships import Apprenticeship
from app.domain.filled_in import FilledIn
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
    """The form. `typing` is where it is kept as it is typed, `base` what it shows at first, and `keep` the name under
    which the device keeps what has not arrived there. `beside` are reasons that another window had.
    """

    address: str
    typing: str
    keep: str
    base: str
    held_on: str
    latest: str
    present: Sequence[str]
    parties: tuple[tuple[str, str], ...]
    rag: str
    colours: tuple[tuple[str, str], ...]
    rag_reason: str
    computed: str
    reasons: tuple[str, ...]
    beside: tuple[str, ...] = ()


def meeting_view(
    address: str,
    one: Apprenticeship,
    day: date,
    today: date,
    computed: Rag | None,
    before: Meeting | None,
    kept: FilledIn,
    again: Typed | None,
) -> MeetingView:
    """The form as it was typed; else as it was kept; else as a version `before` had it, or with the day planned."""
    shown = _shown_first(before, kept, min(day, today))
    now = shown if again is None else shown | fields_in(again)
    return MeetingView(
        address=f"{address}/holding",
        typing=f"{address}/meeting",
        keep=f"{address}/holding",
        base=json.dumps(shown),
        held_on=now["held_on"],
        latest=today.isoformat(),
        present=now["present"].split(),
        parties=tuple((role.value, who_words(role, one)) for role in SIGNERS),
        rag=now["rag"],
        colours=tuple((colour.value, RAGS[colour.value].word) for colour in Colour),
        rag_reason=now["rag_reason"],
        computed=computed.colour.value if computed and computed.colour else "",
        reasons=computed.reasons if computed else (),
        beside=kept.beside.get("rag_reason", ()),
    )


def _shown_first(before: Meeting | None, kept: FilledIn, day: date) -> dict[str, str]:
    if kept.fields:
        return dict(kept.fields)
    return {
        "held_on": (before.held_on if before else day).isoformat(),
        "present": " ".join(role.value for role in before.present) if before else "",
        "rag": before.rag.value if before else "",
        "rag_reason": before.rag_reason if before else "",
    }


def fields_in(typed: Typed) -> dict[str, str]:
    """What a form says of the meeting, each field as one text. What is not ticked is not sent, which says so."""
    said = {name: typed.get(name) for name in ("held_on", "rag_reason") if name in typed}
    return said | {"present": " ".join(typed.all("present")), "rag": typed.get("rag")}


def faults_in_words(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """What is wrong with the meeting, in this form’s own words."""
    said = {"held_on": "Enter the day on which it was held.", "rag": "Choose red, amber or green."}
    return tuple(_in_words(fault, said) for fault in faults)


def _in_words(fault: Fault, said: Mapping[str, str]) -> Fault:
    if fault.path.startswith("present."):
        return Fault("present", "Choose who was there.")
    unread = fault.sentence.startswith(("Enter ", "Choose one"))
    return Fault(fault.path, said[fault.path]) if unread and fault.path in said else fault
