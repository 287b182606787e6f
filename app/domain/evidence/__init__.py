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
from app.domain.evidence.reading import may_read, may_see, sees_drafts
from app.domain.evidence.statements import LeadRole, LegalMatter, OthersAppear, Statements
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
    sent,
    withdrawn,
)

__all__ = [
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
    "faults_of_details",
    "faults_of_sending",
    "insist_feedback",
    "insist_reason",
    "is_decided_so",
    "is_sent_already",
    "may_read",
    "may_see",
    "reopened",
    "sees_drafts",
    "sent",
    "suggested",
    "suggestion",
    "suggestion_agreed",
    "withdrawn",
]
