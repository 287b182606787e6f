"""One frozen version: its annex, its pieces, its files at the exact place, and what changed since the one before."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.actions.portfolio import open_frozen_file
from app.answers.portfolio import FrozenShown, frozen_for
from app.db import apprenticeships
from app.documents.pack import HEADER
from app.domain.apprenticeships import Apprenticeship
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.domain.portfolio import rows
from app.rendering.frame import Link
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import NUMBER
from app.web.files_served import file_response
from app.web.pages.portfolio.frozen_view import FrozenView, frozen_view
from app.web.pages.portfolio.statement import statement_view
from app.web.record import record_address, record_frame
from app.web.responses import page
from app.web.tables_sent import form_in, table_response
from app.web.while_allowed import while_member_may

routes = APIRouter()
VERSION = "/a/{apprenticeship}/portfolio/" + NUMBER


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
        reader=while_member_may(request, member, Permission.READ_EVIDENCE),
    )


def _found(request: Request, member: Member, number: int) -> tuple[Apprenticeship, FrozenShown]:
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        return one, frozen_for(session, installation(request).catalogue, member, number, one)


def _view(request: Request, member: Member, one: Apprenticeship, found: FrozenShown) -> FrozenView:
    here = record_address(one.id, f"portfolio/{found.version.number}")
    may_take = may(member, Permission.FETCH_PACK) and not found.closed
    return frozen_view(
        installation(request).catalogue,
        found,
        here=here,
        back=Link("Portfolio", record_address(one.id, "portfolio")),
        pack=f"{here}/pack" if may_take else "",
        statement=statement_view(member, one, found),
    )
