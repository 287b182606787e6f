"""The apprentice's side: adding evidence, changing a draft, new versions, sending and withdrawing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from app.actions import off_the_job
from app.actions.acting import Acting
from app.actions.evidence import checking
from app.actions.evidence.checking import LookedThrough
from app.actions.evidence.drafts import version_of
from app.actions.evidence.files import together
from app.actions.evidence.hours import TimeSpent, faults_of_time
from app.actions.evidence.reading import keep_from_employer
from app.actions.evidence.recording import draft_body, sent_body
from app.actions.practice import faults_of_practice
from app.db import apprenticeships, history, practice
from app.db import evidence as db
from app.domain import evidence as domain
from app.domain.evidence import Evidence, EvidenceDetails, EvidenceFile, EvidenceVersion
from app.domain.evidence.findings import Finding
from app.domain.evidence.holding import (
    faults_of_clearance,
    faults_of_looking,
    insist_not_held,
    is_held,
    is_kept_out,
)
from app.domain.evidence.places import with_places_of
from app.domain.permissions import Permission
from app.domain.practice import Mark
from app.domain.refusals import BadInput, Fault

CheckedDraft = tuple[EvidenceVersion, list[Finding]]
"""A draft as its check stands, and what was found in it."""


@dataclass(frozen=True, slots=True)
class Written:
    """One sending of the evidence form.

    `files` have just arrived and lie in the store; `kept` are the ids of files to take along from the version before
    or from a form that was not saved. `faults` were found while the form was read and are told with the rest.
    `form` is the form's key, so that its unsaved files are let go of. `practice` are the terms it is marked with.
    `looked` is what looking through its files gave, by hash; what is not in there is read later. `looking`: whoever
    sends it must state that files which no machine can read were looked at. `provider_only` True keeps it from the
    employer.
    """

    details: EvidenceDetails
    files: Sequence[EvidenceFile] = ()
    kept: frozenset[UUID] = frozenset()
    time: TimeSpent | None = None
    faults: Sequence[Fault] = ()
    form: str = ""
    practice: Sequence[Mark] = ()
    looked: Mapping[str, LookedThrough] = field(default_factory=dict)
    looking: bool = False
    provider_only: bool = False


def add_evidence(acting: Acting, apprenticeship: UUID, written: Written, *, send: bool) -> int:
    """Add a piece as a draft, or send it at once; returns its number. Raises BadInput with every fault.

    What may not be sent yet, since something in it may identify somebody, stays a draft.
    """
    acting.insist(Permission.ADD_EVIDENCE, apprenticeship)
    acting.lock(apprenticeship)
    written, files = _checked(acting, apprenticeship, written, (), send=send)
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
    written, files = _checked(acting, apprenticeship, written, before.files, send=send, number=number)
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
    written, files = _checked(acting, apprenticeship, written, evidence.shown.files, send=send, number=number)
    domain.draft_opened(evidence)
    draft = version_of(evidence.versions[-1].version + 1, written.details, _new_ids(files), history.new_salt())
    draft = _with_places(draft, evidence.shown)
    found = db.findings_in(acting.session, apprenticeship, number, evidence.shown.version)
    checked = _look_through(acting, apprenticeship, draft, evidence.shown, found, written)
    db.add_version(acting.session, apprenticeship, number, draft, acting.now)
    _record(acting, apprenticeship, number, draft, "draft_added")
    _finish(acting, apprenticeship, number, checked, written, send=send)
    return draft.version


def submit_evidence(acting: Acting, apprenticeship: UUID, number: int) -> None:
    """Send the open draft with the hours logged on it. Sending what was sent changes nothing.

    Raises WrongState where something in it may identify somebody, or is still being read.
    """
    acting.insist(Permission.SUBMIT_EVIDENCE, apprenticeship)
    acting.lock(apprenticeship)
    evidence = db.load(acting.session, apprenticeship, number)
    if not domain.is_sent_already(evidence):
        send_draft(acting, evidence)


def withdraw_evidence(acting: Acting, apprenticeship: UUID, number: int, reason: str) -> None:
    """Take a piece back: nothing on it counts any more. Hours that were sent with it stay."""
    acting.insist(Permission.WITHDRAW_EVIDENCE, apprenticeship)
    acting.lock(apprenticeship)
    evidence = db.load(acting.session, apprenticeship, number)
    if evidence.withdrawn_at is not None and evidence.withdrawal_reason == reason:
        return
    if len(reason) > domain.LONGEST_REASON:
        raise BadInput([Fault("reason", f"Use at most {domain.LONGEST_REASON:,} characters.")])
    domain.withdrawn(evidence, reason)
    if evidence.draft is not None:
        off_the_job.drop_drafts(acting, apprenticeship, number, evidence.draft.version)
    db.withdraw(acting.session, evidence, reason, acting.now)
    digest = history.salted_digest(evidence.shown.salt, reason)
    # Of a piece that was never sent nobody else knows, so its withdrawal is the apprentice's own too.
    action = "evidence_withdrawn" if evidence.counting else "draft_withdrawn"
    acting.record(apprenticeship, action, evidence.name, version=evidence.shown.version, reason_digest=digest)


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
    db.forget(acting.session, acting.person.id, written.form, written.kept)
    practice.keep_marks(acting.session, apprenticeship, number, draft.version, written.practice)
    if written.provider_only:
        keep_from_employer(acting, apprenticeship, number)
    draft, findings = checked
    checking.save_check(acting.session, acting.now, (apprenticeship, number), draft, findings, written.looked)
    if draft.checked_at is None:
        checking.check_later(acting, (apprenticeship, number), draft, send=send, looking=written.looking)
    elif send and not is_held(draft, findings):
        send_draft(acting, db.load(acting.session, apprenticeship, number))


def send_draft(acting: Acting, evidence: Evidence) -> None:
    """Send a draft that is there. Raises WrongState where it is held."""
    sent = domain.sent(evidence, acting.now)
    findings = db.findings_in(acting.session, evidence.apprenticeship, evidence.number, sent.version)
    insist_not_held(evidence, sent, findings)
    db.send(acting.session, evidence, sent)
    off_the_job.submit_drafts(acting, evidence.apprenticeship, evidence.number, sent.version)
    body = sent_body(sent, evidence.counting_version)
    acting.record(evidence.apprenticeship, "evidence_submitted", evidence.name, **body)


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


def _checked(
    acting: Acting,
    apprenticeship: UUID,
    written: Written,
    before: Sequence[EvidenceFile],
    *,
    send: bool,
    number: int | None = None,
) -> tuple[Written, tuple[EvidenceFile, ...]]:
    """What was written, and the files of the version, once nothing is wrong with it. Raises BadInput with every fault.

    Of a case that may not come in yet neither the description nor any file is taken.
    """
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    standard = acting.catalogue.standard(one.standard, one.version)
    files, missing = together(acting, apprenticeship, written.files, written.kept, before)
    files = checking.files_as_known(files, written.looked)
    stated = written.details.statements
    faults = [*written.faults, *missing, *faults_of_clearance(stated, acting.today, whole=send)]
    faults += domain.faults_of_details(
        written.details,
        duties=standard.duty_by_code,
        ksbs=standard.ksb_by_code,
        standard=f"{standard.reference} version {standard.version}",
        start=one.original_start,
        today=acting.today,
    )
    faults += faults_of_time(acting, one, written.time, written.details.happened_on, written.faults)
    answers = acting.catalogue.programme(one.programme).ai_use_by_code
    faults += domain.faults_of_ai_use(written.details.statements, answers)
    if written.practice:
        held = practice.marks(acting.session, apprenticeship, number) if number else {}
        faults += faults_of_practice(acting, one, written.practice, {m for marks in held.values() for m in marks})
    if send:
        told = {fault.path for fault in faults}
        faults += [f for f in domain.faults_of_sending(written.details, len(files)) if f.path not in told]
        faults += faults_of_looking(stated, files) if written.looking else []
    if faults:
        raise BadInput(list(dict.fromkeys(faults)))
    if is_kept_out(stated):
        return replace(written, details=replace(written.details, description="")), ()
    return written, files


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
