"""What somebody had typed into a form when their session had ended: it waits in the answer itself until they are back.

Nothing of it is stored. It goes out as one encrypted field of the sign-in page and comes back with it: whoever comes
next to the same computer reads nothing of it in the page’s source. Within, it names the person whose session had ended,
and whoever else signs in there is not shown it. It opens for an hour. Files are left out.
"""

import base64
import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from fastapi import Request
from starlette.concurrency import run_in_threadpool

from app.db import due, sign_in
from app.db.sign_in import LinkKind
from app.domain.refusals import Refusal
from app.web.access import COOKIE, installation, reading
from app.web.cookies import cookie
from app.web.forms import Typed, typed_form
from app.web.uploads import receive_form

MOST_CARRIED = 400_000
"""Bytes of a sealed form: more is not carried, so that it comes back well within what one form may hold."""
OPENS_FOR = timedelta(hours=1)
"""How long after it was sent out a sealed form opens (our own choice)."""
MOST_WITH_FILES = 32 * 1024 * 1024
"""Bytes of a body whose files are read past to reach its words."""
FIELD = "carried"
_CODE = re.compile(r"[a-z0-9_.:/#+-]*")
_EVIDENCE = re.compile(r"/a/[^/]+/evidence/(new|E[0-9]+/edit|E[0-9]+/versions/new)")


@dataclass(frozen=True, slots=True)
class Carried:
    """A form that was not taken: whose, where it was sent, the page it stood on ("" where that is not known), and what
    was in it."""

    person: UUID
    address: str
    page: str
    fields: tuple[tuple[str, str], ...]

    @property
    def words(self) -> tuple[str, ...]:
        """What people typed, without what a form says to the server: codes, numbers, days, digests."""
        return tuple(value.strip() for _, value in self.fields if not _CODE.fullmatch(value.strip()))

    @property
    def shows_again(self) -> bool:
        """Whether the form itself is shown with it first: that of evidence, whose files have to be chosen again."""
        return bool(_EVIDENCE.fullmatch(self.address))


async def carried_from(request: Request) -> str:
    """The form of this request, sealed for whoever's session had ended; "" where there is nothing to carry."""
    person = await run_in_threadpool(whose, request)
    if person is None:
        return ""
    try:
        typed = await _typed(request)
    except Refusal:
        return ""
    return sealed(request, person, typed)


def whose(request: Request) -> UUID | None:
    """Whose session had ended in this browser, by the secret that it still has. Who signed out has none."""
    secret = cookie(request, COOKIE)
    if not secret:
        return None
    with reading(request) as session:
        return sign_in.holder(session, secret)


def whose_visit(request: Request, seat: str) -> UUID | None:
    """Whose visit by an e-mailed link had ended in this browser."""
    secret = cookie(request, seat)
    if not secret:
        return None
    with reading(request) as session:
        return due.link_of(session, LinkKind.DUE_VISIT, secret)


def sealed(request: Request, person: UUID, typed: Typed) -> str:
    """A form as one field of a page; "" where nobody typed words into it, or where it is too long."""
    carried = Carried(person, request.url.path, _page_of(request), tuple(typed.fields))
    if not carried.words or any(name == "password" for name, _ in typed.fields):
        return ""
    said = [str(person), carried.address, carried.page, carried.fields]
    house, body = installation(request), json.dumps(said, ensure_ascii=False).encode()
    token = _cipher(request).encrypt_at_time(body, int(house.now().timestamp())).decode()
    return token if len(token) <= MOST_CARRIED else ""


def opened(request: Request, text: str, person: UUID) -> Carried | None:
    """The form that this person had sent within the hour; None for anybody else’s, and for what was not sealed here."""
    now, longest = int(installation(request).now().timestamp()), int(OPENS_FOR.total_seconds())
    try:
        body = _cipher(request).decrypt_at_time(text.encode(), longest, now)
    except InvalidToken:
        return None
    whose_, address, page, fields = json.loads(body)
    if UUID(whose_) != person:
        return None
    return Carried(person, address, page, tuple((name, value) for name, value in fields))


async def _typed(request: Request) -> Typed:
    """What was typed, its files read past and kept nowhere. Raises a Refusal where it cannot be read."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await typed_form(request)
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > MOST_WITH_FILES:
        return Typed()
    # No file is taken, so that none is kept, whatever the record.
    store = installation(request).store
    received = await receive_form(request, store, UUID(int=0), max_bytes=MOST_WITH_FILES, max_files=0)
    return Typed(received.fields)


def _page_of(request: Request) -> str:
    """The page of this installation that a form was sent from."""
    try:
        came_from = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return ""
    return came_from.path if came_from.netloc == request.headers.get("host") else ""


def _cipher(request: Request) -> Fernet:
    """The installation’s own key for this use alone."""
    key = hmac.new(installation(request).settings.secret, b"carried", hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(key))
