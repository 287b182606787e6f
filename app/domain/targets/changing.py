"""What may be done to a target, and what it is afterwards.

A change that the same person made already, as the last one, is not made again: the target is given back as it is.
Raises WrongState where it has moved on, BadInput where a reason is missing or too long.
"""

from dataclasses import replace
from datetime import datetime

from app.domain.apprenticeships import Named
from app.domain.people import Role
from app.domain.refusals import BadInput, Fault, WrongState
from app.domain.targets.values import LONGEST_REASON, Aim, Change, Target, TargetChange, TargetState

_STANDS = {
    TargetState.PROPOSED: "is only proposed so far",
    TargetState.OPEN: "is open already",
    TargetState.MET: "is met",
    TargetState.DROPPED: "was dropped",
}


def set_target(number: int, aim: Aim, by: Named, at: datetime, *, review: int | None = None) -> Target:
    """A new target, open at once."""
    return Target(number, (TargetChange(1, Change.SET, aim, by, at, review=review),))


def propose(number: int, aim: Aim, by: Named, at: datetime, *, review: int | None = None) -> Target:
    """A target that somebody would like; it asks nothing of anybody until the tutor agrees."""
    return Target(number, (TargetChange(1, Change.PROPOSED, aim, by, at, review=review),))


def agree(target: Target, by: Named, at: datetime, *, review: int | None = None) -> Target:
    """Take up what was proposed."""
    if _repeats(target, Change.AGREED, by):
        return target
    _insist(target, TargetState.PROPOSED)
    return _with(target, Change.AGREED, by, at, review=review)


def change(
    target: Target, aim: Aim, reason: str, seen: int, by: Named, at: datetime, *, review: int | None = None
) -> Target:
    """Ask for something else, or by another day. `seen` is the `seq` of the newest change that the person had read."""
    if target.last.change is Change.CHANGED and (target.aim, target.last.by.id) == (aim, by.id):
        return target
    _insist(target, TargetState.OPEN, TargetState.PROPOSED)
    if seen != target.last.seq:
        raise WrongState(
            f"{target.last.by.name} changed this target while you had it open. Read it again, then change it."
        )
    if aim == target.aim:
        raise BadInput([Fault("", "Nothing is different. Change something, or leave the target as it is.")])
    return _with(target, Change.CHANGED, by, at, _reason(reason, "Say why it changes."), review, aim)


def say_done(target: Target, role: Role, words: str, by: Named, at: datetime) -> Target:
    """The word of whoever it is for that it is done; the tutor says whether it is met."""
    if target.aim.who is not role:
        raise WrongState("This target is for somebody else, so they say when it is done.")
    if target.said_done is not None and target.said_done.by.id == by.id:
        return target
    _insist(target, TargetState.OPEN)
    if target.said_done is not None:
        raise WrongState(f"{target.said_done.by.name} has said already that it is done.")
    return _with(target, Change.SAID_DONE, by, at, _words(words))


def not_done_yet(target: Target, reason: str, by: Named, at: datetime, *, review: int | None = None) -> Target:
    """Answer the word that it is done: something is still missing."""
    if _repeats(target, Change.NOT_DONE, by):
        return target
    if target.said_done is None:
        raise WrongState("Nobody waits for an answer on this target.")
    return _with(target, Change.NOT_DONE, by, at, _reason(reason, "Say what is still missing."), review)


def meet(target: Target, words: str, by: Named, at: datetime, *, review: int | None = None) -> Target:
    """Say that it is met."""
    if _repeats(target, Change.MET, by):
        return target
    _insist(target, TargetState.OPEN)
    return _with(target, Change.MET, by, at, _words(words), review)


def drop(target: Target, reason: str, by: Named, at: datetime, *, review: int | None = None) -> Target:
    """Give it up, or turn down what was proposed, with a reason."""
    if _repeats(target, Change.DROPPED, by):
        return target
    _insist(target, TargetState.OPEN, TargetState.PROPOSED)
    return _with(target, Change.DROPPED, by, at, _reason(reason, "Say why it is dropped."), review)


def open_again(target: Target, reason: str, by: Named, at: datetime, *, review: int | None = None) -> Target:
    """Take back that it was met or dropped, with a reason."""
    if _repeats(target, Change.OPENED_AGAIN, by):
        return target
    _insist(target, TargetState.MET, TargetState.DROPPED)
    return _with(target, Change.OPENED_AGAIN, by, at, _reason(reason, "Say why it is open again."), review)


def _with(
    target: Target,
    what: Change,
    by: Named,
    at: datetime,
    reason: str = "",
    review: int | None = None,
    aim: Aim | None = None,
) -> Target:
    done = TargetChange(target.last.seq + 1, what, aim or target.aim, by, at, reason, review)
    return replace(target, changes=(*target.changes, done))


def _repeats(target: Target, what: Change, by: Named) -> bool:
    return (target.last.change, target.last.by.id) == (what, by.id)


def _insist(target: Target, *states: TargetState) -> None:
    if target.state not in states:
        raise WrongState(f"Target {target.number} {_STANDS[target.state]}, so this cannot be done.")


def _reason(reason: str, sentence: str) -> str:
    if not reason.strip():
        raise BadInput([Fault("reason", sentence)])
    return _words(reason)


def _words(words: str) -> str:
    if len(words.strip()) > LONGEST_REASON:
        raise BadInput([Fault("reason", f"Use at most {LONGEST_REASON} characters.")])
    return words.strip()
