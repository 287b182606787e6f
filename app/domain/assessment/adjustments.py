"""What is agreed to differ for one apprentice in the assessment: more time, another format, longer clips.

The tutor writes an adjustment down, the apprentice consents to it and to its being told, and the assessment
organisation is told early. Nothing that is not consented to is gone by. How early it must be told was not found.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.apprenticeships import Named
from app.domain.refusals import BadInput, Fault, WrongState
from app.domain.standards import Standard
from app.domain.wording import ERASED, plural

MOST_LETTERS = 1_000
MOST_MINUTES = 240


class AdjustmentKind(StrEnum):
    """What differs."""

    TIME = "time"
    FORMAT = "format"
    CLIP_LENGTH = "clip_length"
    OTHER = "other"


class AdjustmentState(StrEnum):
    """Where an adjustment stands. Whether the organisation was told is a date beside it."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    REFUSED = "refused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Adjusting:
    """What is to differ. `method` is a code, "" for the portfolio; `minutes` are more of them for time, the longest
    allowed for clips, None else. `reason` is of health or disability, for apprentice and provider alone."""

    kind: AdjustmentKind
    words: str
    method: str = ""
    minutes: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One adjustment by its number. `told_on` and `told_whom` say when which organisation was told, None and "" before.

    `ended_reason` says why it is gone by no more.
    """

    number: int
    what: Adjusting
    state: AdjustmentState
    by: Named
    at: datetime
    answered_at: datetime | None = None
    told_on: date | None = None
    told_whom: str = ""
    ended_reason: str = ""

    @property
    def waits_to_be_told(self) -> bool:
        """Whether the assessment organisation has still to hear of it."""
        return self.state is AdjustmentState.AGREED and self.told_on is None

    @property
    def is_erased(self) -> bool:
        """Whether what it said was erased for good."""
        return self.what.words == ERASED

    @property
    def waits_for_consent(self) -> bool:
        """Whether the apprentice can answer it: it was not answered yet, and still says something."""
        return self.state is AdjustmentState.PROPOSED and not self.is_erased


def insist_adjusting(what: Adjusting, standard: Standard) -> None:
    """Raises BadInput with a sentence for each thing that is missing or too long."""
    faults = []
    methods = {method.code for method in standard.methods}
    if what.method and what.method not in methods:
        faults.append(Fault("method", "Choose one of this standard’s assessment methods, or the portfolio."))
    if what.kind is AdjustmentKind.TIME and not what.method:
        faults.append(Fault("method", "Say which method is to have more time."))
    if what.kind in (AdjustmentKind.TIME, AdjustmentKind.CLIP_LENGTH):
        if not 1 <= (what.minutes or 0) <= MOST_MINUTES:
            asked = "how many minutes more" if what.kind is AdjustmentKind.TIME else "how many minutes a clip may last"
            faults.append(Fault("minutes", f"Enter {asked}, from 1 to {MOST_MINUTES}."))
    elif what.minutes is not None:
        faults.append(Fault("minutes", "Leave the minutes empty where no time and no length of clips differs."))
    if not what.words.strip():
        faults.append(Fault("words", "Say what is agreed, so that the assessment organisation can go by it."))
    faults += [
        Fault(name, f"Use at most {MOST_LETTERS:,} characters.")
        for name, said in (("words", what.words), ("reason", what.reason))
        if len(said) > MOST_LETTERS
    ]
    if faults:
        raise BadInput(faults)


def insist_open_to(one: Adjustment, *states: AdjustmentState) -> None:
    """Raises WrongState where the adjustment stands elsewhere."""
    if one.state not in states:
        said = {
            AdjustmentState.PROPOSED: "is still to be answered by the apprentice",
            AdjustmentState.AGREED: "is agreed already",
            AdjustmentState.REFUSED: "was refused by the apprentice",
            AdjustmentState.ENDED: "is gone by no more",
        }[one.state]
        raise WrongState(f"Adjustment {one.number} {said}.")


def insist_says_something(one: Adjustment) -> None:
    """Raises WrongState where nobody can read any more what would be consented to."""
    if one.is_erased:
        raise WrongState(
            f"The words of adjustment {one.number} were erased for good, so nobody can consent to it or refuse it. "
            "The tutor can write down a new one."
        )


def adjustment_words(what: Adjusting, standard: Standard) -> str:
    """What differs, as a heading: “15 more minutes in the professional discussion”."""
    method = next((one.name.lower() for one in standard.methods if one.code == what.method), "")
    where = f" in the {method}" if method else ""
    minutes = what.minutes or 0
    match what.kind:
        case AdjustmentKind.TIME:
            return f"{plural(minutes, 'more minute', 'more minutes')}{where}"
        case AdjustmentKind.CLIP_LENGTH:
            return f"Clips of up to {plural(minutes, 'minute')} in the portfolio"
        case AdjustmentKind.FORMAT:
            return f"Another format{where}"
        case AdjustmentKind.OTHER:
            return f"Something else{where}"
