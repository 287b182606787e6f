"""The apprentice's side: adding evidence, changing a draft, new versions, sending and withdrawing."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid4

from app.actions import off_the_job
from app.actions.acting import Acting
from app.actions.evidence import checking
from app.actions.evidence.drafts import version_of
from app.actions.evidence.reading import keep_from_employer
from app.actions.evidence.recording import draft_body
from app.actions.evidence.sending import send_draft
from app.actions.evidence.written import Written, checked_in
from app.db import evidence as db
from app.db import history, practice
from app.domain import evidence as domain
from app.domain.evidence import EvidenceFile, EvidenceVersion
from app.domain.evidence.findings import Finding
from app.domain.evidence.holding import (
    is_held,
    is_kept_out,
)
from app.domain.evidence.places import with_places_of
from app.domain.permissions import Permission

CheckedDraft = tuple[EvidenceVersion, list[Finding]]
"""A draft as its check stands, and what was found in it."""


def add_evidence(acting: Acting, apprenticeship: UUID, written: Written, *, send: bool) -> int:
    """Add a piece as a draft, or send it at once; returns its number. Raises BadInput with every fault.

    What may not be sent yet, since something in it may identify somebody, stays a draft.
    """
    acting.insist(Permission.ADD_EVIDENCE, apprenticeship)
    acting.lock(apprenticeship)
    written, files = checked_in(acting, apprenticeship, written, (), send=send)
    number = db.next_number(acting.session, apprenticeship)
    draft = version_of(1, written.details, files, history.new_salt())
    checked = _look_through(acting, apprenticeship, draft, None, (), written)
    db.add_piece(acting.session, apprenticeship, number, uuid4(), acting.now)
    db.add_version(acting.session, apprenticeship, number, draft, acting.now)
    _record(acting, apprenticeship, number, draft, "draft_added")
    _finish(acting, apprenticeship, number, checked, written, send=send)
    return number


def change_draft(
    acting: Acting, apprenticeship: UUID, number: int, written: Written, *, send: bool, revision: int | None = None
) -> None:
    """Write the open draft anew, and send it if asked and nothing holds it. `revision` is the one that was read.

    Raises WrongState where there is no draft or another window changed it, BadInput with every fault.
    """
    acting.insist(Permission.CHANGE_DRAFT, apprenticeship)
    acting.lock(apprenticeship)
    before = domain.draft_changed(db.load(acting.session, apprenticeship, number), revision)
    written, files = checked_in(acting, apprenticeship, written, before.files, send=send, number=number)
    draft = version_of(before.version, written.details, _with_ids(files, before), before.salt)
    draft = _with_places(draft, before)
    draft = replace(draft, revision=before.revision + 1)
    found = db.findings_in(acting.session, apprenticeship, number, before.version)
    checked = _look_through(acting, apprenticeship, draft, before, found, written)
    db.replace_draft(acting.session, apprenticeship, number, draft, acting.now)
    off_the_job.drop_drafts(acting, apprenticeship, number, draft.version)
    _record(acting, apprenticeship, number, draft, "draft_changed")
    _finish(acting, apprenticeship, number, checked, written, send=send)


def add_version(acting: Acting, apprenticeship: UUID, number: int, written: Written, *, send: bool) -> int:
    """Begin a new version of a piece, and send it if asked and nothing holds it; returns the version's number.

    Raises WrongState where a draft is open or the piece is withdrawn, BadInput with every fault.
    """
    acting.insist(Permission.ADD_EVIDENCE, apprenticeship)
    acting.lock(apprenticeship)
    evidence = db.load(acting.session, apprenticeship, number)
    written, files = checked_in(acting, apprenticeship, written, evidence.shown.files, send=send, number=number)
    domain.draft_opened(evidence)
    draft = version_of(evidence.versions[-1].version + 1, written.details, _new_ids(files), history.new_salt())
    draft = _with_places(draft, evidence.shown)
    found = db.findings_in(acting.session, apprenticeship, number, evidence.shown.version)
    checked = _look_through(acting, apprenticeship, draft, evidence.shown, found, written)
    db.add_version(acting.session, apprenticeship, number, draft, acting.now)
    _record(acting, apprenticeship, number, draft, "draft_added")
    _finish(acting, apprenticeship, number, checked, written, send=send)
    return draft.version


def _finish(
    acting: Acting, apprenticeship: UUID, number: int, checked: CheckedDraft, written: Written, *, send: bool
) -> None:
    """Log the time, let go of the form's unsaved files, keep what was found, and send the draft if asked."""
    draft = checked[0]
    if written.time is not None and draft.happened_on is not None:
        off_the_job.log_time(
            acting,
            apprenticeship,
            on=draft.happened_on,
            minutes=written.time.minutes,
            activity=written.time.activity,
            duty=draft.duties[0] if draft.duties else None,
            ksbs=[tag.ksb for tag in draft.tags],
            description=draft.title,
            paid_time=written.time.paid_time,
            evidence_number=number,
            evidence_version=draft.version,
            draft=True,
        )
    _let_go(acting, written)
    practice.keep_marks(acting.session, apprenticeship, number, draft.version, written.practice)
    draft, findings = checked
    checking.save_check(acting.session, acting.now, (apprenticeship, number), draft, findings, written.looked)
    if draft.checked_at is None:
        checking.check_later(acting, (apprenticeship, number), draft, send=send, looking=written.looking)
    elif send and not is_held(draft, findings):
        send_draft(acting, db.load(acting.session, apprenticeship, number))
    if written.provider_only:
        # Last, so that of what is sent the tutor is told this, too.
        keep_from_employer(acting, apprenticeship, number)


def _let_go(acting: Acting, written: Written) -> None:
    """Let go of the form's unsaved files, all of them where its case may not come in."""
    person, form = acting.person.id, written.form
    if is_kept_out(written.details.statements):
        db.forget(acting.session, person, form, written.kept)
    else:
        db.forget_saved(acting.session, person, form, written.kept, written.shown, written.beside)


def _look_through(
    acting: Acting,
    apprenticeship: UUID,
    draft: EvidenceVersion,
    before: EvidenceVersion | None,
    found: Sequence[Finding],
    written: Written,
) -> CheckedDraft:
    known = checking.known_to(acting, apprenticeship)
    return checking.check_draft(draft, before, found, written.looked, known, acting.now)


def _with_places(draft: EvidenceVersion, before: EvidenceVersion) -> EvidenceVersion:
    """The draft with what was said of its KSBs before, save where its case may not come in."""
    return draft if is_kept_out(draft.statements) else with_places_of(draft, before)


def _with_ids(files: tuple[EvidenceFile, ...], before: EvidenceVersion) -> tuple[EvidenceFile, ...]:
    """The draft's own files keep their ids; others that came from an unsaved form get theirs."""
    own = {file.id for file in before.files}
    return tuple(file if file.id in own else replace(file, id=uuid4()) for file in files)


def _new_ids(files: tuple[EvidenceFile, ...]) -> tuple[EvidenceFile, ...]:
    return tuple(replace(file, id=uuid4()) for file in files)


def _record(acting: Acting, apprenticeship: UUID, number: int, draft: EvidenceVersion, action: str) -> None:
    acting.record(apprenticeship, action, f"E{number}", **draft_body(draft))
