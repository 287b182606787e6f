"""How far each party says that it is since the start: drawings, and tables of the same values."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.answers.skills_scan import ScansSeen
from app.domain.people import Role
from app.domain.skills_scan import PARTIES, Beside, Distance, KindDistance, KsbDistance, PartyDistance
from app.rendering.charts import DistanceRow, shape_words
from app.rendering.words import in_words

_NOTES = {
    Beside.HIGH_WITHOUT_EVIDENCE: "Rated high, no evidence yet",
    Beside.LOW_WITH_ACCEPTED: "Rated low, evidence accepted",
}


@dataclass(frozen=True, slots=True)
class PartyColumn:
    """One party's column: its name, and which scans its figures are of."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class KindLine:
    """One kind: each party's average in words, in the order of the columns."""

    name: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KsbLine:
    """One KSB: each party's points in words by name, the state of its evidence, and what there is to talk about."""

    code: str
    short: str
    cells: tuple[tuple[str, str], ...]
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class KsbsOfKind:
    """The KSBs of one kind: rows of the drawing, what it says in words, and the table's lines."""

    name: str
    drawing: tuple[DistanceRow, ...]
    label: str
    lines: tuple[KsbLine, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A KSB that is pointed out, and why."""

    code: str
    short: str
    words: str


@dataclass(frozen=True, slots=True)
class DistanceView:
    """All of it. `words` name the points, from `least`; `key` says which shape is whose; `apart_of` names the scan."""

    columns: tuple[PartyColumn, ...]
    words: tuple[str, ...]
    least: int
    key: str
    kind_drawing: tuple[DistanceRow, ...]
    kind_label: str
    kinds: tuple[KindLine, ...]
    groups: tuple[KsbsOfKind, ...]
    apart: tuple[Remark, ...]
    apart_of: str
    high: tuple[Remark, ...]
    low: tuple[Remark, ...]


def distance_view(seen: ScansSeen, found: Distance, names: dict[Role, str]) -> DistanceView | None:
    """What the page shows of it; None where nothing that may be seen was given on this scale."""
    if not found.parties:
        return None
    kinds = [kind for kind in seen.standard.kinds if any(one.kind == kind.code for one in found.kinds)]
    by_kind = {kind.code: [one for one in found.kinds if one.kind == kind.code] for kind in kinds}
    lines = tuple(
        KindLine(kind.name, tuple((names[one.role], _averages(one)) for one in by_kind[kind.code])) for kind in kinds
    )
    return DistanceView(
        columns=tuple(PartyColumn(names[role], _scans_words(found, role)) for role in found.parties),
        words=tuple(point.word for point in seen.scale.points),
        least=seen.scale.points[0].points,
        key=_key(found, names),
        kind_drawing=tuple((kind.name, [_marks(one, names) for one in by_kind[kind.code]]) for kind in kinds),
        kind_label="Averages by kind. " + " ".join(f"{one.name}: {_together(one.cells)}." for one in lines),
        kinds=lines,
        groups=tuple(_group(seen, found, kind.code, kind.name, names) for kind in kinds),
        apart=tuple(_apart(seen, found, row, names) for row in found.ksbs if row.apart),
        apart_of=f"scan {found.compared}" if found.compared else "",
        high=_remarks(seen, found, Beside.HIGH_WITHOUT_EVIDENCE),
        low=_remarks(seen, found, Beside.LOW_WITH_ACCEPTED),
    )


def _scans_words(found: Distance, role: Role) -> str:
    first, latest = found.first[role], found.latest.get(role)
    return f"scan {first} to scan {latest}" if latest else f"scan {first} alone"


def _key(found: Distance, names: dict[Role, str]) -> str:
    """Which shape is whose."""
    shapes = [f"a {shape_words(PARTIES.index(role))} for {names[role]}" for role in found.parties]
    return f"There is {in_words(shapes)}: hollow where they began, full where they stand now."


def _marks(one: KindDistance, names: dict[Role, str]) -> tuple[int, str, int | None, int | None]:
    return PARTIES.index(one.role), names[one.role], one.first_tenths, one.latest_tenths


def _averages(one: KindDistance) -> str:
    if one.first_tenths is None:
        return "Not rated"
    first = _tenths(one.first_tenths)
    return first if one.latest_tenths is None else f"{first} to {_tenths(one.latest_tenths)}"


def _tenths(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}"


def _together(cells: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{name} {words}" for name, words in cells)


def _group(seen: ScansSeen, found: Distance, kind: str, name: str, names: dict[Role, str]) -> KsbsOfKind:
    rows = [row for row in found.ksbs if row.kind == kind]
    drawing = tuple((row.ksb, [_ksb_marks(one, names) for one in row.parties]) for row in rows)
    lines = tuple(_line(seen, row, names) for row in rows)
    return KsbsOfKind(name, drawing, f"{name} by KSB. The table below has the same figures.", lines)


def _ksb_marks(one: PartyDistance, names: dict[Role, str]) -> tuple[int, str, int | None, int | None]:
    return PARTIES.index(one.role), names[one.role], _times_ten(one.first), _times_ten(one.latest)


def _times_ten(points: int | None) -> int | None:
    return None if points is None else points * 10


def _line(seen: ScansSeen, row: KsbDistance, names: dict[Role, str]) -> KsbLine:
    notes = [_NOTES[row.beside]] if row.beside else []
    if row.apart:
        notes.append("Talk about it")
    cells = tuple((names[one.role], points_words(one)) for one in row.parties)
    return KsbLine(row.ksb, _short(seen, row.ksb), cells, row.state.value, "; ".join(notes))


def points_words(one: PartyDistance) -> str:
    """One party's points on one KSB: 1 to 3."""
    if one.now is None:
        return "Cannot say"
    if one.moved is None:
        return str(one.now)
    return f"{one.first} to {one.latest}" if one.moved else f"Still {one.now}"


def _apart(seen: ScansSeen, found: Distance, row: KsbDistance, names: dict[Role, str]) -> Remark:
    given = next(given for scan, given in seen.scans if scan.number == found.compared)
    said = [
        f"{names[role]}: {points}, {seen.scale.word(points)}"
        for role in PARTIES
        for one in given
        if one.role is role and (points := one.points(row.ksb)) is not None
    ]
    return Remark(row.ksb, _short(seen, row.ksb), f"{'; '.join(said)}.")


def _remarks(seen: ScansSeen, found: Distance, beside: Beside) -> tuple[Remark, ...]:
    rows = [row for row in found.ksbs if row.beside is beside]
    return tuple(Remark(row.ksb, _short(seen, row.ksb), _own(seen, row)) for row in rows)


def _own(seen: ScansSeen, row: KsbDistance) -> str:
    points = next((one.now for one in row.parties if one.role is Role.APPRENTICE), None)
    return "" if points is None else f"{points}, {seen.scale.word(points)}"


def _short(seen: ScansSeen, ksb: str) -> str:
    return seen.standard.ksb_by_code[ksb].short
