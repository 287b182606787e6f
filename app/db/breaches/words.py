"""Taking away for good the words beside evidence, by the name of what they stand with."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, exists, func, select, update
from sqlalchemy.orm import Session

from app.db import gateway, history, portfolio, reviews, signatures, targets, visits, words_kept
from app.db.breaches.worded import PARTS, REASON, SIGNED_HERE, Part, holds_words
from app.db.tables import core
from app.domain.breaches import Erasure
from app.domain.confidentiality import FindingKind
from app.domain.signatures import RecordKey, RecordKind
from app.domain.wording import ERASED
from app.domain.words_erased import Worded, WordsOf, worded

_TOLD = ("words_erased", "words_erased_again", "review_erased", "target_erased", "case_study_erased")


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
        return Gone(portfolio.bury_text(session, apprenticeship, number, REASON, at))
    if one.of is WordsOf.VISIT:
        return Gone(visits.erase_words(session, apprenticeship, number, at, ERASED))
    if one.of is WordsOf.SAMPLE:
        return Gone(_erase_said(session, apprenticeship, one.which, at))
    if one.of in SIGNED_HERE:
        return _erase_signed(session, apprenticeship, SIGNED_HERE[one.of], number, at)
    if one.of in PARTS:
        # Every part, since what one holds says nothing of the others.
        return Gone(sum(_erase_part(session, apprenticeship, part, one.which, at) for part in PARTS[one.of]) > 0)
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


def _erase_part(session: Session, apprenticeship: UUID, part: Part, which: str, at: datetime) -> bool:
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
        .where(table.c.apprenticeship_id == apprenticeship, part.is_of(which), then, holds_words(part))
        .values(**values)
    )
    return bool(getattr(done, "rowcount", 0))


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
