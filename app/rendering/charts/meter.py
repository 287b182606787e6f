"""The meter: how much is done of a whole, how much more is waiting, and where it should be by today."""

from markupsafe import Markup, escape


def _percent(part: int, whole: int) -> float:
    return round(min(max(part, 0) / whole * 100, 100), 1) if whole > 0 else 0.0


def meter(
    done: int, whole: int, label: str, *, waiting: int = 0, expected: int | None = None, small: bool = False
) -> Markup:
    """A bar from 0 to `whole`, all four in one unit. More than the whole fills it; a whole of 0 leaves it empty.

    `waiting` is drawn lighter after `done`; `expected` is the upright mark. `label` says it in words.
    """
    full = _percent(done, whole)
    wait = min(_percent(waiting, whole), 100 - full)
    bars = '<rect class="m-track" y="4" width="100" height="12"/>'
    bars += f'<rect class="m-done" y="4" width="{full:g}" height="12"/>'
    if wait > 0:
        bars += f'<rect class="m-wait" x="{full:g}" y="4" width="{wait:g}" height="12"/>'
    if expected is not None and whole > 0:
        at = min(max(_percent(expected, whole), 0.5), 99.5)
        bars += (
            f'<line class="m-gap" x1="{at:g}" x2="{at:g}" y1="1" y2="19"/>'
            f'<line class="m-now" x1="{at:g}" x2="{at:g}" y1="0" y2="20"/>'
        )
    name = "meter meter--s" if small else "meter"
    return Markup(  # noqa: S704  # the label is escaped, the rest is numbers
        f'<svg class="{name}" role="img" aria-label="{escape(label)}" viewBox="0 0 100 20"'
        f' preserveAspectRatio="none">{bars}</svg>'
    )
