"""Sittings: one attempt at one method of the assessment, from its booking to what came of it.

A sitting is booked, moved or cancelled with a reason, and given an outcome once its day has come. An outcome that was
recorded wrongly is corrected by another laid over it, with the reason; the one before is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.refusals import BadInput, Fault, WrongState
from app.domain.wording import day_words

LONGEST_WORDS = 300
AHEAD = timedelta(days=2 * 366)


class SittingKind(StrEnum):
    """The first attempt at a method, or a further one: a resit needs no further learning, a retake does."""

    FIRST = "first"
    RESIT = "resit"
    RETAKE = "retake"


class SittingState(StrEnum):
    """Where a sitting stands."""

    BOOKED = "booked"
    CANCELLED = "cancelled"
    GRADED = "graded"


class SittingEvent(StrEnum):
    """What was done to a sitting; its outcomes are kept beside it."""

    BOOKED = "booked"
    MOVED = "moved"
    CANCELLED = "cancelled"


class Means(StrEnum):
    """How a method is taken."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    IN_WRITING = "in_writing"


@dataclass(frozen=True, slots=True)
class Booking:
    """When, where and with whom a method is sat.

    `place` is free words (a room, a time), `organisation` the assessment organisation. `employer_agreed` is of a
    further attempt: the employer said that it may take place.
    """

    method: str
    kind: SittingKind
    on: date
    means: Means
    place: str
    organisation: str
    employer_agreed: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a sitting. `told_on` is the day of the result, `told_by` who told the provider and how.

    `marked_by` and `marked_on` are of a method that is marked on the programme: who marked it, and on which day.
    `exceptional`: the assessment organisation found the circumstances exceptional, so that no cap holds. `reason` is
    of a correction, `recorded_by` a name.
    """

    grade: str
    told_on: date
    told_by: str
    exceptional: bool = False
    reason: str = ""
    recorded_by: str = ""
    recorded_at: datetime | None = None
    marked_by: str = ""
    marked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """One attempt. `attempt` counts those of this method that were not cancelled before it, from 1.

    `reason` is why it was moved last, or cancelled. `outcomes` are everything recorded, the one that holds last.
    """

    number: int
    booking: Booking
    attempt: int
    state: SittingState = SittingState.BOOKED
    reason: str = ""
    outcomes: tuple[Outcome, ...] = ()

    @property
    def outcome(self) -> Outcome | None:
        """What holds."""
        return self.outcomes[-1] if self.outcomes else None


@dataclass(frozen=True, slots=True)
class EventOfSitting:
    """Something done to a sitting, by name."""

    what: SittingEvent
    on: date
    reason: str
    by: str
    at: datetime


def called(method: str) -> str:
    """What people call a method, from its code: professional discussion."""
    return method.replace("_", " ")


def of_method(sittings: Sequence[Sitting], method: str) -> tuple[Sitting, ...]:
    """The attempts at one method that count, in order: all but the cancelled ones."""
    return tuple(one for one in sittings if one.booking.method == method and one.state is not SittingState.CANCELLED)


def booked(number: int, booking: Booking, sittings: Sequence[Sitting], start: date, today: date) -> Sitting:
    """A new sitting. Raises WrongState where one of this method waits, BadInput by field.

    The first attempt is a first one and later ones a resit or a retake, since that is what the words mean.
    """
    before = of_method(sittings, booking.method)
    if before and before[-1].state is SittingState.BOOKED:
        when = day_words(before[-1].booking.on)
        raise WrongState(f"This method is booked already, for {when}. Move that one, or cancel it first.")
    faults = [*_day_faults(booking.on, start, today), *_word_faults(booking)]
    if not before and booking.kind is not SittingKind.FIRST:
        faults.append(Fault("kind", "This method was not sat before, so it is a first attempt."))
    if before and booking.kind is SittingKind.FIRST:
        faults.append(Fault("kind", "This method was sat before. Say whether it is a resit or a retake."))
    faults += _too_soon(booking, before)
    if faults:
        raise BadInput(faults)
    return Sitting(number, booking, len(before) + 1)


def moved(
    one: Sitting, booking: Booking, reason: str, start: date, today: date, sittings: Sequence[Sitting] = ()
) -> Sitting:
    """Put it on another day, or elsewhere. Raises WrongState once it is over, BadInput by field.

    `sittings` are those booked before it.
    """
    _insist_booked(one, "moved")
    faults = [*_day_faults(booking.on, start, today), *_word_faults(booking), *_reason_faults(reason, "moved")]
    faults += _too_soon(booking, of_method(sittings, booking.method))
    if not faults and booking == one.booking:
        faults.append(Fault("on", "That is how it is booked already. Change the day, the place or the means."))
    if faults:
        raise BadInput(faults)
    return replace(one, booking=booking, reason=reason.strip())


def cancelled(one: Sitting, reason: str) -> Sitting:
    """Say that it does not take place. Raises WrongState once it is over."""
    _insist_booked(one, "cancelled")
    if faults := _reason_faults(reason, "cancelled"):
        raise BadInput(faults)
    return replace(one, state=SittingState.CANCELLED, reason=reason.strip())


def graded(one: Sitting, outcome: Outcome, grades: Sequence[str], today: date, *, marked: bool = False) -> Sitting:
    """Record what came of it; `marked`: by the plan it is marked on the programme, not by the assessor.

    Raises WrongState where that is recorded already, BadInput by field."""
    _insist_booked(one, "given an outcome")
    if faults := [*_outcome_faults(one, outcome, grades, today), *_marking_faults(one, outcome, marked=marked)]:
        raise BadInput(faults)
    return replace(one, state=SittingState.GRADED, outcomes=(outcome,))


def corrected(one: Sitting, outcome: Outcome, grades: Sequence[str], today: date, *, marked: bool = False) -> Sitting:
    """Lay another outcome over one that was recorded wrongly; the one before is kept. `marked` as in `graded`."""
    if one.outcome is None:
        raise WrongState("No outcome is recorded yet, so there is nothing to correct.")
    faults = [*_outcome_faults(one, outcome, grades, today), *_marking_faults(one, outcome, marked=marked)]
    faults += _reason_faults(outcome.reason, "corrected")
    if faults:
        raise BadInput(faults)
    return replace(one, outcomes=(*one.outcomes, outcome))


def same_outcome(one: Outcome | None, other: Outcome) -> bool:
    """Whether they say the same, whoever recorded them."""
    return one is not None and _said(one) == _said(other)


def _said(one: Outcome) -> tuple[object, ...]:
    return (one.grade, one.told_on, one.told_by, one.marked_by, one.marked_on, one.exceptional, one.reason)


def _insist_booked(one: Sitting, done: str) -> None:
    if one.state is not SittingState.BOOKED:
        standing = "was cancelled" if one.state is SittingState.CANCELLED else "has its outcome"
        raise WrongState(f"This sitting {standing}, so it cannot be {done}.")


def _day_faults(on: date, start: date, today: date) -> list[Fault]:
    if on < start:
        return [Fault("on", f"The apprenticeship started on {day_words(start)}. Choose a later day.")]
    if on > today + AHEAD:
        return [Fault("on", "Choose a day within the next two years.")]
    return []


def _too_soon(booking: Booking, before: Sequence[Sitting]) -> list[Fault]:
    """A further attempt is there because of what came of the one before it."""
    told = before[-1].outcome.told_on if before and before[-1].outcome else None
    if told is None or booking.on >= told:
        return []
    return [Fault("on", f"The result before it was told on {day_words(told)}. A further attempt is not earlier.")]


def _word_faults(booking: Booking) -> list[Fault]:
    faults = [
        Fault(field, f"Use at most {LONGEST_WORDS} characters.")
        for field, words in (("place", booking.place), ("organisation", booking.organisation))
        if len(words) > LONGEST_WORDS
    ]
    if not booking.organisation.strip():
        faults.append(Fault("organisation", "Name the organisation that assesses it."))
    return faults


def _reason_faults(reason: str, done: str) -> list[Fault]:
    if not reason.strip():
        return [Fault("reason", f"Say why it is {done}.")]
    if len(reason.strip()) > LONGEST_WORDS:
        return [Fault("reason", f"Use at most {LONGEST_WORDS} characters.")]
    return []


def _outcome_faults(one: Sitting, outcome: Outcome, grades: Sequence[str], today: date) -> list[Fault]:
    faults = []
    if one.booking.on > today:
        faults.append(Fault("grade", f"It is booked for {day_words(one.booking.on)}, so nothing can have come of it."))
    if outcome.grade not in grades:
        faults.append(Fault("grade", "Choose one of the grades of this method."))
    if outcome.told_on > today:
        faults.append(Fault("told_on", "That day is still to come. Enter the day of the result."))
    elif outcome.told_on < one.booking.on:
        faults.append(Fault("told_on", f"It was sat on {day_words(one.booking.on)}; the result cannot be earlier."))
    if not outcome.told_by.strip():
        faults.append(Fault("told_by", "Say who told you, and how: the name of the organisation and “by e-mail”."))
    elif len(outcome.told_by) > LONGEST_WORDS:
        faults.append(Fault("told_by", f"Use at most {LONGEST_WORDS} characters."))
    if outcome.exceptional and one.booking.kind is SittingKind.FIRST:
        faults.append(Fault("exceptional", "A first attempt has no cap, so there is nothing to lift."))
    return faults


def _marking_faults(one: Sitting, outcome: Outcome, *, marked: bool) -> list[Fault]:
    by, on = outcome.marked_by, outcome.marked_on
    if not marked:
        said = "By the plan the assessor marks this method, so leave out who marked it."
        return [Fault("marked_by", said)] if by or on else []
    faults = []
    if not by or len(by) > LONGEST_WORDS:
        faults.append(Fault("marked_by", f"Enter who marked it, in {LONGEST_WORDS} characters or fewer."))
    if on is None or not one.booking.on <= on <= outcome.told_on:
        sat = day_words(one.booking.on)
        said = f"Enter the day on which it was marked: from {sat}, when it was sat, to the day of the result."
        faults.append(Fault("marked_on", said))
    return faults
