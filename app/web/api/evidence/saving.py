"""A multipart body of evidence, saved and answered; and one piece as it is answered to whoever asks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from anyio import to_thread
from fastapi import Request
from fastapi.responses import JSONResponse, Response

from app.actions import evidence as actions
from app.actions.acting import Acting
from app.actions.evidence import Written
from app.answers.evidence import piece_seen
from app.db import evidence as db
from app.domain.evidence.holding import is_kept_out
from app.domain.people import Member
from app.domain.permissions import reads_uncleared
from app.files.scanning import scanner_for
from app.web.access import acting, installation, reading
from app.web.api.evidence.said import Json, evidence_said, findings_told
from app.web.entered.evidence import EvidenceForm, body_hash, read_form, written
from app.web.forms import Typed
from app.web.once import once
from app.web.refused import problem
from app.web.uploads import ReceivedForm, receive_form


async def saved(request: Request, member: Member, do: Callable[[Acting, Written, bool], int]) -> Response:
    """Take a multipart body, save what it says, and answer the piece; a repeated key gets the answer of then."""
    house = installation(request)
    received = await receive_form(
        request,
        house.store,
        member.apprenticeship,
        max_bytes=house.settings.max_upload_bytes,
        scanner=scanner_for(house.settings.clamd),
    )
    return await to_thread.run_sync(lambda: _save(request, member, received, do))


def _save(
    request: Request, member: Member, received: ReceivedForm, do: Callable[[Acting, Written, bool], int]
) -> Response:
    form, faults = read_form(EvidenceForm, Typed(received.fields))
    unreadable = bool(received.faults) and not received.fields
    if received.too_large or unreadable:
        return problem(received.status, received.faults[0].sentence, tuple(received.faults))
    sent = written(form, received, faults)
    house = installation(request)
    kept_out = is_kept_out(sent.details.statements)
    if not kept_out:
        looked = actions.looked_at_once(house, member.person.id, member.apprenticeship, sent.files, form.kept)
        sent = replace(sent, looked=looked)
    sent = replace(sent, provider_only=form.provider_only)

    def save() -> Mapping[str, Any]:
        number = do(who, sent, form.submit)
        found = db.findings_of(who.session, member.apprenticeship, [number])
        return evidence_said(db.load(who.session, member.apprenticeship, number), member, found)

    try:
        with acting(request) as who:
            key = request.headers.get("idempotency-key", "")
            answer = once(who, key, body_hash(request.url.path, received), save)
    finally:
        if kept_out:
            actions.drop_files(house, member.person.id, member.apprenticeship, "", form.kept, sent.files)
    if answer["findings"]:
        # What is kept of an answer, to be given again, holds no words of files.
        told = piece_said(request, member, f"E{answer['number']}")["findings"]
        answer = {**answer, "findings": _told_again(answer["findings"], told)}
    return JSONResponse(answer, status_code=201)


def _told_again(findings: Sequence[Json], told: Sequence[Json]) -> list[Json]:
    words = {one["id"]: {"words": one["words"]} for one in told if "words" in one}
    return [{**one, **words.get(one["id"], {})} for one in findings]


def piece_said(request: Request, member: Member, said: str) -> Json:
    """The piece that an address names, with the words of what was found in it, for its maker, read again."""
    with reading(request) as session:
        evidence = piece_seen(session, member, said)
        found = db.findings_of(session, evidence.apprenticeship, [evidence.number]) if reads_uncleared(member) else {}
    asked = findings_told(evidence, member, found)
    words = (
        actions.words_of_findings(installation(request), member.apprenticeship, evidence.draft, asked)
        if asked and evidence.draft
        else {}
    )
    return evidence_said(evidence, member, found, words)
