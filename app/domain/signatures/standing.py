"""Where a version of a record stands: who answered how, and whose answer is still missing."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.people import Role
from app.domain.signatures.values import Answer, RecordKey, Signature

ROLE_WORDS = {
    Role.APPRENTICE: "apprentice",
    Role.TUTOR: "tutor",
    Role.EMPLOYER: "employer",
    Role.ASSESSOR: "assessor",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """One version with its answers, oldest first. `newest` is the newest version of the same record.

    `completed_at` is when the last of the asked had answered, `superseded_at` when a newer version was put in its
    place, `erased_at` when its words were taken away for good.
    """

    key: RecordKey
    sha256: str
    asked: tuple[Role, ...]
    put_by: UUID
    put_at: datetime
    newest: int
    signatures: tuple[Signature, ...] = ()
    completed_at: datetime | None = None
    superseded_at: datetime | None = None
    erased_at: datetime | None = None

    def answer_of(self, role: Role) -> Signature | None:
        """What counts as this party's answer: their signature, else the newest they or the tutor gave."""
        given = [one for one in self.signatures if one.role is role]
        signed = [one for one in given if one.answer is Answer.SIGNED]
        return next(reversed(signed or given), None)

    @property
    def waiting_for(self) -> tuple[Role, ...]:
        """The asked who have not answered, in order. Nobody is waited for on a version that was superseded."""
        if self.superseded_at is not None or self.erased_at is not None:
            return ()
        return tuple(role for role in self.asked if self.answer_of(role) is None)

    @property
    def unsigned_by(self) -> tuple[Role, ...]:
        """The parties who refused, or whose signature could not be had."""
        answers = ((role, self.answer_of(role)) for role in self.asked)
        return tuple(role for role, given in answers if given is not None and given.answer is not Answer.SIGNED)

    @property
    def is_complete(self) -> bool:
        """Whether everybody asked has answered, with a signature or without."""
        return all(self.answer_of(role) is not None for role in self.asked)

    @property
    def is_signed_by_all(self) -> bool:
        """Whether everybody asked has signed."""
        return self.is_complete and not self.unsigned_by

    @property
    def is_outdated(self) -> bool:
        """Whether a newer version was put in its place."""
        return self.superseded_at is not None or self.key.version < self.newest
