"""What prior learning does to the price: the percentage of hours left out, and the least by which the price falls."""

from decimal import Decimal

from app.domain.funding_rules import PriorLearningPrice


def hours_left_out_percent(removed_minutes: int, whole_minutes: int) -> Decimal:
    """Hours left out for prior learning, in percent of those for somebody with none. ValueError for nothing whole."""
    if whole_minutes <= 0:
        raise ValueError("The hours without prior learning must be more than 0.")
    return Decimal(removed_minutes) * 100 / whole_minutes


def least_price_cut_percent(rule: PriorLearningPrice, removed_minutes: int, whole_minutes: int) -> Decimal:
    """By how many percent of the funding band's most the price falls at least. Not rounded."""
    return hours_left_out_percent(removed_minutes, whole_minutes) * rule.share_percent / 100
