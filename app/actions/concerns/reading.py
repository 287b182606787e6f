"""Reading a concern. Each reading is on record before a word of it leaves: where it cannot be noted, nobody reads."""

from app.actions.acting import Acting
from app.db import concerns, history
from app.db.concerns import Shown
from app.domain.concerns import Concern, Means
from app.domain.permissions import Permission


def read_concern(acting: Acting, number: str, means: Means) -> Shown:
    """One concern with everything done about it, this reading among what it tells. Raises NotFound."""
    acting.insist_provider_wide(Permission.READ_CONCERN)
    _note(acting, concerns.find(acting.session, number), means)
    return concerns.shown(acting.session, number)


def export_concerns(acting: Acting, number: str | None = None) -> list[Shown]:
    """One concern, or every one of them, to be taken out as a file. Raises NotFound."""
    acting.insist_provider_wide(Permission.READ_CONCERN)
    every = [one.concern for one in concerns.load_all(acting.session)] if number is None else []
    found = [concerns.find(acting.session, number)] if number else every
    acting.record(history.CONCERNS, "concern_exported", number or "every one", concerns=len(found))
    for concern in found:
        _note(acting, concern, Means.FILE)
    return [concerns.shown(acting.session, number)] if number else concerns.load_all(acting.session)


def _note(acting: Acting, concern: Concern, means: Means) -> None:
    # The history first: writing to it has readers take turns.
    acting.record(history.CONCERNS, "concern_read", concern.number, means=means.value)
    concerns.add_reading(acting.session, concern.id, by=acting.person.id, at=acting.now, means=means)
