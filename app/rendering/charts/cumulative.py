"""The running total of confirmed hours against the straight line to the planned end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from markupsafe import Markup, escape

from app.rendering.charts.monthly import MonthLike
from app.rendering.charts.plane import Plane, at_three_widths, axis_month, months_between
from app.rendering.words import date_words, hours, hours_number, month_words

Points = tuple[tuple[date, int], ...]
"""Days with the minutes reached by then."""

_MOST_CHARTS = 512
_CHARACTER = 7.2
"""About how wide one letter of the labels is, in pixels."""
_LABEL = 150
"""About how wide a label is at most, in pixels."""


@dataclass(frozen=True, slots=True)
class _Course:
    """What is drawn: the two lines, and the days they run between. Minutes."""

    start: date
    end: date
    today: date
    planned: int
    confirmed: Points
    expected: Points
    expected_today: int

    @property
    def total(self) -> int:
        return self.confirmed[-1][1]

    @property
    def last_day(self) -> date:
        return max(self.end, self.today)

    def expected_on(self, day: date) -> int:
        """How far the expected line has come, between its points."""
        return int(_between(self.expected, day))


def _between(points: Points, day: date) -> float:
    """A line's height on a day: straight between its points, level before the first and after the last."""
    earlier = [point for point in points if point[0] <= day]
    later = [point for point in points if point[0] > day]
    if not earlier:
        return float(points[0][1])
    if not later:
        return float(earlier[-1][1])
    (since, low), (until, high) = earlier[-1], later[0]
    return low + (high - low) * ((day - since).days / (until - since).days)


def _confirmed_points(start: date, today: date, months: Sequence[MonthLike]) -> Points:
    """The running total at the end of each month, the last at today."""
    points = [(start, 0)]
    total = 0
    for month in months:
        total += month.confirmed
        next_month = (month.month.replace(day=1) + timedelta(days=32)).replace(day=1)
        points.append((max(min(next_month, today), start), total))
    if points[-1][0] < today:
        points.append((today, total))
    return tuple(points)


class _Canvas:
    """One drawing of the chart: the plane, and where a day lies across it."""

    def __init__(self, course: _Course, width: int, height: int) -> None:
        most = max(course.planned, course.total, course.expected[-1][1], 600) * 1.13
        self.course = course
        self.plane = Plane(width, height, most, left=46, right=14 if width > 500 else 10, top=16)
        self.days = max((course.last_day - course.start).days, 1)

    def x(self, day: date) -> float:
        return self.plane.left + self.plane.inner_width * (day - self.course.start).days / self.days

    def line(self, points: Points) -> str:
        return " ".join(f"{self.x(day):.1f},{self.plane.y(minutes):.1f}" for day, minutes in points)

    def text(self, words: str, x: float, y: float, anchor: str, name: str = "") -> str:
        classes = f' class="{name}"' if name else ""
        return f'<text{classes} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'

    def draw(self) -> str:
        lines = 6 if self.plane.wide else 3
        return self.plane.grid(lines=lines, unit=" h") + self._ticks() + self._lines() + self._labels()

    def _lines(self) -> str:
        course, plane = self.course, self.plane
        base, now = plane.base, self.x(course.today)
        # From just above what is there today: any higher, and it would cut through the words at the planned end.
        above = plane.y(max(course.total, course.expected_on(course.today))) - 10
        under = f"{self.x(course.start):.1f},{base:.1f} {self.line(course.confirmed)} {now:.1f},{base:.1f}"
        return (
            f'<polygon class="area" points="{under}"/><polyline class="exp" points="{self.line(course.expected)}"/>'
            f'<polyline class="line" points="{self.line(course.confirmed)}"/>'
            f'<line class="now" x1="{now:.1f}" x2="{now:.1f}" y1="{above:.1f}" y2="{base:.1f}"/>'
            f'<circle class="dot" cx="{now:.1f}" cy="{plane.y(course.total):.1f}" r="5.5"/>'
        )

    def _ticks(self) -> str:
        """Months along the foot, as many as fit between the start and the gateway."""
        course, y = self.course, self.plane.height - 12
        end = self.x(course.end)
        words = [self.text(axis_month(course.start, year=True), self.plane.left, y, "start")]
        words.append(self.text("Gateway", end, y, "end" if end > self.plane.width - 60 else "middle"))
        months = months_between(course.start, course.last_day)
        month_width = self.plane.inner_width * 30.4 / self.days
        every = next((step for step in (1, 2, 3, 6, 12) if month_width * step >= 62), 12)
        previous = course.start.year
        for month in months:
            x = self.x(month)
            clear = x > self.plane.left + 66 and not -95 < x - end < 60 and x < self.plane.width - 30
            if (month.month - 1) % every == 0 and clear:
                words.append(self.text(axis_month(month, year=month.year != previous), x, y, "middle"))
                previous = month.year
        return "".join(words)

    def _labels(self) -> str:
        course = self.course
        planned = f"{hours_number(course.planned)} h{' planned' if self.plane.wide else ''}"
        end_anchor = "end" if self.x(course.end) > self.plane.width - 80 else "middle"
        top = self.plane.y(course.expected[-1][1])
        # The figure confirmed stands above its line where it is ahead: close to it, the one planned goes below its own.
        apart = abs(self.x(course.end) - self.x(course.today)) > _LABEL or self.plane.y(course.total) < top - 18
        top += -9 if apart or course.total <= course.expected_today else 20
        return (
            self._confirmed_label()
            + self._expected_label()
            + self.text(planned, self.x(course.end), top, end_anchor, "strong halo")
        )

    def _confirmed_label(self) -> str:
        """On the side with more room: below the line when it is behind, above it when ahead or close to the foot."""
        course, plane = self.course, self.plane
        words = f"Confirmed {hours_number(course.total)} h"
        x, y = self.x(course.today), plane.y(course.total)
        on_left = x >= plane.left + plane.inner_width / 2
        at, anchor = (x - 12, "end") if on_left else (x + 12, "start")
        width = timedelta(days=int((12 + _CHARACTER * len(words)) * self.days / plane.inner_width))
        ahead = course.total > course.expected_today
        if on_left and not ahead:
            below = plane.y(_between(course.confirmed, course.today - width))
            return self.text(words, at, min(max(below, y) + 20, plane.base - 10), anchor, "strong")
        if not (on_left or ahead) and y + 18 <= plane.base - 10:
            return self.text(words, at, y + 18, anchor, "strong halo")
        clear = y if on_left else min(y, plane.y(_between(course.expected, course.today + width)))
        return self.text(words, at, max(clear - 8, plane.top), anchor, "strong halo")

    def _expected_label(self) -> str:
        """Above the line where the total runs below it, else below the line."""
        course = self.course
        middle = course.start + timedelta(days=int(self.days * (0.62 if self.plane.wide else 0.5)))
        x, y = self.x(middle), self.plane.y(_between(course.expected, middle))
        shown = min(middle, course.today)
        if _between(course.confirmed, shown) > course.expected_on(shown):
            return self.text("Expected", x + 10, min(y + 22, self.plane.base - 10), "start")
        return self.text("Expected", x - 6, y - 10, "end", "halo")


def _label(course: _Course) -> str:
    """The whole chart in sentences."""
    return (
        f"Line chart. Confirmed off-the-job hours rise from 0 in {month_words(course.start)} to {hours(course.total)}"
        f" on {date_words(course.today)}. The expected line reaches {hours(course.expected_today)} on the"
        f" same day and {hours(course.planned)} at the planned gateway, {date_words(course.end)}."
    )


def cumulative(
    months: Sequence[MonthLike],
    *,
    start: date,
    end: date,
    today: date,
    planned: int,
    expected: Sequence[tuple[date, int]] = (),
    expected_today: int | None = None,
) -> Markup:
    """The running total of `months` (oldest first) from `start` to `today`, and the way to `planned` at `end`.

    Minutes throughout. `expected` is the expected line's corners where breaks in learning bend it; left out, it is
    straight. `expected_today` is the figure that the page names beside the chart; left out, it is read off the line.
    Put it in `<figure class="chart">`.
    """
    now = max(today, start)
    line = tuple(expected) or ((start, 0), (end, planned))
    return _drawn(
        _Course(
            start=start,
            end=end,
            today=now,
            planned=planned,
            confirmed=_confirmed_points(start, now, months),
            expected=line,
            expected_today=int(_between(line, now)) if expected_today is None else expected_today,
        )
    )


@lru_cache(_MOST_CHARTS)
def _drawn(course: _Course) -> Markup:
    """Drawn once for the same figures: they change once a day at most, and people look more often."""
    label = escape(_label(course))

    def draw(width: int, height: int, name: str) -> str:
        inside = _Canvas(course, width, height).draw()
        return f'<svg class="{name}" viewBox="0 0 {width} {height}" role="img" aria-label="{label}">{inside}</svg>'

    return at_three_widths(draw, (330, 290, 270))
