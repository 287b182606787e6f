"""A witness's side: the link from the e-mail, which a button begins, then writing, signing or saying no.

Whatever is wrong with a link (spent, forwarded, too old, taken back, never there) is answered by one and the same page.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions import testimony as doing
from app.actions.testimony import Asked
from app.domain.confidentiality import Found
from app.domain.refusals import BadInput, Fault, WrongState
from app.domain.testimony import Account, insist_signable
from app.rendering.frame import PageFrame
from app.web.access import anyone, installation
from app.web.cookies import cookie, give_cookie
from app.web.forms import Typed, typed_form
from app.web.responses import frame, page, redirect

router = APIRouter(include_in_schema=False)
SEAT = "touchmark_witness"
MARK_LENGTH = 16
HERE = "/witness"
WITNESS_TELL = "/witness-help"
THANKS = "/witness-thanks"
"""Beside the address of a link, which takes any word; so is the one before."""


@dataclass(frozen=True, slots=True)
class LinkView:
    """The link's page: what is asked, or `asked` None where it opens nothing; then with the `words` of a form that was
    sent too late, for its writer to copy."""

    asked: Asked | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """Something in the words that may identify somebody: the words themselves, and what they look like."""

    words: str
    why: str


@dataclass(frozen=True, slots=True)
class WritingView:
    """The form, first or again with what was typed. `advised` stands for words that the advice was shown for."""

    asked: Asked
    words: str
    role: str
    relation: str
    signed_name: str
    agreed: bool
    ends_at: datetime
    advice: tuple[Advice, ...]
    advised: str
    faults: tuple[Fault, ...]


@router.get(THANKS)
def thanks(request: Request, _: None = anyone()) -> Response:
    """What is left to say."""
    return page(request, "witness/thanks.html", witness_frame(request, "Thank you"))


@router.get(HERE)
def write(request: Request, _: None = anyone()) -> Response:
    """The form with what was written so far, in the browser in which the link was begun."""
    asked = doing.open_link(installation(request), secret_of(request))
    return closed_page(request) if asked is None else _form(request, asked, _kept(asked))


@router.post(HERE)
def answer(request: Request, typed: Typed = Depends(typed_form), _: None = anyone()) -> Response:
    """Sign, keep for later, or say no."""
    asked = doing.open_link(installation(request), secret_of(request))
    if asked is None:
        return closed_page(request, typed.get("words"))
    account = _account(typed)
    try:
        return {"sign": _sign, "decline": _decline}.get(typed.get("do"), _keep)(request, asked, account, typed)
    except BadInput as wrong:
        return _form(request, asked, account, faults=wrong.faults, status=422)
    except WrongState:
        return closed_page(request, account.words)


@router.get(HERE + "/{secret}")
def show(request: Request, secret: str, _: None = anyone()) -> Response:
    """What the link asks for, with a button: looking spends nothing. Begun before in this browser, it goes on."""
    house = installation(request)
    asked = doing.open_link(house, secret)
    if asked is not None:
        around = witness_frame(request, "Witness testimony", tell=_tell(secret), form=True)
        return page(request, "witness/link.html", around, view=LinkView(asked))
    if doing.open_link(house, cookie(request, _seat(secret))) is not None:
        return redirect(request, _place(secret))
    return closed_page(request)


@router.post(HERE + "/{secret}")
def begin(request: Request, secret: str, _: None = anyone()) -> Response:
    """Begin: the link is spent, and this browser goes on with a secret of its own."""
    begun = doing.begin(installation(request), secret)
    if begun is None:
        return closed_page(request)
    answer = redirect(request, _place(secret))
    give_cookie(request, answer, _seat(secret), begun[0], seconds=begun[1])
    return answer


def _mark(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()[:MARK_LENGTH]


def _seat(secret: str) -> str:
    """The cookie of one link: who is asked twice goes on with each in its own place."""
    return f"{SEAT}_{_mark(secret)}"


def _place(secret: str) -> str:
    return f"{HERE}?link={_mark(secret)}"


def _seat_of(request: Request) -> str:
    """The cookie that a request is about: that of the link it names, or the only one there is."""
    named = request.query_params.get("link", "")
    if unbegun := _unbegun(request):
        return _seat(unbegun)
    if named.isalnum() and len(named) <= MARK_LENGTH:
        return f"{SEAT}_{named}"
    begun = [f"{SEAT}_{name.rpartition('_')[2]}" for name in request.cookies if f"{SEAT}_" in name]
    return begun[0] if len(begun) == 1 else SEAT


def secret_of(request: Request) -> str:
    """What this browser has of the link that a request is about, or the link itself where it is not begun yet."""
    return cookie(request, _seat_of(request)) or _unbegun(request)


def witness_place(request: Request) -> str:
    """The form to go on with, in this browser; the link's own page where it is not begun yet."""
    link = _unbegun(request)
    return f"{HERE}/{quote(link, safe='')}" if link else f"{HERE}?link={_link(request)}"


def witness_thanks(request: Request) -> str:
    """Where somebody is left who has answered."""
    return f"{THANKS}?link={_link(request)}"


def witness_frame(request: Request, title: str, *, tell: str = "", **more: Any) -> PageFrame:
    """What a witness’s page has around it: at its foot the way to raise a concern, also without an account.

    `tell` is that way where it is not this browser's.
    """
    around = frame(request, title, **more)
    return replace(around, concern_address=around.concern_address or tell or witness_tell(request))


def witness_tell(request: Request) -> str:
    """Where a witness raises a concern, in this browser."""
    return _tell(_unbegun(request) or _link(request))


def _tell(link: str) -> str:
    return f"{WITNESS_TELL}?link={quote(link, safe='')}"


def _link(request: Request) -> str:
    return _seat_of(request).rpartition("_")[2]


def _unbegun(request: Request) -> str:
    """The secret that an address names, where it names one instead of its mark."""
    named = request.query_params.get("link", "")
    return named if len(named) > MARK_LENGTH else ""


def _sign(request: Request, asked: Asked, account: Account, typed: Typed) -> Response:
    """Sign, once what may identify somebody was pointed out: as advice, since the witness knows what is meant."""
    house, secret = installation(request), secret_of(request)
    insist_signable(account)
    found = doing.advice(house, secret, account.said)
    if found and typed.get("advised") != _digest(account.said):
        doing.keep_words(house, secret, account)
        return _form(request, asked, account, advice=found, status=422)
    doing.sign(house, secret, account)
    return _done(request, "Your testimony is signed", f"{asked.asked_by} can read it now. Nobody can change it.")


def _keep(request: Request, _asked: Asked, account: Account, _typed: Typed) -> Response:
    doing.keep_words(installation(request), secret_of(request), account)
    text = "Nobody else sees it until you sign. Open the link from the e-mail again in this browser to go on."
    return redirect(request, witness_place(request), heading="Kept for later", text=text)


def _decline(request: Request, _asked: Asked, _account: Account, _typed: Typed) -> Response:
    doing.decline(installation(request), secret_of(request))
    return _done(request, "You have said no", "Nothing of what you wrote is kept.")


def _account(typed: Typed) -> Account:
    return Account(
        typed.get("words").strip(),
        " ".join(typed.get("role").split()),
        " ".join(typed.get("relation").split()),
        " ".join(typed.get("signed_name").split()),
        typed.get("agreed") == "true",
    )


def _kept(asked: Asked) -> Account:
    return Account(asked.testimony.words, asked.testimony.role, asked.testimony.relation)


def _form(
    request: Request,
    asked: Asked,
    account: Account,
    *,
    faults: tuple[Fault, ...] = (),
    advice: tuple[Found, ...] = (),
    status: int = 200,
) -> Response:
    view = WritingView(
        asked=asked,
        words=account.words,
        role=account.role,
        relation=account.relation,
        signed_name=account.signed_name,
        agreed=account.agreed,
        ends_at=asked.testimony.ends_at,
        advice=tuple(Advice(account.said[one.start : one.end], one.why) for one in advice[:20]),
        advised=_digest(account.said) if advice else "",
        faults=faults,
    )
    around = witness_frame(request, "Witness testimony", form=True, has_error=bool(faults or advice))
    return page(request, "witness/write.html", around, status=status, view=view)


def closed_page(request: Request, words: str = "") -> Response:
    """The one page for every link that opens nothing; `words` are those that were sent too late, to copy."""
    view = LinkView(None, words.strip())
    return page(request, "witness/link.html", frame(request, "Witness testimony"), status=409, view=view)


def _done(request: Request, heading: str, text: str) -> Response:
    """On to the thanks. The browser keeps what it has of the link, by which a concern can be raised until that ends."""
    return redirect(request, witness_thanks(request), heading=heading, text=text)


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
