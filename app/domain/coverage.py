"""Coverage: how far the evidence reaches over a standard's KSBs, worked out from counts of tags.

A count holds only what counts: tags of the counting version of a piece that is not withdrawn. Drafts, superseded
versions and declined tags are nobody's coverage; a carried tag counts as accepted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from app.domain.standards import Ksb, Standard


class KsbState(StrEnum):
    """Where a KSB stands: the first of these that holds. `RETURNED` reads “needs more” on screen."""

    ACCEPTED = "accepted"
    TAGGED = "tagged"
    RETURNED = "returned"
    NOT_STARTED = "not_started"


class TagCount(NamedTuple):
    """How many counting tags one KSB has in each state, and the numbers of the pieces they are on."""

    ksb: str
    accepted: int = 0
    awaiting: int = 0
    returned: int = 0
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KsbCoverage:
    """One KSB: its state, the tags behind it, the pieces by number in rising order, and why it stands so."""

    code: str
    kind: str
    state: KsbState
    accepted: int
    awaiting: int
    returned: int
    evidence: tuple[int, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of some KSBs are accepted. `percent` is rounded down."""

    code: str
    total: int
    accepted: int
    percent: int


@dataclass(frozen=True, slots=True)
class DutyCoverage:
    """One duty's KSBs and hours. `target_minutes` is None where the standard gives no days or the day has no length."""

    code: str
    total: int
    accepted: int
    percent: int
    target_minutes: int | None
    confirmed_minutes: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole, counted in KSBs. `kinds` is by kind’s code; `methods` is None while the split is unconfirmed."""

    total: int
    accepted: int
    tagged: int
    returned: int
    not_started: int
    percent: int
    ksbs: tuple[KsbCoverage, ...]
    kinds: Mapping[str, Tally]
    duties: tuple[DutyCoverage, ...]
    methods: tuple[Tally, ...] | None

    def state_of(self, ksb: str) -> KsbState:
        """The state of one KSB; KeyError where the standard has no such code."""
        for covered in self.ksbs:
            if covered.code == ksb:
                return covered.state
        raise KeyError(ksb)


@dataclass(frozen=True, slots=True)
class CoverageInBrief:
    """The whole without its reasons, as a list of many people shows it. `awaiting` counts tags, the rest KSBs.

    `kinds` has, for each kind of the standard, its code and the state of each of its KSBs in the standard's order.
    """

    total: int
    accepted: int
    tagged: int
    returned: int
    not_started: int
    awaiting: int
    kinds: tuple[tuple[str, tuple[KsbState, ...]], ...]


def percent_of(part: int, whole: int) -> int:
    """Part of whole in percent, rounded down; 0 where there is no whole."""
    return part * 100 // whole if whole else 0


def coverage(
    standard: Standard,
    counts: Iterable[TagCount],
    duty_minutes: Mapping[str, int],
    *,
    day_minutes: int | None,
    option: str | None = None,
) -> Coverage:
    """The coverage of a standard by these tags.

    `duty_minutes` are the confirmed off-the-job minutes by duty; `day_minutes` is how long the programme's day is,
    which turns a duty's off-the-job days into minutes. Where the apprentice took an option, KSBs of other options
    are left out. ValueError when a tag is for a KSB that the standard does not have.
    """
    by_ksb = _by_ksb(standard, counts)
    asked = [ksb for ksb in standard.ksbs if option is None or ksb.option in (None, option)]
    covered = tuple(_covered(ksb, by_ksb.get(ksb.code, TagCount(ksb.code))) for ksb in asked)
    states = [ksb.state for ksb in covered]
    done = {ksb.code for ksb in covered if ksb.state is KsbState.ACCEPTED}
    return Coverage(
        total=len(asked),
        accepted=len(done),
        tagged=states.count(KsbState.TAGGED),
        returned=states.count(KsbState.RETURNED),
        not_started=states.count(KsbState.NOT_STARTED),
        percent=percent_of(len(done), len(asked)),
        ksbs=covered,
        kinds={
            kind.code: _tally(kind.code, [k.code for k in asked if k.kind == kind.code], done)
            for kind in standard.kinds
        },
        duties=_duties(standard, {ksb.code for ksb in asked}, done, duty_minutes, day_minutes),
        methods=_methods(standard, asked, done),
    )


def coverage_in_brief(standard: Standard, counts: Iterable[TagCount]) -> CoverageInBrief:
    """The same states and sums as `coverage` gives, without an option, for whoever shows many at once."""
    by_ksb = _by_ksb(standard, counts)
    kinds = tuple(
        (kind, tuple(_state_of(ksb, by_ksb.get(ksb.code)) for ksb in ksbs))
        for kind, ksbs in standard.ksbs_by_kind.items()
    )
    states = [state for _, found in kinds for state in found]
    return CoverageInBrief(
        total=len(states),
        accepted=states.count(KsbState.ACCEPTED),
        tagged=states.count(KsbState.TAGGED),
        returned=states.count(KsbState.RETURNED),
        not_started=states.count(KsbState.NOT_STARTED),
        awaiting=sum(count.awaiting for count in by_ksb.values()),
        kinds=kinds,
    )


def _by_ksb(standard: Standard, counts: Iterable[TagCount]) -> dict[str, TagCount]:
    by_ksb = {count.ksb: count for count in counts}
    if unknown := sorted(by_ksb.keys() - standard.ksb_by_code.keys()):
        raise ValueError(f"{standard.reference} version {standard.version} has no {', '.join(unknown)}.")
    return by_ksb


def _state_of(ksb: Ksb, count: TagCount | None) -> KsbState:
    return KsbState.NOT_STARTED if count is None else ksb_state(count, ksb.needed)


def _covered(ksb: Ksb, count: TagCount) -> KsbCoverage:
    state = ksb_state(count, ksb.needed)
    return KsbCoverage(
        code=ksb.code,
        kind=ksb.kind,
        state=state,
        accepted=count.accepted,
        awaiting=count.awaiting,
        returned=count.returned,
        evidence=tuple(sorted(count.evidence)),
        why=_why(state, count, ksb.needed),
    )


def ksb_state(count: TagCount, needed: int = 1) -> KsbState:
    """The first state that holds.

    Where the standard asks for more than one accepted tag and some but not all are there, with nothing awaiting and
    nothing returned, the KSB is `TAGGED`: work on it has begun, and it is not accepted.
    """
    if count.accepted >= needed:
        return KsbState.ACCEPTED
    if count.awaiting:
        return KsbState.TAGGED
    if count.returned:
        return KsbState.RETURNED
    return KsbState.TAGGED if count.accepted else KsbState.NOT_STARTED


def _why(state: KsbState, count: TagCount, needed: int) -> str:
    if state is KsbState.ACCEPTED:
        return f"Accepted on {_pieces(count.accepted)}."
    so_far = f" It has {count.accepted} of the {needed} accepted pieces it needs." if count.accepted else ""
    if state is KsbState.RETURNED:
        return f"{_pieces(count.returned).capitalize()} {_needs(count.returned)} more, and nothing else waits." + so_far
    if state is KsbState.NOT_STARTED:
        return "No evidence that has been sent is tagged to it yet."
    if count.awaiting:
        return f"{_pieces(count.awaiting).capitalize()} {_waits(count.awaiting)} for the tutor’s decision." + so_far
    return so_far.strip()


def _pieces(number: int) -> str:
    return "1 piece of evidence" if number == 1 else f"{number} pieces of evidence"


def _needs(number: int) -> str:
    return "needs" if number == 1 else "need"


def _waits(number: int) -> str:
    return "waits" if number == 1 else "wait"


def _tally(code: str, ksbs: list[str], done: set[str]) -> Tally:
    accepted = sum(ksb in done for ksb in ksbs)
    return Tally(code=code, total=len(ksbs), accepted=accepted, percent=percent_of(accepted, len(ksbs)))


def _duties(
    standard: Standard, asked: set[str], done: set[str], duty_minutes: Mapping[str, int], day_minutes: int | None
) -> tuple[DutyCoverage, ...]:
    rows = []
    for duty in standard.duties:
        tally = _tally(duty.code, [ksb for ksb in duty.ksbs if ksb in asked], done)
        rows.append(
            DutyCoverage(
                code=duty.code,
                total=tally.total,
                accepted=tally.accepted,
                percent=tally.percent,
                target_minutes=duty_target(duty.otj_days, day_minutes),
                confirmed_minutes=duty_minutes.get(duty.code, 0),
            )
        )
    return tuple(rows)


def duty_target(otj_days: int | None, day_minutes: int | None) -> int | None:
    """A duty's example off-the-job days in minutes; None where days or the length of a day are not known."""
    return None if otj_days is None or day_minutes is None else otj_days * day_minutes


def _methods(standard: Standard, asked: list[Ksb], done: set[str]) -> tuple[Tally, ...] | None:
    if not standard.method_mapping_confirmed:
        return None
    return tuple(
        _tally(method.code, [ksb.code for ksb in asked if method.code in ksb.assessed_by], done)
        for method in standard.methods
    )
