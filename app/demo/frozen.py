"""Chloe's portfolio as her tutor froze it for the mock discussion: what is accepted and cleared so far."""

from app.actions.acting import Installation
from app.actions.portfolio import freeze_portfolio
from app.db import people
from app.demo.cast import Life, address

REASON = "For the mock professional discussion. KSBs without a piece are named in the annex."


def freeze_hers(house: Installation, life: Life) -> None:
    """Her tutor freezes version 1."""
    with house.database.reading() as session:
        chloe, priya = (people.find_by_email(session, address(name), house.today()) for name in (life.name, life.tutor))
        assert chloe is not None
        assert priya is not None
        [one] = [m.apprenticeship for m in people.memberships(session, chloe.id, house.today())]
    with house.acting(priya) as acting:
        freeze_portfolio(acting, one, REASON)
