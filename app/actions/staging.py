"""Files of forms that were never saved: kept seven days, then let go."""

from datetime import timedelta
from uuid import UUID

from app.actions.acting import Installation
from app.db import evidence, kept_files
from app.db.evidence import form_drafts, uploads

# A file younger than this may belong to a form whose transaction has not ended yet.
SETTLED = timedelta(hours=24)


def forget_old_files(house: Installation) -> int:
    """Forget unsaved forms, their files and unfinished uploads after seven days, and remove what nothing refers to.

    Returns how many files went. With them go files that were taken out of a draft: whoever saw that a file must not be
    kept has it removed for good.
    """
    with house.database.writing() as session:
        evidence.forget_old(session, house.now())
        uploads.drop_old(session, house.now())
        form_drafts.drop_old(session, house.now())
        kept_files.forget_unreferenced(session, house.now() - SETTLED)
    return remove_unreferenced(house)


def remove_unreferenced(house: Installation) -> int:
    """Remove files older than 24 hours that nothing refers to; returns how many."""
    with house.database.reading() as session:
        known = kept_files.references(session)

    def referenced(apprenticeship: UUID, sha256: str) -> bool:
        return (apprenticeship, sha256) in known

    return len(house.store.sweep(referenced, house.now() - SETTLED, remove=True))
