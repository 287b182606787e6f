"""A fact that an administrator confirmed here: its value, where it was found, and whose word it is.

Nothing is written over: of one key the newest confirmation holds, and one without a value takes back what stood there.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.london import london_date
from app.domain.standards import Confidence, Source
from app.domain.wording import day_words

TAKEN_BACK = ""
"""The value of what takes a confirmation back: what was published holds again, and `source` is the reason."""
LONGEST_SOURCE = 300


@dataclass(frozen=True, slots=True)
class ConfirmedFact:
    """One confirmation. `value` is JSON as text; `found_on` is the day on which it was found in `source`, `by` a name.

    Of hours that are published, `value` and `found_on` are as `db.confirmed_facts.PUBLISHED_MINIMUM` says.
    """

    key: str
    seq: int
    value: str
    source: str
    found_on: date
    by: str
    at: datetime

    @property
    def taken_back(self) -> bool:
        """Whether it takes back what stood there."""
        return self.value == TAKEN_BACK


def holding(facts: Iterable[ConfirmedFact], until: datetime | None = None) -> Mapping[str, ConfirmedFact]:
    """The newest confirmation of each key, or the newest by that moment; what was taken back is not among them."""
    newest: dict[str, ConfirmedFact] = {}
    for fact in sorted(facts, key=lambda one: one.seq):
        if until is None or fact.at <= until:
            newest[fact.key] = fact
    return {key: fact for key, fact in newest.items() if not fact.taken_back}


def as_source(fact: ConfirmedFact) -> Source:
    """Where a confirmed fact was found and who says so, as the source that every screen names."""
    said = f"{fact.source}, {day_words(fact.found_on)}; confirmed by {fact.by} on {day_words(london_date(fact.at))}"
    return Source(said, True, "", Confidence.QUOTED)


def is_line(text: object, longest: int) -> bool:
    """Whether it is one line of text, neither empty nor too long, that can be written down and controls nothing."""
    if not isinstance(text, str) or not text.strip() or len(text) > longest:
        return False
    return not any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text)
