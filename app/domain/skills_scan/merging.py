"""Ratings that one person fills in in two windows, or on two devices, at once: field by field, nothing is lost."""

from collections.abc import Mapping

from app.domain.filled_in import FilledIn, Merged, put_together


def merge(there: FilledIn, base: Mapping[str, str], typed: Mapping[str, str]) -> Merged:
    """What is kept of ratings; words of another window stay beside until the ratings are given."""
    return put_together(there, base, typed, lambda name: not name.startswith("rating."))
