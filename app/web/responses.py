"""Answers: a page, a part of one, or a redirect with a message for the page that follows."""

import base64
import hashlib
import hmac
import json
from dataclasses import asdict, replace
from typing import Any, Literal

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.domain.refusals import Fault
from app.rendering.environment import render, render_block
from app.rendering.frame import Link, Notice, PageFrame, RecordHeader
from app.web.access import find_visitor, installation
from app.web.came_from import tell_address
from app.web.cookies import cookie, give_cookie, take_cookie
from app.web.keeping import keeps_of
from app.web.navigation import nav_for, words_for

NOTICE = "touchmark_notice"


def frame(
    request: Request,
    title: str,
    *,
    current: str = "",
    record: RecordHeader | None = None,
    has_error: bool = False,
    wide: bool = False,
    compact: bool = False,
    form: bool = False,
    notice: Notice | None = None,
    at: str | None = None,
) -> PageFrame:
    """What a page has around it for whoever is asking. `current` is the address of the navigation's current entry.

    `at` is where a concern says that it was raised, where that is not the address that was asked for.
    """
    house = installation(request)
    who = find_visitor(request)
    return PageFrame(
        title=title,
        provider_name=house.settings.provider_name,
        person_name=who.person.name if who else "",
        person_words=words_for(who) if who else "",
        account_address="/account" if who else "",
        nav=nav_for(who, current) if who else (),
        record=record,
        demo=house.demo,
        notice=notice or kept_notice(request),
        has_error=has_error,
        wide=wide,
        compact=compact,
        form=form,
        person_key=str(who.person.id) if who else "",
        concern_address=tell_address(request.url.path if at is None else at) if who else "",
    )


def page(
    request: Request,
    template: str,
    frame: PageFrame,
    *,
    status: int = 200,
    block: str = "",
    **context: Any,
) -> Response:
    """A whole page, or only its named block where htmx asks for a part; the answer varies by that header."""
    context["keeps"] = keeps_of(request)
    if block and wants_part(request):
        text = render_block(template, block, page=frame, **context)
    else:
        text = render(template, page=frame, **context)
    answer = HTMLResponse(text, status_code=status, headers={"Vary": "HX-Request, HX-Request-Type, Cookie"})
    if cookie(request, NOTICE):
        take_cookie(request, answer, NOTICE)
    return answer


def wants_part(request: Request) -> bool:
    """Whether htmx asks for a part of a page. Going back in the browser it asks for all of it, and says so."""
    return "hx-request" in request.headers and request.headers.get("hx-request-type") != "full"


def redirect(
    request: Request,
    address: str,
    kind: Literal["ok", "info", "warn"] = "ok",
    heading: str = "",
    text: str = "",
    link: Link | None = None,
) -> Response:
    """Go to a page of this installation (303), there to read a message."""
    answer = RedirectResponse(local(address), status_code=303)
    if heading:
        notice = Notice(kind, heading, text, link)
        give_cookie(request, answer, NOTICE, _signed(request, json.dumps(asdict(notice))), seconds=60)
    return answer


def local(address: str) -> str:
    """The address, where it leads to a page of this installation; else the front page."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if plain and not any(ord(letter) < 33 for letter in address) else "/"


def kept_notice(request: Request) -> Notice | None:
    """The message that the redirect before this page left, if it is ours."""
    kept = cookie(request, NOTICE)
    if not kept:
        return None
    body, _, mac = kept.rpartition(".")
    if not hmac.compare_digest(mac.encode(), _mac(request, body).encode()):
        return None
    said = json.loads(base64.urlsafe_b64decode(body))
    found = Notice(said["kind"], said["heading"], said["text"])
    return replace(found, link=Link(**said["link"])) if said.get("link") else found


def fault_pairs(faults: tuple[Fault, ...]) -> list[dict[str, str]]:
    """Faults as problem+json shows them: a path and a message each."""
    return [{"path": fault.path, "message": fault.sentence} for fault in faults]


def _signed(request: Request, text: str) -> str:
    body = base64.urlsafe_b64encode(text.encode()).decode()
    return f"{body}.{_mac(request, body)}"


def _mac(request: Request, body: str) -> str:
    secret = installation(request).settings.secret
    return hmac.new(secret, b"notice:" + body.encode(), hashlib.sha256).hexdigest()
