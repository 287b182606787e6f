"""People, their roles and organisations: rows and domain values."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Select, Uuid, bindparam, or_, select, update
from sqlalchemy.orm import Session

from app.db.dated import holds
from app.db.tables import core
from app.db.tables.people import OrganisationRow, PersonRow, ProviderRoleRow
from app.domain.people import Membership, Person, ProviderRole, Role


@dataclass(frozen=True, slots=True)
class OwnNumbers:
    """An organisation and how its own case numbers look, such as AA-999999; "" where nobody said."""

    organisation: UUID
    name: str
    pattern: str


def folded(email: str) -> str:
    """An email address as it is compared."""
    return email.strip().casefold()


def folded_name(name: str) -> str:
    """An organisation's name as it is compared: case and runs of spaces do not matter."""
    return " ".join(name.split()).casefold()


def find(session: Session, person: UUID, today: date) -> Person | None:
    """A person with the provider roles of the day; None where unknown or ended."""
    row = session.get(PersonRow, person)
    if row is None or row.ended_at is not None:
        return None
    return Person(row.id, row.name, row.email, provider_roles(session, person, today))


def find_by_email(session: Session, email: str, today: date) -> Person | None:
    """The person with this email address, case folded."""
    found = session.scalars(select(core.person.c.id).where(core.person.c.email == folded(email))).first()
    return find(session, found, today) if found else None


def names(session: Session, people: Collection[UUID]) -> dict[UUID, str]:
    """Names by id."""
    if not people:
        return {}
    rows = session.execute(select(core.person.c.id, core.person.c.name).where(core.person.c.id.in_(people)))
    return {row.id: row.name for row in rows}


def provider_roles(session: Session, person: UUID, today: date) -> frozenset[ProviderRole]:
    """The roles across the provider that a person holds on a day."""
    rows = session.scalars(
        select(core.provider_role.c.role).where(
            core.provider_role.c.person_id == person,
            holds(core.provider_role.c, today),
        )
    )
    return frozenset(ProviderRole(role) for role in rows)


def memberships(session: Session, person: UUID, today: date) -> tuple[Membership, ...]:
    """Every role a person holds on any apprenticeship on a day. An assessor holds none: only grants open anything."""
    rows = session.execute(
        select(
            core.membership.c.apprenticeship_id,
            core.membership.c.role,
            core.membership.c.since,
            core.membership.c.ended_on,
            core.membership.c.leading,
        ).where(
            core.membership.c.person_id == person,
            core.membership.c.role != Role.ASSESSOR.value,
            holds(core.membership.c, today),
        )
    )
    return tuple(Membership(r.apprenticeship_id, person, Role(r.role), r.since, r.ended_on, r.leading) for r in rows)


def ever_on(session: Session, person: UUID, apprenticeships: Collection[UUID]) -> bool:
    """Whether a person has or had a role on one of these apprenticeships, other than an assessor's; one statement."""
    row = core.membership
    named = (row.c.person_id == person, row.c.apprenticeship_id.in_(list(apprenticeships)))
    return (
        session.execute(select(row.c.role).where(*named, row.c.role != Role.ASSESSOR.value).limit(1)).first()
        is not None
    )


def has_part(session: Session, person: UUID, first: date, last: date) -> bool:
    """Whether a person has a role on any apprenticeship on a day from the first to the last, other than an
    assessor's."""
    row = core.membership
    meanwhile = (row.c.since <= last, or_(row.c.ended_on.is_(None), row.c.ended_on > first))
    of_person = (row.c.person_id == person, row.c.role != Role.ASSESSOR.value)
    return session.execute(select(row.c.role).where(*of_person, *meanwhile).limit(1)).first() is not None


def add(session: Session, *, name: str, email: str, at: datetime, date_of_birth: date | None = None) -> UUID:
    """Add a person; the caller has made sure that nobody has this email address."""
    row = PersonRow(id=uuid4(), name=name.strip(), email=folded(email), date_of_birth=date_of_birth, created_at=at)
    session.add(row)
    session.flush()
    return row.id


def rename(session: Session, person: UUID, name: str) -> None:
    """Give a person another name."""
    session.execute(update(core.person).where(core.person.c.id == person).values(name=name.strip()))


def set_date_of_birth(session: Session, person: UUID, born: date) -> None:
    """Record a date of birth."""
    session.execute(update(core.person).where(core.person.c.id == person).values(date_of_birth=born))


def date_of_birth(session: Session, person: UUID) -> date | None:
    """A person's date of birth, where it is known."""
    found: date | None = session.execute(_date_of_birth(), {"person": person}).scalar_one_or_none()
    return found


@cache
def _date_of_birth() -> Select[Any]:
    return select(core.person.c.date_of_birth).where(core.person.c.id == bindparam("person", type_=Uuid))


def end(session: Session, person: UUID, at: datetime) -> None:
    """End an account: nobody signs in with it again. What the person did keeps their name."""
    session.execute(update(core.person).where(core.person.c.id == person).values(ended_at=at))


def open_again(session: Session, person: UUID) -> None:
    """Take back the end of an account."""
    session.execute(update(core.person).where(core.person.c.id == person).values(ended_at=None))


def grant(session: Session, person: UUID, role: ProviderRole, since: date) -> None:
    """Give a role across the provider from a day on."""
    session.merge(ProviderRoleRow(person_id=person, role=role.value, since=since))
    session.flush()


def revoke(session: Session, person: UUID, role: ProviderRole, today: date) -> None:
    """End a role across the provider: today is the first day without it."""
    session.execute(
        update(core.provider_role)
        .where(
            core.provider_role.c.person_id == person,
            core.provider_role.c.role == role.value,
            core.provider_role.c.ended_on.is_(None),
        )
        .values(ended_on=today)
    )


def organisation(session: Session, name: str) -> UUID:
    """The organisation of this name, added where it is new."""
    folded_value = folded_name(name)
    found = session.scalars(
        select(core.organisation.c.id).where(core.organisation.c.folded_name == folded_value)
    ).first()
    if found:
        return UUID(str(found))
    row = OrganisationRow(id=uuid4(), name=" ".join(name.split()), folded_name=folded_value)
    session.add(row)
    session.flush()
    return row.id


def organisations(session: Session) -> dict[UUID, str]:
    """Every organisation's name by id, in order of name."""
    rows = session.execute(select(core.organisation.c.id, core.organisation.c.name).order_by(core.organisation.c.name))
    return {row.id: row.name for row in rows}


def case_number_patterns(session: Session) -> list[OwnNumbers]:
    """How the case numbers of every organisation look, in order of name."""
    row = core.organisation.c
    found = session.execute(select(row.id, row.name, row.case_number_pattern).order_by(row.name))
    return [OwnNumbers(*one) for one in found]


def set_case_number_pattern(session: Session, organisation_id: UUID, pattern: str) -> None:
    """Say how an organisation's case numbers look; "" for nothing said."""
    row = core.organisation
    session.execute(update(row).where(row.c.id == organisation_id).values(case_number_pattern=pattern))


def anybody(session: Session) -> bool:
    """Whether the installation has any people yet."""
    return session.execute(select(core.person.c.id).limit(1)).first() is not None
