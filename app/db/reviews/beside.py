"""What lies beside a review for its page: its words, how it was planned anew, and what is typed of its meeting."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, String, Uuid, bindparam, cast, literal, null, select, union_all
from sqlalchemy.orm import Session

from app.db.reviews.planned import PlannedAnew
from app.db.reviews.record import SectionKept, section_of
from app.db.tables import core
from app.domain.apprenticeships import Named
from app.domain.filled_in import FilledIn

_WORDS, _PLANNED, _MEETING = "words", "planned", "meeting"


@dataclass(frozen=True, slots=True)
class BesideReview:
    """The words of one version, each time that the review was moved or missed, oldest first, and what was typed of the
    meeting and not recorded yet; empty where that is nothing."""

    words: tuple[SectionKept, ...]
    planned: tuple[PlannedAnew, ...]
    meeting: FilledIn


def beside_review(session: Session, apprenticeship: UUID, number: int, version: int) -> BesideReview:
    """All of it, in one statement."""
    given = {"apprenticeship": apprenticeship, "number": number, "version": version}
    rows = session.execute(_beside(), given).all()
    planned = sorted((r for r in rows if r.what == _PLANNED), key=lambda r: r.revision)
    typed = next((r for r in rows if r.what == _MEETING), None)
    return BesideReview(
        tuple(section_of(r) for r in rows if r.what == _WORDS),
        tuple(PlannedAnew(r.number, r.from_on, r.to_on, r.words, Named(r.by, r.name), r.at) for r in planned),
        FilledIn(json.loads(typed.words), _beside_of(typed.salt), typed.at) if typed else FilledIn(),
    )


def _beside_of(text: str) -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in json.loads(text).items()}


@cache
def _beside() -> Any:
    """One below the other, each in the columns of a section: what a planning has of its own stands where words do."""
    row, planned, typed, person = core.review_section, core.review_planned, core.review_meeting_draft, core.person
    hers, number = bindparam("apprenticeship", type_=Uuid), bindparam("number", type_=Integer)
    version = bindparam("version", type_=Integer)
    no_day, no_code, none = cast(null(), planned.c.from_on.type), cast(null(), String), cast(null(), Integer)
    written = (
        select(literal(_WORDS).label("what"), row.c.number, row.c.version, row.c.section, row.c.role, row.c.words,
               row.c.revision, row.c.salt, no_day.label("from_on"), no_day.label("to_on"), row.c.by, person.c.name,
               row.c.at)
        .join(person, person.c.id == row.c.by)
        .where(row.c.apprenticeship_id == hers, row.c.number == number, row.c.version == version)
    )  # fmt: skip
    anew = (
        select(literal(_PLANNED), planned.c.number, none, no_code, no_code, planned.c.reason, planned.c.seq,
               planned.c.salt, planned.c.from_on, planned.c.to_on, planned.c.by, person.c.name, planned.c.at)
        .join(person, person.c.id == planned.c.by)
        .where(planned.c.apprenticeship_id == hers, planned.c.number == number)
    )  # fmt: skip
    meeting = (
        select(literal(_MEETING), typed.c.number, none, no_code, no_code, typed.c.fields, none, typed.c.beside, no_day,
               no_day, typed.c.by, person.c.name, typed.c.saved_at)
        .join(person, person.c.id == typed.c.by)
        .where(typed.c.apprenticeship_id == hers, typed.c.number == number)
    )  # fmt: skip
    return union_all(written, anew, meeting)
