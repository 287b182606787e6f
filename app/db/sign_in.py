"""Sessions, tokens, one-time links and the throttle. Secrets are kept as SHA-256 only."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.db.tables import core
from app.db.tables.people import OneTimeLinkRow, SessionRow, TokenRow

IDLE = timedelta(hours=12)
KEPT = timedelta(days=30)
LONGEST = timedelta(days=90)
"""However often it is used, a session ends so long after it began."""
NOTED_EVERY = timedelta(minutes=5)
CLOCKS_DIFFER = timedelta(hours=1)
"""What was made later than this from now was made while the clock was wrong, and would be good for too long."""


class LinkKind(StrEnum):
    """What a one-time link does once."""

    SET_PASSWORD = "set_password"  # noqa: S105  # a kind of link, not a password
    SIGN_IN = "sign_in"
    DUE = "due"
    """Opens a visit to what waits for an employer's contact."""
    DUE_VISIT = "due_visit"
    """Such a visit, in the browser in which it was opened; spent by leaving."""


FOR_AN_ACCOUNT = (LinkKind.SET_PASSWORD, LinkKind.SIGN_IN)
"""The kinds that lead into an account."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A session as found: whose, until when, and its key (the digest of the secret)."""

    key: str
    person: UUID
    created_at: datetime
    last_used_at: datetime
    ends_at: datetime
    kept: bool
    device: str


def digest(secret: str) -> str:
    """How a secret is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def open_session(session: Session, person: UUID, at: datetime, *, kept: bool, device: str) -> str:
    """Begin a session; returns the secret for the cookie. Idle 12 hours ends it, 30 days when kept."""
    secret = secrets.token_urlsafe(32)
    session.add(
        SessionRow(
            secret_hash=digest(secret),
            person_id=person,
            created_at=at,
            last_used_at=at,
            ends_at=at + (KEPT if kept else IDLE),
            kept=kept,
            device=device[:200],
        )
    )
    return secret


def seat(session: Session, secret: str, at: datetime) -> Seat | None:
    """The session of this secret, where it has not ended."""
    row = core.session
    found = session.execute(select(row).where(row.c.secret_hash == digest(secret), row.c.ends_at > at)).first()
    return _seat(found) if found else None


def holder(session: Session, secret: str) -> UUID | None:
    """Whose session this is or was, also once it has ended by itself; None for one that was closed."""
    row = core.session
    found: UUID | None = session.execute(
        select(row.c.person_id).where(row.c.secret_hash == digest(secret))
    ).scalar_one_or_none()
    return found


def seats(session: Session, person: UUID, at: datetime) -> list[Seat]:
    """Every session a person has open, last used first."""
    row = core.session
    rows = session.execute(
        select(row).where(row.c.person_id == person, row.c.ends_at > at).order_by(row.c.last_used_at.desc())
    )
    return [_seat(found) for found in rows]


def used(session: Session, key: str, at: datetime, *, kept: bool) -> None:
    """Note that a session was used, which moves its idle end, but never beyond its last day."""
    row = core.session
    began = session.scalar(select(row.c.created_at).where(row.c.secret_hash == key))
    if began is not None:
        ends = min(at + (KEPT if kept else IDLE), began + LONGEST)
        session.execute(update(row).where(row.c.secret_hash == key).values(last_used_at=at, ends_at=ends))


def close_session(session: Session, person: UUID, key: str) -> None:
    """End one session of this person."""
    row = core.session
    session.execute(delete(row).where(row.c.secret_hash == key, row.c.person_id == person))


def close_all_sessions(session: Session, person: UUID, *, but: str = "") -> None:
    """End every session of this person, but perhaps the one with this key."""
    row = core.session
    session.execute(delete(row).where(row.c.person_id == person, row.c.secret_hash != but))


def issue_token(session: Session, person: UUID, at: datetime, days: int) -> str:
    """A new bearer token; only its digest is kept."""
    secret = "tm_" + secrets.token_urlsafe(32)
    session.add(
        TokenRow(secret_hash=digest(secret), person_id=person, created_at=at, ends_at=at + timedelta(days=days))
    )
    return secret


def end_tokens(session: Session, person: UUID, at: datetime) -> None:
    """End every token of this person."""
    row = core.token
    session.execute(update(row).where(row.c.person_id == person, row.c.ended_at.is_(None)).values(ended_at=at))


def issue_link(session: Session, kind: LinkKind, person: UUID, at: datetime, lasts: timedelta) -> str:
    """A new one-time link's secret."""
    secret = secrets.token_urlsafe(32)
    session.add(
        OneTimeLinkRow(secret_hash=digest(secret), kind=kind.value, person_id=person, created_at=at, ends_at=at + lasts)
    )
    return secret


def link_holder(session: Session, kind: LinkKind, secret: str, at: datetime) -> UUID | None:
    """Whom an unspent link of this kind is for."""
    row = core.one_time_link
    return session.execute(
        select(row.c.person_id).where(
            row.c.secret_hash == digest(secret),
            row.c.kind == kind.value,
            row.c.ends_at > at,
            row.c.created_at <= at + CLOCKS_DIFFER,
            row.c.used_at.is_(None),
        )
    ).scalar_one_or_none()


def spend_link(session: Session, kind: LinkKind, secret: str, at: datetime) -> UUID | None:
    """Spend a link: once, whoever comes second gets None."""
    holder = link_holder(session, kind, secret, at)
    row = core.one_time_link
    spent = session.execute(
        update(row).where(row.c.secret_hash == digest(secret), row.c.used_at.is_(None)).values(used_at=at)
    )
    return holder if getattr(spent, "rowcount", 0) == 1 else None


def end_links(session: Session, person: UUID, at: datetime) -> None:
    """Spend every open link of this person, so that an old mail opens nothing."""
    row = core.one_time_link
    session.execute(update(row).where(row.c.person_id == person, row.c.used_at.is_(None)).values(used_at=at))


def password_hash(session: Session, email: str) -> tuple[UUID, str | None] | None:
    """Who has this (folded) email address and the hash of their password; None for nobody, or an ended account."""
    row = core.person
    found = session.execute(
        select(row.c.id, row.c.password_hash).where(row.c.email == email, row.c.ended_at.is_(None))
    ).first()
    return (found.id, found.password_hash) if found else None


def set_password_hash(session: Session, person: UUID, hashed: str) -> None:
    """Keep the hash of a new password."""
    session.execute(update(core.person).where(core.person.c.id == person).values(password_hash=hashed))


def tries(session: Session, key: str, at: datetime, window: timedelta) -> int:
    """How many tries this key has made in its current window."""
    row = core.throttle
    found = session.execute(
        select(row.c.tries).where(
            row.c.key == digest(key), row.c.window_ends_at > at, row.c.window_ends_at <= at + window + CLOCKS_DIFFER
        )
    ).scalar_one_or_none()
    return int(found or 0)


def count_try(session: Session, key: str, at: datetime, window: timedelta) -> int:
    """Count one more try; returns how many that makes in the window, which starts with the first.

    One statement, so that two guesses at the same moment are counted as two. A window that ends later than any that
    begins now was begun by a clock that was wrong, and would keep somebody out until then. Other keys have
    other windows.
    """
    row = core.throttle
    wrong = (row.c.key == digest(key)) & (row.c.window_ends_at > at + window + CLOCKS_DIFFER)
    session.execute(delete(row).where(or_(row.c.window_ends_at <= at, wrong)))
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    counted = session.execute(
        insert(row)
        .values(key=digest(key), tries=1, window_ends_at=at + window)
        .on_conflict_do_update(index_elements=[row.c.key], set_={"tries": row.c.tries + 1})
        .returning(row.c.tries)
    )
    return int(counted.scalar_one())


def forget_tries(session: Session, key: str) -> None:
    """A success ends the counting."""
    session.execute(delete(core.throttle).where(core.throttle.c.key == digest(key)))


def _seat(row: Row[Any]) -> Seat:
    return Seat(row.secret_hash, row.person_id, row.created_at, row.last_used_at, row.ends_at, row.kept, row.device)
