"""Who sees what of a piece: drafts are the apprentice's alone, and some read only what the tutor has cleared."""

from app.domain.evidence.values import Evidence, EvidenceVersion, VersionState
from app.domain.people import Member
from app.domain.permissions import Permission, may, reads_provider_only, reads_uncleared
from app.domain.refusals import WrongState


def sees_drafts(member: Member) -> bool:
    """Whether drafts exist for this member: only for whoever writes them."""
    return may(member, Permission.CHANGE_DRAFT)


def may_see(member: Member, evidence: Evidence) -> bool:
    """Whether a piece exists at all for this member: a piece never sent is the apprentice's alone."""
    return sees_drafts(member) or evidence.counting is not None


def may_read(member: Member, evidence: Evidence, version: EvidenceVersion) -> bool:
    """Whether this member may read the words and files of a version, beyond its title and tags.

    Whoever reads only cleared evidence loses it again once the piece is withdrawn. What was closed because it may
    identify somebody is read by nobody.
    """
    if evidence.quarantined_at is not None:
        return False
    if version.state is VersionState.DRAFT or (version.submitted_at is None and evidence.withdrawn_at is not None):
        return sees_drafts(member)
    if not may(member, Permission.READ_EVIDENCE) or (evidence.provider_only and not reads_provider_only(member)):
        return False
    return reads_uncleared(member) or (version.cleared_at is not None and evidence.withdrawn_at is None)


def may_read_outside(evidence: Evidence) -> bool:
    """Whether somebody who is let in from outside may read the version that counts: it is cleared, and the piece is
    neither closed, withdrawn nor kept from the employer. What is kept so may tell of health or family."""
    shut = evidence.quarantined_at is not None or evidence.withdrawn_at is not None or evidence.provider_only
    return not shut and evidence.counting is not None and evidence.counting.cleared_at is not None


def insist_not_closed(evidence: Evidence) -> None:
    """Raises WrongState while a piece is closed because it may identify somebody."""
    if evidence.quarantined_at is not None:
        raise WrongState(f"{evidence.name} is closed, because it may identify somebody. Nothing on it can be changed.")
