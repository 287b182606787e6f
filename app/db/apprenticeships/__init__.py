"""Apprenticeships: rows and domain values."""

from app.db.apprenticeships.members import exists, join, leave, lock, member, members
from app.db.apprenticeships.over_time import revisions
from app.db.apprenticeships.standing import latest, load, load_many
from app.db.apprenticeships.terms import add, add_terms, open_for, set_status

__all__ = [
    "add",
    "add_terms",
    "exists",
    "join",
    "latest",
    "leave",
    "load",
    "load_many",
    "lock",
    "member",
    "members",
    "open_for",
    "revisions",
    "set_status",
]
