"""What an early or a late review did to the funding rule’s own deadline, in a sentence."""

from collections.abc import Sequence
from datetime import date

from app.domain.apprenticeships import Break
from app.domain.funding_rules import FundingRule
from app.domain.reviews.dates import rule_deadline
from app.domain.wording import day_words


def deadline_moved(
    rule: FundingRule, start: date, number: int, held_on: date, grid_day: date, breaks: Sequence[Break] = ()
) -> str:
    """That the deadline for the next review is another because this one was held on another day than the grid’s.

    "" where it is the same. The grid itself keeps its days.
    """
    by_grid, by_held = rule_deadline(rule, start, grid_day, breaks), rule_deadline(rule, start, held_on, breaks)
    if by_grid is None or by_held is None or by_grid.due_on == by_held.due_on:
        return ""
    return (
        f"Review {number} was held on {day_words(held_on)}, so the rule’s deadline moved from "
        f"{day_words(by_grid.due_on)} to {day_words(by_held.due_on)}."
    )
