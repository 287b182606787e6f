"""A form or call sent twice is done once: the same person, key and body within 24 hours get the same answer."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.actions.acting import Acting
from app.db import installation
from app.domain.refusals import BadInput, Fault, WrongState

LONGEST_KEY = 200


def once(acting: Acting, key: str, body_hash: str, do: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
    """What `do` answers (plain JSON values), or what it answered when this was sent before.

    Without a key it is simply done. Raises WrongState where the key came with another body before. A refusal is
    not kept, so that what was wrong can be put right and sent again.
    """
    if not key:
        return do()
    if len(key) > LONGEST_KEY:
        raise BadInput([Fault("Idempotency-Key", f"The key must be at most {LONGEST_KEY} characters.")])
    installation.one_at_a_time(acting.session, acting.person.id)
    before = installation.taken(acting.session, acting.person.id, key, acting.now)
    if before is not None:
        if before.body_hash != body_hash:
            raise WrongState("This was sent before with other content. Send it again with a new key.")
        return before.answer
    answer = do()
    installation.take(acting.session, acting.person.id, key, body_hash, answer, acting.now)
    return answer


def json_hash(address: str, body: Mapping[str, Any]) -> str:
    """The digest of a JSON body sent to an address."""
    return _hash(address, json.dumps(body, sort_keys=True, default=str))


def form_hash(address: str, fields: Iterable[tuple[str, str]]) -> str:
    """The digest of a form's fields, in the order sent, sent to an address."""
    return _hash(address, json.dumps(list(fields)))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
