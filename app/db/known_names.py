"""Whose names stand on an apprenticeship's own record: they are no clients', so the check stays quiet about them."""

from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.orm import Session

from app.db.rows_within import RowsWithin
from app.db.tables import core
from app.domain.people import Role

_HERS = bindparam("apprenticeship", type_=Uuid)


@dataclass(frozen=True, slots=True)
class OnRecord:
    """Names on a record, past members and employers too. `case_numbers` is how the newest employer writes its own.

    `watched` are the keyed hashes of names to watch for.
    """

    apprentice: str
    colleagues: tuple[str, ...]
    organisations: tuple[str, ...]
    case_numbers: str
    watched: frozenset[str]


def on_record(session: Session, apprenticeship: UUID) -> OnRecord:
    """Everybody who has or had a role, every employer, and what is watched for, in one statement."""
    row = session.execute(_asked(), {"apprenticeship": apprenticeship}).one()
    people, employers = _people().read(row), _employers().read(row)
    return OnRecord(
        next((one.name for one in people if one.role == Role.APPRENTICE.value), ""),
        tuple(dict.fromkeys(one.name for one in people if one.role != Role.APPRENTICE.value)),
        tuple(dict.fromkeys(one.name for one in employers)),
        employers[-1].case_number_pattern if employers else "",
        frozenset(one.keyed_hash for one in _watched().read(row)),
    )


@cache
def _asked() -> Any:
    return select(*(within.column for within in (_people(), _employers(), _watched())))


@cache
def _people() -> RowsWithin:
    member, person = core.membership, core.person
    query = select(person.c.name, member.c.role).join(person, person.c.id == member.c.person_id)
    return RowsWithin("people", query.where(member.c.apprenticeship_id == _HERS).order_by(person.c.name, person.c.id))


@cache
def _employers() -> RowsWithin:
    terms, organisation = core.terms, core.organisation
    query = (
        select(organisation.c.name, organisation.c.case_number_pattern)
        .join(organisation, organisation.c.id == terms.c.employer_id)
        .where(terms.c.apprenticeship_id == _HERS)
    )
    return RowsWithin("employers", query.order_by(terms.c.effective_on, terms.c.seq))


@cache
def _watched() -> RowsWithin:
    row = core.watch_name
    return RowsWithin("watched", select(row.c.keyed_hash).where(row.c.apprenticeship_id == _HERS))
