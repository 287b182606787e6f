"""The apprenticeship funding rules that depend on dates, as data: which rule applies to which start, and by what source.

The values come from `standard_data/funding_rules.yaml`.
"""

from app.domain.funding_rules.facts import (
    ActiveLearning,
    ActivePeriod,
    Basis,
    Confidence,
    EnglishAndMathsRule,
    EnglishMathsException,
    MinimumDuration,
    PublishedHours,
    ResultRounding,
    ReviewDeadline,
    Rounding,
    RuleSource,
    WeeksRounding,
)
from app.domain.funding_rules.rule import FundingRule, FundingRules, period_faults

__all__ = [
    "ActiveLearning",
    "ActivePeriod",
    "Basis",
    "Confidence",
    "EnglishAndMathsRule",
    "EnglishMathsException",
    "FundingRule",
    "FundingRules",
    "MinimumDuration",
    "PublishedHours",
    "ResultRounding",
    "ReviewDeadline",
    "Rounding",
    "RuleSource",
    "WeeksRounding",
    "period_faults",
]
