"""Which pieces are in the portfolio and in which order: by what was chosen, and by the kind where nothing was said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.assessment import ChosenFile, ChosenPiece, ChosenTag, Portfolio
from app.domain.evidence import Evidence, TagState, for_assessment_by_default
from app.domain.programmes import EvidenceKindWords
from app.domain.refusals import BadInput, Fault


@dataclass(frozen=True, slots=True)
class Choice:
    """What was said of one piece. `included` is None where nobody took it in or left it out, so its KSBs decide that.

    `position` counts from 1 among those that were put in order, None where not.
    """

    number: int
    included: bool | None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One piece that could go to the assessor: whether it does, and why in a sentence."""

    evidence: Evidence
    included: bool
    reason: str
    position: int | None


def may_be_chosen(evidence: Evidence) -> bool:
    """Whether a piece could go to an assessor at all: it was sent, counts, and is not closed."""
    return evidence.counting is not None and evidence.withdrawn_at is None and evidence.quarantined_at is None


def candidates(
    pieces: Sequence[Evidence], choices: Mapping[int, Choice], kinds: Mapping[str, EvidenceKindWords]
) -> tuple[Candidate, ...]:
    """Every piece that could go in, those in the portfolio first and in its order, the others by number."""
    found = [_candidate(one, choices.get(one.number), kinds) for one in pieces if may_be_chosen(one)]
    return tuple(sorted(found, key=_order))


@dataclass(frozen=True, slots=True)
class Merged:
    """An order made of an older list and of what is in the portfolio now.

    `out` are the numbers of pieces on the list that are not in any more, `new` those that came in since and stand last.
    """

    numbers: tuple[int, ...]
    out: tuple[int, ...]
    new: tuple[int, ...]


def insist_order(numbers: Sequence[int], included: Sequence[int]) -> None:
    """An order names just the pieces that are in the portfolio. Raises BadInput."""
    if sorted(numbers) != sorted(included):
        raise BadInput([Fault("pieces", "Name every piece that is in the portfolio, each once, and no other.")])


def merged(numbers: Sequence[int], included: Sequence[int]) -> Merged:
    """The order of a list that may be older than what is in now, which `included` has in its order."""
    named = dict.fromkeys(numbers)
    new = tuple(one for one in included if one not in named)
    return Merged(
        (*(one for one in named if one in included), *new), tuple(one for one in named if one not in included), new
    )


def portfolio_of(
    chosen: Sequence[Candidate],
    kinds: Mapping[str, EvidenceKindWords],
    *,
    employer_statement: bool = False,
    longest_clip_minutes: int | None = None,
) -> Portfolio:
    """What is chosen, as the plan checker reads it."""
    pieces = tuple(_piece(one.evidence, kinds) for one in chosen if one.included)
    return Portfolio(pieces, employer_statement, longest_clip_minutes)


def _candidate(one: Evidence, choice: Choice | None, kinds: Mapping[str, EvidenceKindWords]) -> Candidate:
    if choice is not None and choice.included is not None:
        reason = "Taken in." if choice.included else "Left out."
        return Candidate(one, choice.included, reason, choice.position)
    kind = kinds.get(one.shown.kind.value)
    if kind is not None and not (by_kind := for_assessment_by_default(kind)).included:
        return Candidate(one, False, by_kind.reason, None)
    accepted = any(tag.state is TagState.ACCEPTED for tag in one.shown.tags)
    if not accepted:
        return Candidate(one, False, "Not in yet: no KSB of it is accepted.", None)
    return Candidate(one, True, "In, since a KSB of it is accepted.", choice.position if choice else None)


def _order(one: Candidate) -> tuple[bool, bool, int, int]:
    return not one.included, one.position is None, one.position or 0, one.evidence.number


def _piece(one: Evidence, kinds: Mapping[str, EvidenceKindWords]) -> ChosenPiece:
    version = one.shown
    kind = kinds.get(version.kind.value)
    tags = tuple(
        ChosenTag(tag.ksb, tag.state is TagState.ACCEPTED, bool(tag.where))
        for tag in version.tags
        if tag.state is not TagState.SUGGESTED and tag.state is not TagState.DECLINED
    )
    files = tuple(
        ChosenFile(file.name, None if file.milliseconds is None else -(-file.milliseconds // 1000))
        for file in version.files
    )
    named = kind.name if kind else version.kind.value
    return ChosenPiece(one.number, version.kind.value, named, tags, files, cleared=version.cleared_at is not None)
