"""What a milestone review asks, section by section: who writes each, and who reads it."""

from collections.abc import Collection
from dataclasses import dataclass

from app.domain.people import ProviderRole, Role
from app.domain.standards import Source

SIGNERS = (Role.APPRENTICE, Role.TUTOR, Role.EMPLOYER)
"""Who a milestone review is put before, in the order in which it is shown."""


@dataclass(frozen=True, slots=True)
class ReviewSection:
    """One section of a review. Each of `written_by` has words of their own in it; nobody edits another’s."""

    code: str
    title: str
    questions: tuple[str, ...]
    written_by: tuple[Role, ...]
    seen_by: tuple[Role | ProviderRole, ...]
    source: Source

    @property
    def seen_by_all_signers(self) -> bool:
        """Whether everybody who signs may read it, so that it stands whole in what they sign."""
        return all(role in self.seen_by for role in SIGNERS)

    def seen_in(self, roles: Collection[Role | ProviderRole]) -> bool:
        """Whether somebody with any of these roles reads it."""
        return any(role in self.seen_by for role in roles)
