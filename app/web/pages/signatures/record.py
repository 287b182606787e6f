"""A record's page for whoever is signed in: read it whole, sign it, refuse to, or note that a signature cannot be had.

Each kind of record has its own routes, since each has its own permissions.
"""

from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request
from fastapi.responses import PlainTextResponse, Response

from app.actions import signatures as doing
from app.db import signatures as db
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.receipts import Means
from app.domain.refusals import BadInput, Fault, NotFound, WrongState
from app.domain.signatures import RecordKey, RecordKind, record_name
from app.rendering.frame import Link
from app.rendering.words import sentence_case
from app.web.access import acting, installation, member_who_may, reading
from app.web.addresses import NUMBER
from app.web.forms import Typed, typed_form
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect
from app.web.signed.page import Loaded, RecordView, load_record, record_view
from app.web.signed.paper import record_pdf
from app.web.signed.posted import FIELDS, GIVE_UP_FIELDS, giving_up_in, refusal_in, renamed, role_in, signing_in

router = APIRouter(include_in_schema=False)
BELOW = "/a/{apprenticeship}/signing"
RECEIPT_SENT = "Your receipt was sent to you by e-mail."
WHICH = f"/{NUMBER}/{{version:numbered}}"


@dataclass(frozen=True, slots=True)
class Rooms:
    """What a kind of record asks for, and the page it belongs to: its tab and where that is."""

    read: Permission
    sign: Permission
    tab: str
    back: str


ROOMS = {
    RecordKind.REVIEW: Rooms(Permission.VIEW_REVIEWS, Permission.SIGN_REVIEW, "Reviews", "reviews"),
    RecordKind.TRAINING_PLAN: Rooms(Permission.VIEW_PLAN, Permission.SIGN_PLAN, "Plan", "plan"),
    RecordKind.DECLARATION: Rooms(Permission.VIEW_GATEWAY, Permission.DECLARE_GATEWAY, "Gateway", "gateway"),
    RecordKind.EMPLOYER_STATEMENT: Rooms(
        Permission.VIEW_PORTFOLIO, Permission.STATE_PORTFOLIO, "Portfolio", "portfolio"
    ),
}


def _open(kind: RecordKind, rooms: Rooms) -> None:
    """The routes of one kind."""
    here = f"{BELOW}/{kind.value}{WHICH}"

    @router.get(here)
    def show(request: Request, number: int, version: int, member: Member = member_who_may(rooms.read)) -> Response:
        return _shown(request, member, RecordKey(member.apprenticeship, kind, number, version))

    @router.get(here + "/text")
    def text(request: Request, number: int, version: int, member: Member = member_who_may(rooms.read)) -> Response:
        return _text(request, RecordKey(member.apprenticeship, kind, number, version))

    @router.get(here + "/pdf")
    def pdf(request: Request, number: int, version: int, member: Member = member_who_may(rooms.read)) -> Response:
        key = RecordKey(member.apprenticeship, kind, number, version)
        _, view = _view(request, member, key)
        return record_pdf(key, view, installation(request))

    @router.post(here + "/signature")
    def sign(
        request: Request,
        number: int,
        version: int,
        member: Member = member_who_may(rooms.sign),
        typed: Typed = Depends(typed_form),
    ) -> Response:
        key = RecordKey(member.apprenticeship, kind, number, version)
        try:
            given = signing_in(typed)
            with acting(request) as who:
                doing.sign(who, key, given, Means.ACCOUNT)
        except (BadInput, WrongState) as refusal:
            return _again(request, member, key, typed, refusal, FIELDS)
        return redirect(
            request, _address(key), heading="You have signed", text="Your receipt was sent to you by e-mail."
        )

    @router.post(here + "/refusal")
    def refuse(
        request: Request,
        number: int,
        version: int,
        member: Member = member_who_may(rooms.sign),
        typed: Typed = Depends(typed_form),
    ) -> Response:
        key = RecordKey(member.apprenticeship, kind, number, version)
        try:
            role, reason, sha256 = refusal_in(typed)
            with acting(request) as who:
                doing.refuse(who, key, role, reason, sha256, Means.ACCOUNT)
        except (BadInput, WrongState) as refusal:
            return _again(request, member, key, typed, refusal, FIELDS)
        text = "Everybody who reads the record sees why. The tutor can put it right in a new version."
        return redirect(request, _address(key), heading="You have refused to sign", text=text)

    @router.post(here + "/unobtainable")
    def give_up(
        request: Request,
        number: int,
        version: int,
        member: Member = member_who_may(Permission.RECORD_UNOBTAINABLE),
        typed: Typed = Depends(typed_form),
    ) -> Response:
        key = RecordKey(member.apprenticeship, kind, number, version)
        try:
            role, said = role_in(typed, "party"), giving_up_in(typed)
            with acting(request) as who:
                doing.record_unobtainable(who, key, role, **said)
        except (BadInput, WrongState) as refusal:
            return _again(request, member, key, typed, refusal, GIVE_UP_FIELDS)
        text = "The record shows that this party did not sign, and why."
        return redirect(request, _address(key), heading="It is recorded that this signature cannot be had", text=text)


for _kind, _rooms in ROOMS.items():
    _open(_kind, _rooms)


def _address(key: RecordKey) -> str:
    return record_address(key.apprenticeship, f"signing/{key.kind.value}/{key.number}/{key.version}")


def _again(
    request: Request,
    member: Member,
    key: RecordKey,
    typed: Typed,
    refusal: BadInput | WrongState,
    fields: dict[str, str],
) -> Response:
    """The page with what was typed and what is wrong with it."""
    if isinstance(refusal, BadInput):
        return _shown(request, member, key, typed, renamed(refusal.faults, fields), 422)
    return _shown(request, member, key, typed, (Fault("signatures", refusal.sentence),), 409)


def _shown(
    request: Request,
    member: Member,
    key: RecordKey,
    typed: Typed | None = None,
    faults: tuple[Fault, ...] = (),
    status: int = 200,
) -> Response:
    found, view = _view(request, member, key, typed, faults)
    tab, name = ROOMS[key.kind].tab, sentence_case(record_name(key))
    around = record_frame(request, found.apprenticeship, member, tab, name, has_error=bool(faults))
    return page(request, "signatures/show.html", around, status=status, view=view)


def _view(
    request: Request, member: Member, key: RecordKey, typed: Typed | None = None, faults: tuple[Fault, ...] = ()
) -> tuple[Loaded, RecordView]:
    rooms = ROOMS[key.kind]
    with reading(request) as session:
        found = load_record(session, installation(request), key, member.person, member.roles)
    signing = record_address(key.apprenticeship, "signing")
    return found, record_view(
        found,
        base=signing,
        receipts=f"{signing}/receipts/",
        back=Link(rooms.tab, record_address(key.apprenticeship, rooms.back)),
        typed=dict(typed.fields) if typed else None,
        faults=faults,
    )


def _text(request: Request, key: RecordKey) -> Response:
    """The exact text as a file, whose SHA-256 is the one that was signed."""
    with reading(request) as session:
        content = db.content(session, key)
    if not content:
        raise NotFound
    name = f"{key.kind.value}-{key.number}-version-{key.version}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return PlainTextResponse(content, headers=headers)
