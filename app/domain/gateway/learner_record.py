"""Whether the learner record says the same person as the account: what differs there can stop a certificate.

The unique learner number (ULN) has ten digits, the first of them no nought: multiplied by 10, 9, … 1 and added up,
they leave 10 when divided by 11 (HESA, student record, Unique Learner Number).
"""

import unicodedata
from dataclasses import dataclass
from datetime import date

from app.domain.gateway.check import Check, CheckState
from app.domain.refusals import BadInput, Fault, WrongState
from app.domain.wording import day_words

LONGEST_NAME = 200
LONGEST_DIFFERENCE = 500
DIGITS = 10
SOURCE = (
    "Touchmark’s own check: a certificate is asked for under the name and the number on the learner record. "
    "The number’s check digit is as HESA publishes it"
)
_ALIKE = str.maketrans({"’": "'", "‘": "'", "`": "'", "‐": "-", "‑": "-", "–": "-"})


@dataclass(frozen=True, slots=True)
class LearnerRecord:
    """What somebody read on the learner record. `number` is the ULN, "" while it is not known.

    `difference` says why the name is another than the account’s and that this is right, "" where nobody has said so.
    """

    name: str
    number: str = ""
    difference: str = ""


@dataclass(frozen=True, slots=True)
class RecordKept:
    """A learner record as it is kept: who entered it last, on which day of London’s, and its revision from 1."""

    record: LearnerRecord
    by: str
    on: date
    revision: int


@dataclass(frozen=True, slots=True)
class RecordStanding:
    """How a learner record compared with the account, without a word of either.

    `is_explained`: somebody recorded why the names differ; None where that was not kept.
    """

    same_name: bool
    has_number: bool
    is_explained: bool | None


def is_learner_number(typed: str) -> bool:
    """Whether this can be a unique learner number, by its length and its check digit."""
    if len(typed) != DIGITS or not (typed.isascii() and typed.isdigit()) or typed[0] == "0":
        return False
    return sum(int(digit) * weight for digit, weight in zip(typed, range(DIGITS, 0, -1), strict=True)) % 11 == 10


def same_name(record: str, account: str) -> bool:
    """Whether two names are one, letter for letter; capitals, spaces, and kinds of apostrophe and hyphen aside."""
    return _plain(record) == _plain(account)


def as_kept(name: str, number: str, difference: str) -> LearnerRecord:
    """What was typed, as it is kept. Raises BadInput by `name`, `number`, `difference`."""
    one = LearnerRecord(" ".join(name.split()), "".join(number.split()), " ".join(difference.split()))
    faults = []
    if not one.name:
        faults.append(Fault("name", "Enter the name as it stands on the learner record."))
    if len(one.name) > LONGEST_NAME:
        faults.append(Fault("name", f"Keep the name to {LONGEST_NAME} characters."))
    if one.number and not is_learner_number(one.number):
        said = "This is no unique learner number: it has ten digits, and the last one follows from the others."
        faults.append(Fault("number", said))
    if len(one.difference) > LONGEST_DIFFERENCE:
        faults.append(Fault("difference", f"Keep this to {LONGEST_DIFFERENCE} characters."))
    if faults:
        raise BadInput(faults)
    return one


def insist_revision(kept: RecordKept | None, revision: int) -> None:
    """Raises WrongState where somebody else entered the record meanwhile. `revision` is 0 where none was there."""
    if (kept.revision if kept else 0) != revision:
        raise WrongState("Somebody entered the learner record meanwhile. Open the page again, and read it first.")


def record_match(kept: RecordKept | RecordStanding | None, account: str) -> Check:
    """The check. What the record says is restricted: a name that differs may tell of family or of a change of life.

    Of an earlier record, only how it compared is known.
    """
    if isinstance(kept, RecordStanding):
        state, reason, restricted = _state(kept), "What the learner record said then is not kept.", None
    else:
        state, reason, restricted = _verdict(kept, account)
    return Check(
        id="record-match",
        title="The learner record matches",
        state=state,
        reason=reason,
        source=SOURCE,
        restricted_reason=restricted,
    )


def is_settled(one: RecordStanding) -> bool:
    """Whether nothing is left to do about such a record."""
    return _state(one) in (CheckState.MET, CheckState.WAIVED)


def _verdict(kept: RecordKept | None, account: str) -> tuple[CheckState, str, str | None]:
    if kept is None:
        nothing = "Nothing is recorded yet: the name and the unique learner number on the learner record."
        return CheckState.NOT_MET, f"{nothing} Compare them months before a certificate is asked for.", None
    one = kept.record
    state = _state(RecordStanding(same_name(one.name, account), bool(one.number), bool(one.difference)))
    seen = f"{kept.by} entered it on {day_words(kept.on)}."
    named = f"On the learner record: {one.name}. On the account: {account}."
    number = "" if one.number else " The unique learner number is not recorded yet."
    if same_name(one.name, account):
        if number:
            return state, f"The name is the account’s.{number} {seen}", None
        return state, f"The name is the account’s, and the number is a unique learner number. {seen}", None
    if not one.difference:
        differs = "The name on the learner record is another than on the account, which can stop a certificate."
        return (
            state,
            f"{differs} Put right the one that is wrong, or record why they differ.{number}",
            named,
        )
    explained = f"The name on the learner record is another than on the account; why is on record.{number} {seen}"
    return state, explained, f"{named} {one.difference}"


def _state(one: RecordStanding) -> CheckState:
    if not one.same_name and not one.is_explained:
        return CheckState.NOT_MET
    if not one.has_number:
        return CheckState.PARTLY
    return CheckState.MET if one.same_name else CheckState.WAIVED


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).translate(_ALIKE).casefold().split())
