"""What is there already when rows are added in bulk, and the ids and salts that new rows get."""

from collections.abc import Collection
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.history import new_salt
from app.db.people import folded, folded_name
from app.db.tables import core


class Keys:
    """Ids and salts for new rows, from the system's randomness.

    The table and key say which row it is for, so that somebody who has the same rows elsewhere can give theirs.
    """

    def identity(self, table: str, *key: object) -> UUID:
        """The id of a row: of `evidence` by apprenticeship and number, of `person` by email address, and so on."""
        return uuid4()

    def salt(self, table: str, *key: object) -> str:
        """The salt of a row."""
        return new_salt()


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
