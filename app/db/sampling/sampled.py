"""Sampled decisions as they stand, and what was said of each."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, insert, select, update
from sqlalchemy.orm import Session, aliased

from app.db.breaches.closing import CLOSED
from app.db.dated import holds
from app.db.numbering import next_number
from app.db.tables import core
from app.domain.evidence import Verdict
from app.domain.people import Role
from app.domain.sampling import Judged, Said, SampleState


@dataclass(frozen=True, slots=True)
class SampledRow:
    """One sampled decision, by names. `seq` is the decision's on its apprenticeship; `reasons` are codes.

    `feedback` is what the tutor wrote with it, "" while the piece is not cleared or closed; `closed` says that the
    piece is closed while somebody looks into what it identifies.
    """

    draw: int
    place: int
    apprenticeship: UUID
    seq: int
    apprentice: str
    number: int
    version: int
    ksb: str
    verdict: Verdict
    tutor: UUID
    tutor_name: str
    decided_at: datetime
    feedback: str
    reasons: tuple[str, ...]
    state: SampleState
    closed: bool


def sampled_of(session: Session, draw: int, place: int | None = None) -> list[SampledRow]:
    """Everything that a draw has, or one of it, in the order of the draw; one statement."""
    query = _sampled().where(core.sampled_decision.c.draw == draw)
    if place is not None:
        query = query.where(core.sampled_decision.c.place == place)
    return [_row(one) for one in session.execute(query)]


def to_answer(session: Session, tutor: UUID, today: date) -> list[tuple[SampledRow, Judged]]:
    """The decisions that somebody disagreed with, made by this tutor who still is one there, and what they ask.

    One statement. Of a closed piece it says that it is closed instead.
    """
    row, said, judge = core.sampled_decision, core.sample_said, aliased(core.person)
    newer = aliased(said)
    newest = select(func.max(newer.c.seq)).where(newer.c.draw == row.c.draw, newer.c.place == row.c.place)
    last = and_(
        said.c.draw == row.c.draw, said.c.place == row.c.place, said.c.seq == newest.correlate(row).scalar_subquery()
    )
    rows = session.execute(
        _sampled()
        .add_columns(said.c.what, said.c.words, said.c.by, judge.c.name.label("judge"), said.c.at.label("said_at"))
        .join(said, last)
        .join(judge, judge.c.id == said.c.by)
        .where(*_asked(tutor, today))
    )
    found = [(_row(one), Judged(Said(one.what), one.words, one.by, one.judge, one.said_at)) for one in rows]
    return [(one, _closed(said) if one.closed else said) for one, said in found]


def how_many_to_answer(session: Session, tutor: UUID, today: date) -> int:
    """How many there are; one statement."""
    return int(session.execute(select(func.count()).where(*_asked(tutor, today))).scalar_one())


def _asked(tutor: UUID, today: date) -> tuple[ColumnElement[bool], ...]:
    row, member = core.sampled_decision, core.membership
    still = exists().where(
        member.c.apprenticeship_id == row.c.apprenticeship_id,
        member.c.person_id == tutor,
        member.c.role == Role.TUTOR.value,
        holds(member.c, today),
    )
    return row.c.tutor == tutor, row.c.state == SampleState.DISAGREED.value, still


def _sampled() -> Select[Any]:
    row, made, one = core.sampled_decision, core.tag_decision, core.apprenticeship
    tutor, apprentice = aliased(core.person), aliased(core.person)
    same = and_(made.c.apprenticeship_id == row.c.apprenticeship_id, made.c.seq == row.c.seq)
    piece, version = core.evidence, core.evidence_version
    of_piece = and_(piece.c.apprenticeship_id == row.c.apprenticeship_id, piece.c.number == row.c.number)
    of_version = and_(
        version.c.apprenticeship_id == row.c.apprenticeship_id,
        version.c.number == row.c.number,
        version.c.version == row.c.version,
    )
    # Feedback speaks of what is in a piece, and a quality assurer reads that once it is cleared.
    open_ = and_(version.c.cleared_at.is_not(None), piece.c.quarantined_at.is_(None), piece.c.withdrawn_at.is_(None))
    return (
        select(
            row,
            tutor.c.name.label("tutor_name"),
            apprentice.c.name.label("apprentice"),
            made.c.at.label("decided_at"),
            case((open_, made.c.feedback), else_="").label("feedback"),
            piece.c.quarantined_at,
        )
        .join(made, same)
        .join(piece, of_piece)
        .join(version, of_version)
        .join(one, one.c.id == row.c.apprenticeship_id)
        .join(tutor, tutor.c.id == row.c.tutor)
        .join(apprentice, apprentice.c.id == one.c.apprentice_id)
        .order_by(row.c.draw, row.c.place)
    )


def _row(one: Any) -> SampledRow:
    return SampledRow(
        one.draw,
        one.place,
        one.apprenticeship_id,
        one.seq,
        one.apprentice,
        one.number,
        one.version,
        one.ksb,
        Verdict(one.verdict),
        one.tutor,
        one.tutor_name,
        one.decided_at,
        one.feedback,
        tuple(one.reasons.split()),
        SampleState(one.state),
        one.quarantined_at is not None,
    )


def read_of(session: Session, one: SampledRow) -> tuple[Judged, ...]:
    """What was said of one, as people read it: of a closed piece, that it is closed; one statement."""
    said = said_of(session, one.draw, one.place)
    return tuple(map(_closed, said)) if one.closed else said


def _closed(said: Judged) -> Judged:
    return replace(said, words=CLOSED) if said.words else said


def said_of(session: Session, draw: int, place: int) -> tuple[Judged, ...]:
    """What was said of one, in order, word for word; one statement."""
    row, person = core.sample_said, core.person
    rows = session.execute(
        select(row.c.what, row.c.words, row.c.by, person.c.name, row.c.at)
        .join(person, person.c.id == row.c.by)
        .where(row.c.draw == draw, row.c.place == place)
        .order_by(row.c.seq)
    )
    return tuple(Judged(Said(what), words, by, name, at) for what, words, by, name, at in rows)


def add_said(
    session: Session, draw: int, place: int, what: Said, words: str, *, salt: str, by: UUID, at: datetime
) -> None:
    """Keep what was said, and let the decision stand so. The caller holds the lock."""
    said, row = core.sample_said, core.sampled_decision
    seq = next_number(session, said.c.seq, said.c.draw == draw, said.c.place == place)
    session.execute(
        insert(said).values(draw=draw, place=place, seq=seq, what=what.value, words=words, salt=salt, by=by, at=at)
    )
    values: dict[str, Any] = {"state": what.value} | ({"disputed": True} if what is Said.DISAGREED else {})
    session.execute(update(row).where(row.c.draw == draw, row.c.place == place).values(**values))
