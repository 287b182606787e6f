"""The annex of a frozen version as a PDF, in the words of its page."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.portfolio import frozen_for
from app.answers.standards import standard_then
from app.db import apprenticeships
from app.documents.annexed import annex_paper
from app.documents.papers import can_make_pdf, pdf_of
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import NotFound
from app.web.access import installation, member_who_may, reading, visitor
from app.web.addresses import NUMBER

routes = APIRouter()


@routes.get("/a/{apprenticeship}/portfolio/" + NUMBER + "/annex.pdf")
def print_annex(request: Request, number: int, member: Member = member_who_may(Permission.VIEW_PORTFOLIO)) -> Response:
    """The PDF. Raises NotFound where nothing here can make one."""
    if not can_make_pdf():
        raise NotFound
    catalogue = installation(request).catalogue
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        found = frozen_for(session, catalogue, member, number, one)
        version, manifest = found.version, found.version.manifest
        standard = standard_then(
            session, catalogue, one, manifest.standard, manifest.standard_version, version.frozen_at
        )
    kinds = {kind.code: kind.name for plan in catalogue.programmes for kind in plan.evidence_kinds}
    paper = annex_paper(
        found.annex, standard, number=number, frozen_at=version.frozen_at, sha256=version.sha256, kinds=kinds
    )
    headers = {"Content-Disposition": f'attachment; filename="annex-version-{number}.pdf"'}
    return Response(pdf_of(paper), media_type="application/pdf", headers=headers)
