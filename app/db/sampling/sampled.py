"""Sampled decisions as they stand, and what was said of each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, insert, or_, select, update
from sqlalchemy.orm import Session, aliased

from app.db.breaches.closing import CLOSED
from app.db.dated import holds
from app.db.numbering import next_number
from app.db.tables import core
from app.domain.apprenticeships import Named
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


def sampled_on(session: Session, apprenticeship: UUID) -> list[SampledRow]:
    """Every sampled decision on one apprenticeship, newest draw first; one statement."""
    row = core.sampled_decision
    query = _sampled().where(row.c.apprenticeship_id == apprenticeship)
    return [_row(one) for one in session.execute(query.order_by(None).order_by(row.c.draw.desc(), row.c.place))]


def to_answer(session: Session, tutor: UUID, today: date) -> list[tuple[SampledRow, Judged]]:
    """The decisions that somebody disagreed with and that this tutor answers for (`answers_for`), and what they ask.

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
    row = core.sampled_decision
    mine, decider = aliased(core.membership), aliased(core.membership)
    here = (_tutors(mine, row.c.apprenticeship_id, today), mine.c.person_id == tutor)
    still = exists().where(_tutors(decider, row.c.apprenticeship_id, today), decider.c.person_id == row.c.tutor)
    answers = exists().where(*here, or_(row.c.tutor == tutor, and_(mine.c.leading, ~still.correlate(row))))
    return row.c.state == SampleState.DISAGREED.value, answers


def answers_for(session: Session, one: SampledRow, today: date) -> Named | None:
    """Who answers for a sampled decision on a day: its tutor while they are one there, then the tutor who leads.

    None where there is no tutor any more. One statement.
    """
    member, person = core.membership, core.person
    decided = member.c.person_id == one.tutor
    found = session.execute(
        select(person.c.id, person.c.name)
        .join(member, member.c.person_id == person.c.id)
        .where(_tutors(member, one.apprenticeship, today), or_(decided, member.c.leading))
        .order_by(case((decided, 0), else_=1), member.c.since.desc())
        .limit(1)
    ).first()
    return Named(found.id, found.name) if found else None


def _tutors(member: Any, apprenticeship: Any, today: date) -> ColumnElement[bool]:
    """Memberships of whoever is tutor there on a day, and has an account."""
    person = aliased(core.person)
    known = exists().where(person.c.id == member.c.person_id, person.c.ended_at.is_(None))
    there = (member.c.apprenticeship_id == apprenticeship, member.c.role == Role.TUTOR.value)
    return and_(*there, holds(member.c, today), known)


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
    row = core.sample_said
    return _said(session, row.c.draw == draw, row.c.place == place).get((draw, place), ())


def said_on(session: Session, apprenticeship: UUID) -> Mapping[tuple[int, int], tuple[Judged, ...]]:
    """What was said of every sampled decision on one apprenticeship, by draw and place; one statement."""
    row, drawn = core.sample_said, core.sampled_decision
    of_it = (drawn.c.draw == row.c.draw, drawn.c.place == row.c.place, drawn.c.apprenticeship_id == apprenticeship)
    return _said(session, *of_it)


def _said(session: Session, *which: ColumnElement[bool]) -> Mapping[tuple[int, int], tuple[Judged, ...]]:
    row, person = core.sample_said, core.person
    columns = (row.c.draw, row.c.place, row.c.what, row.c.words, row.c.by, person.c.name, row.c.at)
    rows = session.execute(select(*columns).join(person, person.c.id == row.c.by).where(*which).order_by(row.c.seq))
    found: dict[tuple[int, int], tuple[Judged, ...]] = {}
    for draw, place, what, words, by, name, at in rows:
        found[draw, place] = (*found.get((draw, place), ()), Judged(Said(what), words, by, name, at))
    return found


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
