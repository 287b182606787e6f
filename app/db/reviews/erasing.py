"""Taking the words of a review away for good, in every version of it; days, states and answers stay."""

import json
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, select, update
from sqlalchemy.orm import Session

from app.db import installation
from app.db.reviews.meeting import drop_meeting
from app.db.tables import core
from app.domain.wording import ERASED


def erase_words(session: Session, apprenticeship: UUID, number: int) -> None:
    """Erase what was written in a review, the reasons given with it, and what its frozen facts quote of targets.

    The salts go too, so that digests tell nothing any more. The targets themselves are a record of their own:
    `erase_quoted_target` goes with erasing one.
    """
    row, section, planned = core.review, core.review_section, core.review_planned
    # Counted as a writing, so that a window that is still open does not bring its words back unasked.
    gone = {"words": "", "salt": "", "revision": section.c.revision + 1}
    session.execute(update(section).where(_of(section, apprenticeship, number)).values(**gone))
    reasons = {
        column.name: case((column != "", ERASED), else_="")
        for column in (row.c.moved_reason, row.c.missed_reason, row.c.rag_reason, row.c.revision_reason)
    }
    session.execute(update(row).where(_of(row, apprenticeship, number)).values(salt="", **reasons))
    session.execute(update(planned).where(_of(planned, apprenticeship, number)).values(reason=ERASED, salt=""))
    drop_meeting(session, apprenticeship, number)
    _erase_quoted(session, apprenticeship, number)
    installation.forget_answers(session, apprenticeship)


def erase_quoted_target(session: Session, apprenticeship: UUID, target: int) -> None:
    """Erase the words of one target where the frozen facts of any review quote it."""
    row = core.review
    of = row.c.apprenticeship_id == apprenticeship
    for number in session.scalars(select(row.c.number).where(of).distinct()).all():
        _erase_quoted(session, apprenticeship, number, only=target)
    installation.forget_answers(session, apprenticeship)


def _erase_quoted(session: Session, apprenticeship: UUID, number: int, only: int | None = None) -> None:
    row = core.review
    frozen = session.execute(select(row.c.version, row.c.facts).where(_of(row, apprenticeship, number)))
    for version, facts in frozen.all():
        said = json.loads(facts) if facts else {}
        quoted = [one for one in said.get("targets", ()) if only in (None, one["number"])]
        if not quoted:
            continue
        said["targets"] = [one | {"what": ERASED} if one in quoted else one for one in said["targets"]]
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        session.execute(
            update(row).where(_of(row, apprenticeship, number), row.c.version == version).values(facts=text)
        )


def _of(table: Any, apprenticeship: UUID, number: int) -> ColumnElement[bool]:
    of: ColumnElement[bool] = (table.c.apprenticeship_id == apprenticeship) & (table.c.number == number)
    return of
