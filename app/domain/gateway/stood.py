"""How a check stood when it was declared, and in which words it stands otherwise now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.gateway.check import Check, CheckState
from app.domain.wording import hours_words, plural

STATE_WORDS = {
    CheckState.MET: "met",
    CheckState.PARTLY: "partly met",
    CheckState.NOT_MET: "not met",
    CheckState.WAIVED: "waived",
    CheckState.NOT_APPLICABLE: "not applicable",
    CheckState.NOT_CONFIRMED: "not confirmed",
}
RESTS_ON = ("waiver", "statement", "exception")
"""The figures that name what an exception rests on: another one is another exception."""


@dataclass(frozen=True, slots=True)
class Stood:
    """State and figures of one check in a version of the declaration."""

    state: CheckState
    figures: Mapping[str, int | str | None]


def otherwise(then: Stood | None, check: Check) -> str | None:
    """A sentence where the check stands otherwise than it was declared; None where it does not.

    What is met by now, and figures that grew, take nothing back.
    """
    if then is None or then.state is not check.state:
        if check.state is CheckState.MET:
            return None
        was = STATE_WORDS[then.state] if then else "not asked"
        return f"“{check.title}” was {was}, and is {STATE_WORDS[check.state]} now."
    if check.state is CheckState.WAIVED and any(then.figures.get(key) != check.figures.get(key) for key in RESTS_ON):
        return f"“{check.title}” is waived for another reason now than when it was declared."
    before, now = then.figures.get("version"), check.figures.get("version")
    if check.id == "case-study" and before != now:
        return f"“{check.title}” was on version {before}, and is on version {now} now."
    return next((said for key in _WORSE if (said := _worse(key, then, check))), None)


def _worse(key: str, then: Stood, check: Check) -> str | None:
    before, now = then.figures.get(key), check.figures.get(key)
    if not isinstance(before, int) or not isinstance(now, int):
        return None
    grows_worse, words = _WORSE[key]
    if before == now or (now > before) is not grows_worse:
        return None
    return f"“{check.title}” rested on {words(before)}, and rests on {words(now)} now."


def _counted(one: str) -> Callable[[int], str]:
    return lambda count: plural(count, one)


_WORSE: Mapping[str, tuple[bool, Callable[[int], str]]] = {
    "accepted": (False, _counted("accepted KSB")),
    "confirmed_minutes": (False, lambda minutes: f"{hours_words(minutes)} confirmed"),
    "complete": (False, _counted("complete review")),
    "missed": (True, _counted("missed review")),
}
"""By figure, whether growing makes it worse, and its words: whoever signed relied on no less than was there."""
