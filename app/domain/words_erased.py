"""Words that stand beside evidence (why something was waived, agreed or cancelled, what a frozen version is for) and
that identified somebody after all: each thing with words has a name, by which its words are erased for good.

Days, states, who did it and hashes stay. Reviews, targets and the case study are erased where they are read; here they
have names too, so that an older backup does not bring their words back. So has a visit from outside, which may show
something of many apprentices and belongs to none: its words are erased on its own page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.refusals import BadInput, Fault
from app.domain.signatures import RecordKey, RecordKind


class WordsOf(StrEnum):
    """What the words stand with. The value begins its name, as in “waiver 2”."""

    PORTFOLIO = "portfolio"
    STATEMENT = "statement"
    DECLARATION = "declaration"
    PLAN = "plan"
    WAIVER = "waiver"
    ADJUSTMENT = "adjustment"
    COMPONENT = "component"
    ATTEMPT = "attempt"
    ACTIVITY = "activity"
    ENTRY = "entry"
    BREACH = "breach"
    SAMPLE = "sample"
    REVIEW = "review"
    TARGET = "target"
    CASE_STUDY = "case study"
    VISIT = "visit"


WHAT = {
    WordsOf.PORTFOLIO: "What a frozen version of the portfolio is for",
    WordsOf.STATEMENT: "The employer’s statement on a frozen version, and why it was refused or not obtained",
    WordsOf.DECLARATION: "The gateway declaration, and why it was refused or not obtained",
    WordsOf.PLAN: "The training plan as it was put to sign, and why it was refused or not obtained",
    WordsOf.WAIVER: "Why a gateway check was waived, and who agreed at the employer",
    WordsOf.ADJUSTMENT: "An adjustment: what is agreed, why, and who was told",
    WordsOf.COMPONENT: "A gateway component: how it was handed over, why it came back",
    WordsOf.ATTEMPT: "An attempt at a method: where, by which organisation, and every reason",
    WordsOf.ACTIVITY: "An activity of the training plan: its title, reasons and feedback",
    WordsOf.ENTRY: "What hours were for, and every note on them, by the number of the entry",
    WordsOf.BREACH: "Why a piece of evidence was closed, or opened again",
    WordsOf.SAMPLE: "What sampling and the tutor said of a decision, by draw and place",
}
"""What can be erased here, in words."""


@dataclass(frozen=True, slots=True)
class Worded:
    """One thing that has words. `which` is its number or code, "" where there is only one."""

    of: WordsOf
    which: str

    @property
    def name(self) -> str:
        """What is typed to erase it: “waiver 2”."""
        return f"{self.of.value} {self.which}".strip()


SIGNED = {
    WordsOf.STATEMENT: RecordKind.EMPLOYER_STATEMENT,
    WordsOf.DECLARATION: RecordKind.DECLARATION,
    WordsOf.PLAN: RecordKind.TRAINING_PLAN,
    WordsOf.REVIEW: RecordKind.REVIEW,
}
"""Of what is put to be signed, which record has its words."""


def name_of_record(key: RecordKey) -> str:
    """The name of a record that is put to be signed, in whatever version: “statement 1”."""
    return next(Worded(of, str(key.number)).name for of, kind in SIGNED.items() if kind is key.kind)


def worded(name: str) -> Worded | None:
    """The thing of a name; None where that is no name of one."""
    for of in WordsOf:
        if name == of.value or name.startswith(f"{of.value} "):
            return Worded(of, name.removeprefix(of.value).strip())
    return None


def named(typed: str, there: Sequence[Worded]) -> Worded:
    """The one of these whose name was typed, to be sure. Raises BadInput by `what`."""
    said = " ".join(typed.split()).casefold()
    for one in there:
        if one.name.casefold() == said:
            return one
    example = there[0].name if there else "waiver 2"
    raise BadInput([Fault("what", f"Type a name from the list, such as {example}. Nothing brings its words back.")])
