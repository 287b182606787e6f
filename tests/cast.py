"""The cast, who carry the roles in every test. Today is Friday 20 November 2026.

Chloe Marsden is an apprentice on ST0868 since 7 July 2025, Priya Nair her tutor, Mark Ellis her employer's contact.
Ben Carter is another apprentice with another tutor and another employer: strangers to Chloe's apprenticeship.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from app.actions.acting import Acting, Installation
from app.actions.apprenticeships import NewApprenticeship, Newcomer, add_apprenticeship
from app.db import apprenticeships, installation, people
from app.domain.people import Person, ProviderRole, Role

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
START = date(2025, 7, 7)
PLANNED_END = date(2027, 1, 7)
PASSWORD = "correct horse battery"
STANDARD, VERSION = "ST0868", "1.0"


@dataclass(frozen=True)
class Cast:
    """Everybody by name; `hers` is Chloe's apprenticeship, `his` Ben's."""

    chloe: Person
    priya: Person
    mark: Person
    helen: Person
    ben: Person
    tomas: Person
    ruth: Person
    adele: Person
    quentin: Person
    sadia: Person
    hers: UUID
    his: UUID
    everybody: dict[str, Person] = field(default_factory=dict)


NAMES = {
    "chloe": "Chloe Marsden",
    "priya": "Priya Nair",
    "mark": "Mark Ellis",
    "helen": "Helen Osei",
    "ben": "Ben Carter",
    "tomas": "Tomas Reyes",
    "ruth": "Ruth Lowe",
    "adele": "Adele Brook",
    "quentin": "Quentin Shaw",
    "sadia": "Sadia Rahman",
}


def email(name: str) -> str:
    """The email address of one of the cast, by first name."""
    return f"{NAMES[name].lower().replace(' ', '.')}@example.org"


def newcomer(name: str, born: date | None = None) -> Newcomer:
    """One of the cast as an administrator would enter them."""
    return Newcomer(NAMES[name], email(name), born)


def assemble(house: Installation) -> Cast:
    """Put the cast into an empty database, by the actions that an administrator would use."""
    with house.database.writing() as session:
        installation.mark(session, NOW, demo=False)
        adele = people.add(session, name=NAMES["adele"], email=email("adele"), at=NOW)
        people.grant(session, adele, ProviderRole.ADMINISTRATOR, START)
        for name, role in (("quentin", ProviderRole.QUALITY_ASSURER), ("sadia", ProviderRole.SAFEGUARDING_LEAD)):
            person = people.add(session, name=NAMES[name], email=email(name), at=NOW)
            people.grant(session, person, role, START)
        people.add(session, name=NAMES["helen"], email=email("helen"), at=NOW)
    with house.database.reading() as session:
        administrator = people.find_by_email(session, email("adele"), TODAY)
    assert administrator is not None
    with house.acting(administrator) as acting:
        hers = add_apprenticeship(acting, hers_as_entered())
        his = add_apprenticeship(acting, his_as_entered())
        _invite_helen(acting, hers)
    return _found(house, hers, his)


def hers_as_entered() -> NewApprenticeship:
    """Chloe's apprenticeship: 35 hours a week, 469 planned hours."""
    return NewApprenticeship(
        apprentice=newcomer("chloe", date(2003, 3, 14)),
        tutor=newcomer("priya"),
        employer=newcomer("mark"),
        organisation="Calder Vale Council",
        standard=STANDARD,
        version=VERSION,
        start=START,
        planned_end=PLANNED_END,
        weekly_minutes=35 * 60,
    )


def his_as_entered() -> NewApprenticeship:
    """Ben's apprenticeship, with nobody of Chloe's on it."""
    return NewApprenticeship(
        apprentice=newcomer("ben", date(2007, 9, 2)),
        tutor=newcomer("tomas"),
        employer=newcomer("ruth"),
        organisation="Harbour Family Hub",
        standard=STANDARD,
        version=VERSION,
        start=date(2025, 9, 1),
        planned_end=date(2027, 3, 1),
        weekly_minutes=37 * 60 + 30,
    )


def _invite_helen(acting: Acting, hers: UUID) -> None:
    helen = people.find_by_email(acting.session, email("helen"), TODAY)
    assert helen is not None
    apprenticeships.join(acting.session, hers, helen.id, Role.ASSESSOR, START)


def _found(house: Installation, hers: UUID, his: UUID) -> Cast:
    everybody = {}
    with house.database.reading() as session:
        for name in NAMES:
            person = people.find_by_email(session, email(name), TODAY)
            assert person is not None
            everybody[name] = person
    return Cast(**everybody, hers=hers, his=his, everybody=everybody)
