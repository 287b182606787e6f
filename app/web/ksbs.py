"""KSBs as pages show them: families of tiles, strips of bars, and how far the coverage has come in a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from app.domain.apprenticeships import Apprenticeship
from app.domain.coverage import Coverage, CoverageInBrief, KsbState
from app.domain.people import Member, Role
from app.domain.standards import Standard
from app.rendering.words import in_words, plural, possessive
from app.web.record import record_address

STATE_ORDER = (KsbState.RETURNED, KsbState.NOT_STARTED, KsbState.TAGGED, KsbState.ACCEPTED)
"""States in the order of the filters: what asks for work first."""

Families = tuple[tuple[str, tuple[str | None, ...]], ...]
"""What a strip is drawn from: each kind's initial with the states of its KSBs; None leaves a place empty."""


@dataclass(frozen=True, slots=True)
class KsbTile:
    """One KSB as a box that fills; `state` is a KsbState's code."""

    code: str
    short: str
    state: str
    address: str


@dataclass(frozen=True, slots=True)
class KsbFamily:
    """The tiles of one kind. `progress` says how far it is: “9 of 17 accepted”."""

    name: str
    progress: str
    tiles: tuple[KsbTile, ...]


def in_published_order(codes: Iterable[str], standard: Standard) -> tuple[str, ...]:
    """Codes as the standard lists them: K2 before K10, knowledge before skills before behaviours."""
    place = standard.place_of_ksb
    return tuple(sorted(codes, key=lambda code: (place.get(code, len(place)), code)))


def families(standard: Standard, coverage: Coverage, apprenticeship: UUID) -> tuple[KsbFamily, ...]:
    """Every KSB as a tile that leads to its row of the coverage page. Kinds without KSBs are left out."""
    page = record_address(apprenticeship, "coverage")
    found = []
    for kind in standard.kinds:
        tally = coverage.kinds[kind.code]
        tiles = tuple(
            KsbTile(ksb.code, standard.ksb_by_code[ksb.code].short, ksb.state.value, f"{page}#{ksb.code}")
            for ksb in coverage.ksbs
            if ksb.kind == kind.code
        )
        if tiles:
            found.append(KsbFamily(kind.name, f"{tally.accepted} of {tally.total} accepted", tiles))
    return tuple(found)


def strip_in_brief(standard: Standard, coverage: CoverageInBrief) -> Families:
    """The strip of a coverage in brief."""
    states = dict(coverage.kinds)
    return tuple((kind.initial, states[kind.code]) for kind in standard.kinds)


def strip_families(standard: Standard, coverage: Coverage, only: frozenset[str] | None = None) -> Families:
    """The strip of a coverage. Of KSBs not in `only` the place stays empty, so that strips line up."""
    return tuple(
        (
            kind.initial,
            tuple(
                ksb.state.value if only is None or ksb.code in only else None
                for ksb in coverage.ksbs
                if ksb.kind == kind.code
            ),
        )
        for kind in standard.kinds
    )


def strip_label(coverage: Coverage | CoverageInBrief) -> str:
    """What a strip says to a screen reader."""
    return (
        f"{coverage.accepted} of {coverage.total} KSBs accepted, {coverage.tagged} tagged, "
        f"{coverage.returned} needing more, {coverage.not_started} not started."
    )


def standing(coverage: Coverage, whose_decision: str) -> str:
    """How far it has come: “19 of 38 KSBs are accepted. 5 are tagged and wait for Priya’s decision, 2 need more.”"""
    begun = f"{coverage.accepted} of {plural(coverage.total, 'KSB')} {_are(coverage.accepted)} accepted."
    rest = []
    if coverage.tagged:
        verb = "waits" if coverage.tagged == 1 else "wait"
        rest.append(f"{coverage.tagged} {_are(coverage.tagged)} tagged and {verb} for {whose_decision}")
    if coverage.returned:
        rest.append(f"{coverage.returned} {'needs' if coverage.returned == 1 else 'need'} more")
    if coverage.not_started:
        rest.append(f"{coverage.not_started} {_are(coverage.not_started)} not started")
    return f"{begun} {in_words(rest)}." if rest else begun


def split_words(standard: Standard) -> str:
    """That nobody has published which method assesses which KSB, and what follows; or whose word it is.

    "" where there is no method, or no source to name.
    """
    if standard.method_mapping_confirmed:
        source = standard.sources.get("method_mapping")
        return f"Which assessment method assesses each KSB: {source.name}." if source else ""
    if not standard.methods:
        return ""
    return (
        f"Which assessment method assesses each KSB of {standard.reference} version {standard.version} is not "
        f"confirmed, so all {len(standard.ksbs)} count."
    )


def whose_decision(apprenticeship: Apprenticeship, member: Member) -> str:
    """Whose decision a tag waits for, as this reader would say it."""
    if Role.TUTOR in member.roles:
        return "your decision"
    if apprenticeship.tutor and Role.APPRENTICE in member.roles:
        return f"{possessive(apprenticeship.tutor.name.split()[0])} decision"
    return "the tutor’s decision"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
