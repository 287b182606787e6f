"""What stops a target from being kept as it was entered."""

from datetime import date

from app.domain.refusals import Fault
from app.domain.standards import Standard
from app.domain.targets.values import FURTHEST_AHEAD_DAYS, LONGEST_WHAT, MOST_MINUTES, OWNERS, Aim


def aim_faults(aim: Aim, standard: Standard, today: date, *, before: Aim | None = None) -> tuple[Fault, ...]:
    """Every fault of what is asked for, by the paths `what`, `who`, `due_on`, `ksbs`, `duty` and `minutes`.

    The day lies today or later, unless it is the one that the target had `before` this change.
    """
    faults = []
    if not aim.what.strip():
        faults.append(Fault("what", "Say what is to be done."))
    elif len(aim.what) > LONGEST_WHAT:
        faults.append(Fault("what", f"Use at most {LONGEST_WHAT} characters."))
    if aim.who not in OWNERS:
        faults.append(Fault("who", "Choose the apprentice, the tutor or the employer."))
    if aim.due_on < today and (before is None or before.due_on != aim.due_on):
        faults.append(Fault("due_on", "That day has gone by. Choose today or a later day."))
    elif (aim.due_on - today).days > FURTHEST_AHEAD_DAYS:
        faults.append(Fault("due_on", "That is too far ahead. Choose an earlier day."))
    if unknown := [code for code in aim.ksbs if code not in standard.ksb_by_code]:
        faults.append(Fault("ksbs", f"The standard has no {', '.join(unknown)}."))
    if aim.duty is not None and all(duty.code != aim.duty for duty in standard.duties):
        faults.append(Fault("duty", "The standard has no such duty."))
    if aim.minutes is not None and not 1 <= aim.minutes <= MOST_MINUTES:
        faults.append(
            Fault("minutes", f"Enter more than none and at most {MOST_MINUTES // 60} hours, or leave it empty.")
        )
    return tuple(faults)
