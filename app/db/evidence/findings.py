"""What was found in versions that may identify somebody: where and of which kind, never the words."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, insert, or_, select, update
from sqlalchemy.orm import Session

from app.db.evidence.files import as_sheets
from app.db.numbering import next_number
from app.db.tables import core
from app.domain.confidentiality import FindingKind, FindingState
from app.domain.evidence.arrived import Checked
from app.domain.evidence.findings import Finding

_row = core.finding


def findings_of(
    session: Session, apprenticeship: UUID, numbers: Collection[int]
) -> Mapping[tuple[int, int], list[Finding]]:
    """Every finding of these pieces, by number and version, in the order they were found."""
    found: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    for row in session.execute(_asked(), {"apprenticeship": apprenticeship, "numbers": list(numbers)}).all():
        found[row.number, row.version].append(finding_of(row))
    return found


def findings_asked(apprenticeship: Any, number: Any) -> Select[Any]:
    """The statement for those of one piece, of values or of parameters; `finding_of` reads its rows."""
    of_piece = _row.c.apprenticeship_id == apprenticeship, _row.c.number == number
    return select(_row).where(*of_piece).order_by(_row.c.version, _row.c.seq)


def findings_in(session: Session, apprenticeship: UUID, number: int, version: int) -> list[Finding]:
    """Every finding of one version."""
    return findings_of(session, apprenticeship, [number])[number, version]


@cache
def _asked() -> Select[Any]:
    return (
        select(_row)
        .where(
            _row.c.apprenticeship_id == bindparam("apprenticeship", type_=Uuid),
            _row.c.number.in_(bindparam("numbers", expanding=True)),
        )
        .order_by(_row.c.number, _row.c.version, _row.c.seq)
    )


def lay_findings(
    session: Session, apprenticeship: UUID, number: int, version: int, findings: Sequence[Finding]
) -> None:
    """Write what these findings are now; those that were not there before are added."""
    there = {one.id: one for one in findings_in(session, apprenticeship, number, version)}
    for one in findings:
        if one.id in there and one != there[one.id]:
            session.execute(update(_row).where(_row.c.id == one.id).values(**_values(one)))
    new = [one for one in findings if one.id not in there]
    if not new:
        return
    key = {"apprenticeship_id": apprenticeship, "number": number, "version": version}
    of_version = (_row.c.apprenticeship_id == apprenticeship) & (_row.c.number == number) & (_row.c.version == version)
    first = next_number(session, _row.c.seq, of_version)
    rows = [{**key, "seq": seq, "id": one.id, **_values(one)} for seq, one in enumerate(new, first)]
    session.execute(insert(_row), rows)


def set_checked(session: Session, apprenticeship: UUID, number: int, version: int, at: datetime | None) -> None:
    """Note when a version was looked through to its end; None while something of it waits."""
    row = core.evidence_version
    same = (row.c.apprenticeship_id == apprenticeship) & (row.c.number == number) & (row.c.version == version)
    session.execute(update(row).where(same).values(checked_at=at))


def learn_of_file(
    session: Session,
    apprenticeship: UUID,
    sha256: str,
    *,
    checked: Checked,
    pages: int | None,
    sheets: Sequence[str],
    signature: str,
    at: datetime,
) -> None:
    """Note what reading a file's words taught: whether it could be read, how long it is, and what its
    words are like; nothing twice."""
    row = core.stored_file
    values: dict[str, Any] = {"checked": checked.value, "checked_at": at}
    values |= {"pages": pages} if pages is not None else {}
    values |= {"sheets": as_sheets(sheets)} if sheets else {}
    values |= {"signature": signature} if signature else {}
    same = (row.c.apprenticeship_id == apprenticeship) & (row.c.sha256 == sha256)
    news = [row.c.checked != checked.value, *([row.c.signature != signature] if signature else [])]
    session.execute(update(row).where(same, or_(*news)).values(**values))


def finding_of(row: Any) -> Finding:
    """A finding from a row of its table."""
    return Finding(
        row.id,
        row.field,
        row.sha256,
        FindingKind(row.kind),
        row.place,
        row.start,
        row.length,
        FindingState(row.state),
        row.reason,
        row.salt,
        row.found_at,
        row.decided_by,
        row.decided_at,
    )


def _values(one: Finding) -> dict[str, Any]:
    return {
        "field": one.field,
        "sha256": one.sha256,
        "kind": one.kind.value,
        "place": one.place,
        "start": one.start,
        "length": one.length,
        "state": one.state.value,
        "reason": one.reason,
        "salt": one.salt,
        "found_at": one.found_at,
        "decided_by": one.decided_by,
        "decided_at": one.decided_at,
    }
