"""Lists of time entries as pages and calls show them, straight from the tables."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, or_, select, true, tuple_
from sqlalchemy.orm import Session, aliased

from app.db.off_the_job.entries import Decided, ksbs_of
from app.db.provider_settings import newest_of
from app.db.tables import core
from app.domain.off_the_job.entries import TimeState
from app.domain.people import Person
from app.domain.programmes import PaidTime
from app.domain.provider_settings import TimeSource


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry as a list shows it. `counts` false is a record only, and `why_not` says why.

    `asked` is the query that still waits for an answer, "" where there is none.
    """

    apprenticeship: UUID
    apprentice_name: str
    programme: str
    standard: str
    version: str
    number: int
    id: UUID
    happened_on: date
    minutes: int
    activity: str
    duty: str | None
    description: str
    counts: bool
    why_not: str
    state: TimeState
    logged_by: UUID
    logged_by_name: str
    logged_at: datetime
    evidence_number: int | None
    evidence_version: int | None
    evidence_title: str
    session: UUID | None
    supersedes: int | None
    asked: str
    paid_time: PaidTime = PaidTime.IN_PAID_HOURS
    ksbs: tuple[str, ...] = ()


def page_of_entries(
    session: Session,
    apprenticeship: UUID,
    seen_by: Person,
    *,
    states: Collection[TimeState] = (),
    after: tuple[date, int] | None = None,
    between: tuple[date, date] | None = None,
    limit: int = 50,
    with_ksbs: bool = True,
) -> list[Listed]:
    """Entries, newest day first; drafts are their maker's alone. `after` is the day and number to go on from.

    `between` are the first and the last day wanted.
    """
    row = core.time_entry
    query = (
        _listing()
        .where(
            row.c.apprenticeship_id == apprenticeship,
            or_(row.c.state != TimeState.DRAFT.value, row.c.logged_by == seen_by.id),
        )
        .order_by(row.c.happened_on.desc(), row.c.number.desc())
        .limit(limit)
    )
    if states:
        query = query.where(row.c.state.in_([state.value for state in states]))
    if between:
        query = query.where(row.c.happened_on.between(*between))
    if after:
        query = query.where(tuple_(row.c.happened_on, row.c.number) < tuple_(*after))
    return _listed(session, query, with_ksbs=with_ksbs)


def entry_listed(session: Session, apprenticeship: UUID, number: int, seen_by: Person) -> Listed | None:
    """One entry; a draft is its maker's alone."""
    row = core.time_entry
    query = _listing().where(row.c.apprenticeship_id == apprenticeship, row.c.number == number)
    found = _listed(session, query, with_ksbs=True)
    hidden = found and found[0].state is TimeState.DRAFT and found[0].logged_by != seen_by.id
    return found[0] if found and not hidden else None


def entries_listed(session: Session, apprenticeship: UUID, numbers: Collection[int]) -> dict[int, Listed]:
    """Entries that were sent, by number, in one statement; KSBs are left out."""
    row = core.time_entry
    query = _listing().where(
        row.c.apprenticeship_id == apprenticeship, row.c.number.in_(numbers), row.c.state != TimeState.DRAFT.value
    )
    return {one.number: one for one in _listed(session, query, with_ksbs=False)}


def waiting_of(session: Session, apprenticeship: UUID, confirmer: Person, *, as_tutor: bool = False) -> list[Listed]:
    """What waits on one apprenticeship for this person to confirm, oldest day first: nothing they logged."""
    return waiting_for(session, [apprenticeship], confirmer, as_tutor=[apprenticeship] if as_tutor else ())


def waiting_for(
    session: Session,
    apprenticeships: Collection[UUID],
    confirmer: Person,
    *,
    as_tutor: Collection[UUID] = (),
    limit: int = 500,
    sources: Collection[TimeSource] = tuple(TimeSource),
) -> list[Listed]:
    """What waits over several apprenticeships for this person to confirm, oldest day first: nothing they logged.

    Only what came from these sources; on those that they confirm `as_tutor` alone, nothing for which the provider asks
    the employer. In one statement; KSBs are left out.
    """
    row = core.time_entry
    asked = func.coalesce(newest_of("employer_confirms"), "")
    theirs = or_(row.c.apprenticeship_id.not_in(list(as_tutor)), ~asked.contains(entry_source()))
    return _listed(
        session,
        _listing()
        .where(
            row.c.apprenticeship_id.in_(apprenticeships),
            row.c.state == TimeState.WAITING.value,
            row.c.counts,
            row.c.logged_by != confirmer.id,
            came_from(sources),
            theirs,
        )
        .order_by(row.c.happened_on, row.c.apprenticeship_id, row.c.number)
        .limit(limit),
        with_ksbs=False,
    )


def came_from(sources: Collection[TimeSource]) -> ColumnElement[bool]:
    """Whether an entry came from one of these sources."""
    return true() if set(sources) == set(TimeSource) else entry_source().in_([one.value for one in sources])


def entry_source() -> ColumnElement[str]:
    """Where an entry came from, as `domain.off_the_job.confirming.source_of` says it."""
    row = core.time_entry
    return case(
        (row.c.session_id.is_not(None), TimeSource.SESSION.value),
        (row.c.evidence_number.is_not(None), TimeSource.EVIDENCE.value),
        else_=TimeSource.LOG.value,
    )


def decisions(session: Session, apprenticeship: UUID, numbers: Collection[int]) -> list[Decided]:
    """Everything done to these entries, oldest first."""
    row, person = core.time_decision, core.person
    found = session.execute(
        select(row.c.number, row.c.verdict, row.c.note, row.c.by, person.c.name, row.c.at)
        .join(person, person.c.id == row.c.by)
        .where(row.c.apprenticeship_id == apprenticeship, row.c.number.in_(numbers))
        .order_by(row.c.seq)
    )
    return [Decided(*r) for r in found]


def _listing() -> Select[Any]:
    row, a = core.time_entry, core.apprenticeship
    version, apprentice, logger = core.evidence_version, core.person, aliased(core.person)
    said = aliased(core.time_decision)
    asked = (
        select(said.c.note)
        .where(said.c.apprenticeship_id == row.c.apprenticeship_id, said.c.number == row.c.number)
        .order_by(said.c.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(
            row,
            apprentice.c.name.label("apprentice_name"),
            a.c.programme,
            a.c.standard,
            a.c.version.label("standard_version"),
            logger.c.name.label("logged_by_name"),
            version.c.title.label("evidence_title"),
            asked.label("last_note"),
        )
        .join(a, a.c.id == row.c.apprenticeship_id)
        .join(apprentice, apprentice.c.id == a.c.apprentice_id)
        .join(logger, logger.c.id == row.c.logged_by)
        .outerjoin(
            version,
            (version.c.apprenticeship_id == row.c.apprenticeship_id)
            & (version.c.number == row.c.evidence_number)
            & (version.c.version == row.c.evidence_version),
        )
    )


def _listed(session: Session, query: Select[Any], *, with_ksbs: bool) -> list[Listed]:
    rows = session.execute(query).all()
    ksbs = ksbs_of(session, [(r.apprenticeship_id, r.number) for r in rows]) if with_ksbs else {}
    return [
        Listed(
            apprenticeship=r.apprenticeship_id,
            apprentice_name=r.apprentice_name,
            programme=r.programme,
            standard=r.standard,
            version=r.standard_version,
            number=r.number,
            id=r.id,
            happened_on=r.happened_on,
            minutes=r.minutes,
            activity=r.activity,
            duty=r.duty,
            description=r.description,
            counts=r.counts,
            why_not=r.why_not,
            state=TimeState(r.state),
            logged_by=r.logged_by,
            logged_by_name=r.logged_by_name,
            logged_at=r.logged_at,
            evidence_number=r.evidence_number,
            evidence_version=r.evidence_version,
            evidence_title=r.evidence_title or "",
            session=r.session_id,
            supersedes=r.supersedes,
            asked=(r.last_note or "") if r.state == TimeState.QUERIED.value else "",
            paid_time=PaidTime(r.paid_time),
            ksbs=ksbs.get((r.apprenticeship_id, r.number), ()),
        )
        for r in rows
    ]
