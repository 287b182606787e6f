"""Closing a piece: its words are taken out of where pages look, kept aside, and put back if it identified nobody.

So no page, list, call or export has to be told that a piece is closed. Its files are refused by `may_read`.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.db.tables import core

CLOSED = "Closed while it is looked into"
"""What stands where a title stood."""


def close(session: Session, apprenticeship: UUID, number: int, seq: int, at: datetime) -> None:
    """Take the words of a piece out, aside under this breach, and mark it as closed."""
    places = dict(_words_in_place(session, apprenticeship, number))
    if places:
        rows = [{"apprenticeship_id": apprenticeship, "seq": seq, "place": p, "words": w} for p, w in places.items()]
        session.execute(insert(core.breach_words), rows)
    _say_nothing(session, apprenticeship, number, CLOSED)
    _piece(session, apprenticeship, number, quarantined_at=at)


def open_again(session: Session, apprenticeship: UUID, number: int, seq: int) -> None:
    """Put the words back where they were. The tutor clears it anew: nobody else reads it until then."""
    row = core.breach_words
    mine = (row.c.apprenticeship_id == apprenticeship) & (row.c.seq == seq)
    for place, words in session.execute(select(row.c.place, row.c.words).where(mine)).all():
        what, _, which = place.partition(" ")
        _put_back(session, apprenticeship, number, what, which, words)
    session.execute(delete(row).where(mine))
    _piece(session, apprenticeship, number, quarantined_at=None)
    version = core.evidence_version
    session.execute(
        update(version).where(_of(version, apprenticeship, number)).values(cleared_by=None, cleared_at=None)
    )


def words_of(session: Session, apprenticeship: UUID, number: int) -> Iterator[tuple[str, str]]:
    """The words of a piece and the place of each, those that are set aside too."""
    row, breach = core.breach_words, core.breach
    own = select(breach.c.seq).where(_of(breach, apprenticeship, number))
    mine = row.c.apprenticeship_id == apprenticeship, row.c.seq.in_(own)
    yield from ((found.place, found.words) for found in session.execute(select(row.c.place, row.c.words).where(*mine)))
    yield from _words_in_place(session, apprenticeship, number)


def _words_in_place(session: Session, apprenticeship: UUID, number: int) -> Iterator[tuple[str, str]]:
    piece, version, entry = core.evidence, core.evidence_version, core.time_entry
    reason = session.scalar(select(piece.c.withdrawal_reason).where(_of(piece, apprenticeship, number)))
    yield "withdrawal", reason or ""
    columns = (version.c.version, version.c.title, version.c.description)
    for row in session.execute(select(*columns).where(_of(version, apprenticeship, number))):
        yield f"title {row.version}", row.title
        yield f"description {row.version}", row.description
    of_piece = (entry.c.apprenticeship_id == apprenticeship) & (entry.c.evidence_number == number)
    for entered in session.execute(select(entry.c.number, entry.c.description).where(of_piece)):
        yield f"time {entered.number}", entered.description


def _put_back(session: Session, apprenticeship: UUID, number: int, what: str, which: str, words: str) -> None:
    version, entry = core.evidence_version, core.time_entry
    if what == "withdrawal":
        _piece(session, apprenticeship, number, withdrawal_reason=words)
    elif what == "time":
        same = (entry.c.apprenticeship_id == apprenticeship) & (entry.c.number == int(which))
        session.execute(update(entry).where(same).values(description=words))
    else:
        same = _of(version, apprenticeship, number) & (version.c.version == int(which))
        session.execute(update(version).where(same).values({what: words}))


def _say_nothing(session: Session, apprenticeship: UUID, number: int, title: str) -> None:
    version, entry = core.evidence_version, core.time_entry
    session.execute(update(version).where(_of(version, apprenticeship, number)).values(title=title, description=""))
    of_piece = (entry.c.apprenticeship_id == apprenticeship) & (entry.c.evidence_number == number)
    session.execute(update(entry).where(of_piece).values(description=title))
    _piece(session, apprenticeship, number, withdrawal_reason="")


def _piece(session: Session, apprenticeship: UUID, number: int, **values: Any) -> None:
    session.execute(update(core.evidence).where(_of(core.evidence, apprenticeship, number)).values(**values))


def _of(table: Any, apprenticeship: UUID, number: int) -> Any:
    return (table.c.apprenticeship_id == apprenticeship) & (table.c.number == number)
