"""What was agreed in the tests of the rules: 35 hours a week for the whole of a period, unless revised."""

from datetime import date
from typing import Any
from uuid import UUID

from app.domain.agreed import Agreed, agreed_from, revise
from app.domain.apprenticeships import Named, Terms
from app.domain.practical_period import PracticalPeriod

COUNCIL = Named(UUID(int=1), "Calder Vale Council")
HUB = Named(UUID(int=2), "Harbour Family Hub")


def terms_for(period: PracticalPeriod, **other: Any) -> Terms:
    """35 hours a week from the start of a period to its planned end."""
    given = {"weekly_minutes": 35 * 60, "days_a_week": 5, "weeks_a_year": 52, "planned_minutes": None} | other
    return Terms(period.start, period.planned_end, employer=COUNCIL, **given)


def agreed_for(period: PracticalPeriod, *revisions: tuple[date, dict[str, Any]], **first: Any) -> Agreed:
    """The first terms, and each change from a day on, in the order in which they were recorded."""
    recorded = [terms_for(period, **first)]
    for since, changes in revisions:
        recorded += revise(recorded, since, changes)
    return agreed_from(recorded)
