"""Milestone reviews: the grid and the rule’s deadline, one review’s states, its sections, its facts, its record.

The grid runs from the start and only breaks move it; an early or late review does not. The rule’s deadline runs from
the last review held, and a review is overdue by the rule only after it.
"""

from app.domain.reviews.dates import (
    DueReview,
    NextReview,
    RuleDeadline,
    days_over,
    next_review,
    review_date,
    review_dates,
    rule_deadline,
)
from app.domain.reviews.deadlines import deadline_moved
from app.domain.reviews.facts import (
    CheckMoved,
    FactsSince,
    HoursAt,
    KindThenNow,
    PlanLate,
    SessionAttended,
    TargetFact,
    facts_from_json,
    facts_to_json,
)
from app.domain.reviews.meeting import MEETING_FIELDS, merge_meeting
from app.domain.reviews.record import Around, not_as_put, review_content
from app.domain.reviews.review import (
    HELD,
    Computed,
    HoldingBounds,
    Meeting,
    Review,
    ReviewState,
    hold,
    insist_named,
    insist_open,
    insist_written,
    miss,
    move,
    prepare,
    reopen,
    revise,
)
from app.domain.reviews.sections import SectionWords, WrittenMeanwhile, as_kept, sees, who_sees, write, writes_as

__all__ = [
    "HELD",
    "MEETING_FIELDS",
    "Around",
    "CheckMoved",
    "Computed",
    "DueReview",
    "FactsSince",
    "HoldingBounds",
    "HoursAt",
    "KindThenNow",
    "Meeting",
    "NextReview",
    "PlanLate",
    "Review",
    "ReviewState",
    "RuleDeadline",
    "SectionWords",
    "SessionAttended",
    "TargetFact",
    "WrittenMeanwhile",
    "as_kept",
    "days_over",
    "deadline_moved",
    "facts_from_json",
    "facts_to_json",
    "hold",
    "insist_named",
    "insist_open",
    "insist_written",
    "merge_meeting",
    "miss",
    "move",
    "next_review",
    "not_as_put",
    "prepare",
    "reopen",
    "review_content",
    "review_date",
    "review_dates",
    "revise",
    "rule_deadline",
    "sees",
    "who_sees",
    "write",
    "writes_as",
]
