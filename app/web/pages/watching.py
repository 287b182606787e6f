"""The page of names to watch for: how many there are, and one field to add a name, ask for it or take it away."""

from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions import watching as actions
from app.db import apprenticeships, watch_names
from app.domain.confidentiality.watching import hashes_of, names_in
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, WrongState
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.forms import Typed, typed_form
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class WatchingView:
    """How many names are watched, what was typed and what is wrong with it; `answer` is what was asked of a name."""

    address: str
    names: int
    typed: str = ""
    answer: str = ""
    faults: tuple[Fault, ...] = ()


@router.get("/a/{apprenticeship}/names")
def show(request: Request, member: Member = member_who_may(Permission.WATCH_NAMES)) -> Response:
    """How many names are watched, and the field for one."""
    return _page(request, member)


@router.post("/a/{apprenticeship}/names")
def change(
    request: Request, member: Member = member_who_may(Permission.WATCH_NAMES), typed: Typed = Depends(typed_form)
) -> Response:
    """Add a name, ask whether it is watched, or take it away."""
    name, do = typed.get("name"), typed.get("do", "add")
    try:
        if do == "ask":
            return _page(request, member, typed=name, answer=_asked(request, member, name))
        with acting(request) as who:
            act = actions.stop_watching if do == "remove" else actions.watch_name
            done = act(who, member.apprenticeship, name)
    except (BadInput, WrongState) as refused:
        faults = refused.faults if isinstance(refused, BadInput) else (Fault("name", refused.sentence),)
        return _page(request, member, typed=name, faults=faults, status=422 if isinstance(refused, BadInput) else 409)
    said = {
        ("add", True): "That name is watched for now",
        ("add", False): "That name was watched for already",
        ("remove", True): "That name is not watched for any more",
        ("remove", False): "That name was not watched for",
    }
    heading = said["remove" if do == "remove" else "add", done]
    return redirect(request, record_address(member.apprenticeship, "names"), heading=heading)


def _asked(request: Request, member: Member, name: str) -> str:
    hashes = hashes_of(installation(request).settings.secret, member.apprenticeship, name)
    if not hashes:
        raise BadInput([Fault("name", "Enter a name, such as a first name and a surname.")])
    with reading(request) as session:
        watched = hashes[0] in watch_names.kept(session, member.apprenticeship)
    return "Yes, that name is watched for." if watched else "No, that name is not watched for."


def _page(
    request: Request,
    member: Member,
    *,
    typed: str = "",
    answer: str = "",
    faults: tuple[Fault, ...] = (),
    status: int = 200,
) -> Response:
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        names = names_in(watch_names.kept(session, member.apprenticeship))
    view = WatchingView(record_address(one.id, "names"), names, typed, answer, faults)
    shown = record_frame(request, one, member, "Evidence", "Names to watch for", form=True, has_error=bool(faults))
    return page(request, "watching/show.html", shown, status=status, view=view)
