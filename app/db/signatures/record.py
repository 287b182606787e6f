"""One record: put, superseded by its next version, answered, completed. Whoever writes holds the apprenticeship."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, insert, select, update
from sqlalchemy.orm import Session

from app.db import words_kept
from app.db.tables import core
from app.domain.people import Role
from app.domain.receipts import Means
from app.domain.signatures import Answer, RecordKey, RecordKind, RecordToSign, Signature, Standing
from app.domain.words_erased import name_of_record


def put(session: Session, record: RecordToSign) -> None:
    """Keep a version; the ones before it are superseded from its moment on."""
    row = core.signed_record
    older = and_(_same_record(row, record.key), row.c.version < record.version, row.c.superseded_at.is_(None))
    session.execute(update(row).where(older).values(superseded_at=record.put_at))
    session.execute(
        insert(row).values(
            apprenticeship_id=record.apprenticeship,
            kind=record.kind.value,
            number=record.number,
            version=record.version,
            content=record.content,
            sha256=record.sha256,
            asked=" ".join(role.value for role in record.asked),
            put_by=record.put_by,
            put_at=record.put_at,
        )
    )


def supersede(session: Session, key: RecordKey, at: datetime) -> None:
    """Nobody can sign a version any more, because its next one is being written."""
    row = core.signed_record
    session.execute(update(row).where(_is(row, key), row.c.superseded_at.is_(None)).values(superseded_at=at))


def newest_version(session: Session, apprenticeship: UUID, kind: RecordKind, number: int) -> int:
    """The newest version that was put; 0 where there is none."""
    row = core.signed_record
    of = _same_record(row, RecordKey(apprenticeship, kind, number, 0))
    return int(session.execute(select(func.max(row.c.version)).where(of)).scalar_one() or 0)


def find(session: Session, key: RecordKey) -> Standing | None:
    """One version with its answers, in two statements."""
    return _found(session, key, facts())[0]


def find_whole(session: Session, key: RecordKey) -> tuple[Standing | None, str]:
    """The same with its canonical text, "" once that was erased; in two statements."""
    return _found(session, key, list(core.signed_record.c))


def _found(session: Session, key: RecordKey, columns: list[Any]) -> tuple[Standing | None, str]:
    row = core.signed_record
    newest = select(func.max(row.c.version)).where(_same_record(row, key)).scalar_subquery()
    found = session.execute(select(*columns, newest.label("newest")).where(_is(row, key))).first()
    if found is None:
        return None, ""
    said = core.signature
    rows = session.execute(select(said).where(_is(said, key)).order_by(said.c.at, said.c.answer))
    content = found.content if "content" in found._fields else ""
    return standing_of(found, found.newest, (signature_of(one) for one in rows)), content or ""


def content(session: Session, key: RecordKey) -> str | None:
    """The canonical text of a version; "" once it was erased, None where there is no such version."""
    row = core.signed_record
    found: str | None = session.execute(select(row.c.content).where(_is(row, key))).scalar_one_or_none()
    return found


def add_signature(session: Session, key: RecordKey, given: Signature) -> None:
    """Keep one party's answer."""
    session.execute(
        insert(core.signature).values(
            apprenticeship_id=key.apprenticeship,
            kind=key.kind.value,
            number=key.number,
            version=key.version,
            role=given.role.value,
            answer=given.answer.value,
            by=given.by,
            name=given.name,
            at=given.at,
            means=given.means.value,
            sha256=given.sha256,
            statement=given.statement,
            reason=given.reason,
            attempts=given.attempts,
            code=given.code or None,
        )
    )


def complete(session: Session, key: RecordKey, at: datetime) -> None:
    """Note that everybody asked has answered, unless that was noted before."""
    row = core.signed_record
    session.execute(update(row).where(_is(row, key), row.c.completed_at.is_(None)).values(completed_at=at))


def erase(session: Session, key: RecordKey, at: datetime) -> None:
    """Take away a version's words, and the reasons written with its answers; hashes stay."""
    row, said = core.signed_record, core.signature
    session.execute(update(row).where(_is(row, key)).values(content="", erased_at=at))
    session.execute(update(said).where(_is(said, key)).values(reason="", attempts=""))
    words_kept.forget(session, key.apprenticeship, name_of_record(key), at)


def facts() -> list[Any]:
    """The columns of a record without its words, which lists leave where they are."""
    return [column for column in core.signed_record.c if column.name != "content"]


def standing_of(row: Any, newest: int, signatures: Iterable[Signature]) -> Standing:
    """A record's standing from its row and its answers."""
    return Standing(
        key=RecordKey(row.apprenticeship_id, RecordKind(row.kind), row.number, row.version),
        sha256=row.sha256,
        asked=roles_of(row.asked),
        put_by=row.put_by,
        put_at=row.put_at,
        newest=newest,
        signatures=tuple(signatures),
        completed_at=row.completed_at,
        superseded_at=row.superseded_at,
        erased_at=row.erased_at,
    )


def signature_of(row: Any) -> Signature:
    """One answer from its row."""
    return Signature(
        role=Role(row.role),
        answer=Answer(row.answer),
        by=row.by,
        name=row.name,
        at=row.at,
        means=Means(row.means),
        sha256=row.sha256,
        statement=row.statement,
        reason=row.reason,
        attempts=row.attempts,
        code=row.code or "",
    )


def roles_of(asked: str) -> tuple[Role, ...]:
    """The roles asked, from how they are kept."""
    return tuple(Role(one) for one in asked.split())


def _same_record(row: Any, key: RecordKey) -> ColumnElement[bool]:
    return and_(row.c.apprenticeship_id == key.apprenticeship, row.c.kind == key.kind.value, row.c.number == key.number)


def _is(row: Any, key: RecordKey) -> ColumnElement[bool]:
    return and_(_same_record(row, key), row.c.version == key.version)
