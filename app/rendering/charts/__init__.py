"""Figures drawn as SVG text: plain functions over values, themed by the stylesheet's classes, readable without colour.

Each drawing says in its `aria-label` what it shows, escapes what it is given and returns Markup. A chart is drawn at
three widths; a container query shows the one whose text stays at its own size, so put it inside `.cq`.
"""

from app.rendering.charts.cumulative import cumulative
from app.rendering.charts.distance import DistanceRow, distance, shape_words
from app.rendering.charts.meter import meter
from app.rendering.charts.monthly import MonthLike, monthly
from app.rendering.charts.strip import strip

__all__ = ["DistanceRow", "MonthLike", "cumulative", "distance", "meter", "monthly", "shape_words", "strip"]
