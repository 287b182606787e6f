"""What lies beside the form of evidence, in one statement: what its writer has not saved, and what it may suggest."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.orm import Session

from app.db.evidence import form_drafts, uploads
from app.db.evidence.accepted import accepted_asked, accepted_of
from app.db.evidence.staged import KEPT_FOR, Staged, staged_asked, staged_of
from app.db.practice import chosen_asked
from app.db.rows_within import RowsWithin
from app.db.tables import core
from app.domain.apprenticeships import Apprenticeship
from app.domain.form_drafts import KEPT_FOR as FORMS_KEPT_FOR
from app.domain.form_drafts import FormDraft
from app.domain.suggestions import AcceptedPiece
from app.domain.uploads import KEPT_FOR as UPLOADS_KEPT_FOR
from app.domain.uploads import Upload


@dataclass(frozen=True, slots=True)
class BesideForm:
    """Files that came and that are still coming, and forms typed and not saved, as `staged`, `uploads.unfinished` and
    `form_drafts.of` tell them; the record's accepted pieces, and the codes of the employer's words of practice."""

    files: tuple[Staged, ...]
    uploads: tuple[Upload, ...]
    typed: tuple[FormDraft, ...]
    accepted: tuple[AcceptedPiece, ...]
    vocabularies: tuple[str, ...]


def beside_form(
    session: Session, person: UUID, one: Apprenticeship, at: datetime, today: date, *, suggests: bool
) -> BesideForm:
    """All of it, in one statement; accepted pieces only where something is to be suggested."""
    given = {
        "person": person,
        "apprenticeship": one.id,
        "organisation": one.terms.employer.id,
        "today": today,
        "received_since": at - KEPT_FOR,
        "touched_since": at - UPLOADS_KEPT_FOR,
        "saved_since": at - FORMS_KEPT_FOR,
    }
    row = session.execute(_beside(suggests), given).one()
    return BesideForm(
        tuple(map(staged_of, _files().read(row))),
        tuple(map(uploads.upload_of, _uploads().read(row))),
        tuple(map(form_drafts.draft_of, _typed().read(row))),
        tuple(accepted_of(_accepted().read(row))) if suggests else (),
        tuple(each.vocabulary for each in _vocabularies().read(row)),
    )


@cache
def _beside(suggests: bool) -> Any:
    asked = (_files(), _uploads(), _typed(), _vocabularies(), *([_accepted()] if suggests else []))
    return select(*(within.column for within in asked))


_MINE = bindparam("person", type_=Uuid), bindparam("apprenticeship", type_=Uuid)


@cache
def _files() -> RowsWithin:
    return RowsWithin(
        "files", staged_asked(*_MINE, bindparam("received_since", type_=core.staged_file.c.received_at.type))
    )


@cache
def _uploads() -> RowsWithin:
    since = bindparam("touched_since", type_=core.upload.c.touched_at.type)
    return RowsWithin("uploads", uploads.unfinished_asked(*_MINE, since))


@cache
def _typed() -> RowsWithin:
    since = bindparam("saved_since", type_=core.form_draft.c.saved_at.type)
    return RowsWithin("typed", form_drafts.typed_asked(*_MINE, since))


@cache
def _accepted() -> RowsWithin:
    return RowsWithin("accepted", accepted_asked())


@cache
def _vocabularies() -> RowsWithin:
    return RowsWithin("vocabularies", chosen_asked())
