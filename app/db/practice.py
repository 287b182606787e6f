"""Vocabularies of practice: which organisation uses which, and the terms that versions of evidence are marked with.

Terms are read here and nowhere else: a piece of evidence as everybody's pages and calls know it does not hold them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Select, Uuid, and_, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from app.db.dated import holds
from app.db.tables import core
from app.domain.practice import Choice, Mark


@dataclass(frozen=True, slots=True)
class NamedChoice:
    """A choice with the name of the organisation and of whoever made it."""

    choice: Choice
    organisation: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A counting piece of a portfolio and what it is marked with; `candidate`: it may become the case study."""

    number: int
    title: str
    candidate: bool
    marks: tuple[Mark, ...]


def chosen(session: Session, organisation: UUID, today: date) -> list[str]:
    """The codes of the vocabularies that an organisation uses on a day."""
    return list(session.scalars(chosen_asked(), {"organisation": organisation, "today": today}))


@cache
def chosen_asked() -> Select[Any]:
    """The statement for it, of an `organisation` and a day, `today`."""
    row = core.practice_choice
    return (
        select(row.c.vocabulary)
        .where(row.c.organisation_id == bindparam("organisation", type_=Uuid))
        .where(holds(row.c, bindparam("today", type_=Date)))
        .order_by(row.c.vocabulary)
    )


def choices(session: Session) -> list[NamedChoice]:
    """Every choice ever made, by the organisation's name, newest first."""
    row, organisation, person = core.practice_choice, core.organisation, core.person
    rows = session.execute(
        select(row, organisation.c.name.label("organisation"), person.c.name.label("name"))
        .join(organisation, organisation.c.id == row.c.organisation_id)
        .join(person, person.c.id == row.c.by)
        .order_by(organisation.c.name, row.c.since.desc())
    )
    return [
        NamedChoice(Choice(r.organisation_id, r.vocabulary, r.since, r.ended_on), r.organisation, r.name, r.at)
        for r in rows
    ]


def choose(session: Session, choice: Choice, by: UUID, at: datetime) -> None:
    """Have an organisation use a vocabulary. One chosen again on the day it was ended goes on."""
    row = core.practice_choice
    key = and_(
        row.c.organisation_id == choice.organisation,
        row.c.vocabulary == choice.vocabulary,
        row.c.since == choice.since,
    )
    if session.execute(select(row.c.since).where(key)).first():
        session.execute(update(row).where(key).values(ended_on=None))
        return
    session.execute(
        insert(row).values(
            organisation_id=choice.organisation, vocabulary=choice.vocabulary, since=choice.since, by=by, at=at
        )
    )


def end_choice(session: Session, organisation: UUID, vocabulary: str, on: date) -> None:
    """Let an organisation use a vocabulary no more from this day."""
    row = core.practice_choice
    same = and_(row.c.organisation_id == organisation, row.c.vocabulary == vocabulary)
    session.execute(update(row).where(same, row.c.ended_on.is_(None)).values(ended_on=on))


def keep_marks(session: Session, apprenticeship: UUID, number: int, version: int, marks: Collection[Mark]) -> None:
    """Mark a version with these terms, in place of those it had."""
    row = core.evidence_practice
    session.execute(delete(row).where(_of(apprenticeship, number), row.c.version == version))
    if marks:
        key = {"apprenticeship_id": apprenticeship, "number": number, "version": version}
        session.execute(
            insert(row),
            [{**key, "vocabulary": m.vocabulary, "term": m.term} for m in sorted(set(marks), key=lambda m: m.key)],
        )


def marks(session: Session, apprenticeship: UUID, number: int) -> Mapping[int, list[Mark]]:
    """What each version of a piece is marked with."""
    return marks_of(session.execute(marks_asked(apprenticeship, number)))


def marks_asked(apprenticeship: Any, number: Any) -> Select[Any]:
    """The statement for it, of values or of parameters that stand for them; `marks_of` reads its rows."""
    row = core.evidence_practice
    asked = select(row.c.version, row.c.vocabulary, row.c.term).where(_of(apprenticeship, number))
    return asked.order_by(row.c.vocabulary, row.c.term)


def marks_of(rows: Iterable[Any]) -> Mapping[int, list[Mark]]:
    """Terms by version, from rows of this statement."""
    found: dict[int, list[Mark]] = defaultdict(list)
    for version, vocabulary, term in rows:
        found[version].append(Mark(vocabulary, term))
    return found


def portfolio(session: Session, apprenticeship: UUID) -> list[MarkedPiece]:
    """Every piece that counts, marked or not, in one statement."""
    piece, version, row = core.evidence, core.evidence_version, core.evidence_practice
    rows = session.execute(
        select(piece.c.number, version.c.title, piece.c.case_study, row.c.vocabulary, row.c.term)
        .join(
            version,
            and_(
                version.c.apprenticeship_id == piece.c.apprenticeship_id,
                version.c.number == piece.c.number,
                version.c.version == piece.c.counting_version,
            ),
        )
        .outerjoin(
            row,
            and_(
                row.c.apprenticeship_id == piece.c.apprenticeship_id,
                row.c.number == piece.c.number,
                row.c.version == piece.c.counting_version,
            ),
        )
        .where(piece.c.apprenticeship_id == apprenticeship, piece.c.withdrawn_at.is_(None))
        .order_by(piece.c.number, row.c.vocabulary, row.c.term)
    )
    found: dict[int, tuple[str, bool, list[Mark]]] = {}
    for number, title, candidate, vocabulary, term in rows:
        _, _, held = found.setdefault(number, (title, candidate, []))
        if term is not None:
            held.append(Mark(vocabulary, term))
    return [MarkedPiece(number, title, candidate, tuple(held)) for number, (title, candidate, held) in found.items()]


def is_candidate(session: Session, apprenticeship: UUID, number: int) -> bool:
    """Whether a piece may become the case study."""
    piece = core.evidence
    query = select(piece.c.case_study).where(piece.c.apprenticeship_id == apprenticeship, piece.c.number == number)
    return bool(session.execute(query).scalar_one_or_none())


def set_candidate(session: Session, apprenticeship: UUID, number: int, *, candidate: bool) -> None:
    """Note that a piece may become the case study, or may not."""
    piece = core.evidence
    same = and_(piece.c.apprenticeship_id == apprenticeship, piece.c.number == number)
    session.execute(update(piece).where(same).values(case_study=candidate))


def _of(apprenticeship: Any, number: Any) -> Any:
    row = core.evidence_practice
    return and_(row.c.apprenticeship_id == apprenticeship, row.c.number == number)
