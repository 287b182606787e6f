"""Testimonies in the database. The secret of a link, and of the browser it was opened in, is kept as SHA-256 only."""

import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, insert, select, update
from sqlalchemy.orm import Session

from app.db.numbering import next_number
from app.db.sign_in import digest
from app.db.tables import core
from app.db.tables.testimony import TestimonyClearingRow
from app.domain.testimony import Testimony, TestimonyState


def of_piece(session: Session, apprenticeship: UUID, number: int) -> list[Testimony]:
    """Everybody who was asked about a piece, in order."""
    return [testimony_of(found) for found in session.execute(asked_about(apprenticeship, number))]


def asked_about(apprenticeship: Any, number: Any) -> Select[Any]:
    """The statement for it, of values or of parameters that stand for them; `testimony_of` reads its rows."""
    row = core.testimony
    return _whole().where(row.c.apprenticeship_id == apprenticeship, row.c.number == number).order_by(row.c.seq)


def open_count(session: Session, apprenticeship: UUID, number: int, at: datetime) -> int:
    """How many people have been asked about a piece and may still answer."""
    row = core.testimony
    query = select(func.count()).where(
        row.c.apprenticeship_id == apprenticeship,
        row.c.number == number,
        row.c.state == TestimonyState.ASKED.value,
        row.c.ends_at > at,
    )
    return session.execute(query).scalar_one()


def add(session: Session, asked: Testimony, salt: str) -> tuple[int, str]:
    """Keep an ask; returns its number within the piece and the secret for its link."""
    row, secret = core.testimony, secrets.token_urlsafe(32)
    among = (row.c.apprenticeship_id == asked.apprenticeship, row.c.number == asked.number)
    seq = next_number(session, row.c.seq, *among)
    session.execute(
        insert(row).values(
            apprenticeship_id=asked.apprenticeship,
            number=asked.number,
            version=asked.version,
            seq=seq,
            state=asked.state.value,
            witness_name=asked.witness_name,
            witness_email=asked.witness_email,
            witness_role=asked.role,
            relation=asked.relation,
            words=asked.words,
            signed_name="",
            statement="",
            salt=salt,
            link_hash=digest(secret),
            asked_by=asked.asked_by,
            asked_at=asked.asked_at,
            ends_at=asked.ends_at,
        )
    )
    return seq, secret


def by_secret(session: Session, secret: str) -> tuple[Testimony, str] | None:
    """The testimony that this secret opens, and the salt of its words; None where it opens none."""
    row = core.testimony
    found = session.execute(_whole().where(row.c.link_hash == digest(secret))).first()
    return (testimony_of(found), str(found.salt)) if found else None


def move_on(session: Session, secret: str) -> str | None:
    """Spend a link: a new secret stands for it from now on. Whoever comes second gets None."""
    row, new = core.testimony, secrets.token_urlsafe(32)
    spent = session.execute(update(row).where(row.c.link_hash == digest(secret)).values(link_hash=digest(new)))
    return new if getattr(spent, "rowcount", 0) == 1 else None


def keep(session: Session, testimony: Testimony) -> None:
    """Write a testimony as it stands now."""
    row = core.testimony
    session.execute(
        update(row)
        .where(_is(row, testimony))
        .values(
            state=testimony.state.value,
            witness_role=testimony.role,
            relation=testimony.relation,
            words=testimony.words,
            signed_name=testimony.signed_name,
            statement=testimony.statement,
            signed_at=testimony.signed_at,
            signed_sha256=testimony.signed_sha256 or None,
        )
    )


def signed(session: Session, apprenticeship: UUID | None = None) -> Iterator[Testimony]:
    """Every testimony that was signed, or those of one apprenticeship, in order of pieces; some at a time."""
    row = core.testimony
    query = _whole().where(row.c.state == TestimonyState.SIGNED.value)
    if apprenticeship is not None:
        query = query.where(row.c.apprenticeship_id == apprenticeship).order_by(row.c.number, row.c.seq)
    for found in session.execute(query, execution_options={"yield_per": 500}):
        yield testimony_of(found)


def clear(session: Session, testimony: Testimony, by: UUID, at: datetime) -> None:
    """Open what was signed to those who read only what is cleared."""
    session.merge(
        TestimonyClearingRow(
            apprenticeship_id=testimony.apprenticeship,
            number=testimony.number,
            version=testimony.version,
            seq=testimony.seq,
            cleared_by=by,
            cleared_at=at,
            ended_at=None,
        )
    )
    session.flush()


def end_clearing(session: Session, testimony: Testimony, at: datetime) -> None:
    """Close it to them again."""
    row = core.testimony_clearing
    session.execute(update(row).where(_is(row, testimony)).values(ended_at=at))


def _whole() -> Select[Any]:
    row, cleared = core.testimony, core.testimony_clearing
    key = ("apprenticeship_id", "number", "version", "seq")
    holds = and_(*(cleared.c[name] == row.c[name] for name in key), cleared.c.ended_at.is_(None))
    return select(row, cleared.c.cleared_by, cleared.c.cleared_at).outerjoin(cleared, holds)


def _is(row: Any, one: Testimony) -> Any:
    return and_(row.c.apprenticeship_id == one.apprenticeship, row.c.number == one.number, row.c.seq == one.seq)


def testimony_of(row: Any) -> Testimony:
    """A testimony from a row of its table."""
    return Testimony(
        apprenticeship=row.apprenticeship_id,
        number=row.number,
        version=row.version,
        seq=row.seq,
        state=TestimonyState(row.state),
        witness_name=row.witness_name,
        witness_email=row.witness_email,
        role=row.witness_role,
        relation=row.relation,
        words=row.words,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        ends_at=row.ends_at,
        signed_name=row.signed_name,
        statement=row.statement,
        signed_at=row.signed_at,
        signed_sha256=row.signed_sha256 or "",
        cleared_by=row.cleared_by,
        cleared_at=row.cleared_at,
    )
