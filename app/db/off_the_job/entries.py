"""Time entries and what was decided on them: rows and domain values. Whoever writes holds the apprenticeship's lock."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.db import numbering
from app.db.tables import core
from app.domain.off_the_job.entries import Counting, Logged, TimeEntry, TimeState
from app.domain.programmes import PaidTime
from app.domain.refusals import NotFound

Key = tuple[UUID, int]
"""An apprenticeship and the number of an entry on it."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One thing done to an entry: verdict (confirmed, queried, answered, corrected or withdrawn), words, who, when."""

    number: int
    verdict: str
    note: str
    by: UUID
    by_name: str
    at: datetime


def next_number(session: Session, apprenticeship: UUID) -> int:
    """The number of the next entry."""
    row = core.time_entry
    return numbering.next_number(session, row.c.number, row.c.apprenticeship_id == apprenticeship)


def add(session: Session, apprenticeship: UUID, entry: TimeEntry, salt: str) -> None:
    """Keep a new entry. `salt` goes into the digest that history keeps of its description."""
    add_many(session, apprenticeship, [(entry, salt)])


def add_many(session: Session, apprenticeship: UUID, salted: Sequence[tuple[TimeEntry, str]]) -> None:
    """Keep new entries, each with its salt, in one statement and one more for their KSBs."""
    session.execute(insert(core.time_entry), [_columns(apprenticeship, entry, salt) for entry, salt in salted])
    served = [
        {"apprenticeship_id": apprenticeship, "number": entry.number, "ksb": ksb}
        for entry, _ in salted
        for ksb in entry.logged.ksbs
    ]
    if served:
        session.execute(insert(core.time_entry_ksb), served)


def _columns(apprenticeship: UUID, entry: TimeEntry, salt: str) -> dict[str, Any]:
    logged = entry.logged
    return {
        "apprenticeship_id": apprenticeship,
        "number": entry.number,
        "id": entry.id,
        "happened_on": logged.happened_on,
        "minutes": logged.minutes,
        "activity": logged.activity,
        "duty": logged.duty,
        "evidence_number": entry.evidence_number,
        "evidence_version": entry.evidence_version,
        "session_id": entry.session,
        "description": logged.description,
        "counts": logged.counting.counts,
        "why_not": logged.counting.why_not,
        "state": entry.state.value,
        "logged_by": entry.logged_by,
        "logged_at": entry.logged_at,
        "supersedes": entry.supersedes,
        "salt": salt,
        "paid_time": logged.paid_time.value,
    }


def save(session: Session, apprenticeship: UUID, entry: TimeEntry) -> None:
    """Keep an entry's new state. What was logged never changes."""
    row = core.time_entry
    session.execute(
        update(row)
        .where(row.c.apprenticeship_id == apprenticeship, row.c.number == entry.number)
        .values(state=entry.state.value)
    )


def drop(session: Session, apprenticeship: UUID, numbers: Collection[int]) -> None:
    """Remove drafts, which nobody but their maker ever saw."""
    for row in (core.time_entry_ksb, core.time_entry):
        session.execute(delete(row).where(row.c.apprenticeship_id == apprenticeship, row.c.number.in_(numbers)))


def find(session: Session, apprenticeship: UUID, number: int) -> TimeEntry:
    """One entry. Raises NotFound."""
    found = find_many(session, [(apprenticeship, number)])
    if not found:
        raise NotFound
    return found[apprenticeship, number]


def find_many(session: Session, keys: Collection[Key]) -> dict[Key, TimeEntry]:
    """Entries of any apprenticeships, in two statements; what is not there is left out."""
    row = core.time_entry
    rows = session.execute(select(row).where(numbering.numbered(row, keys))).all()
    return _values(session, rows)


def drafts_of(session: Session, apprenticeship: UUID, evidence: tuple[int, int]) -> list[TimeEntry]:
    """The drafts that go with one version of a piece of evidence, by number."""
    row = core.time_entry
    rows = session.execute(
        select(row)
        .where(
            row.c.apprenticeship_id == apprenticeship,
            row.c.evidence_number == evidence[0],
            row.c.evidence_version == evidence[1],
            row.c.state == TimeState.DRAFT.value,
        )
        .order_by(row.c.number)
    ).all()
    return list(_values(session, rows).values())


def number_of(session: Session, apprenticeship: UUID, entry: UUID) -> int:
    """The number of the entry with this id. Raises NotFound."""
    row = core.time_entry
    found = session.scalars(select(row.c.number).where(row.c.apprenticeship_id == apprenticeship, row.c.id == entry))
    number = found.first()
    if number is None:
        raise NotFound
    return int(number)


def salt_of(session: Session, apprenticeship: UUID, number: int) -> str:
    """The salt in the digest that history keeps of this entry's description."""
    row = core.time_entry
    query = select(row.c.salt).where(row.c.apprenticeship_id == apprenticeship, row.c.number == number)
    return str(session.execute(query).scalar_one())


def last_logged_by(session: Session, apprenticeship: UUID, person: UUID) -> TimeEntry | None:
    """The newest entry that this person sent and that still stands, None where there is none."""
    row = core.time_entry
    out = (TimeState.DRAFT.value, TimeState.SUPERSEDED.value, TimeState.WITHDRAWN.value)
    rows = session.execute(
        select(row)
        .where(row.c.apprenticeship_id == apprenticeship, row.c.logged_by == person, row.c.state.not_in(out))
        .order_by(row.c.number.desc())
        .limit(1)
    ).all()
    return next(iter(_values(session, rows).values()), None)


def superseding(session: Session, apprenticeship: UUID, number: int) -> int | None:
    """The number of the entry that corrects this one, if one does."""
    row = core.time_entry
    return session.scalars(
        select(row.c.number).where(row.c.apprenticeship_id == apprenticeship, row.c.supersedes == number)
    ).first()


def add_decision(
    session: Session,
    apprenticeship: UUID,
    number: int,
    verdict: str,
    note: str,
    *,
    salt: str,
    by: UUID,
    at: datetime,
) -> None:
    """Keep one thing done to an entry, for good."""
    row = core.time_decision
    session.execute(
        insert(row).values(
            apprenticeship_id=apprenticeship,
            seq=numbering.next_number(session, row.c.seq, row.c.apprenticeship_id == apprenticeship),
            number=number,
            verdict=verdict,
            note=note,
            salt=salt,
            by=by,
            at=at,
        )
    )


def last_decision(session: Session, apprenticeship: UUID, number: int) -> Decided | None:
    """The newest thing done to an entry, if anything was."""
    row, person = core.time_decision, core.person
    found = session.execute(
        select(row.c.number, row.c.verdict, row.c.note, row.c.by, person.c.name, row.c.at)
        .join(person, person.c.id == row.c.by)
        .where(row.c.apprenticeship_id == apprenticeship, row.c.number == number)
        .order_by(row.c.seq.desc())
        .limit(1)
    ).first()
    return Decided(*found) if found else None


def _values(session: Session, rows: Sequence[Any]) -> dict[Key, TimeEntry]:
    ksbs = ksbs_of(session, [(row.apprenticeship_id, row.number) for row in rows])
    return {
        (row.apprenticeship_id, row.number): _value(row, ksbs.get((row.apprenticeship_id, row.number), ()))
        for row in rows
    }


def ksbs_of(session: Session, keys: Collection[Key]) -> dict[Key, tuple[str, ...]]:
    """The KSBs that each entry served, in one statement."""
    if not keys:
        return {}
    row = core.time_entry_ksb
    found: dict[Key, tuple[str, ...]] = {}
    for r in session.execute(select(row).where(numbering.numbered(row, keys)).order_by(row.c.ksb)):
        key = (r.apprenticeship_id, r.number)
        found[key] = (*found.get(key, ()), r.ksb)
    return found


def _value(row: Any, ksbs: Iterable[str]) -> TimeEntry:
    return TimeEntry(
        number=row.number,
        id=row.id,
        logged=Logged(
            happened_on=row.happened_on,
            minutes=row.minutes,
            activity=row.activity,
            description=row.description,
            counting=Counting(row.counts, row.why_not),
            duty=row.duty,
            ksbs=tuple(ksbs),
            paid_time=PaidTime(row.paid_time),
        ),
        state=TimeState(row.state),
        logged_by=row.logged_by,
        logged_at=row.logged_at,
        evidence_number=row.evidence_number,
        evidence_version=row.evidence_version,
        session=row.session_id,
        supersedes=row.supersedes,
    )
