"""Draws: kept once with everything that it takes to draw the same again."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, insert, select
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.evidence import Verdict
from app.domain.sampling import Counts, DecisionMade, Sampled, SampleState, Shares


@dataclass(frozen=True, slots=True)
class Draw:
    """One draw: from which time, by which shares and seed, by whom, and how much of it is sampled by now."""

    number: int
    since: datetime
    until: datetime
    seed: int
    shares: Shares
    by: str
    decided: int
    sampled: int
    open: int


def draws(session: Session, limit: int = 50) -> list[Draw]:
    """The newest draws, newest first; one statement."""
    return [_draw(row) for row in session.execute(_draws().limit(limit))]


def draw_of(session: Session, number: int) -> Draw | None:
    """One draw; one statement."""
    row = session.execute(_draws().where(core.sample_draw.c.number == number)).first()
    return _draw(row) if row else None


def last_draw(session: Session) -> Draw | None:
    """The newest."""
    found = draws(session, 1)
    return found[0] if found else None


def _draws() -> Select[Any]:
    row, person, tutor, drawn = core.sample_draw, core.person, core.sample_tutor, core.sampled_decision
    decided = select(func.sum(tutor.c.accepted + tutor.c.returned + tutor.c.declined)).where(
        tutor.c.draw == row.c.number
    )
    sampled = select(func.count()).where(drawn.c.draw == row.c.number)
    still_open = sampled.where(drawn.c.state == SampleState.OPEN.value)
    return (
        select(
            row,
            person.c.name,
            func.coalesce(decided.scalar_subquery(), 0).label("decided"),
            sampled.scalar_subquery().label("sampled"),
            still_open.scalar_subquery().label("still_open"),
        )
        .join(person, person.c.id == row.c.by)
        .order_by(row.c.number.desc())
    )


def _draw(row: Any) -> Draw:
    shares = Shares(row.percent, row.risk_percent, row.each_ksb, row.each_kind)
    many = (int(row.decided), row.sampled, row.still_open)
    return Draw(row.number, row.since, row.until, row.seed, shares, row.name, *many)


def add_draw(
    session: Session,
    number: int,
    period: tuple[datetime, datetime],
    seed: int,
    shares: Shares,
    decisions: Sequence[DecisionMade],
    drawn: Sequence[Sampled],
    by: UUID,
) -> None:
    """Keep a draw with whose decisions it was made from. The caller holds the lock."""
    session.execute(
        insert(core.sample_draw).values(
            number=number,
            since=period[0],
            until=period[1],
            seed=seed,
            percent=shares.percent,
            risk_percent=shares.risk_percent,
            each_ksb=shares.each_ksb,
            each_kind=shares.each_kind,
            by=by,
        )
    )
    session.execute(insert(core.sample_tutor), _by_tutor(number, decisions))
    session.execute(
        insert(core.sampled_decision),
        [
            {
                "draw": number,
                "place": place,
                "apprenticeship_id": one.decision.apprenticeship,
                "seq": one.decision.seq,
                "number": one.decision.number,
                "version": one.decision.version,
                "ksb": one.decision.ksb,
                "kind": one.decision.kind,
                "verdict": one.decision.verdict.value,
                "tutor": one.decision.tutor,
                "reasons": " ".join(one.reasons),
                "state": SampleState.OPEN.value,
                "disputed": False,
            }
            for place, one in enumerate(drawn, 1)
        ],
    )


def _by_tutor(number: int, decisions: Sequence[DecisionMade]) -> list[dict[str, Any]]:
    found: dict[UUID, dict[str, int]] = defaultdict(lambda: dict.fromkeys((v.value for v in Verdict), 0))
    for one in decisions:
        found[one.tutor][one.verdict.value] += 1
    return [{"draw": number, "tutor": tutor, **counts} for tutor, counts in found.items()]


def counts_by_tutor(session: Session, numbers: Collection[int]) -> tuple[Mapping[UUID, Counts], Mapping[UUID, str]]:
    """What these draws were made from, by tutor, and the tutors' names; two statements."""
    tutor, drawn, person = core.sample_tutor, core.sampled_decision, core.person
    sums = (func.sum(tutor.c.accepted), func.sum(tutor.c.returned), func.sum(tutor.c.declined))
    made = session.execute(
        select(tutor.c.tutor, person.c.name, *sums)
        .join(person, person.c.id == tutor.c.tutor)
        .where(tutor.c.draw.in_(list(numbers)))
        .group_by(tutor.c.tutor, person.c.name)
    ).all()
    judged = session.execute(
        select(drawn.c.tutor, drawn.c.disputed, func.count())
        .where(drawn.c.draw.in_(list(numbers)), drawn.c.state != SampleState.OPEN.value)
        .group_by(drawn.c.tutor, drawn.c.disputed)
    ).all()
    counts = {one[0]: Counts(*map(int, one[2:])) for one in made}
    for who, disputed, many in judged:
        counts[who] = counts.get(who, Counts()).plus(Counts(sampled=many, disagreed=many if disputed else 0))
    return counts, {one[0]: one[1] for one in made}
