"""What is counted of many records for a list of them: counted again only where something happened on the record since.

Everything that a person does on an apprenticeship adds a row to its chain of history, in the same transaction. So the
newest hash of that chain, with the day, stands for all that can be counted, and what was counted once holds while the
hash is the same: in this process or another, and after a backup was put back.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock
from uuid import UUID

from sqlalchemy.orm import Session

from app.db import chasing as chased
from app.db import history, off_the_job
from app.db.coverage import tag_counts_of_many
from app.db.reviews import OnRecord, of_many
from app.domain.coverage import TagCount
from app.domain.off_the_job.entries import TimeState

MOST = 20_000
"""So many records are remembered, about 5 kB each; those remembered longest are forgotten first."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Counting tags by KSB, minutes that count up to the day by state, what waits and the last signs, and reviews
    touched so far."""

    tags: tuple[TagCount, ...]
    minutes: Mapping[TimeState, int]
    chased: chased.Chased
    reviews: tuple[OnRecord, ...] = ()


_Key = tuple[str, date]
_remembered: dict[_Key, Counted] = {}
_turns = Lock()


def counted_of_many(session: Session, apprenticeships: Collection[UUID], today: date) -> dict[UUID, Counted]:
    """What counts on each of these records, in one statement, or five where any has to be counted.

    The minutes are those of whoever is learning today.
    """
    # Before what they stand for: what happens in between is then counted twice, and never missed.
    heads = history.heads(session, apprenticeships)
    known = {id_: _remembered.get((head, today)) for id_, head in heads.items()}
    fresh = _count(session, [id_ for id_, one in known.items() if one is None], today)
    _remember({(heads[id_], today): one for id_, one in fresh.items()})
    return {id_: one or fresh[id_] for id_, one in known.items()}


def forget() -> None:
    """Have everything counted again."""
    with _turns:
        _remembered.clear()


def _count(session: Session, apprenticeships: Collection[UUID], today: date) -> dict[UUID, Counted]:
    if not apprenticeships:
        return {}
    tags = tag_counts_of_many(session, apprenticeships)
    minutes = off_the_job.sums_of(session, apprenticeships, today)
    waits = chased.everything(session, apprenticeships, today)
    held = of_many(session, apprenticeships)
    return {
        id_: Counted(tags.get(id_, ()), minutes.get(id_, {}), waits[id_], tuple(held.get(id_, ())))
        for id_ in apprenticeships
    }


def _remember(fresh: Mapping[_Key, Counted]) -> None:
    with _turns:
        _remembered.update(fresh)
        while len(_remembered) > MOST:
            del _remembered[next(iter(_remembered))]
