"""The ground a chart is drawn on: where a day and a number of minutes lie, grid lines, and the three widths."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from math import ceil

from markupsafe import Markup

from app.rendering.words import month_short

Draw = Callable[[int, int, str], str]
"""Draws one chart: width, height, and the class that shows it at that width."""

WIDE_FROM = 500
"""From this width a chart has room for every label."""

_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000)


@dataclass(frozen=True, slots=True)
class Plane:
    """A drawing area in pixels. `most` is the number of minutes at its top edge; it starts at zero."""

    width: int
    height: int
    most: float
    left: int
    right: int
    top: int
    bottom: int = 34

    @property
    def inner_width(self) -> int:
        """The room between the left and the right margin."""
        return self.width - self.left - self.right

    @property
    def base(self) -> float:
        """Where zero lies."""
        return float(self.height - self.bottom)

    @property
    def wide(self) -> bool:
        """Whether there is room for every label."""
        return self.width > WIDE_FROM

    def y(self, minutes: float) -> float:
        """How far down a number of minutes lies."""
        return self.top + (self.base - self.top) * (1 - minutes / self.most)

    def grid(self, *, lines: int, unit: str = "") -> str:
        """Level lines at round numbers of hours, the lowest being the axis, each with its number at the left."""
        step = step_of_hours(self.most / 60, lines)
        tops = range(0, int(self.most // 60) + 1, step)
        return "".join(self._level(value, f"{value}{unit if value == tops[-1] else ''}") for value in tops)

    def _level(self, value: int, words: str) -> str:
        y = self.y(value * 60)
        name = "grid-l" if value else "axis"
        return (
            f'<line class="{name}" x1="{self.left}" x2="{self.width - self.right}" y1="{y:.1f}" y2="{y:.1f}"/>'
            f'<text x="{self.left - 8}" y="{y + 4:.1f}" text-anchor="end">{words}</text>'
        )


def step_of_hours(most: float, lines: int) -> int:
    """The smallest round number of hours that needs at most so many lines to reach `most`."""
    return next((step for step in _STEPS if most / step <= lines), ceil(most / lines))


def months_between(first: date, last: date) -> list[date]:
    """The first day of every month after `first`, up to and with `last`."""
    found: list[date] = []
    year, month = first.year, first.month
    while True:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        start = date(year, month, 1)
        if start > last:
            return found
        found.append(start)


def axis_month(on: date, *, year: bool) -> str:
    """A month's name along the foot of a chart: Nov, or Nov 26."""
    return f"{month_short(on, year=False)} {on.year % 100:02d}" if year else month_short(on, year=False)


def at_three_widths(draw: Draw, heights: tuple[int, int, int]) -> Markup:
    """The same chart at 1040, 640 and 330 pixels; a container query shows the one that fits."""
    widths = ((1040, "widec"), (640, "midc"), (330, "narrow"))
    drawn = (draw(width, height, name) for (width, name), height in zip(widths, heights, strict=True))
    return Markup("".join(drawn))  # noqa: S704  # every drawing escapes the words it was given
