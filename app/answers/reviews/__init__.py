"""Milestone reviews: the grid with the rule's deadline, the next one, those held, and each one's facts.

Everything runs from what is on record. Until the first review of an apprentice is written down here, a deadline by the
rule is counted as if the review before had been held on its own date, and says so.
"""

from app.answers.reviews.colour import colour_of
from app.answers.reviews.facts import between, facts_between
from app.answers.reviews.grid import ReviewPlace, ReviewsStanding, review_places, standing_of
from app.answers.reviews.listed import next_reviews_of_many, reviews_of
from app.answers.reviews.sheet import ReviewSheet, SectionSheet, sheet_of

__all__ = [
    "ReviewPlace",
    "ReviewSheet",
    "ReviewsStanding",
    "SectionSheet",
    "between",
    "colour_of",
    "facts_between",
    "next_reviews_of_many",
    "review_places",
    "reviews_of",
    "sheet_of",
    "standing_of",
]
