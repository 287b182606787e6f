"""The published rules, for the tests of what is worked out from them."""

from datetime import date
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from app.domain.funding_rules import FundingRule, FundingRules

_FILE = Path(__file__).parents[2] / "standard_data" / "funding_rules.yaml"

RULES: FundingRules = TypeAdapter(FundingRules).validate_python(yaml.safe_load(_FILE.read_text(encoding="utf-8")))
BEFORE_AUGUST_2022: FundingRule = RULES.for_start(date(2022, 7, 31))
AUGUST_2022_TO_JULY_2025: FundingRule = RULES.for_start(date(2022, 8, 1))
FROM_AUGUST_2025: FundingRule = RULES.for_start(date(2025, 8, 1))
