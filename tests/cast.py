"""The cast, who carry the roles in every test. Today is Friday 20 November 2026.

Chloe Marsden is an apprentice on ST0868 since 7 July 2025, Priya Nair her tutor, Mark Ellis her employer's contact.
Ben Carter is another apprentice with another tutor and another employer: strangers to Chloe's apprenticeship. So is
Helen Osei, an independent assessor, until a version of a portfolio is frozen and opened for her (`granted`), and Olwen
Pryce, who quality-assures for an awarding organisation, until a visit is granted to her (`visiting`).
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from app.actions import visits
from app.actions.acting import Installation
from app.actions.apprenticeships import NewApprenticeship, Newcomer, add_apprenticeship
from app.actions.assessors import Invitation, invite_assessor, state_conflict
from app.db import installation, people
from app.db.assessor_grants import of_record
from app.db.visits import numbered
from app.domain.assessor_grants import USUAL, Ask, Grant
from app.domain.people import Person, ProviderRole
from app.domain.visits import Ask as VisitAsk
from app.domain.visits import Sight, Visit

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
    olwen: Person
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
    "olwen": "Olwen Pryce",
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
        for name in ("helen", "olwen"):
            people.add(session, name=NAMES[name], email=email(name), at=NOW)
    with house.database.reading() as session:
        administrator = people.find_by_email(session, email("adele"), TODAY)
    assert administrator is not None
    with house.acting(administrator) as acting:
        hers = add_apprenticeship(acting, hers_as_entered())
        his = add_apprenticeship(acting, his_as_entered())
    return _found(house, hers, his)


def granted(house: Installation, cast: Cast, *, enters: bool = True, **ask: Any) -> Grant:
    """Adele opens version 1 of Chloe's portfolio for Helen, today and for four weeks unless `ask` says otherwise;
    Helen `enters` without a conflict of interest."""
    said = Ask(**{"version": 1, "since": TODAY, "last_day": TODAY + USUAL, **ask})
    with house.acting(cast.adele) as acting:
        seq = invite_assessor(acting, cast.hers, Invitation(NAMES["helen"], email("helen"), said))
        given = next(one for one in of_record(acting.session, cast.hers) if one.seq == seq)
    if enters:
        with house.acting(cast.helen) as acting:
            state_conflict(acting, given.id, conflict=False)
    return given


def visiting(house: Installation, cast: Cast, **ask: Any) -> Visit:
    """Adele lets Olwen see everything that a visit can show of Chloe, today and for two weeks unless `ask` says
    otherwise."""
    said = VisitAsk(
        **{
            "organisation": "Skills Quality Awards",
            "purpose": "The yearly quality visit.",
            "since": TODAY,
            "last_day": TODAY + timedelta(days=13),
            "sights": frozenset(Sight),
            "apprenticeships": frozenset({cast.hers}),
            **ask,
        }
    )
    with house.acting(cast.adele) as acting:
        number = visits.grant_visit(acting, visits.Invitation(NAMES["olwen"], email("olwen"), said))
        found = numbered(acting.session, number)
    assert found is not None
    return found


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


def _found(house: Installation, hers: UUID, his: UUID) -> Cast:
    everybody = {}
    with house.database.reading() as session:
        for name in NAMES:
            person = people.find_by_email(session, email(name), TODAY)
            assert person is not None
            everybody[name] = person
    return Cast(**everybody, hers=hers, his=his, everybody=everybody)
