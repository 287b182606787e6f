"""Chloe's case study: title and scope as she wrote them, agreed by her tutor, while her employer is still asked."""

from app.actions.acting import Installation
from app.actions.case_study import agree_to_case_study, write_case_study
from app.db import people
from app.db.gateway import case_studies
from app.demo.cast import Life, address

TITLE = "Early help for a family after a move"
SCOPE = """A family with two school-age children had moved into the area and knew nobody. School asked for early help.

I led the plan for six months: the assessment with the family, three reviews with school and the health visitor, \
and the step down to universal services. I want to show how I chose which service to bring in and when, how I kept \
the children’s wishes in every review, and what I would do differently.
"""


def write_hers(house: Installation, life: Life) -> None:
    """She writes version 1, and her tutor agrees."""
    with house.database.reading() as session:
        chloe, priya = (people.find_by_email(session, address(name), house.today()) for name in (life.name, life.tutor))
        assert chloe is not None
        assert priya is not None
        [one] = [m.apprenticeship for m in people.memberships(session, chloe.id, house.today())]
    with house.acting(chloe) as acting:
        write_case_study(acting, one, TITLE, SCOPE)
    with house.acting(priya) as acting:
        agree_to_case_study(acting, one, case_studies(acting.session, one)[0].sha256)
