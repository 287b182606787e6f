"""Many apprentices at once: how each one stands, with the reasons; in as many statements for 400 as for one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from app.answers.counted import counted_of_many
from app.answers.hours import hours_in_brief_of
from app.answers.reviews import ReviewsStanding, colour_of, next_reviews_of_many
from app.answers.standards import Standards
from app.answers.waiting import waits_of
from app.catalogue import Catalogue
from app.db import apprenticeships as records
from app.domain.apprenticeships import Apprenticeship
from app.domain.chasing import Wait
from app.domain.coverage import CoverageInBrief, coverage_in_brief
from app.domain.off_the_job.summary import HoursInBrief
from app.domain.people import ApprenticeshipStatus
from app.domain.rag import Colour, Rag
from app.domain.standards import Standard

REVIEW_SOON_DAYS = 14


class Sort(StrEnum):
    """The orders of a caseload; `NEED` is most in need first."""

    NEED = "need"
    NAME = "name"
    REVIEW = "review"
    GATEWAY = "gateway"


class ReviewFilter(StrEnum):
    """Which reviews are looked for: due within a fortnight, or past their day and neither held nor missed."""

    SOON = "soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Standing:
    """One apprentice on one day. `hours` is None for whoever is not learning.

    `plan_behind` counts what of the training plan is neither held nor missed though its day has passed; `waits` is what
    waits on whom.
    """

    apprenticeship: Apprenticeship
    standard: Standard
    coverage: CoverageInBrief
    hours: HoursInBrief | None
    reviews: ReviewsStanding | None
    rag: Rag
    plan_behind: int = 0
    waits: tuple[Wait, ...] = ()

    @property
    def review_soon(self) -> bool:
        """Whether the next review is due within a fortnight."""
        return self.days_to_review is not None and self.days_to_review <= REVIEW_SOON_DAYS

    @property
    def review_overdue(self) -> bool:
        """Whether some review's day has passed and it was neither held nor missed, nor one after it held."""
        if self.reviews is None:
            return False
        return bool(self.reviews.overdue or (self.reviews.passed and not self.reviews.kept))

    @property
    def days_to_review(self) -> int | None:
        """Days until the next review; None where there is none."""
        if self.reviews is None or self.reviews.next is None or self.hours is None:
            return None
        return (self.reviews.next.on - self.hours.on).days


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which apprentices are asked for. None and "" ask for all."""

    colour: Colour | None = None
    review: ReviewFilter | None = None
    employer: UUID | None = None
    name: str = ""


def standings(session: Session, catalogue: Catalogue, ids: Sequence[UUID], today: date) -> tuple[Standing, ...]:
    """How each of these apprenticeships stands, in at most eight statements. Hours and reviews: of those learning."""
    every = records.load_many(session, today, ids)
    learning = [one for one in every if one.status is ApprenticeshipStatus.ACTIVE]
    standards = Standards(session, catalogue)
    counted = counted_of_many(session, [one.id for one in every], today)
    record = {id_: one.reviews for id_, one in counted.items()}
    reviews = next_reviews_of_many(session, catalogue, learning, today, record)
    found = []
    for one in every:
        standard, counts, of_record = standards.of(one), counted[one.id], reviews.get(one.id)
        covered = coverage_in_brief(standard, counts.tags)
        logged = hours_in_brief_of(catalogue, one, counts.minutes, today) if of_record else None
        rated = colour_of(one, covered.total - covered.accepted, logged, counts.chased.signs, of_record, today)
        waits = tuple(waits_of(catalogue, one, counts.chased, of_record.next, today)) if of_record else ()
        found.append(Standing(one, standard, covered, logged, of_record, rated, counts.chased.signs.plan_behind, waits))
    return tuple(found)


def chosen(every: Iterable[Standing], wanted: Wanted) -> list[Standing]:
    """The apprentices that were asked for."""
    name = wanted.name.casefold().strip()
    return [
        one
        for one in every
        if (wanted.colour is None or one.rag.colour is wanted.colour)
        and (wanted.review is not ReviewFilter.SOON or one.review_soon)
        and (wanted.review is not ReviewFilter.OVERDUE or one.review_overdue)
        and (wanted.employer is None or one.apprenticeship.terms.employer.id == wanted.employer)
        and name in one.apprenticeship.apprentice.name.casefold()
    ]


_RANK = {Colour.RED: 0, Colour.AMBER: 1, Colour.GREEN: 2, None: 3}


def in_order(found: Iterable[Standing], sort: Sort) -> list[Standing]:
    """The apprentices in an order; equal ones by name."""
    by_name = sorted(found, key=lambda one: one.apprenticeship.apprentice.name.casefold())
    if sort is Sort.NAME:
        return by_name
    if sort is Sort.GATEWAY:
        return sorted(by_name, key=lambda one: one.apprenticeship.planned_end)
    if sort is Sort.REVIEW:
        return sorted(by_name, key=_review_key)
    return sorted(by_name, key=_need_key)


def _review_key(one: Standing) -> tuple[bool, int]:
    return one.days_to_review is None, one.days_to_review or 0


def _need_key(one: Standing) -> tuple[int, int, date]:
    """Red before amber before green; then who has more reasons; then whose end is nearer."""
    return _RANK[one.rag.colour], -len(one.rag.reasons), one.apprenticeship.planned_end
