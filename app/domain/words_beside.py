"""Words beside the evidence, looked through as they are saved: what may identify somebody stays only with a reason.

Of what stays, its place, its kind and the reason are kept, never the words again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.confidentiality import FindingKind, Known
from app.domain.evidence.findings import LONGEST_KEEPING, REASON, Spotted, spotted_in_text
from app.domain.refusals import BadInput, Fault


@dataclass(frozen=True, slots=True)
class Kept:
    """Something in the words of a field that looks as if it identified somebody, and the reason for which it stays.

    `start` and `length` count characters of the words as they were looked through.
    """

    field: str
    start: int
    length: int
    kind: FindingKind
    reason: str


class Unsettled(BadInput):
    """Words that may identify somebody and have no reason to stay. `spotted` is all that was found, settled or not."""

    def __init__(self, faults: Sequence[Fault], spotted: Sequence[Spotted]) -> None:
        self.spotted = tuple(spotted)
        super().__init__(faults)


def spotted_in(words: Mapping[str, str], known: Known) -> tuple[Spotted, ...]:
    """What may identify somebody in words by the field they were typed in, in the order of the fields."""
    return tuple(one for field, text in words.items() for one in spotted_in_text(field, text, known))


def insist_settled(spotted: Sequence[Spotted], keeping: Mapping[str, str]) -> tuple[Kept, ...]:
    """What stays with its reason. Raises Unsettled for what has none, by `Spotted.field_of_reason`."""
    kept: list[Kept] = []
    faults: dict[str, Fault] = {}
    for one in spotted:
        reason = " ".join(keeping.get(one.field_of_reason, "").split())
        if not reason:
            said = f"“{one.words}” looks like {one.why}. Change the words, or say why they may stay."
            faults[one.field_of_reason] = Fault(one.field_of_reason, said)
        elif len(reason) > LONGEST_KEEPING:
            too_long = f"Use at most {LONGEST_KEEPING} characters."
            faults[one.field_of_reason] = Fault(one.field_of_reason, too_long)
        else:
            kept.append(Kept(one.field, one.start, one.length, one.kind, reason))
    if faults:
        raise Unsettled(list(faults.values()), spotted)
    return tuple(kept)


def is_reason(name: str) -> bool:
    """Whether a field of a form, or a path of a refusal, is that of a reason for keeping something."""
    return name.startswith(REASON)
