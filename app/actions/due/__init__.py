"""What an employer's contact does by one link: see what waits, confirm or query it, pass it on to a colleague."""

from app.actions.due.asking import Reminded, ask_employer, remind
from app.actions.due.confirming import confirm_due, query_due
from app.actions.due.delegating import Colleague, name_colleague
from app.actions.due.visiting import (
    VISIT_LASTS,
    begin_visit,
    insist_on_few_checks,
    leave_visit,
    link_works,
    renew_link,
    visiting,
)

__all__ = [
    "VISIT_LASTS",
    "Colleague",
    "Reminded",
    "ask_employer",
    "begin_visit",
    "confirm_due",
    "insist_on_few_checks",
    "leave_visit",
    "link_works",
    "name_colleague",
    "query_due",
    "remind",
    "renew_link",
    "visiting",
]
