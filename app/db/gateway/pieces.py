"""How the pieces that could go to the assessor stand, as one column of a larger question."""

from typing import Any

from sqlalchemy import String, and_, case, cast, exists, func, or_, select

from app.db.tables import core
from app.domain.confidentiality import FindingState
from app.domain.evidence import TagState, VersionState
from app.domain.gateway import PieceStanding


def pieces_column(apprenticeship: Any) -> Any:
    """Every piece that was sent and not withdrawn, as text; `apprenticeship` is the column with the id.

    Once a portfolio is frozen, which may hold any of them, every version that was sent, and the withdrawn ones too.
    """
    piece, version, said = core.evidence, core.evidence_version, core.portfolio_choice
    of_piece = and_(
        version.c.apprenticeship_id == piece.c.apprenticeship_id,
        version.c.number == piece.c.number,
    )
    counts = and_(version.c.version == piece.c.counting_version, piece.c.withdrawn_at.is_(None))
    frozen = core.portfolio_version
    sent_before_freezing = and_(
        version.c.state != VersionState.DRAFT.value,
        exists(select(frozen.c.number).where(frozen.c.apprenticeship_id == piece.c.apprenticeship_id).correlate(piece)),
    )
    chosen = and_(said.c.apprenticeship_id == piece.c.apprenticeship_id, said.c.number == piece.c.number)
    parts = (
        version.c.kind,
        case((said.c.included.is_(None), ""), (said.c.included, "in"), else_="out"),
        _yes(_accepted(version)),
        _yes(version.c.cleared_at.is_not(None)),
        _yes(piece.c.quarantined_at.is_not(None)),
        cast(_open_findings(version), String),
        cast(version.c.version, String),
        _yes(counts),
    )
    line: Any = cast(piece.c.number, String)
    for part in parts:
        line = line + "|" + part
    return (
        select(func.aggregate_strings(line, ","))
        .select_from(piece)
        .join(version, of_piece)
        .outerjoin(said, chosen)
        .where(piece.c.apprenticeship_id == apprenticeship, or_(counts, sent_before_freezing))
        .correlate(apprenticeship.table)
        .scalar_subquery()
        .label("gateway_pieces")
    )


def read_pieces(written: str | None) -> tuple[PieceStanding, ...]:
    """The pieces of that column, by number."""
    found = [_read(line) for line in (written or "").split(",") if line]
    return tuple(sorted(found, key=lambda one: (one.number, one.version)))


def _read(line: str) -> PieceStanding:
    number, kind, said, accepted, cleared, closed, findings, version, counts = line.split("|")
    return PieceStanding(
        number=int(number),
        kind=kind,
        said={"in": True, "out": False}.get(said),
        accepted=bool(accepted),
        cleared=bool(cleared),
        closed=bool(closed),
        open_findings=int(findings),
        version=int(version),
        counts=bool(counts),
    )


def _yes(condition: Any) -> Any:
    return case((condition, "yes"), else_="")


def _accepted(version: Any) -> Any:
    tag = core.tag
    return exists(select(tag.c.ksb).where(_of(tag, version), tag.c.state == TagState.ACCEPTED.value).correlate(version))


def _open_findings(version: Any) -> Any:
    finding = core.finding
    return (
        select(func.count())
        .select_from(finding)
        .where(_of(finding, version), finding.c.state == FindingState.OPEN.value)
        .correlate(version)
        .scalar_subquery()
    )


def _of(table: Any, version: Any) -> Any:
    return and_(
        table.c.apprenticeship_id == version.c.apprenticeship_id,
        table.c.number == version.c.number,
        table.c.version == version.c.version,
    )
