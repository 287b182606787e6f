"""Hours as people enter them, which may have decimals."""

from decimal import ROUND_HALF_UP, Decimal


def minutes_of(hours: Decimal) -> int:
    """Hours as whole minutes, halves up."""
    return int((hours * 60).to_integral_value(ROUND_HALF_UP))
