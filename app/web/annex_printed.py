"""The annex of a frozen version as a PDF, in the words of its page."""

from fastapi import Request
from fastapi.responses import Response

from app.answers.portfolio import FrozenShown
from app.documents.annexed import annex_paper
from app.documents.papers import can_make_pdf, pdf_of
from app.domain.refusals import NotFound
from app.web.access import installation


def annex_pdf(request: Request, shown: FrozenShown) -> Response:
    """The PDF, for whoever the version is shown to. Raises NotFound where nothing here can make one."""
    if not can_make_pdf():
        raise NotFound
    catalogue, version, manifest = installation(request).catalogue, shown.version, shown.version.manifest
    paper = annex_paper(
        shown.annex,
        catalogue.standard(manifest.standard, manifest.standard_version),
        number=version.number,
        frozen_at=version.frozen_at,
        sha256=version.sha256,
        kinds=catalogue.evidence_kind_names,
    )
    headers = {"Content-Disposition": f'attachment; filename="annex-version-{version.number}.pdf"'}
    return Response(pdf_of(paper), media_type="application/pdf", headers=headers)
