"""Erasing the words of a record that identified somebody: its hash and its signatures stay."""

from app.actions.acting import Acting
from app.actions.breaches import JOB
from app.db import installation
from app.db import signatures as db
from app.domain.permissions import Permission
from app.domain.refusals import NotFound
from app.domain.signatures import RecordKey


def erase_record(acting: Acting, key: RecordKey) -> None:
    """Take the words of one version away for good, and the reasons that were written with its answers.

    Its SHA-256 stays as a tombstone: whoever holds the words can still be told that these were signed.
    """
    acting.insist(Permission.END_BREACH, key.apprenticeship)
    acting.lock(key.apprenticeship)
    standing = db.find(acting.session, key)
    if standing is None:
        raise NotFound
    if standing.erased_at is not None:
        return
    db.erase(acting.session, key, acting.now)
    # What the database freed still holds the words, until this job writes over it.
    installation.add_job(acting.session, JOB, {"apprenticeship": str(key.apprenticeship), "files": []}, acting.now)
    acting.record(
        key.apprenticeship,
        "record_erased",
        f"{key.kind.value} {key.number}",
        version=key.version,
        sha256=standing.sha256,
    )
