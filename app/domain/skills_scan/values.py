"""Skills scans: each KSB rated by the apprentice, and separately by employer and tutor, at the start and later.

The scans of an apprenticeship are numbered. A party rates in a draft that is theirs alone; once given, ratings are
never changed: whoever sees it differently later begins another scan.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.domain.apprenticeships import Named
from app.domain.people import Role

PARTIES = (Role.APPRENTICE, Role.TUTOR, Role.EMPLOYER)
"""Who rates, in the order in which pages show them."""


class ScanPurpose(StrEnum):
    """What a scan is for."""

    START = "start"
    DURING = "during"
    GATEWAY = "gateway"


@dataclass(frozen=True, slots=True)
class PriorLearning:
    """What somebody could do before, in words: what it was, when, and what shows it and who has seen that.

    It changes no hours: those are agreed with the terms of the apprenticeship.
    """

    what: str = ""
    when: str = ""
    seen: str = ""

    def __bool__(self) -> bool:
        """Whether anything is noted."""
        return bool(self.what or self.when or self.seen)


@dataclass(frozen=True, slots=True)
class KsbRating:
    """What one party says of one KSB. `points` None says that they cannot say."""

    ksb: str
    points: int | None
    prior: PriorLearning = PriorLearning()


@dataclass(frozen=True, slots=True)
class GivenRatings:
    """One party's ratings, given for good. `ratings` are by KSB."""

    role: Role
    by: Named
    at: datetime
    ratings: Mapping[str, KsbRating] = field(hash=False)

    def points(self, ksb: str) -> int | None:
        """What this party says of a KSB; None where they cannot say, or it was not asked then."""
        rating = self.ratings.get(ksb)
        return rating.points if rating else None


@dataclass(frozen=True, slots=True)
class SkillsScan:
    """One scan of one apprenticeship. `on` is the day that it stands for, `scale` the code of its scale.

    `latest` says that no other was begun after it: until then it takes ratings, while the apprenticeship runs.
    """

    number: int
    purpose: ScanPurpose
    on: date
    scale: str
    begun_by: Named
    begun_at: datetime
    given: tuple[GivenRatings, ...] = ()
    latest: bool = True

    def of(self, role: Role) -> GivenRatings | None:
        """What a party gave, None where it has given nothing."""
        return next((one for one in self.given if one.role is role), None)

    @property
    def waits_for(self) -> tuple[Role, ...]:
        """The parties that may still give their ratings."""
        return tuple(role for role in PARTIES if self.latest and self.of(role) is None)
