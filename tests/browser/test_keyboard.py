"""Without a mouse, on a very narrow screen, in the system's own colours, and where nothing may move."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Sitting
from tests.browser.screens import on_sqlite
from tests.cast import Cast

Sit = Callable[..., Sitting]
pytestmark = [on_sqlite, pytest.mark.usefixtures("portfolio")]

STOP = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const shown = at.closest("label") ?? at;
  const box = (at.matches("input[type=checkbox],input[type=radio]") ? shown : at).getBoundingClientRect();
  const style = (one) => getComputedStyle(one);
  const rings = (one) => style(one).outlineStyle !== "none" && parseFloat(style(one).outlineWidth) > 0;
  const bar = document.querySelector(".nav");
  const fixed = bar && style(bar).position === "fixed" && !bar.contains(at);
  const top = fixed ? bar.getBoundingClientRect().top : innerHeight;
  return {
    what: at.outerHTML.slice(0, 120),
    ringed: rings(at) || rings(shown) || Boolean(at.closest("input[type=date]")),
    seen: Math.min(box.width, box.height, box.bottom, box.right, innerHeight - box.top, innerWidth - box.left) > 0,
    uncovered: box.top < top,
  };
}"""
"""What has the focus: whether a ring shows, whether it is on the screen, and whether the bottom bar covers it."""


def stops(page: Page, most: int = 250) -> list[dict[str, Any]]:
    """Every stop of the Tab key, once round the page."""
    found: list[dict[str, Any]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            return found
        found.append(stop)
    raise AssertionError(f"The Tab key has not come round after {most} stops")


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_the_first_stop_skips_to_the_content(sit: Sit, screen: str) -> None:
    sitting = sit("chloe", screen)
    page = sitting.see("/home")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("chloe", "/home"),
        ("chloe", "/a/{hers}/evidence/new?duty=D6"),
        ("priya", "/a/{hers}/evidence/E3"),
        ("mark", "/to-confirm"),
        ("mark", "/a/{hers}/gateway"),
        ("priya", "/a/{hers}/history"),
        ("adele", "/settings"),
    ],
)
def test_every_stop_of_the_tab_key_shows_and_is_not_under_the_bottom_bar(
    sit: Sit, cast: Cast, name: str, path: str
) -> None:
    page = sit(name, "phone", reduced_motion="reduce").see(path.format(hers=cast.hers))
    page.evaluate("getSelection().removeAllRanges(); document.activeElement.blur()")
    found = stops(page)
    assert len(found) > 8
    faults = [one for one in found if not (one["ringed"] and one["seen"] and one["uncovered"])]
    assert faults == []


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("chloe", ["/home", "/a/{hers}/evidence/new", "/a/{hers}/evidence", "/a/{hers}/evidence/E2",
                   "/a/{hers}/coverage", "/a/{hers}/coverage?view=matrix", "/a/{hers}/coverage?view=duty",
                   "/a/{hers}/off-the-job", "/a/{hers}/off-the-job/new", "/a/{hers}/reviews", "/a/{hers}/gateway"]),
        ("priya", ["/caseload", "/to-review", "/a/{hers}/", "/a/{hers}/evidence/E3", "/to-confirm", "/reviews",
                   "/a/{hers}/plan", "/a/{hers}/plan/details", "/a/{hers}/plan/english-and-maths",
                   "/waiting", "/packs/check", "/account"]),
        ("mark", ["/apprentices", "/to-confirm", "/a/{hers}/off-the-job"]),
        ("adele", ["/apprenticeships", "/apprenticeships/new", "/apprenticeships/{hers}", "/people"]),
    ],
)  # fmt: skip
def test_nothing_scrolls_sideways_at_320_pixels(sit: Sit, cast: Cast, name: str, paths: list[str]) -> None:
    sitting = sit(name, "narrow", scripts=False)
    for path in paths:
        sitting.see(path.format(hers=cast.hers))


@pytest.mark.parametrize("more", [{"forced_colors": "active"}, {"reduced_motion": "reduce"}])
def test_the_systems_own_colours_and_reduced_motion_break_nothing(sit: Sit, cast: Cast, more: dict[str, Any]) -> None:
    sitting = sit("chloe", "phone", **more)
    for path in ("/home", f"/a/{cast.hers}/evidence/new", f"/a/{cast.hers}/coverage", f"/a/{cast.hers}/off-the-job"):
        sitting.see(path)
