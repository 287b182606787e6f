"""Who is here and who is on what, as rows."""

from datetime import date, datetime
from uuid import UUID

from app.db.bulk.rows import Rows
from app.db.people import folded, folded_name
from app.db.tables import core
from app.domain.apprenticeships import Terms
from app.domain.people import ApprenticeshipStatus, Role


def add_person(rows: Rows, person: UUID, name: str, email: str, born: date | None, at: datetime) -> None:
    """Somebody with an account and no password yet."""
    rows.add(
        core.person,
        id=person,
        email=folded(email),
        name=name.strip(),
        date_of_birth=born,
        password_hash=None,
        created_at=at,
        ended_at=None,
    )


def add_organisation(rows: Rows, organisation: UUID, name: str) -> None:
    """An employer's organisation."""
    rows.add(core.organisation, id=organisation, name=" ".join(name.split()), folded_name=folded_name(name))


def add_apprenticeship(
    rows: Rows,
    apprenticeship: UUID,
    apprentice: UUID,
    *,
    standard: str,
    version: str,
    programme: str,
    rule_id: str,
    start: date,
    original_start: date,
    at: datetime,
) -> None:
    """Somebody on a standard from a date on."""
    rows.add(
        core.apprenticeship,
        id=apprenticeship,
        apprentice_id=apprentice,
        standard=standard,
        version=version,
        programme=programme,
        rule_id=rule_id,
        start=start,
        original_start=original_start,
        created_at=at,
    )


def add_terms(rows: Rows, apprenticeship: UUID, seq: int, terms: Terms, *, by: UUID, at: datetime, reason: str) -> None:
    """What was agreed from a date on."""
    rows.add(
        core.terms,
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


def add_status(
    rows: Rows,
    apprenticeship: UUID,
    seq: int,
    status: ApprenticeshipStatus,
    since: date,
    *,
    by: UUID,
    at: datetime,
    reason: str = "",
) -> None:
    """What an apprenticeship is from a date on."""
    rows.add(
        core.status,
        apprenticeship_id=apprenticeship,
        since=since,
        seq=seq,
        status=status.value,
        by=by,
        at=at,
        reason=reason,
    )


def add_membership(rows: Rows, apprenticeship: UUID, person: UUID, role: Role, since: date) -> None:
    """Whoever leads in a role from a date on."""
    rows.add(
        core.membership,
        apprenticeship_id=apprenticeship,
        person_id=person,
        role=role.value,
        since=since,
        ended_on=None,
        leading=True,
    )
