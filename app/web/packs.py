"""A frozen version as a ZIP that is sent as it is read: whole, or one part of it."""

from collections.abc import Iterable
from functools import partial

from fastapi import Request
from fastapi.responses import Response

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
    zipped,
)
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.portfolio import rows
from app.domain.refusals import BadInput, Fault
from app.exchange.csv_table import csv_table
from app.files.store import MISSING, FileStore, StoreFault
from app.web.access import acting, installation
from app.web.addresses import number_in
from app.web.while_allowed import StoppingResponse, WhileAllowed, while_member_may

_MEGABYTE = 1_000_000


def pack_asked_for(request: Request, member: Member, number: int, part_mb: str, part: str) -> Response:
    """The pack of a version, or one part of it; its taking is in the access log first. Raises BadInput."""
    largest = part_bytes(part_mb.strip()) if part_mb.strip() else None
    which = number_in(part) or 0
    with acting(request) as who:
        pack = take_pack(who, member.apprenticeship, number)
    entries = part_of(pack_entries(request, member, pack), largest, which)
    reader = while_member_may(request, member, Permission.FETCH_PACK)
    return pack_response(pack, entries, reader, f"-part-{which}" if largest else "")


def pack_response(pack: Pack, entries: list[Entry], reader: WhileAllowed, part: str = "") -> Response:
    """The answer that sends these entries as they are read, while their reader may; `part` ends the file's name."""
    version = pack.shown.version
    headers = {
        "Content-Disposition": f'attachment; filename="portfolio-version-{version.number}{part}.zip"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    pieces = reader.passed_on(zipped(entries, version.frozen_at))
    return StoppingResponse(pieces, media_type="application/zip", headers=headers)


def part_bytes(asked: str) -> int:
    """The largest size of a part from what was typed, in megabytes. Raises BadInput."""
    size = number_in(asked)
    if size is None:
        raise BadInput([Fault("part_mb", "Enter the size of a part in MB, such as 2000.")])
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
    kinds = catalogue.evidence_kind_names
    stated = pack.shown.stated if pack.statement else None
    return PackView(pack.shown.annex, standard, version.number, version.frozen_at, version.sha256, kinds, stated)
