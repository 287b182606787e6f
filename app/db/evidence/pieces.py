"""Pieces of evidence read whole: every version with its duties, files and tags, in five statements however many."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.evidence.files import file_of, files_with_what_is_known
from app.db.tables import core
from app.domain.evidence import Evidence, EvidenceKind, EvidenceVersion, KsbTag, Statements, TagState, VersionState
from app.domain.refusals import NotFound

_Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class HoursWith:
    """Time that was logged with a piece. `minutes` are whole minutes; `why_not` says why it does not count."""

    number: int
    version: int
    happened_on: date
    minutes: int
    activity: str
    state: str
    counts: bool
    why_not: str
    paid_time: str


def load(session: Session, apprenticeship: UUID, number: int) -> Evidence:
    """One piece by its number. Raises NotFound."""
    found = load_many(session, apprenticeship, [number])
    if not found:
        raise NotFound
    return found[0]


def load_many(session: Session, apprenticeship: UUID, numbers: Sequence[int]) -> list[Evidence]:
    """Pieces by their numbers, in the order asked; those that are not there are left out."""
    row = core.evidence
    rows = session.execute(select(row).where(row.c.apprenticeship_id == apprenticeship, row.c.number.in_(numbers)))
    pieces = {one.number: one for one in of_rows(session, apprenticeship, rows.all())}
    return [pieces[number] for number in numbers if number in pieces]


def of_rows(session: Session, apprenticeship: UUID, rows: Sequence[Any]) -> list[Evidence]:
    """The pieces of these rows of `evidence`, in their order, in four statements however many there are."""
    if not rows:
        return []
    versions = _versions(session, apprenticeship, [row.number for row in rows])
    return [_piece(row, versions[row.number]) for row in rows]


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


def hours_with(session: Session, apprenticeship: UUID, number: int) -> list[HoursWith]:
    """The time logged with a piece, as it stands; what was corrected is left out."""
    row = core.time_entry
    rows = session.execute(
        select(
            row.c.number,
            row.c.evidence_version,
            row.c.happened_on,
            row.c.minutes,
            row.c.activity,
            row.c.state,
            row.c.counts,
            row.c.why_not,
            row.c.paid_time,
        )
        .where(
            row.c.apprenticeship_id == apprenticeship,
            row.c.evidence_number == number,
            row.c.state.not_in(("superseded", "withdrawn")),
        )
        .order_by(row.c.number)
    )
    return [HoursWith(*found) for found in rows]


def _versions(session: Session, apprenticeship: UUID, numbers: Collection[int]) -> Mapping[int, list[EvidenceVersion]]:
    version = core.evidence_version
    rows = session.execute(
        select(version)
        .where(version.c.apprenticeship_id == apprenticeship, version.c.number.in_(numbers))
        .order_by(version.c.number, version.c.version)
    ).all()
    duties = _grouped(session, core.evidence_duty, apprenticeship, numbers)
    files = _files(session, apprenticeship, numbers)
    tags = _grouped(session, core.tag, apprenticeship, numbers, order="ksb")
    found: dict[int, list[EvidenceVersion]] = defaultdict(list)
    for row in rows:
        key = (row.number, row.version)
        found[row.number].append(_version(row, duties[key], files[key], tags[key]))
    return found


def _grouped(
    session: Session, table: Any, apprenticeship: UUID, numbers: Collection[int], order: str = "duty"
) -> Mapping[_Key, list[Any]]:
    found: dict[_Key, list[Any]] = defaultdict(list)
    query = select(table).where(table.c.apprenticeship_id == apprenticeship, table.c.number.in_(numbers))
    for row in session.execute(query.order_by(table.c[order])):
        found[row.number, row.version].append(row)
    return found


def _files(session: Session, apprenticeship: UUID, numbers: Collection[int]) -> Mapping[_Key, list[Any]]:
    file = core.evidence_file
    found: dict[_Key, list[Any]] = defaultdict(list)
    query = files_with_what_is_known().where(file.c.apprenticeship_id == apprenticeship, file.c.number.in_(numbers))
    for row in session.execute(query.order_by(file.c.position)):
        found[row.number, row.version].append(row)
    return found


def _piece(row: Any, versions: Sequence[EvidenceVersion]) -> Evidence:
    return Evidence(
        id=row.id,
        apprenticeship=row.apprenticeship_id,
        number=row.number,
        versions=tuple(versions),
        counting_version=row.counting_version,
        draft_version=row.draft_version,
        withdrawn_at=row.withdrawn_at,
        withdrawal_reason=row.withdrawal_reason,
        provider_only=row.provider_only,
        quarantined_at=row.quarantined_at,
    )


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
