"""Booking a method with the assessment organisation, moving and cancelling that."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from app.actions.acting import Acting
from app.answers.standards import plan_of
from app.db import apprenticeships, history
from app.db import assessment as db
from app.domain.apprenticeships import Apprenticeship
from app.domain.assessment import (
    Booking,
    Means,
    Sitting,
    SittingEvent,
    SittingState,
    against_plan,
    booked,
    cancelled,
    insist_allowed,
    moved,
    of_method,
)
from app.domain.people import ApprenticeshipStatus
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound, WrongState


def book_method(acting: Acting, apprenticeship: UUID, booking: Booking) -> int:
    """Book one method; returns the sitting's number. The same again by the same person is that one.

    What a rule of the plan does not allow is refused where the rule is confirmed, and taken where it is not.
    """
    one, sittings = held_sittings(acting, apprenticeship)
    grades = grades_of(acting, one, booking.method)
    if one.status in (ApprenticeshipStatus.WITHDRAWN, ApprenticeshipStatus.TRANSFERRED):
        raise WrongState(f"The apprenticeship was {one.status.value}, so no method can be booked.")
    for each in of_method(sittings, booking.method):
        if each.state is SittingState.BOOKED and each.booking == booking and _mine(acting, apprenticeship, each):
            return each.number
    number = db.next_sitting(acting.session, apprenticeship)
    new = booked(number, booking, sittings, one.start, acting.today)
    plan = plan_of(acting.session, acting.catalogue, one)
    insist_allowed(against_plan(plan, booking, sittings, grades))
    db.add_sitting(acting.session, apprenticeship, new)
    _keep(acting, apprenticeship, new, SittingEvent.BOOKED, "assessment_booked")
    return number


def move_sitting(
    acting: Acting,
    apprenticeship: UUID,
    number: int,
    reason: str,
    *,
    on: date,
    means: Means,
    place: str,
    employer_agreed: bool = False,
) -> None:
    """Put a sitting on another day, or elsewhere, and say why. The same said again changes nothing.

    `employer_agreed`: the employer has agreed to a further attempt by now.
    """
    one, sittings = held_sittings(acting, apprenticeship)
    found = found_sitting(sittings, number)
    agreed = found.booking.employer_agreed or employer_agreed
    booking = replace(found.booking, on=on, means=means, place=place, employer_agreed=agreed)
    if found.state is SittingState.BOOKED and found.booking == booking and found.reason == reason.strip() != "":
        return
    before = tuple(each for each in sittings if each.number < number)
    changed = moved(found, booking, reason, one.start, acting.today, before)
    after = tuple(each for each in sittings if each.number > number)
    plan = plan_of(acting.session, acting.catalogue, one)
    insist_allowed(against_plan(plan, booking, before, grades_of(acting, one, booking.method), after))
    db.change_sitting(acting.session, apprenticeship, changed)
    _keep(acting, apprenticeship, changed, SittingEvent.MOVED, "assessment_moved")


def cancel_sitting(acting: Acting, apprenticeship: UUID, number: int, reason: str) -> None:
    """Say that a sitting does not take place, and why. The same said again changes nothing."""
    _, sittings = held_sittings(acting, apprenticeship)
    found = found_sitting(sittings, number)
    if found.state is SittingState.CANCELLED and found.reason == reason.strip():
        return
    changed = cancelled(found, reason)
    db.change_sitting(acting.session, apprenticeship, changed)
    _keep(acting, apprenticeship, changed, SittingEvent.CANCELLED, "assessment_cancelled")


def held_sittings(acting: Acting, apprenticeship: UUID) -> tuple[Apprenticeship, tuple[Sitting, ...]]:
    """The apprenticeship, locked, with its sittings, for whoever may record outcomes."""
    acting.insist(Permission.RECORD_OUTCOME, apprenticeship)
    acting.lock(apprenticeship)
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    return one, db.sittings_of(acting.session, apprenticeship)


def found_sitting(sittings: tuple[Sitting, ...], number: int) -> Sitting:
    """Raises NotFound where there is none of this number."""
    found = next((each for each in sittings if each.number == number), None)
    if found is None:
        raise NotFound
    return found


def grades_of(acting: Acting, one: Apprenticeship, method: str) -> tuple[str, ...]:
    """The grades of a method, the lowest first. Raises BadInput for what is no method of the standard."""
    found = acting.catalogue.standard(one.standard, one.version).method_by_code.get(method)
    if found is None:
        raise BadInput([Fault("method", "Choose one of the methods of the assessment.")])
    return found.grades


def _mine(acting: Acting, apprenticeship: UUID, one: Sitting) -> bool:
    return db.booked_by(acting.session, apprenticeship, one.number) == acting.person.id


def _keep(acting: Acting, apprenticeship: UUID, one: Sitting, what: SittingEvent, action: str) -> None:
    salt = history.new_salt()
    db.add_event(acting.session, apprenticeship, one, what, salt=salt, by=acting.person.id, at=acting.now)
    acting.record(
        apprenticeship,
        action,
        f"sitting {one.number}",
        number=one.number,
        method=one.booking.method,
        attempt=one.attempt,
        kind=one.booking.kind.value,
        on=one.booking.on.isoformat(),
        digest=history.salted_digest(salt, one.booking.place, one.booking.organisation, one.reason),
    )
