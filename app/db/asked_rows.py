"""Everything that asks an apprentice for something, as the rows of one statement."""

from functools import cache
from typing import Any

from sqlalchemy import Integer, String, Uuid, and_, bindparam, case, cast, func, literal, null, select, union_all
from sqlalchemy.orm import aliased

from app.db.off_the_job.settling import beside
from app.db.tables import core
from app.domain.assessment import AdjustmentState, SittingState
from app.domain.evidence import TagState
from app.domain.people import Role
from app.domain.targets import TargetState
from app.domain.wording import ERASED

STATES = {state.value: state for state in (TagState.RETURNED, TagState.SUGGESTED, TagState.AWAITING)}
TARGET, SITTING, ADJUSTMENT, ENTRY = "target", "sitting", "adjustment", "entry"
"""What stands where a tag’s state is, in the row of a target, a sitting, an adjustment, an entry of time."""


@cache
def asked_rows() -> Any:
    """Tags, drafts, targets, entries of time: each is found without going through pieces that ask for nothing."""
    piece, version, tag = core.evidence, core.evidence_version, core.tag
    here = bindparam("apprenticeship", type_=Uuid)
    of_piece = and_(version.c.apprenticeship_id == piece.c.apprenticeship_id, version.c.number == piece.c.number)
    shown = func.coalesce(piece.c.counting_version, piece.c.draft_version)
    counting = and_(piece.c.apprenticeship_id == tag.c.apprenticeship_id, piece.c.number == tag.c.number)
    columns = (piece.c.number, piece.c.counting_version, piece.c.draft_version, version.c.title)
    # Feedback speaks of what is in a piece, and nobody reads that while it is closed.
    feedback = case((piece.c.quarantined_at.is_(None), tag.c.feedback), else_="")
    asked = (tag.c.ksb, tag.c.state, feedback.label("feedback"))
    return union_all(
        select(*columns, *asked, *_no_entry())
        .select_from(tag)
        .join(piece, counting)
        .join(version, and_(of_piece, version.c.version == piece.c.counting_version))
        .where(tag.c.apprenticeship_id == here, tag.c.counts, tag.c.state.in_(list(STATES))),
        select(*columns, *(null().cast(one.type) for one in asked), *_no_entry())
        .select_from(piece)
        .join(version, and_(of_piece, version.c.version == shown))
        .where(piece.c.apprenticeship_id == here, piece.c.withdrawn_at.is_(None), piece.c.draft_version.is_not(None)),
        _own_targets(here),
        _own_sittings(here),
        _own_adjustments(here),
        _entries(),
    )


def _no_entry() -> tuple[Any, ...]:
    """What only a row of an entry has: its day, who logged it, the other it stands beside, the minutes explained."""
    kinds = {"on": String, "logged_by": Uuid, "first": Integer, "explained": Integer}
    return tuple(null().cast(kind).label(name) for name, kind in kinds.items())


def _entries() -> Any:
    """Entries of time beside each other as rows beside those of pieces."""
    found = beside().subquery()
    return select(
        found.c.number, found.c.minutes, found.c.evidence_number, found.c.activity, found.c.duty, literal(ENTRY),
        found.c.came_by, cast(found.c.happened_on, String), found.c.logged_by, found.c.first, found.c.explained,
    )  # fmt: skip


def _own_sittings(here: Any) -> Any:
    """Sittings as rows beside those of pieces: the method where the title is, the day where the KSB is, the state where
    the feedback is."""
    row, none = core.assessment_sitting, null().cast(Integer)
    columns = (row.c.number, none, none, row.c.method, cast(row.c.on_day, String), literal(SITTING), row.c.state)
    return select(*columns, *_no_entry()).where(
        row.c.apprenticeship_id == here, row.c.state != SittingState.CANCELLED.value
    )


def _own_adjustments(here: Any) -> Any:
    """Adjustments that wait for consent as rows beside those of pieces: the kind where the title is, the method where
    the KSB is, the minutes where the draft is."""
    row, none = core.adjustment, null().cast(Integer)
    columns = (row.c.number, none, row.c.minutes, row.c.kind, row.c.method, literal(ADJUSTMENT), null().cast(String))
    return select(*columns, *_no_entry()).where(
        row.c.apprenticeship_id == here, row.c.state == AdjustmentState.PROPOSED.value, row.c.words != ERASED
    )


def _own_targets(here: Any) -> Any:
    """Open targets of the apprentice as rows beside those of pieces: the day where the KSB is, the newest change where
    the feedback is."""
    row, change, newer = core.target, core.target_change, aliased(core.target_change)
    last = select(func.max(newer.c.seq)).where(
        newer.c.apprenticeship_id == row.c.apprenticeship_id, newer.c.number == row.c.number
    )
    no_version = null().cast(Integer)
    return (
        select(
            row.c.number, no_version, no_version, change.c.what, cast(change.c.due_on, String), literal(TARGET),
            change.c.change, *_no_entry(),
        )
        .select_from(row)
        .join(
            change,
            and_(
                change.c.apprenticeship_id == row.c.apprenticeship_id,
                change.c.number == row.c.number,
                change.c.seq == last.correlate(row).scalar_subquery(),
            ),
        )
        .where(
            row.c.apprenticeship_id == here,
            row.c.state == TargetState.OPEN.value,
            change.c.who == Role.APPRENTICE.value,
        )
    )  # fmt: skip
