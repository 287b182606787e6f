"""Who is in the demonstration, and how each apprentice is getting on. Everybody is invented."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml

from app.actions.apprenticeships import NewApprenticeship, Newcomer
from app.domain.people import ProviderRole

STANDARD, VERSION = "ST0868", "1.0"
DOMAIN = "example.org"
TUTOR = "Priya Nair"
ASSESSOR = "Helen Osei"
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
    `silent_days` how long since anything was added.
    """

    name: str
    organisation: str
    start: date
    planned_end: date
    weekly_minutes: int
    pace: float
    pieces: int
    silent_days: int
    ending: str = ""

    @property
    def email(self) -> str:
        """The address they sign in with."""
        return address(self.name)


def address(name: str) -> str:
    """The email address of one of the cast."""
    return f"{name.lower().replace(' ', '.')}@{DOMAIN}"


def lives(count: int, today: date, chance: random.Random) -> list[Life]:
    """Chloe Marsden and her fellow apprentices, by name, as they stand today."""
    organisations = list(EMPLOYERS)
    found = [_chloes(today)]
    for number in range(1, count):
        name = _name(number)
        start = _weekday(today - timedelta(days=chance.randrange(30, 540)))
        found.append(
            Life(
                name,
                organisations[number % len(organisations)],
                start,
                start + timedelta(days=549),
                chance.choice([30, 35, 37, 37]) * 60,
                chance.choice([0.86, 0.96, 1, 1, 1.02, 1.03, 1.04, 1.06, 1.08, 1.1]),
                chance.randrange(17, 27),
                chance.choice([1, 2, 2, 3, 3, 4, 5, 6, 8, 15]),
                ending={22: "on_a_break", 31: "withdrawn"}.get(number, ""),
            )
        )
    return [_in_trouble(life, number) for number, life in enumerate(found)]


def entered(life: Life) -> NewApprenticeship:
    """The apprenticeship as the administrator entered it."""
    contact = EMPLOYERS[life.organisation]
    return NewApprenticeship(
        apprentice=Newcomer(life.name, life.email, date(2003, 3, 14) + timedelta(days=life.pieces * 37)),
        tutor=Newcomer(TUTOR, address(TUTOR)),
        employer=Newcomer(contact, address(contact)),
        organisation=life.organisation,
        standard=STANDARD,
        version=VERSION,
        start=life.start,
        planned_end=life.planned_end,
        weekly_minutes=life.weekly_minutes,
    )


@cache
def _names() -> tuple[list[str], list[str]]:
    held = yaml.safe_load((Path(__file__).parent / "names.yaml").read_text())
    return held["first"], held["last"]


def _name(number: int) -> str:
    first, last = _names()
    name = f"{first[number % len(first)]} {last[(number + number // len(last) * 7) % len(last)]}"
    return name if number < len(first) else f"{name} {number // len(first) + 1}"


def _chloes(today: date) -> Life:
    start = _weekday(today - timedelta(days=501))
    return Life("Chloe Marsden", "Calder Vale Council", start, start + timedelta(days=549), 35 * 60, 0.98, 19, 2)


def _in_trouble(life: Life, number: int) -> Life:
    """A few are plainly behind, so that a tutor has somebody to help."""
    if number == 9:
        return Life(*_terms(life), pace=0.7, pieces=9, silent_days=46)
    if number == 17:
        return Life(*_terms(life), pace=0.8, pieces=12, silent_days=31)
    return life


def _terms(life: Life) -> tuple[str, str, date, date, int]:
    return life.name, life.organisation, life.start, life.planned_end, life.weekly_minutes


def _weekday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))
