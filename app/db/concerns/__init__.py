"""Concerns as rows: only the safeguarding lead’s pages, and whoever raised one about their own, read these."""

from app.db.concerns.lists import (
    ConcernLine,
    OwnConcern,
    Recipient,
    administrators,
    leads,
    listed,
    of_person,
    unread,
)
from app.db.concerns.record import (
    Shown,
    add,
    add_entry,
    add_reading,
    by_id,
    close,
    erase,
    load,
    load_all,
    open_again,
    shown,
)
from app.db.concerns.settings import SettingSet, add_setting, current, ever_set
from app.db.concerns.verifying import Kept, digest_of_concern, digest_of_entry, kept_words, written

__all__ = [
    "ConcernLine",
    "Kept",
    "OwnConcern",
    "Recipient",
    "SettingSet",
    "Shown",
    "add",
    "add_entry",
    "add_reading",
    "add_setting",
    "administrators",
    "by_id",
    "close",
    "current",
    "digest_of_concern",
    "digest_of_entry",
    "erase",
    "ever_set",
    "kept_words",
    "leads",
    "listed",
    "load",
    "load_all",
    "of_person",
    "open_again",
    "shown",
    "unread",
    "written",
]
