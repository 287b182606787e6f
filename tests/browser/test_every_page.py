"""Every page there is, by whoever it is for, on a phone and at a desk: nothing wide, and no violation by axe-core.

The pages are the routes themselves, so that a new one is looked at too. Journeys look at them again with more in them.
"""

from collections.abc import Callable
from zlib import crc32

import pytest

from app.actions.acting import Installation
from tests.browser.conftest import SIDEWAYS, WIDTHS, Sitting
from tests.browser.screens import on_sqlite
from tests.cast import Cast
from tests.visits import Visit
from tests.web.test_access import PEOPLE, TABLE, World, address, routes, world

__all__ = ["world"]
NO_PAGES = {
    "GET /a/{apprenticeship}/off-the-job/verdict": "a part of the form for time, which is looked at with it",
    "GET /api/v1/docs": "the description of the calls, which a journey of its own opens",
}
AT_A_DESK = {"type": "rule", "values": ["color-contrast", "scrollable-region-focusable", "target-size"]}
"""What may differ where there is more room; all else is the same HTML."""


@pytest.fixture
def house(served: tuple[Installation, str]) -> Installation:
    """The installation that is served."""
    return served[0]


def looked_at_by(key: str) -> str:
    """One of the letters that the table lets in, the same each time and not always the apprentice; "" for nobody."""
    row = TABLE[key]
    return "" if row.public == 200 else row.who[crc32(key.encode()) % len(row.who)] if row.who else "-"


def is_page(visitor: Visit, where: str) -> bool:
    answer = visitor.client.get(where, follow_redirects=False)
    return answer.status_code == 200 and answer.headers["content-type"].startswith("text/html")


def resize(sitting: Sitting, screen: str) -> None:
    width, height = WIDTHS[screen]
    sitting.page.set_viewport_size({"width": width, "height": height})


@on_sqlite
@pytest.mark.parametrize(("name", "letter"), [*PEOPLE.items(), ("", "")])
def test_every_page_fits_its_screen_and_axe_finds_nothing(
    sit: Callable[..., Sitting],
    visit: Callable[..., Visit],
    cast: Cast,
    world: World,
    name: str,
    letter: str,
) -> None:
    visitor = visit(name or None)
    pages = [
        where
        for key in routes(visitor.client.app)
        if key.startswith("GET ") and key not in NO_PAGES and looked_at_by(key) == letter
        if is_page(visitor, where := address(key, cast, world))
    ]
    sitting = sit(name, "phone")
    assert pages, "nobody's pages would be looked at in vain"
    for where in pages:
        resize(sitting, "phone")
        sitting.see(where)
        for screen in ("narrow", "desk"):
            resize(sitting, screen)
            assert sitting.page.evaluate(SIDEWAYS) <= 0, (where, screen)
        sitting.axe(AT_A_DESK)
