"""The portfolio for the assessor: choices and frozen versions, rows and domain values."""

from app.db.portfolio.choices import choices_of, choose, put_in_order, sent_pieces
from app.db.portfolio.versions import (
    FrozenVersion,
    add,
    any_infected,
    bury,
    bury_text,
    by_hash,
    every,
    load,
    newest,
    scan_of,
    told_of,
    tombstones_of,
    versions_of,
    words_of,
)

__all__ = [
    "FrozenVersion",
    "add",
    "any_infected",
    "bury",
    "bury_text",
    "by_hash",
    "choices_of",
    "choose",
    "every",
    "load",
    "newest",
    "put_in_order",
    "scan_of",
    "sent_pieces",
    "told_of",
    "tombstones_of",
    "versions_of",
    "words_of",
]
