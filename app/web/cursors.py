"""Places in long lists as cursors, opaque to whoever is given one: a list makes them, and the same list reads them.

Every reader answers None for no cursor, and raises BadInput (path `after`) for one that no list here gave.
"""

import base64
import json
from datetime import date
from uuid import UUID

from pydantic_core import from_json

from app.domain.refusals import BadInput, Fault
from app.web.addresses import number_in


def cursor(*parts: object) -> str:
    """A place in a list, opaque to whoever is given it."""
    return base64.urlsafe_b64encode(json.dumps([str(part) for part in parts]).encode()).decode().rstrip("=")


def cursor_parts(text: str, count: int) -> tuple[str, ...] | None:
    """What a cursor was made of, None for no cursor. Raises BadInput (path `after`) for one that is not ours."""
    if not text:
        return None
    try:
        # Not the standard library's reader, which lets half a surrogate pass and gives up on deep nesting.
        parts = from_json(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if isinstance(parts, list) and len(parts) == count and all(isinstance(part, str) for part in parts):
            return tuple(part.replace("\x00", "") for part in parts)
    except ValueError:
        pass
    raise _not_ours()


def number_after(text: str) -> int | None:
    """The number that a list by number goes on from."""
    parts = cursor_parts(text, 1)
    return None if parts is None else _number(parts[0])


def day_and_number_after(text: str) -> tuple[date, int] | None:
    """The day and number that a list by day goes on from."""
    parts = cursor_parts(text, 2)
    if parts is None:
        return None
    try:
        return date.fromisoformat(parts[0]), _number(parts[1])
    except ValueError:
        raise _not_ours() from None


def name_and_id_after(text: str) -> tuple[str, UUID] | None:
    """The name and id that a list by name goes on from."""
    parts = cursor_parts(text, 2)
    if parts is None:
        return None
    try:
        return parts[0], UUID(parts[1])
    except ValueError:
        raise _not_ours() from None


def day_and_id_after(text: str) -> tuple[date, UUID] | None:
    """The day and id that a list of sessions goes on from."""
    parts = cursor_parts(text, 2)
    if parts is None:
        return None
    try:
        return date.fromisoformat(parts[0]), UUID(parts[1])
    except ValueError:
        raise _not_ours() from None


def _number(text: str) -> int:
    found = number_in(text)
    if found is None:
        raise _not_ours()
    return found


def _not_ours() -> BadInput:
    return BadInput([Fault("after", "This cursor is not one that a list here gave.")])
