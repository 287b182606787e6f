"""The training plan: planning its activities, saying what happened to them, and putting it before its signers."""

from app.actions.training_plan.assessing import give_feedback, record_result
from app.actions.training_plan.holding import (
    hold_activity,
    link_evidence,
    miss_activity,
    move_activity,
    reopen_activity,
)
from app.actions.training_plan.planning import plan_activity
from app.actions.training_plan.putting import put_plan_to_sign
from app.actions.training_plan.stating import record_subject, state_details, tick, untick
from app.domain.training_plan.subjects import SubjectSaid

__all__ = [
    "SubjectSaid",
    "give_feedback",
    "hold_activity",
    "link_evidence",
    "miss_activity",
    "move_activity",
    "plan_activity",
    "put_plan_to_sign",
    "record_result",
    "record_subject",
    "reopen_activity",
    "state_details",
    "tick",
    "untick",
]
