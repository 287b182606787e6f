"""The installation's own records: the demonstration mark, jobs, forms taken once, standards seen."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Update, delete, or_, select, update
from sqlalchemy.orm import Session

from app.db.tables import core
from app.db.tables.installation import InstallationRow, JobRow, RequestOnceRow, StandardSeenRow

ONCE_FOR = timedelta(hours=24)
CLAIMED_FOR = timedelta(minutes=10)
"""How long a job is left to whoever claimed it; longer than any one takes. After it, they are taken to have died."""
FURTHEST_AHEAD = timedelta(days=1)
"""Nothing is put off for longer, so a job that is due later was written by a clock that was wrong: it is due now."""


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do later: its kind and what it needs. `tries` counts the claims, this one among them."""

    id: UUID
    kind: str
    body: Mapping[str, Any]
    tries: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A form or call that was taken already: the digest of what was sent, and what was answered."""

    body_hash: str
    answer: Mapping[str, Any]


def is_demo(session: Session) -> bool:
    """Whether this database is a demonstration, for ever."""
    return bool(session.execute(select(core.installation.c.demo)).scalar_one_or_none())


def mark(session: Session, at: datetime, *, demo: bool) -> None:
    """Make the installation's one row where it is missing; a demonstration stays one."""
    row = session.get(InstallationRow, 1)
    if row is None:
        session.add(InstallationRow(id=1, demo=demo, made_at=at))
    elif demo:
        row.demo = True
    session.flush()


def hold(session: Session) -> None:
    """Hold the installation's one row until the transaction ends, so that changes to who is here take turns."""
    session.execute(select(core.installation.c.id).with_for_update()).first()


def add_job(session: Session, kind: str, body: Mapping[str, Any], due: datetime) -> None:
    """Add a job in the caller's own transaction: it exists only if what it is about was saved."""
    session.add(JobRow(id=uuid4(), kind=kind, body=json.dumps(body), due=due))


def claim_job(session: Session, at: datetime) -> Job | None:
    """Take the oldest job that is due and that nobody has claimed of late, nor by a clock that was ahead of ours."""
    row = core.job
    found = session.scalars(
        select(JobRow)
        .where(
            row.c.done_at.is_(None),
            or_(row.c.due <= at, row.c.due > at + FURTHEST_AHEAD),
            or_(row.c.claimed_at.is_(None), ~row.c.claimed_at.between(at - CLAIMED_FOR, at + CLAIMED_FOR)),
        )
        .order_by(row.c.due)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if found is None:
        return None
    found.claimed_at, found.tries = at, found.tries + 1
    session.flush()
    return Job(found.id, found.kind, json.loads(found.body), found.tries)


def job_done(session: Session, job: Job, at: datetime) -> None:
    """A job was done; what it carried is dropped, since a mail's links are secrets."""
    session.execute(_still(job).values(done_at=at, body="{}", fault=""))


def job_failed(session: Session, job: Job, again_at: datetime, fault: str) -> None:
    """A job failed; it is tried again later, unless somebody else has claimed it since."""
    again = _still(job).where(core.job.c.tries == job.tries)
    session.execute(again.values(claimed_at=None, due=again_at, fault=fault[:500]))


def _still(job: Job) -> Update:
    return update(core.job).where(core.job.c.id == job.id, core.job.c.done_at.is_(None))


def one_at_a_time(session: Session, person: UUID) -> None:
    """Let one person's requests that carry a key take turns, so that two sent at once are not both new.

    Not a full lock: rows that merely name the person may still be added meanwhile.
    """
    session.execute(select(core.person.c.id).where(core.person.c.id == person).with_for_update(key_share=True)).first()


def taken(session: Session, person: UUID, key: str, at: datetime) -> Taken | None:
    """What was answered to this person's request of this key within 24 hours."""
    row = core.request_once
    found = session.execute(
        select(row.c.body_hash, row.c.answer).where(
            row.c.person_id == person, row.c.key == key, row.c.at > at - ONCE_FOR
        )
    ).first()
    return Taken(found.body_hash, json.loads(found.answer)) if found else None


def take(session: Session, person: UUID, key: str, body_hash: str, answer: Mapping[str, Any], at: datetime) -> None:
    """Record that a request was taken, in the transaction that did what it asked."""
    row = core.request_once
    session.execute(delete(row).where(row.c.person_id == person, row.c.at <= at - ONCE_FOR))
    session.add(RequestOnceRow(person_id=person, key=key, body_hash=body_hash, answer=json.dumps(answer), at=at))
    session.flush()


def let_go(session: Session, person: UUID, key: str) -> None:
    """Forget that a request was taken, so that it may be taken anew."""
    row = core.request_once
    session.execute(delete(row).where(row.c.person_id == person, row.c.key == key))


def forget_answers(session: Session, apprenticeship: UUID) -> None:
    """Have no answer to a form or call of the last day repeat what was erased; asking again is all that is lost."""
    # Administrators and quality assurers are no members of it and may have been answered the same.
    member, role, once = core.membership, core.provider_role, core.request_once
    people = select(member.c.person_id).where(member.c.apprenticeship_id == apprenticeship)
    session.execute(delete(once).where(once.c.person_id.in_(people.union(select(role.c.person_id)))))


def standards_seen(session: Session) -> dict[tuple[str, str], str]:
    """The digest of each standard's file as apprentices went on it."""
    row = core.standard_seen
    return {(r.reference, r.version): r.sha256 for r in session.execute(select(row))}


def see_standard(session: Session, reference: str, version: str, sha256: str, at: datetime) -> None:
    """Keep the digest of a standard's file the first time an apprentice goes on it."""
    if session.get(StandardSeenRow, (reference, version)) is None:
        session.add(StandardSeenRow(reference=reference, version=version, sha256=sha256, seen_at=at))
        session.flush()
