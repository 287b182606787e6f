"""What a copy holds, and the copy itself, streamed as it is written."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.actions.own_copy import take_own_copy
from app.answers.own_copy import OwnCopy
from app.db import apprenticeships
from app.documents.pack import Entry, PackFile, entries_of, zipped
from app.domain.evidence import Evidence, Scan
from app.domain.people import Member
from app.domain.permissions import Permission
from app.files.store import FileStore, StoreFault
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.packs import pack_entries
from app.web.pages.own_copy.pages import FileKept, copy_pages
from app.web.record import record_address, record_frame
from app.web.responses import page
from app.web.while_allowed import StoppingResponse, while_member_may

routes = APIRouter(include_in_schema=False)
HERE = "/a/{apprenticeship}/copy"
FOLDER = "my-record"


@dataclass(frozen=True, slots=True)
class CopyView:
    """The page that says what is in a copy."""

    whole: str
    back: str


@routes.get(HERE)
def show(request: Request, member: Member = member_who_may(Permission.TAKE_COPY)) -> Response:
    """What is in it."""
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
    view = CopyView(record_address(one.id, "copy.zip"), record_address(one.id, "assessment"))
    return page(request, "copy/show.html", record_frame(request, one, member, "", "A copy of your record"), view=view)


@routes.get(HERE + ".zip")
def take(request: Request, member: Member = member_who_may(Permission.TAKE_COPY)) -> Response:
    """The copy. A file that is not there any more is named in it and left out."""
    house = installation(request)
    with acting(request) as who:
        copy, pack = take_own_copy(who, member.apprenticeship)
        now = who.now
    entries: list[Entry] = []
    portfolio = ""
    if pack is not None:
        try:
            entries = pack_entries(request, member, pack)
            portfolio = f"portfolio-version-{pack.shown.version.number}"
        except StoreFault:
            entries = []
    kept = _files(house.store, copy)
    pages = copy_pages(house, copy, kept, portfolio, now)
    files = {file.path: PackFile(file.path, file.sha256, file.size) for file in kept.values() if file.path}
    own = entries_of(FOLDER, pages, files.values(), partial(_read, house.store, member))
    headers = {
        "Content-Disposition": f'attachment; filename="{FOLDER}-{now:%Y-%m-%d}.zip"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    pieces = while_member_may(request, member, Permission.TAKE_COPY).passed_on(zipped([*own, *entries], now))
    return StoppingResponse(pieces, media_type="application/zip", headers=headers)


def _files(store: FileStore, copy: OwnCopy) -> dict[tuple[int, str], FileKept]:
    """By piece and hash where each file lies in the copy; without a path where it cannot be in it."""
    found: dict[tuple[int, str], FileKept] = {}
    for piece in copy.pieces:
        for version in piece.versions:
            for file in version.files:
                there = file.scan is not Scan.INFECTED and _size(store, piece, file.sha256) == file.size
                name = f"files/{piece.name}/{hashlib.sha256(file.id.bytes).hexdigest()[:8]}{_ending(file.name)}"
                found.setdefault((piece.number, file.sha256), FileKept(name if there else "", file.sha256, file.size))
    return found


def _size(store: FileStore, piece: Evidence, sha256: str) -> int | None:
    return store.size(piece.apprenticeship, sha256)


def _ending(name: str) -> str:
    """The end of a file's name, for programs that open it by that; "" where it is nothing that a folder should hold."""
    _, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot and ending.isascii() and ending.isalnum() and len(ending) <= 8 else ""


def _read(store: FileStore, member: Member, sha256: str) -> Iterable[bytes]:
    return store.read(member.apprenticeship, sha256)
