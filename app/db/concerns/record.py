"""One concern, or every one of them, whole; and what is added to it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, Table, delete, func, insert, select, update
from sqlalchemy.orm import Session, aliased

from app.db.concerns.settings import newest_of
from app.db.tables import core
from app.db.tables.concerns import ConcernNoteRow, ConcernRow, ConcernWitnessRow
from app.domain.concerns import (
    KEEP_SETTING,
    About,
    Concern,
    ConcernSettings,
    Danger,
    Entry,
    EntryKind,
    Means,
    Place,
    Reading,
    Witness,
    settings_from,
)
from app.domain.refusals import NotFound


@dataclass(frozen=True, slots=True)
class Shown:
    """A concern as the lead is shown it: with the names of everybody in it, and how long such are kept.

    `raiser` is who raised it and `email` where to reach them, both "" for a witness once erased.
    `apprentice` is whose record they came from, "" for none.
    """

    concern: Concern
    names: dict[UUID, str]
    raiser: str
    email: str
    apprentice: str
    keep: ConcernSettings


def add(session: Session, concern: Concern, salt: str) -> None:
    """Keep a concern that was raised. The caller records it in the history."""
    place = concern.place
    session.add(
        ConcernRow(
            id=concern.id,
            number=concern.number,
            raised_by=concern.raised_by,
            raised_at=concern.raised_at,
            about=concern.about.value,
            danger=concern.danger.value,
            words=concern.words,
            told=concern.told,
            apprenticeship_id=place.apprenticeship if place else None,
            place=place.what if place else "",
            salt=salt,
        )
    )
    session.flush()
    if concern.witness is not None:
        session.add(ConcernWitnessRow(concern_id=concern.id, name=concern.witness.name, email=concern.witness.email))
        session.flush()


def by_id(session: Session, id_: UUID) -> Concern | None:
    """The concern of this id, without what was done since; None where there is none."""
    row = session.execute(_concerns().where(core.concern.c.id == id_)).first()
    return _concern(row) if row else None


def load(session: Session, number: str, *, changing: bool = False) -> Concern:
    """One concern with everything done about it, in three statements. Raises NotFound.

    `changing` holds it, so that two people at once take turns.
    """
    [shown] = _whole(session, [_row(session, number, changing=changing)])
    return shown.concern


def shown(session: Session, number: str, noting: Callable[[Concern], None]) -> Shown:
    """One concern as the lead is shown it, in three statements. Raises NotFound.

    `noting` is called once it is found, before anything else of it is read: what it notes is among what is shown.
    """
    row = _row(session, number)
    noting(_concern(row))
    [found] = _whole(session, [row])
    return found


def load_all(session: Session) -> list[Shown]:
    """Every concern as the lead is shown it, oldest first, in three statements."""
    rows = session.execute(_concerns().order_by(core.concern.c.raised_at, core.concern.c.number)).all()
    return _whole(session, rows)


def add_entry(session: Session, concern: UUID, entry: Entry, salt: str) -> None:
    """Put something on record. The caller holds the concern and records it in the history."""
    session.add(
        ConcernNoteRow(
            concern_id=concern,
            seq=entry.seq,
            kind=entry.kind.value,
            outcome=entry.outcome,
            words=entry.words,
            referred_to=entry.referred_to,
            referred_on=entry.referred_on,
            by=entry.by,
            at=entry.at,
            salt=salt,
        )
    )
    session.flush()


def add_reading(session: Session, concern: UUID, *, by: UUID, at: datetime, means: Means) -> None:
    """Note that somebody reads it, before they do. The caller holds the chain of concerns."""
    row = core.concern_reading
    newest = select(func.coalesce(func.max(row.c.seq), 0) + 1).where(row.c.concern_id == concern).scalar_subquery()
    session.execute(insert(row).values(concern_id=concern, seq=newest, by=by, at=at, means=means.value))


def close(session: Session, concern: UUID, at: datetime) -> None:
    """Close it: how long it is kept counts from here."""
    session.execute(update(core.concern).where(core.concern.c.id == concern).values(closed_at=at))


def open_again(session: Session, concern: UUID) -> None:
    """Take back the closing."""
    session.execute(update(core.concern).where(core.concern.c.id == concern).values(closed_at=None))


def erase(session: Session, concern: UUID, *, by: UUID, at: datetime, reason: str) -> None:
    """Take its words, and those of everything done about it, for good. Numbers, days, names and the reason stay."""
    nothing = {"words": "", "salt": ""}
    note = core.concern_note
    session.execute(
        update(note).where(note.c.concern_id == concern).values(outcome="", referred_to="", referred_on=None, **nothing)
    )
    session.execute(delete(core.concern_witness).where(core.concern_witness.c.concern_id == concern))
    gone = {"told": "", "apprenticeship_id": None, "place": "", **nothing}
    session.execute(
        update(core.concern)
        .where(core.concern.c.id == concern)
        .values(erased_at=at, erased_by=by, erased_reason=reason, **gone)
    )


def _concerns() -> Select[Any]:
    """Concerns with the name and address of whoever raised each, and whose record they came from."""
    row, raiser, apprentice = core.concern, aliased(core.person), aliased(core.person)
    ended, witness = aliased(core.person), core.concern_witness
    return (
        select(
            row,
            func.coalesce(raiser.c.name, witness.c.name, "").label("raiser"),
            func.coalesce(raiser.c.email, witness.c.email, "").label("email"),
            witness.c.name.label("witness"),
            func.coalesce(apprentice.c.name, "").label("apprentice"),
            func.coalesce(ended.c.name, "").label("eraser"),
            func.coalesce(newest_of(KEEP_SETTING), "").label("keep_years"),
        )
        .outerjoin(raiser, raiser.c.id == row.c.raised_by)
        .outerjoin(witness, witness.c.concern_id == row.c.id)
        .outerjoin(core.apprenticeship, core.apprenticeship.c.id == row.c.apprenticeship_id)
        .outerjoin(apprentice, apprentice.c.id == core.apprenticeship.c.apprentice_id)
        .outerjoin(ended, ended.c.id == row.c.erased_by)
    )


def _row(session: Session, number: str, *, changing: bool = False) -> Row[Any]:
    query = _concerns().where(core.concern.c.number == number)
    row = session.execute(query.with_for_update(of=core.concern) if changing else query).first()
    if row is None:
        raise NotFound("There is no concern of that number.")
    return row


def _whole(session: Session, rows: Sequence[Row[Any]]) -> list[Shown]:
    ids = [row.id for row in rows]
    names = {row.erased_by: row.eraser for row in rows if row.erased_by}
    entries: dict[UUID, list[Entry]] = {}
    for one in _of(session, core.concern_note, ids):
        entries.setdefault(one.concern_id, []).append(_entry(one))
        names[one.by] = one.name
    readings: dict[UUID, list[Reading]] = {}
    for one in _of(session, core.concern_reading, ids):
        readings.setdefault(one.concern_id, []).append(Reading(one.seq, one.by, one.at, Means(one.means)))
        names[one.by] = one.name
    return [
        Shown(
            concern=_concern(row, tuple(entries.get(row.id, ())), tuple(readings.get(row.id, ()))),
            names=names,
            raiser=row.raiser,
            email=row.email,
            apprentice=row.apprentice,
            keep=settings_from({KEEP_SETTING: row.keep_years}),
        )
        for row in rows
    ]


def _of(session: Session, table: Table, concerns: Collection[UUID]) -> Iterable[Row[Any]]:
    """Everything of a kind on these concerns, in order, with the name of whose it is."""
    query = select(table, core.person.c.name).join(core.person, core.person.c.id == table.c.by)
    return session.execute(query.where(table.c.concern_id.in_(concerns)).order_by(table.c.seq))


def _concern(row: Row[Any], entries: tuple[Entry, ...] = (), readings: tuple[Reading, ...] = ()) -> Concern:
    return Concern(
        id=row.id,
        number=row.number,
        raised_by=row.raised_by,
        raised_at=row.raised_at,
        about=About(row.about),
        danger=Danger(row.danger),
        words=row.words,
        told=row.told,
        place=Place(row.apprenticeship_id, row.place) if row.apprenticeship_id else None,
        closed_at=row.closed_at,
        erased_at=row.erased_at,
        erased_by=row.erased_by,
        erased_reason=row.erased_reason,
        witness=Witness(row.witness, row.email) if row.witness is not None else None,
        entries=entries,
        readings=readings,
    )


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        seq=row.seq,
        kind=EntryKind(row.kind),
        by=row.by,
        at=row.at,
        words=row.words,
        outcome=row.outcome,
        referred_to=row.referred_to,
        referred_on=row.referred_on,
    )
