"""Whose names stand on an apprenticeship's own record: they are no clients', so the check stays quiet about them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.people import Role


@dataclass(frozen=True, slots=True)
class OnRecord:
    """Names on a record, past members and employers too. `case_numbers` is how the newest employer writes its own."""

    apprentice: str
    colleagues: tuple[str, ...]
    organisations: tuple[str, ...]
    case_numbers: str


def on_record(session: Session, apprenticeship: UUID) -> OnRecord:
    """Everybody who has or had a role, and every employer, in two statements."""
    member, person = core.membership, core.person
    people = session.execute(
        select(person.c.name, member.c.role)
        .join(person, person.c.id == member.c.person_id)
        .where(member.c.apprenticeship_id == apprenticeship)
        .order_by(person.c.name, person.c.id)
    ).all()
    terms, organisation = core.terms, core.organisation
    employers = session.execute(
        select(organisation.c.name, organisation.c.case_number_pattern)
        .join(organisation, organisation.c.id == terms.c.employer_id)
        .where(terms.c.apprenticeship_id == apprenticeship)
        .order_by(terms.c.effective_on, terms.c.seq)
    ).all()
    return OnRecord(
        next((row.name for row in people if row.role == Role.APPRENTICE.value), ""),
        tuple(dict.fromkeys(row.name for row in people if row.role != Role.APPRENTICE.value)),
        tuple(dict.fromkeys(row.name for row in employers)),
        employers[-1].case_number_pattern if employers else "",
    )
