"""What waits on whom as the tables have it, in one statement over any number of apprenticeships; nudges as sent."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, String, and_, cast, func, insert, literal, null, select, union_all
from sqlalchemy.orm import Session

from app.db.numbering import next_number
from app.db.off_the_job.lists import came_from
from app.db.tables import core
from app.domain.chasing import Nudges, WaitKind
from app.domain.evidence import TagState
from app.domain.off_the_job.entries import TimeState
from app.domain.people import Role
from app.domain.provider_settings import TimeSource


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Something that waits on one party, with how much of it and since when."""

    apprenticeship: UUID
    kind: WaitKind
    role: Role
    which: str
    count: int
    since: datetime


@dataclass(slots=True)
class Found:
    """What waits, who wrote in which review (apprenticeship and number), and the nudges by apprenticeship and item."""

    waiting: list[WaitingRow] = field(default_factory=list)
    wrote: set[tuple[UUID, int, Role]] = field(default_factory=set)
    nudges: dict[tuple[UUID, str], Nudges] = field(default_factory=dict)


def everything(session: Session, apprenticeships: Collection[UUID], sources: Collection[TimeSource]) -> Found:
    """All of it for these apprenticeships; `sources` are of time that the employer confirms."""
    found = Found()
    if not apprenticeships:
        return found
    for row in session.execute(_everything(list(apprenticeships), sources)):
        _take(found, row)
    return found


def add_nudge(session: Session, apprenticeship: UUID, item: str, *, by: UUID, at: datetime) -> int:
    """Keep that somebody was nudged; returns how many that makes. The caller holds the apprenticeship."""
    row = core.nudge
    seq = next_number(session, row.c.seq, row.c.apprenticeship_id == apprenticeship, row.c.item == item)
    session.execute(insert(row).values(apprenticeship_id=apprenticeship, item=item, seq=seq, by=by, at=at))
    return seq


def _take(found: Found, row: Any) -> None:
    match row.what:
        case "wrote":
            found.wrote.add((row.ap, int(row.which), Role(row.role)))
        case "nudge":
            before = found.nudges.get((row.ap, row.which), Nudges())
            newest = before.last_at is None or row.since > before.last_at
            last = (row.since, row.by) if newest else (before.last_at, before.last_by)
            found.nudges[row.ap, row.which] = Nudges(before.sent + 1, *last)
        case "signature":
            answered = set((row.answered or "").split())
            for role in row.role.split():
                if role not in answered:
                    which = f"{row.record}-{row.which}"
                    found.waiting.append(WaitingRow(row.ap, WaitKind.SIGNATURE, Role(role), which, 1, row.since))
        case _:
            found.waiting.append(WaitingRow(row.ap, WaitKind(row.what), Role(row.role), row.which, row.many, row.since))


def _everything(ids: list[UUID], sources: Collection[TimeSource]) -> Any:
    theirs, others = frozenset(sources), frozenset(TimeSource) - frozenset(sources)
    return union_all(
        _tags(ids, TagState.AWAITING, WaitKind.EVIDENCE, Role.TUTOR),
        _tags(ids, TagState.SUGGESTED, WaitKind.PROPOSED_KSBS, Role.APPRENTICE),
        *(_hours(ids, of, role) for of, role in ((theirs, Role.EMPLOYER), (others, Role.TUTOR)) if of),
        _signatures(ids),
        _wrote(ids),
        _nudges(ids),
    )


def _columns(
    ap: Any,
    what: str,
    role: Any,
    which: Any,
    since: Any,
    many: Any = None,
    record: Any = None,
    answered: Any = None,
    by: Any = None,
) -> list[Any]:
    return [
        ap.label("ap"),
        literal(what, String).label("what"),
        (role if not isinstance(role, str) else literal(role, String)).label("role"),
        cast(which, String).label("which"),
        (null().cast(core.nudge.c.at.type) if since is None else since).label("since"),
        (null().cast(Integer) if many is None else many).label("many"),
        (null().cast(String) if record is None else record).label("record"),
        (null().cast(String) if answered is None else answered).label("answered"),
        (null().cast(core.nudge.c.by.type) if by is None else by).label("by"),
    ]


def _tags(ids: list[UUID], state: TagState, kind: WaitKind, role: Role) -> Any:
    """Pieces with such a tag, or for what is proposed the tags themselves; the oldest by number stands for them."""
    tag, version = core.tag, core.evidence_version
    same = and_(
        version.c.apprenticeship_id == tag.c.apprenticeship_id,
        version.c.number == tag.c.number,
        version.c.version == tag.c.version,
    )
    many = func.count(tag.c.number.distinct()) if kind is WaitKind.EVIDENCE else func.count()
    return (
        select(
            *_columns(
                tag.c.apprenticeship_id, kind.value, role.value, func.min(tag.c.number),
                func.min(version.c.submitted_at), many,
            )
        )
        .join(version, same)
        .where(tag.c.apprenticeship_id.in_(ids), tag.c.counts, tag.c.state == state.value)
        .group_by(tag.c.apprenticeship_id)
    )  # fmt: skip


def _hours(ids: list[UUID], sources: Collection[TimeSource], role: Role) -> Any:
    row = core.time_entry
    return (
        select(
            *_columns(
                row.c.apprenticeship_id, WaitKind.HOURS.value, role.value, func.min(row.c.number),
                func.min(row.c.logged_at), func.count(),
            )
        )
        .where(row.c.apprenticeship_id.in_(ids), row.c.state == TimeState.WAITING.value)
        .where(row.c.counts, came_from(sources))
        .group_by(row.c.apprenticeship_id)
    )  # fmt: skip


def _signatures(ids: list[UUID]) -> Any:
    row, said = core.signed_record, core.signature
    answered = (
        select(func.aggregate_strings(said.c.role, " "))
        .where(
            said.c.apprenticeship_id == row.c.apprenticeship_id,
            said.c.kind == row.c.kind,
            said.c.number == row.c.number,
            said.c.version == row.c.version,
        )
        .correlate(row)
        .scalar_subquery()
    )
    which = cast(row.c.number, String) + "-" + cast(row.c.version, String)
    return select(
        *_columns(
            row.c.apprenticeship_id, WaitKind.SIGNATURE.value, row.c.asked, which, row.c.put_at,
            record=row.c.kind, answered=answered,
        )
    ).where(
        row.c.apprenticeship_id.in_(ids),
        row.c.superseded_at.is_(None),
        row.c.completed_at.is_(None),
        row.c.erased_at.is_(None),
    )  # fmt: skip


def _wrote(ids: list[UUID]) -> Any:
    row = core.review_section
    return (
        select(*_columns(row.c.apprenticeship_id, "wrote", row.c.role, row.c.number, None))
        .where(row.c.apprenticeship_id.in_(ids), row.c.words != "")
        .distinct()
    )


def _nudges(ids: list[UUID]) -> Any:
    row = core.nudge
    return select(*_columns(row.c.apprenticeship_id, "nudge", "", row.c.item, row.c.at, by=row.c.by)).where(
        row.c.apprenticeship_id.in_(ids)
    )
