"""Milestone reviews: the grid with the rule's deadline, the next one, those held, and each one's facts.

Everything runs from what is on record. Until the first review of an apprentice is written down here, a deadline by the
rule is counted as if the review before had been held on its own date, and says so.
"""

from app.answers.reviews.colour import colour_of
from app.answers.reviews.facts import Window, facts_between
from app.answers.reviews.grid import ReviewPlace, ReviewsStanding, review_places, standing_of
from app.answers.reviews.listed import newest_of, next_reviews_of_many, reviews_of, window_up_to
from app.answers.reviews.material import computed_colour, facts_again, frozen_before, material_of, whole_facts
from app.answers.reviews.sheet import ReviewSheet, SectionSheet, sheet_of
from app.answers.reviews.to_prepare import ToPrepare, reviews_to_prepare
from app.answers.reviews.words import due_sentence

__all__ = [
    "ReviewPlace",
    "ReviewSheet",
    "ReviewsStanding",
    "SectionSheet",
    "ToPrepare",
    "Window",
    "colour_of",
    "computed_colour",
    "due_sentence",
    "facts_again",
    "facts_between",
    "frozen_before",
    "material_of",
    "newest_of",
    "next_reviews_of_many",
    "review_places",
    "reviews_of",
    "reviews_to_prepare",
    "sheet_of",
    "standing_of",
    "whole_facts",
    "window_up_to",
]
