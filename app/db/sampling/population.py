"""The decisions that a draw is made from, with what makes one likelier to be wrong."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from app.db.tables import core
from app.domain.evidence import Verdict
from app.domain.people import Role
from app.domain.sampling import DecisionMade, Risk, Said

NEW_FOR = timedelta(days=92)
"""How long somebody is a new tutor (our own choice)."""


def before_every_decision(session: Session, now: datetime) -> datetime:
    """A moment just before the first decision that was ever made; `now` where none was."""
    first = session.execute(select(func.min(core.tag_decision.c.at))).scalar_one()
    return now if first is None else first - timedelta(seconds=1)


def decisions_between(session: Session, since: datetime, until: datetime) -> list[DecisionMade]:
    """Every decision made after `since` and until `until` that still held then; in three statements.

    All of it is kept for good, so that whoever asks for the same time later is told the same.
    """
    row, version, later = core.tag_decision, core.evidence_version, aliased(core.tag_decision)
    undone = exists().where(
        later.c.apprenticeship_id == row.c.apprenticeship_id,
        later.c.number == row.c.number,
        later.c.version == row.c.version,
        later.c.ksb == row.c.ksb,
        later.c.seq > row.c.seq,
        later.c.at <= until,
    )
    same = and_(
        version.c.apprenticeship_id == row.c.apprenticeship_id,
        version.c.number == row.c.number,
        version.c.version == row.c.version,
    )
    columns = (row.c.apprenticeship_id, row.c.seq, row.c.number, row.c.version, row.c.ksb, row.c.verdict, row.c.by)
    rows = session.execute(
        select(*columns, version.c.kind, version.c.made_by)
        .join(version, same)
        .where(row.c.at > since, row.c.at <= until, row.c.verdict.is_not(None), ~undone)
    ).all()
    tutors = {one.by for one in rows}
    new, disputed = _new(session, tutors, until.date() - NEW_FOR), _disputed(session, until)
    return [
        DecisionMade(
            one.apprenticeship_id,
            one.seq,
            one.number,
            one.version,
            one.ksb,
            one.kind,
            Verdict(one.verdict),
            one.by,
            frozenset(
                risk
                for risk, carries in (
                    (Risk.OWN_OBSERVATION, one.made_by == one.by),
                    (Risk.NEW_TUTOR, one.by in new),
                    (Risk.DISAGREED_BEFORE, one.by in disputed),
                )
                if carries
            ),
        )
        for one in rows
    ]


def seen_before(session: Session, number: int) -> tuple[frozenset[str], frozenset[str]]:
    """The KSBs and the kinds of evidence that draws before this one had."""
    row = core.sampled_decision
    found = session.execute(select(row.c.ksb, row.c.kind).where(row.c.draw < number).distinct()).all()
    return frozenset(one.ksb for one in found), frozenset(one.kind for one in found)


def _new(session: Session, tutors: Collection[UUID], after: date) -> set[UUID]:
    row = core.membership
    rows = session.execute(
        select(row.c.person_id, func.min(row.c.since))
        .where(row.c.person_id.in_(list(tutors)), row.c.role == Role.TUTOR.value)
        .group_by(row.c.person_id)
    )
    return {person for person, since in rows if since > after}


def _disputed(session: Session, until: datetime) -> set[UUID]:
    said, row = core.sample_said, core.sampled_decision
    return set(
        session.scalars(
            select(row.c.tutor)
            .distinct()
            .join(said, and_(said.c.draw == row.c.draw, said.c.place == row.c.place))
            .where(said.c.what == Said.DISAGREED.value, said.c.at <= until)
        )
    )
