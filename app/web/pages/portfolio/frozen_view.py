"""From a frozen version as it was read to what its page shows, the same for everybody who reads one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.answers.portfolio import FrozenShown
from app.catalogue import Catalogue
from app.documents.papers import can_make_pdf
from app.domain.portfolio import AnnexEntry, AnnexPiece, NamedFile, PlaceShown, Witnessed
from app.rendering.frame import Link
from app.rendering.words import date_words
from app.web.pages.portfolio.statement import StatementView


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
    """A file of a piece. `address` is "" where it may not be opened; `erased`: it is gone for good.

    `beside` leads to the file beside the KSBs of its piece, "" where there is no such page.
    """

    name: str
    size: int
    address: str
    erased: bool
    beside: str = ""


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
    witnessed: tuple[Witnessed, ...]


@dataclass(frozen=True, slots=True)
class FrozenView:
    """A frozen version for one reader. `closed` names the pieces of which nothing is shown for now.

    `pack` is where it is taken along, "" where it may not be; `until` is an assessor’s last day, "" for others;
    `prints`: the annex can be had as a PDF.
    """

    back: Link
    here: str
    number: int
    facts: tuple[tuple[str, str], ...]
    frozen_at: datetime
    by: str
    sha256: str
    changed: tuple[str, ...]
    groups: tuple[tuple[str, tuple[LineShown, ...]], ...]
    pieces: tuple[PieceShown, ...]
    signed: tuple[str, ...]
    closed: str
    pack: str
    statement: StatementView
    until: str = ""
    prints: bool = False


def frozen_view(
    catalogue: Catalogue,
    found: FrozenShown,
    *,
    here: str,
    back: Link,
    pack: str,
    statement: StatementView,
    until: str = "",
) -> FrozenView:
    """What the page of a version shows. With `until` it is an assessor’s, where places open beside the KSBs of their
    piece, not as bare files."""
    viewer = bool(until)
    frozen = found.version.manifest
    standard = catalogue.standard(frozen.standard, frozen.standard_version)
    kinds = catalogue.evidence_kind_names
    made = found.annex
    lines = [
        (
            line.ksb.kind,
            LineShown(
                line.ksb.code,
                line.ksb.text,
                tuple(_entry(each, here, line.ksb.code if viewer else "") for each in line.entries),
            ),
        )
        for line in made.lines
    ]
    return FrozenView(
        back=back,
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
        pieces=tuple(_piece(each, kinds, here, viewer=viewer) for each in made.pieces),
        signed=made.signed,
        closed=", ".join(f"E{each}" for each in found.closed),
        pack=pack,
        statement=statement,
        until=until,
        prints=can_make_pdf(),
    )


def place_links(entry: AnnexEntry, here: str, ksb: str) -> tuple[PlaceLink, ...]:
    """The places of a piece under one KSB; with `ksb`, each opens in the viewer."""
    return tuple(PlaceLink(place.words, _opening(place, here, ksb, seq)) for seq, place in enumerate(entry.places, 1))


def _entry(entry: AnnexEntry, here: str, ksb: str) -> EntryShown:
    places = place_links(entry, here, ksb)
    return EntryShown(entry.piece.name, f"list-{entry.piece.name}", entry.piece.title, places, entry.how)


def _opening(place: PlaceShown, here: str, ksb: str, seq: int) -> str:
    if place.file is None:
        return ""
    if ksb:
        return f"{here}/{place.file.path}/view?ksb={ksb}&place={seq}"
    return f"{here}/{place.file.path}{'#' + place.opens_at if place.opens_at else ''}"


def _piece(piece: AnnexPiece, kinds: Mapping[str, str], here: str, *, viewer: bool) -> PieceShown:
    return PieceShown(
        name=piece.name,
        anchor=f"list-{piece.name}",
        title=piece.title,
        kind=kinds.get(piece.kind, piece.kind),
        happened_on=date_words(date.fromisoformat(piece.happened_on)) if piece.happened_on else "",
        ksbs=", ".join(piece.ksbs),
        description=piece.description,
        files=tuple(_file(named, here, viewer=viewer) for named in piece.files),
        witnessed=piece.witnessed,
    )


def _file(named: NamedFile, here: str, *, viewer: bool) -> FileShown:
    address = "" if named.erased else f"{here}/{named.file.path}"
    beside = f"{address}/view" if address and viewer else ""
    return FileShown(named.name, named.file.size, address, named.erased, beside)
