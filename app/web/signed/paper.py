"""A record with its signatures as a PDF to keep, print or send, the same for whoever may read the record."""

from datetime import datetime

from fastapi.responses import Response

from app.actions.acting import Installation
from app.documents.papers import Paper, SignatureBox, can_make_pdf, pdf_of
from app.domain.refusals import NotFound
from app.domain.signatures import RecordKey
from app.web.signed.page import RecordView
from app.web.signed.signatures import PartyShown


def record_pdf(key: RecordKey, view: RecordView, house: Installation) -> Response:
    """The PDF, to be kept as a file. Raises NotFound where its words were erased or nothing here can make one."""
    if not view.document.parts or not can_make_pdf():
        raise NotFound
    name = f"{key.kind.value}-{key.number}-version-{key.version}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(
        pdf_of(record_paper(view, house.settings.provider_name, house.now())),
        media_type="application/pdf",
        headers=headers,
    )


def record_paper(view: RecordView, provider: str, now: datetime) -> Paper:
    """What the paper says: all that the record's page says."""
    outdated = " A newer version was put in its place." if view.newest else ""
    return Paper(
        title=view.title,
        lede=view.lede + outdated,
        foot=f"{provider} · {view.title}",
        made_at=now,
        parts=view.document.parts,
        signatures=tuple(_box(one) for one in view.signatures.parties),
        sha256_words="Each signature is for the record with this SHA-256:",
        sha256=view.signatures.sha256,
    )


def _box(one: PartyShown) -> SignatureBox:
    return SignatureBox(one.role, one.name, one.word, (*one.lines, *one.earlier), one.statement)
