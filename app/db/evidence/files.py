"""A file of a version or of an unsaved form, read with what was learnt of its bytes since they arrived."""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Table, and_, insert, select, update
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.evidence import Checked, EvidenceFile, Scan


@cache
def files_with_what_is_known(table: Table = core.evidence_file) -> Select[Any]:
    """The rows of a table of files, each with what is known of its bytes; `file_of` makes a value of one."""
    stored = core.stored_file
    known = (stored.c.scan, stored.c.checked, stored.c.pages, stored.c.milliseconds, stored.c.sheets)
    same = and_(stored.c.apprenticeship_id == table.c.apprenticeship_id, stored.c.sha256 == table.c.sha256)
    return select(*table.c, *known).join_from(table, stored, same)


def file_of(row: Any) -> EvidenceFile:
    """A file from a row that `files_with_what_is_known` gave."""
    return EvidenceFile(
        row.id,
        row.name,
        row.sha256,
        row.size,
        row.media_type,
        row.original_sha256,
        Scan(row.scan),
        Checked(row.checked),
        row.pages,
        row.milliseconds,
        tuple(json.loads(row.sheets)) if row.sheets else (),
    )


def keep_stored(session: Session, apprenticeship: UUID, files: Sequence[EvidenceFile], at: datetime) -> None:
    """Note files that lie in the store, each once, with what is known of them already."""
    row = core.stored_file
    wanted = {file.sha256: file for file in files}
    if not wanted:
        return
    known = set(
        session.scalars(
            select(row.c.sha256).where(row.c.apprenticeship_id == apprenticeship, row.c.sha256.in_(list(wanted)))
        )
    )
    _note_scanned(session, apprenticeship, [wanted[sha256] for sha256 in known])
    new = [file for sha256, file in wanted.items() if sha256 not in known]
    if new:
        rows = [{"apprenticeship_id": apprenticeship, **_stored(file, at), "stored_at": at} for file in new]
        session.execute(insert(row), rows)


def _note_scanned(session: Session, apprenticeship: UUID, files: Sequence[EvidenceFile]) -> None:
    """Bytes that are kept already and came again were perhaps scanned this time."""
    row = core.stored_file
    clean = [file.sha256 for file in files if file.scan is Scan.CLEAN]
    if clean:
        same = and_(row.c.apprenticeship_id == apprenticeship, row.c.sha256.in_(clean))
        waiting = row.c.scan.in_((Scan.PENDING.value, Scan.NOT_SCANNED.value))
        session.execute(update(row).where(same, waiting).values(scan=Scan.CLEAN.value))


def shown_file(file: EvidenceFile) -> dict[str, Any]:
    """A file as a version or an unsaved form keeps it."""
    return {
        "id": file.id,
        "name": file.name,
        "sha256": file.sha256,
        "size": file.size,
        "media_type": file.media_type,
        "original_sha256": file.original_sha256,
    }


def _stored(file: EvidenceFile, at: datetime) -> dict[str, Any]:
    return {
        "sha256": file.sha256,
        "size": file.size,
        "media_type": file.media_type,
        "scan": file.scan.value,
        "checked": file.checked.value,
        "checked_at": None if file.checked is Checked.PENDING else at,
        "pages": file.pages,
        "milliseconds": file.milliseconds,
        "sheets": as_sheets(file.sheets),
    }


def as_sheets(names: Sequence[str]) -> str:
    """The names of a spreadsheet's sheets as their column holds them."""
    return json.dumps(list(names)) if names else ""
