"""The choice of KSBs on the evidence form, suggested anew while somebody types."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.domain.people import Member
from app.domain.permissions import Permission
from app.web.access import member_who_may, reading, visitor
from app.web.forms import Typed, typed_form
from app.web.pages.evidence.check_view import CheckView
from app.web.pages.evidence.form import form_view
from app.web.pages.evidence.uses import Again, use_new
from app.web.responses import frame, page

routes = APIRouter(prefix="/a/{apprenticeship}/evidence", include_in_schema=False)


@routes.post("/suggest")
def suggest(
    request: Request,
    member: Member = member_who_may(Permission.ADD_EVIDENCE),
    typed: Typed = Depends(typed_form),
) -> Response:
    """The KSBs for what is typed so far, with the ticks that were made. Nothing of it is kept."""
    use = use_new(member.apprenticeship, visitor(request).today)
    with reading(request) as session:
        view = form_view(request, session, member, use, Again(typed, (), (), ""), CheckView())
    return page(request, "evidence/form.html", frame(request, view.heading, form=True), block="ksb_picker", view=view)
