"""What to say where the database cannot do what it was asked: full, read-only, or away."""

import sqlite3

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

_NO_ROOM = "There is no room left for records, so nothing was saved. Tell your administrator."
_READ_ONLY = "Records can be read but not written just now, so nothing was saved. Tell your administrator."
_AWAY = "Touchmark cannot reach its records just now. Nothing was saved. Wait a minute, then try again."
_DISK_FULL, _NO_WRITING = "53100", "25006"  # PostgreSQL's own codes


def sentence(error: SQLAlchemyError) -> str:
    """One sentence for people (503)."""
    orig = error.orig if isinstance(error, DBAPIError) else None
    code = getattr(orig, "sqlite_errorcode", 0) & 0xFF
    state = getattr(orig, "sqlstate", None)
    if code == sqlite3.SQLITE_FULL or state == _DISK_FULL:
        return _NO_ROOM
    if code == sqlite3.SQLITE_READONLY or state == _NO_WRITING:
        return _READ_ONLY
    return _AWAY
