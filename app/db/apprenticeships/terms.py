"""Adding apprenticeships, and laying new terms and statuses over the old from a date on."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.apprenticeships.standing import load_many
from app.db.numbering import next_number
from app.db.tables import core
from app.db.tables.apprenticeships import ApprenticeshipRow, StatusRow, TermsRow
from app.domain.apprenticeships import Terms
from app.domain.people import ENDED, ApprenticeshipStatus


def add(
    session: Session,
    *,
    apprentice: UUID,
    standard: str,
    version: str,
    programme: str,
    rule_id: str,
    start: date,
    original_start: date,
    terms: Terms,
    by: UUID,
    at: datetime,
) -> UUID:
    """Add an apprenticeship with its first terms, active from its start. It first began on `original_start`."""
    row = ApprenticeshipRow(
        id=uuid4(),
        apprentice_id=apprentice,
        standard=standard,
        version=version,
        programme=programme,
        rule_id=rule_id,
        start=start,
        original_start=original_start,
        created_at=at,
    )
    session.add(row)
    session.flush()
    add_terms(session, row.id, terms, by=by, at=at, reason="As agreed at the start")
    set_status(session, row.id, ApprenticeshipStatus.ACTIVE, start, by=by, at=at)
    return row.id


def add_terms(session: Session, apprenticeship: UUID, terms: Terms, *, by: UUID, at: datetime, reason: str) -> None:
    """Lay new terms over the old from a date on; the old ones stay."""
    seq = next_number(session, core.terms.c.seq, core.terms.c.apprenticeship_id == apprenticeship)
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
    seq = next_number(session, core.status.c.seq, core.status.c.apprenticeship_id == apprenticeship)
    session.add(
        StatusRow(
            apprenticeship_id=apprenticeship, since=since, seq=seq, status=status.value, by=by, at=at, reason=reason
        )
    )
    session.flush()


def open_for(session: Session, apprentice: UUID, standard: str, today: date) -> UUID | None:
    """The apprenticeship this person still has open on this standard, if any."""
    row = core.apprenticeship
    found = session.scalars(select(row.c.id).where(row.c.apprentice_id == apprentice, row.c.standard == standard))
    for one in load_many(session, today, list(found)):
        if one.status not in ENDED:
            return one.id
    return None
