"""Words beside evidence, by the name of what they stand with: which there are, and taking them away for good."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, String, case, cast, exists, func, literal, or_, select, union, update
from sqlalchemy.orm import Session

from app.db import gateway, history, portfolio, reviews, signatures, targets, visits, words_kept
from app.db.tables import core
from app.domain.breaches import Erasure
from app.domain.confidentiality import FindingKind
from app.domain.signatures import RecordKey, RecordKind
from app.domain.wording import ERASED
from app.domain.words_erased import SIGNED, Worded, WordsOf, worded


@dataclass(frozen=True, slots=True)
class _Part:
    """Words in a table: the columns that hold them, the column with the number or code, and when they were written:
    in its own column of the row, or that of a table with the same number."""

    table: Any
    columns: tuple[Any, ...]
    key: Any
    at: Any


_PLACES = core.assessment_sitting.c
_PARTS: dict[WordsOf, tuple[_Part, ...]] = {
    WordsOf.WAIVER: (
        _Part(
            core.waiver,
            (core.waiver.c.reason, core.waiver.c.restricted, core.waiver.c.agreed_by, core.waiver.c.taken_back_reason),
            core.waiver.c.number,
            core.waiver.c.at,
        ),
    ),
    WordsOf.ADJUSTMENT: (
        _Part(
            core.adjustment,
            tuple(core.adjustment.c[name] for name in ("words", "reason", "told_whom", "ended_reason")),
            core.adjustment.c.number,
            core.adjustment.c.at,
        ),
    ),
    WordsOf.COMPONENT: (
        _Part(
            core.gateway_component,
            (core.gateway_component.c.note, core.gateway_component.c.reason),
            core.gateway_component.c.code,
            core.gateway_component.c.at,
        ),
    ),
    WordsOf.ATTEMPT: (
        _Part(
            core.assessment_sitting,
            (_PLACES.place, _PLACES.organisation, _PLACES.reason),
            _PLACES.number,
            core.assessment_event.c.at,
        ),
        _Part(
            core.assessment_event,
            (core.assessment_event.c.reason,),
            core.assessment_event.c.number,
            core.assessment_event.c.at,
        ),
        _Part(
            core.assessment_outcome,
            tuple(core.assessment_outcome.c[name] for name in ("told_by", "marked_by", "reason")),
            core.assessment_outcome.c.number,
            core.assessment_outcome.c.at,
        ),
    ),
    WordsOf.ACTIVITY: (
        _Part(
            core.plan_activity,
            (core.plan_activity.c.title, core.plan_activity.c.reason, core.plan_activity.c.feedback),
            core.plan_activity.c.number,
            core.plan_event.c.at,
        ),
        _Part(core.plan_event, (core.plan_event.c.reason,), core.plan_event.c.number, core.plan_event.c.at),
        _Part(core.mock_feedback, (core.mock_feedback.c.words,), core.mock_feedback.c.number, core.plan_event.c.at),
    ),
    WordsOf.ENTRY: (
        _Part(core.time_entry, (core.time_entry.c.description,), core.time_entry.c.number, core.time_entry.c.logged_at),
        _Part(core.time_decision, (core.time_decision.c.note,), core.time_decision.c.number, core.time_decision.c.at),
    ),
    WordsOf.BREACH: (
        _Part(core.breach, (core.breach.c.reason, core.breach.c.end_reason), core.breach.c.seq, core.breach.c.found_at),
    ),
}
_SIGNED = {of: kind for of, kind in SIGNED.items() if of is not WordsOf.REVIEW}
_REASON = "reason"
"""The key of what a frozen version is for, among its texts."""
_TOLD = ("words_erased", "words_erased_again", "review_erased", "target_erased", "case_study_erased")


def worded_here(session: Session, apprenticeship: UUID) -> list[Worded]:
    """Everything of a record whose words can be erased by name, and are not yet; one statement."""
    text, row = core.portfolio_text, core.signed_record
    asked = [
        select(literal(of.value).label("kind"), cast(part.key, String).label("which")).where(
            part.table.c.apprenticeship_id == apprenticeship, _holds_words(part)
        )
        for of, parts in _PARTS.items()
        for part in parts
    ]
    asked += [
        select(literal(WordsOf.PORTFOLIO.value), cast(text.c.number, String)).where(
            text.c.apprenticeship_id == apprenticeship, text.c.key == _REASON
        )
    ]
    asked += [
        select(literal(of.value), cast(row.c.number, String)).where(
            row.c.apprenticeship_id == apprenticeship, row.c.kind == kind.value, row.c.erased_at.is_(None)
        )
        for of, kind in _SIGNED.items()
    ]
    said, sampled = core.sample_said, core.sampled_decision
    of_it = (sampled.c.draw == said.c.draw, sampled.c.place == said.c.place)
    sample = cast(said.c.draw, String) + literal("-") + cast(said.c.place, String)
    asked += [
        select(literal(WordsOf.SAMPLE.value), sample).where(
            *of_it, sampled.c.apprenticeship_id == apprenticeship, said.c.words.not_in(("", ERASED))
        )
    ]
    found = [Worded(WordsOf(kind), which) for kind, which in session.execute(union(*asked))]
    order = list(WordsOf)
    return sorted(found, key=lambda one: (order.index(one.of), len(one.which), one.which))


@dataclass(frozen=True, slots=True)
class Gone:
    """What was erased: whether anything was, and each version of a signed record with its hash."""

    any: bool
    records: tuple[tuple[RecordKey, str], ...] = ()


def erase_worded(session: Session, apprenticeship: UUID, one: Worded, at: datetime) -> Gone:
    """Take away the words of this that were written until a moment. The caller tells of each record in history.

    What was written later under the same number is something else: an older backup was put back in between.
    """
    number = int(one.which) if one.which.isdecimal() else 0
    words_kept.forget(session, apprenticeship, one.name, at)
    if one.of is WordsOf.PORTFOLIO:
        return Gone(portfolio.bury_text(session, apprenticeship, number, _REASON, at))
    if one.of is WordsOf.VISIT:
        return Gone(visits.erase_words(session, apprenticeship, number, at, ERASED))
    if one.of is WordsOf.SAMPLE:
        return Gone(_erase_said(session, apprenticeship, one.which, at))
    if one.of in _SIGNED:
        return _erase_signed(session, apprenticeship, _SIGNED[one.of], number, at)
    if one.of in _PARTS:
        # Every part, since what one holds says nothing of the others.
        return Gone(sum(_erase_part(session, apprenticeship, part, one.which, at) for part in _PARTS[one.of]) > 0)
    return _erase_elsewhere(session, apprenticeship, one.of, number, at)


def words_erased(session: Session) -> Iterator[Erasure]:
    """Every such erasure, as history tells of it, oldest first; each once, however often it was done again."""
    row = core.history
    found: dict[object, Erasure] = {}
    # What is the provider's own is told on each record that it names too, and of them it is an erasure.
    on_record = (row.c.action.in_(_TOLD), row.c.chain != history.PROVIDER)
    told = select(row.c.chain, row.c.at, row.c.subject, row.c.body).where(*on_record)
    for chain, at, name, body in session.execute(told.order_by(row.c.at, row.c.chain, row.c.seq)):
        since = json.loads(body).get("since")
        one = Erasure(UUID(chain), None, (), datetime.fromisoformat(since) if since else at, FindingKind.OTHER, name)
        found.setdefault(one.key, one)
    yield from found.values()


def erase_words_again(session: Session, erased: Erasure) -> Gone:
    """Erase again what an older backup brought back."""
    one = worded(erased.words)
    return erase_worded(session, erased.apprenticeship, one, erased.at) if one else Gone(any=False)


def _erase_part(session: Session, apprenticeship: UUID, part: _Part, which: str, at: datetime) -> bool:
    key = which if not isinstance(part.key.type, Integer) else int(which) if which.isdecimal() else 0
    table, written = part.table, part.at.table
    then = (
        (part.at <= at)
        if written is table
        else exists().where(
            written.c.apprenticeship_id == table.c.apprenticeship_id, written.c.number == part.key, part.at <= at
        )
    )
    values: dict[str, Any] = {
        column.name: case((func.coalesce(column, "") != "", ERASED), else_=column) for column in part.columns
    }
    if "salt" in table.c:
        # A new one, since what is ended later still goes into the history under it.
        values["salt"] = history.new_salt()
    done = session.execute(
        update(table)
        .where(table.c.apprenticeship_id == apprenticeship, part.key == key, then, _holds_words(part))
        .values(**values)
    )
    return bool(getattr(done, "rowcount", 0))


def _holds_words(part: _Part) -> ColumnElement[bool]:
    return or_(*(func.coalesce(column, "").not_in(("", ERASED)) for column in part.columns))


def _said_of(apprenticeship: UUID) -> ColumnElement[bool]:
    said, sampled = core.sample_said, core.sampled_decision
    same = (sampled.c.draw == said.c.draw, sampled.c.place == said.c.place)
    return exists().where(*same, sampled.c.apprenticeship_id == apprenticeship)


def _erase_said(session: Session, apprenticeship: UUID, which: str, at: datetime) -> bool:
    draw, _, place = which.partition("-")
    if not (draw.isdecimal() and place.isdecimal()):
        return False
    said = core.sample_said
    mine = (said.c.draw == int(draw), said.c.place == int(place), said.c.at <= at, said.c.words.not_in(("", ERASED)))
    done = session.execute(update(said).where(_said_of(apprenticeship), *mine).values(words=ERASED, salt=""))
    return bool(getattr(done, "rowcount", 0))


def _erase_signed(session: Session, apprenticeship: UUID, kind: RecordKind, number: int, at: datetime) -> Gone:
    row = core.signed_record
    found = session.execute(
        select(row.c.version, row.c.sha256).where(
            row.c.apprenticeship_id == apprenticeship,
            row.c.kind == kind.value,
            row.c.number == number,
            row.c.put_at <= at,
            row.c.erased_at.is_(None),
        )
    ).all()
    records = tuple((RecordKey(apprenticeship, kind, number, version), sha256) for version, sha256 in found)
    for key, _ in records:
        signatures.erase(session, key, at)
    return Gone(bool(records), records)


def _stood_then(session: Session, apprenticeship: UUID, of: WordsOf, number: int, at: datetime) -> bool:
    review, target, study = core.review.c, core.target_change.c, core.case_study.c
    begun = {
        WordsOf.REVIEW: (review.apprenticeship_id, review.number == number, review.opened_at),
        WordsOf.TARGET: (target.apprenticeship_id, target.number == number, target.at),
        WordsOf.CASE_STUDY: (study.apprenticeship_id, study.erased_at.is_(None), study.at),
    }
    of_record, which, when = begun[of]
    return bool(session.scalar(select(exists().where(of_record == apprenticeship, which, when <= at))))


def _erase_elsewhere(session: Session, apprenticeship: UUID, of: WordsOf, number: int, at: datetime) -> Gone:
    """A review, a target or the case study, which have actions of their own that erase them first.

    Of what was begun after that moment nothing is erased: it is another of the same number.
    """
    if not _stood_then(session, apprenticeship, of, number, at):
        return Gone(any=False)
    if of is WordsOf.CASE_STUDY:
        gateway.erase_case_study(session, apprenticeship, at)
    elif of is WordsOf.TARGET:
        targets.erase_words(session, apprenticeship, number, ERASED)
        reviews.erase_quoted_target(session, apprenticeship, number)
    else:
        reviews.erase_words(session, apprenticeship, number)
        return Gone(any=True, records=_erase_signed(session, apprenticeship, RecordKind.REVIEW, number, at).records)
    return Gone(any=True)
