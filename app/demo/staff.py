"""The provider's own people of the demonstration, in an empty database that is marked a demonstration for ever."""

from datetime import timedelta

from app.actions.acting import Installation
from app.db import installation, people
from app.demo.cast import ASSESSOR, STAFF, address
from app.domain.london import london_date
from app.domain.people import Person, ProviderRole
from app.domain.refusals import WrongState

LONG_AGO = timedelta(days=600)
ADMINISTRATOR = next(name for name, role in STAFF.items() if role is ProviderRole.ADMINISTRATOR)


def begin(house: Installation, *, going_on: bool = False) -> Person:
    """Mark an empty database a demonstration and add the staff; returns the administrator.

    `going_on` takes a demonstration whose filling was broken off. Raises WrongState where there are people in the
    database, or where one is to be gone on with that is no demonstration.
    """
    with house.database.reading() as session:
        anybody, demo = people.anybody(session), installation.is_demo(session)
        known = people.find_by_email(session, address(ADMINISTRATOR), house.today())
    if not going_on:
        if anybody:
            raise WrongState("This database has people in it. A demonstration needs an empty one.")
        return add_staff(house)
    if not demo or known is None:
        raise WrongState("This database is not a demonstration, so there is nothing to go on with.")
    return known


def add_staff(house: Installation) -> Person:
    """The provider's own people, and the mark, in one transaction; returns the administrator."""
    at = house.now() - LONG_AGO
    with house.database.writing() as session:
        installation.mark(session, house.now(), demo=True)
        for name, role in STAFF.items():
            person = people.add(session, name=name, email=address(name), at=at)
            people.grant(session, person, role, london_date(at))
        people.add(session, name=ASSESSOR, email=address(ASSESSOR), at=at)
        found = people.find_by_email(session, address(ADMINISTRATOR), house.today())
    assert found is not None
    return found
