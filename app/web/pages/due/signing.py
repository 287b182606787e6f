"""A record that waits for the employer's signature, read whole and signed at the place of what is due."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions import signatures as doing
from app.domain.people import Role
from app.domain.refusals import BadInput, Fault, NotFound, NotPermitted, WrongState
from app.domain.signatures import RecordKey, RecordKind
from app.rendering.frame import Link
from app.web.access import installation, reading
from app.web.addresses import NUMBER, id_in
from app.web.contact import Here, acting_here, closed, contact_here, place_frame
from app.web.forms import Typed, typed_form
from app.web.pages.due.links import HERE, SIGNING
from app.web.responses import page, redirect
from app.web.signed.page import RecordView, load_record, record_view
from app.web.signed.paper import record_pdf
from app.web.signed.posted import FIELDS, refusal_in, renamed, signing_in

router = APIRouter(include_in_schema=False)
WHICH = f"{SIGNING}/{{record}}/{{kind}}/{NUMBER}/{{version:numbered}}"


@router.get(WHICH)
def show(
    request: Request, record: str, kind: str, number: int, version: int, here: Here | None = contact_here()
) -> Response:
    """The record, whole. Looking signs nothing: mail scanners look."""
    if here is None:
        return closed(request)
    return _shown(request, here, _key(here, record, kind, number, version))


@router.get(WHICH + "/pdf")
def pdf(
    request: Request, record: str, kind: str, number: int, version: int, here: Here | None = contact_here()
) -> Response:
    """The record as a PDF."""
    if here is None:
        return closed(request)
    key = _key(here, record, kind, number, version)
    return record_pdf(key, _view(request, here, key), installation(request))


@router.post(WHICH + "/signature")
def sign(
    request: Request,
    record: str,
    kind: str,
    number: int,
    version: int,
    here: Here | None = contact_here(),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Sign as the employer, under the contact's own name."""
    if here is None:
        return closed(request)
    key = _key(here, record, kind, number, version)
    try:
        given = signing_in(typed)
        _insist_employer(given.role)
        with acting_here(request, here) as who:
            code = doing.sign(who, key, given, here.means)
    except (BadInput, WrongState, NotPermitted) as refusal:
        return _again(request, here, key, typed, refusal)
    return redirect(request, f"/receipts/{code}", heading="You have signed")


@router.post(WHICH + "/refusal")
def refuse(
    request: Request,
    record: str,
    kind: str,
    number: int,
    version: int,
    here: Here | None = contact_here(),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Refuse to sign, and say why."""
    if here is None:
        return closed(request)
    key = _key(here, record, kind, number, version)
    try:
        role, reason, sha256 = refusal_in(typed)
        _insist_employer(role)
        with acting_here(request, here) as who:
            code = doing.refuse(who, key, role, reason, sha256, here.means)
    except (BadInput, WrongState, NotPermitted) as refusal:
        return _again(request, here, key, typed, refusal)
    return redirect(request, f"/receipts/{code}", heading="You have refused to sign")


def _key(here: Here, record: str, kind: str, number: int, version: int) -> RecordKey:
    """The record that an address names, of an apprenticeship on which this person is a contact. Raises NotFound."""
    apprenticeship = id_in(record)
    if apprenticeship not in here.apprenticeships or kind not in {one.value for one in RecordKind}:
        raise NotFound
    return RecordKey(apprenticeship, RecordKind(kind), number, version)


def _insist_employer(role: Role) -> None:
    """Raises NotPermitted for any other role that the contact may hold: the link was given them for this one alone."""
    if role is not Role.EMPLOYER:
        raise NotPermitted("Here you answer as the employer. Sign in to answer as anybody else.")


def _again(
    request: Request, here: Here, key: RecordKey, typed: Typed, refusal: BadInput | WrongState | NotPermitted
) -> Response:
    if isinstance(refusal, BadInput):
        return _shown(request, here, key, typed, renamed(refusal.faults, FIELDS), 422)
    status = 403 if isinstance(refusal, NotPermitted) else 409
    return _shown(request, here, key, typed, (Fault("signatures", refusal.sentence),), status)


def _shown(
    request: Request,
    here: Here,
    key: RecordKey,
    typed: Typed | None = None,
    faults: tuple[Fault, ...] = (),
    status: int = 200,
) -> Response:
    view = _view(request, here, key, typed, faults)
    around = place_frame(request, here, view.title, current=HERE, has_error=bool(faults))
    return page(request, "signatures/show.html", around, status=status, view=view)


def _view(
    request: Request, here: Here, key: RecordKey, typed: Typed | None = None, faults: tuple[Fault, ...] = ()
) -> RecordView:
    """The contact sees it as the employer and as nobody else, whatever other role they hold."""
    with reading(request) as session:
        found = load_record(session, installation(request), key, here.person, frozenset({Role.EMPLOYER}))
    return record_view(
        found,
        base=f"{SIGNING}/{key.apprenticeship}",
        receipts="/receipts/",
        text=False,
        back=Link("Waiting for you", HERE),
        by_link=here.by_link,
        typed=dict(typed.fields) if typed else None,
        faults=faults,
    )
