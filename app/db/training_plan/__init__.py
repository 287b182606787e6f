"""Training plans: rows and domain values."""

from app.db.training_plan.activities import (
    activities,
    activity,
    add_activity,
    add_event,
    change_activity,
    events,
    feedback_by_ksb,
    sent_pieces,
    set_evidence,
    set_feedback,
)
from app.db.training_plan.brief import PlanBrief, brief, brief_columns, read_brief
from app.db.training_plan.facts import facts, say
from app.db.training_plan.versions import PLAN_NUMBER, PlanVersion, versions

__all__ = [
    "PLAN_NUMBER",
    "PlanBrief",
    "PlanVersion",
    "activities",
    "activity",
    "add_activity",
    "add_event",
    "brief",
    "brief_columns",
    "change_activity",
    "events",
    "facts",
    "feedback_by_ksb",
    "read_brief",
    "say",
    "sent_pieces",
    "set_evidence",
    "set_feedback",
    "versions",
]
