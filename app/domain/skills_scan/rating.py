"""What may be begun and given, and who sees which ratings."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from app.domain.people import ENDED, ApprenticeshipStatus, Role
from app.domain.programmes.skills_scan import SkillsScale
from app.domain.refusals import BadInput, Fault, WrongState
from app.domain.skills_scan.values import PARTIES, GivenRatings, KsbRating, PriorLearning, ScanPurpose, SkillsScan
from app.domain.wording import day_words

EARLIEST_BEFORE_START = timedelta(days=366)
"""A scan may have been made so long before learning began: it belongs to the initial assessment."""
LONGEST = {"what": 500, "when": 100, "seen": 300}
"""The most letters of each part of a note on prior learning."""
CANNOT_SAY_VALUE = "cannot_say"
_PARTS = ("what", "when", "seen")


def field_names(ksb: str) -> tuple[str, ...]:
    """The names of a form's fields about one KSB: its rating, and the parts of its note on prior learning."""
    return (f"rating.{ksb}", *(f"{part}.{ksb}" for part in _PARTS))


def insist_running(status: ApprenticeshipStatus) -> None:
    """Raises WrongState where the apprenticeship has ended: nothing is asked of anybody on it any more."""
    if status in ENDED:
        raise WrongState("This apprenticeship has ended, so its KSBs are not rated any more.")


def insist_may_begin(
    scans: Sequence[SkillsScan],
    purpose: ScanPurpose,
    on: date,
    *,
    start: date,
    today: date,
    scale: SkillsScale,
    ksbs: int,
) -> None:
    """Raises BadInput for a day or a purpose that cannot be, WrongState while nobody has given ratings in the last.

    `ksbs` is how many there are to rate. A scan on a scale of before can take no ratings, so another may follow it.
    """
    if not ksbs:
        raise WrongState("This standard lists no statements that could be rated.")
    faults = []
    if on > today:
        faults.append(Fault("on", "Choose today or a day before it."))
    if on < start - EARLIEST_BEFORE_START:
        faults.append(Fault("on", f"Choose a day within a year before the start, {day_words(start)}, or later."))
    if scans and on < scans[-1].on:
        faults.append(Fault("on", f"Scan {scans[-1].number} is of {day_words(scans[-1].on)}. Choose no earlier day."))
    if scans and purpose is ScanPurpose.START:
        faults.append(Fault("purpose", "Only the first scan can be the one at the start."))
    if faults:
        raise BadInput(faults)
    if scans and not scans[-1].given and scans[-1].scale == scale.code:
        number = scans[-1].number
        raise WrongState(f"Scan {number} is open and nobody has given ratings in it yet. Go on with scan {number}.")


def insist_open(scan: SkillsScan, scale: SkillsScale) -> None:
    """Raises WrongState where a later scan was begun, or the scale is another now: it takes no more ratings."""
    if scan.scale != scale.code:
        raise WrongState(f"The scale has changed since scan {scan.number} was begun. Begin another scan.")
    if not scan.latest:
        raise WrongState(f"A later scan was begun, so scan {scan.number} takes no more ratings.")


def ratings_from(
    fields: Mapping[str, str], ksbs: Sequence[str], scale: SkillsScale, role: Role
) -> tuple[KsbRating, ...]:
    """The ratings that a filled-in form gives, one for each KSB. Raises BadInput that names every KSB left out.

    Employer and tutor may say of a KSB that they cannot say; apprentices rate each.
    """
    faults: list[Fault] = []
    found = [_rating(fields, ksb, scale, role, faults) for ksb in ksbs]
    if faults:
        raise BadInput(faults)
    return tuple(found)


def _rating(fields: Mapping[str, str], ksb: str, scale: SkillsScale, role: Role, faults: list[Fault]) -> KsbRating:
    prior = PriorLearning(*(fields.get(f"{part}.{ksb}", "").strip() for part in _PARTS))
    for part in _PARTS:
        if len(getattr(prior, part)) > LONGEST[part]:
            faults.append(Fault(f"{part}.{ksb}", f"{ksb}: use at most {LONGEST[part]} characters."))
    if prior and not prior.what:
        faults.append(Fault(f"what.{ksb}", f"{ksb}: say what you learned or did before."))
    value = fields.get(f"rating.{ksb}", "")
    if value == CANNOT_SAY_VALUE and may_leave_open(role):
        return KsbRating(ksb, None, prior)
    points = points_in(value, scale)
    if points is None:
        faults.append(Fault(f"rating.{ksb}", f"Rate {ksb}."))
    return KsbRating(ksb, points, prior)


def points_in(value: str, scale: SkillsScale) -> int | None:
    """The points that a field says; None where it says none of this scale."""
    return next((one.points for one in scale.points if str(one.points) == value), None)


def may_leave_open(role: Role) -> bool:
    """Whether this party may answer that they cannot say."""
    return role is not Role.APPRENTICE


def parties_of(roles: Collection[Role]) -> tuple[Role, ...]:
    """As which parties somebody with these roles rates."""
    return tuple(role for role in PARTIES if role in roles)


def seen_of(
    scans: Sequence[SkillsScan], roles: Collection[Role], *, ended: bool
) -> tuple[tuple[SkillsScan, tuple[GivenRatings, ...]], ...]:
    """Every scan, in the order of their numbers, with the ratings that somebody with these roles may see of it.

    Whoever knows what another said is swayed by it. So a party sees what others gave in a scan once it has given its
    own there or in a later one; until then only its own, though the next scan was begun. Once the apprenticeship has
    ended nobody can be swayed, and all is shown. Whoever rates nothing (a quality assurer, an administrator) sees
    what was given.
    """
    parties = parties_of(roles)
    if ended or not parties:
        return tuple((scan, scan.given) for scan in scans)
    last = max((scan.number for scan in scans if scan.of(parties[0])), default=0)
    return tuple(
        (scan, scan.given if scan.number <= last else tuple(one for one in scan.given if one.role in parties))
        for scan in scans
    )
