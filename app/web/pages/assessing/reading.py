"""The version as the assessor reads it: its annex, its files beside their KSBs, and all of it as one file.

Each opening is in the access log before the first byte of it leaves.
"""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.actions.assessors import open_granted_file, open_version, take_granted_pack
from app.documents.pack import HEADER
from app.domain.assessor_grants import StatementDue
from app.domain.people import Member
from app.domain.portfolio import rows
from app.rendering.frame import Link
from app.rendering.words import date_words
from app.web.access import Visitor, acting, holder_of_a_grant, installation
from app.web.addresses import id_in
from app.web.annex_printed import annex_pdf
from app.web.files_served import file_response
from app.web.packs import pack_entries, pack_response
from app.web.pages.assessing.entering import GRANT, statement_page
from app.web.pages.assessing.landing import HERE
from app.web.pages.portfolio.frozen_view import frozen_view
from app.web.pages.portfolio.statement import statement_alone
from app.web.responses import frame, page
from app.web.tables_sent import form_in, table_response
from app.web.while_allowed import while_granted

routes = APIRouter()


@routes.get(GRANT)
def show(request: Request, grant: str, _: Visitor = holder_of_a_grant()) -> Response:
    """The version with its annex; before that, the statement."""
    try:
        with acting(request) as who:
            found, shown = open_version(who, id_in(grant))
    except StatementDue:
        return statement_page(request, grant)
    here = f"{HERE}/{found.id}"
    catalogue, may_take = installation(request).catalogue, found.ask.may_take and not (shown.closed or shown.withheld)
    pack = f"{here}/pack.zip" if may_take else ""
    until = date_words(found.ask.last_day)
    back, stated = Link("Portfolios to assess", HERE), statement_alone(shown)
    view = frozen_view(catalogue, shown, here=here, back=back, pack=pack, statement=stated, until=until)
    around = frame(request, f"Portfolio, version {view.number}", current=HERE, compact=True)
    return page(request, "portfolio/frozen.html", around, view=view)


@routes.get(GRANT + "/annex.pdf")
def print_annex(request: Request, grant: str, _: Visitor = holder_of_a_grant()) -> Response:
    """The annex as a PDF."""
    with acting(request) as who:
        _found, shown = open_version(who, id_in(grant), "annex.pdf")
    return annex_pdf(request, shown)


@routes.get(GRANT + "/annex.{form}")
def table(request: Request, grant: str, form: str, _: Visitor = holder_of_a_grant()) -> Response:
    """The annex as a spreadsheet."""
    kind = form_in(form)
    with acting(request) as who:
        _found, shown = open_version(who, id_in(grant), f"annex.{kind.value}")
    return table_response(f"annex-version-{shown.version.number}", kind, HEADER, rows(shown.annex), sheet="Annex")


@routes.get(GRANT + "/files/{piece}/{name}")
def open_file(request: Request, grant: str, piece: str, name: str, here: Visitor = holder_of_a_grant()) -> Response:
    """One file of it."""
    with acting(request) as who:
        found = open_granted_file(who, id_in(grant), f"files/{piece}/{name}")
    return file_response(
        request,
        installation(request).store,
        found.grant.apprenticeship,
        found.named.file.sha256,
        name=found.named.name,
        media_type=found.named.file.media_type,
        inline=True,
        reader=while_granted(request, here.person, found.grant.id, [found.piece]),
    )


@routes.get(GRANT + "/pack.zip")
def take(request: Request, grant: str, here: Visitor = holder_of_a_grant()) -> Response:
    """All of it as one file, where the grant allows that."""
    with acting(request) as who:
        pack = take_granted_pack(who, id_in(grant))
    reader = Member(here.person, pack.apprenticeship.id, frozenset())
    entries = pack_entries(request, reader, pack)
    read = [one for one in pack.shown.version.manifest.pieces if one.number not in pack.shown.unread]
    return pack_response(pack, entries, while_granted(request, here.person, id_in(grant), read))
