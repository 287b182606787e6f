"""Evidence, its versions and its KSB tags: every state, every transition, and why others are refused.

The states and transitions are those of the model: a draft changes nothing until it is sent; sending supersedes the
version before it; a tag on a sent version awaits the tutor's decision; an accepted tag is carried to a new version
that still claims its KSB and keeps what it was accepted on.
"""

from app.domain.evidence.arrived import Checked, Scan
from app.domain.evidence.deciding import (
    Decision,
    counting_version,
    decided,
    insist_feedback,
    insist_reason,
    is_decided_so,
    reopened,
    suggested,
    suggestion,
    suggestion_agreed,
)
from app.domain.evidence.for_assessment import CHECK_THE_PLAN, ForAssessment, for_assessment_by_default
from app.domain.evidence.reading import may_read, may_see, sees_drafts
from app.domain.evidence.statements import (
    LeadRole,
    LegalMatter,
    OthersAppear,
    Statements,
    faults_of_ai_use,
    faults_of_stating,
)
from app.domain.evidence.values import (
    DECIDED,
    Evidence,
    EvidenceDetails,
    EvidenceFile,
    EvidenceKind,
    EvidenceState,
    EvidenceVersion,
    KsbTag,
    TagState,
    Verdict,
    VersionState,
    evidence_state,
)
from app.domain.evidence.writing import (
    LONGEST_DESCRIPTION,
    LONGEST_REASON,
    LONGEST_TITLE,
    details_of,
    draft_changed,
    draft_opened,
    faults_of_details,
    faults_of_sending,
    is_sent_already,
    observed,
    sent,
    withdrawn,
)

__all__ = [
    "CHECK_THE_PLAN",
    "DECIDED",
    "LONGEST_DESCRIPTION",
    "LONGEST_REASON",
    "LONGEST_TITLE",
    "Checked",
    "Decision",
    "Evidence",
    "EvidenceDetails",
    "EvidenceFile",
    "EvidenceKind",
    "EvidenceState",
    "EvidenceVersion",
    "ForAssessment",
    "KsbTag",
    "LeadRole",
    "LegalMatter",
    "OthersAppear",
    "Scan",
    "Statements",
    "TagState",
    "Verdict",
    "VersionState",
    "counting_version",
    "decided",
    "details_of",
    "draft_changed",
    "draft_opened",
    "evidence_state",
    "faults_of_ai_use",
    "faults_of_details",
    "faults_of_sending",
    "faults_of_stating",
    "for_assessment_by_default",
    "insist_feedback",
    "insist_reason",
    "is_decided_so",
    "is_sent_already",
    "may_read",
    "may_see",
    "observed",
    "reopened",
    "sees_drafts",
    "sent",
    "suggested",
    "suggestion",
    "suggestion_agreed",
    "withdrawn",
]
