"""Receipts for what was confirmed: kept once, never changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, insert, null, select, union_all
from sqlalchemy.orm import Session

from app.db.off_the_job.entries import Key
from app.db.tables import core
from app.domain.receipts import Means, Receipt
from app.domain.signatures import Answer, RecordKind


@dataclass(frozen=True, slots=True)
class KeptReceipt:
    """A receipt as it was given: its words and their SHA-256."""

    code: str
    person: UUID
    at: datetime
    means: Means
    words: str
    sha256: str


@dataclass(frozen=True, slots=True)
class OfEntry:
    """One entry of a receipt, in the state it has now."""

    apprenticeship: UUID
    apprentice_name: str
    programme: str
    standard: str
    version: str
    number: int
    minutes: int
    happened_on: date
    activity: str
    duty: str | None
    state: str


@dataclass(frozen=True, slots=True)
class Given:
    """A receipt that was given: for hours where `kind` is None, else for the answer to a record of that kind."""

    code: str
    at: datetime
    kind: RecordKind | None
    number: int
    answer: Answer


def add(session: Session, receipt: Receipt, words: str, sha256: str) -> None:
    """Keep a receipt and which entries it is for."""
    session.execute(
        insert(core.receipt).values(
            code=receipt.code,
            person_id=receipt.person,
            at=receipt.at,
            means=receipt.means.value,
            words=words,
            sha256=sha256,
        )
    )
    rows = [
        {"code": receipt.code, "apprenticeship_id": one.apprenticeship, "number": one.number, "minutes": one.minutes}
        for one in receipt.entries
    ]
    session.execute(insert(core.receipt_entry), rows)


def find(session: Session, code: str) -> KeptReceipt | None:
    """The receipt of this code."""
    row = core.receipt
    found = session.execute(select(row).where(row.c.code == code)).first()
    return _value(found) if found else None


def newest(session: Session, person: UUID, *, limit: int) -> list[Given]:
    """A person's receipts, for hours and for signatures, newest first, in one statement."""
    row, said = core.receipt, core.signature
    of_hours = select(row.c.code, row.c.at, null().label("kind"), null().label("number"), null().label("answer"))
    signed = select(said.c.code, said.c.at, said.c.kind, said.c.number, said.c.answer)
    every = union_all(
        of_hours.where(row.c.person_id == person),
        signed.where(said.c.by == person, said.c.answer != Answer.UNOBTAINABLE.value),
    ).subquery()
    found = session.execute(select(every).order_by(every.c.at.desc(), every.c.code).limit(limit))
    return [
        Given(
            code, at, RecordKind(kind) if kind else None, int(number or 0), Answer(answer) if answer else Answer.SIGNED
        )
        for code, at, kind, number, answer in found
    ]


def for_entry(session: Session, person: UUID, key: Key) -> str | None:
    """The code of the newest receipt that this person has for an entry."""
    row, entry = core.receipt, core.receipt_entry
    return session.scalars(
        select(row.c.code)
        .join(entry, entry.c.code == row.c.code)
        .where(row.c.person_id == person, entry.c.apprenticeship_id == key[0], entry.c.number == key[1])
        .order_by(row.c.at.desc())
        .limit(1)
    ).first()


def entries_of(session: Session, code: str) -> list[OfEntry]:
    """The entries of a receipt, by apprentice and day."""
    row, entry, a, person = core.receipt_entry, core.time_entry, core.apprenticeship, core.person
    rows = session.execute(
        select(
            row.c.apprenticeship_id,
            person.c.name,
            a.c.programme,
            a.c.standard,
            a.c.version,
            row.c.number,
            row.c.minutes,
            entry.c.happened_on,
            entry.c.activity,
            entry.c.duty,
            entry.c.state,
        )
        .join(
            entry,
            (entry.c.apprenticeship_id == row.c.apprenticeship_id) & (entry.c.number == row.c.number),
        )
        .join(a, a.c.id == row.c.apprenticeship_id)
        .join(person, person.c.id == a.c.apprentice_id)
        .where(row.c.code == code)
        .order_by(person.c.name, entry.c.happened_on, row.c.number)
    )
    return [OfEntry(*one) for one in rows]


def every(session: Session) -> Iterator[KeptReceipt]:
    """Every receipt, some at a time."""
    for found in session.execute(select(core.receipt), execution_options={"yield_per": 500}):
        yield _value(found)


def without_confirmation(session: Session) -> Iterator[tuple[str, int]]:
    """The code and number of each entry of a receipt whose holder never confirmed just those minutes at that moment."""
    row, entry, of, said = core.receipt, core.time_entry, core.receipt_entry, core.time_decision
    confirmed = exists().where(
        said.c.apprenticeship_id == of.c.apprenticeship_id,
        said.c.number == of.c.number,
        said.c.verdict == "confirmed",
        said.c.by == row.c.person_id,
        said.c.at == row.c.at,
        entry.c.minutes == of.c.minutes,
    )
    query = (
        select(of.c.code, of.c.number)
        .join(row, row.c.code == of.c.code)
        .join(entry, (entry.c.apprenticeship_id == of.c.apprenticeship_id) & (entry.c.number == of.c.number))
        .where(~confirmed)
    )
    for found in session.execute(query):
        yield found.code, found.number


def _value(row: Any) -> KeptReceipt:
    return KeptReceipt(row.code, row.person_id, row.at, Means(row.means), row.words, row.sha256)
