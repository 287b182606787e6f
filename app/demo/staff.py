"""The provider's own people of the demonstration, in an empty database that is marked a demonstration for ever."""

from datetime import timedelta

from app.actions.acting import Installation
from app.db import installation, people
from app.demo.cast import ASSESSOR, STAFF, address
from app.domain.london import london_date
from app.domain.people import Person, ProviderRole
from app.domain.refusals import WrongState

LONG_AGO = timedelta(days=600)


def insist_on_an_empty_one(house: Installation) -> None:
    """Raises WrongState where the database has people in it."""
    with house.database.reading() as session:
        if people.anybody(session):
            raise WrongState("This database has people in it. A demonstration needs an empty one.")


def add_staff(house: Installation) -> Person:
    """Mark the database a demonstration, and add the provider's own people; returns the administrator."""
    at = house.now() - LONG_AGO
    with house.database.writing() as session:
        installation.mark(session, house.now(), demo=True)
        for name, role in STAFF.items():
            person = people.add(session, name=name, email=address(name), at=at)
            people.grant(session, person, role, london_date(at))
        people.add(session, name=ASSESSOR, email=address(ASSESSOR), at=at)
        administrator = next(name for name, role in STAFF.items() if role is ProviderRole.ADMINISTRATOR)
        found = people.find_by_email(session, address(administrator), house.today())
    assert found is not None
    return found
