"""What an apprentice is asked for: drafts, pieces of which the tutor wants more or suggests more, open targets."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    Uuid,
    bindparam,
    exists,
    select,
    true,
)
from sqlalchemy.orm import Session

from app.db.asked_rows import ADJUSTMENT, ENTRY, SITTING, STATES, TARGET, asked_rows
from app.db.chasing import Chased, on_apprentice, read_on_apprentice
from app.db.off_the_job.settling import Beside, questions_in
from app.db.sessions import OnRecord, on_record, statement
from app.db.tables import core
from app.domain.assessment import Adjusting, AdjustmentKind, SittingState
from app.domain.evidence import TagState
from app.domain.off_the_job.doubles import Questions
from app.domain.targets import Change


class AskedTag(NamedTuple):
    """One KSB that the tutor returned or suggested, or that waits for them. `feedback` is the tutor's."""

    ksb: str
    state: TagState
    feedback: str


@dataclass(frozen=True, slots=True)
class AskingPiece:
    """A piece that asks for something or waits: its title, those of its tags, and whether a draft is open.

    `sent`: whether any version of it was ever sent; without, the title is the draft's.
    """

    number: int
    title: str
    sent: bool
    has_draft: bool
    tags: tuple[AskedTag, ...]

    def in_state(self, state: TagState) -> tuple[AskedTag, ...]:
        """The tags in one of these states."""
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
class OwnAdjustment:
    """An adjustment that waits for the apprentice’s consent; its words are read on its own page."""

    number: int
    what: Adjusting


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that `asked_of` finds: pieces that ask for something or wait, by number; targets and sittings by day;
    adjustments that wait for consent; what is asked about entries of time beside each other."""

    pieces: tuple[AskingPiece, ...]
    targets: tuple[OwnTarget, ...]
    sittings: tuple[OwnSitting, ...]
    adjustments: tuple[OwnAdjustment, ...]
    questions: Questions


def asked_of(session: Session, apprenticeship: UUID, plausible: int) -> Asked:
    """What asks for something on one apprenticeship, in one statement. `plausible` is a day's most minutes that nobody
    asks about. A draft's own tags are nobody's yet and left out.
    """
    rows = session.execute(asked_rows(), {"apprenticeship": apprenticeship, "plausible": plausible}).all()
    targets = [
        OwnTarget(row.number, row.title, date.fromisoformat(row.ksb), row.feedback == Change.SAID_DONE.value)
        for row in rows
        if row.state == TARGET
    ]
    sittings = [
        OwnSitting(row.number, row.title, date.fromisoformat(row.ksb), row.feedback == SittingState.GRADED.value)
        for row in rows
        if row.state == SITTING
    ]
    return Asked(
        _pieces([row[:7] for row in rows if row.state not in (TARGET, SITTING, ADJUSTMENT, ENTRY)]),
        tuple(sorted(targets, key=lambda one: (one.due_on, one.number))),
        tuple(sorted(sittings, key=lambda one: (one.on, one.number))),
        tuple(
            OwnAdjustment(row.number, Adjusting(AdjustmentKind(row.title), "", row.ksb, row.draft_version))
            for row in sorted(rows, key=lambda each: each.number)
            if row.state == ADJUSTMENT
        ),
        questions_in((_entry(row) for row in rows if row.state == ENTRY), plausible),
    )


def _entry(row: Any) -> Beside:
    number, minutes, evidence, activity, duty, _, came_by, on, *rest = row
    logged_by, first, explained = rest
    return Beside(
        number, date.fromisoformat(on), minutes, activity, duty, evidence, logged_by, came_by, first, explained
    )


def _pieces(rows: Sequence[Any]) -> tuple[AskingPiece, ...]:
    found: dict[int, AskingPiece] = {}
    tags: dict[int, list[AskedTag]] = defaultdict(list)
    for number, counting, draft, title, ksb, state, feedback in rows:
        found[number] = AskingPiece(number, title, counting is not None, draft is not None, ())
        if ksb is not None:
            tags[number].append(AskedTag(ksb, STATES[state], feedback))
    return tuple(replace(found[number], tags=tuple(sorted(tags[number]))) for number in sorted(found))


def sessions_piece_and_waits(
    session: Session, apprenticeship: UUID, today: date
) -> tuple[tuple[OnRecord, ...], bool, Chased]:
    """Sessions as `db.sessions.of_record` has them; whether any piece is not withdrawn, a draft too; and what waits on
    the apprentice."""
    given = {"apprenticeship": apprenticeship, "apprenticeships": [apprenticeship], "today": today}
    rows = session.execute(_sessions(), given).all()
    waits = read_on_apprentice(rows[0].waits if rows else None)
    return tuple(on_record(row) for row in rows if row.id is not None), any(row.any_piece for row in rows), waits


@cache
def _sessions() -> Any:
    a, piece, found = core.apprenticeship, core.evidence, statement().subquery()
    kept = exists().where(piece.c.apprenticeship_id == a.c.id, piece.c.withdrawn_at.is_(None))
    return (
        select(kept.label("any_piece"), on_apprentice().label("waits"), found)
        .select_from(a.outerjoin(found, true()))
        .where(a.c.id == bindparam("apprenticeship", type_=Uuid))
        .order_by(found.c.happens_on, found.c.id)
    )
