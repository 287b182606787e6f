"""A form or call that is sent twice is done once: the second sending gets the first one's answer."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from app.actions.acting import Acting
from app.db import installation
from app.domain.refusals import BadInput, Fault, WrongState

Answer = Mapping[str, Any]
LONGEST_KEY = 200


class SentBefore(WrongState):
    """The key was used within 24 hours for something else. `answer` is what was answered then."""

    def __init__(self, sentence: str, answer: Answer) -> None:
        super().__init__(sentence)
        self.answer = answer


def body_hash(*parts: object) -> str:
    """The digest of what was sent, whatever order its bytes came in."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def once(acting: Acting, apprenticeship: UUID, key: str, body: str, do: Callable[[], Answer]) -> Answer:
    """Do this unless the same person sent the same body with this key within 24 hours; then answer as before.

    The caller has insisted on the permission. Without a key it is simply done. Raises SentBefore where the key
    came with another body.
    """
    if not key:
        return do()
    if len(key) > LONGEST_KEY:
        raise BadInput([Fault("Idempotency-Key", f"Use at most {LONGEST_KEY} characters for the key.")])
    acting.lock(apprenticeship)
    before = installation.taken(acting.session, acting.person.id, key, acting.now)
    if before is not None:
        if before.body_hash != body:
            raise SentBefore("This key was used for something else within the last 24 hours.", before.answer)
        return before.answer
    answer = do()
    installation.take(acting.session, acting.person.id, key, body, answer, acting.now)
    return answer
