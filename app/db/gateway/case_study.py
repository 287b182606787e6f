"""The case study’s title and scope: versions, agreements, and how it stands as a column of a larger question."""

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import String, and_, case, cast, delete, func, insert, select, update
from sqlalchemy.orm import Session, aliased

from app.db.dated import by_then
from app.db.tables import core
from app.domain.apprenticeships import Named
from app.domain.case_study import Agreed, CaseStudy
from app.domain.confidentiality import FindingKind
from app.domain.gateway import ScopeStanding
from app.domain.london import london_date
from app.domain.people import Role
from app.domain.words_beside import Kept


def case_studies(session: Session, apprenticeship: UUID) -> tuple[CaseStudy, ...]:
    """Every version, the newest first, in three statements."""
    row, said, kept, person = core.case_study, core.case_study_agreement, core.case_study_kept, core.person
    agreed: dict[int, list[Agreed]] = defaultdict(list)
    for r in session.execute(
        select(said, person.c.name)
        .join(person, person.c.id == said.c.by)
        .where(said.c.apprenticeship_id == apprenticeship)
        .order_by(said.c.at)
    ):
        agreed[r.version].append(Agreed(Role(r.role), Named(r.by, r.name), r.at, r.sha256))
    stays: dict[int, list[Kept]] = defaultdict(list)
    for r in session.execute(select(kept).where(kept.c.apprenticeship_id == apprenticeship).order_by(kept.c.start)):
        stays[r.version].append(Kept(r.field, r.start, r.length, FindingKind(r.kind), r.reason))
    rows = session.execute(
        select(row, person.c.name)
        .join(person, person.c.id == row.c.by)
        .where(row.c.apprenticeship_id == apprenticeship)
        .order_by(row.c.version.desc())
    )
    return tuple(
        CaseStudy(
            r.version,
            r.title,
            r.scope,
            r.sha256,
            Named(r.by, r.name),
            r.at,
            tuple(agreed[r.version]),
            tuple(stays[r.version]),
            r.erased_at,
        )
        for r in rows
    )


def case_study_column(apprenticeship: Any, known: Any = None) -> Any:
    """How the newest version stands, or stood at a moment, as text without its words.

    `apprenticeship` is the column with the id.
    """
    row, newer, said = core.case_study, aliased(core.case_study), core.case_study_agreement
    last = (
        select(func.max(newer.c.version))
        .where(newer.c.apprenticeship_id == row.c.apprenticeship_id, by_then(newer.c.at, known))
        .correlate(row)
        .scalar_subquery()
    )
    agreed = (
        select(func.aggregate_strings(said.c.role, "+"))
        .where(
            said.c.apprenticeship_id == row.c.apprenticeship_id,
            said.c.version == row.c.version,
            said.c.sha256 == row.c.sha256,
            by_then(said.c.at, known),
        )
        .correlate(row)
        .scalar_subquery()
    )
    line: Any = cast(row.c.version, String)
    for part in (
        cast(row.c.at, String),
        case((and_(row.c.erased_at.is_not(None), by_then(row.c.erased_at, known)), "erased"), else_=""),
        func.coalesce(agreed, ""),
    ):
        line = line + "|" + part
    return (
        select(line)
        .where(row.c.apprenticeship_id == apprenticeship, row.c.version == last)
        .correlate(apprenticeship.table)
        .scalar_subquery()
        .label("gateway_case_study")
    )


def read_case_study(written: str | None) -> ScopeStanding | None:
    """The value of that column."""
    if not written:
        return None
    version, at, erased, agreed = written.split("|")
    moment = datetime.fromisoformat(at)
    on = london_date(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    return ScopeStanding(int(version), on, bool(erased), tuple(Role(role) for role in agreed.split("+") if role))


def add_case_study(session: Session, apprenticeship: UUID, one: CaseStudy, *, salt: str) -> None:
    """Keep a new version with what stays in its words."""
    session.execute(
        insert(core.case_study).values(
            apprenticeship_id=apprenticeship,
            version=one.version,
            title=one.title,
            scope=one.scope,
            salt=salt,
            sha256=one.sha256,
            by=one.by.id,
            at=one.at,
        )
    )
    rows = [
        {
            "apprenticeship_id": apprenticeship,
            "version": one.version,
            "field": kept.field,
            "start": kept.start,
            "length": kept.length,
            "kind": kept.kind.value,
            "reason": kept.reason,
        }
        for kept in one.kept
    ]
    if rows:
        session.execute(insert(core.case_study_kept), rows)


def agree_to_case_study(
    session: Session, apprenticeship: UUID, version: int, role: Role, sha256: str, *, by: UUID, at: datetime
) -> None:
    """Keep one party’s word."""
    session.execute(
        insert(core.case_study_agreement).values(
            apprenticeship_id=apprenticeship, version=version, role=role.value, by=by, at=at, sha256=sha256
        )
    )


def erase_case_study(session: Session, apprenticeship: UUID, at: datetime) -> None:
    """Take the words of every version away for good, with the salts of their digests and the reasons for keeping."""
    row, kept = core.case_study, core.case_study_kept
    session.execute(
        update(row)
        .where(row.c.apprenticeship_id == apprenticeship, row.c.erased_at.is_(None))
        .values(title="", scope="", salt="", erased_at=at)
    )
    session.execute(delete(kept).where(kept.c.apprenticeship_id == apprenticeship))
