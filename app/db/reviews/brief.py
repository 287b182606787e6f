"""The reviews of one apprenticeship as one column of another statement, so that no page runs one more for them."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import String, and_, case, cast, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from app.db.dated import by_then
from app.db.reviews.lists import OnRecord
from app.db.tables import core
from app.domain.london import london_date
from app.domain.people import Role
from app.domain.rag import Colour
from app.domain.reviews import Meeting, Review, ReviewState
from app.domain.signatures import Answer, RecordKind


def brief_column(apprenticeship: Any, known: Any = None) -> Any:
    """The newest version of every review that somebody touched, as text; `apprenticeship` is the column with the id.

    With `known`, as they stood just before that moment: a review whose facts are of the moment is not held yet.
    """
    row, newer, put, said = core.review, aliased(core.review), core.signed_record, core.signature
    first, other = aliased(core.signed_record), aliased(core.signed_record)
    kind = literal(RecordKind.REVIEW.value)
    last = (
        select(func.max(newer.c.version))
        .where(newer.c.apprenticeship_id == row.c.apprenticeship_id, newer.c.number == row.c.number)
        .where(by_then(newer.c.opened_at, known))
        .correlate(row)
        .scalar_subquery()
    )
    first_version = (
        select(func.min(other.c.version))
        .where(
            other.c.apprenticeship_id == row.c.apprenticeship_id, other.c.number == row.c.number, other.c.kind == kind
        )
        .correlate(row)
        .scalar_subquery()
    )
    is_first = and_(
        first.c.apprenticeship_id == row.c.apprenticeship_id,
        first.c.number == row.c.number,
        first.c.kind == kind,
        first.c.version == first_version,
    )
    answers = (
        select(func.aggregate_strings(said.c.role + ":" + said.c.answer, "+"))
        .where(_same(said, row), said.c.kind == kind, by_then(said.c.at, known))
        .correlate(row)
        .scalar_subquery()
    )
    parts = (
        cast(row.c.number, String),
        cast(row.c.version, String),
        row.c.state if known is None else _state_then(row, known),
        func.coalesce(cast(row.c.moved_to, String), ""),
        *(func.coalesce(one, "") for one in _meeting(row, known)),
        case((and_(put.c.completed_at.is_not(None), by_then(put.c.completed_at, known)), "complete"), else_=""),
        func.coalesce(answers, ""),
        *(func.coalesce(cast(at, String), "") for at in (put.c.put_at, first.c.put_at, first.c.completed_at)),
    )
    line: Any = parts[0]
    for part in parts[1:]:
        line = line + "|" + part
    return (
        select(func.aggregate_strings(line, ","))
        .select_from(row)
        .outerjoin(put, and_(_same(put, row), put.c.kind == kind))
        .outerjoin(first, is_first)
        .where(row.c.apprenticeship_id == apprenticeship, row.c.version == last)
        .correlate(apprenticeship.table)
        .scalar_subquery()
        .label("reviews")
    )


def _state_then(row: Any, known: Any) -> Any:
    """What a version was just before a moment. Whether a word was written in it yet is no matter here."""
    planned, later = core.review_planned, aliased(core.review_planned)
    last = (
        select(func.max(later.c.seq))
        .where(
            later.c.apprenticeship_id == row.c.apprenticeship_id, later.c.number == row.c.number, later.c.at <= known
        )
        .correlate(row)
        .scalar_subquery()
    )
    missed = (
        exists()
        .where(
            planned.c.apprenticeship_id == row.c.apprenticeship_id,
            planned.c.number == row.c.number,
            planned.c.seq == last,
            planned.c.to_on.is_(None),
        )
        .correlate(row)
    )
    return case(
        (row.c.held_at < known, ReviewState.AWAITING_SIGNATURES.value),
        (and_(row.c.version == 1, missed), ReviewState.MISSED.value),
        else_=ReviewState.DRAFT.value,
    )


def _meeting(row: Any, known: Any) -> tuple[Any, Any]:
    """The day and the colour of the meeting; of a version that puts another right, the other’s until it is held."""
    day, colour = cast(row.c.held_on, String), row.c.rag
    if known is None:
        return day, colour
    had = or_(row.c.held_at < known, row.c.version > 1)
    return case((had, day)), case((had, colour))


def read_brief(written: str | None) -> tuple[OnRecord, ...]:
    """The reviews of that column by number: their states, days and answers, without anybody's words or facts."""
    return tuple(sorted(map(_read, (written or "").split(",") if written else ()), key=lambda one: one.review.number))


def _read(line: str) -> OnRecord:
    number, version, state, moved_to, held_on, rag, complete, answers, *stamps = line.split("|")
    put_on, first_put, first_completed = map(_day, stamps)
    found = ReviewState(state)
    if complete and found is ReviewState.AWAITING_SIGNATURES:
        found = ReviewState.COMPLETE
    pairs = (one.split(":") for one in answers.split("+") if one)
    return OnRecord(
        Review(
            int(number),
            int(version),
            found,
            moved_to=date.fromisoformat(moved_to) if moved_to else None,
            meeting=Meeting(date.fromisoformat(held_on), (), Colour(rag)) if held_on else None,
        ),
        answers=tuple(sorted((Role(role), Answer(answer)) for role, answer in pairs)),
        put_on=put_on,
        first_put=first_put,
        first_completed=first_completed,
    )


def _day(stamp: str) -> date | None:
    """London's day of a moment as a database writes it: SQLite without its zone, which is UTC."""
    if not stamp:
        return None
    at = datetime.fromisoformat(stamp)
    return london_date(at if at.tzinfo else at.replace(tzinfo=UTC))


def _same(other: Any, row: Any) -> Any:
    return and_(
        other.c.apprenticeship_id == row.c.apprenticeship_id,
        other.c.number == row.c.number,
        other.c.version == row.c.version,
    )
