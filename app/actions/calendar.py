"""A calendar of one's own at a private address: making the address, another in its place, and taking it away."""

from datetime import timedelta

from app.actions.acting import Acting, Installation
from app.db import calendar, sign_in
from app.db.calendar import Holder
from app.db.history import PROVIDER
from app.domain.permissions import Permission
from app.domain.refusals import TooOften

WINDOW = timedelta(minutes=15)
WRONG_TRIES_A_PLACE = 60


def renew_calendar(acting: Acting) -> str:
    """Make the address, or another in place of the one before, which opens nothing any more; returns its secret.

    It can be read this once: only its SHA-256 is kept.
    """
    acting.insist_provider_wide(Permission.USE_ACCOUNT)
    secret = calendar.renew_address(acting.session, acting.person.id, acting.now)
    acting.record(PROVIDER, "calendar_made", str(acting.person.id))
    return secret


def end_calendar(acting: Acting) -> None:
    """Take the address away. Where there is none, nothing is done."""
    acting.insist_provider_wide(Permission.USE_ACCOUNT)
    if calendar.end_address(acting.session, acting.person.id):
        acting.record(PROVIDER, "calendar_ended", str(acting.person.id))


def calendar_holder(house: Installation, secret: str, *, place: str) -> Holder | None:
    """Whose calendar this secret opens; None for a wrong one, and one that was taken away.

    Wrong ones are counted by the network address `place`. Raises TooOften after sixty of them within 15 minutes; a
    right one is answered all the same, because many calendars are fetched from one address.
    """
    with house.database.reading() as session:
        found = calendar.holder(session, secret, house.today())
    if found is not None:
        return found
    with house.database.writing() as session:
        if sign_in.count_try(session, f"calendar-place:{place}", house.now(), WINDOW) > WRONG_TRIES_A_PLACE:
            raise TooOften("There were too many tries. Wait 15 minutes, then try again.")
    return None
