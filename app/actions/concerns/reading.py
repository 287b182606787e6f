"""Reading a concern. Each reading is on record before a word of it leaves: where it cannot be noted, nobody reads."""

from app.actions.acting import Acting
from app.db import concerns, history
from app.db.concerns import Shown
from app.domain.concerns import Concern, Means
from app.domain.permissions import Permission


def read_concern(acting: Acting, number: str, means: Means) -> Shown:
    """One concern with everything done about it, this reading among what it tells. Raises NotFound."""
    acting.insist_provider_wide(Permission.READ_CONCERN)
    return concerns.shown(acting.session, number, lambda concern: _note(acting, concern, means))


def export_concerns(acting: Acting, number: str | None = None) -> list[Shown]:
    """One concern, or every one of them, to be taken out as a file. Raises NotFound."""
    if number is not None:
        found = [read_concern(acting, number, Means.FILE)]
    else:
        acting.insist_provider_wide(Permission.READ_CONCERN)
        for one in concerns.load_all(acting.session):
            _note(acting, one.concern, Means.FILE)
        found = concerns.load_all(acting.session)
    acting.record(history.CONCERNS, "concern_exported", number or "every one", concerns=len(found))
    return found


def _note(acting: Acting, concern: Concern, means: Means) -> None:
    # The history first: writing to it has readers take turns.
    acting.record(history.CONCERNS, "concern_read", concern.number, means=means.value)
    concerns.add_reading(acting.session, concern.id, by=acting.person.id, at=acting.now, means=means)
