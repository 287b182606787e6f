"""Statements on hours short of the training plan: rows and domain values."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, and_, bindparam, func, insert, select
from sqlalchemy.orm import Session, aliased

from app.db.numbering import next_number
from app.db.portfolio.versions import newest_manifest
from app.db.reviews.brief import brief_column
from app.db.reviews.brief import read_brief as read_reviews
from app.db.reviews.lists import OnRecord
from app.db.tables import core
from app.db.training_plan.brief import NOTHING_PLANNED, PlanBrief, brief_columns, read_brief
from app.domain.apprenticeships import Named
from app.domain.people import Role
from app.domain.portfolio import Manifest, manifest_from
from app.domain.shortfall import Agreement, Shortfall, ShortfallStatement


@dataclass(frozen=True, slots=True)
class BesideGateway:
    """What the gateway checks read: the apprentice's date of birth, the statement that holds, the plan, and reviews.

    `portfolio` is the manifest of the newest frozen version.
    """

    date_of_birth: date | None = None
    statement: ShortfallStatement | None = None
    plan: PlanBrief = NOTHING_PLANNED
    reviews: tuple[OnRecord, ...] = ()
    portfolio: Manifest | None = None


def newest(session: Session, apprenticeship: UUID) -> ShortfallStatement | None:
    """The statement that holds, with who agreed to it, in one statement of SQL."""
    return beside_gateway(session, apprenticeship, date.max).statement


def beside_gateway(session: Session, apprenticeship: UUID, today: date) -> BesideGateway:
    """All of it in one statement of SQL, so that no page runs one more for each."""
    rows = session.execute(_beside_gateway(), {"apprenticeship": apprenticeship, "today": today}).all()
    if not rows:
        return BesideGateway()
    first = rows[0]
    plan, reviews = read_brief(first), read_reviews(first.reviews)
    portfolio = manifest_from(first.portfolio) if first.portfolio else None
    if first.number is None:
        return BesideGateway(first.date_of_birth, plan=plan, reviews=reviews, portfolio=portfolio)
    statement = ShortfallStatement(
        first.number,
        first.words,
        Shortfall(first.planned_minutes, first.confirmed_minutes, first.minimum_minutes),
        first.sha256,
        Named(first.by, first.writer),
        first.at,
        tuple(Agreement(Role(r.role), Named(r.party_id, r.party), r.said_at, r.said_of) for r in rows if r.role),
    )
    return BesideGateway(first.date_of_birth, statement, plan, reviews, portfolio)


@cache
def _beside_gateway() -> Select[Any]:
    a, row, said = core.apprenticeship, core.shortfall_statement, core.shortfall_agreement
    apprentice, writer, party = core.person, aliased(core.person), aliased(core.person)
    last = select(func.max(row.c.number)).where(row.c.apprenticeship_id == a.c.id).correlate(a).scalar_subquery()
    return (
        select(
            apprentice.c.date_of_birth,
            row,
            writer.c.name.label("writer"),
            said.c.role,
            said.c.by.label("party_id"),
            party.c.name.label("party"),
            said.c.at.label("said_at"),
            said.c.sha256.label("said_of"),
            *brief_columns(a),
            brief_column(a.c.id),
            newest_manifest(a.c.id),
        )
        .select_from(a)
        .join(apprentice, apprentice.c.id == a.c.apprentice_id)
        .outerjoin(row, and_(row.c.apprenticeship_id == a.c.id, row.c.number == last))
        .outerjoin(writer, writer.c.id == row.c.by)
        .outerjoin(said, and_(said.c.apprenticeship_id == row.c.apprenticeship_id, said.c.number == row.c.number))
        .outerjoin(party, party.c.id == said.c.by)
        .where(a.c.id == bindparam("apprenticeship", type_=Uuid))
        .order_by(said.c.at)
    )


def add(
    session: Session, apprenticeship: UUID, words: str, shortfall: Shortfall, sha256: str, *, by: UUID, at: datetime
) -> int:
    """Keep a new statement; returns its number."""
    row = core.shortfall_statement
    number = next_number(session, row.c.number, row.c.apprenticeship_id == apprenticeship)
    session.execute(
        insert(row).values(
            apprenticeship_id=apprenticeship,
            number=number,
            words=words,
            planned_minutes=shortfall.planned_minutes,
            confirmed_minutes=shortfall.confirmed_minutes,
            minimum_minutes=shortfall.minimum_minutes,
            sha256=sha256,
            by=by,
            at=at,
        )
    )
    return number


def agree(
    session: Session, apprenticeship: UUID, number: int, role: Role, sha256: str, *, by: UUID, at: datetime
) -> None:
    """Keep one party's word."""
    session.execute(
        insert(core.shortfall_agreement).values(
            apprenticeship_id=apprenticeship, number=number, role=role.value, by=by, at=at, sha256=sha256
        )
    )
