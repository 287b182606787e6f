"""The steps that people took on every record here, by the days on which each began and was done; and who reached
gateway when. It is read when forecasts are measured, never for a page."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import String, and_, cast, func, literal, select, union_all
from sqlalchemy.orm import Session

from app.db.gateway.told import learner_told
from app.db.history import ChainOf
from app.db.tables import core
from app.domain.forecast import StepTaken
from app.domain.forecast.steps_of_gateway import CASE_STUDY, CLEARING, DECLARATION, MOCK, RECORD, REVIEWS
from app.domain.gateway.declaration import NUMBER, PARTIES
from app.domain.gateway.learner_record import is_settled
from app.domain.london import london_date
from app.domain.portfolio import Manifest, manifest_from
from app.domain.signatures import Answer, RecordKind
from app.domain.training_plan.values import PlanKind

_SIGNED = {RecordKind.REVIEW: REVIEWS, RecordKind.DECLARATION: DECLARATION}
_PARTIES = 2
"""Employer and tutor agree to a case study, each once to a version."""


def steps_taken(session: Session) -> list[StepTaken]:
    """Every step but those of exams and of freezing, which a programme and a standard tell of; in two statements."""
    signed = [StepTaken(step, _day(began), _day(ended), of) for step, began, ended, of in session.execute(_steps())]
    return [*signed, *_records(session)]


def _records(session: Session) -> Iterator[StepTaken]:
    """Learner records, from the day on which each was entered until it first matched."""
    row = core.history
    rows = session.execute(
        select(row.c.chain, row.c.at, row.c.body)
        .where(
            row.c.action == "learner_record_kept",
            row.c.chain.in_(select(ChainOf(core.learner_record.c.apprenticeship_id))),
        )
        .order_by(row.c.chain, row.c.seq)
    )
    for chain, told in groupby(rows, key=lambda each: each.chain):
        kept = list(told)
        matched = next((each.at for each in kept if is_settled(learner_told(json.loads(each.body)))), None)
        if matched is not None:
            yield StepTaken(RECORD, london_date(kept[0].at), london_date(matched), UUID(chain))


def manifests(session: Session) -> Iterator[tuple[UUID, Manifest]]:
    """Every frozen portfolio of everybody with whose it is, of each the oldest first."""
    row = core.portfolio_version
    found = select(row.c.apprenticeship_id, row.c.manifest).order_by(row.c.apprenticeship_id, row.c.number)
    for of, text in session.execute(found):
        yield of, manifest_from(text)


def gateway_days(session: Session) -> Mapping[UUID, date]:
    """The first day on which all had signed a declaration, or the first result was told: by apprenticeship."""
    said, told = core.signature, core.assessment_outcome
    declared = (
        select(said.c.apprenticeship_id, cast(func.max(said.c.at), String))
        .where(
            said.c.kind == RecordKind.DECLARATION.value,
            said.c.number == NUMBER,
            said.c.answer == Answer.SIGNED.value,
        )
        .group_by(said.c.apprenticeship_id, said.c.version)
        .having(func.count() == len(PARTIES))
    )
    result = select(told.c.apprenticeship_id, cast(func.min(told.c.told_on), String)).group_by(told.c.apprenticeship_id)
    found: dict[UUID, date] = {}
    for apprenticeship, when in session.execute(union_all(declared, result)):
        day = _day(when)
        found[apprenticeship] = min(day, found.get(apprenticeship, day))
    return found


def _steps() -> Any:
    put, study, agreed = core.signed_record, core.case_study, core.case_study_agreement
    sent, planned, event = core.evidence_version, core.plan_activity, core.plan_event
    parts = [
        select(
            literal(step), cast(put.c.put_at, String), cast(put.c.completed_at, String), put.c.apprenticeship_id
        ).where(put.c.kind == kind.value, put.c.completed_at.is_not(None), ~_answered_otherwise())
        for kind, step in _SIGNED.items()
    ]
    both = (
        select(agreed.c.apprenticeship_id, agreed.c.version, func.max(agreed.c.at).label("at"))
        .group_by(agreed.c.apprenticeship_id, agreed.c.version)
        .having(func.count() >= _PARTIES)
        .subquery()
    )
    same = and_(both.c.apprenticeship_id == study.c.apprenticeship_id, both.c.version == study.c.version)
    parts.append(
        select(literal(CASE_STUDY), cast(study.c.at, String), cast(both.c.at, String), study.c.apprenticeship_id)
        .select_from(study)
        .join(both, same)
    )
    parts.append(
        select(
            literal(CLEARING),
            cast(sent.c.submitted_at, String),
            cast(sent.c.cleared_at, String),
            sent.c.apprenticeship_id,
        ).where(sent.c.submitted_at.is_not(None), sent.c.cleared_at.is_not(None))
    )
    first = (
        select(func.min(event.c.at))
        .where(event.c.apprenticeship_id == planned.c.apprenticeship_id, event.c.number == planned.c.number)
        .correlate(planned)
        .scalar_subquery()
    )
    parts.append(
        select(literal(MOCK), cast(first, String), cast(planned.c.held_on, String), planned.c.apprenticeship_id).where(
            planned.c.kind == PlanKind.MOCK_ASSESSMENT.value, planned.c.held_on.is_not(None)
        )
    )
    return union_all(*parts)


def _answered_otherwise() -> Any:
    """Whether somebody refused, or could not be had: such a record is complete and was not signed by all."""
    put, said = core.signed_record, core.signature
    same = [said.c[name] == put.c[name] for name in ("apprenticeship_id", "kind", "number", "version")]
    return select(said.c.role).where(*same, said.c.answer != Answer.SIGNED.value).correlate(put).exists()


def _day(text: str) -> date:
    """The day in London of a moment, or the day itself."""
    if len(text) == len("2026-11-23"):
        return date.fromisoformat(text)
    found = datetime.fromisoformat(text)
    return london_date(found if found.tzinfo else found.replace(tzinfo=UTC))
