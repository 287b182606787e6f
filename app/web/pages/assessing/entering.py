"""Entering: whether the assessor has a conflict of interest, asked before anything of the portfolio is shown."""

from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.assessors import state_conflict
from app.answers.assessors import Entering, entering_of
from app.domain.refusals import Fault
from app.web.access import Visitor, acting, holder_of_a_grant, reading, signed_in, visitor
from app.web.addresses import id_in
from app.web.forms import Typed, typed_form
from app.web.pages.assessing.landing import HERE
from app.web.responses import frame, page, redirect

routes = APIRouter()
GRANT = HERE + "/{grant}"
ANSWERS = (("no", "I have no conflict of interest"), ("yes", "I have one, or may have one"))


@dataclass(frozen=True, slots=True)
class EnteringView:
    """The statement. `later`: it was made, and the assessor came back to it."""

    here: str
    version: int
    named: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str], ...]
    later: bool
    provider_name: str
    faults: tuple[Fault, ...]


@routes.get(GRANT + "/statement")
def ask(request: Request, grant: str, _: Visitor = holder_of_a_grant()) -> Response:
    """The statement, which can be made again while the access is open: a conflict can come to mind later."""
    return statement_page(request, grant)


@routes.post(GRANT + "/statement")
def state(request: Request, grant: str, _: Visitor = signed_in(), typed: Typed = Depends(typed_form)) -> Response:
    """Make it. Whether this access is theirs is decided by the access itself: one said twice is told as the first."""
    said = typed.get("conflict")
    if said not in dict(ANSWERS):
        return statement_page(request, grant, (Fault("conflict", "Say whether you have a conflict of interest."),))
    with acting(request) as who:
        state_conflict(who, id_in(grant), conflict=said == "yes")
    if said == "yes":
        text = "The training provider is told. Tell them, or your assessment organisation, what it is."
        return redirect(request, HERE, "info", heading="Your access has ended", text=text)
    return redirect(request, f"{HERE}/{grant}")


def statement_page(request: Request, grant: str, faults: tuple[Fault, ...] = ()) -> Response:
    """The page that asks for the statement. Raises NotFound where the grant is not this person's, or not open."""
    who = visitor(request)
    with reading(request) as session:
        found = entering_of(session, who.person.id, id_in(grant), who.today)
    around = frame(request, "Before you enter", current=HERE, form=True, has_error=bool(faults))
    return page(request, "assessing/entering.html", around, status=422 if faults else 200, view=_view(found, faults))


def _view(found: Entering, faults: tuple[Fault, ...]) -> EnteringView:
    return EnteringView(
        here=f"{HERE}/{found.grant.id}",
        version=found.grant.ask.version,
        named=(
            ("Apprentice", found.apprentice),
            ("Employer", found.employer),
            ("Training provider", found.provider),
            ("Frozen by", found.frozen_by),
        ),
        answers=ANSWERS,
        later=found.grant.stated_at is not None,
        provider_name=found.provider,
        faults=faults,
    )
