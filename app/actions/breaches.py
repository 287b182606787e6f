"""The breach drill: closing evidence that identifies somebody, letting it go again, erasing it, telling organisations.

Closing is at once and takes nothing away that could not be put back. Erasing takes the words and the bytes for good:
the rows go in the action's own transaction, the bytes by a job of that transaction, which is done again until it is
done. Every piece of the record that holds the same file is closed with it.
"""

from datetime import datetime
from uuid import UUID

from app.actions.acting import Acting, Installation
from app.actions.evidence.checking import check_opened_again
from app.db import apprenticeships, breaches, history, installation
from app.db import evidence as db
from app.db.breaches import Gone
from app.domain import breaches as domain
from app.domain.breaches import Breach, BreachState, Erasure, Told
from app.domain.confidentiality import FindingKind
from app.domain.evidence import Evidence, may_see
from app.domain.permissions import Permission
from app.domain.refusals import NotFound
from app.domain.words_erased import named
from app.files.register import Register

JOB = "erase"


def quarantine_evidence(acting: Acting, apprenticeship: UUID, number: int, kind: FindingKind, reason: str) -> int:
    """Close a piece, and every other that holds one of its files, so that nobody can open them; the breach's number.

    Its tutor and the administrators are told by mail, without a word of what it holds. Raises BadInput without a
    reason.
    """
    member = acting.insist(Permission.QUARANTINE_EVIDENCE, apprenticeship)
    acting.lock(apprenticeship)
    evidence = db.load(acting.session, apprenticeship, number)
    if not may_see(member, evidence):
        raise NotFound
    domain.insist_reason(reason, "Say why you think it identifies somebody. Do not write the name.")
    domain.insist_may_close(evidence.name, evidence.quarantined_at)
    seq = _close(acting, evidence, kind, reason.strip())
    hashes = _hashes(evidence)
    others = [one for one in breaches.holding_the_same(acting.session, apprenticeship, hashes) if one != number]
    for other in db.load_many(acting.session, apprenticeship, others):
        if other.quarantined_at is None:
            _close(acting, other, kind, f"It holds a file of {evidence.name}.")
    _tell_at_once(acting, apprenticeship, evidence.name, seq)
    return seq


def release_evidence(acting: Acting, apprenticeship: UUID, seq: int, reason: str) -> None:
    """Open a piece again that identified nobody after all. It is cleared for others anew by its tutor."""
    breach = _held(acting, apprenticeship, seq)
    domain.insist_reason(reason, "Say why it identifies nobody after all.")
    domain.insist_open(breach)
    breaches.open_again(acting.session, apprenticeship, breach.number, seq)
    check_opened_again(acting, apprenticeship, breach.number)
    why = reason.strip()
    breaches.end(acting.session, apprenticeship, seq, BreachState.RELEASED, acting.person.id, acting.now, why)
    digest = history.salted_digest(breaches.salt_of(acting.session, apprenticeship, seq), why)
    acting.record(apprenticeship, "evidence_released", breach.piece, breach=seq, reason_digest=digest)


def erase_evidence(acting: Acting, apprenticeship: UUID, seq: int, typed: str) -> None:
    """Erase a closed piece for good, in every version. `typed` is its name, such as E13, to be sure."""
    breach = _held(acting, apprenticeship, seq)
    domain.insist_open(breach)
    domain.insist_named(breach, typed)
    breaches.erase(acting.session, apprenticeship, breach.number, breach.files, acting.now)
    breaches.end(acting.session, apprenticeship, seq, BreachState.ERASED, acting.person.id, acting.now)
    body = {"apprenticeship": str(apprenticeship), "files": list(breach.files)}
    installation.add_job(acting.session, JOB, body, acting.now)
    acting.record(apprenticeship, "evidence_erased", breach.piece, breach=seq, files=len(breach.files))


def erase_words(acting: Acting, apprenticeship: UUID, typed: str) -> str:
    """Take away the words of something that stands beside evidence, since they identified somebody; its name.

    `typed` is that name, such as waiver 2, to be sure. Days, states, hashes and who did it stay. Raises BadInput by
    `what`.
    """
    acting.insist(Permission.ERASE_WORDS, apprenticeship)
    acting.lock(apprenticeship)
    one = named(typed, breaches.worded_here(acting.session, apprenticeship))
    gone = breaches.erase_worded(acting.session, apprenticeship, one, acting.now)
    installation.forget_answers(acting.session, apprenticeship)
    installation.add_job(acting.session, JOB, {"apprenticeship": str(apprenticeship), "files": []}, acting.now)
    history.append_many(acting.session, apprenticeship, _records(gone), at=acting.now, by=acting.person.id)
    acting.record(apprenticeship, "words_erased", one.name)
    return one.name


def tell_of_breach(acting: Acting, apprenticeship: UUID, seq: int, organisation: str, told_at: datetime | None) -> None:
    """Note that an organisation was told of a breach, and when."""
    breach = _held(acting, apprenticeship, seq)
    at = domain.insist_organisation(organisation, told_at, acting.now, breach.found_at)
    breaches.tell(acting.session, apprenticeship, seq, Told(organisation.strip(), at, acting.person.id))
    acting.record(apprenticeship, "breach_told", breach.piece, breach=seq, told_on=at.date().isoformat())


def erase_bytes(house: Installation, apprenticeship: UUID, files: list[str]) -> None:
    """The job after an erasure: the bytes go, and every copy of the words in what the database has freed.

    Doing it again does no harm. The register is written first, so that a backup put back after a loss of everything
    else knows of it.
    """
    with house.database.reading() as session:
        known = [*breaches.erasures(session), *breaches.words_erased(session)]
        again = breaches.still_named(session, apprenticeship, files)
    Register(house.settings.data_dir).write(known)
    for sha256 in files:
        if sha256 not in again:
            house.store.remove(apprenticeship, sha256)
    breaches.overwrite_freed(house.database)


def erase_again(house: Installation, erased: list[Erasure]) -> int:
    """Do erasures again that a backup put back does not know of yet; returns how many pieces and things it held."""
    done = 0
    if erased:
        Register(house.settings.data_dir).write(erased)
    for one in (one for one in erased if one.words):
        done += _erase_words_again(house, one)
    for one in (one for one in erased if not one.words):
        with house.database.writing() as session:
            found = breaches.erase_again(session, one, house.now())
            if found:
                history.append(
                    session,
                    one.apprenticeship,
                    at=house.now(),
                    by=None,
                    action="evidence_erased_again",
                    subject=domain.piece_name(found.number),
                    body={"breach": found.breach, "files": len(found.files), "on": one.at.date().isoformat()},
                )
        if found:
            done += 1
            for sha256 in found.files:
                house.store.remove(one.apprenticeship, sha256)
    if done:
        breaches.overwrite_freed(house.database)
    return done


def _erase_words_again(house: Installation, erased: Erasure) -> bool:
    with house.database.writing() as session:
        known = {one.key for one in breaches.words_erased(session)}
        if erased.key in known or not apprenticeships.exists(session, erased.apprenticeship):
            return False
        apprenticeships.lock(session, erased.apprenticeship)
        gone = breaches.erase_words_again(session, erased)
        if gone.any:
            history.append_many(session, erased.apprenticeship, _records(gone), at=house.now(), by=None)
            history.append(
                session,
                erased.apprenticeship,
                at=house.now(),
                by=None,
                action="words_erased_again",
                subject=erased.words,
                body={"since": erased.at.isoformat()},
            )
    return gone.any


def _records(gone: Gone) -> list[tuple[str, str, dict[str, int | str | None]]]:
    """The rows of history for each version of a signed record that was erased."""
    return [
        ("record_erased", f"{key.kind.value} {key.number}", {"version": key.version, "sha256": sha256})
        for key, sha256 in gone.records
    ]


def _held(acting: Acting, apprenticeship: UUID, seq: int) -> Breach:
    acting.insist(Permission.END_BREACH, apprenticeship)
    acting.lock(apprenticeship)
    return breaches.load(acting.session, apprenticeship, seq)


def _close(acting: Acting, evidence: Evidence, kind: FindingKind, reason: str) -> int:
    here = evidence.apprenticeship
    seq = breaches.newest(acting.session, here) + 1
    breach = Breach(
        seq=seq,
        number=evidence.number,
        kind=kind,
        state=BreachState.QUARANTINED,
        reason=reason,
        found_by=acting.person.id,
        found_at=acting.now,
        files=_hashes(evidence),
    )
    salt = history.new_salt()
    breaches.add(acting.session, here, breach, salt)
    breaches.close(acting.session, here, evidence.number, seq, acting.now)
    digest = history.salted_digest(salt, reason)
    acting.record(here, "evidence_quarantined", evidence.name, breach=seq, kind=kind.value, reason_digest=digest)
    return seq


def _hashes(evidence: Evidence) -> tuple[str, ...]:
    return tuple(sorted({file.sha256 for version in evidence.versions for file in version.files}))


def _tell_at_once(acting: Acting, apprenticeship: UUID, piece: str, seq: int) -> None:
    """A mail to the tutors and the administrators, except to whoever did it."""
    address = f"{acting.settings.base_url}/a/{apprenticeship}/breaches/{seq}"
    for id_, name, email in breaches.to_tell(acting.session, apprenticeship, acting.today):
        if id_ != acting.person.id:
            words = {"to": email, "template": "quarantined", "name": name.split()[0]}
            words |= {"piece": piece, "address": address, "provider": acting.settings.provider_name}
            installation.add_job(acting.session, "mail", words, acting.now)
