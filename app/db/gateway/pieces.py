"""How the pieces that could go to the assessor stand, as one column of a larger question."""

from datetime import datetime
from typing import Any

from sqlalchemy import String, and_, case, cast, exists, func, or_, select

from app.db.gateway.told import Told
from app.db.reviews.story import EvidenceStory
from app.db.tables import core
from app.domain.breaches import BreachState
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
        _yes(piece.c.withdrawn_at.is_not(None)),
        _yes(_erased(piece)),
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


def sent_column(apprenticeship: Any, known: Any) -> Any:
    """Every version of every piece that was sent by a moment, as text; `apprenticeship` is the column with the id."""
    version, said, finding = core.evidence_version, core.portfolio_choice, core.finding
    chosen = and_(said.c.apprenticeship_id == version.c.apprenticeship_id, said.c.number == version.c.number)
    still_open = or_(finding.c.state == FindingState.OPEN.value, finding.c.decided_at > known)
    findings = _count_of(version, finding.c.found_at <= known, still_open)
    parts = (
        version.c.kind,
        case((said.c.included.is_(None), ""), (said.c.at > known, ""), (said.c.included, "in"), else_="out"),
        cast(findings, String),
        cast(version.c.version, String),
    )
    line: Any = cast(version.c.number, String)
    for part in parts:
        line = line + "|" + part
    return (
        select(func.aggregate_strings(line, ","))
        .select_from(version)
        .outerjoin(said, chosen)
        .where(version.c.apprenticeship_id == apprenticeship, version.c.submitted_at <= known)
        .correlate(apprenticeship.table)
        .scalar_subquery()
        .label("gateway_pieces")
    )


def read_sent(written: str | None, told: Told, evidence: EvidenceStory, known: datetime) -> tuple[PieceStanding, ...]:
    """The pieces of that column as they stood then, by number, from what the history and the evidence tell of them."""
    counting = evidence.counting_at(known)
    accepted = {tag.number for tag, state in evidence.tags_at(known) if state is TagState.ACCEPTED}
    found = []
    for line in (written or "").split(","):
        if line:
            number, kind, said, findings, version = line.split("|")
            key = (int(number), int(version))
            counts = counting.get(key[0]) == key[1]
            found.append(
                PieceStanding(
                    number=key[0],
                    kind=kind,
                    # Its word of today holds where it was said by then; else the history tells an earlier one.
                    said={"in": True, "out": False}.get(said, told.chosen.get(key[0])),
                    accepted=counts and key[0] in accepted,
                    cleared=key in told.cleared,
                    closed=key[0] in told.closed,
                    open_findings=int(findings),
                    version=key[1],
                    counts=counts,
                    withdrawn=key[0] not in counting,
                    erased=key[0] in told.erased,
                )
            )
    return tuple(sorted(found, key=lambda one: (one.number, one.version)))


def _read(line: str) -> PieceStanding:
    number, kind, said, accepted, cleared, closed, findings, version, counts, withdrawn, erased = line.split("|")
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
        withdrawn=bool(withdrawn),
        erased=bool(erased),
    )


def _yes(condition: Any) -> Any:
    return case((condition, "yes"), else_="")


def _accepted(version: Any) -> Any:
    tag = core.tag
    return exists(select(tag.c.ksb).where(_of(tag, version), tag.c.state == TagState.ACCEPTED.value).correlate(version))


def _erased(piece: Any) -> Any:
    breach = core.breach
    of_piece = and_(
        breach.c.apprenticeship_id == piece.c.apprenticeship_id,
        breach.c.number == piece.c.number,
        breach.c.state == BreachState.ERASED.value,
    )
    return exists(select(breach.c.seq).where(of_piece).correlate(piece))


def _open_findings(version: Any) -> Any:
    return _count_of(version, core.finding.c.state == FindingState.OPEN.value)


def _count_of(version: Any, *which: Any) -> Any:
    finding = core.finding
    return (
        select(func.count())
        .select_from(finding)
        .where(_of(finding, version), *which)
        .correlate(version)
        .scalar_subquery()
    )


def _of(table: Any, version: Any) -> Any:
    return and_(
        table.c.apprenticeship_id == version.c.apprenticeship_id,
        table.c.number == version.c.number,
        table.c.version == version.c.version,
    )
