"""Sending the draft that is open, and taking a piece back."""

from uuid import UUID

from app.actions import off_the_job
from app.actions.acting import Acting
from app.actions.evidence.recording import sent_body
from app.db import evidence as db
from app.db import history
from app.domain import evidence as domain
from app.domain.evidence import Evidence
from app.domain.evidence.holding import insist_not_held
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault


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


def send_draft(acting: Acting, evidence: Evidence) -> None:
    """Send a draft that is there. Raises WrongState where it is held."""
    sent = domain.sent(evidence, acting.now)
    findings = db.findings_in(acting.session, evidence.apprenticeship, evidence.number, sent.version)
    insist_not_held(evidence, sent, findings)
    db.send(acting.session, evidence, sent)
    off_the_job.submit_drafts(acting, evidence.apprenticeship, evidence.number, sent.version)
    body = sent_body(sent, evidence.counting_version)
    acting.record(evidence.apprenticeship, "evidence_submitted", evidence.name, **body)
