"""The coverage strip: one bar for each KSB, always in the same place, filled as far as its evidence has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from markupsafe import Markup, escape

StripSize = Literal["small", "medium", "large"]

_MOST_STRIPS = 4096


@dataclass(frozen=True, slots=True)
class _Measure:
    """Pixels: a bar's width and height, the space between bars, the wider space between families."""

    bar: int
    height: int
    gap: int
    family_gap: int


_MEASURES: dict[str, _Measure] = {
    "small": _Measure(5, 18, 1, 7),
    "medium": _Measure(5, 20, 1, 9),
    "large": _Measure(7, 24, 2, 11),
}
_LETTER_HEIGHT = 14


def _bar(state: str, x: int, top: int, measure: _Measure) -> str:
    """The outline of one bar as path data; every state is a shape of its own, not only a colour."""
    width, height = measure.bar, measure.height
    if state == "accepted":
        return f"M{x} {top}h{width}v{height}h-{width}z"
    if state == "tagged":
        return f"M{x} {top + height // 2}h{width}v{height // 2}h-{width}z"
    if state == "returned":
        return f"M{x + 0.8:.1f} {top + height / 2:.1f}h{width - 1.6:.1f}v{height / 2 - 0.8:.1f}h-{width - 1.6:.1f}z"
    if state == "elsewhere":
        return f"M{x + 0.7:.1f} {top + height - 2.2:.1f}a1.7 1.7 0 1 0 3.4 0a1.7 1.7 0 1 0-3.4 0z"
    return f"M{x} {top + height - 1.5:.1f}h{width}v1.5h-{width}z"


_CLASSES = {"accepted": "full", "tagged": "half", "returned": "returned", "elsewhere": "elsewhere"}


@lru_cache(maxsize=_MOST_STRIPS)
def _drawing(
    families: tuple[tuple[str, tuple[str | None, ...]], ...], size: StripSize, letters: bool
) -> tuple[str, int, int]:
    """The inside of the picture, its width and its height. One path for each state keeps a page of forty small."""
    measure = _MEASURES[size]
    top = _LETTER_HEIGHT if letters else 0
    paths: dict[str, list[str]] = {}
    words: list[str] = []
    x = 0
    for initial, states in families:
        if letters and states:
            words.append(f'<text x="{x}" y="9">{escape(initial)}</text>')
        for state in states:
            if state is not None:
                paths.setdefault(_CLASSES.get(state, "base"), []).append(_bar(state, x, top, measure))
            x += measure.bar + measure.gap
        x += measure.family_gap if states else 0
    inside = "".join(f'<path class="{name}" d="{"".join(bars)}"/>' for name, bars in paths.items())
    return "".join(words) + inside, max(x - measure.family_gap - measure.gap, 1), measure.height + top


def strip(
    families: Sequence[tuple[str, Sequence[str | None]]],
    label: str,
    *,
    size: StripSize = "small",
    letters: bool = False,
) -> Markup:
    """A strip of bars. `families` is (initial, state of each KSB in the standard's order) for each kind.

    A state is a KSB state's code (accepted, tagged, returned, not_started, elsewhere); None leaves the place empty,
    so that strips under one another line up. `label` is what a screen reader says in place of the picture.
    """
    inside, width, height = _drawing(tuple((initial, tuple(states)) for initial, states in families), size, letters)
    return Markup(  # noqa: S704  # label and letters are escaped, the rest is numbers
        f'<svg class="strip" role="img" aria-label="{escape(label)}" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}">{inside}</svg>'
    )
