"""One apprenticeship at a glance, for everybody who may see it: where it stands, and who is on it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.answers.coverage import coverage_of
from app.answers.finished import Finished, finished_of
from app.answers.hours import hours_of, practical_period
from app.answers.readiness import Readiness, readiness_of
from app.answers.reviews import ReviewsStanding, next_reviews_of_many
from app.answers.standards import standard_of
from app.catalogue import Catalogue
from app.db import apprenticeships
from app.domain.apprenticeships import Apprenticeship, Named
from app.domain.coverage import Coverage
from app.domain.off_the_job.summary import HoursSummary
from app.domain.people import Role
from app.domain.standards import Standard

_ORDER = (Role.APPRENTICE, Role.TUTOR, Role.EMPLOYER, Role.ASSESSOR)


@dataclass(frozen=True, slots=True)
class OnIt:
    """One person's part in an apprenticeship; `ended_on` is the first day without it, None while it is open."""

    name: str
    role: Role
    since: date
    ended_on: date | None
    leading: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """Where one apprenticeship stands on a day. `people` come by role, newest first; those who left are in it too.

    `finished` is None while there is something to learn or to be assessed.
    """

    apprenticeship: Apprenticeship
    standard: Standard
    coverage: Coverage
    hours: HoursSummary
    reviews: ReviewsStanding
    readiness: Readiness
    people: tuple[OnIt, ...]
    finished: Finished | None


def overview_of(session: Session, catalogue: Catalogue, apprenticeship: Apprenticeship, today: date) -> Overview:
    """One apprenticeship at a glance, in six statements (eight where it has ended)."""
    standard = standard_of(session, catalogue, apprenticeship)
    period = practical_period(session, apprenticeship)
    logged = hours_of(session, catalogue, apprenticeship, today, period=period)
    minutes = {duty.code: duty.confirmed_minutes for duty in logged.by_duty}
    covered = coverage_of(session, catalogue, apprenticeship, standard=standard, duty_minutes=minutes)
    held = apprenticeships.members(session, apprenticeship.id)
    ready = readiness_of(
        session, catalogue, apprenticeship, today, standard=standard, coverage=covered, hours=logged, period=period
    )
    record = {apprenticeship.id: ready.reviews}
    return Overview(
        apprenticeship=apprenticeship,
        standard=standard,
        coverage=covered,
        hours=logged,
        reviews=next_reviews_of_many(session, catalogue, [apprenticeship], today, record)[apprenticeship.id],
        readiness=ready,
        people=_by_role(held),
        finished=finished_of(session, catalogue, apprenticeship),
    )


def _by_role(held: list[tuple[Named, Role, date, date | None, bool]]) -> tuple[OnIt, ...]:
    everybody = (OnIt(who.name, role, since, ended_on, leading) for who, role, since, ended_on, leading in held)
    return tuple(sorted(everybody, key=lambda one: _ORDER.index(one.role)))
