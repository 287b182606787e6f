"""How long a sender may take over a body: one that trickles in is left, whoever sends it.

Waiting costs no thread, so a slow sender stops nobody; it costs a connection, and those can run out.
"""

import time

import anyio
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.domain.refusals import TooSlow
from app.web.guard import SAFE

GRACE_SECONDS = 60.0
"""How long a body may take, however short it is."""
SLOWEST = 1024
"""Bytes a second beyond that: each second more must have been earned by so many bytes."""
LONGEST_SECONDS = 600.0
"""The longest wait that a sender can earn."""


class Patience:
    """ASGI middleware: raises TooSlow from the reading of a body that arrives too slowly.

    Only the time spent waiting for the sender counts, not what a busy disk or database takes.
    """

    def __init__(self, app: ASGIApp, *, grace: float = GRACE_SECONDS, slowest: int = SLOWEST) -> None:
        self.app = app
        self.grace = grace
        self.slowest = slowest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, its body watched."""
        watched = scope["type"] == "http" and scope["method"] not in SAFE
        await self.app(scope, self._watched(receive) if watched else receive, send)

    def _watched(self, receive: Receive) -> Receive:
        left, complete = self.grace, False

        async def patient() -> Message:
            nonlocal left, complete
            if complete:
                return await receive()
            began = time.monotonic()
            try:
                with anyio.fail_after(left):
                    message = await receive()
            except TimeoutError:
                raise TooSlow("This arrived too slowly, so it was not waited for. Send it again.") from None
            left += len(message.get("body", b"")) / self.slowest - (time.monotonic() - began)
            left = min(left, LONGEST_SECONDS)
            complete = not message.get("more_body", False)
            return message

        return patient
