"""The published rules, for the tests of what is worked out from them."""

from datetime import date

from app.catalogue import STANDARD_DATA, read_catalogue
from app.domain.funding_rules import FundingRule, FundingRules

RULES: FundingRules = read_catalogue(STANDARD_DATA).funding_rules
BEFORE_AUGUST_2022: FundingRule = RULES.for_start(date(2022, 7, 31))
AUGUST_2022_TO_JULY_2025: FundingRule = RULES.for_start(date(2022, 8, 1))
FROM_AUGUST_2025: FundingRule = RULES.for_start(date(2025, 8, 1))
