"""Signing in with a password or as one of a demonstration's cast, and signing out."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import StringConstraints

from app.actions import sign_in as doing
from app.answers.cast import CastMember, demo_cast
from app.db import sign_in
from app.domain.refusals import BadInput, Fault, NotFound, TooOften
from app.web.access import COOKIE, anyone, enter_as, find_visitor, installation, reading
from app.web.carried import FIELD, Carried, opened
from app.web.cookies import give_cookie, take_cookie
from app.web.forms import Form, Typed, checked, typed_form
from app.web.navigation import landing
from app.web.responses import frame, local, page, redirect

routes = APIRouter()
GO_ON = "/go-on"


class SignInForm(Form):
    """An email address, a password, and whether to stay."""

    email: str = ""
    password: Annotated[str, StringConstraints(strip_whitespace=False)] = ""
    keep: bool = False
    next: str = ""
    carried: str = ""


@dataclass(frozen=True)
class SignInView:
    """What was typed, what is wrong, and in a demonstration the cast. `carried` is a form that waits, sealed."""

    email: str
    next: str
    faults: tuple[Fault, ...]
    cast: tuple[CastMember, ...]
    provider_name: str
    carried: str = ""


@routes.get("/sign-in")
def show(request: Request, _: None = anyone()) -> Response:
    """The sign-in page; somebody signed in goes on to where they were going."""
    who = find_visitor(request)
    wanted = local(request.query_params.get("next", ""))
    if who is not None:
        return redirect(request, wanted if wanted != "/" else landing(who))
    return sign_in_page(request, wanted=wanted)


@routes.post("/sign-in")
def enter(request: Request, typed: Typed = Depends(typed_form), _: None = anyone()) -> Response:
    """Sign in with a password."""
    house = installation(request)
    try:
        form = checked(SignInForm, typed)
        missing = _missing(form)
        if missing:
            raise BadInput(missing)
        secret = doing.enter(
            house, form.email, form.password, place=place_of(request), kept=form.keep, device=device_of(request)
        )
    except BadInput as refusal:
        return _again(request, typed, refusal.faults, 422)
    except TooOften as refusal:
        return _again(request, typed, (Fault("email", refusal.sentence),), 429)
    return welcome(request, secret, form.next, kept=form.keep, carried=form.carried)


@routes.post(GO_ON)
def go_on(request: Request, typed: Typed = Depends(typed_form), _: None = anyone()) -> Response:
    """Go on with a form that waited, for whoever has signed in by another tab of this browser."""
    who, carried = find_visitor(request), typed.get(FIELD)
    if who is None:
        return sign_in_page(request, carried=carried, faults=(Fault("", "You are not signed in yet."),), status=401)
    found = opened(request, carried, who.person.id)
    return waiting_page(request, found) if found else redirect(request, "/")


@routes.post("/sign-out")
def leave(request: Request, _: None = anyone()) -> Response:
    """End this session."""
    who = find_visitor(request)
    if who is not None:
        doing.leave(installation(request), who.person.id, who.seat)
    answer = redirect(request, "/sign-in", heading="You are signed out")
    take_cookie(request, answer, COOKIE)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@routes.post("/demo/enter/{person}")
def enter_demo(request: Request, person: str, typed: Typed = Depends(typed_form), _: None = anyone()) -> Response:
    """Go in as one of the cast of a demonstration."""
    house = installation(request)
    if not (house.demo and house.settings.demo):
        raise NotFound
    with reading(request) as session:
        cast = demo_cast(session, house.today())
    chosen = next((one for one in cast if str(one.id) == person), None)
    if chosen is None:
        raise NotFound
    secret = doing.enter_demo(house, chosen.id, device=device_of(request))
    return welcome(request, secret, "", kept=False, carried=typed.get(FIELD))


def welcome(request: Request, secret: str, wanted: str, *, kept: bool, carried: str = "") -> Response:
    """On to where somebody was going, signed in; the session of before in the same browser ends.

    A form that waited for this very person is shown to them first; anybody else gets nothing of it.
    """
    before = find_visitor(request)
    if before is not None:
        doing.leave(installation(request), before.person.id, before.seat)
    who = enter_as(request, secret) if carried else None
    found = opened(request, carried, who.person.id) if who else None
    answer = waiting_page(request, found) if found else redirect(request, "/" if carried else wanted or "/")
    give_cookie(request, answer, COOKIE, secret, seconds=int(sign_in.KEPT.total_seconds()) if kept else None)
    return answer


def place_of(request: Request) -> str:
    """The network address that somebody asks from."""
    return request.client.host if request.client else "nowhere"


def device_of(request: Request) -> str:
    """What somebody's browser calls itself."""
    return request.headers.get("user-agent", "")[:200]


def _missing(form: SignInForm) -> list[Fault]:
    faults = []
    if not form.email:
        faults.append(Fault("email", "Enter your email address."))
    if not form.password:
        faults.append(Fault("password", "Enter your password."))
    return faults


def _again(request: Request, typed: Typed, faults: tuple[Fault, ...], status: int) -> Response:
    return sign_in_page(request, typed.get("email"), typed.get("next"), typed.get(FIELD), faults=faults, status=status)


def sign_in_page(
    request: Request,
    email: str = "",
    wanted: str = "/",
    carried: str = "",
    *,
    faults: tuple[Fault, ...] = (),
    status: int = 200,
) -> Response:
    """The sign-in page, with what was typed into it, and perhaps with a form that waits."""
    house = installation(request)
    cast: tuple[CastMember, ...] = ()
    if house.demo and house.settings.demo:
        with reading(request) as session:
            cast = demo_cast(session, house.today())
    view = SignInView(email, wanted, faults, cast, house.settings.provider_name, carried)
    around = frame(request, "Sign in", has_error=bool(faults))
    return page(request, "sign_in/show.html", around, status=status, view=view)


def waiting_page(request: Request, carried: Carried) -> Response:
    """A form that waited, for the person who had typed it: nothing of it is saved until they send it."""
    around = frame(request, "What you typed is not saved yet", form=True, at="")
    return page(request, "sign_in/carried.html", around, view=carried)
