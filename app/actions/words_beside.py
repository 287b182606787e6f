"""Looking through words that stand beside the evidence, in the transaction that saves them."""

from collections.abc import Mapping
from uuid import UUID

from app.actions.acting import Acting
from app.answers.confidentiality import known_of
from app.db import history, words_kept
from app.domain.words_beside import insist_settled, spotted_in


def look_through(acting: Acting, apprenticeship: UUID, name: str, words: Mapping[str, str]) -> None:
    """Look through what was typed, by field, and keep why something stays; `name` is that of what has the words.

    Raises Unsettled where something may identify somebody and `acting.keeping` has no reason for it, so that nothing
    of the transaction is saved. The caller holds the apprenticeship.
    """
    look_through_many(acting, apprenticeship, {name: words})


def look_through_many(acting: Acting, apprenticeship: UUID, words: Mapping[str, Mapping[str, str]]) -> None:
    """The same for several things at once: all that was found is told together."""
    if not any(text.strip() for fields in words.values() for text in fields.values()):
        return
    known = known_of(acting.session, acting.settings, apprenticeship)
    spotted = {name: spotted_in(fields, known) for name, fields in words.items()}
    insist_settled([one for found in spotted.values() for one in found], acting.keeping)
    for name, found in spotted.items():
        if kept := insist_settled(found, acting.keeping):
            salt = history.new_salt()
            words_kept.add(acting.session, apprenticeship, name, kept, salt=salt, by=acting.person.id, at=acting.now)
            digest = history.salted_digest(salt, *(one.reason for one in kept))
            acting.record(apprenticeship, "words_kept", name, things=len(kept), digest=digest)
