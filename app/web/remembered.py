"""Whole pages, remembered for whoever saw them until something happens: on their records, to their roles, or midnight.

Who is asking, what they hold today and the newest hash of each chain of history that the page goes by are looked up
for every request, in one statement; only where all of it is as it was when the page was made is the page given again,
and only to the same person. Whatever changes what these pages show adds to one of those chains, in its own
transaction (`app/db/history.py`); what does not must not be shown on them.
"""

import re
from collections import OrderedDict
from collections.abc import MutableMapping
from dataclasses import dataclass
from threading import Lock
from typing import Any
from uuid import UUID

from fastapi import Request
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.db.visitors import Happened
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.web.access import COOKIE, Visitor, look_up
from app.web.cookies import cookie
from app.web.responses import NOTICE

OF_A_PERSON = frozenset({"/home", "/caseload", "/apprentices"})
"""Pages of the records that the visitor is on."""
OF_A_RECORD = {
    "": Permission.VIEW_APPRENTICESHIP,
    "evidence": Permission.LIST_EVIDENCE,
    "coverage": Permission.VIEW_COVERAGE,
    "off-the-job": Permission.VIEW_HOURS,
    "reviews": Permission.VIEW_REVIEWS,
    "gateway": Permission.VIEW_GATEWAY,
}
"""Pages of one record, below its address, each with what it takes to see it."""
MOST_BYTES = 64 * 1024 * 1024
MOST_OF_ONE = 1024 * 1024
MOST_IN_QUERY = 200

_RECORD = re.compile(r"/a/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/([a-z-]*)")


@dataclass(frozen=True, slots=True)
class Template:
    """The template of the address, where a route would have named it."""

    path_format: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One of these pages: its address, which record it is of (None for the visitor's own ones), and what it takes."""

    path: str
    query: bytes
    template: Template
    record: UUID | None = None
    permission: Permission | None = None

    def allowed(self, who: Visitor) -> bool:
        """Whether the visitor may see it."""
        if self.record is None or self.permission is None:
            return True
        return may(Member(who.person, self.record, who.roles_on(self.record)), self.permission)


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was answered. `depends` is everything that it was made from, as far as that can change."""

    depends: tuple[Any, ...]
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


_Place = tuple[UUID, str, bytes]


class Memory:
    """Pages by person and address, those looked at longest ago forgotten first."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._pages: OrderedDict[_Place, Kept] = OrderedDict()
        self._turns = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def recall(self, place: _Place, depends: tuple[Any, ...]) -> Kept | None:
        """The page, where nothing it was made from has changed."""
        with self._turns:
            kept = self._pages.get(place)
            if kept is None or kept.depends != depends:
                return None
            self._pages.move_to_end(place)
            return kept

    def keep(self, place: _Place, page: Kept) -> None:
        """Keep a page, in place of what was kept of that address."""
        with self._turns:
            if (before := self._pages.pop(place, None)) is not None:
                self.bytes -= len(before.body)
            self._pages[place] = page
            self.bytes += len(page.body)
            while self.bytes > self.most_bytes:
                self.bytes -= len(self._pages.popitem(last=False)[1].body)

    def forget(self) -> None:
        """Have every page made anew."""
        with self._turns:
            self._pages.clear()
            self.bytes = 0


class Remembering:
    """ASGI middleware: gives a page again, or has it made and keeps it."""

    def __init__(self, app: ASGIApp, memory: Memory) -> None:
        self.app = app
        self.memory = memory

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory where that is the whole truth; everything else goes on to its route."""
        asked = asked_for(scope)
        who = await run_in_threadpool(_found, Request(scope), asked) if asked else None
        if asked is None or who is None or not asked.allowed(who):
            await self.app(scope, receive, send)
            return
        place = (who.person.id, asked.path, asked.query)
        depends = (who.person, who.memberships, who.assesses, who.today, who.happened)
        if (kept := self.memory.recall(place, depends)) is not None:
            scope["route"] = asked.template
            await send({"type": "http.response.start", "status": 200, "headers": list(kept.headers)})
            await send({"type": "http.response.body", "body": kept.body})
            return
        answer = _Answer()
        await self.app(scope, receive, answer.noting(send))
        if answer.worth_keeping:
            self.memory.keep(place, Kept(depends, tuple(answer.headers), answer.body))


def asked_for(scope: Scope) -> Asked | None:
    """Which of these pages a request asks for; None for anything else, and for a part of a page."""
    if scope["type"] != "http" or scope["method"] != "GET" or len(scope["query_string"]) > MOST_IN_QUERY:
        return None
    if any(name.startswith(b"hx-") for name, _ in scope["headers"]):
        return None
    path: str = scope["path"]
    if path in OF_A_PERSON:
        return Asked(path, scope["query_string"], Template(path))
    found = _RECORD.fullmatch(path)
    permission = OF_A_RECORD.get(found[2]) if found else None
    if found is None or permission is None:
        return None
    template = Template(f"/a/{{apprenticeship}}/{found[2]}")
    return Asked(path, scope["query_string"], template, UUID(found[1]), permission)


def _found(request: Request, asked: Asked) -> Visitor | None:
    """Whoever asks with a session, and what happened; None where a message is to be shown, or nothing can be asked."""
    if not cookie(request, COOKIE) or cookie(request, NOTICE):
        return None
    try:
        return look_up(request, Happened.ON_ONE if asked.record else Happened.ON_OWN, asked.record)
    except SQLAlchemyError:
        return None  # The page meets the same, and knows what to say.


class _Answer:
    """An answer noted on its way."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self.body = b""
        self.whole = False

    def noting(self, send: Send) -> Send:
        async def noted(message: MutableMapping[str, Any]) -> None:
            self._note(message)
            await send(message)

        return noted

    def _note(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message.get("headers", ()))
        elif message["type"] == "http.response.body" and self.status == 200:
            self.body += message.get("body", b"")
            self.whole = not message.get("more_body", False)

    @property
    def worth_keeping(self) -> bool:
        """Whether it is a whole page, of a size that leaves room for others, that gives nothing to one browser."""
        names = {name for name, _ in self.headers}
        page = any(name == b"content-type" and value.startswith(b"text/html") for name, value in self.headers)
        return (
            self.status == 200 and self.whole and page and b"set-cookie" not in names and len(self.body) <= MOST_OF_ONE
        )
