"""What tutors decided, kept for good: one row for each decision and each reopening."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, insert, select
from sqlalchemy.orm import Session

from app.db.numbering import next_number
from app.db.tables import core
from app.domain.evidence import Verdict


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """One decision, or a reopening where `verdict` is None; `feedback` is then the reason."""

    seq: int
    ksb: str
    version: int
    verdict: Verdict | None
    feedback: str
    by: UUID
    by_name: str
    at: datetime


def add_decision(
    session: Session,
    apprenticeship: UUID,
    *,
    ksb: str,
    number: int,
    version: int,
    verdict: Verdict | None,
    feedback: str,
    salt: str,
    by: UUID,
    at: datetime,
) -> None:
    """Keep a decision. The caller holds the apprenticeship's lock."""
    row = core.tag_decision
    session.execute(
        insert(row).values(
            apprenticeship_id=apprenticeship,
            seq=next_number(session, row.c.seq, row.c.apprenticeship_id == apprenticeship),
            ksb=ksb,
            number=number,
            version=version,
            verdict=verdict.value if verdict else None,
            feedback=feedback,
            salt=salt,
            by=by,
            at=at,
        )
    )


def decisions(session: Session, apprenticeship: UUID, number: int, ksb: str | None = None) -> list[DecisionRecord]:
    """Every decision on a piece, oldest first, with its author's name; of one KSB where asked."""
    query = decisions_asked(apprenticeship, number)
    if ksb is not None:
        query = query.where(core.tag_decision.c.ksb == ksb)
    return [decision_of(row) for row in session.execute(query)]


def decisions_asked(apprenticeship: Any, number: Any) -> Select[Any]:
    """The statement for a piece's, of values or of parameters that stand for them; `decision_of` reads its rows."""
    return _decisions(apprenticeship).where(core.tag_decision.c.number == number)


def decisions_by_piece(session: Session, apprenticeship: UUID) -> dict[int, list[DecisionRecord]]:
    """Every decision on every piece by its number, oldest first; one statement."""
    found: dict[int, list[DecisionRecord]] = {}
    for row in session.execute(_decisions(apprenticeship)):
        found.setdefault(row.number, []).append(decision_of(row))
    return found


def _decisions(apprenticeship: Any) -> Select[Any]:
    row, person = core.tag_decision, core.person
    columns = (row.c.seq, row.c.ksb, row.c.version, row.c.verdict, row.c.feedback, row.c.by, person.c.name, row.c.at)
    return (
        select(*columns, row.c.number)
        .join(person, person.c.id == row.c.by)
        .where(row.c.apprenticeship_id == apprenticeship)
        .order_by(row.c.seq)
    )


def decision_of(r: Row[Any]) -> DecisionRecord:
    """A decision from a row of these statements."""
    verdict = Verdict(r.verdict) if r.verdict else None
    return DecisionRecord(r.seq, r.ksb, r.version, verdict, r.feedback, r.by, r.name, r.at)


def last_decision(session: Session, apprenticeship: UUID, number: int, ksb: str) -> DecisionRecord | None:
    """The newest decision on one KSB of a piece."""
    found = decisions(session, apprenticeship, number, ksb)
    return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class PieceHappening:
    """One row of the history that is about a piece. `by_name` is "" for what the installation did itself."""

    at: datetime
    by: UUID | None
    by_name: str
    action: str
    body: Mapping[str, int | str]


def happenings_of(session: Session, apprenticeship: UUID, number: int) -> list[PieceHappening]:
    """What happened to a piece, oldest first, from the apprenticeship's history."""
    return [happening_of(r) for r in session.execute(happenings_asked(str(apprenticeship), f"E{number}"))]


def happenings_asked(chain: Any, subject: Any) -> Select[Any]:
    """The statement for it, of values or of parameters that stand for them; `happening_of` reads its rows."""
    row, person = core.history, core.person
    return (
        select(row.c.at, row.c.by, person.c.name, row.c.action, row.c.body)
        .outerjoin(person, person.c.id == row.c.by)
        .where(row.c.chain == chain, row.c.subject == subject)
        .order_by(row.c.seq)
    )


def happening_of(r: Any) -> PieceHappening:
    """A happening from a row of this statement."""
    return PieceHappening(r.at, r.by, r.name or "", r.action, json.loads(r.body))
