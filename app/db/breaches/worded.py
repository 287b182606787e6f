"""Which words stand beside evidence, by the name of what they stand with, and what each says."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, String, cast, func, literal, or_, select, union
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.wording import ERASED
from app.domain.words_erased import SIGNED, Worded, WordsOf


@dataclass(frozen=True, slots=True)
class Part:
    """Words in a table: the columns that hold them, the column with the number or code, and when they were written:
    in its own column of the row, or that of a table with the same number. `facts` tell one row from another."""

    table: Any
    columns: tuple[Any, ...]
    key: Any
    at: Any
    facts: tuple[Any, ...] = ()

    def is_of(self, which: str) -> ColumnElement[bool]:
        """The condition on its rows of this number or code; true of none where that is no number."""
        named: ColumnElement[bool] = self.key == which
        if isinstance(self.key.type, Integer):
            named = self.key == (int(which) if which.isdecimal() else 0)
        return named


_PLACES = core.assessment_sitting.c
PARTS: dict[WordsOf, tuple[Part, ...]] = {
    WordsOf.WAIVER: (
        Part(
            core.waiver,
            (core.waiver.c.reason, core.waiver.c.restricted, core.waiver.c.agreed_by, core.waiver.c.taken_back_reason),
            core.waiver.c.number,
            core.waiver.c.at,
            (core.waiver.c.check_id,),
        ),
    ),
    WordsOf.ADJUSTMENT: (
        Part(
            core.adjustment,
            tuple(core.adjustment.c[name] for name in ("words", "reason", "told_whom", "ended_reason")),
            core.adjustment.c.number,
            core.adjustment.c.at,
        ),
    ),
    WordsOf.COMPONENT: (
        Part(
            core.gateway_component,
            (core.gateway_component.c.note, core.gateway_component.c.reason),
            core.gateway_component.c.code,
            core.gateway_component.c.at,
        ),
    ),
    WordsOf.ATTEMPT: (
        Part(
            core.assessment_sitting,
            (_PLACES.place, _PLACES.organisation, _PLACES.reason),
            _PLACES.number,
            core.assessment_event.c.at,
            (_PLACES.method, literal("attempt ") + cast(_PLACES.attempt, String), _PLACES.on_day),
        ),
        Part(
            core.assessment_event,
            (core.assessment_event.c.reason,),
            core.assessment_event.c.number,
            core.assessment_event.c.at,
        ),
        Part(
            core.assessment_outcome,
            tuple(core.assessment_outcome.c[name] for name in ("told_by", "marked_by", "reason")),
            core.assessment_outcome.c.number,
            core.assessment_outcome.c.at,
        ),
    ),
    WordsOf.ACTIVITY: (
        Part(
            core.plan_activity,
            (core.plan_activity.c.title, core.plan_activity.c.reason, core.plan_activity.c.feedback),
            core.plan_activity.c.number,
            core.plan_event.c.at,
        ),
        Part(core.plan_event, (core.plan_event.c.reason,), core.plan_event.c.number, core.plan_event.c.at),
        Part(core.mock_feedback, (core.mock_feedback.c.words,), core.mock_feedback.c.number, core.plan_event.c.at),
    ),
    WordsOf.ENTRY: (
        Part(
            core.time_entry,
            (core.time_entry.c.description,),
            core.time_entry.c.number,
            core.time_entry.c.logged_at,
            (core.time_entry.c.happened_on,),
        ),
        Part(core.time_decision, (core.time_decision.c.note,), core.time_decision.c.number, core.time_decision.c.at),
    ),
    WordsOf.BREACH: (
        Part(core.breach, (core.breach.c.reason, core.breach.c.end_reason), core.breach.c.seq, core.breach.c.found_at),
    ),
}
SIGNED_HERE = {of: kind for of, kind in SIGNED.items() if of is not WordsOf.REVIEW}
REASON = "reason"
"""The key of what a frozen version is for, among its texts."""
Told = tuple[tuple[str | date, ...], tuple[str, ...]]
"""Of one thing with words: what tells it from others (a day, a code of the plan), and its words."""


def worded_here(session: Session, apprenticeship: UUID) -> list[Worded]:
    """Everything of a record whose words can be erased by name, and are not yet; one statement."""
    text, row = core.portfolio_text, core.signed_record
    asked = [
        select(literal(of.value).label("kind"), cast(part.key, String).label("which")).where(
            part.table.c.apprenticeship_id == apprenticeship, holds_words(part)
        )
        for of, parts in PARTS.items()
        for part in parts
    ]
    asked += [
        select(literal(WordsOf.PORTFOLIO.value), cast(text.c.number, String)).where(
            text.c.apprenticeship_id == apprenticeship, text.c.key == REASON
        )
    ]
    asked += [
        select(literal(of.value), cast(row.c.number, String)).where(
            row.c.apprenticeship_id == apprenticeship, row.c.kind == kind.value, row.c.erased_at.is_(None)
        )
        for of, kind in SIGNED_HERE.items()
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


def words_there(session: Session, apprenticeship: UUID, one: Worded) -> Told:
    """What would be erased of this; of a record that was put to be signed nothing, since it is read where it stands."""
    facts: list[str | date] = []
    words: list[str] = []
    for part in PARTS.get(one.of, ()):
        query = select(*part.facts, *part.columns).where(
            part.table.c.apprenticeship_id == apprenticeship, part.is_of(one.which)
        )
        for row in session.execute(query):
            facts += [said for said in row[: len(part.facts)] if said is not None]
            words += [said for said in row[len(part.facts) :] if said and said != ERASED]
    text, said = core.portfolio_text, core.sample_said
    if one.of is WordsOf.PORTFOLIO and one.which.isdecimal():
        mine = text.c.apprenticeship_id == apprenticeship, text.c.number == int(one.which), text.c.key == REASON
        words += session.scalars(select(text.c.text).where(*mine))
    draw, _, place = one.which.partition("-")
    if one.of is WordsOf.SAMPLE and draw.isdecimal() and place.isdecimal():
        words += session.scalars(select(said.c.words).where(said.c.draw == int(draw), said.c.place == int(place)))
    return tuple(facts), tuple(words)


def holds_words(part: Part) -> ColumnElement[bool]:
    """The condition on its rows that still have words."""
    return or_(*(func.coalesce(column, "").not_in(("", ERASED)) for column in part.columns))
