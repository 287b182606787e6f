"""One sending of the evidence form, and everything that may be wrong with it, told at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from app.actions.acting import Acting
from app.actions.evidence import checking
from app.actions.evidence.checking import LookedThrough
from app.actions.evidence.files import together
from app.actions.evidence.hours import TimeSpent, faults_of_time
from app.actions.practice import faults_of_practice
from app.db import apprenticeships, practice
from app.domain import evidence as domain
from app.domain.evidence import EvidenceDetails, EvidenceFile
from app.domain.evidence.holding import faults_of_clearance, faults_of_looking, is_kept_out
from app.domain.practice import Mark
from app.domain.refusals import BadInput, Fault


@dataclass(frozen=True, slots=True)
class Written:
    """One sending of the evidence form.

    `files` have just arrived and lie in the store; `kept` are the ids of files to take along from the version before
    or from a form that was not saved. `faults` were found while the form was read and are told with the rest.
    `form` is the form's key, so that its unsaved files are let go of. `practice` are the terms it is marked with.
    `looked` is what looking through its files gave, by hash; what is not in there is read later. `looking`: whoever
    sends it must state that files which no machine can read were looked at. `provider_only` True keeps it from the
    employer. `shown` are the unsaved files that the form showed; others of its key go on under the key `beside`.
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
    shown: frozenset[UUID] = frozenset()
    beside: str = ""


def checked_in(
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
