"""Distance travelled: for each row and party a mark where it began, one where it stands, and the way between."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from app.rendering.charts.plane import at_three_widths

PartyMarks = tuple[int, str, int | None, int | None]
"""A party's place among the parties (which gives its shape), its name, and where it began and stands in tenths."""
DistanceRow = tuple[str, Sequence[PartyMarks]]

_SHAPES = ("circle", "square", "triangle")
_TOP, _FOOT, _GAP = 26, 8, 12


@dataclass(frozen=True, slots=True)
class _Ground:
    """Where tenths of points lie. `words` are the points' names, lowest first; the first stands for `least` tenths."""

    width: int
    left: int
    right: int
    least: int
    words: Sequence[str]

    @property
    def wide(self) -> bool:
        return self.width > 500

    def x(self, tenths: int) -> float:
        room = self.width - self.left - self.right
        return self.left + room * (tenths - self.least) / (10 * max(len(self.words) - 1, 1))


def shape_words(place: int) -> str:
    """The shape of a party's marks, for the sentence above: circle, square, triangle."""
    return _SHAPES[place % len(_SHAPES)]


def distance(
    rows: Sequence[DistanceRow], words: Sequence[str], label: str, *, least: int = 0, names: bool = False
) -> Markup:
    """The drawing at three widths. `words` name the points from `least` up; `label` says in words what is drawn.

    A hollow mark is where a party began, a full one where it stands. With `names` each party's stands at the right.
    """
    step = 20 if names else 13
    height = _TOP + _FOOT + sum(len(parties) * step + _GAP for _, parties in rows)

    def draw(width: int, _: int, name: str) -> str:
        left = 96 if names else 44
        ground = _Ground(width, left, 72 if names else 30, least * 10, words)
        inside = _grid(ground, height) + _rows(rows, ground, step, names=names)
        return (
            f'<svg class="{name}" role="img" aria-label="{escape(label)}" viewBox="0 0 {width} {height}"'
            f' width="{width}" height="{height}">{inside}</svg>'
        )

    return at_three_widths(draw, (height, height, height))


def _grid(ground: _Ground, height: int) -> str:
    """An upright line for each point, with its number and, where there is room, its word."""
    found = []
    for place, word in enumerate(ground.words):
        x = ground.x(ground.least + 10 * place)
        points = ground.least // 10 + place
        said = f"{points} {escape(word)}" if ground.wide else str(points)
        found.append(
            f'<line class="grid-l" x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP - 6}" y2="{height - _FOOT}"/>'
            f'<text class="small" x="{x:.1f}" y="13" text-anchor="middle">{said}</text>'
        )
    return "".join(found)


def _rows(rows: Sequence[DistanceRow], ground: _Ground, step: int, *, names: bool) -> str:
    ways, firsts, latests, words = [], [], [], []
    y = float(_TOP)
    for label, parties in rows:
        middle = y + len(parties) * step / 2
        words.append(f'<text class="strong" x="0" y="{middle + 4:.1f}">{escape(label)}</text>')
        for place, name, first, latest in parties:
            at = y + step / 2
            if first is not None:
                firsts.append(_mark(place, ground.x(first), at))
            if latest is not None:
                latests.append(_mark(place, ground.x(latest), at))
            if first is not None and latest is not None and first != latest:
                ways.append(f"M{ground.x(first):.1f} {at:.1f}H{ground.x(latest):.1f}")
            if names:
                words.append(f'<text class="small" x="{ground.width - 56}" y="{at + 4:.1f}">{escape(name)}</text>')
            y += step
        y += _GAP
    return (
        f'<path class="way" d="{"".join(ways)}"/><path class="began" d="{"".join(firsts)}"/>'
        f'<path class="stands" d="{"".join(latests)}"/>{"".join(words)}'
    )


def _mark(place: int, x: float, y: float) -> str:
    """The outline of one mark as path data: every party has a shape of its own, not only a colour."""
    shape = shape_words(place)
    if shape == "circle":
        return f"M{x - 5:.1f} {y:.1f}a5 5 0 1 0 10 0a5 5 0 1 0-10 0z"
    if shape == "square":
        return f"M{x - 4.5:.1f} {y - 4.5:.1f}h9v9h-9z"
    return f"M{x:.1f} {y - 5.5:.1f}l5.5 10h-11z"
