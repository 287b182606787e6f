"""A skills scan in a few lines, for its own page and for others that start from it: a review, a training plan."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.answers.skills_scan import ScansSeen, scans_seen
from app.catalogue import Catalogue
from app.domain.apprenticeships import Apprenticeship
from app.domain.people import Role
from app.domain.skills_scan import StartingPoints, starting_points
from app.rendering.words import in_words, plural
from app.web.record import record_address
from app.web.skills_scans import scan_words

MOST = 6
"""So many of those rated lowest are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class LowRated:
    """A KSB that the apprentice rates low."""

    code: str
    short: str
    words: str


@dataclass(frozen=True, slots=True)
class ScanInBrief:
    """What there is to start from. `of` names the scan, `more` counts those rated low that are not named.

    `apart` and `prior` say on how many KSBs parties differ and on which prior learning was noted, "" where on none.
    """

    of: str
    lowest: tuple[LowRated, ...]
    more: int
    apart: str
    prior: str
    address: str


def scan_in_brief(
    seen: ScansSeen, found: StartingPoints, one: Apprenticeship, *, elsewhere: bool = True
) -> ScanInBrief | None:
    """The few lines, with the way to the scan where they stand `elsewhere`.

    None while the apprentice has given no ratings that may be seen.
    """
    scan = next((each for each, _ in seen.scans if each.number == found.scan), None)
    if scan is None:
        return None
    named = tuple(
        LowRated(code, seen.standard.ksb_by_code[code].short, f"{points}, {seen.scale.word(points)}")
        for code, points in found.lowest[:MOST]
    )
    return ScanInBrief(
        of=scan_words(scan),
        lowest=named,
        more=len(found.lowest) - len(named),
        apart=plural(len(found.apart), "KSB is seen differently", "KSBs are seen differently") if found.apart else "",
        prior=in_words(dict.fromkeys(noted.ksb for noted in found.prior)),
        address=record_address(one.id, "skills-scan") if elsewhere else "",
    )


def scan_brief_of(
    session: Session, catalogue: Catalogue, one: Apprenticeship, roles: Collection[Role]
) -> ScanInBrief | None:
    """The few lines as somebody with these roles may see them, in one statement."""
    seen = scans_seen(session, catalogue, one, roles)
    return scan_in_brief(seen, starting_points(seen.standard.ksbs, seen.scans, seen.scale), one)
