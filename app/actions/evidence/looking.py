"""Reading the files of a draft and keeping what was found: at once where they are small, else by a job."""

from collections.abc import Iterable, Mapping, Sequence
from threading import BoundedSemaphore
from uuid import UUID

from sqlalchemy.orm import Session

from app.actions.acting import Acting, Installation
from app.actions.evidence import checking
from app.actions.evidence.checking import LookedThrough, can_be_read, look_through
from app.actions.evidence.sending import send_draft
from app.answers.confidentiality import known_of
from app.db import apprenticeships, history, people
from app.db import evidence as db
from app.db.installation import Job
from app.domain.evidence import EvidenceFile, EvidenceVersion, VersionState
from app.domain.evidence.findings import FILE, Finding, spotted_in_words
from app.domain.evidence.holding import faults_of_looking, is_held
from app.domain.permissions import Permission
from app.domain.refusals import Refusal
from app.files.store import StoreFault

AT_ONCE_BYTES = 5 * 1024 * 1024
AT_ONCE_FILES = 5
"""So much is read while the sender waits; more is left to a job, and the form says so."""
READING_AT_ONCE = 2
TURN_SECONDS = 3.0
_turns = BoundedSemaphore(READING_AT_ONCE)


def looked_at_once(
    house: Installation,
    person: UUID,
    apprenticeship: UUID,
    arrived: Sequence[EvidenceFile],
    kept: Iterable[UUID] = (),
    own: Sequence[EvidenceFile] = (),
) -> Mapping[str, LookedThrough]:
    """What is found in the files of a form before it is saved; nothing where they are many, large, or others wait.

    `kept` are ids of files that came with an unsaved form, `own` files of the draft that were not looked through yet.
    """
    with house.database.reading() as session:
        wanted = frozenset(kept)
        unsaved = db.staged(session, person, apprenticeship, house.now()) if wanted else []
        known = known_of(session, house.settings, apprenticeship)
    files = [*arrived, *(one.file for one in unsaved if one.file.id in wanted), *(f for f in own if f.id in wanted)]
    files = [file for file in files if can_be_read(file)]
    if not files or not _is_little(files) or not _turns.acquire(timeout=TURN_SECONDS):
        return {}
    try:
        return look_through(house.store, apprenticeship, files, known)
    except StoreFault:
        return {}
    finally:
        _turns.release()


def check_at_once(house: Installation, apprenticeship: UUID, number: int) -> None:
    """Look the open draft of a piece through now, where it waits for that and is little enough; nothing is sent."""
    with house.database.reading() as session:
        evidence = db.load(session, apprenticeship, number)
    draft = evidence.draft if evidence.quarantined_at is None else None
    if draft is not None and draft.checked_at is None and _is_little([f for f in draft.files if can_be_read(f)]):
        _check(house, apprenticeship, number, draft.version)


def do_check(house: Installation, job: Job) -> None:
    """A job: look a draft through, and send it where that was asked, it is as it was then, and nothing holds it."""
    apprenticeship, number = UUID(job.body["apprenticeship"]), int(job.body["number"])
    _check(house, apprenticeship, number, int(job.body["version"]))
    if job.body["send_for"]:
        _send_for(house, UUID(job.body["send_for"]), apprenticeship, number, job)


def words_of_findings(
    house: Installation, apprenticeship: UUID, version: EvidenceVersion, findings: Sequence[Finding]
) -> Mapping[UUID, tuple[str, str]]:
    """The words of each finding and what they look like, read again: they are kept nowhere. For the maker alone."""
    with house.database.reading() as session:
        known = known_of(session, house.settings, apprenticeship)
    hashes = {one.sha256 for one in findings if one.field == FILE}
    files = [file for file in version.files if file.sha256 in hashes]
    try:
        looked = look_through(house.store, apprenticeship, files, known)
    except StoreFault:
        looked = {}
    spotted = [*spotted_in_words(version, known), *(one for seen in looked.values() for one in seen.spotted)]
    by_place = {(one.field, one.sha256, one.kind, one.place, one.start): (one.words, one.why) for one in spotted}
    found = {one.id: by_place.get((one.field, one.sha256, one.kind, one.place, one.start or 0)) for one in findings}
    return {id_: words for id_, words in found.items() if words is not None}


def _check(house: Installation, apprenticeship: UUID, number: int, version: int) -> None:
    """Read a draft's files and keep what was found; anew where more is known by the time they are read."""
    while not _checked(house, apprenticeship, number, version):
        continue


def _checked(house: Installation, apprenticeship: UUID, number: int, version: int) -> bool:
    with house.database.reading() as session:
        draft = _draft(session, apprenticeship, number, version)
        if draft is None or draft.checked_at is not None:
            return True
        known = known_of(session, house.settings, apprenticeship)
    looked = look_through(house.store, apprenticeship, [file for file in draft.files if can_be_read(file)], known)
    with house.database.writing() as session:
        apprenticeships.lock(session, apprenticeship)
        now = _draft(session, apprenticeship, number, version)
        if now is None or now.checked_at is not None:
            return True
        if known_of(session, house.settings, apprenticeship) != known:
            return False
        found = db.findings_in(session, apprenticeship, number, version)
        checked, findings = checking.check_draft(now, now, found, looked, known, house.now())
        checking.save_check(session, house.now(), (apprenticeship, number), checked, findings, looked)
        body = {"version": version, "open": sum(one.is_open for one in findings)}
        name = f"E{number}"
        history.append(
            session, apprenticeship, at=house.now(), by=None, action="evidence_checked", subject=name, body=body
        )
    return True


def _send_for(house: Installation, person: UUID, apprenticeship: UUID, number: int, job: Job) -> None:
    """Send a draft for whoever asked for that, by the rules that hold for them now; else it stays a draft."""
    with house.database.reading() as session:
        sender = people.find(session, person, house.today())
    if sender is None:
        return
    with house.acting(sender) as acting:
        draft = _draft(acting.session, apprenticeship, number, int(job.body["version"]))
        if draft is not None and draft.revision == job.body["revision"]:
            _send_if_free(acting, apprenticeship, number, looking=bool(job.body["looking"]))


def _send_if_free(acting: Acting, apprenticeship: UUID, number: int, *, looking: bool) -> None:
    try:
        acting.insist(Permission.SUBMIT_EVIDENCE, apprenticeship)
        acting.lock(apprenticeship)
        evidence = db.load(acting.session, apprenticeship, number)
        draft = evidence.draft
        if draft is None or is_held(draft, db.findings_in(acting.session, apprenticeship, number, draft.version)):
            return
        if not (looking and faults_of_looking(draft.statements, draft.files)):
            send_draft(acting, evidence)
    except Refusal:
        # Whatever is in the way now, the draft is there, and its page says what it still needs.
        return


def _draft(session: Session, apprenticeship: UUID, number: int, version: int) -> EvidenceVersion | None:
    """The draft as it stands; None where it is none any more, or it is closed: then its words are not there."""
    evidence = db.load(session, apprenticeship, number)
    found = evidence.at(version) if evidence.quarantined_at is None else None
    return found if found is not None and found.state is VersionState.DRAFT else None


def _is_little(files: Sequence[EvidenceFile]) -> bool:
    return len(files) <= AT_ONCE_FILES and sum(file.size for file in files) <= AT_ONCE_BYTES
