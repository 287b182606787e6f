"""The way to raise a concern, from wherever somebody is: it carries the record, piece or review they are looking at."""

from app.domain.concerns import Place, place_in

TELL = "/help/tell"
SENT = "/help/sent"


def place_address(place: Place) -> str:
    """The page of a place: the address that `place_in` reads."""
    kind, _, number = place.what.rpartition(" ")
    below = f"reviews/{number}" if kind == "review" else f"evidence/{place.what}" if place.what else ""
    return f"/a/{place.apprenticeship}/{below}"


def tell_address(path: str) -> str:
    """Where a concern is raised by somebody who is at this address."""
    place = place_in(path)
    return f"{TELL}?from={place_address(place)}" if place else TELL
