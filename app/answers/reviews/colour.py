"""Red, amber or green as the record has it, for a caseload and for the review that a colour is chosen in."""

from datetime import date

from app.answers.pace import about
from app.answers.reviews.grid import ReviewsStanding
from app.db.caseload import LastSigns
from app.domain.apprenticeships import Apprenticeship
from app.domain.london import london_date
from app.domain.off_the_job.summary import HoursInBrief
from app.domain.practical_period import break_days
from app.domain.rag import Colour, Rag, RagFacts, rag


def colour_of(
    one: Apprenticeship,
    ksbs_left: int,
    logged: HoursInBrief | None,
    signs: LastSigns,
    reviews: ReviewsStanding | None,
    today: date,
) -> Rag:
    """The colour of one apprentice on one day, with its reasons.

    Reviews count once one of the apprentice’s was written down here: until then a day that has passed says nothing.
    """
    rated = rag(_facts(one, ksbs_left, logged, signs, reviews, today), one.settings.thresholds)
    if rated.colour is Colour.GREEN and not (reviews and reviews.kept):
        return Rag(Colour.GREEN, ("Hours and evidence are up to date",))
    return rated


def _facts(
    one: Apprenticeship,
    ksbs_left: int,
    logged: HoursInBrief | None,
    signs: LastSigns,
    reviews: ReviewsStanding | None,
    today: date,
) -> RagFacts:
    late = reviews.overdue if reviews else None
    since = london_date(signs.sent_at) if signs.sent_at else one.start
    return RagFacts(
        status=one.status,
        expected_minutes=about(logged.expected_minutes) if logged and logged.expected_minutes is not None else None,
        confirmed_minutes=logged.confirmed_minutes if logged else 0,
        waiting_minutes=logged.waiting_minutes + logged.queried_minutes if logged else 0,
        days_since_evidence=max(0, (today - since).days - break_days(one.breaks, since, today)),
        review_days_overdue=late.days_overdue if late else 0,
        review_days_over_rule=reviews.days_over_rule if reviews else 0,
        days_to_planned_end=(one.planned_end - today).days,
        ksbs_left=ksbs_left,
        oldest_query_days=max(0, (today - london_date(signs.queried_at)).days) if signs.queried_at else None,
    )
