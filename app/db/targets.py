"""Targets: rows and domain values."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, Select, Uuid, bindparam, case, insert, literal, select, union_all, update
from sqlalchemy.orm import Session

from app.db.numbering import next_number
from app.db.tables import core
from app.domain.apprenticeships import Named
from app.domain.evidence import TagState, Verdict
from app.domain.people import Role
from app.domain.targets import Aim, Change, KsbSign, Sign, Target, TargetChange, TargetState

UNSETTLED = (TargetState.OPEN, TargetState.PROPOSED)


def targets_of(
    session: Session, apprenticeship: UUID, states: Collection[TargetState] = tuple(TargetState)
) -> tuple[Target, ...]:
    """One apprenticeship's targets in these states by number, each with all its changes; one statement."""
    return targets_of_many(session, [apprenticeship], states).get(apprenticeship, ())


def targets_of_many(
    session: Session, apprenticeships: Collection[UUID], states: Collection[TargetState] = UNSETTLED
) -> Mapping[UUID, tuple[Target, ...]]:
    """The same for many in one statement; those without any are left out."""
    given = {"apprenticeships": list(apprenticeships), "states": [state.value for state in states]}
    found: dict[UUID, dict[int, list[TargetChange]]] = {}
    for row in session.execute(_changes(), given):
        found.setdefault(row.apprenticeship_id, {}).setdefault(row.number, []).append(change_of(row))
    return {
        apprenticeship: tuple(Target(number, tuple(changes)) for number, changes in by_number.items())
        for apprenticeship, by_number in found.items()
    }


def target(session: Session, apprenticeship: UUID, number: int) -> Target | None:
    """One target; None where there is none of this number."""
    return next((one for one in targets_of(session, apprenticeship) if one.number == number), None)


def next_target(session: Session, apprenticeship: UUID) -> int:
    """The number of the next target, under the apprenticeship's lock."""
    row = core.target
    return next_number(session, row.c.number, row.c.apprenticeship_id == apprenticeship)


def keep(session: Session, apprenticeship: UUID, one: Target) -> None:
    """Keep a target with its newest change, the only one that is not kept yet."""
    row = core.target
    if one.last.seq == 1:
        session.execute(insert(row).values(apprenticeship_id=apprenticeship, number=one.number, state=one.state.value))
    else:
        mine = (row.c.apprenticeship_id == apprenticeship, row.c.number == one.number)
        session.execute(update(row).where(*mine).values(state=one.state.value))
    aim, done = one.aim, one.last
    session.execute(
        insert(core.target_change).values(
            apprenticeship_id=apprenticeship,
            number=one.number,
            seq=done.seq,
            change=done.change.value,
            what=aim.what,
            who=aim.who.value,
            due_on=aim.due_on,
            ksbs=" ".join(aim.ksbs),
            duty=aim.duty,
            minutes=aim.minutes,
            reason=done.reason,
            review=done.review,
            by=done.by.id,
            at=done.at,
        )
    )


def ksb_signs(session: Session, apprenticeship: UUID) -> tuple[KsbSign, ...]:
    """When each KSB was claimed by what was sent, accepted and returned, by piece, where no place is said, and which
    pieces were withdrawn; in one statement."""
    rows = session.execute(_signs(), {"apprenticeship": apprenticeship})
    return tuple(KsbSign(Sign(what), number, ksb, at) for what, number, ksb, at in rows)


@cache
def _signs() -> CompoundSelect[Any]:
    piece, version, tag, said = core.evidence, core.evidence_version, core.tag, core.tag_decision
    here = bindparam("apprenticeship", type_=Uuid)
    unasked = [TagState.PROPOSED.value, TagState.SUGGESTED.value]
    claimed = (
        select(tag.c.number, tag.c.ksb, tag.c.place, tag.c.counts, version.c.submitted_at)
        .join(
            version,
            (version.c.apprenticeship_id == tag.c.apprenticeship_id)
            & (version.c.number == tag.c.number)
            & (version.c.version == tag.c.version),
        )
        .where(tag.c.apprenticeship_id == here, version.c.submitted_at.is_not(None), tag.c.state.not_in(unasked))
        .subquery()
    )
    of_claim = (claimed.c.number, claimed.c.ksb, claimed.c.submitted_at)
    decided = [Verdict.ACCEPTED.value, Verdict.RETURNED.value]
    return union_all(
        select(literal(Sign.SENT.value), *of_claim),
        select(literal(Sign.UNPLACED.value), *of_claim).where(claimed.c.counts, claimed.c.place == ""),
        select(said.c.verdict, said.c.number, said.c.ksb, said.c.at).where(
            said.c.apprenticeship_id == here, said.c.verdict.in_(decided)
        ),
        select(literal(Sign.WITHDRAWN.value), piece.c.number, literal(""), piece.c.withdrawn_at).where(
            piece.c.apprenticeship_id == here, piece.c.withdrawn_at.is_not(None)
        ),
    )


@cache
def _changes() -> Select[Any]:
    row, change, person = core.target, core.target_change, core.person
    return (
        select(change, person.c.name)
        .join(row, (row.c.apprenticeship_id == change.c.apprenticeship_id) & (row.c.number == change.c.number))
        .join(person, person.c.id == change.c.by)
        .where(
            row.c.apprenticeship_id.in_(bindparam("apprenticeships", expanding=True)),
            row.c.state.in_(bindparam("states", expanding=True)),
        )
        .order_by(change.c.apprenticeship_id, change.c.number, change.c.seq)
    )


def change_of(row: Any) -> TargetChange:
    """One change of a target, from a row that has its columns and the name of whoever did it."""
    aim = Aim(row.what, Role(row.who), row.due_on, tuple(row.ksbs.split()), row.duty, row.minutes)
    return TargetChange(row.seq, Change(row.change), aim, Named(row.by, row.name), row.at, row.reason, row.review)


def erase_words(session: Session, apprenticeship: UUID, number: int, instead: str) -> None:
    """Put `instead` where a target’s words and the reasons given with it stood, in every change of it."""
    row = core.target_change
    mine = (row.c.apprenticeship_id == apprenticeship, row.c.number == number)
    reason = case((row.c.reason != "", instead), else_="")
    session.execute(update(row).where(*mine).values(what=instead, reason=reason))
