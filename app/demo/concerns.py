"""Two concerns of the demonstration: one that was read, looked into and closed, and one that nobody has read yet."""

from dataclasses import replace
from datetime import timedelta

from app.actions.acting import Installation
from app.actions.concerns import close_concern, raise_concern, read_concern, record_outcome
from app.db import people
from app.demo.cast import STAFF, TUTOR, Life, address
from app.demo.unsent import post_nothing
from app.domain.concerns import About, Danger, Done, Means, Place, Said
from app.domain.people import Person, ProviderRole

LEAD = next(name for name, role in STAFF.items() if role is ProviderRole.SAFEGUARDING_LEAD)
ABOUT_A_FAMILY = (
    "In the account of a home visit a child is said to have slept on the sofa for some weeks, since the heating"
    " upstairs broke. The family’s worker knows, and has written to the landlord. I do not think that the child is at"
    " risk, but I would like you to have seen it."
)
WHAT_WAS_DONE = (
    "Spoke with Priya, then with the family’s own worker. The heating was mended on Thursday and the child is back"
    " upstairs. They have it in hand, and there is nothing further for us to do."
)
ABOUT_HERSELF = (
    "On two evenings this month mine was the last visit, and nobody rang to ask whether I was back. Nothing happened. I"
    " would feel better if somebody knew when I am done."
)


def add_concerns(house: Installation, life: Life) -> None:
    """The tutor raised one a fortnight ago; the apprentice raised one yesterday."""
    tutor, apprentice, lead = (_person(house, name) for name in (TUTOR, life.name, LEAD))
    with house.database.reading() as session:
        [hers] = [one.apprenticeship for one in people.memberships(session, apprentice.id, house.today())]
    told = "Her manager, on the day of the visit"
    said = Said(About.CLIENT, Danger.NO, ABOUT_A_FAMILY, told, Place(hers, "E6"))
    number = _raise(_earlier(house, days=14), tutor, said)
    with _earlier(house, days=13).acting(lead) as acting:
        read_concern(acting, number, Means.PAGE)
        record_outcome(acting, number, Done("advice_given", WHAT_WAS_DONE))
        close_concern(acting, number)
    _raise(_earlier(house, days=1), apprentice, Said(About.APPRENTICE, Danger.NO, ABOUT_HERSELF, place=Place(hers)))


def _raise(house: Installation, person: Person, said: Said) -> str:
    with house.acting(person) as acting:
        number = raise_concern(acting, said).number
        post_nothing(acting)
    return number


def _earlier(house: Installation, *, days: int) -> Installation:
    then = house.now() - timedelta(days=days)
    return replace(house, clock=lambda: then)


def _person(house: Installation, name: str) -> Person:
    with house.database.reading() as session:
        found = people.find_by_email(session, address(name), house.today())
    assert found is not None
    return found
