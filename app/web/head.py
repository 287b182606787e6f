"""HEAD at every address that is got: the headers that the GET would have, and no body.

It is asked as that very GET, so it needs the same permission, and what is noted of an opening is noted of it too.
"""

from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

NOT_ALLOWED = 405
_AS_HEAD = "touchmark.head"


class HeadAsGet:
    """ASGI middleware, next to the routes: a HEAD that no route takes for itself is answered as its GET is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; a HEAD once more as a GET where it is refused for its method."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return
        first = _WithoutBody(send, holds_back=NOT_ALLOWED)
        await self._asked(scope, receive, first, "HEAD")
        if first.held_back:
            await self._asked(scope, receive, _WithoutBody(send), "GET")

    async def _asked(self, scope: Scope, receive: Receive, send: Send, method: str) -> None:
        # A copy, since the server goes by the method to know that no body follows; the log wants to know the route.
        state = dict(scope.get("state", {}))
        asked: dict[str, Any] = {**scope, "state": state, "method": method, _AS_HEAD: True}
        try:
            await self.app(asked, receive, send)
        finally:
            scope["route"] = asked.get("route")


class _WithoutBody:
    """Sends an answer without its body; one with the status `holds_back` is not sent at all."""

    def __init__(self, send: Send, holds_back: int = 0) -> None:
        self.send = send
        self.holds_back = holds_back
        self.held_back = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.held_back = message["status"] == self.holds_back
        elif message.get("more_body"):
            return
        if not self.held_back:
            # Ended no sooner than the body is, or what it is made from would be left open.
            await self.send(message if "status" in message else {"type": "http.response.body", "body": b""})


def wants_no_body(scope: Scope) -> bool:
    """Whether only the head of the answer leaves, so that no body need be made."""
    return scope["method"] == "HEAD" or _AS_HEAD in scope
