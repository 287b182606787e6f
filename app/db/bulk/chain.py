"""Rows of one history chain, linked one to the next without asking the database for the last of them each time."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.history import FIRST, PROVIDER, link
from app.db.tables import core


class Chain:
    """The rows to be added to one chain. `seq` and `previous` are the number and the hash of its last row so far."""

    def __init__(self, name: UUID | str, seq: int = 0, previous: str = FIRST) -> None:
        self.name = str(name)
        self.seq = seq
        self.previous = previous
        self._rows: list[dict[str, Any]] = []

    @classmethod
    def of_the_provider(cls, session: Session) -> "Chain":
        """The provider's own chain as it stands, held until the transaction ends."""
        session.execute(select(core.installation.c.id).with_for_update()).first()
        row = core.history
        query = select(row.c.seq, row.c.hash).where(row.c.chain == PROVIDER).order_by(row.c.seq.desc()).limit(1)
        last = session.execute(query).first()
        return cls(PROVIDER, int(last.seq), str(last.hash)) if last else cls(PROVIDER)

    def record(self, at: datetime, by: UUID, action: str, subject: str, body: Mapping[str, int | str | None]) -> None:
        """Add one row; see `app.db.history` for what a body may hold."""
        self.seq += 1
        row = link(self.previous, self.name, self.seq, at=at, by=by, action=action, subject=subject, body=body)
        self.previous = row["hash"]
        self._rows.append(row)

    def taken(self) -> Iterator[dict[str, Any]]:
        """The rows added since they were last taken."""
        rows, self._rows = self._rows, []
        yield from rows
