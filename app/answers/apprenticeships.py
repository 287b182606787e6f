"""Apprenticeships as lists and calls tell of them: as they stand today, with the hours that are planned."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.catalogue import Catalogue
from app.db import apprenticeships, roll
from app.domain.apprenticeships import Apprenticeship
from app.domain.off_the_job.summary import planned_hours


@dataclass(frozen=True, slots=True)
class Described:
    """An apprenticeship as it stands, and its planned off-the-job minutes: the training plan's, else the standard's."""

    apprenticeship: Apprenticeship
    planned_minutes: int | None


def described(session: Session, catalogue: Catalogue, apprenticeship: UUID, today: date) -> Described:
    """One apprenticeship as it stands today. Raises NotFound."""
    return _described(catalogue, apprenticeships.load(session, apprenticeship, today))


def page_described(
    session: Session, catalogue: Catalogue, today: date, *, search: str, first: int, count: int
) -> tuple[list[Described], int]:
    """A page of every apprenticeship by the apprentice's name, and how many there are in all; four statements."""
    found, total = roll.page_of_roll(session, search=search, first=first, count=count)
    return _many(session, catalogue, today, found), total


def described_after(
    session: Session,
    catalogue: Catalogue,
    today: date,
    *,
    only: Collection[UUID] | None,
    after: tuple[str, UUID] | None,
    count: int,
) -> tuple[list[Described], bool]:
    """The next ones after a name and id, and whether there are more; `only` these, all there are for None."""
    found = roll.roll_after(session, only, after, count + 1)
    return _many(session, catalogue, today, found[:count]), len(found) > count


def _many(session: Session, catalogue: Catalogue, today: date, ids: list[UUID]) -> list[Described]:
    return [_described(catalogue, one) for one in apprenticeships.load_many(session, today, ids)]


def _described(catalogue: Catalogue, one: Apprenticeship) -> Described:
    standard = catalogue.standard(one.standard, one.version)
    day = catalogue.programme(one.programme).day_minutes
    return Described(one, planned_hours(one.terms.planned_minutes, standard, day))
