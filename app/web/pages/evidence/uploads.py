"""Files that come in pieces, by the tus protocol (creation, termination, expiration; its words are in `tus`).

A script in the page sends them so, to go on where a lost signal stopped it, and shows a refusal beside the field. What
is whole is looked at like a file of an ordinary form, and waits with those of forms that were not saved.
"""

from uuid import UUID

from anyio import to_thread
from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response

from app.actions.evidence import uploads as actions
from app.db.evidence import uploads as db
from app.domain.evidence import EvidenceFile
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound, Refusal, TooLarge
from app.domain.uploads import Piece, Upload
from app.files.gate import Gate
from app.files.names import tidy_name
from app.files.pieces import MARK, open_piece, read_piece
from app.files.scanning import scanner_for
from app.files.store import StoreFault
from app.rendering.environment import render
from app.web.access import acting, installation, member_who_may, reading
from app.web.entered.evidence import KEY_LENGTH, arrived
from app.web.forms import Typed, typed_form
from app.web.pages.evidence.doubles_view import hint_on_arrival
from app.web.pages.evidence.form_view import KeptFile
from app.web.pages.evidence.tus import (
    BYTES,
    LONGEST_NUMBER,
    VERSION,
    answered,
    metadata_in,
    number_in_header,
    other_version,
    refusal_said,
    upload_said,
)
from app.web.record import record_address
from app.web.responses import redirect
from app.web.uploads import Limits, ReceivedForm, receive_pieces
from app.web.uploads.parts import FilePart
from app.web.uploads.pieces import PieceReader
from app.web.uploads.received import Collected

routes = APIRouter(prefix="/a/{apprenticeship}/uploads", include_in_schema=False)


@routes.post("")
def begin(request: Request, member: Member = member_who_may(Permission.ADD_EVIDENCE)) -> Response:
    """Begin a file: `Upload-Length` is its size, `Upload-Metadata` its name and the key of its form."""
    return answered(request, lambda: _begin(request, member))


@routes.head("/{upload}")
def look(request: Request, upload: str, member: Member = member_who_may(Permission.ADD_EVIDENCE)) -> Response:
    """How much of it is here."""
    return answered(request, lambda: upload_said(_found(request, member, upload), 200))


@routes.patch("/{upload}")
async def go_on(request: Request, upload: str, member: Member = member_who_may(Permission.ADD_EVIDENCE)) -> Response:
    """Take the bytes from `Upload-Offset` on, as many as come; the last one has the file looked at."""
    try:
        turn = await to_thread.run_sync(lambda: _turn(request, member, upload))
        if isinstance(turn, Response):
            return turn
        await receive_pieces(request, _reader(request, turn), most_bytes=turn.size - turn.offset)
        return await to_thread.run_sync(lambda: _taken(request, member, turn))
    except Refusal as refusal:
        # What is still being sent is not waited for: whoever sends asks how much is here, and goes on from there.
        answer = refusal_said(refusal)
        answer.headers["Connection"] = "close"
        return answer


@routes.delete("/{upload}")
def stop(request: Request, upload: str, member: Member = member_who_may(Permission.ADD_EVIDENCE)) -> Response:
    """Let go of what has come."""

    def do() -> Response:
        _stop(request, member, _id(upload))
        return Response(status_code=204, headers={"Tus-Resumable": VERSION})

    return answered(request, do)


@routes.post("/{upload}/arrival")
def arrive(request: Request, upload: str, member: Member = member_who_may(Permission.ADD_EVIDENCE)) -> Response:
    """The whole file as a line of the form, looked at first where that was not done; asked again, it answers again."""

    def do() -> Response:
        file = _arrived(request, member, _id(upload))
        with reading(request) as session:
            hint = hint_on_arrival(session, member, file, installation(request).now())
        view = KeptFile(str(file.id), file.name, file.size, ticked=True, hint=hint)
        return HTMLResponse(render("evidence/arrived.html", view=view))

    return answered(request, do, versioned=False)


@routes.post("/{upload}/removal")
def remove(
    request: Request,
    upload: str,
    member: Member = member_who_may(Permission.ADD_EVIDENCE),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Let go of what has come, by a button; `back` is the page that it stood on."""
    _stop(request, member, _id(upload))
    return redirect(request, typed.get("back") or "/", heading="What had come of the file is removed")


def _begin(request: Request, member: Member) -> Response:
    metadata = metadata_in(request.headers.get("upload-metadata", ""))
    name = tidy_name(metadata.get("filename", ""))
    size = number_in_header(request, "upload-length")
    collected = _collected(request)
    if not collected.has_room_for("file", name, size):
        raise TooLarge(collected.form.faults[0].sentence)
    with acting(request) as who:
        upload = actions.begin_upload(who, member.apprenticeship, metadata.get("form", "")[:KEY_LENGTH], name, size)
    answer = upload_said(upload, 201)
    answer.headers["Location"] = record_address(member.apprenticeship, f"uploads/{upload.id}")
    return answer


def _turn(request: Request, member: Member, upload: str) -> Upload | Response:
    """A turn to send; an answer where what is asked is not the protocol's."""
    if answer := other_version(request):
        return answer
    if request.headers.get("content-type", "") != BYTES:
        return PlainTextResponse(f"Send the bytes as {BYTES}.", 415, {"Tus-Resumable": VERSION})
    offset, length = number_in_header(request, "upload-offset"), request.headers.get("content-length", "")
    found = _found(request, member, upload)
    if length.isdecimal() and len(length) <= LONGEST_NUMBER and int(length) > found.size - offset:
        raise TooLarge(f"That is more than “{found.name}” holds. Choose the file again.")
    with acting(request) as who:
        return actions.take_turn(who, member.apprenticeship, found.id, offset)


def _reader(request: Request, upload: Upload) -> PieceReader:
    store = installation(request).store
    turn = upload.turn or upload.id

    def keep(piece: Piece) -> None:
        with acting(request) as who:
            actions.keep_piece(who, upload, piece)

    def end_turn() -> None:
        with acting(request) as who:
            actions.end_turn(who, upload)

    return PieceReader(
        upload,
        open_piece=lambda start: open_piece(store, upload.apprenticeship, turn, start),
        keep=keep,
        remove=lambda sha256: store.remove(upload.apprenticeship, sha256),
        end_turn=end_turn,
    )


def _taken(request: Request, member: Member, turn: Upload) -> Response:
    now = _found(request, member, str(turn.id))
    if now.is_whole:
        _arrived(request, member, turn.id)
    return upload_said(now, 204)


def _arrived(request: Request, member: Member, upload: UUID) -> EvidenceFile:
    """What an upload became. Raises BadInput with the sentence of whatever speaks against the file, which is let go."""
    with acting(request) as who:
        turn = actions.take_turn(who, member.apprenticeship, upload)
        if turn.staged is not None:
            return actions.arrived_file(who, turn)
        pieces = db.pieces(who.session, upload)
    received = _looked_at(request, turn, pieces)
    if received.faults:
        _stop(request, member, upload)
        raise TooLarge(received.faults[0].sentence) if received.too_large else BadInput(received.faults)
    (file,) = arrived(received)
    with acting(request) as who:
        actions.arrive(who, turn, file)
    _remove(request, member, pieces)
    return file


def _looked_at(request: Request, upload: Upload, pieces: list[Piece]) -> ReceivedForm:
    """The pieces through the gate that files of ordinary forms go through, one after another, flat in memory."""
    store, collected = installation(request).store, _collected(request)
    gate = Gate(store, upload.apprenticeship, scanner_for(installation(request).settings.clamd))
    part = FilePart(collected, gate, "file", upload.name)
    try:
        for piece in pieces:
            if store.size(upload.apprenticeship, piece.sha256) != piece.size + MARK:
                said = f"A piece of “{upload.name}” is not here any more. Choose the file again."
                collected.say(Fault("file", said))
                return collected.form
            for data in read_piece(store, upload.apprenticeship, piece.sha256):
                part.write(data)
            with acting(request) as who:
                actions.go_on_looking(who, upload)
        part.end()
    finally:
        part.stop()
    if collected.store_fault:
        raise collected.store_fault
    return collected.form


def _stop(request: Request, member: Member, upload: UUID) -> None:
    with acting(request) as who:
        pieces = actions.stop_upload(who, member.apprenticeship, upload)
    _remove(request, member, pieces)


def _remove(request: Request, member: Member, pieces: list[Piece]) -> None:
    """Have the store forget pieces that nobody knows of any more; what it keeps all the same is swept later."""
    store = installation(request).store
    for piece in pieces:
        try:
            store.remove(member.apprenticeship, piece.sha256)
        except StoreFault:
            return


def _found(request: Request, member: Member, upload: str) -> Upload:
    now = installation(request).now()
    with reading(request) as session:
        found = db.find(session, _id(upload), member.person.id, member.apprenticeship, now)
    if found is None:
        raise NotFound
    return found


def _collected(request: Request) -> Collected:
    return Collected(Limits(installation(request).settings.max_upload_bytes, 1, 1))


def _id(upload: str) -> UUID:
    try:
        return UUID(upload)
    except ValueError:
        raise NotFound from None
