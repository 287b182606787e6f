"""A draft made of what was written."""

from app.domain import evidence as domain
from app.domain.evidence import EvidenceDetails, EvidenceFile, EvidenceVersion, KsbTag, TagState


def version_of(version: int, details: EvidenceDetails, files: tuple[EvidenceFile, ...], salt: str) -> EvidenceVersion:
    """A draft with these words and files."""
    return EvidenceVersion(
        version=version,
        state=domain.VersionState.DRAFT,
        title=details.title,
        kind=details.kind,
        happened_on=details.happened_on,
        description=details.description,
        statement=details.statement,
        duties=details.duties,
        files=files,
        tags=tuple(KsbTag(ksb, TagState.PROPOSED) for ksb in details.ksbs),
        salt=salt,
        statements=details.statements,
    )
