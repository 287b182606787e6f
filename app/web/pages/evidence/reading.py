"""Looking at evidence: a record's list, one piece, its files."""

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from app.actions import evidence as actions
from app.answers import evidence as answers
from app.answers.evidence import Piece
from app.answers.finished import finished_of
from app.domain.confidentiality import FindingState
from app.domain.evidence import EvidenceState
from app.domain.people import Member, Role
from app.domain.permissions import Permission, reads_uncleared
from app.domain.refusals import Fault, NotFound
from app.files.gate import small_picture
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import id_in, number_in
from app.web.files_served import file_response, small_picture_response
from app.web.pages.evidence.check_view import CheckView, Refused, check_view
from app.web.pages.evidence.decision_form import Decided
from app.web.pages.evidence.listed import list_view
from app.web.pages.evidence.shown import show_view
from app.web.record import evidence_address, record_frame
from app.web.responses import page
from app.web.while_allowed import while_file_is_read

routes = APIRouter(include_in_schema=False)


@routes.get("/a/{apprenticeship}/evidence")
def index(
    request: Request,
    state: str = "",
    ksb: str = "",
    after: str = "",
    member: Member = member_who_may(Permission.LIST_EVIDENCE),
) -> Response:
    """Every piece of a record, newest first, by state and KSB."""
    wanted = EvidenceState(state) if state in set(EvidenceState) else None
    begun = number_in(after)
    with reading(request) as session:
        found = answers.evidence_list(
            session,
            installation(request).catalogue,
            member,
            visitor(request).today,
            state=wanted,
            ksb=ksb[:20].replace("\x00", ""),
            after=begun,
        )
        is_over = finished_of(session, installation(request).catalogue, found.apprenticeship) is not None
    view = list_view(found, member, wanted, ksb[:20], begun, is_over=is_over)
    shown = record_frame(request, found.apprenticeship, member, "Evidence", "Evidence")
    return page(request, "evidence/index.html", shown, view=view)


@routes.get("/a/{apprenticeship}/evidence/{evidence}")
def show(request: Request, evidence: str, member: Member = member_who_may(Permission.LIST_EVIDENCE)) -> Response:
    """One piece with its versions, decisions, hours and history."""
    return piece_page(request, member, evidence)


@routes.get("/a/{apprenticeship}/evidence/{evidence}/files/{file}")
def open_file(
    request: Request, evidence: str, file: str, member: Member = member_who_may(Permission.READ_EVIDENCE)
) -> Response:
    """A file, once the opening is in the access log."""
    with acting(request) as who:
        number = answers.number_from(who.session, member.apprenticeship, evidence)
        found = actions.open_file(who, member.apprenticeship, number, id_in(file))
    return file_response(
        request,
        installation(request).store,
        member.apprenticeship,
        found.sha256,
        name=found.name,
        media_type=found.media_type,
        inline=True,
        reader=while_file_is_read(request, member, number, found.id),
    )


@routes.get("/a/{apprenticeship}/evidence/{evidence}/files/{file}/thumb")
def open_thumb(
    request: Request, evidence: str, file: str, member: Member = member_who_may(Permission.READ_EVIDENCE)
) -> Response:
    """The small picture of a photo. Whoever sees it has seen the photo, so the same rules hold, and the same log."""
    with acting(request) as who:
        number = answers.number_from(who.session, member.apprenticeship, evidence)
        found = actions.open_file(who, member.apprenticeship, number, id_in(file))
    store = installation(request).store
    picture = small_picture(store, member.apprenticeship, found.sha256, found.media_type)
    if picture is None:
        raise NotFound
    return small_picture_response(request, picture, found.sha256)


def piece_page(
    request: Request,
    member: Member,
    evidence: str,
    *,
    decided: Decided | None = None,
    suggest_fault: str = "",
    clear_fault: str = "",
    testimony_faults: tuple[Fault, ...] = (),
    refused: Refused | None = None,
    status: int = 200,
) -> Response:
    """The page of one piece, perhaps with a form on it that could not be taken; `refused` is a reason for keeping."""
    with reading(request) as session:
        piece = answers.piece(
            session, installation(request).catalogue, member, evidence, visitor(request).today, visitor(request).now
        )
        waiting = _waiting(session, request, piece)
    checks = _check(request, piece, refused)
    view = show_view(
        piece,
        checks,
        waiting=waiting,
        decided=decided,
        suggest_fault=suggest_fault,
        clear_fault=clear_fault,
        testimony_faults=testimony_faults,
    )
    title = f"{view.name}: {view.title}"
    shown = record_frame(request, piece.apprenticeship, member, "Evidence", title, has_error=status >= 400)
    return page(request, "evidence/show.html", shown, status=status, view=view)


def _waiting(session: Session, request: Request, piece: Piece) -> int:
    """How many pieces wait for this tutor, over every apprenticeship taught."""
    if Role.TUTOR not in piece.member.roles:
        return 0
    who = visitor(request)
    return answers.awaiting(session, who.apprenticeships_as(Role.TUTOR), who.today)


def _check(request: Request, piece: Piece, refused: Refused | None) -> CheckView:
    """What was found in the draft, for its maker; in what was sent, for whoever reads it before it is cleared."""
    here = evidence_address(piece.apprenticeship.id, piece.evidence.number)
    maker = piece.may(Permission.CHANGE_DRAFT)
    version = (piece.evidence.draft if maker else None) or piece.shown
    if not reads_uncleared(piece.member) or piece.evidence.quarantined_at is not None:
        return CheckView()
    found = piece.findings.get(version.version, ())
    asked = [one for one in found if one.is_open or one.state is FindingState.KEPT] if maker else []
    words = actions.words_of_findings(installation(request), piece.apprenticeship.id, version, asked) if asked else {}
    return check_view(version, found, words, here=here, maker=maker, refused=refused)
