"""The review at hand in a sentence, the same for apprentice, tutor and employer."""

from datetime import date

from app.answers.reviews.grid import ReviewPlace
from app.rendering.words import date_day, days_away


def due_sentence(place: ReviewPlace, today: date) -> str:
    """When it is due, or that its day has passed and it is neither held nor missed."""
    if place.on < today:
        return (
            f"It was due on {date_day(place.on)}, {days_away((place.on - today).days)}, and is not on record as held."
        )
    return f"It is due on {date_day(place.on)}, {days_away((place.on - today).days)}."
