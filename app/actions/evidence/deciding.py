"""The tutor's side: deciding KSBs, reopening, suggesting and clearing; and the apprentice's answer to a suggestion."""

from collections.abc import Sequence
from uuid import UUID

from app.actions.acting import Acting
from app.actions.evidence.recording import decided_body
from app.actions.words_beside import look_through, look_through_many
from app.db import apprenticeships, history
from app.db import evidence as db
from app.domain import evidence as domain
from app.domain.evidence import Decision, Evidence, KsbTag, TagState, Verdict
from app.domain.evidence.holding import to_be_looked_at
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound


def decide_tag(
    acting: Acting, apprenticeship: UUID, number: int, decision: Decision, version: int | None = None
) -> None:
    """Decide one KSB of a piece. `version` is the one that was read; an outdated one is WrongState."""
    evidence = _held(acting, Permission.DECIDE_TAG, apprenticeship, number)
    # What was sent is told before what the piece allows.
    domain.insist_feedback(decision)
    _insist_short("feedback", decision.feedback)
    if not domain.is_decided_so(evidence, decision, version, acting.person.id):
        _look_through(acting, evidence, [decision])
    _decide(acting, evidence, decision, version)


def decide_tags(
    acting: Acting, apprenticeship: UUID, number: int, decisions: Sequence[Decision], version: int | None = None
) -> None:
    """Decide several KSBs of a piece, all or none. Faults are at `feedback-K13`."""
    evidence = _held(acting, Permission.DECIDE_TAG, apprenticeship, number)
    domain.counting_version(evidence, version)
    if not decisions:
        raise BadInput([Fault("verdict", "Choose a decision for at least one KSB.")])
    faults: list[Fault] = []
    news = [one for one in decisions if not domain.is_decided_so(evidence, one, version, acting.person.id)]
    for decision in decisions:
        try:
            _decide(acting, evidence, decision, version)
        except BadInput as wrong:
            faults += [Fault(f"{fault.path}-{decision.ksb}", fault.sentence) for fault in wrong.faults]
    if faults:
        raise BadInput(faults)
    _look_through(acting, evidence, news)


def reopen_tag(acting: Acting, apprenticeship: UUID, number: int, ksb: str, reason: str) -> None:
    """Let a decided KSB await again, with a reason."""
    evidence = _held(acting, Permission.REOPEN_TAG, apprenticeship, number)
    domain.insist_reason(reason)
    _insist_short("reason", reason)
    version = domain.counting_version(evidence, None)
    tag = version.tag(ksb)
    if tag is not None and tag.state is TagState.AWAITING:
        last = db.last_decision(acting.session, apprenticeship, number, ksb)
        said = (last.verdict, last.by, last.feedback, last.version) if last else None
        if said == (None, acting.person.id, reason, version.version):
            return
    again = domain.reopened(evidence, ksb, reason)
    look_through(acting, apprenticeship, f"{evidence.name} {ksb}", {"reason": reason})
    _keep(acting, evidence, again, None, reason)


def suggest_tag(acting: Acting, apprenticeship: UUID, number: int, ksb: str) -> None:
    """Suggest a KSB that a piece also shows; it counts for nothing until the apprentice agrees."""
    evidence = _held(acting, Permission.PROPOSE_TAG, apprenticeship, number)
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    standard = acting.catalogue.standard(one.standard, one.version)
    if ksb not in standard.ksb_by_code:
        raise BadInput([Fault("ksb", f"Choose a KSB of {standard.reference} version {standard.version}.")])
    version = domain.counting_version(evidence, None)
    tag = version.tag(ksb)
    if tag is not None and tag.state is TagState.SUGGESTED:
        return
    db.save_tag(acting.session, apprenticeship, number, version.version, domain.suggested(evidence, ksb))
    acting.record(apprenticeship, "tag_suggested", evidence.name, version=version.version, ksb=ksb)


def answer_suggestion(acting: Acting, apprenticeship: UUID, number: int, ksb: str, *, agree: bool) -> None:
    """Agree to a suggested KSB, which then awaits the tutor's decision, or leave it."""
    evidence = _held(acting, Permission.ANSWER_PROPOSED_TAG, apprenticeship, number)
    version = domain.counting_version(evidence, None)
    action = "suggestion_agreed" if agree else "suggestion_declined"
    tag = version.tag(ksb)
    if (tag is None or tag.state is not TagState.SUGGESTED) and _answered_so(acting, evidence, action, ksb):
        return
    domain.suggestion(evidence, ksb)
    if agree:
        agreed = domain.suggestion_agreed(evidence, ksb)
        db.save_tag(acting.session, apprenticeship, number, version.version, agreed)
    else:
        db.drop_tag(acting.session, apprenticeship, number, version.version, ksb)
    acting.record(apprenticeship, action, evidence.name, version=version.version, ksb=ksb)


def clear_evidence(
    acting: Acting, apprenticeship: UUID, number: int, *, version: int, cleared: bool, looked: bool = False
) -> None:
    """Open the version that was read to the employer and the quality assurer, or close it to them again.

    `looked`: the tutor looked at every file that no machine could read; where there is one, clearing needs it.
    """
    evidence = _held(acting, Permission.CLEAR_EVIDENCE, apprenticeship, number)
    counting = domain.counting_version(evidence, version)
    if (counting.cleared_at is not None) == cleared:
        return
    if cleared and not looked and to_be_looked_at(counting.files):
        said = "Look at, or listen to, every file that was not checked by machine, and tick that you did."
        raise BadInput([Fault("looked", said)])
    by, at = (acting.person.id, acting.now) if cleared else (None, None)
    db.clear(acting.session, evidence, version, by, at, (looked or None) if cleared else None)
    action = "evidence_cleared" if cleared else "clearing_ended"
    acting.record(apprenticeship, action, evidence.name, version=version)


def _held(acting: Acting, permission: Permission, apprenticeship: UUID, number: int) -> Evidence:
    """The piece, held until the transaction ends. A piece never sent is not there for anyone but its writer."""
    member = acting.insist(permission, apprenticeship)
    acting.lock(apprenticeship)
    evidence = db.load(acting.session, apprenticeship, number)
    if not domain.may_see(member, evidence):
        raise NotFound
    return evidence


def _decide(acting: Acting, evidence: Evidence, decision: Decision, version: int | None) -> None:
    if domain.is_decided_so(evidence, decision, version, acting.person.id):
        return
    _insist_short("feedback", decision.feedback)
    tag = domain.decided(evidence, decision, version, acting.person.id, acting.now)
    _keep(acting, evidence, tag, decision.verdict, decision.feedback)


def _look_through(acting: Acting, evidence: Evidence, decisions: Sequence[Decision]) -> None:
    words = {f"{evidence.name} {one.ksb}": {"feedback": one.feedback} for one in decisions}
    look_through_many(acting, evidence.apprenticeship, words)


def _keep(acting: Acting, evidence: Evidence, tag: KsbTag, verdict: Verdict | None, words: str) -> None:
    version = domain.counting_version(evidence, None).version
    salt = history.new_salt()
    db.save_tag(acting.session, evidence.apprenticeship, evidence.number, version, tag)
    db.add_decision(
        acting.session,
        evidence.apprenticeship,
        ksb=tag.ksb,
        number=evidence.number,
        version=version,
        verdict=verdict,
        feedback=words,
        salt=salt,
        by=acting.person.id,
        at=acting.now,
    )
    acting.record(
        evidence.apprenticeship,
        "tag_decided" if verdict else "tag_reopened",
        evidence.name,
        **decided_body(version, tag, verdict, words, salt),
    )


def _answered_so(acting: Acting, evidence: Evidence, action: str, ksb: str) -> bool:
    happened = db.happenings_of(acting.session, evidence.apprenticeship, evidence.number)
    return any(one.action == action and one.body.get("ksb") == ksb and one.by == acting.person.id for one in happened)


def _insist_short(path: str, words: str) -> None:
    if len(words) > domain.LONGEST_REASON:
        raise BadInput([Fault(path, f"Use at most {domain.LONGEST_REASON:,} characters.")])
