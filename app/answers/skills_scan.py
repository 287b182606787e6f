"""Skills scans of one apprenticeship as somebody may see them: what was given, how far it goes, where to start from."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.answers.coverage import coverage_of
from app.catalogue import Catalogue
from app.db import skills_scans as db
from app.domain.apprenticeships import Apprenticeship
from app.domain.people import ENDED, Role
from app.domain.programmes import SkillsScale
from app.domain.skills_scan import Distance, GivenRatings, SkillsScan, StartingPoints, distance, seen_of
from app.domain.skills_scan import starting_points as start_from
from app.domain.standards import Standard


@dataclass(frozen=True)
class ScansSeen:
    """Every scan with what may be seen of it, in the order of their numbers."""

    standard: Standard
    scale: SkillsScale
    scans: tuple[tuple[SkillsScan, tuple[GivenRatings, ...]], ...]

    @property
    def newest(self) -> SkillsScan | None:
        """The scan that takes ratings, None where none was begun."""
        return self.scans[-1][0] if self.scans else None

    def last_of(self, role: Role, before: int) -> tuple[SkillsScan, GivenRatings] | None:
        """What a party gave last before a scan, on the scale of today."""
        every = [(scan, given) for scan, _ in self.scans if (given := scan.of(role)) and scan.number < before]
        return next((one for one in reversed(every) if one[0].scale == self.scale.code), None)


def scans_seen(
    session: Session, catalogue: Catalogue, apprenticeship: Apprenticeship, roles: Collection[Role]
) -> ScansSeen:
    """The scans as somebody with these roles on the apprenticeship may see them, in one statement.

    One that takes no more ratings, since learning has ended or the scale is another now, waits for nobody.
    """
    standard = catalogue.standard(apprenticeship.standard, apprenticeship.version)
    scale = catalogue.programme(apprenticeship.programme).skills_scale
    ended = apprenticeship.status in ENDED
    scans = [
        replace(scan, latest=scan.latest and not ended and scan.scale == scale.code)
        for scan in db.scans_of(session, apprenticeship.id)
    ]
    return ScansSeen(standard, scale, seen_of(scans, roles, ended=ended))


def distance_of(session: Session, catalogue: Catalogue, apprenticeship: Apprenticeship, seen: ScansSeen) -> Distance:
    """How far each party says that it is since the start, beside the evidence, in one statement more."""
    covered = coverage_of(session, catalogue, apprenticeship, standard=seen.standard, duty_minutes={})
    states = {one.code: one.state for one in covered.ksbs}
    return distance(seen.standard.ksbs, seen.scans, states, seen.scale)


def starting_points(
    session: Session, catalogue: Catalogue, apprenticeship: Apprenticeship, roles: Collection[Role]
) -> StartingPoints:
    """What a training plan or a review starts from: KSBs rated lowest, prior learning, where parties differ.

    As somebody with these roles may see it, in one statement.
    """
    seen = scans_seen(session, catalogue, apprenticeship, roles)
    return start_from(seen.standard.ksbs, seen.scans, seen.scale)
