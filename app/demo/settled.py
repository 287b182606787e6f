"""What Chloe’s employer settled of late by the link from an e-mail, so that there is a receipt to see."""

from app.actions.acting import Installation
from app.actions.due import confirm_due
from app.db import people
from app.db.off_the_job import waiting_of
from app.demo.cast import Life, address
from app.demo.unsent import post_nothing
from app.domain.receipts import Means


def add_receipt(house: Installation, life: Life) -> None:
    """The employer confirms the oldest of Chloe’s hours by the link; the rest goes on waiting."""
    with house.database.reading() as session:
        chloe, mark = (
            people.find_by_email(session, address(name), house.today()) for name in (life.name, life.contact)
        )
        assert chloe is not None
        assert mark is not None
        [one] = [m.apprenticeship for m in people.memberships(session, chloe.id, house.today())]
        waiting = waiting_of(session, one, mark)
    if len(waiting) < 2:
        return
    with house.acting(mark) as acting:
        confirm_due(acting, [(one, waiting[0].number)], Means.LINK)
        post_nothing(acting)
