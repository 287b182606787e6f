"""What the evidence form shows of suggestions: each KSB with the reasons for it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.answers.suggestions import Suggested
from app.domain.coverage import KsbState
from app.domain.standards import Standard
from app.domain.suggestions import Suggestion, Told
from app.rendering.states import KSB_STATES
from app.rendering.words import in_words
from app.web.forms import Typed

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class SuggestedKsb:
    """One KSB to consider. `why` is a sentence of reasons, `standing` where it stands: “Not started”."""

    code: str
    short: str
    plain: str
    text: str
    why: str
    standing: str


@dataclass(frozen=True, slots=True)
class SuggestedView:
    """What is suggested; `address` is where what is typed is sent to be suggested for anew."""

    address: str
    ksbs: tuple[SuggestedKsb, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The KSBs shown here, and so not among the others."""
        return frozenset(ksb.code for ksb in self.ksbs)


def told_in(typed: Typed, duties: Sequence[str]) -> Told:
    """What the form says of the piece so far."""
    return Told(typed.get("title"), typed.get("description"), tuple(duties), typed.get("kind"))


def suggested_view(
    address: str, standard: Standard, found: Sequence[Suggested], chosen: Collection[str]
) -> SuggestedView:
    """The likeliest of those that are not ticked already; among them those first that are not started yet."""
    likeliest = [one for one in found if one.suggestion.ksb not in chosen][:MOST_SHOWN]
    shown = sorted(likeliest, key=lambda one: one.state is not KsbState.NOT_STARTED)
    return SuggestedView(address, tuple(_shown(standard, one) for one in shown))


def reasons(suggestion: Suggestion) -> str:
    """Why, in a sentence or two: “Because you wrote “impartial” and “options”. Duty D6 asks for it.”"""
    said = []
    if suggestion.words:
        said.append(f"Because you wrote {_quoted(suggestion.words)}.")
    if suggestion.learnt:
        said.append(f"Your accepted evidence for it says {_quoted(suggestion.learnt)} too.")
    if suggestion.duties:
        one = len(suggestion.duties) == 1
        said.append(f"{'Duty' if one else 'Duties'} {in_words(suggestion.duties)} {'asks' if one else 'ask'} for it.")
    return " ".join(said)


def _quoted(words: Sequence[str]) -> str:
    return in_words(f"“{one}”" for one in words)


def _shown(standard: Standard, one: Suggested) -> SuggestedKsb:
    ksb = standard.ksb_by_code[one.suggestion.ksb]
    standing = "Not started yet" if one.state is KsbState.NOT_STARTED else KSB_STATES[one.state.value].word
    return SuggestedKsb(ksb.code, ksb.short, ksb.plain, ksb.text, reasons(one.suggestion), standing)
