"""One-time links by email: asking for one, looking at it, which spends nothing, and spending it."""

from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions import sign_in as doing
from app.db.sign_in import FOR_AN_ACCOUNT, LinkKind
from app.domain.refusals import BadInput, Fault, NotFound, TooOften
from app.web.access import anyone, installation
from app.web.forms import Form, Typed, checked, typed_form
from app.web.pages.sign_in.entering import device_of, place_of, welcome
from app.web.responses import frame, page

routes = APIRouter()


class AddressForm(Form):
    """Where to send a link."""

    email: str = ""


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


@routes.get("/sign-in/{kind}")
def ask(request: Request, kind: str, _: None = anyone()) -> Response:
    """Ask for a link by email: to sign in, or to set a new password."""
    return _ask_page(request, AskView(_kind(kind).value, sent=False))


@routes.post("/sign-in/{kind}")
def send(request: Request, kind: str, typed: Typed = Depends(typed_form), _: None = anyone()) -> Response:
    """Send the link, where the address is known; say the same either way."""
    wanted = _kind(kind)
    form = checked(AddressForm, typed)
    if "@" not in form.email:
        faults = (Fault("email", "Enter your email address, such as name@example.org."),)
        return _ask_page(request, AskView(wanted.value, sent=False, email=form.email, faults=faults), 422)
    try:
        doing.send_link(installation(request), form.email, wanted, place=place_of(request))
    except TooOften as refusal:
        faults = (Fault("email", refusal.sentence),)
        return _ask_page(request, AskView(wanted.value, sent=False, email=form.email, faults=faults), 429)
    return _ask_page(request, AskView(wanted.value, sent=True, email=form.email))


@routes.get("/link/{kind}/{secret}")
def show_link(request: Request, kind: str, secret: str, _: None = anyone()) -> Response:
    """What a link does, with a button: looking spends nothing."""
    wanted = _kind(kind)
    works = doing.link_works(installation(request), wanted, secret)
    return _link_page(request, LinkView(wanted.value, works), 200 if works else 409)


@routes.post("/link/{kind}/{secret}")
def spend_link(
    request: Request, kind: str, secret: str, typed: Typed = Depends(typed_form), _: None = anyone()
) -> Response:
    """Spend a link: set the password, or sign in."""
    house = installation(request)
    wanted = _kind(kind)
    if wanted is LinkKind.SIGN_IN:
        return welcome(request, doing.enter_by_link(house, secret, device=device_of(request)), "", kept=False)
    try:
        entered = doing.set_password(house, secret, typed.get("password"), device=device_of(request))
    except BadInput as refusal:
        return _link_page(request, LinkView(wanted.value, works=True, faults=refusal.faults), 422)
    return welcome(request, entered, "", kept=False)


def _kind(kind: str) -> LinkKind:
    if kind not in FOR_AN_ACCOUNT:
        raise NotFound
    return LinkKind(kind)


def _ask_page(request: Request, view: AskView, status: int = 200) -> Response:
    title = "Set a new password" if view.kind == LinkKind.SET_PASSWORD else "Sign in by email"
    around = frame(request, title, has_error=bool(view.faults), form=True)
    return page(request, "sign_in/ask.html", around, status=status, view=view)


def _link_page(request: Request, view: LinkView, status: int = 200) -> Response:
    title = "Set your password" if view.kind == LinkKind.SET_PASSWORD else "Sign in"
    around = frame(request, title, has_error=bool(view.faults), form=True)
    return page(request, "sign_in/link.html", around, status=status, view=view)
