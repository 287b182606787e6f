"""Files of evidence: kept while their form is not saved, taken along, and opened on the record."""

from collections.abc import Collection, Sequence
from uuid import UUID

from app.actions.acting import Acting, Installation
from app.db import apprenticeships, breaches, history, kept_files
from app.db import evidence as db
from app.domain.evidence import Evidence, EvidenceFile, EvidenceVersion, Scan, may_read, may_see
from app.domain.permissions import Permission
from app.domain.refusals import Fault, NotFound, NotPermitted, WrongState

MOST_FILES = 50
"""Files of one version."""


def stage_files(acting: Acting, apprenticeship: UUID, form: str, files: Sequence[EvidenceFile]) -> None:
    """Keep files that arrived with a form that could not be saved, for seven days, to be offered again."""
    acting.insist(Permission.ADD_EVIDENCE, apprenticeship)
    acting.lock(apprenticeship)
    hashes = {file.sha256 for file in files}
    gone = breaches.erased_here(acting.session, apprenticeship, hashes)
    gone |= breaches.closed_here(acting.session, apprenticeship, hashes)
    kept = [file for file in files if file.sha256 not in gone]
    db.stage(acting.session, acting.person.id, apprenticeship, form, kept, acting.now)


def drop_files(
    house: Installation,
    person: UUID,
    apprenticeship: UUID,
    form: str,
    kept: Collection[UUID],
    files: Sequence[EvidenceFile],
) -> None:
    """Remove files that may not be kept, those of an unsaved form too, unless a version still shows the same bytes."""
    with house.database.writing() as session:
        apprenticeships.lock(session, apprenticeship)
        unsaved = db.staged(session, person, apprenticeship, house.now())
        mine = [one.file for one in unsaved if one.form == form or one.file.id in kept]
        db.forget(session, person, form, kept)
        gone = kept_files.forget(session, apprenticeship, [file.sha256 for file in (*files, *mine)])
    for sha256 in gone:
        house.store.remove(apprenticeship, sha256)


def open_file(acting: Acting, apprenticeship: UUID, number: int, file: UUID) -> EvidenceFile:
    """One file that this person may open, once the opening is in the access log.

    Raises NotFound, NotPermitted while the tutor has not cleared the version for this role, or WrongState where the
    malware scanner found something in it.
    """
    return open_with_piece(acting, apprenticeship, number, file)[2]


def open_with_piece(
    acting: Acting, apprenticeship: UUID, number: int, file: UUID
) -> tuple[Evidence, EvidenceVersion, EvidenceFile]:
    """The same, with the piece and the version that the file is of."""
    member = acting.insist(Permission.READ_EVIDENCE, apprenticeship)
    evidence = db.load(acting.session, apprenticeship, number)
    if not may_see(member, evidence):
        raise NotFound
    for version in evidence.versions:
        for one in version.files:
            if one.id == file:
                if not may_read(member, evidence, version):
                    raise NotPermitted(f"The tutor has not cleared {evidence.name} for you to read yet.")
                if one.scan is Scan.INFECTED:
                    raise WrongState(f"“{one.name}” was found to hold something harmful, so nobody can open it.")
                subject = f"{evidence.name} version {version.version} file {file}"
                history.log_access(
                    acting.session,
                    at=acting.now,
                    person=acting.person.id,
                    apprenticeship=apprenticeship,
                    subject=subject,
                )
                return evidence, version, one
    raise NotFound


def together(
    acting: Acting,
    apprenticeship: UUID,
    received: Sequence[EvidenceFile],
    kept: Collection[UUID],
    before: Sequence[EvidenceFile] = (),
) -> tuple[tuple[EvidenceFile, ...], list[Fault]]:
    """The files of a version: those kept of `before` or of an unsaved form, then those just received, each once.

    With it what is wrong: files that are not there any more, or too many.
    """
    unsaved = db.staged(acting.session, acting.person.id, apprenticeship, acting.now)
    offered = [*before, *(one.file for one in unsaved)]
    chosen = [file for file in offered if file.id in kept]
    faults = []
    if set(kept) - {file.id for file in chosen}:
        faults.append(Fault("file", "A file that was kept before is not here any more. Choose it again."))
    whole = {(file.sha256, file.name): file for file in reversed([*chosen, *received])}
    files = tuple(reversed(whole.values()))
    faults += _faults_of_breaches(acting, apprenticeship, files, {file.sha256 for file in before})
    if len(files) > MOST_FILES:
        faults.append(Fault("file", f"Keep at most {MOST_FILES} files with one piece of evidence."))
    return files, faults


def _faults_of_breaches(
    acting: Acting, apprenticeship: UUID, files: Sequence[EvidenceFile], own: Collection[str]
) -> list[Fault]:
    """What is wrong with files that identified somebody, or that a piece holds which is closed until that is known.

    `own` are the hashes of the piece’s own files: of those it is told as a whole that it is closed.
    """
    hashes = {file.sha256 for file in files}
    erased = breaches.erased_here(acting.session, apprenticeship, hashes)
    closed = breaches.closed_here(acting.session, apprenticeship, hashes - set(own))
    erased_words = "“{}” was erased from this record because it identified somebody. Leave it out."
    closed_words = "“{}” is in a piece that is closed while somebody looks whether it identifies anybody. Leave it out."
    words = dict.fromkeys(closed, closed_words) | dict.fromkeys(erased, erased_words)
    return [Fault("file", words[file.sha256].format(file.name)) for file in files if file.sha256 in words]
