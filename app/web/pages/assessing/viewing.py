"""A file of the granted version beside the KSBs of its piece, at the page or second where one is shown."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.actions.assessors import open_version
from app.domain.portfolio import Annex, AnnexEntry, AnnexLine, AnnexPiece, NamedFile, PlaceShown
from app.domain.refusals import NotFound
from app.files.kinds import may_show_inline
from app.web.access import Visitor, acting, holder_of_a_grant
from app.web.addresses import id_in, number_in
from app.web.pages.assessing.entering import GRANT
from app.web.pages.assessing.landing import HERE
from app.web.pages.portfolio.frozen_view import PlaceLink, place_links
from app.web.responses import frame, page

routes = APIRouter()


@dataclass(frozen=True, slots=True)
class KsbShown:
    """One KSB of the piece: its wording, where it is shown and how."""

    code: str
    text: str
    places: tuple[PlaceLink, ...]
    how: str


@dataclass(frozen=True, slots=True)
class ViewedFile:
    """The page. `shows` is pdf, image, audio, video or nothing; `source` opens the file at the place.

    `asked` is the place that was asked for, in words, "" where none was; `others` are the other files of the piece.
    """

    back: str
    piece: str
    title: str
    heading: str
    shows: str
    source: str
    asked: str
    description: str
    others: tuple[PlaceLink, ...]
    ksbs: tuple[KsbShown, ...]


@routes.get(GRANT + "/files/{piece}/{name}/view")
def view_file(request: Request, grant: str, piece: str, name: str, _: Visitor = holder_of_a_grant()) -> Response:
    """The file beside the KSBs of its piece; `?ksb=K1&place=2` opens it at the second place of K1."""
    path = f"files/{piece}/{name}"
    with acting(request) as who:
        found, shown = open_version(who, id_in(grant), f"view {path}")
        owner, file = _file(shown.annex, path)
    asked = request.query_params
    place = _place(shown.annex, owner, asked.get("ksb", ""), number_in(asked.get("place", "")) or 0)
    view = _view(shown.annex, owner, file, f"{HERE}/{found.id}", place if place and place.file == file.file else None)
    around = frame(request, f"{view.heading}: {view.piece}", current=HERE, compact=True, wide=True)
    return page(request, "assessing/viewer.html", around, view=view)


def _file(annex: Annex, path: str) -> tuple[AnnexPiece, NamedFile]:
    """The file of this path with its piece. Raises NotFound where there is none that may be opened."""
    for piece in annex.pieces:
        for named in piece.files:
            if named.file.path == path and not named.erased:
                return piece, named
    raise NotFound


def _entries(annex: Annex, piece: AnnexPiece) -> list[tuple[AnnexLine, AnnexEntry]]:
    return [(line, one) for line in annex.lines for one in line.entries if one.piece.number == piece.number]


def _place(annex: Annex, piece: AnnexPiece, ksb: str, number: int) -> PlaceShown | None:
    for line, entry in _entries(annex, piece):
        if line.ksb.code == ksb and 1 <= number <= len(entry.places):
            return entry.places[number - 1]
    return None


def _view(annex: Annex, piece: AnnexPiece, named: NamedFile, here: str, place: PlaceShown | None) -> ViewedFile:
    kind = named.file.media_type
    at = f"#{place.opens_at}" if place and place.opens_at else ""
    others = (one for one in piece.files if one != named and not one.erased)
    return ViewedFile(
        back=f"{here}#list-{piece.name}",
        piece=piece.name,
        title=piece.title,
        heading=named.name,
        shows=("pdf" if kind == "application/pdf" else kind.partition("/")[0]) if may_show_inline(kind) else "nothing",
        source=f"{here}/{named.file.path}{at}",
        asked=place.words.removeprefix(f"{named.name}, ") if place else "",
        description=piece.description,
        others=tuple(PlaceLink(one.name, f"{here}/{one.file.path}/view") for one in others),
        ksbs=tuple(
            KsbShown(line.ksb.code, line.ksb.text, place_links(entry, here, line.ksb.code), entry.how)
            for line, entry in _entries(annex, piece)
        ),
    )
