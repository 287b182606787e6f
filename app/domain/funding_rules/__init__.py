"""The apprenticeship funding rules that depend on dates, as data: which one applies to which start, and its source.

The values come from `standard_data/funding_rules.yaml`.
"""

from app.domain.funding_rules.facts import (
    ActiveLearning,
    ActivePeriod,
    Basis,
    CertificateLevel,
    EmploymentGapRule,
    EnglishAndMathsRule,
    Floor,
    FundingException,
    MinimumDuration,
    NamedReading,
    PartTime,
    PlanChange,
    PriorLearningPrice,
    PublishedHours,
    ResultRounding,
    ReviewDeadline,
    Rounding,
    ShortestBreak,
    TermTime,
    TrainingPlanRule,
    WaiverRule,
    WeeksRounding,
)
from app.domain.funding_rules.rule import FundingRule, FundingRules, period_faults

__all__ = [
    "ActiveLearning",
    "ActivePeriod",
    "Basis",
    "CertificateLevel",
    "EmploymentGapRule",
    "EnglishAndMathsRule",
    "Floor",
    "FundingException",
    "FundingRule",
    "FundingRules",
    "MinimumDuration",
    "NamedReading",
    "PartTime",
    "PlanChange",
    "PriorLearningPrice",
    "PublishedHours",
    "ResultRounding",
    "ReviewDeadline",
    "Rounding",
    "ShortestBreak",
    "TermTime",
    "TrainingPlanRule",
    "WaiverRule",
    "WeeksRounding",
    "period_faults",
]
