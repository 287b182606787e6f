"""The viewer: a file, or the description, beside the KSBs of its piece; and saying where in it each is shown."""

from dataclasses import replace
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from app.actions import evidence as actions
from app.actions.evidence import Placing
from app.answers.evidence import number_from, piece_seen
from app.answers.file_words import description_as_read, has_words, text_of, words_of
from app.db import apprenticeships
from app.db import evidence as db
from app.domain.apprenticeships import Apprenticeship
from app.domain.evidence import Evidence, EvidenceVersion, VersionState, may_read
from app.domain.evidence.findings import HOW, WHERE
from app.domain.evidence.places import Place, Words, places_in, without_place
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound, NotPermitted, WrongState
from app.domain.standards import Standard
from app.files.kinds import may_show_inline
from app.rendering.words import in_words
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import id_in, number_in
from app.web.forms import Typed, typed_form
from app.web.ksbs import in_published_order
from app.web.pages.evidence.looked import Looked, place_asked
from app.web.pages.evidence.viewer import viewer_view
from app.web.places_shown import places_shown, viewer_address
from app.web.record import evidence_address, record_frame
from app.web.responses import page, redirect

routes = APIRouter(prefix="/a/{apprenticeship}/evidence/{evidence}", include_in_schema=False)


@routes.get("/view")
def view_description(
    request: Request, evidence: str, version: str = "", member: Member = member_who_may(Permission.READ_EVIDENCE)
) -> Response:
    """The description beside the KSBs; of the version that counts where none is named."""
    with reading(request) as session:
        found = piece_seen(session, member, evidence)
    return _shown(request, _of_description(request, member, found, version))


@routes.get("/files/{file}/view")
def view_file(
    request: Request, evidence: str, file: str, member: Member = member_who_may(Permission.READ_EVIDENCE)
) -> Response:
    """A file beside the KSBs, once the opening is in the access log."""
    return _shown(request, _of_file(request, member, evidence, id_in(file)))


@routes.post("/places")
def say_places(
    request: Request,
    evidence: str,
    member: Member = member_who_may(Permission.PLACE_TAG),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Say where in a file, and how, the piece shows each of its KSBs."""
    looked = replace(_sent_from(request, member, evidence, typed), typed=typed)
    found, version = looked.evidence, looked.version
    try:
        placings = _placings(looked, typed)
        texts = _texts(request, looked, placings)
        with acting(request) as who:
            said = actions.place_tags(who, member.apprenticeship, found.number, version.version, placings, texts)
            holding = _holding(who.session, found, version)
    except BadInput as wrong:
        return _shown(request, replace(looked, faults=wrong.faults), status=422)
    except WrongState as settled:
        return _shown(request, replace(looked, faults=(Fault("", settled.sentence),)), status=409)
    ksbs = in_words(in_published_order(said, looked.standard))
    heading = f"Saved where {found.name} shows {ksbs}" if said else "Nothing has changed"
    text = _what_is_left(looked, placings, holding=holding) if said else ""
    here = viewer_address(found, version, looked.file)
    return redirect(request, here, "ok" if said else "info", heading=heading, text=text)


@routes.get("/shows/{ksb}")
def shows(
    request: Request, evidence: str, ksb: str, member: Member = member_who_may(Permission.LIST_EVIDENCE)
) -> Response:
    """On to where the piece shows a KSB; to the piece where nobody said, or whoever asks may not read it."""
    with reading(request) as session:
        found = piece_seen(session, member, evidence)
    tag = found.shown.tag(ksb)
    address = evidence_address(member.apprenticeship, found.number)
    if tag is not None:
        places = places_shown(found, found.shown, tag) if may_read(member, found, found.shown) else ()
        address = places[0].address if places else f"{address}#tag-{tag.ksb}"
    return RedirectResponse(address, status_code=303)


def _what_is_left(looked: Looked, placings: list[Placing], *, holding: bool) -> str:
    """What is left to do once places were saved, so that nobody wonders whether that was all."""
    name, version = looked.evidence.name, looked.version
    if holding:
        return f"Something in it may identify somebody. It is on the page of {name}."
    if looked.is_tutor:
        return ""
    placed = {placing.ksb for placing in placings if placing.places}
    left = in_published_order(set(without_place(looked.evidence, version)) - placed, looked.standard)
    if left:
        return f"Next: say where {in_words(left)} {'is' if len(left) == 1 else 'are'} shown."
    draft = version.state is VersionState.DRAFT
    return f"Every KSB has its place. {f'Send {name} from its page.' if draft else 'That is all.'}"


def _holding(session: Session, found: Evidence, version: EvidenceVersion) -> bool:
    """Whether what is said of KSBs holds a draft."""
    findings = db.findings_in(session, found.apprenticeship, found.number, version.version)
    return any(one.is_open and one.field in (HOW, WHERE) for one in findings)


def _shown(request: Request, looked: Looked, *, status: int = 200) -> Response:
    view = viewer_view(looked)
    one = looked.apprenticeship
    title = f"{view.heading}: {view.name}"
    around = record_frame(request, one, looked.member, "Evidence", title, wide=True, has_error=status >= 400)
    return page(request, "evidence/viewer.html", around, status=status, block="words", view=view)


def _of_description(request: Request, member: Member, found: Evidence, said: str) -> Looked:
    version = found.at(number_in(said) or 0) if said else found.shown
    if found.quarantined_at is not None:
        raise NotPermitted(f"{found.name} is closed, because it may identify somebody.")
    if version is None or not may_read(member, found, version):
        if version is None or version.submitted_at is None:
            raise NotFound
        raise NotPermitted(f"The tutor has not cleared {found.name} for you to read yet.")
    read = description_as_read(version.description)
    return _at_the_place(request, Looked(member, *_record(request, member), found, version, None, read))


def _of_file(request: Request, member: Member, evidence: str, file: UUID) -> Looked:
    """The file as it is looked at; its words are read while no transaction is open."""
    with acting(request) as who:
        number = number_from(who.session, member.apprenticeship, evidence)
        found, version, one = actions.open_with_piece(who, member.apprenticeship, number, file)
    looked = _at_the_place(request, Looked(member, *_record(request, member), found, version, one))
    asked = request.query_params.get("words") == "yes" or isinstance(looked.part, Words)
    if has_words(one) and (asked or not may_show_inline(one.media_type)):
        read = words_of(installation(request).store, member.apprenticeship, one)
        return replace(looked, read=read)
    return looked


def _at_the_place(request: Request, looked: Looked) -> Looked:
    """The same, at the place that the address names."""
    asked = request.query_params
    ksb = asked.get("ksb", "")[:20]
    number = number_in(asked.get("place", ""))
    part = place_asked(looked.version, ksb, number, looked.reference)
    return replace(looked, ksb=ksb, part=part, page=number_in(asked.get("page", "")) or None)


def _sent_from(request: Request, member: Member, evidence: str, typed: Typed) -> Looked:
    """What was looked at while the places were typed."""
    if typed.get("file"):
        return _of_file(request, member, evidence, id_in(typed.get("file")))
    with reading(request) as session:
        found = piece_seen(session, member, evidence)
    return _of_description(request, member, found, typed.get("version"))


def _placings(looked: Looked, typed: Typed) -> list[Placing]:
    """What was typed of each KSB, beside its places elsewhere in the piece. Raises BadInput with every fault."""
    faults: list[Fault] = []
    found = []
    for tag in looked.version.tags:
        where, how = f"where-{tag.ksb}", f"how-{tag.ksb}"
        if where not in typed:
            continue
        elsewhere = [place for place in places_in(tag.where) if place.file != looked.reference]
        try:
            here = [Place(looked.reference, part) for part in looked.parts_in(typed.get(where), where)]
        except BadInput as wrong:
            faults += wrong.faults
            continue
        found.append(Placing(tag.ksb, (*elsewhere, *here), typed.get(how), where, how))
    if faults:
        raise BadInput(faults)
    return found


def _texts(request: Request, looked: Looked, placings: list[Placing]) -> dict[str, str]:
    """The words of the file, where words of it were quoted."""
    quoted = any(isinstance(p.part, Words) and p.file == looked.reference for one in placings for p in one.places)
    if looked.file is None or not quoted or not has_words(looked.file):
        return {}
    read = looked.read or words_of(installation(request).store, looked.member.apprenticeship, looked.file)
    text = text_of(read)
    return {} if text is None else {looked.reference: text}


def _record(request: Request, member: Member) -> tuple[Apprenticeship, Standard]:
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
    return one, installation(request).catalogue.standard(one.standard, one.version)
