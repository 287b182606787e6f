"""Targets of one apprenticeship: what somebody is to do, for which KSBs, by when, and what became of it.

A target is what was done to it: each change keeps the whole of what it then asks for, so that how it stood on any day
can be told again. The tutor sets and changes targets and says which are met. The apprentice and the employer may
propose one, which is open once the tutor agrees, and say that their own is done. A target stays from review to review
until it is met, or dropped with a reason.
"""

from app.domain.targets.changing import (
    agree,
    change,
    drop,
    meet,
    not_done_yet,
    open_again,
    propose,
    say_done,
    set_target,
)
from app.domain.targets.checking import aim_faults
from app.domain.targets.following import KsbSign, RecordSays, Sign, record_says
from app.domain.targets.values import (
    FURTHEST_AHEAD_DAYS,
    LONGEST_REASON,
    LONGEST_WHAT,
    MOST_MINUTES,
    OWNERS,
    Aim,
    Change,
    Target,
    TargetChange,
    TargetState,
    as_it_stood,
    in_order,
    standing_of,
)

__all__ = [
    "FURTHEST_AHEAD_DAYS",
    "LONGEST_REASON",
    "LONGEST_WHAT",
    "MOST_MINUTES",
    "OWNERS",
    "Aim",
    "Change",
    "KsbSign",
    "RecordSays",
    "Sign",
    "Target",
    "TargetChange",
    "TargetState",
    "agree",
    "aim_faults",
    "as_it_stood",
    "change",
    "drop",
    "in_order",
    "meet",
    "not_done_yet",
    "open_again",
    "propose",
    "record_says",
    "say_done",
    "set_target",
    "standing_of",
]
