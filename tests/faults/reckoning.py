"""What a database and a store must agree on whatever broke: nothing half saved, and nothing lost that was answered."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Table, and_, func, select, text

from app.actions.acting import Installation
from app.answers.verification import discrepancies
from app.db.tables import core

FILES_OF_EACH = 2
"""Every version that is sent here has so many files, so that one with fewer was saved by half."""


def counted(session, table: Table, *conditions: ColumnElement[bool]) -> int:
    """How many rows there are of a kind."""
    return session.scalar(select(func.count()).select_from(table).where(*conditions))


def what_is_not_whole(house: Installation) -> list[str]:
    """A sentence for each row without its file, broken chain, and thing done without its one row of history."""
    with house.database.reading() as session:
        return [*discrepancies(session, house.store), *_halves(session)]


def _halves(session) -> Iterator[str]:
    row = core.history
    found = session.execute(select(row.c.action, func.count()).group_by(row.c.action)).all()
    happened = dict.fromkeys(SAID, 0) | dict(found)
    for actions, table, condition in RECKONED:
        there, said = counted(session, table, condition), sum(happened[one] for one in actions)
        if there != said:
            yield f"{there} rows of {table.name} and {said} of history ({', '.join(actions)})"
    version, file = core.evidence_version, core.evidence_file
    key = ("apprenticeship_id", "number", "version")
    joined = version.outerjoin(file, _same(version, file, key))
    each = select(*(version.c[one] for one in key), func.count(file.c.id).label("files"))
    for found in session.execute(each.select_from(joined).group_by(*(version.c[one] for one in key))):
        if found.files != FILES_OF_EACH:
            yield f"E{found.number} version {found.version} has {found.files} files"
    for piece in session.execute(
        select(core.evidence.c.number).where(
            ~select(text("1")).where(_same(core.evidence, version, key[:2])).correlate(core.evidence).exists()
        )
    ):
        yield f"E{piece.number} has no version"


def _same(one: Table, other: Table, key: tuple[str, ...]) -> ColumnElement[bool]:
    return and_(*(one.c[name] == other.c[name] for name in key))


_tag = core.tag_decision
_entry, _done = core.time_entry, core.time_decision
RECKONED = (
    (("draft_added",), core.evidence_version, core.evidence_version.c.version > 0),
    (("evidence_submitted",), core.evidence_version, core.evidence_version.c.submitted_at.is_not(None)),
    (("tag_decided",), _tag, _tag.c.verdict.is_not(None)),
    (("tag_reopened",), _tag, _tag.c.verdict.is_(None)),
    (("time_logged",), _entry, _entry.c.state != "draft"),
    (("time_corrected",), _entry, _entry.c.supersedes.is_not(None)),
    *(((f"time_{verdict}",), _done, _done.c.verdict == verdict) for verdict in ("confirmed", "queried", "corrected")),
)
SAID = {action for actions, *_ in RECKONED for action in actions}
