"""What became of an activity: held, missed, moved, or none of it after all; and the evidence that belongs to it."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from app.actions.acting import Acting
from app.actions.training_plan.around import found_activity, held_plan
from app.db import history
from app.db import training_plan as db
from app.domain.refusals import BadInput, Fault
from app.domain.training_plan.activities import hold, miss, move, reopen
from app.domain.training_plan.planning import day_faults
from app.domain.training_plan.values import Activity, PlanEvent, PlanState

MOST_PIECES = 20


def hold_activity(acting: Acting, apprenticeship: UUID, number: int, on: date, minutes: int | None = None) -> None:
    """Say that it was held, on a day gone by or today. The same said again changes nothing."""
    _, around = held_plan(acting, apprenticeship)
    one = found_activity(acting, apprenticeship, number)
    if one.state is PlanState.HELD and one.held_on == on and minutes in (None, one.minutes):
        return
    if faults := day_faults(one.kind, on, around):
        raise BadInput(faults)
    changed = hold(one, on, minutes, acting.today)
    _keep(acting, apprenticeship, changed, PlanEvent.HELD, on, "plan_activity_held")


def miss_activity(acting: Acting, apprenticeship: UUID, number: int, reason: str) -> None:
    """Say that it was missed, and why. The same said again changes nothing."""
    held_plan(acting, apprenticeship)
    one = found_activity(acting, apprenticeship, number)
    if one.state is PlanState.MISSED and one.reason == reason.strip():
        return
    _keep(
        acting,
        apprenticeship,
        miss(one, reason, acting.today),
        PlanEvent.MISSED,
        one.planned_on,
        "plan_activity_missed",
    )


def move_activity(acting: Acting, apprenticeship: UUID, number: int, to: date, reason: str = "") -> None:
    """Plan it for another day, or again after it was missed. The same said again changes nothing."""
    _, around = held_plan(acting, apprenticeship)
    one = found_activity(acting, apprenticeship, number)
    if one.state is PlanState.PLANNED and one.planned_on == to and one.reason and one.reason == reason.strip():
        return
    _keep(acting, apprenticeship, move(one, to, reason, around), PlanEvent.MOVED, to, "plan_activity_moved")


def reopen_activity(acting: Acting, apprenticeship: UUID, number: int, reason: str) -> None:
    """Take back what was recorded by mistake: it is planned again for the day it was planned for."""
    held_plan(acting, apprenticeship)
    one = found_activity(acting, apprenticeship, number)
    if one.state is PlanState.PLANNED and one.reason and one.reason == reason.strip():
        return
    _keep(acting, apprenticeship, reopen(one, reason), PlanEvent.REOPENED, one.planned_on, "plan_activity_reopened")


def link_evidence(acting: Acting, apprenticeship: UUID, number: int, pieces: Collection[int]) -> None:
    """Say which pieces of evidence belong to an activity: exactly these. Raises BadInput at the field `evidence`."""
    held_plan(acting, apprenticeship)
    one = found_activity(acting, apprenticeship, number)
    wanted = sorted(set(pieces))
    if len(wanted) > MOST_PIECES:
        raise BadInput([Fault("evidence", f"Name at most {MOST_PIECES} pieces.")])
    sent = db.sent_pieces(acting.session, apprenticeship, wanted)
    if unknown := [piece for piece in wanted if piece not in sent]:
        raise BadInput([Fault("evidence", f"There is no E{unknown[0]} that was sent. Name pieces that were.")])
    if tuple(wanted) == one.evidence:
        return
    db.set_evidence(acting.session, apprenticeship, number, wanted)
    acting.record(
        apprenticeship,
        "plan_evidence_linked",
        f"activity {number}",
        number=number,
        kind=one.kind.value,
        pieces=" ".join(f"E{piece}" for piece in wanted) or None,
    )


def _keep(acting: Acting, apprenticeship: UUID, changed: Activity, what: PlanEvent, on: date, action: str) -> None:
    db.change_activity(acting.session, apprenticeship, changed)
    number, salt = changed.number, history.new_salt()
    db.add_event(
        acting.session,
        apprenticeship,
        number,
        what,
        on,
        changed.reason,
        salt=salt,
        by=acting.person.id,
        at=acting.now,
    )
    acting.record(
        apprenticeship,
        action,
        f"activity {number}",
        number=number,
        kind=changed.kind.value,
        on=on.isoformat(),
        minutes=changed.minutes,
        digest=history.salted_digest(salt, changed.reason) if changed.reason else None,
    )
