"""Apprenticeships as they stand on a day: terms, status, breaks, who leads; in two statements however many."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Row, Select, Uuid, and_, bindparam, case, exists, select, true
from sqlalchemy.orm import Session, aliased

from app.db import provider_settings, published_hours
from app.db.dated import holds
from app.db.tables import core
from app.domain.apprenticeships import Apprenticeship, Break, Named, Terms
from app.domain.people import ApprenticeshipStatus, Role
from app.domain.refusals import NotFound


def load(session: Session, apprenticeship: UUID, today: date) -> Apprenticeship:
    """One apprenticeship as it stands on a day, in one statement (two where it has breaks). Raises NotFound."""
    given = {"today": today, "apprenticeship": apprenticeship}
    row = session.execute(_standing(_Whose.ONE), given).first()
    if row is None:
        raise NotFound
    return _value(row, _breaks(session, _Whose.ONE, given).get(row.id, ()) if row.has_breaks else ())


def load_many(session: Session, today: date, apprenticeships: Collection[UUID] | None = None) -> list[Apprenticeship]:
    """Apprenticeships as they stand on a day (all of them for None), in two statements however many there are."""
    if apprenticeships is not None and not apprenticeships:
        return []
    whose = _Whose.ALL if apprenticeships is None else _Whose.MANY
    given: dict[str, Any] = {"today": today} | (
        {} if apprenticeships is None else {"apprenticeships": list(apprenticeships)}
    )
    rows = session.execute(_standing(whose), given).all()
    breaks = _breaks(session, whose, given) if any(row.has_breaks for row in rows) else {}
    return [_value(row, breaks.get(row.id, ())) for row in rows]


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


class _Whose(Enum):
    """Whose rows are asked for, by which parameters."""

    ONE, MANY, ALL = "apprenticeship", "apprenticeships", ""

    def of(self, id_: ColumnElement[UUID]) -> ColumnElement[bool]:
        """The condition on the column with the apprenticeship's id."""
        if self is _Whose.ONE:
            return id_ == bindparam("apprenticeship", type_=Uuid)
        return id_.in_(bindparam("apprenticeships", expanding=True)) if self is _Whose.MANY else true()


@cache
def _standing(whose: _Whose) -> Select[Any]:
    """Built once: putting this statement together takes longer than running it."""
    today = bindparam("today", type_=Date)
    a, terms, status, org = core.apprenticeship, core.terms, core.status, core.organisation
    person, tutor, contact = core.person, aliased(core.person), aliased(core.person)
    pause = core.break_in_learning
    return (
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
            exists().where(pause.c.apprenticeship_id == a.c.id).label("has_breaks"),
            provider_settings.kept().label("settings"),
            published_hours.kept(a.c.standard + "/" + a.c.version).label("published"),
        )
        .join(person, person.c.id == a.c.apprentice_id)
        .join(terms, _latest(terms, "effective_on", today, a))
        .join(org, org.c.id == terms.c.employer_id)
        .join(status, _latest(status, "since", today, a))
        .outerjoin(tutor, tutor.c.id == _leading(a, Role.TUTOR, today))
        .outerjoin(contact, contact.c.id == _leading(a, Role.EMPLOYER, today))
        .where(whose.of(a.c.id))
        .order_by(person.c.name, a.c.id)
    )


def _leading(a: Any, role: Role, today: Any) -> Any:
    row = aliased(core.membership)
    return (
        select(row.c.person_id)
        .where(row.c.apprenticeship_id == a.c.id, row.c.role == role.value, holds(row.c, today))
        .order_by(row.c.leading.desc(), row.c.since.desc(), row.c.person_id)
        .limit(1)
        .scalar_subquery()
    )


def _breaks(session: Session, whose: _Whose, given: Mapping[str, Any]) -> dict[UUID, Sequence[Break]]:
    found: dict[UUID, list[Break]] = defaultdict(list)
    for apprenticeship, since, back_on in session.execute(_breaks_in_learning(whose), given).all():
        found[apprenticeship].append(Break(since, back_on))
    return dict(found)


@cache
def _breaks_in_learning(whose: _Whose) -> Select[Any]:
    row = core.break_in_learning
    return (
        select(row.c.apprenticeship_id, row.c.since, row.c.back_on)
        .where(whose.of(row.c.apprenticeship_id))
        .order_by(row.c.apprenticeship_id, row.c.since)
    )


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
        settings=provider_settings.read(row.settings),
        published=published_hours.holding(row.published, row.standard, row.version, row.start),
    )
