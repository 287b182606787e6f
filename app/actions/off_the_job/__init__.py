"""What people do with off-the-job time: log it, send it with evidence, confirm, query, answer, correct, withdraw."""

from app.actions.off_the_job.deciding import answer, confirm, confirm_many, query, query_many, withdraw
from app.actions.off_the_job.logging import correct, drop_drafts, log_time, submit_drafts

__all__ = [
    "answer",
    "confirm",
    "confirm_many",
    "correct",
    "drop_drafts",
    "log_time",
    "query",
    "query_many",
    "submit_drafts",
    "withdraw",
]
