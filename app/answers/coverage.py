"""How far an apprentice's evidence reaches over the standard, asked of the records."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.answers.standards import standard_of
from app.catalogue import Catalogue
from app.db import coverage as tags
from app.db import off_the_job
from app.domain.apprenticeships import Apprenticeship
from app.domain.coverage import Coverage, coverage
from app.domain.standards import Standard


def coverage_of(
    session: Session,
    catalogue: Catalogue,
    apprenticeship: Apprenticeship,
    *,
    standard: Standard | None = None,
    duty_minutes: Mapping[str, int] | None = None,
) -> Coverage:
    """The coverage of one apprenticeship, in one statement over its tags.

    `standard` and the confirmed `duty_minutes` are read, a statement each, where the caller does not give them; who
    has no use for the duties' hours gives none.
    """
    asked = standard or standard_of(session, catalogue, apprenticeship)
    if duty_minutes is None:
        duty_minutes = off_the_job.confirmed_by_duty(session, apprenticeship.id)
    return coverage(
        asked,
        tags.tag_counts(session, apprenticeship.id),
        duty_minutes,
        day_minutes=catalogue.programme(apprenticeship.programme).day_minutes,
    )
