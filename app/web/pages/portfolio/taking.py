"""A frozen version taken along as a pack: one ZIP, or parts of a stated size, streamed as it is written."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.actions.portfolio import take_pack
from app.documents.pack import split
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault
from app.web.access import acting, member_who_may
from app.web.addresses import NUMBER
from app.web.packs import pack_asked_for, pack_entries, part_bytes
from app.web.record import record_address, record_frame
from app.web.responses import page

routes = APIRouter()
PACK = "/a/{apprenticeship}/portfolio/" + NUMBER + "/pack"


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
                for place, part in enumerate(split(entries, part_bytes(asked)), start=1)
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
    asked = request.query_params
    return pack_asked_for(request, member, number, asked.get("part_mb", ""), asked.get("part", "1"))
