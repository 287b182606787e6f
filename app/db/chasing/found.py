"""What waits on whom as the tables have it, over any number of apprenticeships; nudges as sent."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.db.caseload import LastSigns
from app.db.chasing.statement import AFTER, BETWEEN, PACKED, everything_at_once
from app.db.numbering import next_number
from app.db.tables import core
from app.db.training_plan.brief import PlanBrief, stated_brief
from app.domain.chasing import Nudges, WaitKind
from app.domain.people import Role
from app.domain.provider_settings import TimeSource


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


@dataclass(frozen=True, slots=True)
class PlanPut:
    """The newest version of a training plan, when it was put before its signers, and what is said of the plan now."""

    version: int
    at: datetime
    brief: PlanBrief


@dataclass(slots=True)
class Chased:
    """What waits on one record, who wrote in which review, the nudges by item, and the last signs of anything.

    Hours stand by their source, since the provider says whose word each source needs. `stale_since` is for whoever
    works out since when the plan is out of date, and holds what was found once.
    """

    waiting: list[WaitingRow] = field(default_factory=list)
    hours: list[HoursRow] = field(default_factory=list)
    wrote: set[tuple[int, Role]] = field(default_factory=set)
    nudges: dict[str, Nudges] = field(default_factory=dict)
    plan: PlanPut | None = None
    stale_since: list[date | None] = field(default_factory=list, compare=False)
    signs: LastSigns = field(default_factory=LastSigns)


def everything(session: Session, apprenticeships: Collection[UUID], today: date) -> dict[UUID, Chased]:
    """All of it, for each of these apprenticeships, on a day."""
    found = {id_: Chased() for id_ in apprenticeships}
    if found:
        for row in session.execute(everything_at_once(), {"apprenticeships": list(found), "today": today}):
            _take(found[row.ap], row)
    return found


def read_on_apprentice(written: str | None) -> Chased:
    """What `on_apprentice` found."""
    one = Chased()
    for line in (written or "").split(AFTER):
        if line:
            given = dict(zip(PACKED, line.split(BETWEEN), strict=True))
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
        case WaitKind.PLAN.value:
            one.plan = PlanPut(int(row.which), row.since, stated_brief(row.record, row.answered))
        case WaitKind.HOURS.value:
            one.hours.append(HoursRow(TimeSource(row.record), int(row.which), row.many, row.since))
        case WaitKind.SIGNATURE.value | WaitKind.SCAN.value:
            which = f"{row.record}-{row.which}" if row.record else row.which
            answered = set((row.answered or "").split())
            waits_on = [role for role in row.role.split() if role not in answered]
            one.waiting += [WaitingRow(WaitKind(row.what), Role(role), which, 1, row.since) for role in waits_on]
        case _:
            one.waiting.append(WaitingRow(WaitKind(row.what), Role(row.role), row.which, row.many, row.since))
