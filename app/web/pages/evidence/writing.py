"""Writing evidence: the form for a new piece, a draft and a new version.

A body with files is streamed to the store while no connection to the database is held; then the action runs in a
thread and checks again. Whatever cannot be saved is shown again with everything typed, its files kept for seven days.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from uuid import uuid4

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.actions import evidence as actions
from app.actions.acting import Acting
from app.actions.evidence import LookedThrough, Written
from app.actions.evidence.typing import forget_typed
from app.answers.evidence import piece_seen
from app.db import apprenticeships
from app.db import evidence as db
from app.db import installation as records
from app.domain.apprenticeships import Apprenticeship
from app.domain.evidence import Evidence, EvidenceFile, faults_of_stating
from app.domain.evidence.holding import is_kept_out
from app.domain.form_drafts import FormDraft
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, WrongState
from app.files.scanning import scanner_for
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.entered.evidence import EvidencePageForm, arrived, body_hash, new_key, read_form, written
from app.web.forms import Typed
from app.web.once import once
from app.web.pages.evidence.form import form_page
from app.web.pages.evidence.outcome import outcome
from app.web.pages.evidence.sent_before import made_once
from app.web.pages.evidence.typing import own_fields
from app.web.pages.evidence.uses import Again, Use, use_draft, use_new, use_version
from app.web.record import evidence_address
from app.web.responses import redirect
from app.web.uploads import ReceivedForm, receive_form

routes = APIRouter(prefix="/a/{apprenticeship}/evidence", include_in_schema=False)

Do = Callable[[Acting, Written, EvidencePageForm], int]
"""Runs the action and returns the piece's number."""


@dataclass(frozen=True)
class Sending:
    """One form on its way: who sent it, for which use, what arrived, and what to do with it."""

    request: Request
    member: Member
    use: Use
    received: ReceivedForm
    do: Do

    @property
    def typed(self) -> Typed:
        return Typed(self.received.fields)

    @property
    def key(self) -> str:
        """The key that its rendering was given."""
        return self.received.value("form")[:64]


@routes.get("/new")
def new(request: Request, member: Member = member_who_may(Permission.ADD_EVIDENCE)) -> Response:
    """The form for a new piece; `ksb` and `duty` in the address are ticked already."""
    return form_page(request, member, use_new(member.apprenticeship, visitor(request).today))


@routes.post("/new")
async def add(request: Request, member: Member = member_who_may(Permission.ADD_EVIDENCE)) -> Response:
    """Add a piece."""

    def do(who: Acting, sent: Written, form: EvidencePageForm) -> int:
        return actions.add_evidence(who, member.apprenticeship, sent, send=form.submit)

    return await _take(request, member, use_new(member.apprenticeship, visitor(request).today), do)


@routes.get("/{evidence}/edit")
def edit(request: Request, evidence: str, member: Member = member_who_may(Permission.CHANGE_DRAFT)) -> Response:
    """The form with the open draft in it."""
    with reading(request) as session:
        use = use_draft(session, piece_seen(session, member, evidence))
    return form_page(request, member, use)


@routes.post("/{evidence}/edit")
async def change(request: Request, evidence: str, member: Member = member_who_may(Permission.CHANGE_DRAFT)) -> Response:
    """Change the open draft, or send it."""
    found = await to_thread.run_sync(lambda: _found(request, member, evidence))

    def do(who: Acting, sent: Written, form: EvidencePageForm) -> int:
        actions.change_draft(who, member.apprenticeship, found.number, sent, send=form.submit, revision=form.revision)
        return found.number

    use = await to_thread.run_sync(lambda: _use(request, found, drafting=True))
    return await _take(request, member, use, do)


@routes.get("/{evidence}/versions/new")
def new_version(request: Request, evidence: str, member: Member = member_who_may(Permission.ADD_EVIDENCE)) -> Response:
    """The form for a new version, beginning from the one that counts."""
    with reading(request) as session:
        use = use_version(session, piece_seen(session, member, evidence))
    return form_page(request, member, use)


@routes.post("/{evidence}/versions/new")
async def add_version(
    request: Request, evidence: str, member: Member = member_who_may(Permission.ADD_EVIDENCE)
) -> Response:
    """Add a version, as a draft or sent at once."""
    found = await to_thread.run_sync(lambda: _found(request, member, evidence))

    def do(who: Acting, sent: Written, form: EvidencePageForm) -> int:
        actions.add_version(who, member.apprenticeship, found.number, sent, send=form.submit)
        return found.number

    use = await to_thread.run_sync(lambda: _use(request, found, drafting=False))
    return await _take(request, member, use, do)


async def _take(request: Request, member: Member, use: Use, do: Do) -> Response:
    house = installation(request)
    received = await receive_form(
        request,
        house.store,
        member.apprenticeship,
        max_bytes=house.settings.max_upload_bytes,
        scanner=scanner_for(house.settings.clamd),
    )
    return await to_thread.run_sync(lambda: _save(Sending(request, member, use, received, do)))


def _save(sending: Sending) -> Response:
    form, faults = read_form(EvidencePageForm, sending.typed)
    files = arrived(sending.received)
    if sending.received.faults and not sending.received.fields:
        return _again(sending, files, BadInput(sending.received.faults), sending.received.status)
    if form.suggest or form.check:
        return _again(sending, files, BadInput([]), 200)
    if form.submit:
        faults += faults_of_stating(form.confidentiality_statement, form.statements)
    sent = written(form, sending.received, faults, sending.key, files)
    kept_out = is_kept_out(sent.details.statements)
    looked = {} if kept_out else _looked_at_once(sending, form, files)
    sent = replace(sent, looked=looked, looking=True, provider_only=form.provider_only)
    sent = replace(sent, shown=frozenset(form.shown), beside=new_key())
    try:
        with acting(sending.request) as who:
            key = f"form:{sending.key}" if sending.key else ""
            digest = body_hash(sending.request.url.path, sending.received)
            answer = once(who, key, digest, lambda: {"number": _number(sending, who, sent, form)})
            forget_typed(who, sending.member.apprenticeship, _typed(sending, form, who), beside=sent.beside)
            one = apprenticeships.load(who.session, sending.member.apprenticeship, who.today)
    except BadInput as wrong:
        return _again(sending, files, wrong, sending.received.status)
    except WrongState as moved:
        return _again(sending, files, moved, 409)
    if kept_out:
        _drop(sending, form, files)
    return _saved(sending, one, int(answer["number"]), sent, submitted=form.submit)


def _typed(sending: Sending, form: EvidencePageForm, who: Acting) -> FormDraft:
    """What is saved, as it would have been kept while it was typed."""
    read = form.draft_revision or 0
    return FormDraft(uuid4(), sending.use.name, sending.key, own_fields(sending.typed), read, "", who.now)


def _drop(sending: Sending, form: EvidencePageForm, files: tuple[EvidenceFile, ...]) -> None:
    """Remove what came with a form of a case that may not come in yet."""
    house, member = installation(sending.request), sending.member
    every = (*files, *sending.use.own)
    actions.drop_files(house, member.person.id, member.apprenticeship, sending.key, form.kept, every)


def _looked_at_once(
    sending: Sending, form: EvidencePageForm, files: tuple[EvidenceFile, ...]
) -> Mapping[str, LookedThrough]:
    draft = sending.use.draft
    own = sending.use.own if draft is None or draft.checked_at is None else ()
    house, member = installation(sending.request), sending.member
    return actions.looked_at_once(house, member.person.id, member.apprenticeship, files, form.kept, own)


def _saved(sending: Sending, one: Apprenticeship, number: int, sent: Written, *, submitted: bool) -> Response:
    """On to the piece, with what became of it: sent, a draft, or a draft that is held and why."""
    with reading(sending.request) as session:
        evidence = db.load(session, one.id, number)
        draft = evidence.draft
        found = db.findings_in(session, one.id, number, draft.version) if draft else []
    told = outcome(one, evidence, found, sent, submitted=submitted)
    return redirect(
        sending.request, evidence_address(one.id, number), kind=told.kind, heading=told.heading, text=told.text
    )


def _number(sending: Sending, who: Acting, sent: Written, form: EvidencePageForm) -> int:
    """The number of the piece that this sending makes, or made already, word for word and file for file the same."""

    def do() -> int:
        return sending.do(who, sent, form)

    if sending.use.revision is not None:
        return do()
    here = sending.member.apprenticeship
    unsaved = [one.file for one in db.staged(who.session, who.person.id, here, who.now)]
    same = f"same:{body_hash(sending.request.url.path, sending.received, keyless=True, unsaved=unsaved)}"
    return made_once(who, here, same, do, piece=sending.use.name)


def _again(sending: Sending, files: tuple[EvidenceFile, ...], refused: BadInput | WrongState, status: int) -> Response:
    """The form with everything typed, and every file that arrived kept and ticked."""
    saved = _saved_before(sending) if isinstance(refused, WrongState) else None
    key = new_key() if saved or not sending.key else sending.key
    form, _ = read_form(EvidencePageForm, sending.typed)
    if is_kept_out(form.statements):
        _drop(sending, form, files)
        files = ()
    with acting(sending.request) as who:
        actions.stage_files(who, sending.member.apprenticeship, key, files)
    ticked = {*form.kept, *(file.id for file in files)}
    faults = (
        refused.faults
        if isinstance(refused, BadInput)
        else (Fault("", _sentence(refused, saved, anew=sending.use.revision is None and not sending.use.own)),)
    )
    return form_page(
        sending.request,
        sending.member,
        sending.use,
        Again(sending.typed, faults, ticked, key, saved),
        status=status,
    )


def _sentence(refused: WrongState, saved: tuple[str, str] | None, *, anew: bool) -> str:
    if saved is None:
        return refused.sentence
    kept = f"You saved this form already, as {saved[0]}. What you typed since is kept here: "
    if anew:
        return f"{kept}change {saved[0]} instead, or send this as another piece of evidence."
    return f"{kept}save again to lay it over {saved[0]}."


def _saved_before(sending: Sending) -> tuple[str, str] | None:
    """What this very form saved before, by name and address."""
    house = installation(sending.request)
    with reading(sending.request) as session:
        taken = records.taken(session, sending.member.person.id, f"form:{sending.key}", house.now())
    if taken is None:
        return None
    number = int(taken.answer["number"])
    return f"E{number}", evidence_address(sending.member.apprenticeship, number)


def _found(request: Request, member: Member, evidence: str) -> Evidence:
    with reading(request) as session:
        return piece_seen(session, member, evidence)


def _use(request: Request, evidence: Evidence, *, drafting: bool) -> Use:
    """The use a sending is for. Where the piece has moved on meanwhile, the form is shown all the same."""
    with reading(request) as session:
        try:
            return use_draft(session, evidence) if drafting else use_version(session, evidence)
        except WrongState:
            address = evidence_address(evidence.apprenticeship, evidence.number)
            path = "/edit" if drafting else "/versions/new"
            heading = f"Change {evidence.name}"
            return Use(heading, "", address + path, address, Typed(), evidence.shown.files, name=evidence.name)
