"""What stands beside the button that raises a concern, and what may become of one: as data of a programme."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from app.domain.standards import Source


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A national number that anybody may call, for whom it is, and who says so."""

    code: str
    name: str
    number: str
    what_for: str
    source: Source


@dataclass(frozen=True, slots=True)
class LocalLine:
    """A number that differs from council to council: the provider fills it in, and nobody guesses it."""

    code: str
    name: str
    what_for: str


@dataclass(frozen=True, slots=True)
class ConcernOutcome:
    """What may be done about a concern. `referral`: somebody outside is told, so it is asked who and when."""

    code: str
    name: str
    referral: bool = False


@dataclass(frozen=True)
class ConcernWords:
    """Help lines, the provider's own numbers, and outcomes, each in the order in which they are shown."""

    help_lines: tuple[HelpLine, ...] = ()
    local_lines: tuple[LocalLine, ...] = ()
    outcomes: tuple[ConcernOutcome, ...] = ()

    @cached_property
    def outcome_by_code(self) -> dict[str, ConcernOutcome]:
        """Outcomes by code."""
        return {one.code: one for one in self.outcomes}


def together(programmes: Iterable[ConcernWords]) -> ConcernWords:
    """What several programmes say, since a concern need not be about any apprenticeship: the first of each code."""
    lines: dict[str, HelpLine] = {}
    local: dict[str, LocalLine] = {}
    outcomes: dict[str, ConcernOutcome] = {}
    for words in programmes:
        lines = {one.code: one for one in words.help_lines} | lines
        local = {one.code: one for one in words.local_lines} | local
        outcomes = {one.code: one for one in words.outcomes} | outcomes
    return ConcernWords(tuple(lines.values()), tuple(local.values()), tuple(outcomes.values()))
