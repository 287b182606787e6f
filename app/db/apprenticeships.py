"""Apprenticeships: rows and domain values, and the lock that makes two people at once take turns."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Date, Row, Select, and_, bindparam, case, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from app.db.tables import core
from app.db.tables.apprenticeships import ApprenticeshipRow, MembershipRow, StatusRow, TermsRow
from app.domain.apprenticeships import Apprenticeship, Break, Named, Terms
from app.domain.people import ApprenticeshipStatus, Member, Person, Role
from app.domain.refusals import NotFound

ENDED = (ApprenticeshipStatus.WITHDRAWN, ApprenticeshipStatus.TRANSFERRED, ApprenticeshipStatus.COMPLETED)


def lock(session: Session, apprenticeship: UUID) -> None:
    """Hold this apprenticeship until the transaction ends. Raises NotFound.

    On SQLite the immediate transaction holds the whole database already.
    """
    row = core.apprenticeship
    if session.execute(select(row.c.id).where(row.c.id == apprenticeship).with_for_update()).first() is None:
        raise NotFound


def exists(session: Session, apprenticeship: UUID) -> bool:
    """Whether there is such an apprenticeship."""
    row = core.apprenticeship
    return session.execute(select(row.c.id).where(row.c.id == apprenticeship)).first() is not None


def member(session: Session, person: Person, apprenticeship: UUID, today: date) -> Member:
    """This person as seen within an apprenticeship on a day; no roles where there are none."""
    row = core.membership
    held = session.scalars(
        select(row.c.role).where(
            row.c.apprenticeship_id == apprenticeship, row.c.person_id == person.id, _holds(row.c, today)
        )
    )
    return Member(person, apprenticeship, frozenset(Role(role) for role in held))


def load(session: Session, apprenticeship: UUID, today: date) -> Apprenticeship:
    """One apprenticeship as it stands on a day, in two statements. Raises NotFound."""
    found = load_many(session, today, [apprenticeship])
    if not found:
        raise NotFound
    return found[0]


def load_many(session: Session, today: date, apprenticeships: Collection[UUID] | None = None) -> list[Apprenticeship]:
    """Apprenticeships as they stand on a day (all of them for None), in two statements however many there are."""
    if apprenticeships is not None and not apprenticeships:
        return []
    given = {"today": today} | ({} if apprenticeships is None else {"apprenticeships": list(apprenticeships)})
    rows = session.execute(_standing(everyone=apprenticeships is None), given).all()
    breaks = _breaks(session, apprenticeships)
    return [_value(row, breaks.get(row.id, ())) for row in rows]


def add(
    session: Session,
    *,
    apprentice: UUID,
    standard: str,
    version: str,
    programme: str,
    rule_id: str,
    start: date,
    terms: Terms,
    by: UUID,
    at: datetime,
) -> UUID:
    """Add an apprenticeship with its first terms; it is active from its start."""
    row = ApprenticeshipRow(
        id=uuid4(),
        apprentice_id=apprentice,
        standard=standard,
        version=version,
        programme=programme,
        rule_id=rule_id,
        start=start,
        original_start=start,
        created_at=at,
    )
    session.add(row)
    session.flush()
    add_terms(session, row.id, terms, by=by, at=at, reason="As agreed at the start")
    set_status(session, row.id, ApprenticeshipStatus.ACTIVE, start, by=by, at=at)
    return row.id


def add_terms(session: Session, apprenticeship: UUID, terms: Terms, *, by: UUID, at: datetime, reason: str) -> None:
    """Lay new terms over the old from a date on; the old ones stay."""
    seq = _next(session, core.terms, apprenticeship)
    session.add(
        TermsRow(
            apprenticeship_id=apprenticeship,
            effective_on=terms.effective_on,
            seq=seq,
            planned_end=terms.planned_end,
            weekly_minutes=terms.weekly_minutes,
            days_a_week=terms.days_a_week,
            weeks_a_year=terms.weeks_a_year,
            planned_minutes=terms.planned_minutes,
            employer_id=terms.employer.id,
            prior_learning_minutes=terms.prior_learning_minutes,
            by=by,
            at=at,
            reason=reason,
        )
    )
    session.flush()


def set_status(
    session: Session,
    apprenticeship: UUID,
    status: ApprenticeshipStatus,
    since: date,
    *,
    by: UUID,
    at: datetime,
    reason: str = "",
) -> None:
    """Say what an apprenticeship is from a date on."""
    seq = _next(session, core.status, apprenticeship)
    session.add(
        StatusRow(
            apprenticeship_id=apprenticeship, since=since, seq=seq, status=status.value, by=by, at=at, reason=reason
        )
    )
    session.flush()


def join(
    session: Session,
    apprenticeship: UUID,
    person: UUID,
    role: Role,
    since: date,
    *,
    until: date | None = None,
    leading: bool = True,
) -> None:
    """Give a person a role from a date on, perhaps only until another (the first day without it)."""
    session.merge(
        MembershipRow(
            apprenticeship_id=apprenticeship,
            person_id=person,
            role=role.value,
            since=since,
            ended_on=until,
            leading=leading,
        )
    )
    session.flush()


def leave(session: Session, apprenticeship: UUID, person: UUID, role: Role, on: date) -> int:
    """End a role: `on` is the first day without it. Returns how many memberships ended."""
    row = core.membership
    ended = session.execute(
        update(row)
        .where(
            row.c.apprenticeship_id == apprenticeship,
            row.c.person_id == person,
            row.c.role == role.value,
            or_(row.c.ended_on.is_(None), row.c.ended_on > on),
        )
        .values(
            ended_on=func.max(row.c.since, on)
            if session.get_bind().dialect.name == "sqlite"
            else func.greatest(row.c.since, on)
        )
    )
    return int(getattr(ended, "rowcount", 0))


def members(session: Session, apprenticeship: UUID) -> list[tuple[Named, Role, date, date | None, bool]]:
    """Everybody who has or had a role: who, role, since, ended on, leading; newest first within a role."""
    row, person = core.membership, core.person
    rows = session.execute(
        select(person.c.id, person.c.name, row.c.role, row.c.since, row.c.ended_on, row.c.leading)
        .join(person, person.c.id == row.c.person_id)
        .where(row.c.apprenticeship_id == apprenticeship)
        .order_by(row.c.role, row.c.since.desc())
    )
    return [(Named(r.id, r.name), Role(r.role), r.since, r.ended_on, r.leading) for r in rows]


def open_for(session: Session, apprentice: UUID, standard: str, today: date) -> UUID | None:
    """The apprenticeship this person still has open on this standard, if any."""
    row = core.apprenticeship
    found = session.scalars(select(row.c.id).where(row.c.apprentice_id == apprentice, row.c.standard == standard))
    for one in load_many(session, today, list(found)):
        if one.status not in ENDED:
            return one.id
    return None


def in_use(session: Session) -> set[tuple[str, str]]:
    """Every standard and version that some apprenticeship is on."""
    row = core.apprenticeship
    return {(r.standard, r.version) for r in session.execute(select(row.c.standard, row.c.version).distinct())}


def _holds(columns: Any, today: Any) -> ColumnElement[bool]:
    return and_(columns.since <= today, or_(columns.ended_on.is_(None), columns.ended_on > today))


def _latest(table: Any, dated: str, today: Any, outer: Any) -> ColumnElement[bool]:
    """Picks, of a table's dated rows of one apprenticeship, the one that holds on a day.

    Before the first row's date the first row holds, so that something planned can be shown.
    """
    inner = aliased(table)
    day, seq = inner.c[dated], inner.c.seq
    newest = (
        select(seq)
        .where(inner.c.apprenticeship_id == outer.c.id)
        .order_by(day > today, case((day <= today, day)).desc(), day, seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    return and_(table.c.apprenticeship_id == outer.c.id, table.c.seq == newest)


@cache
def _standing(*, everyone: bool) -> Select[Any]:
    """Built once: putting this statement together takes longer than running it."""
    today = bindparam("today", type_=Date)
    a, terms, status, org = core.apprenticeship, core.terms, core.status, core.organisation
    person, tutor, contact = core.person, aliased(core.person), aliased(core.person)
    query = (
        select(
            a,
            person.c.name.label("apprentice_name"),
            terms.c.effective_on,
            terms.c.planned_end,
            terms.c.weekly_minutes,
            terms.c.days_a_week,
            terms.c.weeks_a_year,
            terms.c.planned_minutes,
            terms.c.prior_learning_minutes,
            org.c.id.label("organisation_id"),
            org.c.name.label("organisation_name"),
            status.c.status,
            tutor.c.id.label("tutor_id"),
            tutor.c.name.label("tutor_name"),
            contact.c.id.label("contact_id"),
            contact.c.name.label("contact_name"),
        )
        .join(person, person.c.id == a.c.apprentice_id)
        .join(terms, _latest(terms, "effective_on", today, a))
        .join(org, org.c.id == terms.c.employer_id)
        .join(status, _latest(status, "since", today, a))
        .outerjoin(tutor, tutor.c.id == _leading(a, Role.TUTOR, today))
        .outerjoin(contact, contact.c.id == _leading(a, Role.EMPLOYER, today))
        .order_by(person.c.name, a.c.id)
    )
    return query if everyone else query.where(a.c.id.in_(bindparam("apprenticeships", expanding=True)))


def _leading(a: Any, role: Role, today: Any) -> Any:
    row = aliased(core.membership)
    return (
        select(row.c.person_id)
        .where(row.c.apprenticeship_id == a.c.id, row.c.role == role.value, _holds(row.c, today))
        .order_by(row.c.leading.desc(), row.c.since.desc(), row.c.person_id)
        .limit(1)
        .scalar_subquery()
    )


def _breaks(session: Session, apprenticeships: Collection[UUID] | None) -> dict[UUID, Sequence[Break]]:
    row = core.break_in_learning
    query = select(row).order_by(row.c.apprenticeship_id, row.c.since)
    if apprenticeships is not None:
        query = query.where(row.c.apprenticeship_id.in_(apprenticeships))
    found: dict[UUID, list[Break]] = defaultdict(list)
    for r in session.execute(query):
        found[r.apprenticeship_id].append(Break(r.since, r.back_on))
    return dict(found)


def _named(id_: UUID | None, name: str) -> Named | None:
    return Named(id_, name) if id_ else None


def _value(row: Row[Any], breaks: Sequence[Break]) -> Apprenticeship:
    return Apprenticeship(
        id=row.id,
        apprentice=Named(row.apprentice_id, row.apprentice_name),
        standard=row.standard,
        version=row.version,
        programme=row.programme,
        rule_id=row.rule_id,
        start=row.start,
        original_start=row.original_start,
        status=ApprenticeshipStatus(row.status),
        terms=Terms(
            row.effective_on,
            row.planned_end,
            row.weekly_minutes,
            row.days_a_week,
            row.weeks_a_year,
            row.planned_minutes,
            Named(row.organisation_id, row.organisation_name),
            row.prior_learning_minutes,
        ),
        breaks=tuple(breaks),
        tutor=_named(row.tutor_id, row.tutor_name),
        employer_contact=_named(row.contact_id, row.contact_name),
    )


def _next(session: Session, table: Any, apprenticeship: UUID) -> int:
    """One more than the highest number so far; the caller holds the lock."""
    highest = session.execute(
        select(func.max(table.c.seq)).where(table.c.apprenticeship_id == apprenticeship)
    ).scalar_one()
    return int(highest or 0) + 1
