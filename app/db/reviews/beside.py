"""What lies beside a review, in one statement: its words, how it was planned anew, what is typed of its meeting, and
the targets and the training plan that are talked of there."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, String, Uuid, bindparam, cast, literal, null, select, union_all
from sqlalchemy.orm import Session

from app.db.reviews.planned import PlannedAnew
from app.db.reviews.record import SectionKept, section_of
from app.db.tables import core
from app.db.targets import change_of
from app.db.training_plan.brief import NOTHING_PLANNED, PlanBrief, brief_columns, read_brief
from app.domain.apprenticeships import Named
from app.domain.filled_in import FilledIn
from app.domain.targets import Target, TargetChange

_WORDS, _PLANNED, _MEETING, _TARGET, _PLAN = "words", "planned", "meeting", "target", "plan"


@dataclass(frozen=True, slots=True)
class BesideReview:
    """The words of one version, each time that the review was moved or missed, oldest first, and what was typed of the
    meeting and not recorded yet; every target by number, and what is late or was said of the plan by a day."""

    words: tuple[SectionKept, ...]
    planned: tuple[PlannedAnew, ...]
    meeting: FilledIn
    targets: tuple[Target, ...]
    plan: PlanBrief


def beside_review(session: Session, apprenticeship: UUID, number: int, version: int, today: date) -> BesideReview:
    """All of it, in one statement."""
    given = {"apprenticeship": apprenticeship, "number": number, "version": version, "today": today}
    rows = session.execute(_beside(), given).all()
    planned = sorted((r for r in rows if r.what == _PLANNED), key=lambda r: r.revision)
    typed = next((r for r in rows if r.what == _MEETING), None)
    plan = next((r for r in rows if r.what == _PLAN), None)
    return BesideReview(
        tuple(section_of(r) for r in rows if r.what == _WORDS),
        tuple(PlannedAnew(r.number, r.from_on, r.to_on, r.words, Named(r.by, r.name), r.at) for r in planned),
        FilledIn(json.loads(typed.words), _beside_of(typed.salt), typed.at) if typed else FilledIn(),
        _targets(r for r in rows if r.what == _TARGET),
        read_brief(_plan(plan)) if plan else NOTHING_PLANNED,
    )


def _targets(rows: Iterable[Any]) -> tuple[Target, ...]:
    found: dict[int, list[TargetChange]] = defaultdict(list)
    for r in sorted(rows, key=lambda r: (r.number, r.version)):
        found[r.number].append(
            change_of(
                SimpleNamespace(
                    seq=r.version, change=r.section, who=r.role, what=r.words, minutes=r.revision, ksbs=r.salt,
                    due_on=r.from_on, by=r.by, name=r.name, at=r.at, duty=r.duty, reason=r.reason, review=r.review,
                )
            )
        )  # fmt: skip
    return tuple(Target(number, tuple(changes)) for number, changes in found.items())


def _plan(r: Any) -> Any:
    return SimpleNamespace(plan_late=r.words, plan_said=r.salt, plan_content=r.role, plan_erased=r.at)


def _beside_of(text: str) -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in json.loads(text).items()}


@cache
def _beside() -> Any:
    """One below the other, each in the columns of a section: what else there is stands where it is of the same kind."""
    row, planned, typed, person = core.review_section, core.review_planned, core.review_meeting_draft, core.person
    change, a = core.target_change, core.apprenticeship
    hers, number = bindparam("apprenticeship", type_=Uuid), bindparam("number", type_=Integer)
    version = bindparam("version", type_=Integer)
    no_day, no_code, none = cast(null(), planned.c.from_on.type), cast(null(), String), cast(null(), Integer)
    no_more = (no_code, no_code, none)
    written = (
        select(literal(_WORDS).label("what"), row.c.number, row.c.version, row.c.section, row.c.role, row.c.words,
               row.c.revision, row.c.salt, no_day.label("from_on"), no_day.label("to_on"), row.c.by, person.c.name,
               row.c.at, no_code.label("duty"), no_code.label("reason"), none.label("review"))
        .join(person, person.c.id == row.c.by)
        .where(row.c.apprenticeship_id == hers, row.c.number == number, row.c.version == version)
    )  # fmt: skip
    anew = (
        select(literal(_PLANNED), planned.c.number, none, no_code, no_code, planned.c.reason, planned.c.seq,
               planned.c.salt, planned.c.from_on, planned.c.to_on, planned.c.by, person.c.name, planned.c.at, *no_more)
        .join(person, person.c.id == planned.c.by)
        .where(planned.c.apprenticeship_id == hers, planned.c.number == number)
    )  # fmt: skip
    meeting = (
        select(literal(_MEETING), typed.c.number, none, no_code, no_code, typed.c.fields, none, typed.c.beside, no_day,
               no_day, typed.c.by, person.c.name, typed.c.saved_at, *no_more)
        .join(person, person.c.id == typed.c.by)
        .where(typed.c.apprenticeship_id == hers, typed.c.number == number)
    )  # fmt: skip
    target = (
        select(literal(_TARGET), change.c.number, change.c.seq, change.c.change, change.c.who, change.c.what,
               change.c.minutes, change.c.ksbs, change.c.due_on, no_day, change.c.by, person.c.name, change.c.at,
               change.c.duty, change.c.reason, change.c.review)
        .join(person, person.c.id == change.c.by)
        .where(change.c.apprenticeship_id == hers)
    )  # fmt: skip
    told = {column.name: column for column in brief_columns(a)}
    late, said, content, erased = (told[f"plan_{name}"] for name in ("late", "said", "content", "erased"))
    nobody = cast(null(), row.c.by.type)
    plan = select(literal(_PLAN), none, none, no_code, content, late, none, said, no_day, no_day, nobody, no_code,
                  erased, *no_more).where(a.c.id == hers)  # fmt: skip
    return union_all(written, anew, meeting, target, plan)
