"""What the gateway checks read of one apprenticeship, now or at earlier moments, in one statement of SQL."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, partial
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, Uuid, and_, bindparam, func, literal, select, union_all
from sqlalchemy.orm import Session, aliased

from app.db.dated import by_then
from app.db.gateway.case_study import case_study_column, read_case_study
from app.db.gateway.declaration import declaration_columns, read_answers, read_declaration, read_erased
from app.db.gateway.learner_record import learner_columns, read_learner
from app.db.gateway.mocks import mocks_column, mocks_then_column, read_mocks, read_mocks_then
from app.db.gateway.pieces import pieces_column, read_pieces, read_sent, sent_column
from app.db.gateway.told import Told, born_later_column, read_told, told_column
from app.db.gateway.waivers import read_waivers, waivers_column
from app.db.portfolio.versions import newest_manifest
from app.db.reviews.brief import brief_column
from app.db.reviews.brief import read_brief as read_reviews
from app.db.reviews.lists import OnRecord
from app.db.reviews.story import EvidenceStory
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
from app.domain.gateway import Declaration, Declared, MockHeld, PieceStanding, ScopeStanding, Waiver
from app.domain.gateway.declaration import DeclarationErased
from app.domain.gateway.learner_record import RecordKept, RecordStanding
from app.domain.people import Role
from app.domain.portfolio import Manifest, manifest_from
from app.domain.shortfall import Agreement, Shortfall, ShortfallStatement


@dataclass(frozen=True, slots=True)
class BesideGateway:
    """What the gateway checks read: the apprentice's date of birth, the statement that holds, the plan, and reviews.

    `portfolio` is the manifest of the newest frozen version, `pieces` all that could go in, `mocks` the mock
    assessments planned and held, `waivers` those that stand, `declaration` the newest version that was put to be
    signed, `learner` what the learner record says beside the name of the account,
    `plan_signed` whether everybody asked has signed the newest version of the plan, `declaration_erased` that the
    newest declaration says nothing any more, and `erased_answers` what was answered to it.
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
    learner: RecordKept | RecordStanding | None = None
    plan_signed: bool = False
    declaration_erased: DeclarationErased | None = None
    erased_answers: tuple[Declared, ...] = ()


def beside_gateway(session: Session, apprenticeship: UUID, today: date) -> BesideGateway:
    """All of it in one statement of SQL, so that no page runs one more for each."""
    rows = session.execute(_beside_gateway(), {"apprenticeship": apprenticeship, "today": today}).all()
    if not rows:
        return BesideGateway()
    first = rows[0]
    return _beside(rows, read_pieces(first.gateway_pieces), read_mocks(first.gateway_mocks))


def beside_gateway_then(
    session: Session, apprenticeship: UUID, evidence: EvidenceStory, moments: Sequence[datetime]
) -> tuple[BesideGateway, ...]:
    """What was known at each of these moments, in one statement; of the plan, all activities that were planned then.

    What was dated is read as it is dated, and what is overwritten where it stands as the history tells of it.
    """
    known = {f"known_{place}": moment for place, moment in enumerate(moments)}
    given = {"apprenticeship": apprenticeship, "today": date.max, **known}
    rows = session.execute(_beside_gateway_then(len(moments)), given).all()
    by_place = [[row for row in rows if row.place == place] for place in range(len(moments))]
    return tuple(_then(held, evidence, moment) for held, moment in zip(by_place, moments, strict=True))


def _then(rows: Sequence[Row[Any]], evidence: EvidenceStory, known: datetime) -> BesideGateway:
    if not rows:
        return BesideGateway()
    first = rows[0]
    told = read_told(first.gateway_told)
    found = _beside(
        rows,
        read_sent(first.gateway_pieces, told, evidence, known),
        read_mocks_then(first.gateway_mocks, told.feedback),
    )
    born = None if first.born_later else found.date_of_birth
    return replace(found, date_of_birth=born, learner=_learner_then(found, told))


def _learner_then(found: BesideGateway, told: Told) -> RecordStanding | None:
    """Where it was not kept whether a difference was explained, it counts as unchanged."""
    then = told.learner
    if then is None or then.is_explained is not None:
        return then
    newest = found.learner
    return replace(then, is_explained=isinstance(newest, RecordKept) and bool(newest.record.difference))


def _beside(rows: Sequence[Row[Any]], pieces: tuple[PieceStanding, ...], mocks: tuple[MockHeld, ...]) -> BesideGateway:
    first = rows[0]
    return BesideGateway(
        first.date_of_birth,
        _statement(rows),
        read_brief(first),
        read_reviews(first.reviews),
        manifest_from(first.portfolio) if first.portfolio else None,
        pieces,
        mocks,
        read_waivers(first.gateway_waivers),
        read_declaration(first),
        read_case_study(first.gateway_case_study),
        first.account_name,
        read_learner(first),
        signed_by_all(first),
        read_erased(first),
        read_answers(first) if first.declaration_erased else (),
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
    said = core.shortfall_agreement
    return _columns(None, lambda a: (pieces_column(a.c.id), mocks_column(a.c.id))).order_by(said.c.at)


@cache
def _beside_gateway_then(moments: int) -> Any:
    """The question once for each moment, one below the other; `place` says which moment is meant."""
    asked = []
    for place in range(moments):
        known = bindparam(f"known_{place}", type_=core.history.c.at.type)
        overwritten = partial(_overwritten, place=place, known=known)
        asked.append(_columns(known, overwritten))
    return union_all(*asked).order_by("place", "said_at")


def _overwritten(a: Any, *, place: int, known: Any) -> tuple[Any, ...]:
    marked = literal(place, literal_execute=True).label("place")
    told = told_column(a, known), born_later_column(a, known)
    return sent_column(a.c.id, known), mocks_then_column(a.c.id, known), *told, marked


def _columns(known: Any, overwritten: Callable[[Any], tuple[Any, ...]]) -> Select[Any]:
    """What is dated, as it was known at a moment where one is given, and beside it what is overwritten."""
    a, row, said = core.apprenticeship, core.shortfall_statement, core.shortfall_agreement
    apprentice, writer, party = core.person, aliased(core.person), aliased(core.person)
    last = (
        select(func.max(row.c.number))
        .where(row.c.apprenticeship_id == a.c.id, by_then(row.c.at, known))
        .correlate(a)
        .scalar_subquery()
    )
    agreed = and_(
        said.c.apprenticeship_id == row.c.apprenticeship_id, said.c.number == row.c.number, by_then(said.c.at, known)
    )
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
            *brief_columns(a, known),
            *signed_columns(a, known),
            brief_column(a.c.id, known),
            newest_manifest(a.c.id, known),
            *overwritten(a),
            waivers_column(a.c.id, known),
            *declaration_columns(a, known),
            case_study_column(a.c.id, known),
            apprentice.c.name.label("account_name"),
            *learner_columns(a),
        )
        .select_from(a)
        .join(apprentice, apprentice.c.id == a.c.apprentice_id)
        .outerjoin(row, and_(row.c.apprenticeship_id == a.c.id, row.c.number == last))
        .outerjoin(writer, writer.c.id == row.c.by)
        .outerjoin(said, agreed)
        .outerjoin(party, party.c.id == said.c.by)
        .where(a.c.id == bindparam("apprenticeship", type_=Uuid))
    )
