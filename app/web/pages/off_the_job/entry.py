"""One entry: what was logged, everything that was done to it, and what may be done to it now."""

from collections.abc import Callable
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions import off_the_job as time
from app.actions.acting import Acting
from app.db import apprenticeships, provider_settings
from app.db import off_the_job as db
from app.db.off_the_job import Decided, Listed
from app.domain.apprenticeships import Apprenticeship
from app.domain.off_the_job.confirming import own_word_confirms, own_word_reason, source_from, tutor_word_confirms
from app.domain.off_the_job.entries import ANSWERED_FROM, CHANGED_FROM, CONFIRMED_FROM, QUERIED_FROM, TimeState
from app.domain.people import Member, Role
from app.domain.permissions import Permission, may
from app.domain.provider_settings import TimeSource
from app.domain.refusals import BadInput, Fault, NotFound
from app.rendering.frame import Link
from app.rendering.words import in_words, machine_time, stamp_words
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import NUMBER
from app.web.forms import Form, Typed, checked, typed_form
from app.web.pages.off_the_job.choices import readers_of
from app.web.pages.off_the_job.rows import entry_address, row_of
from app.web.pages.off_the_job.view import DecidedRow, EntryView
from app.web.record import record_frame
from app.web.responses import page, redirect
from app.web.sessions_shown import session_address

router = APIRouter(include_in_schema=False)
Asked = frozenset[TimeSource] | None
"""About which sources the provider asks the employer, None where it never said."""
ENTRY = "/a/{apprenticeship}/off-the-job/" + NUMBER
_DONE = {
    "confirmed": "Confirmed",
    "queried": "Queried",
    "answered": "Answered",
    "corrected": "Corrected",
    "withdrawn": "Withdrawn",
}


class NoteForm(Form):
    """A few words with what is done."""

    note: str = ""


@router.get(ENTRY)
def show(request: Request, number: int, member: Member = member_who_may(Permission.VIEW_HOURS)) -> Response:
    """The entry."""
    return _shown(request, member, number)


@router.post(ENTRY + "/confirmation")
def confirm(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.CONFIRM_TIME),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Agree that this time was spent so."""
    return _do(request, member, number, typed, time.confirm, "Confirmed", "These hours count from now on.")


@router.post(ENTRY + "/query")
def query(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.QUERY_TIME),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Ask whoever logged it."""
    return _do(request, member, number, typed, time.query, "Queried", "Whoever logged these hours is asked.")


@router.post(ENTRY + "/answer")
def answer(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.CHANGE_OWN_TIME),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Answer the query."""
    return _do(request, member, number, typed, time.answer, "Answered", "These hours wait to be confirmed again.")


@router.post(ENTRY + "/withdrawal")
def withdraw(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.CHANGE_OWN_TIME),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Take it back."""
    return _do(request, member, number, typed, time.withdraw, "Withdrawn", "These hours are in no total any more.")


Act = Callable[[Acting, UUID, int, str], None]


def _do(request: Request, member: Member, number: int, typed: Typed, act: Act, heading: str, text: str) -> Response:
    try:
        form = checked(NoteForm, typed)
        with acting(request) as who:
            act(who, member.apprenticeship, number, form.note)
    except BadInput as refusal:
        field = f"{request.url.path.rsplit('/', 1)[1]}-note"
        faults = tuple(Fault(field, fault.sentence) for fault in refusal.faults)
        return _shown(request, member, number, faults=faults, typed=typed.get("note"), status=422)
    return redirect(request, entry_address(member.apprenticeship, number), "ok", heading, text)


def _shown(
    request: Request,
    member: Member,
    number: int,
    *,
    faults: tuple[Fault, ...] = (),
    typed: str = "",
    status: int = 200,
) -> Response:
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        entry = db.entry_listed(session, member.apprenticeship, number, member.person)
        if entry is None:
            raise NotFound
        decisions = db.decisions(session, member.apprenticeship, [number])
        corrected_by = db.superseding(session, member.apprenticeship, number)
        asked = provider_settings.employer_asked(session)
    view = _view(request, member, one, entry, decisions, corrected_by, asked, faults, typed)
    title = f"{view.row.activity}, off-the-job entry {number}"
    shown = record_frame(request, one, member, "Off-the-job", title, compact=False, form=True, has_error=bool(faults))
    return page(request, "off_the_job/show.html", shown, status=status, view=view)


def _view(
    request: Request,
    member: Member,
    one: Apprenticeship,
    entry: Listed,
    decisions: list[Decided],
    corrected_by: int | None,
    asked: Asked,
    faults: tuple[Fault, ...],
    typed: str,
) -> EntryView:
    catalogue = installation(request).catalogue
    own = entry.logged_by == member.person.id
    source = source_from(session=entry.session, evidence=entry.evidence_number)
    judges = may(member, Permission.CONFIRM_TIME) and not own and entry.counts
    word_counts = Role.EMPLOYER in member.roles or tutor_word_confirms(source, asked)
    return EntryView(
        row=row_of(catalogue, entry),
        faults=faults,
        typed=typed,
        decisions=tuple(_decided(decided) for decided in decisions),
        logged_words=f"{entry.logged_by_name} logged this on {stamp_words(entry.logged_at)}.",
        corrects=_link(one.id, entry.supersedes),
        corrected_by=_link(one.id, corrected_by),
        may_confirm=judges and word_counts and entry.state in CONFIRMED_FROM,
        may_query=judges and entry.state in QUERIED_FROM,
        may_answer=own and entry.state in ANSWERED_FROM,
        may_change=own and entry.state in CHANGED_FROM and may(member, Permission.CHANGE_OWN_TIME),
        statement=catalogue.programme(one.programme).confirmation_statement,
        readers=readers_of(one, member),
        who_next=_who_next(one, entry, asked, own=own),
        session=session_address(one.id, entry.session) if entry.session else "",
        own_word=_own_word(one, entry, decisions, asked),
    )


def _own_word(one: Apprenticeship, entry: Listed, decisions: list[Decided], asked: Asked) -> str:
    """Why an entry is confirmed that no employer confirmed, "" for any other."""
    last = decisions[-1] if decisions else None
    if entry.state is not TimeState.CONFIRMED or last is None or last.by != one.apprentice.id:
        return ""
    return own_word_reason(one.apprentice.name.split()[0], asked if asked is not None else tuple(TimeSource))


def _decided(decided: Decided) -> DecidedRow:
    words = f"{_DONE[decided.verdict]} by {decided.by_name}"
    return DecidedRow(words, decided.note, stamp_words(decided.at), machine_time(decided.at))


def _link(apprenticeship: UUID, number: int | None) -> Link | None:
    return Link(f"entry {number}", entry_address(apprenticeship, number)) if number is not None else None


def _who_next(one: Apprenticeship, entry: Listed, asked: Asked, *, own: bool) -> str:
    """Whose turn it is, in a sentence."""
    if not entry.counts:
        return "It is kept as a record only and is in no total, so nobody needs to confirm it."
    if entry.state is TimeState.QUERIED:
        who = "you" if own else entry.logged_by_name
        return f"It waits for {who} to answer. It can also be confirmed without an answer."
    if entry.state is TimeState.WAITING:
        source = source_from(session=entry.session, evidence=entry.evidence_number)
        confirmers = [one.employer_contact, one.tutor if tutor_word_confirms(source, asked) else None]
        if asked is not None and own_word_confirms(source, asked):
            confirmers.append(one.apprentice)
        names = [person.name for person in confirmers if person and person.id != entry.logged_by]
        return f"It waits for {in_words(names, 'or') or 'somebody'} to confirm it."
    return ""
