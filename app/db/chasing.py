"""What waits on whom as the tables have it, in one statement over any number of apprenticeships; nudges as sent."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache, reduce
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, String, and_, bindparam, cast, func, insert, literal, null, select, union_all
from sqlalchemy.orm import Session

from app.db.caseload import LastSigns, signs
from app.db.numbering import next_number
from app.db.off_the_job.lists import entry_source
from app.db.tables import core
from app.domain.chasing import Nudges, WaitKind
from app.domain.evidence import TagState
from app.domain.off_the_job.entries import TimeState
from app.domain.people import Role
from app.domain.provider_settings import TimeSource
from app.domain.skills_scan import PARTIES

_PACKED = ("what", "role", "which", "since", "many", "record", "answered")
_BETWEEN, _AFTER = "|", ","


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Something that waits on one party, with how much of it and since when."""

    kind: WaitKind
    role: Role
    which: str
    count: int
    since: datetime


@dataclass(frozen=True, slots=True)
class HoursRow:
    """Entries of time from one source that wait: the first by number, how many, and since when."""

    source: TimeSource
    first: int
    count: int
    since: datetime


@dataclass(slots=True)
class Chased:
    """What waits on one record, who wrote in which review, the nudges by item, and the last signs of anything.

    Hours stand by their source, since the provider says whose word each source needs.
    """

    waiting: list[WaitingRow] = field(default_factory=list)
    hours: list[HoursRow] = field(default_factory=list)
    wrote: set[tuple[int, Role]] = field(default_factory=set)
    nudges: dict[str, Nudges] = field(default_factory=dict)
    signs: LastSigns = field(default_factory=LastSigns)


def everything(session: Session, apprenticeships: Collection[UUID], today: date) -> dict[UUID, Chased]:
    """All of it, for each of these apprenticeships, on a day."""
    found = {id_: Chased() for id_ in apprenticeships}
    if found:
        for row in session.execute(_everything(), {"apprenticeships": list(found), "today": today}):
            _take(found[row.ap], row)
    return found


def on_apprentice() -> Any:
    """What waits on the apprentice of `apprenticeships`, and who wrote in which review, as one text for a statement
    that runs anyway. `read_on_apprentice` reads it."""
    found = union_all(
        _tags(TagState.SUGGESTED, WaitKind.PROPOSED_KSBS, Role.APPRENTICE), _signatures(), _scans(), _wrote()
    ).subquery()
    parts: list[Any] = [func.coalesce(cast(found.c[name], String), "") for name in _PACKED]
    one = reduce(lambda before, part: before + _BETWEEN + part, parts)
    return select(func.aggregate_strings(one, _AFTER)).scalar_subquery()


def read_on_apprentice(written: str | None) -> Chased:
    """What `on_apprentice` found."""
    one = Chased()
    for line in (written or "").split(_AFTER):
        if line:
            given = dict(zip(_PACKED, line.split(_BETWEEN), strict=True))
            since = datetime.fromisoformat(given["since"]) if given["since"] else None
            moment = since.replace(tzinfo=since.tzinfo or UTC) if since else None
            _take(one, SimpleNamespace(**given | {"since": moment, "many": int(given["many"] or 1)}))
    one.waiting = [row for row in one.waiting if row.role is Role.APPRENTICE]
    return one


def add_nudge(session: Session, apprenticeship: UUID, item: str, *, by: UUID | None, at: datetime) -> int:
    """Keep that somebody was nudged, by nobody where a round of reminders did; returns how many that makes. The caller
    holds the apprenticeship."""
    row = core.nudge
    seq = next_number(session, row.c.seq, row.c.apprenticeship_id == apprenticeship, row.c.item == item)
    session.execute(insert(row).values(apprenticeship_id=apprenticeship, item=item, seq=seq, by=by, at=at))
    return seq


def _take(one: Chased, row: Any) -> None:
    match row.what:
        case "wrote":
            one.wrote.add((int(row.which), Role(row.role)))
        case "nudge":
            before = one.nudges.get(row.which, Nudges())
            newest = before.last_at is None or row.since > before.last_at
            last = (row.since, row.by) if newest else (before.last_at, before.last_by)
            one.nudges[row.which] = Nudges(before.sent + 1, *last)
        case "signs":
            one.signs = LastSigns(row.since, row.also, row.many)
        case WaitKind.HOURS.value:
            one.hours.append(HoursRow(TimeSource(row.record), int(row.which), row.many, row.since))
        case WaitKind.SIGNATURE.value | WaitKind.SCAN.value:
            which = f"{row.record}-{row.which}" if row.record else row.which
            answered = set((row.answered or "").split())
            waits_on = [role for role in row.role.split() if role not in answered]
            one.waiting += [WaitingRow(WaitKind(row.what), Role(role), which, 1, row.since) for role in waits_on]
        case _:
            one.waiting.append(WaitingRow(WaitKind(row.what), Role(row.role), row.which, row.many, row.since))


@cache
def _everything() -> Any:
    return union_all(
        _tags(TagState.AWAITING, WaitKind.EVIDENCE, Role.TUTOR),
        _tags(TagState.SUGGESTED, WaitKind.PROPOSED_KSBS, Role.APPRENTICE),
        _hours(),
        _signatures(),
        _scans(),
        _wrote(),
        _nudges(),
        _signs(),
    )


def _these(column: Any) -> Any:
    return column.in_(bindparam("apprenticeships", expanding=True))


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
    also: Any = None,
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
        (null().cast(core.nudge.c.at.type) if also is None else also).label("also"),
    ]


def _tags(state: TagState, kind: WaitKind, role: Role) -> Any:
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
        .where(_these(tag.c.apprenticeship_id), tag.c.counts, tag.c.state == state.value)
        .group_by(tag.c.apprenticeship_id)
    )  # fmt: skip


def _hours() -> Any:
    row, source = core.time_entry, entry_source()
    return (
        select(
            *_columns(
                row.c.apprenticeship_id, WaitKind.HOURS.value, "", func.min(row.c.number), func.min(row.c.logged_at),
                func.count(), record=source,
            )
        )
        .where(_these(row.c.apprenticeship_id), row.c.state == TimeState.WAITING.value, row.c.counts)
        .group_by(row.c.apprenticeship_id, source)
    )  # fmt: skip


def _signatures() -> Any:
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
        _these(row.c.apprenticeship_id),
        row.c.superseded_at.is_(None),
        row.c.completed_at.is_(None),
        row.c.erased_at.is_(None),
    )  # fmt: skip


def _scans() -> Any:
    """The newest scan of each, with the parties that have given their ratings in it."""
    scan, given, other = core.skills_scan, core.skills_scan_given, core.skills_scan.alias()
    last = select(func.max(other.c.number)).where(other.c.apprenticeship_id == scan.c.apprenticeship_id)
    answered = (
        select(func.aggregate_strings(given.c.role, " "))
        .where(given.c.apprenticeship_id == scan.c.apprenticeship_id, given.c.number == scan.c.number)
        .correlate(scan)
        .scalar_subquery()
    )
    parties = " ".join(role.value for role in PARTIES)
    columns = _columns(
        scan.c.apprenticeship_id, WaitKind.SCAN.value, parties, scan.c.number, scan.c.begun_at, answered=answered
    )
    newest = scan.c.number == last.correlate(scan).scalar_subquery()
    return select(*columns).where(_these(scan.c.apprenticeship_id), newest)


def _signs() -> Any:
    found = signs().subquery()
    return select(*_columns(found.c.id, "signs", "", null(), found.c.sent_at, found.c.behind, also=found.c.queried_at))


def _wrote() -> Any:
    row = core.review_section
    return (
        select(*_columns(row.c.apprenticeship_id, "wrote", row.c.role, row.c.number, None))
        .where(_these(row.c.apprenticeship_id), row.c.words != "")
        .distinct()
    )


def _nudges() -> Any:
    row = core.nudge
    return select(*_columns(row.c.apprenticeship_id, "nudge", "", row.c.item, row.c.at, by=row.c.by)).where(
        _these(row.c.apprenticeship_id)
    )
