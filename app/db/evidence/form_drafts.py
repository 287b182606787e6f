"""Forms as they are being typed."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.form_drafts import KEPT_FOR, FormDraft


def of(session: Session, person: UUID, apprenticeship: UUID, at: datetime) -> list[FormDraft]:
    """What this person typed for this apprenticeship and did not save, the newest first."""
    return [draft_of(found) for found in session.execute(typed_asked(person, apprenticeship, at - KEPT_FOR))]


def typed_asked(person: Any, apprenticeship: Any, since: Any) -> Select[Any]:
    """The statement for it, of values or of parameters that stand for them; `draft_of` reads its rows."""
    row = core.form_draft
    mine = row.c.person_id == person, row.c.apprenticeship_id == apprenticeship, row.c.saved_at >= since
    return select(row).where(*mine).order_by(row.c.saved_at.desc())


def of_record(session: Session, apprenticeship: UUID) -> list[FormDraft]:
    """What anybody typed for an apprenticeship and did not save, however long ago."""
    row = core.form_draft
    return [draft_of(found) for found in session.execute(select(row).where(row.c.apprenticeship_id == apprenticeship))]


def is_anothers(session: Session, form: str, person: UUID, apprenticeship: UUID) -> bool:
    """Whether a form's key is of another person's form, or of one for another apprenticeship."""
    row = core.form_draft
    found = session.execute(select(row.c.person_id, row.c.apprenticeship_id).where(row.c.form == form)).first()
    return found is not None and tuple(found) != (person, apprenticeship)


def add(session: Session, person: UUID, apprenticeship: UUID, draft: FormDraft) -> None:
    """Add a form of which nothing was kept yet."""
    mine = {"person_id": person, "apprenticeship_id": apprenticeship, "id": draft.id, "form": draft.form}
    session.execute(insert(core.form_draft).values(**mine, use=draft.use, **_said(draft)))


def replace(session: Session, draft: FormDraft) -> None:
    """Keep what is typed now in place of what was."""
    session.execute(update(core.form_draft).where(core.form_draft.c.id == draft.id).values(**_said(draft)))


def set_beside(session: Session, draft: UUID, form: str) -> None:
    """Let it go on under another form's key, since its own is saved."""
    session.execute(update(core.form_draft).where(core.form_draft.c.id == draft).values(form=form))


def drop(session: Session, draft: UUID) -> None:
    """Let go of one."""
    session.execute(delete(core.form_draft).where(core.form_draft.c.id == draft))


def drop_form(session: Session, person: UUID, form: str) -> None:
    """Let go of what was typed into a form, once that is saved."""
    row = core.form_draft
    session.execute(delete(row).where(row.c.form == form, row.c.person_id == person))


def drop_old(session: Session, at: datetime) -> None:
    """Let go of what was typed more than seven days ago and never saved."""
    session.execute(delete(core.form_draft).where(core.form_draft.c.saved_at < at - KEPT_FOR))


def _said(draft: FormDraft) -> dict[str, Any]:
    return {
        "fields": json.dumps(draft.fields),
        "revision": draft.revision,
        "writer": draft.writer,
        "saved_at": draft.saved_at,
    }


def draft_of(row: Any) -> FormDraft:
    """A form from a row of its table."""
    fields = tuple((name, value) for name, value in json.loads(row.fields))
    return FormDraft(row.id, row.use, row.form, fields, row.revision, row.writer, row.saved_at)
