"""An observation: the tutor writes what they saw, and the apprentice agrees to each KSB, or leaves it out."""

from uuid import UUID, uuid4

from app.actions.acting import Acting
from app.actions.evidence.drafts import version_of
from app.actions.evidence.recording import sent_body
from app.db import apprenticeships, history
from app.db import evidence as db
from app.domain import evidence as domain
from app.domain.evidence import EvidenceDetails
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault


def add_observation(acting: Acting, apprenticeship: UUID, details: EvidenceDetails) -> int:
    """Add an observation to somebody's evidence; returns its number. Raises BadInput with every fault."""
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
    if faults:
        raise BadInput(faults)
    number = db.next_number(acting.session, apprenticeship)
    db.add_piece(acting.session, apprenticeship, number, uuid4(), acting.now)
    observed = domain.observed(version_of(1, details, (), history.new_salt()), acting.person.id, acting.now)
    db.add_version(acting.session, apprenticeship, number, observed, acting.now)
    db.send(acting.session, db.load(acting.session, apprenticeship, number), observed)
    body = sent_body(observed, None) | {"ksbs": " ".join(sorted(details.ksbs))}
    acting.record(apprenticeship, "observation_added", f"E{number}", **body)
    return number
