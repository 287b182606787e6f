"""A form that a browser took out again, with everything in it and a new key: the same content makes nothing twice."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from app.actions.acting import Acting
from app.db import evidence as db
from app.db import installation as records
from app.domain.evidence import Evidence, EvidenceState


def made_once(who: Acting, apprenticeship: UUID, same: str, do: Callable[[], int], *, piece: str) -> int:
    """The number of the piece that `do` makes, or that the same content made within 24 hours; `same` is its digest.

    It is made anew where that was withdrawn meanwhile. A version of a `piece` (E13, or new) is made anew too once
    another came after it: whoever goes back to what an earlier one said has that count again.
    """
    before = records.taken(who.session, who.person.id, same, who.now)
    if before is not None:
        found = db.load(who.session, apprenticeship, int(before.answer["number"]))
        withdrawn = found.state is EvidenceState.WITHDRAWN
        if not withdrawn and (piece == "new" or before.answer.get("newest") == _newest(found)):
            return found.number
        records.let_go(who.session, who.person.id, same)
    number = do()
    newest = _newest(db.load(who.session, apprenticeship, number))
    records.take(who.session, who.person.id, same, same, {"number": number, "newest": newest}, who.now)
    return number


def _newest(evidence: Evidence) -> list[Any]:
    """Which version is the newest, and how often its draft was changed."""
    return [evidence.versions[-1].version, evidence.versions[-1].revision]
