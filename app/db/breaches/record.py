"""The record of breaches: added, ended, told of; who had opened the files; and every erasure there ever was."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, insert, or_, select, update
from sqlalchemy.orm import Session

from app.db.dated import holds
from app.db.tables import core
from app.domain.breaches import Breach, BreachState, Erasure, Told
from app.domain.confidentiality import FindingKind
from app.domain.people import ProviderRole, Role
from app.domain.refusals import NotFound


@dataclass(frozen=True, slots=True)
class Opening:
    """Somebody opened a file of a piece. `subject` is as the access log has it: “E13 version 1 file …”."""

    at: datetime
    person: UUID
    name: str
    subject: str


def add(session: Session, apprenticeship: UUID, breach: Breach, salt: str) -> None:
    """Keep a new breach. `salt` goes into the digest that history keeps of its reason."""
    session.execute(
        insert(core.breach).values(
            apprenticeship_id=apprenticeship,
            seq=breach.seq,
            number=breach.number,
            kind=breach.kind.value,
            state=breach.state.value,
            reason=breach.reason,
            salt=salt,
            found_by=breach.found_by,
            found_at=breach.found_at,
        )
    )
    if breach.files:
        session.execute(
            insert(core.breach_file),
            [{"apprenticeship_id": apprenticeship, "seq": breach.seq, "sha256": sha256} for sha256 in breach.files],
        )


def newest(session: Session, apprenticeship: UUID) -> int:
    """The number of the newest breach of a record, 0 where there is none."""
    row = core.breach
    return session.scalar(select(func.max(row.c.seq)).where(row.c.apprenticeship_id == apprenticeship)) or 0


def load(session: Session, apprenticeship: UUID, seq: int) -> Breach:
    """One breach. Raises NotFound."""
    found = breaches_of(session, apprenticeship, seq)
    if not found:
        raise NotFound
    return found[0]


def breaches_of(session: Session, apprenticeship: UUID, seq: int | None = None) -> list[Breach]:
    """The breaches of a record, newest first; only this one where `seq` says so. Three statements."""
    row = core.breach
    query = select(row).where(row.c.apprenticeship_id == apprenticeship).order_by(row.c.seq.desc())
    rows = session.execute(query if seq is None else query.where(row.c.seq == seq)).all()
    if not rows:
        return []
    files, told = defaultdict(list), defaultdict(list)
    for one in session.execute(_of(core.breach_file, apprenticeship).order_by(core.breach_file.c.sha256)):
        files[one.seq].append(one.sha256)
    for one in session.execute(_of(core.breach_told, apprenticeship).order_by(core.breach_told.c.at)):
        told[one.seq].append(Told(one.organisation, one.at, one.by))
    return [_value(one, files[one.seq], told[one.seq]) for one in rows]


def salt_of(session: Session, apprenticeship: UUID, seq: int) -> str:
    """The salt in the digests that history keeps of this breach's reasons."""
    row = core.breach
    return str(session.scalar(select(row.c.salt).where(row.c.apprenticeship_id == apprenticeship, row.c.seq == seq)))


def of_provider(session: Session) -> list[tuple[UUID, str, Breach]]:
    """Every breach of every record, newest first, with the record and the apprentice’s name; one statement."""
    row, a, person = core.breach, core.apprenticeship, core.person
    rows = session.execute(
        select(row, person.c.name)
        .join(a, a.c.id == row.c.apprenticeship_id)
        .join(person, person.c.id == a.c.apprentice_id)
        .order_by(row.c.found_at.desc(), row.c.seq.desc())
    )
    return [(one.apprenticeship_id, one.name, _value(one, (), ())) for one in rows]


def end(
    session: Session, apprenticeship: UUID, seq: int, state: BreachState, by: UUID, at: datetime, reason: str = ""
) -> None:
    """Note what became of a breach, and why; of an erased one, that its files are gone."""
    row, file = core.breach, core.breach_file
    session.execute(
        update(row)
        .where(row.c.apprenticeship_id == apprenticeship, row.c.seq == seq)
        .values(state=state.value, ended_by=by, ended_at=at, end_reason=reason)
    )
    if state is BreachState.ERASED:
        session.execute(
            update(file).where(file.c.apprenticeship_id == apprenticeship, file.c.seq == seq).values(erased_at=at)
        )


def tell(session: Session, apprenticeship: UUID, seq: int, told: Told) -> None:
    """Note that an organisation was told; the same moment once."""
    row = core.breach_told
    same = (row.c.apprenticeship_id == apprenticeship) & (row.c.seq == seq) & (row.c.at == told.at)
    if session.execute(select(row.c.organisation).where(same)).first() is None:
        session.execute(
            insert(row).values(
                apprenticeship_id=apprenticeship, seq=seq, at=told.at, organisation=told.organisation, by=told.by
            )
        )


def openings(session: Session, apprenticeship: UUID, piece: str) -> list[Opening]:
    """Who opened this piece (E13) or a file of it, newest first, one line for each person, thing and minute.

    Those that were opened in a frozen version, by an assessor too, are among them; and of somebody from outside also
    the lists on a visit that tell of every piece.
    """
    log, person = core.access_log, core.person
    of_the_piece = log.c.subject.startswith(f"{piece} ", autoescape=True)
    on_a_visit = and_(
        log.c.subject.startswith("visit "),
        or_(*(log.c.subject.endswith(f" {what}", autoescape=True) for what in (piece, "evidence", "sampling"))),
    )
    of_a_frozen_one = log.c.subject.contains(f" files/E{int(piece[1:]):02}/", autoescape=True)
    rows = session.execute(
        select(log.c.at, log.c.person_id, person.c.name, log.c.subject)
        .join(person, person.c.id == log.c.person_id)
        .where(log.c.apprenticeship_id == apprenticeship, or_(of_the_piece, of_a_frozen_one, on_a_visit))
        .order_by(log.c.at.desc())
    )
    found: dict[Any, Opening] = {}
    for row in rows:
        key = (row.person_id, row.subject, row.at.replace(second=0, microsecond=0))
        found.setdefault(key, Opening(row.at, row.person_id, row.name, row.subject))
    return list(found.values())


def to_tell(session: Session, apprenticeship: UUID, today: date) -> list[tuple[UUID, str, str]]:
    """Whoever must know at once that a piece was closed: id, name and address of its tutors and the administrators."""
    person, member, role = core.person, core.membership, core.provider_role
    tutors = select(member.c.person_id).where(
        member.c.apprenticeship_id == apprenticeship, member.c.role == Role.TUTOR.value, holds(member.c, today)
    )
    administrators = select(role.c.person_id).where(
        role.c.role == ProviderRole.ADMINISTRATOR.value, holds(role.c, today)
    )
    rows = session.execute(
        select(person.c.id, person.c.name, person.c.email)
        .where(or_(person.c.id.in_(tutors), person.c.id.in_(administrators)), person.c.ended_at.is_(None))
        .order_by(person.c.email)
    )
    return [(row.id, row.name, row.email) for row in rows]


def holding_the_same(session: Session, apprenticeship: UUID, hashes: Collection[str]) -> list[int]:
    """The numbers of the pieces of a record, in any version, that hold one of these files."""
    row = core.evidence_file
    rows = session.scalars(
        select(row.c.number)
        .where(row.c.apprenticeship_id == apprenticeship, row.c.sha256.in_(list(hashes)))
        .group_by(row.c.number)
        .order_by(row.c.number)
    )
    return list(rows)


def erased_here(session: Session, apprenticeship: UUID, hashes: Collection[str]) -> set[str]:
    """Which of these files were erased from this record for good, so that they are not kept again."""
    row = core.breach_file
    if not hashes:
        return set()
    return set(
        session.scalars(
            select(row.c.sha256).where(
                row.c.apprenticeship_id == apprenticeship, row.c.sha256.in_(list(hashes)), row.c.erased_at.is_not(None)
            )
        )
    )


def closed_here(session: Session, apprenticeship: UUID, hashes: Collection[str]) -> set[str]:
    """Which of these files a piece of this record holds that is closed while it is looked into."""
    row, file = core.breach, core.breach_file
    if not hashes:
        return set()
    of_it = (row.c.apprenticeship_id == file.c.apprenticeship_id) & (row.c.seq == file.c.seq)
    return set(
        session.scalars(
            select(file.c.sha256)
            .join(row, of_it)
            .where(
                file.c.apprenticeship_id == apprenticeship,
                file.c.sha256.in_(list(hashes)),
                row.c.state == BreachState.QUARANTINED.value,
            )
        )
    )


def erasures(session: Session) -> list[Erasure]:
    """Every erasure of a piece, oldest first: what must be done again where an older backup is put back."""
    breach, piece, file = core.breach, core.evidence, core.breach_file
    rows = session.execute(
        select(breach.c.apprenticeship_id, breach.c.seq, piece.c.id, breach.c.ended_at, breach.c.kind)
        .join(
            piece,
            (piece.c.apprenticeship_id == breach.c.apprenticeship_id) & (piece.c.number == breach.c.number),
        )
        .where(breach.c.state == BreachState.ERASED.value)
        .order_by(breach.c.ended_at)
    ).all()
    files: dict[tuple[UUID, int], list[str]] = defaultdict(list)
    for one in session.execute(select(file).where(file.c.erased_at.is_not(None)).order_by(file.c.sha256)):
        files[one.apprenticeship_id, one.seq].append(one.sha256)
    return [
        Erasure(r.apprenticeship_id, r.id, tuple(files[r.apprenticeship_id, r.seq]), r.ended_at, FindingKind(r.kind))
        for r in rows
    ]


def _of(table: Any, apprenticeship: UUID) -> Any:
    return select(table).where(table.c.apprenticeship_id == apprenticeship)


def _value(row: Any, files: Sequence[str], told: Sequence[Told]) -> Breach:
    return Breach(
        seq=row.seq,
        number=row.number,
        kind=FindingKind(row.kind),
        state=BreachState(row.state),
        reason=row.reason,
        found_by=row.found_by,
        found_at=row.found_at,
        ended_by=row.ended_by,
        ended_at=row.ended_at,
        end_reason=row.end_reason,
        files=tuple(files),
        told=tuple(told),
    )
