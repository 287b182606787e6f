"""Hours short of the training plan: what is to be explained, and the statement that explains it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.catalogue import Catalogue
from app.db import shortfall as db
from app.domain.apprenticeships import Apprenticeship
from app.domain.off_the_job.summary import HoursSummary
from app.domain.shortfall import Shortfall, ShortfallStatement, shortfall_of


@dataclass(frozen=True, slots=True)
class ShortfallExplained:
    """What is to be explained now (None where nothing is), and the newest statement that covers it."""

    now: Shortfall | None
    statement: ShortfallStatement | None

    @property
    def covering(self) -> ShortfallStatement | None:
        """The statement, where it explains all that is missing now."""
        return self.statement if self.now and self.statement and self.statement.covers(self.now) else None


def shortfall_explained(
    session: Session, catalogue: Catalogue, apprenticeship: Apprenticeship, hours: HoursSummary
) -> ShortfallExplained:
    """What is to be explained and by what; one statement of SQL."""
    return explained(catalogue, apprenticeship, hours, db.newest(session, apprenticeship.id))


def explained(
    catalogue: Catalogue, apprenticeship: Apprenticeship, hours: HoursSummary, statement: ShortfallStatement | None
) -> ShortfallExplained:
    """What is to be explained, beside the newest statement."""
    rule = catalogue.funding_rules.by_id(apprenticeship.rule_id)
    now = shortfall_of(
        hours.planned_minutes,
        hours.confirmed_minutes,
        hours.minimum_minutes,
        needs_statement=rule.shortfall_needs_statement,
    )
    return ShortfallExplained(now, statement)
