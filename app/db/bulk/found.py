"""What is there already when rows are added in bulk, and the ids and salts that new rows get."""

import os
from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.history import SALT_BYTES
from app.db.people import folded, folded_name
from app.db.tables import core


class Keys:
    """Ids and salts for new rows, from the system's randomness, asked for a thousand times at once.

    The table and key say which row it is for, so that somebody who has the same rows elsewhere can give theirs.
    """

    def __init__(self) -> None:
        self._random = self._drawn()

    def identity(self, table: str, *key: object) -> UUID:
        """The id of a row: of `evidence` by apprenticeship and number, of `person` by email address, and so on."""
        return UUID(bytes=next(self._random), version=4)

    def salt(self, table: str, *key: object) -> str:
        """The salt of a row."""
        return next(self._random).hex()

    @staticmethod
    def _drawn() -> Iterator[bytes]:
        while True:
            drawn = os.urandom(SALT_BYTES * 1000)
            for place in range(0, len(drawn), SALT_BYTES):
                yield drawn[place : place + SALT_BYTES]


def people_of(session: Session, emails: Collection[str]) -> dict[str, UUID]:
    """The ids of those people who are here, by folded email address."""
    row = core.person
    found = session.execute(select(row.c.email, row.c.id).where(row.c.email.in_({folded(one) for one in emails})))
    return {r.email: r.id for r in found}


def organisations_of(session: Session, names: Collection[str]) -> dict[str, UUID]:
    """The ids of those organisations that are here, by folded name."""
    row = core.organisation
    wanted = {folded_name(one) for one in names}
    found = session.execute(select(row.c.folded_name, row.c.id).where(row.c.folded_name.in_(wanted)))
    return {r.folded_name: r.id for r in found}
