"""What happened to a piece, in words for its own page."""

from app.db.evidence import PieceHappening
from app.rendering.states import TAG_STATES
from app.web.pages.evidence.file_links import SCANS


def happened(one: PieceHappening) -> str:
    """One row of the history, as the piece's page says it."""
    version, ksb = one.body.get("version", ""), one.body.get("ksb", "")
    if one.action == "tag_decided":
        return f"Decided {ksb} on version {version}: {TAG_STATES[str(one.body['verdict'])].word.lower()}"
    said = {
        "draft_added": f"Began version {version}",
        "draft_changed": f"Changed the draft of version {version}",
        "draft_withdrawn": "Withdrew this draft",
        "evidence_submitted": f"Sent version {version}",
        "draft_placed": f"Said where the draft of version {version} shows {ksb}",
        "tag_placed": f"Said where version {version} shows {ksb}",
        "tag_reopened": f"Reopened {ksb} on version {version}",
        "tag_suggested": f"Suggested {ksb}",
        "file_scanned": f"Scanned a file: {SCANS.get(str(one.body.get('scan')), '')}",
        "draft_scanned": f"Scanned a file: {SCANS.get(str(one.body.get('scan')), '')}",
        "suggestion_agreed": f"Agreed to {ksb}, which now waits for a decision",
        "suggestion_declined": f"Left out the suggested {ksb}",
        "evidence_cleared": f"Cleared version {version} for others to read",
        "clearing_ended": f"Closed version {version} to those who read only what is cleared",
        "evidence_withdrawn": "Withdrew this evidence",
        "evidence_checked": f"Version {version} was read for what identifies somebody",
        "finding_kept": f"Kept something found in version {version}, with a reason",
        "kept_from_employer": "Kept this evidence from the employer",
        "open_to_employer": "Opened this evidence to the employer again",
        "draft_kept_from_employer": "Kept this draft from the employer",
        "draft_open_to_employer": "Opened this draft to the employer again",
        "observation_added": "Added this observation",
        "witness_asked": f"Asked a witness about version {version}",
        "witness_ask_ended": "Took back the ask of a witness",
        "testimony_begun": "A witness began a testimony",
        "testimony_kept": "A witness kept a testimony for later",
        "testimony_signed": f"A witness signed a testimony on version {version}",
        "testimony_cleared": "Cleared what a witness signed, for others to read",
        "testimony_clearing_ended": "Closed what a witness signed to those who read only what is cleared",
        "testimony_declined": "A witness declined",
        "case_study_considered": "Made it a candidate for the case study",
        "case_study_dropped": "Took it back as a candidate for the case study",
    }
    return said.get(one.action, one.action.replace("_", " ").capitalize())
