"""Skills scans: Chloe’s at the start and half way, by all three; at the start, some of those who learn with her."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from app.actions.acting import Acting, Installation
from app.actions.skills_scan import begin_scan, give_ratings
from app.db import apprenticeships, people
from app.db import skills_scans as db
from app.demo.cast import STANDARD, TUTOR, Life, address
from app.domain.apprenticeships import Apprenticeship
from app.domain.london import london_date
from app.domain.people import ENDED, Person
from app.domain.skills_scan import ScanPurpose

Said = Mapping[str, int | None]
"""Points by KSB, None where somebody cannot say."""

MOST = 5
HALF_WAY = timedelta(days=250)
PRIOR = {
    "what.K3": "Level 3 diploma in children and young people’s workforce, unit on child development.",
    "when.K3": "2019 to 2021",
    "seen.K3": "Certificate, seen by Priya Nair at enrolment.",
    "what.S11": "Two years of front-desk work at a children’s centre: first conversations with parents.",
    "when.S11": "2021 to 2023",
    "seen.S11": "Reference from the centre, seen by Priya Nair.",
}


def add_skills_scans(house: Installation, cast: Iterable[Life]) -> None:
    """Scans for Chloe and for some of her tutor's apprentices, unless they are there."""
    with_priya = [life for life in cast if life.tutor == TUTOR][:MOST]
    for life in with_priya:
        with house.database.reading() as session:
            found = [people.find_by_email(session, address(name), house.today()) for name in _names(life)]
            parties = [person for person in found if person]
            if len(parties) < len(found):
                continue
            one = apprenticeships.open_for(session, parties[0].id, STANDARD, house.today())
            if one is None or db.scans_of(session, one):
                continue
            record = apprenticeships.load(session, one, house.today())
        if record.status not in ENDED:
            with house.acting(parties[0]) as acting:
                _scans(acting, record, parties, life)


def _names(life: Life) -> tuple[str, str, str]:
    return life.name, life.tutor, life.contact


def _scans(acting: Acting, one: Apprenticeship, parties: list[Person], life: Life) -> None:
    """The scan at the start, by all three or with the employer's still to come; half way Chloe's, by all three."""
    chance = random.Random(f"scan {life.name}")  # noqa: S311  # the same name makes the same ratings
    codes = [ksb.code for ksb in acting.catalogue.standard(one.standard, one.version).ksbs]
    own: Said = {code: chance.choices((0, 1, 2, 3), (5, 9, 5, 1))[0] for code in codes}
    start = datetime.combine(one.start, time(14), UTC)
    number = begin_scan(_as(acting, parties[0], start), one.id, ScanPurpose.START, one.start)
    said = [seen_by(place, own, chance) for place in range(len(parties))]
    for place, person in enumerate(parties[: 3 if life.is_chloes or chance.random() < 0.5 else 2]):
        given = fields(said[place], PRIOR if life.is_chloes and place == 0 else {})
        give_ratings(_as(acting, person, start + timedelta(days=2 * place)), one.id, number, given)
    half = start + HALF_WAY
    if not life.is_chloes or half.date() >= acting.today:
        return
    number = begin_scan(_as(acting, parties[1], half), one.id, ScanPurpose.DURING, half.date())
    steps = {code: chance.choices((0, 1, 2, 3), (2, 5, 5, 1))[0] for code in codes}
    for place, person in enumerate(parties):
        given = fields(later(said[place], steps, chance), {})
        give_ratings(_as(acting, person, half + timedelta(days=place)), one.id, number, given)


def seen_by(place: int, own: Said, chance: random.Random) -> Said:
    """The apprentice's own ratings; the tutor's are near them, the employer's too, who has not seen all of it."""
    if place == 0:
        return own
    said = {
        code: _within((points or 0) + chance.choices((-2, -1, 0, 1), (1, 4, 8, 2))[0]) for code, points in own.items()
    }
    return {code: None if place == 2 and code[0] == "K" and chance.random() < 0.25 else said[code] for code in said}


def later(before: Said, steps: Mapping[str, int], chance: random.Random) -> Said:
    """What somebody says half way: about as many steps on, and never back."""
    return {
        code: None if points is None else _within(points + max(0, steps[code] + chance.choices((-1, 0), (1, 3))[0]))
        for code, points in before.items()
    }


def _within(points: int) -> int:
    return max(0, min(4, points))


def fields(said: Said, prior: Mapping[str, str]) -> dict[str, str]:
    """The ratings as the form sends them, and prior learning."""
    ratings = {f"rating.{code}": "cannot_say" if points is None else str(points) for code, points in said.items()}
    return ratings | dict(prior)


def _as(acting: Acting, person: Person, at: datetime) -> Acting:
    return replace(acting, person=person, now=at, today=london_date(at))
