"""What waits for an employer's contact, who the contacts are, what they were mailed, and the links that let them in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, insert, select
from sqlalchemy.orm import Session

from app.db import provider_settings
from app.db.dated import holds
from app.db.numbering import next_number, numbered
from app.db.off_the_job.entries import Key
from app.db.off_the_job.lists import came_from
from app.db.sign_in import CLOCKS_DIFFER, LinkKind, digest
from app.db.tables import core
from app.domain.off_the_job.entries import TimeState
from app.domain.people import Person, Role
from app.domain.provider_settings import TimeSource


@dataclass(frozen=True, slots=True)
class WaitingOn:
    """What waits for a contact on one apprenticeship: entries, minutes, and when the newest of it was logged or
    answered; `since` is the day on which they became a contact there."""

    apprenticeship: UUID
    entries: int
    minutes: int
    newest: datetime
    since: date


@dataclass(frozen=True, slots=True)
class Contact:
    """An employer's contact and the apprenticeships on which they are one today."""

    person: Person
    apprenticeships: tuple[UUID, ...]


def contacts_of(session: Session, apprenticeship: UUID, today: date) -> list[Person]:
    """The employer's contacts of an apprenticeship on a day, the leading one first."""
    member, person = core.membership, core.person
    rows = session.execute(
        select(person.c.id, person.c.name, person.c.email)
        .join(member, member.c.person_id == person.c.id)
        .where(member.c.apprenticeship_id == apprenticeship, _is_contact(today), person.c.ended_at.is_(None))
        .order_by(member.c.leading.desc(), person.c.name)
    )
    return [Person(*row) for row in rows]


def contacts_waited_for(session: Session, today: date) -> list[Person]:
    """Every contact for whom some entry waits that needs the employer's word, by id."""
    sources = provider_settings.current(session).employer_confirms
    member, person, row = core.membership, core.person, core.time_entry
    found = session.execute(
        select(person.c.id, person.c.name, person.c.email)
        .join(member, member.c.person_id == person.c.id)
        .join(row, row.c.apprenticeship_id == member.c.apprenticeship_id)
        .where(_is_contact(today), person.c.ended_at.is_(None), _waits(person.c.id, sources))
        .group_by(person.c.id, person.c.name, person.c.email)
        .order_by(person.c.id)
    )
    return [Person(*one) for one in found]


def waiting_on(session: Session, person: UUID, today: date) -> list[WaitingOn]:
    """What waits for a contact, by apprenticeship in the order of ids: of the sources that need the employer's word."""
    sources = provider_settings.current(session).employer_confirms
    member, row, said = core.membership, core.time_entry, core.time_decision
    answered = (
        select(func.max(said.c.at))
        .where(said.c.apprenticeship_id == row.c.apprenticeship_id, said.c.verdict == "answered")
        .scalar_subquery()
    )
    found = session.execute(
        select(
            row.c.apprenticeship_id,
            func.count(),
            func.sum(row.c.minutes),
            func.max(row.c.logged_at),
            answered,
            func.max(member.c.since),
        )
        .join(member, member.c.apprenticeship_id == row.c.apprenticeship_id)
        .where(member.c.person_id == person, _is_contact(today), _waits(person, sources))
        .group_by(row.c.apprenticeship_id)
        .order_by(row.c.apprenticeship_id)
    )
    return [
        WaitingOn(ap, many, int(minutes), max(logged, answer) if answer else logged, since)
        for ap, many, minutes, logged, answer, since in found
    ]


def _is_contact(today: date) -> ColumnElement[bool]:
    member = core.membership
    return and_(member.c.role == Role.EMPLOYER.value, holds(member.c, today))


def _waits(person: Any, sources: Collection[TimeSource]) -> ColumnElement[bool]:
    row = core.time_entry
    return and_(row.c.state == TimeState.WAITING.value, row.c.counts, row.c.logged_by != person, came_from(sources))


def kept_from_employer(session: Session, apprenticeships: Collection[UUID]) -> set[Key]:
    """The pieces of evidence that are kept from the employer: apprenticeship and number of each."""
    row = core.evidence
    query = select(row.c.apprenticeship_id, row.c.number).where(
        row.c.apprenticeship_id.in_(apprenticeships), row.c.provider_only
    )
    return {(ap, number) for ap, number in session.execute(query)}


def last_mailed(session: Session, person: UUID) -> datetime | None:
    """When this contact was last told what waits for them."""
    row = core.due_mail
    last: datetime | None = session.execute(select(func.max(row.c.at)).where(row.c.person_id == person)).scalar_one()
    return last


def add_mail(session: Session, person: UUID, *, at: datetime, by: UUID | None, entries: int) -> None:
    """Keep that a contact was told. The caller holds the person."""
    row = core.due_mail
    seq = next_number(session, row.c.seq, row.c.person_id == person)
    session.execute(insert(row).values(person_id=person, seq=seq, at=at, by=by, entries=entries))


def let_in(session: Session, kind: LinkKind, secret: str, at: datetime, today: date) -> Contact | None:
    """Whom a link (or a visit) that is still good lets in: somebody who is a contact today. In one statement."""
    link, person, member = core.one_time_link, core.person, core.membership
    rows = session.execute(
        select(person.c.id, person.c.name, person.c.email, member.c.apprenticeship_id)
        .join(person, person.c.id == link.c.person_id)
        .join(member, member.c.person_id == person.c.id)
        .where(
            link.c.secret_hash == digest(secret),
            link.c.kind == kind.value,
            link.c.used_at.is_(None),
            link.c.ends_at > at,
            link.c.created_at <= at + CLOCKS_DIFFER,
            person.c.ended_at.is_(None),
            _is_contact(today),
        )
    ).all()
    if not rows:
        return None
    return Contact(Person(*rows[0][:3]), tuple(sorted({row.apprenticeship_id for row in rows})))


def link_of(session: Session, kind: LinkKind, secret: str) -> UUID | None:
    """Whose link this is or was."""
    row = core.one_time_link
    query = select(row.c.person_id).where(row.c.secret_hash == digest(secret), row.c.kind == kind.value)
    found: UUID | None = session.execute(query).scalar_one_or_none()
    return found


def states_of(session: Session, keys: Collection[Key]) -> dict[Key, TimeState]:
    """The states of entries by key; what is not there is left out."""
    row = core.time_entry
    query = select(row.c.apprenticeship_id, row.c.number, row.c.state).where(numbered(row, keys))
    return {(ap, number): TimeState(state) for ap, number, state in session.execute(query)}
