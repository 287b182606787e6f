"""What a quality assurer says of a sampled decision, and what its tutor answers.

They agree, or disagree and ask for an action; the tutor says what was done, or, where that tutor has left, whoever
leads there now; the quality assurer settles it, or disagrees again. Where nobody is tutor there any more, it is settled
with a reason. Everything said is kept, and nobody judges what they decided themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.refusals import BadInput, Fault, NotPermitted, WrongState

LONGEST = 2_000


class Said(StrEnum):
    """One thing said of a sampled decision."""

    AGREED = "agreed"
    DISAGREED = "disagreed"
    ANSWERED = "answered"
    SETTLED = "settled"


class SampleState(StrEnum):
    """Where a sampled decision stands."""

    OPEN = "open"
    AGREED = "agreed"
    DISAGREED = "disagreed"
    ANSWERED = "answered"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Judged:
    """One thing said: what, in which words, by whom (id and name) and when."""

    what: Said
    words: str
    by: UUID
    by_name: str = ""
    at: datetime | None = None


def state_of(said: Sequence[Judged]) -> SampleState:
    """Where it stands, from everything said in order."""
    return SampleState(said[-1].what.value) if said else SampleState.OPEN


def insist_judge(tutor: UUID, judge: UUID) -> None:
    """Raises NotPermitted where somebody would sample their own decision."""
    if tutor == judge:
        raise NotPermitted("You made this decision yourself, so another quality assurer samples it.")


def judged(said: Sequence[Judged], *, agree: bool, words: str) -> Said:
    """What agreeing or disagreeing comes to. Disagreeing names the action asked for.

    Raises WrongState where it was judged already and the tutor has not answered, BadInput by field.
    """
    state = state_of(said)
    if state not in (SampleState.OPEN, SampleState.ANSWERED):
        raise WrongState(f"This decision was sampled already: it is {state.value}.")
    if state is SampleState.ANSWERED and agree:
        raise WrongState("The tutor has answered. Settle it, or disagree again and say what is still to be done.")
    _insist_words(words, "" if agree else "Say what the tutor is to do, so that they can do it.", "words")
    return Said.AGREED if agree else Said.DISAGREED


def answered(said: Sequence[Judged], words: str) -> Said:
    """The tutor says what was done. Raises WrongState where nothing was asked."""
    if state_of(said) is not SampleState.DISAGREED:
        raise WrongState("Nothing is asked of you about this decision now.")
    _insist_words(words, "Say what you did, or why you see it otherwise.", "words")
    return Said.ANSWERED


def insist_settler(said: Sequence[Judged], settler: UUID) -> None:
    """Raises NotPermitted where somebody would settle what they answered themselves, as the tutor who leads now."""
    if answered_by(said, settler):
        raise NotPermitted("You gave this answer yourself, so another quality assurer settles it.")


def answered_by(said: Sequence[Judged], person: UUID) -> bool:
    """Whether the answer that waits to be settled is this person's."""
    return bool(said) and said[-1].what is Said.ANSWERED and said[-1].by == person


def settled(said: Sequence[Judged], words: str = "", *, can_be_answered: bool = True) -> Said:
    """The quality assurer is content with the answer; where nobody can give one they say in `words` why it ends so.

    Raises WrongState while an answer can still come, BadInput without that reason.
    """
    if state_of(said) is SampleState.DISAGREED and not can_be_answered:
        _insist_words(words, "Say why it is settled without an answer.", "words")
        return Said.SETTLED
    if state_of(said) is not SampleState.ANSWERED:
        raise WrongState("The tutor has not answered, so there is nothing to settle.")
    return Said.SETTLED


def _insist_words(words: str, sentence: str, field: str) -> None:
    if sentence and not words.strip():
        raise BadInput([Fault(field, sentence)])
    if len(words) > LONGEST:
        raise BadInput([Fault(field, f"Use at most {LONGEST:,} characters.")])
