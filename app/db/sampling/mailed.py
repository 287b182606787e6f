"""Which disagreements ask something of somebody now, and who was mailed of which."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, func, insert, select
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.sampling import SampleState


def disagreed(session: Session) -> list[tuple[int, int]]:
    """Every sampled decision that waits for an answer, by draw and place; one statement."""
    row = core.sampled_decision
    found = session.execute(select(row.c.draw, row.c.place).where(row.c.state == SampleState.DISAGREED.value))
    return [(draw, place) for draw, place in found]


def note_mailed(session: Session, draw: int, place: int, person: UUID, at: datetime) -> bool:
    """Note that somebody is mailed of what was said last; False where that was noted before.

    The caller holds the lock.
    """
    said, row = core.sample_said, core.sample_mailed
    seq = session.scalar(select(func.max(said.c.seq)).where(said.c.draw == draw, said.c.place == place))
    key = {"draw": draw, "place": place, "seq": seq, "person_id": person}
    if session.scalar(select(exists().where(*(row.c[name] == value for name, value in key.items())))):
        return False
    session.execute(insert(row).values(**key, at=at))
    return True
