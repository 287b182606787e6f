"""Why something cannot be done: one sentence for the person who asked. The web floor turns each into a status."""

from collections.abc import Sequence
from dataclasses import dataclass


class Refusal(Exception):
    """Something was asked that the rules do not allow.

    `sentence` is shown to the person as it stands, so it is plain English, complete, and names no one else's data.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotSignedIn(Refusal):
    """Nobody is signed in, or the session or token has ended (401)."""


class NotFound(Refusal):
    """No such thing, or none that this person may know of (404)."""

    def __init__(self, sentence: str = "There is nothing at this address that you may see.") -> None:
        super().__init__(sentence)


class NotPermitted(Refusal):
    """A member, but in a role that may not do this (403)."""


class WrongState(Refusal):
    """The thing has moved on: decided already, withdrawn, superseded, or changed by someone else (409)."""


class TooOften(Refusal):
    """Too many tries; wait (429)."""


class TooLarge(Refusal):
    """More bytes than this installation takes (413)."""


class TooSlow(Refusal):
    """What was being sent did not arrive in any reasonable time (408)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with what was entered.

    `path` is the field's name in the form or JSON body ("title", "ksb", "file"); "" means the whole.
    """

    path: str
    sentence: str


MOST_FAULTS = 50
"""So many faults are told at once: nobody reads more, and an answer is not to be longer than what was sent."""


class BadInput(Refusal):
    """What was entered cannot be taken; every fault is named at once, up to MOST_FAULTS (422)."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults[:MOST_FAULTS])
        super().__init__(" ".join(fault.sentence for fault in self.faults))
