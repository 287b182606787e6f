"""The roll: which apprenticeships there are, by the apprentice's name, a page at a time."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, extract, false, func, or_, select, true
from sqlalchemy.orm import Session

from app.db.accounts import matches
from app.db.tables import core


def page_of_roll(
    session: Session, *, search: str = "", began: date | None = None, first: int = 0, count: int = 50
) -> tuple[list[UUID], int]:
    """Apprenticeships from the `first`th on, and how many there are in all.

    What is searched for may be in the name or email address of anybody on it, in the employer's name or the standard.
    `began` is the first day of the month in which they started, None for any.
    """
    wanted = and_(_wanted(search), _began(began))
    total = session.scalar(select(func.count()).select_from(_all().where(wanted).subquery())) or 0
    return list(session.scalars(_all().where(wanted).offset(first).limit(count))), int(total)


def months_begun(session: Session) -> list[tuple[date, int]]:
    """The first day of each month in which anybody started, newest first, and how many did."""
    a = core.apprenticeship
    year, month = extract("year", a.c.start), extract("month", a.c.start)
    rows = session.execute(select(year, month, func.count()).group_by(year, month).order_by(year.desc(), month.desc()))
    return [(date(int(year), int(month), 1), int(count)) for year, month, count in rows]


def roll_after(
    session: Session, only: Collection[UUID] | None, after: tuple[str, UUID] | None, count: int
) -> list[UUID]:
    """The next apprenticeships after a name and id; `only` these, any of the provider's for None."""
    a, person = core.apprenticeship, core.person
    query = _all()
    if only is not None:
        query = query.where(a.c.id.in_(only) if only else false())
    if after is not None:
        name, id_ = after
        query = query.where(or_(person.c.name > name, and_(person.c.name == name, a.c.id > id_)))
    return list(session.scalars(query.limit(count)))


def _all() -> Select[Any]:
    a, person = core.apprenticeship, core.person
    return select(a.c.id).join(person, person.c.id == a.c.apprentice_id).order_by(person.c.name, a.c.id)


def _began(month: date | None) -> ColumnElement[bool]:
    if month is None:
        return true()
    start = core.apprenticeship.c.start
    return and_(extract("year", start) == month.year, extract("month", start) == month.month)


def _wanted(search: str) -> ColumnElement[bool]:
    if not search:
        return true()
    a, terms, org = core.apprenticeship, core.terms, core.organisation
    member, somebody = core.membership, core.person.alias()
    people = (
        select(member.c.apprenticeship_id)
        .join(somebody, somebody.c.id == member.c.person_id)
        .where(matches(search, somebody.c.name, somebody.c.email))
    )
    employers = (
        select(terms.c.apprenticeship_id).join(org, org.c.id == terms.c.employer_id).where(matches(search, org.c.name))
    )
    return or_(a.c.id.in_(people), a.c.id.in_(employers), matches(search, a.c.standard))
