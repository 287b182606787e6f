"""Words from the boxes of a review: of a whole form at once, or of one box as it is typed in.

A text that somebody else, or the same person in another window, wrote in between is never laid over: both are shown.
"""

import re
from dataclasses import dataclass, field
from uuid import UUID

from fastapi.responses import HTMLResponse, Response

from app.actions.acting import Acting
from app.actions.reviews import write_section
from app.domain.people import Role
from app.domain.refusals import BadInput, Fault, WrongState
from app.domain.reviews import WrittenMeanwhile
from app.rendering.environment import render
from app.rendering.words import time_words
from app.web.forms import Typed
from app.web.pages.reviews.section_view import Retyped, digest

WORDS = "words."
_REVISION = re.compile(r"[0-9]{1,9}")


@dataclass(slots=True)
class Saved:
    """What became of a form: how many boxes were written, and those that are shown again, by section."""

    written: int = 0
    again: dict[str, Retyped] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class KeptView:
    """What became of one box: `saved` in words, or a `sentence` why it was not, with the other text and whose it is."""

    revision: int = 0
    saved: str = ""
    sentence: str = ""
    theirs: str = ""
    by: str = ""


def save_form(who: Acting, apprenticeship: UUID, number: int, typed: Typed, role: Role | None = None) -> Saved:
    """Write every box of a form that was changed in it; those that cannot be written are kept to be shown again.

    Raises WrongState where nothing may be written in this review any more.
    """
    saved = Saved()
    for code, words in changed(typed).items():
        name = f"{WORDS}{code}"
        base = _revision(typed.get(f"revision.{code}"))
        try:
            write_section(who, apprenticeship, number, code, words, base, role=role)
            saved.written += 1
        except WrittenMeanwhile as met:
            saved.again[code] = Retyped(words, met.theirs.revision, met.theirs)
            saved.faults.append(Fault(name, met.sentence))
        except BadInput as wrong:
            saved.again[code] = Retyped(words, base)
            saved.faults += [Fault(name, fault.sentence) for fault in wrong.faults]
    return saved


def changed(typed: Typed) -> dict[str, str]:
    """The words of a form’s boxes, by section, that are not those the form was opened with."""
    boxes = {name.removeprefix(WORDS): typed.get(name) for name, _ in typed.fields if name.startswith(WORDS)}
    return {code: words for code, words in boxes.items() if typed.get(f"was.{code}") != digest(words)}


def save_box(
    who: Acting, apprenticeship: UUID, number: int, code: str, typed: Typed, role: Role | None = None
) -> Response:
    """Write one box as it is typed in; the answer is a part of the page.

    200: what was written, and when. 409: another text came between, or the review was held; 422: too long.
    """
    try:
        base = _revision(typed.get("base_revision"))
        kept = write_section(who, apprenticeship, number, code, typed.get("words"), base, role=role)
        view, status = KeptView(kept.revision, f"Saved at {time_words(kept.at)}."), 200
    except WrittenMeanwhile as met:
        view, status = (
            KeptView(met.theirs.revision, "", _who_wrote(met, who), met.theirs.words, met.theirs.by.name),
            409,
        )
    except WrongState as refusal:
        view, status = (
            KeptView(sentence=f"{refusal.sentence} Your words are still in the box: copy what you need."),
            409,
        )
    except BadInput as wrong:
        view, status = KeptView(sentence=wrong.faults[0].sentence), 422
    return HTMLResponse(render("reviews/kept.html", view=view), status)


def _who_wrote(met: WrittenMeanwhile, who: Acting) -> str:
    if met.theirs.by.id == who.person.id:
        return "You wrote here in another window too. Both texts are below."
    return f"{met.theirs.by.name} wrote here too. Both texts are below."


def _revision(text: str) -> int:
    if not _REVISION.fullmatch(text):
        raise BadInput([Fault("base_revision", "What you typed could not be saved. Reload the page.")])
    return int(text)
