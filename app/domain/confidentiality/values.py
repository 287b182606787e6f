"""The kinds of things that may identify somebody, what was found, and what may become of it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """What a finding looks like."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    POSTCODE = "postcode"
    ADDRESS = "address"
    NHS_NUMBER = "nhs_number"
    NI_NUMBER = "ni_number"
    DATE_OF_BIRTH = "date_of_birth"
    CASE_NUMBER = "case_number"
    MARKING = "marking"
    HIDDEN = "hidden"
    OTHER = "other"


class FindingState(StrEnum):
    """Open until the words are gone (fixed) or it was kept with a reason on record."""

    OPEN = "open"
    FIXED = "fixed"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that may identify somebody: `start` and `length` count characters of the words that were given.

    `why` is the rule in plain words, to go on after “This looks like”: “an e-mail address”.
    """

    kind: FindingKind
    start: int
    length: int
    why: str

    @property
    def end(self) -> int:
        """The first character after it."""
        return self.start + self.length


def _nobody(_folded: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an apprenticeship, so that the check neither cries wolf nor misses what it was asked to watch.

    `apprentice` and `colleagues` are names in full (“Chloe Marsden”): they stay quiet, also in part. `organisations`
    stay quiet too. `case_numbers` is the employer's own regular expression, "" where there is none; one that
    `pattern_trouble` objects to is not used. `watched` is asked of single words and of pairs, folded by `fold`, and
    whatever it says yes to is found, even where all else would be quiet. By two that are equal the same is found.
    """

    apprentice: str = ""
    colleagues: tuple[str, ...] = ()
    case_numbers: str = ""
    watched: Callable[[str], bool] = _nobody
    organisations: tuple[str, ...] = ()
