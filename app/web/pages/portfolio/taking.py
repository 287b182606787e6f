"""A frozen version taken along as a pack: one ZIP, or parts of a stated size, streamed as it is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from app.actions.portfolio import Pack, take_pack
from app.documents.pack import (
    HEADER,
    STATEMENT,
    STATEMENT_SIGNED,
    Entry,
    PackFile,
    PackView,
    entries_of,
    pages_of,
    part_of,
    split,
    zipped,
)
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.portfolio import rows
from app.domain.refusals import BadInput, Fault
from app.exchange.csv_table import csv_table
from app.files.store import MISSING, FileStore, StoreFault
from app.web.access import acting, installation, member_who_may
from app.web.addresses import NUMBER, number_in
from app.web.record import record_address, record_frame
from app.web.responses import page

routes = APIRouter()
PACK = "/a/{apprenticeship}/portfolio/" + NUMBER + "/pack"
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a pack: how many bytes it takes at the most, and where it is fetched."""

    number: int
    size: int
    address: str


@dataclass(frozen=True, slots=True)
class PackPage:
    """How a pack can be taken: whole, or in parts of `part_mb` megabytes."""

    back: str
    here: str
    number: int
    sha256: str
    size: int
    files: int
    whole: str
    part_mb: str
    parts: tuple[Part, ...]
    faults: tuple[Fault, ...]


@routes.get(PACK)
def show(request: Request, number: int, member: Member = member_who_may(Permission.FETCH_PACK)) -> Response:
    """How large the pack is, and its parts where a size was asked for."""
    asked = request.query_params.get("part_mb", "").strip()
    with acting(request) as who:
        pack = take_pack(who, member.apprenticeship, number, opened=False)
    entries = pack_entries(request, member, pack)
    here = record_address(member.apprenticeship, f"portfolio/{number}/pack")
    faults: tuple[Fault, ...] = ()
    parts: tuple[Part, ...] = ()
    try:
        if asked:
            parts = tuple(
                Part(place, sum(entry.most for entry in part), f"{here}.zip?part_mb={asked}&part={place}")
                for place, part in enumerate(split(entries, _part_bytes(asked)), start=1)
            )
    except BadInput as wrong:
        faults = wrong.faults
    view = PackPage(
        back=record_address(member.apprenticeship, f"portfolio/{number}"),
        here=here,
        number=number,
        sha256=pack.shown.version.sha256,
        size=sum(entry.most for entry in entries),
        files=sum(len(piece.files) for piece in pack.shown.annex.pieces),
        whole=f"{here}.zip",
        part_mb=asked,
        parts=parts,
        faults=faults,
    )
    around = record_frame(
        request, pack.apprenticeship, member, "Portfolio", f"Take version {number} along", has_error=bool(faults)
    )
    return page(request, "portfolio/pack.html", around, status=422 if faults else 200, view=view)


@routes.get(PACK + ".zip")
def take(request: Request, number: int, member: Member = member_who_may(Permission.FETCH_PACK)) -> Response:
    """The pack, or one part of it: `?part_mb=2000&part=1`."""
    asked = request.query_params.get("part_mb", "").strip()
    part_bytes = _part_bytes(asked) if asked else None
    part = number_in(request.query_params.get("part", "1")) or 0
    with acting(request) as who:
        pack = take_pack(who, member.apprenticeship, number)
    entries = part_of(pack_entries(request, member, pack), part_bytes, part)
    return pack_response(pack, entries, f"-part-{part}" if part_bytes else "")


def pack_response(pack: Pack, entries: list[Entry], part: str = "") -> Response:
    """The answer that sends these entries as they are read; `part` ends the file's name."""
    version = pack.shown.version
    headers = {
        "Content-Disposition": f'attachment; filename="portfolio-version-{version.number}{part}.zip"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingResponse(zipped(entries, version.frozen_at), media_type="application/zip", headers=headers)


def _part_bytes(asked: str) -> int:
    size = number_in(asked)
    if size is None:
        raise BadInput([Fault("part_size", "Enter the size of a part in MB, such as 2000.")])
    return size * _MEGABYTE


def pack_entries(request: Request, member: Member, pack: Pack) -> list[Entry]:
    """Everything of the pack. Raises StoreFault before the first byte leaves where a file is not there."""
    store = installation(request).store
    version = pack.shown.version
    stones = tuple((stone.what, stone.on) for stone in pack.shown.tombstones)
    gone = {what for what, _ in stones}
    files = [
        PackFile(file.path, file.sha256, file.size)
        for piece in version.manifest.pieces
        for file in piece.files
        if file.path not in gone
    ]
    for file in files:
        if store.size(member.apprenticeship, file.sha256) != file.size:
            raise StoreFault(MISSING)
    pages = pages_of(
        _view(request, pack), version.text, pack.shown.words, stones, csv_table(HEADER, rows(pack.shown.annex))
    )
    if pack.statement:
        pages |= {STATEMENT: pack.statement[0].encode(), STATEMENT_SIGNED: pack.statement[1].encode()}
    return entries_of(f"portfolio-version-{version.number}", pages, files, partial(_read, store, member))


def _read(store: FileStore, member: Member, sha256: str) -> Iterable[bytes]:
    return store.read(member.apprenticeship, sha256)


def _view(request: Request, pack: Pack) -> PackView:
    catalogue = installation(request).catalogue
    manifest, version = pack.shown.version.manifest, pack.shown.version
    standard = catalogue.standard(manifest.standard, manifest.standard_version)
    kinds = {kind.code: kind.name for plan in catalogue.programmes for kind in plan.evidence_kinds}
    stated = pack.shown.stated if pack.statement else None
    return PackView(pack.shown.annex, standard, version.number, version.frozen_at, version.sha256, kinds, stated)
