"""Who is in the demonstration, and how each apprentice is getting on. Everybody is invented."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from app.actions.apprenticeships import NewApprenticeship, Newcomer
from app.demo.naming import apprentice_name, contact_name, organisation_name, tutor_name
from app.domain.people import ApprenticeshipStatus, ProviderRole

STANDARD, VERSION = "ST0868", "1.0"
DOMAIN = "example.org"
TUTOR = "Priya Nair"
ASSESSOR = "Helen Osei"
VISITOR = "Judith Amery"
ACTED = 40
"""So many apprentices have a history made by actions; those after them are written in bulk."""
CASELOAD = 40
FINISHED = 2
"""The number of the apprentice who has gone the whole way: the third, so that nearly every demonstration has one."""
ENDED_AGO = timedelta(days=50)
"""How long ago those whose learning has paused or ended stopped."""
AT_ONE_EMPLOYER = 12
"""Apprentices of each employer after the named ones."""
SHARED_PAPERS = 2
"""Files of an apprentice in bulk; all of the pieces of evidence show one of them."""
STAFF = {
    "Adele Brook": ProviderRole.ADMINISTRATOR,
    "Quentin Shaw": ProviderRole.QUALITY_ASSURER,
    "Sadia Rahman": ProviderRole.SAFEGUARDING_LEAD,
}
EMPLOYERS = {
    "Calder Vale Council": "Mark Ellis",
    "Harbour Family Hub": "Ruth Lowe",
    "Thornbeck Schools Trust": "Owen Tranter",
    "Riverside Reablement": "Nadia Sharif",
    "Safe Steps": "Jo Pickering",
    "Millgate Youth Service": "Ian Farrow",
}


@dataclass(frozen=True, slots=True)
class Life:
    """How one apprentice is getting on.

    `pace` is hours logged over hours planned; `pieces` how many pieces of evidence there will be by the planned end;
    `silent_days` how long since anything was added. `evidence` says how many pieces there are today instead.
    `papers` is how many files the pieces share; 0 where each has its own.
    """

    name: str
    organisation: str
    contact: str
    start: date
    planned_end: date
    weekly_minutes: int
    pace: float
    pieces: int
    silent_days: int
    ending: str = ""
    tutor: str = TUTOR
    evidence: int | None = None
    papers: int = 0

    @property
    def email(self) -> str:
        """The address they sign in with."""
        return address(self.name)

    @property
    def is_finished(self) -> bool:
        """Whether this life has gone the whole way: through gateway and the assessment."""
        return self.ending == ApprenticeshipStatus.COMPLETED.value

    @property
    def is_chloes(self) -> bool:
        """Whether this is Chloe Marsden, whose history is told rather than drawn by lot."""
        return self.name == "Chloe Marsden"


def address(name: str) -> str:
    """The email address of one of the cast."""
    return f"{name.lower().replace(' ', '.')}@{DOMAIN}"


def lives(count: int, today: date, seed: int, *, caseload: int = CASELOAD) -> Iterator[Life]:
    """Chloe Marsden and her fellow apprentices, by name, as they stand today, one after another.

    The same seed gives the same lives, however many are asked for. `caseload` is how many each tutor has.
    """
    chance = random.Random(seed)  # noqa: S311  # the same seed makes the same history; nothing secret
    found = _drawn(today, chance, seed)
    for number, life in enumerate(islice(found, count)):
        yield replace(life, tutor=tutor_of(number, caseload))


def tutor_of(number: int, caseload: int = CASELOAD) -> str:
    """The tutor of the apprentice of this number, from 0: Priya Nair has the first caseload."""
    return tutor_name(number // caseload) if number >= caseload else TUTOR


def entered(life: Life) -> NewApprenticeship:
    """The apprenticeship as the administrator entered it."""
    return NewApprenticeship(
        apprentice=Newcomer(life.name, life.email, date(2003, 3, 14) + timedelta(days=life.pieces * 37)),
        tutor=Newcomer(life.tutor, address(life.tutor)),
        employer=Newcomer(life.contact, address(life.contact)),
        organisation=life.organisation,
        standard=STANDARD,
        version=VERSION,
        start=life.start,
        planned_end=life.planned_end,
        weekly_minutes=life.weekly_minutes,
    )


def _drawn(today: date, chance: random.Random, seed: int) -> Iterator[Life]:
    yield _chloes(today)
    number = 1
    while True:
        # Those in bulk are each drawn by their own number, so that filling can go on where it was broken off.
        own = chance if number < ACTED else random.Random(f"{seed} {number}")  # noqa: S311
        yield _special(_fellow(number, today, own), number, today)
        number += 1


def _fellow(number: int, today: date, chance: random.Random) -> Life:
    organisation, contact = _employer(number)
    start = _weekday(today - timedelta(days=chance.randrange(30, 540)))
    return Life(
        apprentice_name(number),
        organisation,
        contact,
        start,
        start + timedelta(days=549),
        chance.choice([30, 35, 37, 37]) * 60,
        chance.choice([0.86, 0.96, 1, 1, 1.02, 1.03, 1.04, 1.06, 1.08, 1.1]),
        chance.randrange(17, 27),
        chance.choice([1, 2, 2, 3, 3, 4, 5, 6, 8, 15]),
        ending={22: "on_a_break", 31: "withdrawn"}.get(number, ""),
    )


def _employer(number: int) -> tuple[str, str]:
    """The employer's organisation and whom one meets there."""
    if number < ACTED:
        return list(EMPLOYERS.items())[number % len(EMPLOYERS)]
    which = (number - ACTED) // AT_ONE_EMPLOYER
    return organisation_name(which), contact_name(which)


def _chloes(today: date) -> Life:
    start = _weekday(today - timedelta(days=501))
    end = start + timedelta(days=549)
    return Life("Chloe Marsden", "Calder Vale Council", "Mark Ellis", start, end, 35 * 60, 0.98, 19, 2)


def _special(life: Life, number: int, today: date) -> Life:
    """One has gone the whole way; a few are plainly behind, so that a tutor has somebody to help."""
    if number == FINISHED:
        # Nine reviews of eight weeks and a week more lie before the day on which learning ended.
        start = _weekday(today - ENDED_AGO - timedelta(days=512))
        return replace(life, start=start, planned_end=start + timedelta(days=513), pace=0.97, ending="completed")
    if number == 9:
        return replace(life, pace=0.7, pieces=9, silent_days=46)
    if number == 17:
        return replace(life, pace=0.8, pieces=12, silent_days=31)
    return life


def _weekday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))
