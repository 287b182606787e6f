"""The declaration to go through gateway: what it is made of, and whether one that was put still holds."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.answers.readiness import readiness_of
from app.catalogue import Catalogue
from app.db import apprenticeships
from app.domain.gateway import changes_since


def changes_since_put(session: Session, catalogue: Catalogue, apprenticeship: UUID, today: date) -> tuple[str, ...]:
    """A sentence for each thing that stands otherwise than the newest version says; none where there is none."""
    found = readiness_of(session, catalogue, apprenticeships.load(session, apprenticeship, today), today)
    if found.declaration is None:
        return ()
    return changes_since(found.declaration, found.checks, found.frozen, [ksb.code for ksb in found.behaviours])
