"""What has been learnt about a file since it arrived: whether it was scanned, and whether its words could be read."""

from enum import StrEnum


class Scan(StrEnum):
    """What the malware scanner said. `not_scanned`: there is none, it was down, or the file is over its limit."""

    PENDING = "pending"
    CLEAN = "clean"
    NOT_SCANNED = "not_scanned"
    INFECTED = "infected"


class Checked(StrEnum):
    """Whether a machine read the file for what identifies somebody. `not_by_machine`: pictures, sound, video."""

    PENDING = "pending"
    MACHINE = "machine"
    NOT_BY_MACHINE = "not_by_machine"
    UNREADABLE = "unreadable"
