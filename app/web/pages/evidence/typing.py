"""What is typed into the evidence form before it is saved: a script of the page sends it two seconds after each stop.

Answers are parts of the page. 200: what was kept, and when. 409: another window had come between; both are kept, and
the answer shows the other. 404: the form was saved meanwhile.
"""

import re
from dataclasses import dataclass
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from app.actions.evidence import typing as actions
from app.actions.evidence.typing import Kept
from app.domain.form_drafts import FormDraft, of_a_case_kept_out
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound
from app.rendering.environment import render
from app.rendering.words import time_words
from app.web.access import acting, installation, member_who_may
from app.web.entered.evidence import KEY_LENGTH, OF_THE_WINDOW, new_key
from app.web.forms import Typed, typed_form
from app.web.pages.evidence.unsaved_view import when
from app.web.responses import redirect

ABOUT = (*OF_THE_WINDOW, "draft_use", "draft_writer")
"""Fields that say what is sent; all others are the form's own."""
NOT_KEPT = (*ABOUT, "form", "file", "submit", "suggest", "check")
_USE = re.compile(r"new|E[0-9]{1,9}")

routes = APIRouter(prefix="/a/{apprenticeship}/form-drafts", include_in_schema=False)


@dataclass(frozen=True, slots=True)
class KeptView:
    """What was kept, when in words; of another window's text, the words that it would be missed for.

    `wordless`: none of the words were kept, since the case that they are of may not come in yet.
    """

    draft: str
    form: str
    revision: int
    at: str
    wordless: bool = False
    other: str = ""
    other_at: str = ""
    other_title: str = ""
    other_description: str = ""
    title: str = ""
    description: str = ""


def own_fields(typed: Typed) -> tuple[tuple[str, str], ...]:
    """What of a form is kept as it is typed."""
    return tuple((name, value.replace("\r\n", "\n")) for name, value in typed.fields if name not in NOT_KEPT)


@routes.post("")
def keep(
    request: Request,
    member: Member = member_who_may(Permission.ADD_EVIDENCE),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Keep a form as it stands just now."""
    draft = _draft(request, typed)
    with acting(request) as who:
        kept = actions.keep_typed(who, member.apprenticeship, draft, new_form=new_key())
    return HTMLResponse(render("evidence/typed.html", view=_view(kept)), 409 if kept.other else 200)


@routes.post("/{draft}/removal")
def throw_away(
    request: Request,
    draft: str,
    member: Member = member_who_may(Permission.ADD_EVIDENCE),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Throw away what was typed, by a button; `back` is the page that it stood on."""
    try:
        wanted = UUID(draft)
    except ValueError:
        raise NotFound from None
    with acting(request) as who:
        actions.throw_away(who, member.apprenticeship, wanted)
    return redirect(request, typed.get("back") or "/", heading="What you had typed is thrown away")


def _draft(request: Request, typed: Typed) -> FormDraft:
    use, form, revision = typed.get("draft_use"), typed.get("form"), typed.get("draft_revision")
    if not (_USE.fullmatch(use) and 0 < len(form) <= KEY_LENGTH and re.fullmatch(r"[0-9]{1,9}", revision)):
        raise BadInput([Fault("", "What you typed could not be kept. Reload the page.")])
    writer = typed.get("draft_writer")[:KEY_LENGTH]
    return FormDraft(uuid4(), use, form, own_fields(typed), int(revision), writer, installation(request).now())


def _view(kept: Kept) -> KeptView:
    draft, other = kept.draft, kept.other
    view = KeptView(str(draft.id), draft.form, draft.revision, time_words(draft.saved_at), of_a_case_kept_out(draft))
    if other is None:
        return view
    return KeptView(
        view.draft,
        view.form,
        view.revision,
        view.at,
        view.wordless,
        other=str(other.id),
        other_at=when(other.saved_at, draft.saved_at),
        other_title=other.value("title"),
        other_description=other.value("description"),
        title=draft.value("title"),
        description=draft.value("description"),
    )
