"""The draw: which of the decisions made since the last one are sampled, each with its reasons.

Whoever has the decisions, the shares and the seed draws the same again, in whatever order the decisions come: each has
a place that follows from SHA-256 of the seed and of which decision it is, and the lowest places are taken.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.domain.evidence import Verdict
from app.domain.refusals import Fault

LARGEST_SEED = 999_999_999


class Risk(StrEnum):
    """Why a decision is likelier to be wrong than others."""

    OWN_OBSERVATION = "own_observation"
    """The tutor decided on what they had observed and written themselves."""
    NEW_TUTOR = "new_tutor"
    """The tutor's first decisions here were made not long ago."""
    DISAGREED_BEFORE = "disagreed_before"
    """A quality assurer disagreed with a decision of this tutor in an earlier draw."""


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """One decision that holds. `seq` counts those on one apprenticeship; `kind` is the code of the piece's kind."""

    apprenticeship: UUID
    seq: int
    number: int
    version: int
    ksb: str
    kind: str
    verdict: Verdict
    tutor: UUID
    risks: frozenset[Risk] = frozenset()

    @property
    def key(self) -> tuple[str, int]:
        """Which decision it is."""
        return str(self.apprenticeship), self.seq


@dataclass(frozen=True, slots=True)
class Shares:
    """The sampling plan. Percentages are of each tutor's decisions, rounded up, so that everybody is sampled.

    `risk_percent` is of those that carry a risk. `each_ksb` and `each_kind`: what no draw had yet is sampled once.
    """

    percent: int = 10
    risk_percent: int = 50
    each_ksb: bool = True
    each_kind: bool = True


OUR_SHARES = Shares()
"""Our own choice, for a provider to replace: no rule that we found says how much is sampled."""


@dataclass(frozen=True, slots=True)
class Sampled:
    """A decision that was drawn. `reasons` are "tutor", "ksb", "kind" and the codes of risks."""

    decision: DecisionMade
    reasons: tuple[str, ...]


def shares_faults(percent: int, risk_percent: int) -> list[Fault]:
    """What is wrong with a sampling plan."""
    return [
        Fault(field, "Enter a percentage from 1 to 100.")
        for field, value in (("percent", percent), ("risk_percent", risk_percent))
        if not 1 <= value <= 100
    ]


def draw(
    decisions: Iterable[DecisionMade],
    shares: Shares,
    seed: int,
    seen_ksbs: Collection[str] = (),
    seen_kinds: Collection[str] = (),
) -> tuple[Sampled, ...]:
    """The sample, in the order of the draw. `seen_…` are the KSBs and kinds that earlier draws had."""
    ordered = sorted(decisions, key=lambda one: (_place(seed, one), one.key))
    reasons: dict[tuple[str, int], list[str]] = defaultdict(list)
    for whose in _by(ordered, lambda one: one.tutor).values():
        for one in whose[: _share(len(whose), shares.percent)]:
            reasons[one.key].append("tutor")
        for risk in Risk:
            risky = [one for one in whose if risk in one.risks]
            for one in risky[: _share(len(risky), shares.risk_percent)]:
                reasons[one.key].append(risk.value)
    if shares.each_ksb:
        _cover(ordered, lambda one: one.ksb, "ksb", seen_ksbs, reasons)
    if shares.each_kind:
        _cover(ordered, lambda one: one.kind, "kind", seen_kinds, reasons)
    return tuple(Sampled(one, tuple(reasons[one.key])) for one in ordered if one.key in reasons)


_What = Callable[[DecisionMade], object]


def _cover(
    ordered: Sequence[DecisionMade],
    what: _What,
    reason: str,
    seen: Collection[str],
    reasons: dict[tuple[str, int], list[str]],
) -> None:
    """Take the first decision of each KSB or kind that neither this draw nor an earlier one has."""
    for value, those in _by(ordered, what).items():
        if value not in seen and not any(one.key in reasons for one in those):
            reasons[those[0].key].append(reason)


def _by(ordered: Sequence[DecisionMade], what: _What) -> Mapping[object, list[DecisionMade]]:
    found: dict[object, list[DecisionMade]] = defaultdict(list)
    for one in ordered:
        found[what(one)].append(one)
    return found


def _share(many: int, percent: int) -> int:
    return -(-many * percent // 100)


def _place(seed: int, one: DecisionMade) -> str:
    return hashlib.sha256(f"{seed}:{one.apprenticeship}:{one.seq}".encode()).hexdigest()
