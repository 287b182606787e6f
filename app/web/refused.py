"""Every refusal as a page for people, or as problem+json for programs. Nothing ever shows a traceback."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from fastapi.routing import iter_route_contexts
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from app.db import unreachable
from app.domain.refusals import (
    BadInput,
    Fault,
    NotFound,
    NotPermitted,
    NotSignedIn,
    Refusal,
    TooLarge,
    TooOften,
    TooSlow,
    WrongState,
)
from app.files.store import StoreFault
from app.logs import asked
from app.rendering.frame import error_view
from app.web.carried import carried_from
from app.web.forms import faults_of
from app.web.guard import ALWAYS
from app.web.pages.sign_in.entering import sign_in_page
from app.web.responses import fault_pairs, frame, page

STATUS: dict[type[Refusal], int] = {
    NotSignedIn: 401,
    NotPermitted: 403,
    NotFound: 404,
    TooSlow: 408,
    WrongState: 409,
    TooLarge: 413,
    BadInput: 422,
    TooOften: 429,
}
log = logging.getLogger("touchmark")


def add_refusals(app: FastAPI) -> None:
    """Give an application an answer for everything that can be refused or go wrong."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(IntegrityError, _met)
    app.add_exception_handler(DataError, _not_kept)
    app.add_exception_handler(SQLAlchemyError, _unavailable)
    app.add_exception_handler(StoreFault, _unavailable)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(Exception, _unforeseen)


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal."""
    return next(status for kind, status in STATUS.items() if isinstance(refusal, kind))


def problem(
    status: int, detail: str, faults: tuple[Fault, ...] = (), more: Mapping[str, Any] | None = None
) -> Response:
    """A refusal as application/problem+json; `more` is what else it carries, by name."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if faults:
        body["errors"] = fault_pairs(faults)
    return JSONResponse({**body, **(more or {})}, status_code=status, media_type="application/problem+json")


def refuse_another_site(request: Request) -> Response:
    """The answer to an unsafe call that another site made somebody's browser send."""
    return _plain(request, 403, "This was sent from another site, so it was not done.")


def _answer(request: Request, status: int, sentence: str, faults: tuple[Fault, ...] = (), code: str = "") -> Response:
    if request.url.path.startswith("/api/"):
        return problem(status, sentence, faults)
    view = error_view(status, sentence, code=code)
    try:
        around = frame(request, view.heading, at="")
    except SQLAlchemyError as error:
        # What is said stands without the name of whoever asked.
        log.error("nobody can be looked up: %s", error)
        request.state.visitor = None
        around = frame(request, view.heading, at="")
    return page(request, "errors/error.html", around, status=status, view=view)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    wants_page = not request.url.path.startswith("/api/")
    shows_one = wants_page and request.method in ("GET", "HEAD") and "tus-resumable" not in request.headers
    if isinstance(error, NotSignedIn) and shows_one:
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/sign-in?next={quote(asked, safe='')}", status_code=303)
    if isinstance(error, NotSignedIn) and _is_a_form_sent(request) and (carried := await carried_from(request)):
        return await run_in_threadpool(sign_in_page, request, carried=carried, status=401)
    faults = error.faults if isinstance(error, BadInput) else ()
    answer = _answer(request, status_of(error), error.sentence, faults)
    if isinstance(error, NotSignedIn) and not wants_page:
        answer.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, TooSlow):
        # The rest of what is being sent is not waited for.
        answer.headers["Connection"] = "close"
    return answer


def _is_a_form_sent(request: Request) -> bool:
    """Whether a browser sent a form and shows the answer, rather than a script that only reads its status."""
    by_script = "hx-request" in request.headers or request.headers.get("sec-fetch-mode", "navigate") != "navigate"
    return request.method == "POST" and not by_script and not request.url.path.startswith("/api/")


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = tuple(faults_of(error.errors()))
    return _answer(request, 422, " ".join(fault.sentence for fault in faults), faults)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    sentences = {
        404: NotFound().sentence,
        405: "This address does not take that kind of call.",
        413: "That is larger than this page takes.",
    }
    answer = _answer(request, error.status_code, sentences.get(error.status_code, "This could not be read."))
    answer.headers.update(error.headers or {})
    if error.status_code == 405:
        answer.headers["Allow"] = _taken_at(request)
    return answer


def _taken_at(request: Request) -> str:
    """The methods that an address takes: two routes may share it."""
    path = request.scope["path"]
    routes = [one for one in iter_route_contexts(request.app.routes) if one.path_regex.match(path)]
    taken = {method for one in routes for method in one.methods or ()}
    return ", ".join(sorted(taken | ({"HEAD"} if "GET" in taken else set())))


async def _met(request: Request, error: Exception) -> Response:
    log.warning("two at once: %s", error)
    sentence = "Somebody saved the same thing at the same moment, so yours was not saved. Look, then try again."
    return _plain(request, 409, sentence)


async def _not_kept(request: Request, error: Exception) -> Response:
    log.error("not checked before it was saved: %s", error)
    sentence = "Something in what was sent cannot be kept, so nothing was saved. Change it, then try again."
    return _plain(request, 422, sentence)


async def _gone(request: Request, error: Exception) -> Response:
    """Whoever was sending has gone before the end, so nobody reads this."""
    log.info("the sender has gone")
    return Response(status_code=400)


async def _unavailable(request: Request, error: Exception) -> Response:
    log.error("the records cannot be reached: %s", error)
    said = unreachable.sentence(error) if isinstance(error, SQLAlchemyError) else str(error)
    return _plain(request, 503, said)


async def _unforeseen(request: Request, error: Exception) -> Response:
    this = asked.get()
    code = this.id if this else ""
    log.error("nothing foresaw this: %s", error)
    answer = _plain(request, 500, "Nothing was saved. Wait a minute, then try again.", code)
    # An error that nothing foresaw is answered outside the guard, which adds these to every other answer.
    answer.headers.update(ALWAYS)
    return answer


def _plain(request: Request, status: int, sentence: str, code: str = "") -> Response:
    # The database may be what is missing, so nobody is looked up for this page.
    request.state.visitor = None
    return _answer(request, status, sentence, code=code)
