"""Distance travelled: what each party said at first and says now, by KSB and by kind, beside the evidence accepted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.coverage import KsbState
from app.domain.people import Role
from app.domain.programmes.skills_scan import SkillsScale
from app.domain.skills_scan.values import PARTIES, GivenRatings, PriorLearning, SkillsScan
from app.domain.standards import Ksb

Shown = Sequence[tuple[SkillsScan, tuple[GivenRatings, ...]]]
"""Scans in the order of their numbers, each with the ratings that whoever asks may see."""


class Beside(StrEnum):
    """What a rating and the evidence say together, where they do not go together."""

    HIGH_WITHOUT_EVIDENCE = "high_without_evidence"
    LOW_WITH_ACCEPTED = "low_with_accepted"


@dataclass(frozen=True, slots=True)
class PartyDistance:
    """One party on one KSB: points at first and in its latest scan; None where it gave only one, or cannot say."""

    role: Role
    first: int | None
    latest: int | None

    @property
    def now(self) -> int | None:
        """What the party says now, as far as it has said."""
        return self.first if self.latest is None else self.latest

    @property
    def moved(self) -> int | None:
        """By how many points the rating moved; None where there are not two."""
        return None if self.first is None or self.latest is None else self.latest - self.first


@dataclass(frozen=True, slots=True)
class KsbDistance:
    """One KSB: each party that has given ratings, how its evidence stands, and whether people should talk about it."""

    ksb: str
    kind: str
    parties: tuple[PartyDistance, ...]
    state: KsbState
    beside: Beside | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True)
class KindDistance:
    """The average of one party over one kind, in tenths of a point (halves up), of the KSBs rated at both times.

    `latest_tenths` is None where the party has given one scan; `first_tenths` where it rated none.
    """

    kind: str
    role: Role
    rated: int
    first_tenths: int | None
    latest_tenths: int | None


@dataclass(frozen=True, slots=True)
class Distance:
    """All of it. `first` and `latest` are the numbers of each party's scans; `latest` lacks whoever gave one only.

    `compared` is the number of the newest scan in which two parties or more have given, 0 where there is none.
    """

    ksbs: tuple[KsbDistance, ...]
    kinds: tuple[KindDistance, ...]
    first: Mapping[Role, int]
    latest: Mapping[Role, int]
    compared: int = 0

    @property
    def parties(self) -> tuple[Role, ...]:
        """Who has given ratings."""
        return tuple(role for role in PARTIES if role in self.first)


@dataclass(frozen=True, slots=True)
class Apart:
    """A KSB on which parties differ: who says how many points."""

    ksb: str
    points: tuple[tuple[Role, int], ...]


@dataclass(frozen=True, slots=True)
class NotedPrior:
    """Prior learning that a party noted, in its newest scan that notes any of this KSB."""

    ksb: str
    role: Role
    prior: PriorLearning


@dataclass(frozen=True, slots=True)
class StartingPoints:
    """What a plan or a review starts from: KSBs that the apprentice rates lowest, prior learning, where parties differ.

    `scan` is the number of the scan in which the apprentice rated last, 0 where they have not. `lowest` are pairs of
    KSB and points, lowest first.
    """

    scan: int
    lowest: tuple[tuple[str, int], ...]
    prior: tuple[NotedPrior, ...]
    apart: tuple[Apart, ...]


def distance(ksbs: Sequence[Ksb], shown: Shown, states: Mapping[str, KsbState], scale: SkillsScale) -> Distance:
    """Where each party began and stands, over scans on this scale. KSBs without a state count as not started."""
    of = {role: _first_and_latest(shown, role, scale) for role in PARTIES}
    given = {role: pair for role, pair in of.items() if pair[0] is not None}
    compared, together = _compared(shown, scale)
    rows = tuple(_row(ksb, given, together, states.get(ksb.code, KsbState.NOT_STARTED), scale) for ksb in ksbs)
    kinds = dict.fromkeys(ksb.kind for ksb in ksbs)
    return Distance(
        rows,
        tuple(_of_kind(kind, role, rows) for kind in kinds for role in given),
        {role: first[0].number for role, (first, _) in given.items() if first},
        {role: latest[0].number for role, (_, latest) in given.items() if latest},
        compared,
    )


_Given = tuple[SkillsScan, GivenRatings]
_Pair = tuple[_Given | None, _Given | None]


def _first_and_latest(shown: Shown, role: Role, scale: SkillsScale) -> _Pair:
    """A party's first ratings and, where they are others, its latest."""
    every = [(scan, one) for scan, given in _on(shown, scale) for one in given if one.role is role]
    return (every[0] if every else None), (every[-1] if len(every) > 1 else None)


def _on(shown: Shown, scale: SkillsScale) -> Shown:
    return [(scan, given) for scan, given in shown if scan.scale == scale.code]


def _compared(shown: Shown, scale: SkillsScale) -> tuple[int, tuple[GivenRatings, ...]]:
    several = [(scan.number, given) for scan, given in _on(shown, scale) if len(given) > 1]
    return several[-1] if several else (0, ())


def _row(
    ksb: Ksb, given: Mapping[Role, _Pair], together: Iterable[GivenRatings], state: KsbState, scale: SkillsScale
) -> KsbDistance:
    parties = tuple(
        PartyDistance(
            role, first[1].points(ksb.code) if first else None, latest[1].points(ksb.code) if latest else None
        )
        for role, (first, latest) in given.items()
    )
    said = [points for one in together if (points := one.points(ksb.code)) is not None]
    own = next((one.now for one in parties if one.role is Role.APPRENTICE), None)
    return KsbDistance(ksb.code, ksb.kind, parties, state, _beside(own, state, scale), scale.apart(said))


def _beside(own: int | None, state: KsbState, scale: SkillsScale) -> Beside | None:
    """What the apprentice's own rating and the evidence say together. Evidence that waits says nothing yet."""
    if own is None:
        return None
    if own >= scale.high_from and state is KsbState.NOT_STARTED:
        return Beside.HIGH_WITHOUT_EVIDENCE
    return Beside.LOW_WITH_ACCEPTED if own <= scale.low_to and state is KsbState.ACCEPTED else None


def _of_kind(kind: str, role: Role, rows: Sequence[KsbDistance]) -> KindDistance:
    of = [party for row in rows if row.kind == kind for party in row.parties if party.role is role]
    both = [one for one in of if one.moved is not None]
    counted = both or [one for one in of if one.first is not None]
    firsts = [one.first for one in counted if one.first is not None]
    latests = [one.latest for one in both if one.latest is not None]
    return KindDistance(kind, role, len(counted), tenths(firsts), tenths(latests))


def tenths(points: Sequence[int]) -> int | None:
    """The average of points in tenths, halves up; None of nothing."""
    return (20 * sum(points) + len(points)) // (2 * len(points)) if points else None


def starting_points(ksbs: Sequence[Ksb], shown: Shown, scale: SkillsScale) -> StartingPoints:
    """What there is to start from, of the ratings that whoever asks may see."""
    own = [(scan.number, one) for scan, given in _on(shown, scale) for one in given if one.role is Role.APPRENTICE]
    number, rated = own[-1] if own else (0, None)
    low = [(ksb.code, points) for ksb in ksbs if rated and (points := rated.points(ksb.code)) is not None]
    low = sorted((one for one in low if one[1] <= scale.low_to), key=lambda one: one[1])
    return StartingPoints(number, tuple(low), tuple(_prior(ksbs, shown)), tuple(_apart(ksbs, shown, scale)))


def _prior(ksbs: Sequence[Ksb], shown: Shown) -> Iterable[NotedPrior]:
    """What was noted, newest scan first for each party; words hold whatever the scale."""
    noted: dict[tuple[str, Role], PriorLearning] = {}
    for _, given in shown:
        for one in given:
            noted |= {(rating.ksb, one.role): rating.prior for rating in one.ratings.values() if rating.prior}
    for ksb in ksbs:
        for role in PARTIES:
            if (ksb.code, role) in noted:
                yield NotedPrior(ksb.code, role, noted[ksb.code, role])


def _apart(ksbs: Sequence[Ksb], shown: Shown, scale: SkillsScale) -> Iterable[Apart]:
    _, together = _compared(shown, scale)
    by_role = {one.role: one for one in together}
    for ksb in ksbs:
        said = tuple(
            (role, points)
            for role in PARTIES
            if role in by_role and (points := by_role[role].points(ksb.code)) is not None
        )
        if scale.apart([points for _, points in said]):
            yield Apart(ksb.code, said)
