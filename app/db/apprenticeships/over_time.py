"""What changed on apprenticeships over time: pauses and revised terms, for whichever of them are asked for.

Where a stamp `recorded` is given, only what had been recorded by then is looked at.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, Uuid, bindparam, select, true
from sqlalchemy.orm import Session

from app.db import breaks
from app.db.breaks import Pauses
from app.db.tables import core
from app.domain.agreed import Revision
from app.domain.apprenticeships import Named, Terms


class Whose(Enum):
    """Whose rows are asked for, by which parameters."""

    ONE, MANY, ALL = "apprenticeship", "apprenticeships", ""

    def of(self, id_: ColumnElement[UUID]) -> ColumnElement[bool]:
        """The condition on the column with the apprenticeship's id."""
        if self is Whose.ONE:
            return id_ == bindparam("apprenticeship", type_=Uuid)
        return id_.in_(bindparam("apprenticeships", expanding=True)) if self is Whose.MANY else true()


def recorded_by_then() -> Any:
    """The parameter that stands for the last moment whose records are looked at."""
    return bindparam("recorded", type_=core.terms.c.at.type)


def pauses_of(session: Session, whose: Whose, given: Mapping[str, Any]) -> dict[UUID, Pauses]:
    """Breaks in learning and times without an employer, in one statement."""
    return breaks.holding(session.execute(_pauses(whose, "recorded" in given), given))


@cache
def _pauses(whose: Whose, as_recorded: bool) -> Select[Any]:
    row = core.pause
    query = (
        select(row.c.apprenticeship_id, row.c.kind, row.c.since, row.c.until, row.c.dropped)
        .where(whose.of(row.c.apprenticeship_id))
        .order_by(row.c.apprenticeship_id, row.c.seq)
    )
    return query.where(row.c.at <= recorded_by_then()) if as_recorded else query


def terms_of(session: Session, whose: Whose, given: Mapping[str, Any]) -> dict[UUID, Sequence[Terms]]:
    """All terms in the order in which they were recorded, in one statement. The first are there always."""
    found: dict[UUID, list[Terms]] = defaultdict(list)
    for row in session.execute(_recorded_terms(whose), given):
        if not found[row.apprenticeship_id] or "recorded" not in given or row.at <= given["recorded"]:
            found[row.apprenticeship_id].append(terms_value(row))
    return dict(found)


@cache
def _recorded_terms(whose: Whose) -> Select[Any]:
    row, org = core.terms, core.organisation
    return (
        select(row, org.c.id.label("organisation_id"), org.c.name.label("organisation_name"))
        .join(org, org.c.id == row.c.employer_id)
        .where(whose.of(row.c.apprenticeship_id))
        .order_by(row.c.apprenticeship_id, row.c.seq)
    )


def revisions(session: Session, apprenticeship: UUID) -> list[Revision]:
    """Everything that was ever agreed, the original first, with who recorded it, when and why; one statement."""
    person = core.person
    query = (
        _recorded_terms(Whose.ONE)
        .add_columns(person.c.name.label("by_name"))
        .join(person, person.c.id == core.terms.c.by)
    )
    rows = session.execute(query, {"apprenticeship": apprenticeship})
    return [Revision(r.seq, terms_value(r), Named(r.by, r.by_name), r.at, r.reason) for r in rows]


def terms_value(row: Row[Any]) -> Terms:
    """Terms from a row that has their columns and the organisation's id and name."""
    return Terms(
        row.effective_on,
        row.planned_end,
        row.weekly_minutes,
        row.days_a_week,
        row.weeks_a_year,
        row.planned_minutes,
        Named(row.organisation_id, row.organisation_name),
        row.prior_learning_minutes,
    )
