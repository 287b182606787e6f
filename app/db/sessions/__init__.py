"""Sessions held for several apprentices: the sessions and places as domain values, and lists of them."""

from app.db.sessions.lists import (
    Line,
    RegisterLine,
    line,
    lines_of,
    register_of,
)
from app.db.sessions.on_record import (
    OnRecord,
    of_record,
    on_record,
    planned_as_it_stood,
    planned_of_many,
    statement,
)
from app.db.sessions.record import (
    Moved,
    add,
    add_move,
    entry_of,
    find,
    invite,
    moves_of,
    place_of,
    places_of,
    salt_of,
    save,
    save_place,
)

__all__ = [
    "Line",
    "Moved",
    "OnRecord",
    "RegisterLine",
    "add",
    "add_move",
    "entry_of",
    "find",
    "invite",
    "line",
    "lines_of",
    "moves_of",
    "of_record",
    "on_record",
    "place_of",
    "places_of",
    "planned_as_it_stood",
    "planned_of_many",
    "register_of",
    "salt_of",
    "save",
    "save_place",
    "statement",
]
