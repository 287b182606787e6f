"""Cookies: for this host alone where people come by https, sent by no other site's form, and never read by a script."""

from fastapi import FastAPI, Request
from fastapi.responses import Response


def cookie(request: Request, name: str) -> str:
    """What a browser sent under this name; "" where it sent nothing."""
    return request.cookies.get(cookie_name(request.app, name), "")


def give_cookie(request: Request, answer: Response, name: str, value: str, *, seconds: int | None) -> None:
    """Have a browser keep a value for so long, or until it is closed."""
    answer.set_cookie(
        cookie_name(request.app, name),
        value,
        max_age=seconds,
        path="/",
        secure=_by_https(request.app),
        httponly=True,
        samesite="lax",
    )


def take_cookie(request: Request, answer: Response, name: str) -> None:
    """Have a browser forget a value."""
    answer.delete_cookie(
        cookie_name(request.app, name), path="/", secure=_by_https(request.app), httponly=True, samesite="lax"
    )


def cookie_name(app: FastAPI, name: str) -> str:
    """The name under which an application's cookie travels.

    On https a browser takes it from this host alone and by https alone, so that nobody near the host can plant one.
    """
    return f"__Host-{name}" if _by_https(app) else name


def _by_https(app: FastAPI) -> bool:
    address: str = app.state.installation.settings.base_url
    return address.startswith("https://")
