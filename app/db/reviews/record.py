"""Milestone reviews as they are kept: rows and domain values. Whoever writes holds the apprenticeship."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, insert, select, update
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.apprenticeships import Named
from app.domain.people import Role
from app.domain.rag import Colour
from app.domain.reviews import (
    Computed,
    FactsSince,
    Meeting,
    Review,
    ReviewState,
    SectionWords,
    facts_to_json,
)


@dataclass(frozen=True, slots=True)
class SectionKept:
    """Words of one version of a review, with the salt of their digest."""

    version: int
    words: SectionWords
    salt: str


def newest(session: Session, apprenticeship: UUID, number: int) -> Review | None:
    """The newest version of one review as it is kept, None where nobody touched it yet."""
    row = core.review
    found = session.execute(
        select(row)
        .where(row.c.apprenticeship_id == apprenticeship, row.c.number == number)
        .order_by(row.c.version.desc())
        .limit(1)
    ).first()
    return review_of(found) if found else None


def salt_of(session: Session, apprenticeship: UUID, review: Review) -> str:
    """The salt in the digests that history keeps of this version's words."""
    return str(session.execute(select(core.review.c.salt).where(_is(apprenticeship, review))).scalar_one())


def add(session: Session, apprenticeship: UUID, review: Review, *, by: UUID, at: datetime, salt: str) -> None:
    """Keep a new version, with nothing written in it."""
    session.execute(
        insert(core.review).values(
            apprenticeship_id=apprenticeship,
            number=review.number,
            version=review.version,
            opened_by=by,
            opened_at=at,
            salt=salt,
            **_columns(review),
        )
    )


def save(session: Session, apprenticeship: UUID, review: Review) -> None:
    """Keep what became of a version."""
    session.execute(update(core.review).where(_is(apprenticeship, review)).values(**_columns(review)))


def freeze(session: Session, apprenticeship: UUID, review: Review, facts: FactsSince, *, by: UUID) -> None:
    """Keep the facts of a version that was held, and who held it."""
    said = json.dumps(facts_to_json(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    session.execute(update(core.review).where(_is(apprenticeship, review)).values(facts=said, held_by=by))


def sections_of(session: Session, apprenticeship: UUID, number: int, version: int | None = None) -> list[SectionKept]:
    """The words of every version of one review, or of one version."""
    row = core.review_section
    query = _sections(apprenticeship).where(row.c.number == number)
    if version is not None:
        query = query.where(row.c.version == version)
    return [section_of(r) for r in session.execute(query)]


def words_of_all(session: Session, apprenticeship: UUID) -> dict[tuple[int, int], list[SectionKept]]:
    """The words of every version of every review of one apprenticeship, by number and version; one statement."""
    found: dict[tuple[int, int], list[SectionKept]] = {}
    for r in session.execute(_sections(apprenticeship)):
        found.setdefault((r.number, r.version), []).append(section_of(r))
    return found


def _sections(apprenticeship: UUID) -> Select[Any]:
    row, person = core.review_section, core.person
    return (
        select(row, person.c.name)
        .join(person, person.c.id == row.c.by)
        .where(row.c.apprenticeship_id == apprenticeship)
        .order_by(row.c.version, row.c.section, row.c.role)
    )


def section_of(r: Any) -> SectionKept:
    """The words of one party in one section, from their row."""
    words = SectionWords(r.section, Role(r.role), r.words, r.revision, Named(r.by, r.name), r.at)
    return SectionKept(r.version, words, r.salt)


def save_section(
    session: Session, apprenticeship: UUID, number: int, version: int, words: SectionWords, salt: str
) -> None:
    """Keep the words of one party in one section, in place of those before."""
    row = core.review_section
    key = {
        "apprenticeship_id": apprenticeship,
        "number": number,
        "version": version,
        "section": words.section,
        "role": words.role.value,
    }
    said = {"words": words.words, "revision": words.revision, "by": words.by.id, "at": words.at, "salt": salt}
    if words.revision > 1:
        same = and_(*(row.c[name] == value for name, value in key.items()))
        session.execute(update(row).where(same).values(**said))
    else:
        session.execute(insert(row).values(**key, **said))


def carry_sections(session: Session, apprenticeship: UUID, number: int, before: int, after: int) -> None:
    """Give a new version every word of the one before, as it was written, by whom and when."""
    kept = sections_of(session, apprenticeship, number, before)
    rows = [
        {
            "apprenticeship_id": apprenticeship,
            "number": number,
            "version": after,
            "section": one.words.section,
            "role": one.words.role.value,
            "words": one.words.words,
            "revision": one.words.revision,
            "by": one.words.by.id,
            "at": one.words.at,
            "salt": one.salt,
        }
        for one in kept
    ]
    if rows:
        session.execute(insert(core.review_section), rows)


def review_of(row: Any, completed_at: datetime | None = None) -> Review:
    """One version from its row; it is complete where its signed record is."""
    state = ReviewState(row.state)
    if state is ReviewState.AWAITING_SIGNATURES and completed_at is not None:
        state = ReviewState.COMPLETE
    return Review(
        number=row.number,
        version=row.version,
        state=state,
        moved_to=row.moved_to,
        moved_reason=row.moved_reason,
        missed_reason=row.missed_reason,
        meeting=_meeting(row),
        computed=_computed(row),
        held_at=row.held_at,
        facts_at=row.facts_at,
        revision_reason=row.revision_reason,
    )


def _meeting(row: Any) -> Meeting | None:
    if row.held_on is None:
        return None
    return Meeting(row.held_on, tuple(Role(one) for one in row.present.split()), Colour(row.rag), row.rag_reason)


def _computed(row: Any) -> Computed | None:
    if row.held_on is None:
        return None
    return Computed(Colour(row.computed_rag) if row.computed_rag else None, tuple(row.computed_reasons.splitlines()))


def _columns(review: Review) -> dict[str, Any]:
    meeting, computed = review.meeting, review.computed
    # Whether it is complete stands with the signed record alone.
    state = ReviewState.AWAITING_SIGNATURES if review.state is ReviewState.COMPLETE else review.state
    return {
        "state": state.value,
        "moved_to": review.moved_to,
        "moved_reason": review.moved_reason,
        "missed_reason": review.missed_reason,
        "held_on": meeting.held_on if meeting else None,
        "present": " ".join(role.value for role in meeting.present) if meeting else "",
        "rag": meeting.rag.value if meeting else None,
        "rag_reason": meeting.rag_reason if meeting else "",
        "computed_rag": computed.colour.value if computed and computed.colour else None,
        "computed_reasons": "\n".join(computed.reasons) if computed else "",
        "held_at": review.held_at,
        "facts_at": review.facts_at,
        "revision_reason": review.revision_reason,
    }


def _is(apprenticeship: UUID, review: Review) -> Any:
    row = core.review
    return and_(
        row.c.apprenticeship_id == apprenticeship, row.c.number == review.number, row.c.version == review.version
    )
