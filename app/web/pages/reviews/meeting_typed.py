"""What is said of a meeting, kept as it is typed: by a button with the rest of the form, or by itself."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fastapi.responses import HTMLResponse, Response

from app.actions.acting import Acting
from app.actions.reviews import keep_meeting
from app.domain.filled_in import Merged
from app.domain.people import Role
from app.domain.refusals import BadInput, WrongState
from app.domain.signatures import ROLE_WORDS
from app.rendering.environment import render
from app.rendering.words import date_words, in_words, time_words
from app.web.forms import Typed
from app.web.pages.reviews.meeting import fields_in

BASE = "meeting_base"
"""The form's own field: what its window showed of the meeting at first, as JSON."""


@dataclass(frozen=True, slots=True)
class KeptMeetingView:
    """What became of it: `saved` in words, or a `sentence` why it was not. `elsewhere` and `clashed` say what another
    window had typed: the first stays as it is there, of the second this window's is kept."""

    saved: str = ""
    sentence: str = ""
    elsewhere: str = ""
    clashed: str = ""


def save_meeting(who: Acting, apprenticeship: UUID, number: int, typed: Typed) -> Merged | None:
    """Keep what the form says of the meeting; None where it says nothing of one."""
    if BASE not in typed:
        return None
    return keep_meeting(who, apprenticeship, number, fields_in(typed), _base_of(typed))


def answer_typed(who: Acting, apprenticeship: UUID, number: int, typed: Typed) -> Response:
    """Keep it as it is typed; the answer is a part of the page. 409: the review was held or missed; 422: too long."""
    try:
        merged = keep_meeting(who, apprenticeship, number, fields_in(typed), _base_of(typed))
        view, status = _kept(merged), 200
    except WrongState as refusal:
        view, status = KeptMeetingView(sentence=refusal.sentence), 409
    except BadInput as wrong:
        view, status = KeptMeetingView(sentence=wrong.faults[0].sentence), 422
    return HTMLResponse(render("reviews/meeting_kept.html", view=view), status)


def typed_twice_words(merged: Merged | None) -> str:
    """What another window had typed otherwise, in a sentence; "" where none had."""
    if merged is None or not (merged.elsewhere or merged.clashed):
        return ""
    said = _said({**merged.elsewhere, **merged.clashed})
    return f"Of this meeting another window says: {said}. Look at what is below, then record it."


def _kept(merged: Merged) -> KeptMeetingView:
    at = merged.draft.saved_at
    return KeptMeetingView(
        saved=f"Saved at {time_words(at)}." if at else "",
        elsewhere=_said(merged.elsewhere),
        clashed=_said(merged.clashed),
    )


def _said(fields: Mapping[str, str]) -> str:
    return "; ".join(_in_words(name, value) for name, value in fields.items())


def _in_words(name: str, value: str) -> str:
    if name == "held_on":
        return f"held on {_day(value)}" if value else "no day"
    if name == "present":
        roles = [ROLE_WORDS[Role(one)] for one in value.split() if one in set(Role)]
        return f"there: {in_words(roles)}" if roles else "nobody there"
    if name == "rag":
        return f"the colour {value}" if value else "no colour"
    return f"the reason “{value.rstrip('.')}”" if value else "no reason"


def _day(value: str) -> str:
    try:
        return date_words(date.fromisoformat(value))
    except ValueError:
        return value


def _base_of(typed: Typed) -> dict[str, str]:
    """What the window last knew; nothing, where that cannot be read."""
    try:
        said = json.loads(typed.get(BASE) or "{}")
    except (ValueError, RecursionError):
        return {}
    return {name: value for name, value in said.items() if isinstance(value, str)} if isinstance(said, dict) else {}
