"""What an apprentice is asked for: drafts, pieces of which the tutor wants more or suggests more, open targets."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    Integer,
    String,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from app.db.sessions import OnRecord, on_record, statement
from app.db.tables import core
from app.domain.assessment import SittingState
from app.domain.evidence import TagState
from app.domain.people import Role
from app.domain.targets import Change, TargetState

_STATES = {state.value: state for state in (TagState.RETURNED, TagState.SUGGESTED)}
TARGET, SITTING = "target", "sitting"
"""What stands where a tag’s state is, in the row of a target and of a sitting of the assessment."""


class AskedTag(NamedTuple):
    """One KSB that the tutor returned or suggested. `feedback` is the tutor's."""

    ksb: str
    state: TagState
    feedback: str


@dataclass(frozen=True, slots=True)
class AskingPiece:
    """A piece that asks for something: its title, its returned and suggested tags, and whether a draft is open.

    `sent`: whether any version of it was ever sent; without, the title is the draft's.
    """

    number: int
    title: str
    sent: bool
    has_draft: bool
    tags: tuple[AskedTag, ...]

    def in_state(self, state: TagState) -> tuple[AskedTag, ...]:
        """The tags in one of the two states."""
        return tuple(tag for tag in self.tags if tag.state is state)


@dataclass(frozen=True, slots=True)
class OwnTarget:
    """An open target that is for the apprentice. `said_done`: they said so, and the tutor has not answered yet."""

    number: int
    what: str
    due_on: date
    said_done: bool


@dataclass(frozen=True, slots=True)
class OwnSitting:
    """A sitting of the assessment that is booked, or has its outcome, by its day."""

    number: int
    method: str
    on: date
    graded: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that `asked_of` finds: pieces by number, targets and sittings by day."""

    pieces: tuple[AskingPiece, ...]
    targets: tuple[OwnTarget, ...]
    sittings: tuple[OwnSitting, ...]


def asked_of(session: Session, apprenticeship: UUID) -> Asked:
    """Every piece that asks for something, the apprentice's open targets, and what is booked; in one statement.

    A draft's own tags are nobody's yet and left out.
    """
    rows = session.execute(_asking(), {"apprenticeship": apprenticeship}).all()
    targets = [
        OwnTarget(number, what, date.fromisoformat(due_on), change == Change.SAID_DONE.value)
        for number, _, _, what, due_on, state, change in rows
        if state == TARGET
    ]
    sittings = [
        OwnSitting(number, method, date.fromisoformat(on), sat == SittingState.GRADED.value)
        for number, _, _, method, on, state, sat in rows
        if state == SITTING
    ]
    return Asked(
        _pieces([row for row in rows if row[5] not in (TARGET, SITTING)]),
        tuple(sorted(targets, key=lambda one: (one.due_on, one.number))),
        tuple(sorted(sittings, key=lambda one: (one.on, one.number))),
    )


def _pieces(rows: Sequence[Any]) -> tuple[AskingPiece, ...]:
    found: dict[int, AskingPiece] = {}
    tags: dict[int, list[AskedTag]] = defaultdict(list)
    for number, counting, draft, title, ksb, state, feedback in rows:
        found[number] = AskingPiece(number, title, counting is not None, draft is not None, ())
        if ksb is not None:
            tags[number].append(AskedTag(ksb, _STATES[state], feedback))
    return tuple(replace(found[number], tags=tuple(sorted(tags[number]))) for number in sorted(found))


def sessions_piece_and_scan(
    session: Session, apprenticeship: UUID, today: date
) -> tuple[tuple[OnRecord, ...], bool, int | None]:
    """Sessions as `db.sessions.of_record` has them; whether any piece is not withdrawn, a draft too; and the number of
    the skills scan that waits for the apprentice's ratings, None where none does."""
    rows = session.execute(_sessions(), {"apprenticeship": apprenticeship, "today": today}).all()
    scan = rows[0].scan if rows else None
    return tuple(on_record(row) for row in rows if row.id is not None), any(row.any_piece for row in rows), scan


@cache
def _sessions() -> Any:
    a, piece, found = core.apprenticeship, core.evidence, statement().subquery()
    kept = exists().where(piece.c.apprenticeship_id == a.c.id, piece.c.withdrawn_at.is_(None))
    return (
        select(kept.label("any_piece"), _scan_of(a), found)
        .select_from(a.outerjoin(found, true()))
        .where(a.c.id == bindparam("apprenticeship", type_=Uuid))
        .order_by(found.c.happens_on, found.c.id)
    )


def _scan_of(a: Any) -> Any:
    """The newest scan, where the apprentice has not given ratings in it."""
    scan, given = core.skills_scan, core.skills_scan_given
    has_given = exists().where(
        given.c.apprenticeship_id == scan.c.apprenticeship_id,
        given.c.number == scan.c.number,
        given.c.role == Role.APPRENTICE.value,
    )
    newest = select(case((has_given, null()), else_=scan.c.number)).where(scan.c.apprenticeship_id == a.c.id)
    return newest.order_by(scan.c.number.desc()).limit(1).correlate(a).scalar_subquery().label("scan")


@cache
def _asking() -> Any:
    """Drafts, then tags: each is found without going through the pieces that ask for nothing."""
    piece, version, tag = core.evidence, core.evidence_version, core.tag
    here = bindparam("apprenticeship", type_=Uuid)
    of_piece = and_(version.c.apprenticeship_id == piece.c.apprenticeship_id, version.c.number == piece.c.number)
    shown = func.coalesce(piece.c.counting_version, piece.c.draft_version)
    counting = and_(piece.c.apprenticeship_id == tag.c.apprenticeship_id, piece.c.number == tag.c.number)
    columns = (piece.c.number, piece.c.counting_version, piece.c.draft_version, version.c.title)
    # Feedback speaks of what is in a piece, and nobody reads that while it is closed.
    feedback = case((piece.c.quarantined_at.is_(None), tag.c.feedback), else_="")
    asked = (tag.c.ksb, tag.c.state, feedback)
    return union_all(
        select(*columns, *asked)
        .select_from(tag)
        .join(piece, counting)
        .join(version, and_(of_piece, version.c.version == piece.c.counting_version))
        .where(tag.c.apprenticeship_id == here, tag.c.counts, tag.c.state.in_(list(_STATES))),
        select(*columns, *(null().cast(one.type) for one in asked))
        .select_from(piece)
        .join(version, and_(of_piece, version.c.version == shown))
        .where(piece.c.apprenticeship_id == here, piece.c.withdrawn_at.is_(None), piece.c.draft_version.is_not(None)),
        _own_targets(here),
        _own_sittings(here),
    )


def _own_sittings(here: Any) -> Any:
    """Sittings as rows beside those of pieces: the method where the title is, the day where the KSB is, the state where
    the feedback is."""
    row, none = core.assessment_sitting, null().cast(Integer)
    columns = (row.c.number, none, none, row.c.method, cast(row.c.on_day, String), literal(SITTING), row.c.state)
    return select(*columns).where(row.c.apprenticeship_id == here, row.c.state != SittingState.CANCELLED.value)


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
            change.c.change,
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
