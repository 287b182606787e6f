"""An observation: the tutor writes what they saw, and the apprentice agrees to each KSB, or leaves it out.

What may identify somebody in it is told to the tutor at once, and nobody is given it before the words are out or kept
with a reason. So it is never a draft.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID, uuid4

from app.actions.acting import Acting
from app.actions.evidence import checking
from app.actions.evidence.drafts import version_of
from app.actions.evidence.keeping import record_kept
from app.actions.evidence.recording import sent_body
from app.db import apprenticeships, history
from app.db import evidence as db
from app.domain import evidence as domain
from app.domain.evidence import EvidenceDetails, EvidenceVersion
from app.domain.evidence.checking import checked_again
from app.domain.evidence.findings import Finding, Spotted, kept, spotted_in_words
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault


def add_observation(acting: Acting, apprenticeship: UUID, details: EvidenceDetails, keeping: Mapping[str, str]) -> int:
    """Add an observation to somebody's evidence; returns its number. Raises BadInput with every fault.

    `keeping` are reasons for which what may identify somebody stays, by `Spotted.field_of_reason`.
    """
    acting.insist(Permission.ADD_OBSERVATION, apprenticeship)
    acting.lock(apprenticeship)
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    standard = acting.catalogue.standard(one.standard, one.version)
    faults = domain.faults_of_details(
        details,
        duties=standard.duty_by_code,
        ksbs=standard.ksb_by_code,
        standard=f"{standard.reference} version {standard.version}",
        start=one.original_start,
        today=acting.today,
    )
    told = {fault.path for fault in faults}
    faults += [fault for fault in domain.faults_of_sending(details, 1) if fault.path not in told]
    if not details.description.strip():
        faults.append(Fault("description", "Write what you saw, and how well it was done."))
    observed = domain.observed(version_of(1, details, (), history.new_salt()), acting.person.id, acting.now)
    findings, unkept = _looked_through(acting, apprenticeship, observed, keeping)
    if faults := [*faults, *unkept]:
        raise BadInput(faults)
    number = db.next_number(acting.session, apprenticeship)
    db.add_piece(acting.session, apprenticeship, number, uuid4(), acting.now)
    observed = replace(observed, checked_at=acting.now)
    db.add_version(acting.session, apprenticeship, number, observed, acting.now)
    db.send(acting.session, db.load(acting.session, apprenticeship, number), observed)
    body = sent_body(observed, None) | {"ksbs": " ".join(sorted(details.ksbs))}
    acting.record(apprenticeship, "observation_added", f"E{number}", **body)
    db.lay_findings(acting.session, apprenticeship, number, 1, findings)
    for found in findings:
        record_kept(acting, apprenticeship, f"E{number}", 1, found)
    return number


def _looked_through(
    acting: Acting, apprenticeship: UUID, observed: EvidenceVersion, keeping: Mapping[str, str]
) -> tuple[Sequence[Finding], Sequence[Fault]]:
    """What may identify somebody and is kept with a reason, and the faults of what is not."""
    findings: list[Finding] = []
    faults: list[Fault] = []
    for one in spotted_in_words(observed, checking.known_to(acting, apprenticeship)):
        reason = keeping.get(one.field_of_reason, "")
        if not reason.strip():
            faults.append(Fault(one.field_of_reason, _sentence(one)))
            continue
        found, _ = checked_again({}, [one], (), acting.now, [uuid4()])
        try:
            findings += [kept(each, reason, acting.person.id, acting.now, history.new_salt()) for each in found]
        except BadInput as wrong:
            faults += [Fault(one.field_of_reason, fault.sentence) for fault in wrong.faults]
    return findings, faults


def _sentence(one: Spotted) -> str:
    return f"“{one.words}” looks like {one.why}. Change the words, or say why they may stay."
