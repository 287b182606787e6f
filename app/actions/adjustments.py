"""What is agreed to differ in the assessment: written down, consented to, told to the organisation, ended."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from app.actions.acting import Acting
from app.actions.words_beside import look_through
from app.db import adjustments as db
from app.db import apprenticeships, history
from app.domain.apprenticeships import Named
from app.domain.assessment import (
    MOST_ADJUSTMENT_LETTERS,
    Adjusting,
    Adjustment,
    AdjustmentState,
    insist_adjusting,
    insist_says_something,
)
from app.domain.assessment import insist_open_to as insist
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, WrongState


def propose_adjustment(acting: Acting, apprenticeship: UUID, what: Adjusting) -> int:
    """Write down what is to differ, for the apprentice to consent to; returns its number. Raises BadInput."""
    acting.insist(Permission.RECORD_ADJUSTMENT, apprenticeship)
    acting.lock(apprenticeship)
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    insist_adjusting(what, acting.catalogue.standard(one.standard, one.version))
    for known in db.all_of(acting.session, apprenticeship):
        if known.what == what and known.state in (AdjustmentState.PROPOSED, AdjustmentState.AGREED):
            return known.number
    number, salt = db.new_number(acting.session, apprenticeship), history.new_salt()
    look_through(acting, apprenticeship, _named(number), {"words": what.words, "reason": what.reason})
    by = Named(acting.person.id, acting.person.name)
    db.add(acting.session, apprenticeship, Adjustment(number, what, AdjustmentState.PROPOSED, by, acting.now), salt)
    acting.record(
        apprenticeship,
        "adjustment_proposed",
        _named(number),
        number=number,
        kind=what.kind.value,
        digest=history.salted_digest(salt, what.words, what.reason),
    )
    return number


def answer_adjustment(acting: Acting, apprenticeship: UUID, number: int, *, agreed: bool) -> None:
    """Consent to an adjustment and to its being told, or refuse. The same once more changes nothing.

    Raises WrongState for one that was answered otherwise, is over, or whose words were erased.
    """
    acting.insist(Permission.CONSENT_TO_ADJUSTMENT, apprenticeship)
    acting.lock(apprenticeship)
    one = db.load(acting.session, apprenticeship, number)
    state = AdjustmentState.AGREED if agreed else AdjustmentState.REFUSED
    if one.state is state:
        return
    insist(one, AdjustmentState.PROPOSED)
    insist_says_something(one)
    db.keep(acting.session, apprenticeship, replace(one, state=state, answered_at=acting.now))
    action = "adjustment_agreed" if agreed else "adjustment_refused"
    acting.record(apprenticeship, action, _named(number), number=number)


def tell_of_adjustment(acting: Acting, apprenticeship: UUID, number: int, *, whom: str, on: date) -> None:
    """Note that the assessment organisation was told. Raises BadInput, and WrongState before there is consent."""
    acting.insist(Permission.RECORD_ADJUSTMENT, apprenticeship)
    acting.lock(apprenticeship)
    one = db.load(acting.session, apprenticeship, number)
    insist(one, AdjustmentState.AGREED)
    faults = []
    if not whom.strip() or len(whom) > 200:  # as long as an organisation’s name is anywhere
        faults.append(Fault("whom", "Enter the name of the assessment organisation that was told."))
    if not one.at.date() <= on <= acting.today:
        faults.append(
            Fault("on", "Enter the day on which it was told: since it was written down, and not after today.")
        )
    if faults:
        raise BadInput(faults)
    if (one.told_on, one.told_whom) == (on, whom.strip()):
        return
    if one.told_on is not None:
        raise WrongState(f"Of adjustment {number} it is noted already whom it was told.")
    db.keep(acting.session, apprenticeship, replace(one, told_on=on, told_whom=whom.strip()))
    acting.record(apprenticeship, "adjustment_told", _named(number), number=number, on=on.isoformat())


def end_adjustment(acting: Acting, apprenticeship: UUID, number: int, reason: str) -> None:
    """Go by an adjustment no more, with the reason. Raises BadInput, and WrongState for one that is over."""
    acting.insist(Permission.RECORD_ADJUSTMENT, apprenticeship)
    acting.lock(apprenticeship)
    one = db.load(acting.session, apprenticeship, number)
    if one.state is AdjustmentState.ENDED and one.ended_reason == reason.strip():
        return
    insist(one, AdjustmentState.PROPOSED, AdjustmentState.AGREED)
    if not reason.strip() or len(reason) > MOST_ADJUSTMENT_LETTERS:
        raise BadInput([Fault("ended_reason", f"Say why, in at most {MOST_ADJUSTMENT_LETTERS:,} characters.")])
    look_through(acting, apprenticeship, _named(number), {"ended_reason": reason})
    db.keep(acting.session, apprenticeship, replace(one, state=AdjustmentState.ENDED, ended_reason=reason.strip()))
    acting.record(apprenticeship, "adjustment_ended", _named(number), number=number)


def _named(number: int) -> str:
    return f"adjustment {number}"
