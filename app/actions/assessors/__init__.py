"""The independent assessor: invited for one frozen version, stating a conflict of interest, opening what is granted."""

from app.actions.assessors.inviting import Invitation, invite_assessor, revoke_access
from app.actions.assessors.opening import open_granted_file, open_version, take_granted_pack
from app.actions.assessors.stating import state_conflict

__all__ = [
    "Invitation",
    "invite_assessor",
    "open_granted_file",
    "open_version",
    "revoke_access",
    "state_conflict",
    "take_granted_pack",
]
