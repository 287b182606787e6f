"""The tutor's side: deciding each KSB, reopening a decision, suggesting a KSB; and the apprentice's answer to that."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from app.domain.evidence.reading import insist_not_closed
from app.domain.evidence.values import DECIDED, Evidence, EvidenceVersion, KsbTag, TagState, Verdict
from app.domain.refusals import BadInput, Fault, WrongState


@dataclass(frozen=True, slots=True)
class Decision:
    """What a tutor says of one KSB."""

    ksb: str
    verdict: Verdict
    feedback: str = ""


def insist_feedback(decision: Decision) -> None:
    """Raises BadInput where a KSB is returned without a word on what it needs."""
    if decision.verdict is Verdict.RETURNED and not decision.feedback.strip():
        sentence = f"Say what {decision.ksb} still needs, so that the apprentice knows what to do."
        raise BadInput([Fault("feedback", sentence)])


def insist_reason(reason: str) -> None:
    """Raises BadInput where a decision is reopened without a reason."""
    if not reason.strip():
        raise BadInput([Fault("reason", "Give a reason for reopening this decision.")])


def counting_version(evidence: Evidence, version: int | None) -> EvidenceVersion:
    """The version that is decided on. Raises WrongState where it was withdrawn, never sent, or is not `version`."""
    insist_not_closed(evidence)
    if evidence.withdrawn_at is not None:
        raise WrongState(f"{evidence.name} was withdrawn, so nothing on it can be decided.")
    if evidence.counting is None:
        raise WrongState(f"{evidence.name} has not been sent yet.")
    newest = evidence.counting.version
    if version is not None and version != newest:
        raise WrongState(f"{evidence.name} now has version {newest}. Read that one before you decide.")
    return evidence.counting


def is_decided_so(evidence: Evidence, decision: Decision, version: int | None, by: UUID) -> bool:
    """Whether this person has decided just this already, so that saying it again changes nothing."""
    tag = counting_version(evidence, version).tag(decision.ksb)
    return (
        tag is not None
        and tag.state.value == decision.verdict.value
        and tag.decided_by == by
        and tag.feedback == decision.feedback
    )


def decided(evidence: Evidence, decision: Decision, version: int | None, by: UUID, at: datetime) -> KsbTag:
    """A tag as it stands once its tutor has decided it.

    `version` names the version the tutor read; another one than the counting version is WrongState, as is a tag
    that does not await. Returning without feedback is BadInput.
    """
    insist_feedback(decision)
    ksb = decision.ksb
    tag = _tag(evidence, ksb, version)
    if tag.state in DECIDED:
        raise WrongState(f"{ksb} on {evidence.name} was decided already. Reopen it to decide again.")
    if tag.state is not TagState.AWAITING:
        raise WrongState(f"{ksb} on {evidence.name} waits for the apprentice to agree, so it cannot be decided.")
    return replace(
        tag,
        state=TagState(decision.verdict.value),
        feedback=decision.feedback,
        decided_by=by,
        decided_at=at,
        carried_from=None,
    )


def reopened(evidence: Evidence, ksb: str, reason: str) -> KsbTag:
    """A decided tag that awaits again. Raises BadInput without a reason, WrongState where it awaits already."""
    insist_reason(reason)
    tag = _tag(evidence, ksb, None)
    if tag.state not in DECIDED:
        raise WrongState(f"{ksb} on {evidence.name} has no decision to reopen.")
    return KsbTag(ksb, TagState.AWAITING, tag.where, tag.how)


def suggested(evidence: Evidence, ksb: str) -> KsbTag:
    """A KSB that the tutor suggests for a sent piece; it counts for nothing until the apprentice agrees."""
    if counting_version(evidence, None).tag(ksb) is not None:
        raise WrongState(f"{evidence.name} is tagged to {ksb} already.")
    return KsbTag(ksb, TagState.SUGGESTED)


def suggestion_agreed(evidence: Evidence, ksb: str) -> KsbTag:
    """A suggested KSB the apprentice agrees to claim: it now awaits the tutor's decision."""
    return replace(suggestion(evidence, ksb), state=TagState.AWAITING)


def suggestion(evidence: Evidence, ksb: str) -> KsbTag:
    """A suggestion that still waits for the apprentice. Raises WrongState where there is none."""
    tag = _tag(evidence, ksb, None)
    if tag.state is not TagState.SUGGESTED:
        raise WrongState(f"{ksb} on {evidence.name} is not a suggestion any more.")
    return tag


def _tag(evidence: Evidence, ksb: str, version: int | None) -> KsbTag:
    tag = counting_version(evidence, version).tag(ksb)
    if tag is None:
        raise WrongState(f"{evidence.name} is not tagged to {ksb[:20]}.")
    return tag
