"""Sending what takes long for as long as its reader may have it: access that ends, ends what is on its way as well.

An answer that has begun cannot be refused any more; it stops short, its connection is closed, and whoever asks for the
rest is refused then.
"""

import logging
from collections.abc import AsyncGenerator, Callable, Collection, Generator
from datetime import date, datetime, timedelta
from uuid import UUID

from fastapi import Request
from fastapi.responses import StreamingResponse
from sqlalchemy.orm import Session
from starlette.types import Receive, Scope, Send

from app.answers.assessors import still_reads
from app.answers.evidence import piece_seen
from app.answers.visits import VersionKey, still_shows
from app.db import apprenticeships, people
from app.domain.evidence import may_read
from app.domain.london import london_date
from app.domain.people import Member, Person
from app.domain.permissions import Permission, is_member, may
from app.domain.portfolio import FrozenPiece
from app.domain.refusals import NotFound
from app.files.store import Pieces
from app.web.access import installation
from app.web.head import wants_no_body

LOOKED_AGAIN_BYTES = 16 * 2**20
LOOKED_AGAIN_AFTER = timedelta(seconds=2)
"""How much is sent, or for how long, before whoever reads it is looked up again: a short look, not one for a piece."""

log = logging.getLogger("touchmark")


class AccessEnded(Exception):
    """Whoever is being sent something may not have the rest of it."""


class WhileAllowed:
    """Whether this reader may still have what they are being sent, asked anew each time."""

    def __init__(self, allowed: Callable[[], bool], now: Callable[[], datetime]) -> None:
        self._allowed = allowed
        self._now = now

    def passed_on(self, pieces: Generator[bytes, None, None]) -> Pieces:
        """These pieces, looked after. Raises AccessEnded before the first that may not be sent any more."""
        looked, sent = self._now(), 0
        try:
            for piece in pieces:
                if sent >= LOOKED_AGAIN_BYTES or self._now() - looked >= LOOKED_AGAIN_AFTER:
                    if not self._allowed():
                        raise AccessEnded
                    looked, sent = self._now(), 0
                sent += len(piece)
                yield piece
        finally:
            pieces.close()


class StoppingResponse(StreamingResponse):
    """A streamed answer that stops where access has ended. Its end is never sent, so that nobody takes it for whole."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Where only its head was asked for, the body is begun and let go of."""
        if wants_no_body(scope):
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            await send({"type": "http.response.body", "body": b""})
            # What a body is made from is closed at its end, and one that was never begun has none.
            pieces = aiter(self.body_iterator)
            await anext(pieces, None)
            if isinstance(pieces, AsyncGenerator):
                await pieces.aclose()
            return
        await super().__call__(scope, receive, send)

    async def stream_response(self, send: Send) -> None:
        """Send what may be sent; the server closes the connection of an answer that was not finished."""
        try:
            await super().stream_response(send)
        except AccessEnded:
            log.info("access ended while something was being sent")


def while_granted(request: Request, reader: Person, grant: UUID, pieces: Collection[FrozenPiece]) -> WhileAllowed:
    """For as long as this assessor's grant opens these pieces and their account has not ended; two statements each
    time."""
    house = installation(request)

    def allowed() -> bool:
        return house.database.ask(lambda session: still_reads(session, reader.id, grant, pieces, house.today()))

    return WhileAllowed(allowed, house.now)


def while_shown(request: Request, reader: Person, visit: UUID, piece: VersionKey) -> WhileAllowed:
    """For as long as this visitor's visit shows this version of a piece; two statements each time."""
    house = installation(request)

    def allowed() -> bool:
        return house.database.ask(lambda session: still_shows(session, reader.id, visit, piece, house.today()))

    return WhileAllowed(allowed, house.now)


def while_member_may(request: Request, member: Member, permission: Permission) -> WhileAllowed:
    """For as long as this member has the permission, by the roles they hold at each look."""
    house = installation(request)

    def allowed() -> bool:
        with house.database.reading() as session:
            return _who_may(session, member, permission, london_date(house.now())) is not None

    return WhileAllowed(allowed, house.now)


def while_file_is_read(request: Request, member: Member, number: int, file: UUID) -> WhileAllowed:
    """For as long as this member may read this file of a piece: it may be closed, withdrawn or kept from them."""
    house = installation(request)

    def allowed() -> bool:
        with house.database.reading() as session:
            found = _who_may(session, member, Permission.READ_EVIDENCE, london_date(house.now()))
            return found is not None and _reads(session, found, number, file)

    return WhileAllowed(allowed, house.now)


def _reads(session: Session, member: Member, number: int, file: UUID) -> bool:
    try:
        piece = piece_seen(session, member, str(number))
    except NotFound:
        return False
    return any(may_read(member, piece, one) for one in piece.versions if file in {each.id for each in one.files})


def _who_may(session: Session, member: Member, permission: Permission, today: date) -> Member | None:
    """The same member with the roles of that day; None where they may not, or are nobody here any more."""
    person = people.find(session, member.person.id, today)
    if person is None:
        return None
    found = apprenticeships.member(session, person, member.apprenticeship, today)
    return found if is_member(found) and may(found, permission) else None
