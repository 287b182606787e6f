"""Milestone reviews: the grid with the rule's deadline, the next one, those whose day has passed, and each one's facts.

That a review was held cannot be recorded yet. So every date that has passed stands as overdue by the record, and a
deadline by the rule is counted as if the review before had been held on its own date; both say so.
"""

from app.answers.reviews.facts import facts_between
from app.answers.reviews.grid import (
    ReviewPlace,
    ReviewsStanding,
    next_reviews_of_many,
    review_places,
    reviews_of,
    standing_of,
)

__all__ = [
    "ReviewPlace",
    "ReviewsStanding",
    "facts_between",
    "next_reviews_of_many",
    "review_places",
    "reviews_of",
    "standing_of",
]
