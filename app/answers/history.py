"""What happened on an apprenticeship, newest first: when, who, what, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.answers.history_words import ABOUT_DRAFTS, about, what
from app.db import history, people
from app.db.history import Happening
from app.domain.apprenticeships import Named
from app.domain.people import Member, Role


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened. `action` and `subject` are as recorded, `what` and `about` the same in words.

    `by` is None for what the installation did itself. `figures` holds ids, states, minutes and dates, never text.
    """

    seq: int
    at: datetime
    by: Named | None
    action: str
    subject: str
    what: str
    about: str
    figures: Mapping[str, int | str]


def history_of(
    session: Session, member: Member, *, before: int | None = None, count: int = 50
) -> tuple[list[Told], int | None]:
    """A page of an apprenticeship's history, and the number to go on before, None at its beginning; three statements.

    Drafts are the apprentice's alone, so nobody else is told of them.
    """
    hidden = frozenset() if Role.APPRENTICE in member.roles else ABOUT_DRAFTS
    rows = history.happenings(session, member.apprenticeship, before=before, limit=count + 1, leaving_out=hidden)
    shown = rows[:count]
    names = _names(session, shown)
    return [_told(row, names) for row in shown], shown[-1].seq if len(rows) > count else None


def _names(session: Session, rows: list[Happening]) -> dict[str, str]:
    ids = {row.by for row in rows if row.by} | {found for row in rows if (found := _as_id(row.subject))}
    names = {str(id_): name for id_, name in people.names(session, ids).items()}
    if any(row.action == "employer_changed" for row in rows):
        names |= {str(id_): name for id_, name in people.organisations(session).items()}
    return names


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _told(row: Happening, names: Mapping[str, str]) -> Told:
    by = Named(row.by, names.get(str(row.by), "")) if row.by else None
    return Told(row.seq, row.at, by, row.action, row.subject, what(row, names), about(row, names), row.body)
