"""What the gateway checks read of one apprenticeship, in one statement of SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, Uuid, and_, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from app.db.gateway.case_study import case_study_column, read_case_study
from app.db.gateway.declaration import declaration_columns, read_declaration
from app.db.gateway.learner_record import learner_columns, read_learner
from app.db.gateway.mocks import mocks_column, read_mocks
from app.db.gateway.pieces import pieces_column, read_pieces
from app.db.gateway.waivers import read_waivers, waivers_column
from app.db.portfolio.versions import newest_manifest
from app.db.reviews.brief import brief_column
from app.db.reviews.brief import read_brief as read_reviews
from app.db.reviews.lists import OnRecord
from app.db.tables import core
from app.db.training_plan.brief import (
    NOTHING_PLANNED,
    PlanBrief,
    brief_columns,
    read_brief,
    signed_by_all,
    signed_columns,
)
from app.domain.apprenticeships import Named
from app.domain.gateway import Declaration, MockHeld, PieceStanding, ScopeStanding, Waiver
from app.domain.gateway.learner_record import RecordKept
from app.domain.people import Role
from app.domain.portfolio import Manifest, manifest_from
from app.domain.shortfall import Agreement, Shortfall, ShortfallStatement


@dataclass(frozen=True, slots=True)
class BesideGateway:
    """What the gateway checks read: the apprentice's date of birth, the statement that holds, the plan, and reviews.

    `portfolio` is the manifest of the newest frozen version, `pieces` all that could go in, `mocks` the mock
    assessments planned and held, `waivers` those that stand, `declaration` the newest version that was put to be
    signed, `learner` what the learner record says beside the name of the account,
    `plan_signed` whether everybody asked has signed the newest version of the plan.
    """

    date_of_birth: date | None = None
    statement: ShortfallStatement | None = None
    plan: PlanBrief = NOTHING_PLANNED
    reviews: tuple[OnRecord, ...] = ()
    portfolio: Manifest | None = None
    pieces: tuple[PieceStanding, ...] = ()
    mocks: tuple[MockHeld, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    declaration: Declaration | None = None
    case_study: ScopeStanding | None = None
    account_name: str = ""
    learner: RecordKept | None = None
    plan_signed: bool = False


def beside_gateway(session: Session, apprenticeship: UUID, today: date) -> BesideGateway:
    """All of it in one statement of SQL, so that no page runs one more for each."""
    rows = session.execute(_beside_gateway(), {"apprenticeship": apprenticeship, "today": today}).all()
    if not rows:
        return BesideGateway()
    first = rows[0]
    return BesideGateway(
        first.date_of_birth,
        _statement(rows),
        read_brief(first),
        read_reviews(first.reviews),
        manifest_from(first.portfolio) if first.portfolio else None,
        read_pieces(first.gateway_pieces),
        read_mocks(first.gateway_mocks),
        read_waivers(first.gateway_waivers),
        read_declaration(first),
        read_case_study(first.gateway_case_study),
        first.account_name,
        read_learner(first),
        signed_by_all(first),
    )


def _statement(rows: Sequence[Row[Any]]) -> ShortfallStatement | None:
    """The statement on hours that holds, a row for each who agreed to it."""
    first = rows[0]
    if first.number is None:
        return None
    return ShortfallStatement(
        first.number,
        first.words,
        Shortfall(first.planned_minutes, first.confirmed_minutes, first.minimum_minutes),
        first.sha256,
        Named(first.by, first.writer),
        first.at,
        tuple(Agreement(Role(r.role), Named(r.party_id, r.party), r.said_at, r.said_of) for r in rows if r.role),
    )


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
            *signed_columns(a),
            brief_column(a.c.id),
            newest_manifest(a.c.id),
            pieces_column(a.c.id),
            mocks_column(a.c.id),
            waivers_column(a.c.id),
            *declaration_columns(a),
            case_study_column(a.c.id),
            apprentice.c.name.label("account_name"),
            *learner_columns(a),
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
