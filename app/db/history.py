"""The history: one row for each thing a person did, chained by hash, free of anything they wrote.

Bodies hold ids, states, minutes, dates and salted digests, never words, names or file names, so that content can be
erased and the chain stays whole. Hash = SHA-256(previous hash ‖ canonical JSON of the row).
"""

import hashlib
import json
import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Row, ScalarSelect, Select, String, bindparam, func, insert, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import FunctionElement

from app.db.tables import core
from app.db.tables.record import AccessLogRow, HistoryRow

PROVIDER = "provider"
CONCERNS = "concerns"
"""A chain of their own: whoever may read another chain is not to learn that a concern was raised."""
FIRST = "0" * 64
SALT_BYTES = 16
_PARTS_OF_AN_ID = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))

_quoted = json.encoder.encode_basestring


@dataclass(frozen=True, slots=True)
class Happening:
    """One row of history, as read back. `by` is None for what the installation did itself."""

    chain: str
    seq: int
    at: datetime
    by: UUID | None
    action: str
    subject: str
    body: Mapping[str, int | str]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A place where a chain does not hold, in a sentence."""

    chain: str
    seq: int
    sentence: str


class ChainOf(FunctionElement[str]):
    """The name of an apprenticeship's chain from the column with its id: the id as people write it."""

    type = String()
    inherit_cache = True


@compiles(ChainOf)
def _cast(element: Any, compiler: Any, **more: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **more)} AS TEXT)"


@compiles(ChainOf, "sqlite")
def _pieced_together(element: Any, compiler: Any, **more: Any) -> str:
    """There an id is kept as its 32 digits alone."""
    id_ = compiler.process(element.clauses, **more)
    return " || '-' || ".join(f"substr({id_}, {first}, {count})" for first, count in _PARTS_OF_AN_ID)


def heads(session: Session, apprenticeships: Collection[UUID]) -> dict[UUID, str]:
    """The newest hash of each apprenticeship's chain, which stands for everything that happened on it until now."""
    rows = session.execute(_heads(), {"apprenticeships": list(apprenticeships)}).all()
    return {id_: head or FIRST for id_, head in rows}


@cache
def _heads() -> Select[Any]:
    a = core.apprenticeship
    return select(a.c.id, head_of(a.c.id)).where(a.c.id.in_(bindparam("apprenticeships", expanding=True)))


def head_of(chain: Any) -> ScalarSelect[str]:
    """The newest hash of a chain, within a statement; `chain` is a name, or a column with an apprenticeship's id."""
    row = core.history
    name = ChainOf(chain) if isinstance(chain, Column) else chain
    return select(row.c.hash).where(row.c.chain == name).order_by(row.c.seq.desc()).limit(1).scalar_subquery()


def new_salt() -> str:
    """Randomness that lives beside what was written, so that its digest tells nobody anything."""
    return secrets.token_hex(SALT_BYTES)


def salted_digest(salt: str, *words: str) -> str:
    """The digest of what was written, as history keeps it."""
    return hashlib.sha256("\x1f".join((salt, *words)).encode()).hexdigest()


def canonical(value: Mapping[str, object]) -> str:
    """Canonical JSON: UTF-8, sorted keys, no spaces. Put together here, since bodies are flat and very many."""
    return "{" + ",".join([f"{_quoted(key)}:{_said(value[key])}" for key in sorted(value)]) + "}"


def append(
    session: Session,
    chain: UUID | str,
    *,
    at: datetime,
    by: UUID | None,
    action: str,
    subject: str,
    body: Mapping[str, int | str | None] | None = None,
) -> None:
    """Add one row. The caller holds the apprenticeship's lock; chains of the whole provider are locked here."""
    append_many(session, chain, [(action, subject, body or {})], at=at, by=by)


def append_many(
    session: Session,
    chain: UUID | str,
    told: Sequence[tuple[str, str, Mapping[str, int | str | None]]],
    *,
    at: datetime,
    by: UUID | None,
) -> None:
    """Add a row for each action, its subject and its body, in this order, in as many statements as one row takes."""
    if not told:
        return
    name = str(chain)
    if name in (PROVIDER, CONCERNS):
        session.execute(select(core.installation.c.id).with_for_update()).first()
    last = session.execute(
        select(core.history.c.seq, core.history.c.hash)
        .where(core.history.c.chain == name)
        .order_by(core.history.c.seq.desc())
        .limit(1)
    ).first()
    seq, previous = (int(last.seq), str(last.hash)) if last else (0, FIRST)
    rows = []
    for action, subject, body in told:
        seq += 1
        rows.append(link(previous, name, seq, at=at, by=by, action=action, subject=subject, body=body))
        previous = rows[-1]["hash"]
    session.flush()
    session.execute(insert(core.history), rows)


def link(
    previous: str,
    chain: str,
    seq: int,
    *,
    at: datetime,
    by: UUID | None,
    action: str,
    subject: str,
    body: Mapping[str, int | str | None],
) -> dict[str, Any]:
    """One row as it is kept, by column, bound by its hash to the row before it; `previous` is that one's hash."""
    said = canonical({key: value for key, value in body.items() if value is not None})
    return {
        "chain": chain,
        "seq": seq,
        "at": at,
        "by": by,
        "action": action,
        "subject": subject,
        "body": said,
        "previous": previous,
        "hash": _hash(previous, chain, seq, at, by, action, subject, said),
    }


def happenings(
    session: Session,
    chain: UUID | str,
    *,
    before: int | None = None,
    limit: int | None = 50,
    leaving_out: Collection[str] = (),
) -> list[Happening]:
    """The newest rows of a chain, newest first; `before` is the sequence number to go on from.

    No `limit` is every one of them. `leaving_out` names actions that whoever asks may not know of.
    """
    query = select(HistoryRow).where(core.history.c.chain == str(chain))
    if leaving_out:
        query = query.where(core.history.c.action.not_in(leaving_out))
    if before is not None:
        query = query.where(core.history.c.seq < before)
    return [_value(row) for row in session.scalars(query.order_by(core.history.c.seq.desc()).limit(limit))]


def chains(session: Session) -> list[str]:
    """The name of every chain."""
    return list(
        session.scalars(select(core.history.c.chain).group_by(core.history.c.chain).order_by(core.history.c.chain))
    )


def broken_links(session: Session, chain: str) -> Iterator[BrokenLink]:
    """Every place where a chain does not hold: a hash that differs, a number left out."""
    previous, expected = FIRST, 1
    query = select(core.history).where(core.history.c.chain == chain).order_by(core.history.c.seq)
    # Some at a time, so that a long chain takes no more memory than a short one.
    for row in session.execute(query, execution_options={"yield_per": 1000}):
        if row.seq != expected:
            yield BrokenLink(chain, row.seq, f"History {chain}: number {expected} is missing before {row.seq}.")
        if row.previous != previous or _hash_of(row) != row.hash:
            yield BrokenLink(chain, row.seq, f"History {chain}: number {row.seq} is not what was written.")
        previous, expected = row.hash, row.seq + 1


def count(session: Session) -> int:
    """How many rows there are in all chains."""
    return session.execute(select(func.count()).select_from(HistoryRow)).scalar_one()


def log_access(session: Session, *, at: datetime, person: UUID, apprenticeship: UUID, subject: str) -> None:
    """Record that somebody opened a file."""
    session.add(AccessLogRow(at=at, person_id=person, apprenticeship_id=apprenticeship, subject=subject))


def _said(value: object) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if type(value) is int:
        return str(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _hash(
    previous: str, chain: str, seq: int, at: datetime, by: UUID | None, action: str, subject: str, body: str
) -> str:
    """The hash of a row; `body` is its canonical JSON. What is put together here is canonical JSON too."""
    said = (
        f'{{"action":{_quoted(action)},"at":"{at.isoformat(timespec="microseconds")}","body":{body},'
        f'"by":"{by or ""}","chain":{_quoted(chain)},"seq":{seq},"subject":{_quoted(subject)}}}'
    )
    return hashlib.sha256((previous + said).encode()).hexdigest()


def _hash_of(row: Row[Any]) -> str:
    return _hash(row.previous, row.chain, row.seq, row.at, row.by, row.action, row.subject, row.body)


def _value(row: HistoryRow) -> Happening:
    return Happening(
        row.chain, row.seq, row.at, row.by, row.action, row.subject, json.loads(row.body), row.previous, row.hash
    )
