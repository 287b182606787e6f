"""What changed on apprenticeships over time: pauses and revised terms, each as a column of a statement on `core`'s
apprenticeships.

Where a moment `recorded` is given, only what had been recorded by then is looked at.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import Session, aliased

from app.db.rows_within import RowsWithin
from app.db.tables import core
from app.domain.agreed import Revision
from app.domain.apprenticeships import Named, Terms


def pauses_within(recorded: Any = None) -> RowsWithin:
    """What was said of its breaks in learning and times without an employer, for `breaks.holding`."""
    row = core.pause
    query = (
        select(row.c.kind, row.c.since, row.c.until, row.c.dropped)
        .where(row.c.apprenticeship_id == core.apprenticeship.c.id)
        .order_by(row.c.seq)
        .correlate(core.apprenticeship)
    )
    return RowsWithin("pauses", query if recorded is None else query.where(row.c.at <= recorded))


def terms_within(recorded: Any = None) -> RowsWithin:
    """All its terms in the order in which they were recorded, for `terms_value`: none where they were never revised,
    and the first however late they were recorded.
    """
    row, revised = core.terms, aliased(core.terms)
    query = (
        _recorded_terms()
        .where(
            row.c.apprenticeship_id == core.apprenticeship.c.id,
            exists().where(revised.c.apprenticeship_id == row.c.apprenticeship_id, revised.c.seq > 1),
        )
        .correlate(core.apprenticeship)
    )
    return RowsWithin("revised", query if recorded is None else query.where(or_(row.c.seq == 1, row.c.at <= recorded)))


def revisions(session: Session, apprenticeship: UUID) -> list[Revision]:
    """Everything that was ever agreed, the original first, with who recorded it, when and why; one statement."""
    row, person = core.terms, core.person
    query = (
        _recorded_terms()
        .add_columns(row.c.seq, row.c.by, row.c.at, row.c.reason, person.c.name.label("by_name"))
        .join(person, person.c.id == row.c.by)
        .where(row.c.apprenticeship_id == apprenticeship)
    )
    return [Revision(r.seq, terms_value(r), Named(r.by, r.by_name), r.at, r.reason) for r in session.execute(query)]


def _recorded_terms() -> Select[Any]:
    row, org = core.terms, core.organisation
    return (
        select(
            row.c.effective_on,
            row.c.planned_end,
            row.c.weekly_minutes,
            row.c.days_a_week,
            row.c.weeks_a_year,
            row.c.planned_minutes,
            row.c.prior_learning_minutes,
            org.c.id.label("organisation_id"),
            org.c.name.label("organisation_name"),
        )
        .join(org, org.c.id == row.c.employer_id)
        .order_by(row.c.seq)
    )


def terms_value(row: Any) -> Terms:
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
