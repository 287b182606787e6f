"""What looks like a client's personal data, in words and in what files hide."""

from app.domain.confidentiality.values import FindingKind, FindingState

__all__ = ["FindingKind", "FindingState"]
