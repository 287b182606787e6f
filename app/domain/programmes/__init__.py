"""A provider's delivery plan for a standard: activities and what they count for, reviews, induction, wording."""

from app.domain.programmes.activities import Activity, Condition, PaidTime, PaidTimeRule
from app.domain.programmes.concerns import ConcernOutcome, ConcernWords, HelpLine, LocalLine, together
from app.domain.programmes.delivery import (
    Delivery,
    FunctionalSkills,
    FunctionalSkillsComponent,
    FunctionalSkillsQualification,
    Induction,
    InductionShape,
    InitialAssessment,
    MockAssessment,
    Module,
    Tutorials,
)
from app.domain.programmes.evidence import AiUse, AskedOfEvidence, EvidenceKindWords
from app.domain.programmes.programme import Programme
from app.domain.programmes.reviews import SIGNERS, ReviewSection
from app.domain.programmes.signing import SigningStatement
from app.domain.programmes.skills_scan import CANNOT_SAY, ScalePoint, SkillsScale

__all__ = [
    "CANNOT_SAY",
    "SIGNERS",
    "Activity",
    "AiUse",
    "AskedOfEvidence",
    "ConcernOutcome",
    "ConcernWords",
    "Condition",
    "Delivery",
    "EvidenceKindWords",
    "FunctionalSkills",
    "FunctionalSkillsComponent",
    "FunctionalSkillsQualification",
    "HelpLine",
    "Induction",
    "InductionShape",
    "InitialAssessment",
    "LocalLine",
    "MockAssessment",
    "Module",
    "PaidTime",
    "PaidTimeRule",
    "Programme",
    "ReviewSection",
    "ScalePoint",
    "SigningStatement",
    "SkillsScale",
    "Tutorials",
    "together",
]
