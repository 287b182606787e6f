"""One milestone review: its states, and everything that can become of it.

planned →prepare→ draft; planned, draft →move, miss→ the same, or missed; missed →reopen→ what it was before; draft
→hold→ awaiting signatures →the last answer→ complete; a held one →revise→ superseded, and a new version as a draft. A
held review is never edited.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from app.domain.people import Role
from app.domain.programmes import SIGNERS
from app.domain.rag import Colour
from app.domain.refusals import BadInput, Fault, WrongState
from app.domain.wording import day_words

LONGEST_REASON = 500
FURTHEST_AHEAD_DAYS = 366
"""So far ahead a review may be moved."""


class ReviewState(StrEnum):
    """Where one version of a review stands. `complete`: everybody asked has answered."""

    PLANNED = "planned"
    DRAFT = "draft"
    AWAITING_SIGNATURES = "awaiting_signatures"
    COMPLETE = "complete"
    MISSED = "missed"
    SUPERSEDED = "superseded"


HELD = frozenset({ReviewState.AWAITING_SIGNATURES, ReviewState.COMPLETE, ReviewState.SUPERSEDED})
"""The states of a version that was held."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the tutor says of the meeting: its day, who was there, the colour they give, and why where it differs."""

    held_on: date
    present: tuple[Role, ...]
    rag: Colour
    rag_reason: str = ""


@dataclass(frozen=True, slots=True)
class Computed:
    """Red, amber or green as the record had it when the review was held, with its reasons; None with no colour."""

    colour: Colour | None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """One version of one review. `number` is its place on the grid.

    `moved_to` is the day that it was put on, with the reason; the grid keeps its own. `held_at` is when this version
    was put before the parties, and `facts_at` the moment of the facts in it: that of the first holding, so that a
    revised review tells of the same weeks.
    """

    number: int
    version: int = 1
    state: ReviewState = ReviewState.PLANNED
    moved_to: date | None = None
    moved_reason: str = ""
    missed_reason: str = ""
    meeting: Meeting | None = None
    computed: Computed | None = None
    held_at: datetime | None = None
    facts_at: datetime | None = None
    revision_reason: str = ""


def insist_open(review: Review) -> None:
    """Whether words may be written in it. Raises WrongState for one that was held or missed."""
    if review.state is ReviewState.MISSED:
        raise WrongState(
            f"Review {review.number} was missed, so nothing more can be written in it. The tutor can take that back."
        )
    if review.state in HELD:
        raise WrongState(
            f"Review {review.number} was held on {_held_on(review)}, so its words stay as they are. The tutor can "
            "revise it, with a reason."
        )


def insist_written(review: Review, *, is_written: bool) -> None:
    """Raises WrongState where a review to be held has no words: none were written, or all were taken out again."""
    if not is_written:
        raise WrongState(f"Nothing has been written in review {review.number} yet. Write in one of its sections first.")


def insist_named(review: Review, typed: str) -> None:
    """Raises BadInput unless a review’s name was typed, since nothing brings back what is erased."""
    if " ".join(typed.split()).casefold() != f"review {review.number}":
        raise BadInput([Fault("review", f"Type review {review.number} to erase its words. Nothing brings them back.")])


def prepare(review: Review) -> Review:
    """Somebody wrote in it: a planned review is a draft from then on."""
    insist_open(review)
    return replace(review, state=ReviewState.DRAFT)


def move(review: Review, to: date, reason: str, *, due_on: date, today: date) -> Review:
    """Put it on another day, and say why. Its place on the grid, and every later one, stay where they are."""
    _insist_not_held(review, "moved")
    faults = _reason_faults(reason, "Say why the review is moved.")
    if to == (review.moved_to or due_on):
        faults.append(Fault("on", "It is on that day already. Choose another."))
    elif to < today:
        faults.append(Fault("on", "Choose today or a day to come."))
    elif (to - today).days > FURTHEST_AHEAD_DAYS:
        faults.append(Fault("on", "That is too far ahead. Choose an earlier day."))
    if faults:
        raise BadInput(faults)
    return replace(review, moved_to=to, moved_reason=reason.strip())


def miss(review: Review, reason: str, *, due_on: date, today: date) -> Review:
    """Say that it was not held, and why. The next review has its own place on the grid."""
    _insist_not_held(review, "missed")
    if (day := review.moved_to or due_on) > today:
        raise WrongState(f"Review {review.number} is on {day_words(day)}, which is to come. Move it instead.")
    if faults := _reason_faults(reason, "Say why the review was missed."):
        raise BadInput(faults)
    return replace(review, state=ReviewState.MISSED, missed_reason=reason.strip())


def reopen(review: Review, reason: str, *, is_written: bool) -> Review:
    """Take back that it was missed: it was recorded by mistake, or the meeting was held late after all.

    It stands again where it stood, to be held on its own day or a later one, and counts again for every date.
    """
    if review.state is not ReviewState.MISSED:
        raise WrongState(f"Review {review.number} is not recorded as missed, so there is nothing to take back.")
    if faults := _reason_faults(reason, "Say why this is taken back."):
        raise BadInput(faults)
    return replace(review, state=ReviewState.DRAFT if is_written else ReviewState.PLANNED, missed_reason="")


@dataclass(frozen=True, slots=True)
class HoldingBounds:
    """Between which days a review can have been held: from the start, after the one before and before the next held.

    `before` and `after` are the number and the day of those reviews, None where there is none.
    """

    start: date
    today: date
    after: tuple[int, date] | None = None
    before: tuple[int, date] | None = None


def hold(review: Review, meeting: Meeting, computed: Computed, bounds: HoldingBounds, at: datetime) -> Review:
    """Say that it was held. From then on it waits for signatures, and nothing in it is edited.

    Raises WrongState, and BadInput by the paths `held_on`, `present` and `rag_reason`.
    """
    insist_written(review, is_written=review.state is not ReviewState.PLANNED)
    insist_open(review)
    meeting = replace(
        meeting,
        present=tuple(role for role in SIGNERS if role in meeting.present),
        rag_reason=meeting.rag_reason.strip(),
    )
    if faults := [*_day_faults(meeting.held_on, bounds), *_meeting_faults(meeting, computed)]:
        raise BadInput(faults)
    return replace(
        review,
        state=ReviewState.AWAITING_SIGNATURES,
        meeting=meeting,
        computed=computed,
        held_at=at,
        facts_at=review.facts_at or at,
    )


def revise(review: Review, reason: str) -> tuple[Review, Review]:
    """Put right what was held: the version as it was, superseded, and the next as a draft that carries everything."""
    if review.state not in (ReviewState.AWAITING_SIGNATURES, ReviewState.COMPLETE):
        raise WrongState(f"Review {review.number} has not been held, so there is nothing to revise.")
    if faults := _reason_faults(reason, "Say why the review is revised."):
        raise BadInput(faults)
    again = replace(
        review, version=review.version + 1, state=ReviewState.DRAFT, held_at=None, revision_reason=reason.strip()
    )
    return replace(review, state=ReviewState.SUPERSEDED), again


def _day_faults(held_on: date, bounds: HoldingBounds) -> list[Fault]:
    if held_on > bounds.today:
        return [Fault("held_on", "That day is to come. Record the review once it was held.")]
    if held_on < bounds.start:
        return [Fault("held_on", f"Learning started on {day_words(bounds.start)}. Choose that day or later.")]
    if bounds.after and held_on <= bounds.after[1]:
        number, day = bounds.after
        return [Fault("held_on", f"Review {number} was held on {day_words(day)}. Choose a later day.")]
    if bounds.before and held_on >= bounds.before[1]:
        number, day = bounds.before
        return [Fault("held_on", f"Review {number} was held on {day_words(day)}. Choose an earlier day.")]
    return []


def _meeting_faults(meeting: Meeting, computed: Computed) -> list[Fault]:
    faults = []
    if not meeting.present:
        faults.append(Fault("present", "Say who was there."))
    elif Role.APPRENTICE not in meeting.present:
        faults.append(Fault("present", "A review without the apprentice was missed: say that it was missed instead."))
    if len(meeting.rag_reason) > LONGEST_REASON:
        faults.append(Fault("rag_reason", f"Use at most {LONGEST_REASON} characters."))
    elif computed.colour not in (None, meeting.rag) and not meeting.rag_reason:
        assert computed.colour is not None
        faults.append(Fault("rag_reason", f"The record works out {computed.colour.value}. Say why you choose another."))
    return faults


def _insist_not_held(review: Review, done: str) -> None:
    if review.state is ReviewState.MISSED:
        raise WrongState(f"Review {review.number} was missed already.")
    if review.state in HELD or review.version > 1:
        raise WrongState(f"Review {review.number} was held on {_held_on(review)}, so it cannot be {done}.")


def _held_on(review: Review) -> str:
    return day_words(review.meeting.held_on) if review.meeting else "its day"


def _reason_faults(reason: str, sentence: str) -> list[Fault]:
    if not reason.strip():
        return [Fault("reason", sentence)]
    if len(reason) > LONGEST_REASON:
        return [Fault("reason", f"Use at most {LONGEST_REASON} characters.")]
    return []
