"""Chloe's portfolio as her tutor froze it, what is asked with it, and opened for an assessor who has looked at it."""

from datetime import timedelta

from app.actions.acting import Installation
from app.actions.assessors import Invitation, invite_assessor, open_granted_file, open_version, state_conflict
from app.actions.gateway import ask_statement, keep_learner_record
from app.actions.portfolio import freeze_portfolio
from app.db import assessor_grants, people
from app.demo.cast import ASSESSOR, Life, address
from app.demo.unsent import post_nothing
from app.domain.assessor_grants import Ask
from app.domain.people import Person

REASON = "For the mock professional discussion. KSBs without a piece are named in the annex."


OPEN_FOR = timedelta(days=42)


def freeze_hers(house: Installation, administrator: Person, life: Life) -> None:
    """Her tutor freezes version 1 and asks the employer to stand by it; Helen Osei has begun to read it."""
    with house.database.reading() as session:
        names = (life.name, life.tutor, ASSESSOR)
        chloe, priya, helen = (people.find_by_email(session, address(name), house.today()) for name in names)
        assert chloe is not None
        assert priya is not None
        assert helen is not None
        [one] = [m.apprenticeship for m in people.memberships(session, chloe.id, house.today())]
    with house.acting(priya) as acting:
        version = freeze_portfolio(acting, one, REASON)
        ask_statement(acting, one, version)
        # No learner number is invented: every one that holds may be somebody's.
        keep_learner_record(acting, one, name=chloe.name, number="", difference="", revision=0)
        post_nothing(acting)
    ask = Ask(version, house.today(), house.today() + OPEN_FOR)
    with house.acting(administrator) as acting:
        invite_assessor(acting, one, Invitation(helen.name, helen.email, ask))
        [grant] = assessor_grants.of_record(acting.session, one)
        post_nothing(acting)
    with house.acting(helen) as acting:
        state_conflict(acting, grant.id, conflict=False)
        _, shown = open_version(acting, grant.id)
        first = next(file for piece in shown.annex.pieces for file in piece.files)
        open_granted_file(acting, grant.id, first.file.path)
