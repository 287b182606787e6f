"""Breaches as rows: their record, the words taken out while a piece is closed, and erasing for good."""

from app.db.breaches.again import erase_again
from app.db.breaches.closing import close, open_again
from app.db.breaches.erasing import erase, forget_files, overwrite_freed, still_named
from app.db.breaches.record import (
    Opening,
    add,
    breaches_of,
    closed_here,
    end,
    erased_here,
    erasures,
    holding_the_same,
    load,
    newest,
    of_provider,
    openings,
    salt_of,
    tell,
    to_tell,
)
from app.db.breaches.worded import worded_here, words_there
from app.db.breaches.words import Gone, erase_worded, erase_words_again, words_erased

__all__ = [
    "Gone",
    "Opening",
    "add",
    "breaches_of",
    "close",
    "closed_here",
    "end",
    "erase",
    "erase_again",
    "erase_worded",
    "erase_words_again",
    "erased_here",
    "erasures",
    "forget_files",
    "holding_the_same",
    "load",
    "newest",
    "of_provider",
    "open_again",
    "openings",
    "overwrite_freed",
    "salt_of",
    "still_named",
    "tell",
    "to_tell",
    "worded_here",
    "words_erased",
    "words_there",
]
