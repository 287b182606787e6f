"""What a forecast is worked out from, in one statement; and what forecasts were worth, as it was last measured."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import String, Uuid, bindparam, cast, delete, func, insert, literal, null, select, union_all
from sqlalchemy.orm import Session

from app.db.exams import attempt_line, is_attempt, read_attempt
from app.db.tables import core
from app.domain.evidence import TagState
from app.domain.forecast import Attempt, Done, Measured, StepTime
from app.domain.london import london_date
from app.domain.off_the_job.entries import TimeState

_ONLY = 1


@dataclass(frozen=True, slots=True)
class WorkDone:
    """The days on which each KSB was accepted, in order, of tags that count today; and confirmed minutes by day.

    `shown` are the same acceptances by piece: its number, with the KSBs and the days. `exams` are attempts in English
    and maths, `record_entered_on` the day on which the learner record was first entered, None before.
    `measured` is what forecasts were worth when that was last measured, at `measured_at`, and `steps` how long steps
    took here by then; empty before it ever was.
    """

    accepted: Mapping[str, Sequence[date]]
    minutes: tuple[Done, ...]
    measured: tuple[Measured, ...]
    measured_at: datetime | None
    steps: tuple[StepTime, ...] = ()
    shown: Mapping[int, Mapping[str, date]] = field(default_factory=dict)
    exams: tuple[Attempt, ...] = ()
    record_entered_on: date | None = None

    @property
    def known_steps(self) -> tuple[StepTime, ...] | None:
        """How long steps took, None before that was ever measured."""
        return None if self.measured_at is None else self.steps


def work_done(session: Session, apprenticeship: UUID) -> WorkDone:
    """Everything that counts today of one apprenticeship, by the day on which it was accepted or happened."""
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in session.execute(_done(), {"apprenticeship": apprenticeship, "chain": str(apprenticeship)}):
        rows[row.what].append(row)
    accepted: dict[str, list[date]] = defaultdict(list)
    shown: dict[int, dict[str, date]] = defaultdict(dict)
    for row in rows["ksb"]:
        day = london_date(_moment(row.at))
        accepted[row.words].append(day)
        shown[row.units][row.words] = day
    minutes = sorted((Done(date.fromisoformat(row.at), int(row.units)) for row in rows["time"]), key=lambda one: one.on)
    found, steps = _measures(json.loads(rows["measured"][0].words)) if rows["measured"] else ((), ())
    return WorkDone(
        {ksb: tuple(sorted(days)) for ksb, days in accepted.items()},
        tuple(minutes),
        found,
        _moment(rows["measured"][0].at) if rows["measured"] else None,
        steps,
        shown,
        tuple(read_attempt(row.words) for row in rows["exam"]),
        next((london_date(_moment(row.at)) for row in rows["record"] if row.at), None),
    )


def keep(session: Session, found: Sequence[Measured], at: datetime, steps: Sequence[StepTime] = ()) -> None:
    """Keep what forecasts were worth and how long steps took, in place of what stood there."""
    row = core.forecast_measure
    body = {"worth": [asdict(one) for one in found], "steps": [asdict(one) for one in steps]}
    session.execute(delete(row))
    session.execute(insert(row).values(id=_ONLY, body=json.dumps(body), at=at))


def _measures(body: Any) -> tuple[tuple[Measured, ...], tuple[StepTime, ...]]:
    """Both parts. What was kept by an earlier revision is a list of the first alone."""
    kept = {"worth": body, "steps": []} if isinstance(body, list) else body
    return tuple(Measured(**one) for one in kept["worth"]), tuple(StepTime(**one) for one in kept["steps"])


@cache
def _done() -> Any:
    tag, entry, measure = core.tag, core.time_entry, core.forecast_measure
    planned, told = core.plan_activity, core.history
    of = bindparam("apprenticeship", type_=Uuid)
    return union_all(
        select(
            literal("ksb").label("what"),
            tag.c.ksb.label("words"),
            tag.c.number.label("units"),
            cast(tag.c.decided_at, String).label("at"),
        ).where(
            tag.c.apprenticeship_id == of,
            tag.c.counts,
            tag.c.state == TagState.ACCEPTED.value,
            tag.c.decided_at.is_not(None),
        ),
        select(literal("time"), literal(""), func.sum(entry.c.minutes), cast(entry.c.happened_on, String))
        .where(entry.c.apprenticeship_id == of, entry.c.counts, entry.c.state == TimeState.CONFIRMED.value)
        .group_by(entry.c.happened_on),
        select(literal("exam"), attempt_line(), cast(null(), entry.c.minutes.type), cast(null(), String)).where(
            planned.c.apprenticeship_id == of, is_attempt()
        ),
        select(
            literal("record"), literal(""), cast(null(), entry.c.minutes.type), cast(func.min(told.c.at), String)
        ).where(told.c.chain == bindparam("chain", type_=String), told.c.action == "learner_record_kept"),
        select(literal("measured"), measure.c.body, cast(null(), entry.c.minutes.type), cast(measure.c.at, String)),
    )


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
