"""Frozen versions of portfolios: added once, never changed; after a breach texts go and tombstones come."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Label, cast, delete, exists, insert, literal, null, select, union_all
from sqlalchemy.orm import Session

from app.db.dated import by_then
from app.db.tables import core
from app.domain.apprenticeships import Named
from app.domain.evidence import Scan
from app.domain.portfolio import Manifest, Tombstone, Words, canonical, manifest_from, manifest_sha256
from app.domain.refusals import NotFound
from app.domain.signatures import Answer, RecordKind


@dataclass(frozen=True, slots=True)
class FrozenVersion:
    """One version with its manifest, as text and as a value, and who froze it.

    `stated`: the employer has signed a statement on it.
    """

    apprenticeship: UUID
    number: int
    text: str
    sha256: str
    frozen_by: Named
    frozen_at: datetime
    stated: bool = False

    @property
    def manifest(self) -> Manifest:
        """What was frozen. Raises ValueError where the text was changed into something else."""
        return manifest_from(self.text)


def add(session: Session, apprenticeship: UUID, manifest: Manifest, words: Words, *, by: UUID, at: datetime) -> str:
    """Keep a new version with its words; returns the one hash over all."""
    text = canonical(manifest)
    sha256 = manifest_sha256(text)
    session.execute(
        insert(core.portfolio_version).values(
            apprenticeship_id=apprenticeship,
            number=manifest.number,
            manifest=text,
            sha256=sha256,
            frozen_by=by,
            frozen_at=at,
        )
    )
    rows = [
        {"apprenticeship_id": apprenticeship, "number": manifest.number, "key": key, "salt": salt, "text": said}
        for key, (salt, said) in words.items()
    ]
    session.execute(insert(core.portfolio_text), rows)
    return sha256


def versions_of(session: Session, apprenticeship: UUID, *numbers: int) -> list[FrozenVersion]:
    """Every frozen version, or those of these numbers, oldest first, in one statement."""
    row, person, said = core.portfolio_version, core.person, core.signature
    stated = exists().where(
        said.c.apprenticeship_id == row.c.apprenticeship_id,
        said.c.kind == RecordKind.EMPLOYER_STATEMENT.value,
        said.c.number == row.c.number,
        said.c.answer == Answer.SIGNED.value,
    )
    query = (
        select(row, person.c.name, stated.label("stated"))
        .join(person, person.c.id == row.c.frozen_by)
        .where(row.c.apprenticeship_id == apprenticeship)
        .order_by(row.c.number)
    )
    rows = session.execute(query.where(row.c.number.in_(numbers)) if numbers else query)
    return [
        FrozenVersion(
            r.apprenticeship_id, r.number, r.manifest, r.sha256, Named(r.frozen_by, r.name), r.frozen_at, bool(r.stated)
        )
        for r in rows
    ]


def newest(session: Session, apprenticeship: UUID) -> FrozenVersion | None:
    """The newest frozen version, None before any."""
    found = versions_of(session, apprenticeship)
    return found[-1] if found else None


def newest_manifest(apprenticeship: ColumnElement[UUID], known: Any = None) -> Label[str]:
    """The manifest of the newest frozen version as a column of a larger question, `portfolio`; NULL before any.

    With `known`, of the newest that was frozen by that moment.
    """
    row = core.portfolio_version
    frozen = select(row.c.manifest).where(row.c.apprenticeship_id == apprenticeship, by_then(row.c.frozen_at, known))
    return frozen.order_by(row.c.number.desc()).limit(1).scalar_subquery().label("portfolio")


def load(session: Session, apprenticeship: UUID, number: int) -> FrozenVersion:
    """One version by its number. Raises NotFound."""
    found = versions_of(session, apprenticeship, number)
    if not found:
        raise NotFound
    return found[0]


def words_of(session: Session, apprenticeship: UUID, number: int) -> dict[str, tuple[str, str]]:
    """The texts of one version by key, each with its salt; what was erased is not among them."""
    row = core.portfolio_text
    rows = session.execute(
        select(row.c.key, row.c.salt, row.c.text)
        .where(row.c.apprenticeship_id == apprenticeship, row.c.number == number)
        .order_by(row.c.key)
    )
    return {key: (salt, text) for key, salt, text in rows}


def tombstones_of(session: Session, apprenticeship: UUID, number: int) -> list[Tombstone]:
    """What was erased of one version, by path and key."""
    row = core.portfolio_tombstone
    rows = session.execute(
        select(row.c.what, row.c.erased_on)
        .where(row.c.apprenticeship_id == apprenticeship, row.c.number == number)
        .order_by(row.c.what)
    )
    return [Tombstone(what, on.isoformat()) for what, on in rows]


def told_of(
    session: Session, apprenticeship: UUID, *numbers: int
) -> dict[int, tuple[dict[str, tuple[str, str]], tuple[Tombstone, ...]]]:
    """For each of these versions its texts and what was erased of it, as `words_of` and `tombstones_of`.

    In one statement.
    """
    text, stone = core.portfolio_text.c, core.portfolio_tombstone.c
    nothing, never = literal(""), cast(null(), Date)
    rows = session.execute(
        union_all(
            select(text.number, text.key.label("key"), text.salt, text.text, never.label("erased_on")).where(
                text.apprenticeship_id == apprenticeship, text.number.in_(numbers)
            ),
            select(stone.number, stone.what, nothing, nothing, stone.erased_on).where(
                stone.apprenticeship_id == apprenticeship, stone.number.in_(numbers)
            ),
        )
    ).all()
    words: dict[int, dict[str, tuple[str, str]]] = {number: {} for number in numbers}
    stones: dict[int, list[Tombstone]] = {number: [] for number in numbers}
    for row in sorted(rows, key=lambda one: one.key):
        if row.erased_on is None:
            words[row.number][row.key] = (row.salt, row.text)
        else:
            stones[row.number].append(Tombstone(row.key, row.erased_on.isoformat()))
    return {number: (words[number], tuple(stones[number])) for number in numbers}


def bury(session: Session, apprenticeship: UUID, piece: int, hashes: Collection[str], at: datetime) -> None:
    """Erase a piece's words, and mark these files as erased, in every frozen version that holds them.

    The manifests stay as they were frozen, hash and all; a tombstone says what is gone.
    """
    gone = set(hashes)
    for one in versions_of(session, apprenticeship):
        keys = [key for key in one.manifest.digests if key.startswith(f"E{piece}.")]
        files = [file.path for frozen in one.manifest.pieces for file in frozen.files if file.sha256 in gone]
        _bury(session, apprenticeship, one.number, keys, files, at)


def bury_text(session: Session, apprenticeship: UUID, number: int, key: str, at: datetime) -> bool:
    """Erase one text of a version that was frozen until then, with a tombstone; whether it was there."""
    found = versions_of(session, apprenticeship, number)
    if not found or found[0].frozen_at > at or key not in words_of(session, apprenticeship, number):
        return False
    _bury(session, apprenticeship, number, [key], [], at)
    return True


def _bury(
    session: Session, apprenticeship: UUID, number: int, keys: Collection[str], files: Collection[str], at: datetime
) -> None:
    known = {stone.what for stone in tombstones_of(session, apprenticeship, number)}
    row = core.portfolio_text
    session.execute(
        delete(row).where(row.c.apprenticeship_id == apprenticeship, row.c.number == number, row.c.key.in_(keys))
    )
    rows = [
        {"apprenticeship_id": apprenticeship, "number": number, "what": what, "erased_on": at.date()}
        for what in (*keys, *files)
        if what not in known
    ]
    if rows:
        session.execute(insert(core.portfolio_tombstone), rows)


def by_hash(session: Session, sha256: str) -> tuple[UUID, int, datetime] | None:
    """The apprenticeship, number and moment of the version with this hash over all; None where there is none."""
    row = core.portfolio_version
    found = session.execute(
        select(row.c.apprenticeship_id, row.c.number, row.c.frozen_at).where(row.c.sha256 == sha256).limit(1)
    ).one_or_none()
    return None if found is None else (found.apprenticeship_id, found.number, found.frozen_at)


def every(session: Session) -> Iterator[tuple[UUID, int, str, str]]:
    """Every version of everybody: apprenticeship, number, manifest and hash; read some at a time."""
    row = core.portfolio_version
    query = select(row.c.apprenticeship_id, row.c.number, row.c.manifest, row.c.sha256)
    for found in session.execute(query, execution_options={"yield_per": 100}):
        yield found.apprenticeship_id, found.number, found.manifest, found.sha256


def any_infected(session: Session, apprenticeship: UUID, hashes: Collection[str]) -> bool:
    """Whether the scanner has found something harmful in any of these files by now, in one statement."""
    row = core.stored_file
    found = select(row.c.sha256).where(
        row.c.apprenticeship_id == apprenticeship, row.c.sha256.in_(hashes), row.c.scan == Scan.INFECTED.value
    )
    return session.execute(found.limit(1)).first() is not None


def scan_of(session: Session, apprenticeship: UUID, sha256: str) -> Scan | None:
    """What the scanner said of a frozen file; None where the file was erased."""
    row = core.stored_file
    found = session.execute(
        select(row.c.scan).where(row.c.apprenticeship_id == apprenticeship, row.c.sha256 == sha256)
    ).scalar_one_or_none()
    return None if found is None else Scan(found)
