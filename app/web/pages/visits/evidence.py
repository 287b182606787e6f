"""Cleared evidence as a visitor reads it: the list, one piece with the decisions on it, and its files."""

from dataclasses import dataclass
from datetime import date, datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.actions.visits import Seen, open_evidence, open_piece, open_piece_file
from app.answers.evidence import EvidenceList
from app.answers.visits import PieceSeen
from app.domain.evidence import EvidenceVersion, KsbTag
from app.domain.evidence.places import DESCRIPTION, fragment, place_words, places_in, reference_of
from app.domain.visits import Sight
from app.rendering.frame import Link
from app.rendering.words import date_words, stamp_words
from app.web.access import Visitor, acting, on_a_visit
from app.web.addresses import id_in, number_in
from app.web.ksbs import in_published_order
from app.web.pages.visits.around import OF_ONE, address, visit_frame
from app.web.responses import page
from app.web.sampling_words import VERDICTS
from app.web.seen_files import seen_file_response

routes = APIRouter()
LIST = OF_ONE + "/evidence"
ONE = LIST + "/{evidence}"


@dataclass(frozen=True, slots=True)
class PieceRow:
    """One cleared piece of the list."""

    name: str
    title: str
    address: str
    kind: str
    happened_on: date | None
    ksbs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """A page of the cleared pieces; `older` is where the next ones are, "" at the end."""

    pieces: tuple[PieceRow, ...]
    older: str


@dataclass(frozen=True, slots=True)
class FileLink:
    """One file: its name, its size in bytes and where it opens."""

    name: str
    size: int
    address: str


@dataclass(frozen=True, slots=True)
class KsbSeen:
    """One KSB of the piece: its wording, how it stands, where it is shown and how, and each decision, oldest first."""

    code: str
    text: str
    state: str
    places: tuple[Link, ...]
    how: str
    decisions: tuple[tuple[str, str, str, datetime], ...]


@dataclass(frozen=True, slots=True)
class PieceView:
    """One cleared piece. `back` leads to the list."""

    back: str
    name: str
    title: str
    state: str
    facts: tuple[tuple[str, str], ...]
    description: str
    files: tuple[FileLink, ...]
    ksbs: tuple[KsbSeen, ...]


@routes.get(LIST)
def index(request: Request, visit: str, apprenticeship: str, after: str = "", _: Visitor = on_a_visit()) -> Response:
    """The cleared pieces, newest first."""
    with acting(request) as who:
        seen, found = open_evidence(who, id_in(visit), id_in(apprenticeship), number_in(after))
    return page(request, "visiting/evidence.html", visit_frame(request, seen, Sight.EVIDENCE), view=_list(seen, found))


@routes.get(ONE)
def show(request: Request, visit: str, apprenticeship: str, evidence: str, _: Visitor = on_a_visit()) -> Response:
    """One piece with the decisions on it."""
    with acting(request) as who:
        seen, found = open_piece(who, id_in(visit), id_in(apprenticeship), evidence)
    view = _piece(seen, found)
    around = visit_frame(request, seen, Sight.EVIDENCE, f"{view.name}: {view.title}")
    return page(request, "visiting/piece.html", around, view=view)


@routes.get(ONE + "/files/{place:numbered}")
def open_file(
    request: Request, visit: str, apprenticeship: str, evidence: str, place: int, _: Visitor = on_a_visit()
) -> Response:
    """One file of it, by its place among the files of the piece."""
    with acting(request) as who:
        found = open_piece_file(who, id_in(visit), id_in(apprenticeship), evidence, place)
    return seen_file_response(request, found, inline=True)


def _list(seen: Seen, found: EvidenceList) -> ListView:
    here = address(seen.visit, found.apprenticeship.id, Sight.EVIDENCE)
    kinds = found.programme.evidence_kind_by_code
    rows = []
    for one in found.pieces:
        states = {tag.ksb: tag.state for tag in found.tags.get(one.number, ())}
        ksbs = tuple((ksb, states[ksb]) for ksb in in_published_order(states, found.standard))
        kind = kinds[one.kind].name if one.kind in kinds else one.kind
        rows.append(PieceRow(f"E{one.number}", one.title, f"{here}/E{one.number}", kind, one.happened_on, ksbs))
    return ListView(tuple(rows), f"{here}?after={found.next}" if found.next else "")


def _piece(seen: Seen, found: PieceSeen) -> PieceView:
    version, name = found.version, found.evidence.name
    here = address(seen.visit, found.apprenticeship.id, Sight.EVIDENCE)
    kind = found.programme.evidence_kind_by_code.get(version.kind)
    tags = {tag.ksb: tag for tag in version.tags}
    return PieceView(
        back=here,
        name=name,
        title=version.title,
        state=found.evidence.state.value,
        facts=(
            ("Kind", kind.name if kind else version.kind.value),
            ("Happened on", date_words(version.happened_on) if version.happened_on else "Not said"),
            ("Version", str(version.version)),
            ("Sent", stamp_words(version.submitted_at) if version.submitted_at else "Not recorded"),
            ("Cleared", stamp_words(version.cleared_at) if version.cleared_at else "Not recorded"),
        ),
        description=version.description,
        files=tuple(
            FileLink(one.name, one.size, f"{here}/{name}/files/{place}")
            for place, one in enumerate(version.files, start=1)
        ),
        ksbs=tuple(
            _ksb(found, tags[code], f"{here}/{name}/files/") for code in in_published_order(tags, found.standard)
        ),
    )


def _ksb(found: PieceSeen, tag: KsbTag, files: str) -> KsbSeen:
    named = found.standard.ksb_by_code.get(tag.ksb)
    told = tuple(
        (VERDICTS[one.verdict] if one.verdict else "Opened again", one.feedback, one.by_name, one.at)
        for one in found.decisions
        if one.ksb == tag.ksb
    )
    places = _places(found.version, tag, files)
    return KsbSeen(tag.ksb, named.text if named else "", tag.state.value, places, tag.how, told)


def _places(version: EvidenceVersion, tag: KsbTag, files: str) -> tuple[Link, ...]:
    """Where the KSB is shown, in words; those in a file lead to it there."""
    numbered = {reference_of(one.sha256): (number, one) for number, one in enumerate(version.files, start=1)}
    found = []
    for place in places_in(tag.where):
        number, file = numbered.get(place.file, (0, None))
        at = fragment(place.part)
        if file is not None:
            found.append(Link(place_words(place, file.name), f"{files}{number}{'#' if at else ''}{at}"))
        elif place.file == DESCRIPTION:
            found.append(Link(place_words(place, ""), "#written"))
    return tuple(found)
