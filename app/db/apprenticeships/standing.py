"""Apprenticeships as they stand on a day: terms, status, pauses, who leads; in one statement however many."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Row, Select, Uuid, and_, bindparam, case, select, true
from sqlalchemy.orm import Session, aliased

from app.db import breaks, confirmed_facts, provider_settings, published_hours
from app.db.apprenticeships.over_time import pauses_within, terms_value, terms_within
from app.db.confirmed_facts import PUBLISHED_MINIMUM
from app.db.dated import holds
from app.db.rows_within import RowsWithin
from app.db.tables import core
from app.domain.apprenticeships import Apprenticeship, Named
from app.domain.people import ApprenticeshipStatus, Role
from app.domain.refusals import NotFound


def load(session: Session, apprenticeship: UUID, today: date, *, recorded: datetime | None = None) -> Apprenticeship:
    """One apprenticeship as it stands on a day, in one statement. Raises NotFound.

    With `recorded`, as it stood from what had been recorded by that moment; of what was recorded later, only what was
    recorded first, where there was nothing yet. Who has which role is told as it is known now.
    """
    given: dict[str, Any] = {"today": today, "apprenticeship": apprenticeship}
    if recorded is not None:
        given["recorded"] = recorded
    found = _found(session, Whose.ONE, given, whole=True)
    if not found:
        raise NotFound
    return found[0]


def load_many(
    session: Session, today: date, apprenticeships: Collection[UUID] | None = None, *, whole: bool = False
) -> list[Apprenticeship]:
    """Apprenticeships as they stand on a day (all of them for None), in one statement however many there are.

    `whole`: each with all that was confirmed of its standard, as one that is loaded alone.
    """
    if apprenticeships is not None and not apprenticeships:
        return []
    if apprenticeships is None:
        return _found(session, Whose.ALL, {"today": today}, whole=whole)
    return _found(session, Whose.MANY, {"today": today, "apprenticeships": list(apprenticeships)}, whole=whole)


class Whose(Enum):
    """Whose rows are asked for, by which parameters."""

    ONE, MANY, ALL = "apprenticeship", "apprenticeships", ""

    def of(self, id_: ColumnElement[UUID]) -> ColumnElement[bool]:
        """The condition on the column with the apprenticeship's id."""
        if self is Whose.ONE:
            return id_ == bindparam("apprenticeship", type_=Uuid)
        return id_.in_(bindparam("apprenticeships", expanding=True)) if self is Whose.MANY else true()


def _found(session: Session, whose: Whose, given: Mapping[str, Any], *, whole: bool) -> list[Apprenticeship]:
    rows = session.execute(_standing(whose, "recorded" in given, whole), given)
    pauses, revised = _over_time("recorded" in given)
    return [_value(row, pauses, revised, whole) for row in rows]


def latest(table: Any, dated: str, today: Any, outer: Any, recorded: Any = None) -> ColumnElement[bool]:
    """Picks, of a table's dated rows of one apprenticeship, the one that holds on a day.

    Before the first row's date the first row holds, so that something planned can be shown; and before the first was
    recorded, the one that was recorded first.
    """
    inner = aliased(table)
    day, seq = inner.c[dated], inner.c.seq
    later = () if recorded is None else (inner.c.at > recorded, case((inner.c.at > recorded, seq)))
    newest = (
        select(seq)
        .where(inner.c.apprenticeship_id == outer.c.id)
        .order_by(*later, day > today, case((day <= today, day)).desc(), day, seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    return and_(table.c.apprenticeship_id == outer.c.id, table.c.seq == newest)


@cache
def _standing(whose: Whose, as_recorded: bool, whole: bool) -> Select[Any]:
    """Built once: putting this statement together takes longer than running it."""
    today, recorded = bindparam("today", type_=Date), _recorded_by_then() if as_recorded else None
    a, terms, status, org = core.apprenticeship, core.terms, core.status, core.organisation
    person, tutor, contact = core.person, aliased(core.person), aliased(core.person)
    pauses, revised = _over_time(as_recorded)
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
            pauses.column,
            revised.column,
            provider_settings.kept(recorded).label("settings"),
            confirmed_facts.kept(
                a.c.standard + "/" + a.c.version, recorded, key="" if whole else PUBLISHED_MINIMUM
            ).label("confirmed"),
        )
        .join(person, person.c.id == a.c.apprentice_id)
        .join(terms, latest(terms, "effective_on", today, a, recorded))
        .join(org, org.c.id == terms.c.employer_id)
        .join(status, latest(status, "since", today, a, recorded))
        .outerjoin(tutor, tutor.c.id == _leading(a, Role.TUTOR, today))
        .outerjoin(contact, contact.c.id == _leading(a, Role.EMPLOYER, today))
        .where(whose.of(a.c.id))
        .order_by(person.c.name, a.c.id)
    )


@cache
def _over_time(as_recorded: bool) -> tuple[RowsWithin, RowsWithin]:
    recorded = _recorded_by_then() if as_recorded else None
    return pauses_within(recorded), terms_within(recorded)


def _recorded_by_then() -> Any:
    return bindparam("recorded", type_=core.terms.c.at.type)


def _leading(a: Any, role: Role, today: Any) -> Any:
    row = aliased(core.membership)
    return (
        select(row.c.person_id)
        .where(row.c.apprenticeship_id == a.c.id, row.c.role == role.value, holds(row.c, today))
        .order_by(row.c.leading.desc(), row.c.since.desc(), row.c.person_id)
        .limit(1)
        .scalar_subquery()
    )


def _named(id_: UUID | None, name: str) -> Named | None:
    return Named(id_, name) if id_ else None


def _value(row: Row[Any], pauses: RowsWithin, revised: RowsWithin, whole: bool) -> Apprenticeship:
    facts, paused = confirmed_facts.read(row.confirmed), breaks.holding(pauses.read(row))
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
        terms=terms_value(row),
        breaks=paused.breaks,
        gaps=paused.gaps,
        recorded=tuple(map(terms_value, revised.read(row))),
        tutor=_named(row.tutor_id, row.tutor_name),
        employer_contact=_named(row.contact_id, row.contact_name),
        settings=provider_settings.read(row.settings),
        published=published_hours.holding(facts, row.standard, row.version, row.start),
        confirmed=facts if whole else None,
    )
