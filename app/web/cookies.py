"""Cookies: for this host alone where people come by https, sent by no other site's form, and never read by a script."""

from fastapi import Request
from fastapi.responses import Response


def cookie(request: Request, name: str) -> str:
    """What a browser sent under this name; "" where it sent nothing."""
    return request.cookies.get(_named(request, name), "")


def give_cookie(request: Request, answer: Response, name: str, value: str, *, seconds: int | None) -> None:
    """Have a browser keep a value for so long, or until it is closed."""
    answer.set_cookie(
        _named(request, name),
        value,
        max_age=seconds,
        path="/",
        secure=_by_https(request),
        httponly=True,
        samesite="lax",
    )


def take_cookie(request: Request, answer: Response, name: str) -> None:
    """Have a browser forget a value."""
    answer.delete_cookie(_named(request, name), path="/", secure=_by_https(request), httponly=True, samesite="lax")


def _named(request: Request, name: str) -> str:
    # A browser takes a cookie of such a name from this host alone and by https alone, so nobody near it can plant one.
    return f"__Host-{name}" if _by_https(request) else name


def _by_https(request: Request) -> bool:
    address: str = request.app.state.installation.settings.base_url
    return address.startswith("https://")
