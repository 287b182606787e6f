"""End-point assessment by a standard’s plan: what the plan says, what a portfolio must be, and how grades make one."""

from app.domain.assessment.grades import MethodOutcome, OverallGrade, capped, grade_of, longest_minutes, overall
from app.domain.assessment.plan import (
    NO_PLAN,
    AssessmentPlan,
    GatewayComponent,
    GradeRule,
    Marks,
    PortfolioRules,
    Resits,
)
from app.domain.assessment.portfolio_check import (
    ChosenFile,
    ChosenPiece,
    ChosenTag,
    PlanFinding,
    Portfolio,
    check_portfolio,
    portfolio_ksbs,
)

__all__ = [
    "NO_PLAN",
    "AssessmentPlan",
    "ChosenFile",
    "ChosenPiece",
    "ChosenTag",
    "GatewayComponent",
    "GradeRule",
    "Marks",
    "MethodOutcome",
    "OverallGrade",
    "PlanFinding",
    "Portfolio",
    "PortfolioRules",
    "Resits",
    "capped",
    "check_portfolio",
    "grade_of",
    "longest_minutes",
    "overall",
    "portfolio_ksbs",
]
