"""The way to raise a concern, from wherever somebody is: it carries the record, piece or review they are looking at."""

import re

from app.domain.concerns import Place, place_in

TELL = "/help/tell"
DUE_TELL = "/due/help/tell"
SENT = "/help/sent"
_DUE = re.compile(r"/due/(?:reviews|signing)/([0-9a-f-]{36})/(?:review/)?([1-9][0-9]{0,8})(?:/|$)")


def place_address(place: Place) -> str:
    """The page of a place: the address that `place_in` reads."""
    kind, _, number = place.what.rpartition(" ")
    below = f"reviews/{number}" if kind == "review" else f"evidence/{place.what}" if place.what else ""
    return f"/a/{place.apprenticeship}/{below}"


def due_tell_address(path: str) -> str:
    """Where a concern is raised by an employer’s contact who came by a link and is at this address."""
    at = _DUE.match(path)
    return f"{DUE_TELL}?from=/a/{at[1]}/reviews/{at[2]}" if at else DUE_TELL


def tell_address(path: str) -> str:
    """Where a concern is raised by somebody who is at this address."""
    place = place_in(path)
    return f"{TELL}?from={place_address(place)}" if place else TELL
