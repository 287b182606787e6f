"""Hours each month: solid for confirmed, striped for waiting, a dashed line for the plan's average."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from markupsafe import Markup, escape

from app.rendering.charts.plane import Plane, at_three_widths, axis_month
from app.rendering.words import hours, hours_number, month_words

_BARS_AT = {1040: 24, 640: 18, 330: 9}
_ROOM_FOR_A_NUMBER = 30


class MonthLike(Protocol):
    """One month's off-the-job time in minutes; `month` is any day in it."""

    @property
    def month(self) -> date: ...
    @property
    def confirmed(self) -> int: ...
    @property
    def waiting(self) -> int: ...


def hatch(pattern_id: str) -> str:
    """The stripes that mean waiting, as a pattern to fill with."""
    return (
        f'<defs><pattern class="hatch" id="{escape(pattern_id)}" width="5" height="5" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(25)"><rect width="5" height="5"/><rect width="2.4" height="5"/></pattern></defs>'
    )


def _label(months: Sequence[MonthLike], planned: int | None) -> str:
    """The whole chart in sentences."""
    if not months:
        return "Bar chart of off-the-job hours each month. Nothing is logged yet."
    last = months[-1]
    waiting = f" and {hours(last.waiting)} waiting" if last.waiting else ""
    plan = f" The dashed line is the planned average, {hours(planned)} a month." if planned else ""
    most = max(months, key=lambda month: month.confirmed)
    return (
        f"Bar chart of off-the-job hours each month, {month_words(months[0].month)} to {month_words(last.month)}."
        f" The most confirmed is {hours(most.confirmed)}, in {month_words(most.month)}."
        f" {month_words(last.month)}: {hours(last.confirmed)} confirmed{waiting}.{plan}"
    )


def _bar(month: MonthLike, left: float, width: float, plane: Plane, pattern_id: str) -> str:
    """One month's bar, with its waiting part on top."""
    top, base = plane.y(month.confirmed), plane.base
    drawn = f'<rect class="bar" x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{base - top:.1f}"/>'
    if month.waiting:
        above = plane.y(month.confirmed + month.waiting)
        drawn += (
            f'<rect class="bar--wait" fill="url(#{escape(pattern_id)})" x="{left:.1f}" y="{above:.1f}"'
            f' width="{width:.1f}" height="{top - above:.1f}"/>'
        )
    return drawn


def _words(month: MonthLike, middle: float, plane: Plane, *, step: float, first: bool) -> str:
    """The month's name under its bar and, where there is room, its hours above."""
    total = month.confirmed + month.waiting
    name = axis_month(month.month, year=(first or month.month.month == 1) and step >= 44)
    if step < _ROOM_FOR_A_NUMBER:
        name = name[0]
    words = f'<text class="small" x="{middle:.1f}" y="{plane.height - 12}" text-anchor="middle">{name}</text>'
    if total and step >= _ROOM_FOR_A_NUMBER:
        words += (
            f'<text class="strong small halo" x="{middle:.1f}" y="{plane.y(total) - 5:.1f}"'
            f' text-anchor="middle">{hours_number(total)}</text>'
        )
    return words


def _drawing(months: Sequence[MonthLike], planned: int | None, width: int, height: int, pattern_id: str) -> str:
    """Everything inside one drawing."""
    totals = [month.confirmed + month.waiting for month in months]
    most = max([*totals, planned or 0, 600]) * 1.12
    plane = Plane(width, height, most, left=40, right=8, top=14)
    step = plane.inner_width / max(len(months), 1)
    bar = min(34.0, step * 0.7)
    drawn = [hatch(pattern_id), plane.grid(lines=5, unit=" h")]
    labels = []
    for index, month in enumerate(months):
        left = plane.left + step * index + (step - bar) / 2
        drawn.append(_bar(month, left, bar, plane, pattern_id))
        labels.append(_words(month, left + bar / 2, plane, step=step, first=index == 0))
    if planned:
        y = plane.y(planned)
        drawn.append(f'<line class="exp" x1="{plane.left}" x2="{width - plane.right}" y1="{y:.1f}" y2="{y:.1f}"/>')
    return "".join(drawn + labels)


def monthly(chart_id: str, months: Sequence[MonthLike], planned_a_month: int | None = None) -> Markup:
    """Bars for the months given, oldest first (the narrower drawings keep the latest 18 and 9). Minutes throughout.

    `chart_id` must be the page's only one of that name. Put it in `<figure class="chart">`.
    """
    label = escape(_label(months, planned_a_month))

    def draw(width: int, height: int, name: str) -> str:
        shown = months[-_BARS_AT[width] :]
        inside = _drawing(shown, planned_a_month, width, height, f"{chart_id}-{name}")
        return f'<svg class="{name}" viewBox="0 0 {width} {height}" role="img" aria-label="{label}">{inside}</svg>'

    return at_three_widths(draw, (280, 260, 230))
