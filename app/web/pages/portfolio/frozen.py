"""One frozen version: its annex, its pieces, its files at the exact place, and what changed since the one before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.actions.portfolio import open_frozen_file
from app.answers.portfolio import FrozenShown, frozen_for
from app.db import apprenticeships
from app.documents.pack import HEADER
from app.domain.apprenticeships import Apprenticeship
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.domain.portfolio import AnnexEntry, AnnexPiece, PlaceShown, rows
from app.rendering.words import date_words
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import NUMBER
from app.web.files_served import file_response
from app.web.pages.portfolio.statement import StatementView, statement_view
from app.web.record import record_address, record_frame
from app.web.responses import page
from app.web.tables_sent import form_in, table_response

routes = APIRouter()
VERSION = "/a/{apprenticeship}/portfolio/" + NUMBER


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """A place, and the address that opens the file there; "" where it is in the description, or may not be opened."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class EntryShown:
    """A piece under a KSB. `anchor` is its row in the list of pieces."""

    name: str
    anchor: str
    title: str
    places: tuple[PlaceLink, ...]
    how: str


@dataclass(frozen=True, slots=True)
class LineShown:
    """A KSB with its wording and the pieces that show it."""

    code: str
    text: str
    entries: tuple[EntryShown, ...]


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file of a piece. `address` is "" where it may not be opened; `erased`: it is gone for good."""

    name: str
    size: int
    address: str
    erased: bool


@dataclass(frozen=True, slots=True)
class PieceShown:
    """A piece in the list of them."""

    name: str
    anchor: str
    title: str
    kind: str
    happened_on: str
    ksbs: str
    description: str
    files: tuple[FileShown, ...]


@dataclass(frozen=True, slots=True)
class FrozenView:
    """A frozen version for one reader. `closed` names the pieces of which nothing is shown for now."""

    all_address: str
    here: str
    number: int
    facts: tuple[tuple[str, str], ...]
    frozen_at: datetime
    by: str
    sha256: str
    changed: tuple[str, ...]
    groups: tuple[tuple[str, tuple[LineShown, ...]], ...]
    pieces: tuple[PieceShown, ...]
    closed: str
    may_take: bool
    statement: StatementView


@routes.get(VERSION)
def show(request: Request, number: int, member: Member = member_who_may(Permission.VIEW_PORTFOLIO)) -> Response:
    """The version."""
    one, found = _found(request, member, number)
    view = _view(request, member, one, found)
    around = record_frame(request, one, member, "Portfolio", f"Portfolio, version {number}")
    return page(request, "portfolio/frozen.html", around, view=view)


@routes.get(VERSION + "/annex.{form}")
def table(
    request: Request, number: int, form: str, member: Member = member_who_may(Permission.VIEW_PORTFOLIO)
) -> Response:
    """The annex as a spreadsheet."""
    kind = form_in(form)
    _, found = _found(request, member, number)
    return table_response(f"annex-version-{number}", kind, HEADER, rows(found.annex), sheet="Annex")


@routes.get(VERSION + "/files/{piece}/{name}")
def open_file(
    request: Request, number: int, piece: str, name: str, member: Member = member_who_may(Permission.READ_EVIDENCE)
) -> Response:
    """One file of it, once the opening is in the access log."""
    with acting(request) as who:
        found = open_frozen_file(who, member.apprenticeship, number, f"files/{piece}/{name}")
    return file_response(
        request,
        installation(request).store,
        member.apprenticeship,
        found.file.sha256,
        name=found.name,
        media_type=found.file.media_type,
        inline=True,
    )


def _found(request: Request, member: Member, number: int) -> tuple[Apprenticeship, FrozenShown]:
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        return one, frozen_for(session, installation(request).catalogue, member, one, number)


def _view(request: Request, member: Member, one: Apprenticeship, found: FrozenShown) -> FrozenView:
    catalogue, frozen = installation(request).catalogue, found.version.manifest
    standard, programme = (
        catalogue.standard(frozen.standard, frozen.standard_version),
        catalogue.programme(one.programme),
    )
    here = record_address(one.id, f"portfolio/{found.version.number}")
    kinds = {kind.code: kind.name for kind in programme.evidence_kinds}
    made = found.annex
    lines = [
        (
            line.ksb.kind,
            LineShown(line.ksb.code, line.ksb.text, tuple(_entry(each, here) for each in line.entries)),
        )
        for line in made.lines
    ]
    return FrozenView(
        all_address=record_address(one.id, "portfolio"),
        here=here,
        number=found.version.number,
        facts=(
            ("Apprentice", made.apprentice),
            ("Employer", made.employer),
            ("Training provider", made.provider),
            ("For", made.reason),
        ),
        frozen_at=found.version.frozen_at,
        by=found.version.frozen_by.name,
        sha256=found.version.sha256,
        changed=found.changed,
        groups=tuple((kind.name, tuple(line for code, line in lines if code == kind.code)) for kind in standard.kinds),
        pieces=tuple(_piece(each, kinds, here) for each in made.pieces),
        closed=", ".join(f"E{each}" for each in found.closed),
        may_take=may(member, Permission.FETCH_PACK) and not found.closed,
        statement=statement_view(member, one, found),
    )


def _entry(entry: AnnexEntry, here: str) -> EntryShown:
    places = tuple(PlaceLink(place.words, _opening(place, here)) for place in entry.places)
    return EntryShown(entry.piece.name, f"list-{entry.piece.name}", entry.piece.title, places, entry.how)


def _opening(place: PlaceShown, here: str) -> str:
    if place.file is None:
        return ""
    return f"{here}/{place.file.path}{'#' + place.opens_at if place.opens_at else ''}"


def _piece(piece: AnnexPiece, kinds: Mapping[str, str], here: str) -> PieceShown:
    files = tuple(
        FileShown(named.name, named.file.size, "" if named.erased else f"{here}/{named.file.path}", named.erased)
        for named in piece.files
    )
    return PieceShown(
        name=piece.name,
        anchor=f"list-{piece.name}",
        title=piece.title,
        kind=kinds.get(piece.kind, piece.kind),
        happened_on=date_words(date.fromisoformat(piece.happened_on)) if piece.happened_on else "",
        ksbs=", ".join(piece.ksbs),
        description=piece.description,
        files=files,
    )
