"""A sample of every decision so far, as the quality assurer drew it: some judged, one asked about."""

from app.actions.acting import Installation
from app.actions.sampling import draw_sample, judge_sample
from app.db import people
from app.db import sampling as db
from app.demo.cast import STAFF, address
from app.demo.unsent import post_nothing
from app.domain.people import ProviderRole
from app.domain.refusals import WrongState
from app.domain.sampling import OUR_SHARES

QUALITY_ASSURER = next(name for name, role in STAFF.items() if role is ProviderRole.QUALITY_ASSURER)
JUDGED = 5
ASKED = "The feedback does not say where in the piece this is shown. Add the place, or ask for it."


def add_sample(house: Installation, seed: int) -> None:
    """Draw it, agree with the first few and disagree with one; nothing where nobody decided anything lately."""
    with house.database.reading() as session:
        quentin = people.find_by_email(session, address(QUALITY_ASSURER), house.today())
    assert quentin is not None
    with house.acting(quentin) as acting:
        try:
            number = draw_sample(acting, OUR_SHARES, seed)
        except WrongState:
            return
        for row in db.sampled_of(acting.session, number)[:JUDGED]:
            agree = row.place != JUDGED
            judge_sample(acting, number, row.place, agree=agree, words="" if agree else ASKED)
        post_nothing(acting)
