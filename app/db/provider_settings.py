"""What the provider has set: the newest value of each key, as a statement of its own or a column of another."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.orm import Session, aliased

from app.db.numbering import next_number
from app.db.tables import core
from app.db.tables.provider_settings import ProviderSettingRow
from app.domain.provider_settings import ProviderSettings, TimeSource, settings_from

_BETWEEN = "\n"


@dataclass(frozen=True, slots=True)
class SettingSet:
    """One setting as somebody set it. `by` is their name."""

    key: str
    value: str
    by: str
    at: datetime


def current(session: Session) -> ProviderSettings:
    """What holds now, in one statement."""
    return read(session.scalar(_alone()))


@cache
def _alone() -> Select[Any]:
    return select(kept())


def kept(recorded: Any = None) -> ScalarSelect[Any]:
    """What holds now as one text, to be a column of any statement and given to `read`.

    With `recorded`, a stamp or a parameter that stands for one, what had been set by then.
    """
    row = core.provider_setting
    newer = aliased(row)
    by_then = () if recorded is None else (newer.c.at <= recorded,)
    newest = select(func.max(newer.c.seq)).where(newer.c.key == row.c.key, *by_then).scalar_subquery()
    one = row.c.key + "=" + row.c.value
    return select(func.aggregate_strings(one, _BETWEEN)).where(row.c.seq == newest).scalar_subquery()


@lru_cache(64)
def read(text: str | None) -> ProviderSettings:
    """The settings from that text; None is nothing set."""
    pairs = (line.partition("=") for line in (text or "").split(_BETWEEN) if line)
    return settings_from({key: value for key, _, value in pairs})


def employer_asked(session: Session) -> frozenset[TimeSource] | None:
    """The sources of time on which the provider said to ask the employer, None where it never said; one statement."""
    said = session.scalar(select(newest_of("employer_confirms")))
    return None if said is None else settings_from({"employer_confirms": said}).employer_confirms


def newest_of(key: str) -> ScalarSelect[Any]:
    """The newest value of one setting as it is kept, to be a column of any statement; NULL where it was never set."""
    row = core.provider_setting
    return select(row.c.value).where(row.c.key == key).order_by(row.c.seq.desc()).limit(1).scalar_subquery()


def ever_set(session: Session) -> list[SettingSet]:
    """Everything that was ever set, newest first."""
    row, person = core.provider_setting, core.person
    rows = session.execute(
        select(row.c.key, row.c.value, person.c.name, row.c.at)
        .join(person, person.c.id == row.c.by)
        .order_by(row.c.at.desc(), row.c.key, row.c.seq.desc())
    )
    return [SettingSet(*one) for one in rows]


def add(session: Session, key: str, value: str, *, by: UUID, at: datetime) -> None:
    """Lay one value over what stood there. The caller records it in the history."""
    seq = next_number(session, core.provider_setting.c.seq, core.provider_setting.c.key == key)
    session.add(ProviderSettingRow(key=key, seq=seq, value=value, by=by, at=at))
    session.flush()
