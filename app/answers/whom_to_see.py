"""Choosing whom a visit shows something of: found by words and by the month they began in, and kept once chosen."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.db import apprenticeships, roll, sampling
from app.db.sampling import Draw
from app.domain.apprenticeships import Apprenticeship

DRAWS = 20


@dataclass(frozen=True, slots=True)
class Looking:
    """What is looked for: words, and the first day of a month (None for any); from the `first`th, `count` of them."""

    search: str = ""
    began: date | None = None
    first: int = 0
    count: int = 25

    @property
    def for_anybody(self) -> bool:
        """Whether nothing was asked for."""
        return not self.search and self.began is None


@dataclass(frozen=True, slots=True)
class WhomToSee:
    """Who is chosen, by name; who is found beside them, of how many; the months begun in; the newest drawn samples."""

    chosen: tuple[Apprenticeship, ...]
    found: tuple[Apprenticeship, ...]
    total: int
    months: tuple[tuple[date, int], ...]
    draws: tuple[Draw, ...]


def whom_to_see(session: Session, today: date, looking: Looking, chosen: Collection[UUID]) -> WhomToSee:
    """What there is to choose from; seven statements at the most, however many there are."""
    ids, total = roll.page_of_roll(
        session, search=looking.search, began=looking.began, first=looking.first, count=looking.count
    )
    known = apprenticeships.load_many(session, today, {*ids, *chosen})
    return WhomToSee(
        tuple(one for one in known if one.id in chosen),
        tuple(one for one in known if one.id in ids),
        total,
        tuple(roll.months_begun(session)),
        tuple(sampling.draws(session, DRAWS)),
    )


def everybody_found(session: Session, looking: Looking, most: int) -> list[UUID]:
    """All that are found, up to `most` of them."""
    return roll.page_of_roll(session, search=looking.search, began=looking.began, count=most)[0]
