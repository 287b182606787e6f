"""Which sections have words already, of the reviews of many that are still to be held."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.people import Role
from app.domain.reviews import ReviewState

Prepared = dict[tuple[UUID, int], dict[Role, set[str]]]
"""By apprenticeship and number of the review: for each party the codes of the sections in which it has written."""


def prepared_of_many(session: Session, apprenticeships: Collection[UUID]) -> Prepared:
    """What is written in every review that is a draft, in one statement; none where there are no apprenticeships."""
    if not apprenticeships:
        return {}
    row, said = core.review, core.review_section
    same = and_(
        said.c.apprenticeship_id == row.c.apprenticeship_id,
        said.c.number == row.c.number,
        said.c.version == row.c.version,
    )
    rows = session.execute(
        select(row.c.apprenticeship_id, row.c.number, said.c.role, said.c.section)
        .join(said, same)
        .where(row.c.apprenticeship_id.in_(apprenticeships), row.c.state == ReviewState.DRAFT.value, said.c.words != "")
    )
    found: Prepared = {}
    for apprenticeship, number, role, section in rows:
        found.setdefault((apprenticeship, number), {}).setdefault(Role(role), set()).add(section)
    return found
