"""How long concerns are kept and which local numbers to call, as the safeguarding lead set them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session, aliased

from app.db.numbering import next_number
from app.db.tables import core
from app.db.tables.concerns import ConcernSettingRow
from app.domain.concerns import ConcernSettings, settings_from


@dataclass(frozen=True, slots=True)
class SettingSet:
    """One setting as somebody set it. `by` is their name."""

    key: str
    value: str
    by: str
    at: datetime


def current(session: Session) -> ConcernSettings:
    """What holds now, in one statement."""
    row = core.concern_setting
    newer = aliased(row)
    newest = select(func.max(newer.c.seq)).where(newer.c.key == row.c.key).scalar_subquery()
    rows = session.execute(select(row.c.key, row.c.value).where(row.c.seq == newest))
    return settings_from({one.key: one.value for one in rows})


def newest_of(key: str) -> ScalarSelect[str]:
    """The newest value of one setting, to be a column of any statement; NULL where it was never set."""
    row = core.concern_setting
    return select(row.c.value).where(row.c.key == key).order_by(row.c.seq.desc()).limit(1).scalar_subquery()


def ever_set(session: Session) -> list[SettingSet]:
    """Everything that was ever set, newest first."""
    row, person = core.concern_setting.c, core.person.c
    rows = session.execute(
        select(row.key, row.value, person.name, row.at)
        .join(core.person, person.id == row.by)
        .order_by(row.at.desc(), row.key, row.seq.desc())
    )
    return [SettingSet(*one) for one in rows]


def add_setting(session: Session, key: str, value: str, *, by: UUID, at: datetime) -> None:
    """Lay one value over what stood there. The caller records it in the history."""
    seq = next_number(session, core.concern_setting.c.seq, core.concern_setting.c.key == key)
    session.add(ConcernSettingRow(key=key, seq=seq, value=value, by=by, at=at))
    session.flush()
