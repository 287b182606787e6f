"""Files of a form that was not saved: kept seven days and offered again to whoever sent them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.orm import Session

from app.db.evidence.files import file_of, files_with_what_is_known, keep_stored, shown_file
from app.db.tables import core
from app.domain.evidence import EvidenceFile

KEPT_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Staged:
    """A file that was received and belongs to no piece yet, and the form it came with."""

    file: EvidenceFile
    form: str


def stage(
    session: Session, person: UUID, apprenticeship: UUID, form: str, files: Sequence[EvidenceFile], at: datetime
) -> None:
    """Keep received files for this person's form."""
    row = core.staged_file
    keep_stored(session, apprenticeship, files, at)
    if files:
        session.execute(
            insert(row),
            [
                {
                    **shown_file(file),
                    "person_id": person,
                    "apprenticeship_id": apprenticeship,
                    "form": form,
                    "received_at": at,
                }
                for file in files
            ],
        )


def staged(session: Session, person: UUID, apprenticeship: UUID, at: datetime) -> list[Staged]:
    """What this person has sent for this apprenticeship and not saved, oldest first."""
    return [staged_of(found) for found in session.execute(staged_asked(person, apprenticeship, at - KEPT_FOR))]


def staged_asked(person: Any, apprenticeship: Any, since: Any) -> Select[Any]:
    """The statement for it, of values or of parameters that stand for them; `staged_of` reads its rows."""
    row = core.staged_file
    mine = row.c.person_id == person, row.c.apprenticeship_id == apprenticeship, row.c.received_at >= since
    return files_with_what_is_known(row).where(*mine).order_by(row.c.received_at, row.c.name, row.c.id)


def staged_of(row: Any) -> Staged:
    """A file from a row of this statement."""
    return Staged(file_of(row), row.form)


def forget(session: Session, person: UUID, form: str, files: Collection[UUID]) -> None:
    """Let go of a form's files and of these."""
    row = core.staged_file
    session.execute(delete(row).where(row.c.person_id == person, (row.c.form == form) | row.c.id.in_(files)))


def forget_saved(
    session: Session, person: UUID, form: str, kept: Collection[UUID], shown: Collection[UUID], beside: str
) -> None:
    """Let go of the files that are saved with a piece now, and of those that their form showed and nobody ticked.

    What another device sent for the form, and it did not show, goes on to be offered, under the key `beside`.
    """
    row = core.staged_file
    mine, of_form = row.c.person_id == person, row.c.form == form
    # A file that came twice was shown once.
    same = select(row.c.sha256).where(mine, row.c.id.in_([*kept, *shown]))
    session.execute(delete(row).where(mine, row.c.id.in_(kept) | (of_form & row.c.sha256.in_(same))))
    session.execute(update(row).where(mine, of_form).values(form=beside))


def forget_old(session: Session, at: datetime) -> None:
    """Let go of what forms sent more than seven days ago and never saved."""
    row = core.staged_file
    session.execute(delete(row).where(row.c.received_at < at - KEPT_FOR))
