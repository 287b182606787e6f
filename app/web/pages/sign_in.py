"""Signing in and out, one-time links, and the sessions of one's own account."""

from dataclasses import dataclass, replace

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions import sign_in as doing
from app.answers.cast import CastMember, demo_cast
from app.db import sign_in
from app.db.sign_in import LinkKind, Seat
from app.domain.refusals import BadInput, Fault, NotFound, TooOften
from app.web.access import COOKIE, Visitor, anyone, find_visitor, installation, reading, signed_in
from app.web.devices import device_words
from app.web.forms import Form, Typed, checked, typed_form
from app.web.navigation import landing
from app.web.responses import frame, local, page, redirect

router = APIRouter(include_in_schema=False)


class SignInForm(Form):
    """An email address, a password, and whether to stay."""

    email: str = ""
    password: str = ""
    keep: bool = False
    next: str = ""


class AddressForm(Form):
    """Where to send a link."""

    email: str = ""


class PasswordForm(Form):
    """A new password."""

    password: str = ""


@dataclass(frozen=True)
class SignInView:
    """What was typed, what is wrong, and in a demonstration the cast."""

    email: str
    next: str
    faults: tuple[Fault, ...]
    cast: tuple[CastMember, ...]
    provider_name: str


@dataclass(frozen=True)
class LinkView:
    """A link's page: what it does, whether it still works, what is wrong with what was typed."""

    kind: str
    works: bool
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class AskView:
    """Asking for a link: of which kind, whether it was sent, what is wrong."""

    kind: str
    sent: bool
    email: str = ""
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class AccountView:
    """One's own account: who, and where one is signed in."""

    name: str
    email: str
    seats: tuple[Seat, ...]
    here: str


@router.get("/sign-in")
def show(request: Request, _: None = anyone()) -> Response:
    """The sign-in page; somebody signed in goes on to where they were going."""
    who = find_visitor(request)
    wanted = local(request.query_params.get("next", ""))
    if who is not None:
        return redirect(request, wanted if wanted != "/" else landing(who))
    return _sign_in_page(request, "", wanted, ())


@router.post("/sign-in")
def enter(request: Request, typed: Typed = Depends(typed_form), _: None = anyone()) -> Response:
    """Sign in with a password."""
    house = installation(request)
    try:
        form = checked(SignInForm, typed)
        missing = _missing(form)
        if missing:
            raise BadInput(missing)
        secret = doing.enter(
            house, form.email, form.password, place=_place(request), kept=form.keep, device=_device(request)
        )
    except BadInput as refusal:
        return _sign_in_page(request, typed.get("email"), typed.get("next"), refusal.faults, 422)
    except TooOften as refusal:
        fault = (Fault("email", refusal.sentence),)
        return _sign_in_page(request, typed.get("email"), typed.get("next"), fault, 429)
    return _welcome(request, secret, form.next, kept=form.keep)


@router.post("/sign-out")
def leave(request: Request, _: None = anyone()) -> Response:
    """End this session."""
    who = find_visitor(request)
    if who is not None:
        doing.leave(installation(request), who.person.id, who.seat)
    answer = redirect(request, "/sign-in", heading="You are signed out")
    answer.delete_cookie(COOKIE, path="/")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@router.get("/sign-in/{kind}")
def ask(request: Request, kind: str, _: None = anyone()) -> Response:
    """Ask for a link by email: to sign in, or to set a new password."""
    return _ask_page(request, AskView(_kind(kind).value, sent=False))


@router.post("/sign-in/{kind}")
def send(request: Request, kind: str, typed: Typed = Depends(typed_form), _: None = anyone()) -> Response:
    """Send the link, where the address is known; say the same either way."""
    wanted = _kind(kind)
    form = checked(AddressForm, typed)
    if "@" not in form.email:
        faults = (Fault("email", "Enter your email address, such as name@example.org."),)
        return _ask_page(request, AskView(wanted.value, sent=False, email=form.email, faults=faults), 422)
    try:
        doing.send_link(installation(request), form.email, wanted, place=_place(request))
    except TooOften as refusal:
        faults = (Fault("email", refusal.sentence),)
        return _ask_page(request, AskView(wanted.value, sent=False, email=form.email, faults=faults), 429)
    return _ask_page(request, AskView(wanted.value, sent=True, email=form.email))


@router.get("/link/{kind}/{secret}")
def show_link(request: Request, kind: str, secret: str, _: None = anyone()) -> Response:
    """What a link does, with a button: looking spends nothing."""
    wanted = _kind(kind)
    works = doing.link_works(installation(request), wanted, secret)
    return _link_page(request, LinkView(wanted.value, works), 200 if works else 409)


@router.post("/link/{kind}/{secret}")
def spend_link(
    request: Request, kind: str, secret: str, typed: Typed = Depends(typed_form), _: None = anyone()
) -> Response:
    """Spend a link: set the password, or sign in."""
    house = installation(request)
    wanted = _kind(kind)
    if wanted is LinkKind.SIGN_IN:
        return _welcome(request, doing.enter_by_link(house, secret, device=_device(request)), "", kept=False)
    try:
        entered = doing.set_password(house, secret, typed.get("password"), device=_device(request))
    except BadInput as refusal:
        return _link_page(request, LinkView(wanted.value, works=True, faults=refusal.faults), 422)
    return _welcome(request, entered, "", kept=False)


@router.post("/demo/enter/{person}")
def enter_demo(request: Request, person: str, _: None = anyone()) -> Response:
    """Go in as one of the cast of a demonstration."""
    house = installation(request)
    if not (house.demo and house.settings.demo):
        raise NotFound
    with reading(request) as session:
        cast = demo_cast(session, house.today())
    chosen = next((one for one in cast if str(one.id) == person), None)
    if chosen is None:
        raise NotFound
    return _welcome(request, doing.enter_demo(house, chosen.id, device=_device(request)), "", kept=False)


@router.get("/account")
def account(request: Request, who: Visitor = signed_in()) -> Response:
    """One's own account and where one is signed in."""
    with reading(request) as session:
        found = sign_in.seats(session, who.person.id, who.now)
        seats = tuple(replace(seat, device=device_words(seat.device)) for seat in found)
    view = AccountView(who.person.name, who.person.email, seats, who.seat)
    return page(request, "sign_in/account.html", frame(request, "Your account", form=True), view=view)


@router.post("/account/sessions/end")
def end_sessions(request: Request, who: Visitor = signed_in()) -> Response:
    """Sign out everywhere else."""
    doing.leave_everywhere_else(installation(request), who.person.id, who.seat)
    return redirect(request, "/account", heading="You are signed out everywhere else")


def _missing(form: SignInForm) -> list[Fault]:
    faults = []
    if not form.email:
        faults.append(Fault("email", "Enter your email address."))
    if not form.password:
        faults.append(Fault("password", "Enter your password."))
    return faults


def _kind(kind: str) -> LinkKind:
    try:
        return LinkKind(kind)
    except ValueError:
        raise NotFound from None


def _place(request: Request) -> str:
    return request.client.host if request.client else "nowhere"


def _device(request: Request) -> str:
    return request.headers.get("user-agent", "")[:200]


def _welcome(request: Request, secret: str, wanted: str, *, kept: bool) -> Response:
    before = find_visitor(request)
    if before is not None:
        doing.leave(installation(request), before.person.id, before.seat)
    answer = redirect(request, wanted or "/")
    answer.set_cookie(
        COOKIE,
        secret,
        max_age=int(sign_in.KEPT.total_seconds()) if kept else None,
        httponly=True,
        samesite="lax",
        secure=installation(request).settings.base_url.startswith("https"),
        path="/",
    )
    return answer


def _sign_in_page(request: Request, email: str, wanted: str, faults: tuple[Fault, ...], status: int = 200) -> Response:
    house = installation(request)
    cast: tuple[CastMember, ...] = ()
    if house.demo and house.settings.demo:
        with reading(request) as session:
            cast = demo_cast(session, house.today())
    view = SignInView(email, wanted, faults, cast, house.settings.provider_name)
    around = frame(request, "Sign in", has_error=bool(faults))
    return page(request, "sign_in/show.html", around, status=status, view=view)


def _ask_page(request: Request, view: AskView, status: int = 200) -> Response:
    title = "Set a new password" if view.kind == LinkKind.SET_PASSWORD else "Sign in by email"
    around = frame(request, title, has_error=bool(view.faults), form=True)
    return page(request, "sign_in/ask.html", around, status=status, view=view)


def _link_page(request: Request, view: LinkView, status: int = 200) -> Response:
    title = "Set your password" if view.kind == LinkKind.SET_PASSWORD else "Sign in"
    around = frame(request, title, has_error=bool(view.faults), form=True)
    return page(request, "sign_in/link.html", around, status=status, view=view)
