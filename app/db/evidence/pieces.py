"""Pieces of evidence read whole: every version with its duties, files and tags, in one statement however many."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Label, Select, Uuid, and_, bindparam, select
from sqlalchemy.orm import Session

from app.db.evidence.files import file_of, files_with_what_is_known
from app.db.rows_within import RowsWithin
from app.db.tables import core
from app.domain.evidence import Evidence, EvidenceKind, EvidenceVersion, KsbTag, Statements, TagState, VersionState
from app.domain.refusals import NotFound


def load(session: Session, apprenticeship: UUID, number: int) -> Evidence:
    """One piece by its number. Raises NotFound."""
    found = load_many(session, apprenticeship, [number])
    if not found:
        raise NotFound
    return found[0]


def load_many(session: Session, apprenticeship: UUID, numbers: Sequence[int]) -> list[Evidence]:
    """Pieces by their numbers, in the order asked; those that are not there are left out."""
    rows = session.execute(_numbered(), {"apprenticeship": apprenticeship, "numbers": list(numbers)})
    pieces = {row.number: piece_of(row) for row in rows}
    return [pieces[number] for number in numbers if number in pieces]


@cache
def _numbered() -> Select[Any]:
    row = core.evidence
    return select(row, *whole()).where(
        row.c.apprenticeship_id == bindparam("apprenticeship", type_=Uuid),
        row.c.number.in_(bindparam("numbers", expanding=True)),
    )


def number_of(session: Session, apprenticeship: UUID, evidence: UUID) -> int:
    """The number of the piece with this id within this apprenticeship. Raises NotFound."""
    row = core.evidence
    found = session.execute(
        select(row.c.number).where(row.c.apprenticeship_id == apprenticeship, row.c.id == evidence)
    ).scalar_one_or_none()
    if found is None:
        raise NotFound
    return int(found)


def ordered_numbers(session: Session, apprenticeship: UUID, *, drafts: bool) -> list[int]:
    """The numbers of every piece, newest first; those never sent only when asked."""
    row = core.evidence
    query = select(row.c.number).where(row.c.apprenticeship_id == apprenticeship).order_by(row.c.number.desc())
    if not drafts:
        query = query.where(row.c.counting_version.is_not(None))
    return list(session.scalars(query))


def with_open_drafts(session: Session, apprenticeship: UUID) -> list[int]:
    """The numbers of the pieces that have an open draft, oldest first."""
    row = core.evidence
    mine = row.c.apprenticeship_id == apprenticeship, row.c.draft_version.is_not(None), row.c.withdrawn_at.is_(None)
    return list(session.scalars(select(row.c.number).where(*mine).order_by(row.c.number)))


def with_drafts_at(session: Session, organisation: UUID) -> list[UUID]:
    """The apprenticeships that are or were at this employer and have an open draft, always in the same order."""
    row, terms = core.evidence, core.terms
    there = select(terms.c.apprenticeship_id).where(terms.c.employer_id == organisation)
    open_ones = row.c.apprenticeship_id.in_(there), row.c.draft_version.is_not(None), row.c.withdrawn_at.is_(None)
    return list(
        session.scalars(select(row.c.apprenticeship_id).distinct().where(*open_ones).order_by("apprenticeship_id"))
    )


def whole() -> tuple[Label[str], ...]:
    """What lies under a piece, as columns of a statement over `evidence`; `piece_of` reads its rows."""
    return tuple(within.column for within in (_versions(), _duties(), _files(), _tags()))


def piece_of(row: Any) -> Evidence:
    """A piece from a row of `evidence` with the columns of `whole`."""
    duties, files, tags = (_by_version(within.read(row)) for within in (_duties(), _files(), _tags()))
    return Evidence(
        id=row.id,
        apprenticeship=row.apprenticeship_id,
        number=row.number,
        versions=tuple(
            _version(one, duties[one.version], files[one.version], tags[one.version]) for one in _versions().read(row)
        ),
        counting_version=row.counting_version,
        draft_version=row.draft_version,
        withdrawn_at=row.withdrawn_at,
        withdrawal_reason=row.withdrawal_reason,
        provider_only=row.provider_only,
        quarantined_at=row.quarantined_at,
    )


@cache
def _versions() -> RowsWithin:
    row = core.evidence_version
    besides = {"apprenticeship_id", "number", "signature"}
    columns = [column for column in row.c if column.key not in besides]
    return RowsWithin("versions", _under(select(*columns), row).order_by(row.c.version))


@cache
def _duties() -> RowsWithin:
    row = core.evidence_duty
    return RowsWithin("duties", _under(select(row.c.version, row.c.duty), row))


@cache
def _files() -> RowsWithin:
    row = core.evidence_file
    return RowsWithin("files", _under(files_with_what_is_known(), row).order_by(row.c.position))


@cache
def _tags() -> RowsWithin:
    row = core.tag
    return RowsWithin("tags", _under(select(row), row))


def _under(query: Select[Any], row: Any) -> Select[Any]:
    """Of the piece in the row of the statement around it."""
    piece = core.evidence
    same = and_(row.c.apprenticeship_id == piece.c.apprenticeship_id, row.c.number == piece.c.number)
    return query.where(same).correlate(piece)


def _by_version(rows: Iterable[Any]) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.version].append(row)
    return found


def _version(row: Any, duties: Sequence[Any], files: Sequence[Any], tags: Sequence[Any]) -> EvidenceVersion:
    return EvidenceVersion(
        version=row.version,
        state=VersionState(row.state),
        title=row.title,
        kind=EvidenceKind(row.kind),
        happened_on=row.happened_on,
        description=row.description,
        statement=row.statement,
        duties=tuple(_by_code(duty.duty for duty in duties)),
        files=tuple(file_of(file) for file in files),
        tags=tuple(sorted((_tag(tag) for tag in tags), key=lambda tag: _code_order(tag.ksb))),
        revision=row.revision,
        salt=row.salt,
        created_at=row.created_at,
        submitted_at=row.submitted_at,
        cleared_by=row.cleared_by,
        cleared_at=row.cleared_at,
        statements=_statements(row),
        made_by=row.made_by,
        checked_at=row.checked_at,
        tutor_looked=row.tutor_looked,
    )


def _statements(row: Any) -> Statements:
    return Statements(
        authenticity=row.authenticity,
        ai_use=row.ai_use,
        ai_words=row.ai_words,
        legal_matter=row.legal_matter,
        lead_role=row.lead_role,
        clearance_by=row.clearance_by,
        clearance_on=row.clearance_on,
        looked=row.looked,
        others_appear=row.others_appear,
    )


def _tag(row: Any) -> KsbTag:
    return KsbTag(
        row.ksb,
        TagState(row.state),
        row.place,
        row.how,
        row.feedback,
        row.decided_by,
        row.decided_at,
        row.carried_from,
    )


def _by_code(codes: Any) -> list[str]:
    return sorted(codes, key=_code_order)


def _code_order(code: str) -> tuple[int, str, int, str]:
    """Codes as people count them, in the order of the published families: K2, K10, S1, B1."""
    letters = code.rstrip("0123456789")
    family = {"K": 0, "S": 1, "B": 2}.get(letters, 3)
    digits = code[len(letters) :]
    return (family, letters, int(digits or 0), code)
