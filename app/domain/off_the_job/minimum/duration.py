"""How much longer a part-time apprentice is on programme, by every reading of the sources."""

from dataclasses import dataclass
from decimal import Decimal

from app.domain.funding_rules import FundingRule
from app.domain.provider_settings import PartTimeReading, ProviderSettings
from app.domain.standards import Source

WEEKS_A_YEAR = 52
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class PartTimeLength:
    """The least time on programme by one reading, in months and in weeks, neither rounded."""

    id: str
    name: str
    months: Decimal
    weeks: Decimal
    used: bool
    source: Source


def part_time_lengths(
    rule: FundingRule, weekly_minutes: int | Decimal, usual_months: int, settings: ProviderSettings
) -> tuple[PartTimeLength, ...]:
    """The least time for an average week of so many minutes; none where the rule makes nothing longer.

    12 months (or the standard's `usual_months` to gateway) × 30 hours ÷ the hours of a week.
    """
    longer = rule.part_time
    if longer is None or not 0 < weekly_minutes < longer.under_weekly_minutes:
        return ()
    found = []
    for one in longer.readings:
        base = usual_months if one.id == PartTimeReading.PROGRAMME_LENGTH.value else MONTHS_A_YEAR
        months = base * longer.under_weekly_minutes / Decimal(weekly_minutes)
        weeks = Decimal(base) * WEEKS_A_YEAR * longer.under_weekly_minutes / (MONTHS_A_YEAR * Decimal(weekly_minutes))
        found.append(
            PartTimeLength(one.id, one.name, months, weeks, one.id == settings.part_time_reading.value, one.source)
        )
    return tuple(found)
