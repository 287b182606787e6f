"""A real browser on a real server: a phone and a desk, light and dark, with and without JavaScript."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Locator, Page, expect

from app.actions.acting import Installation
from app.db import sign_in
from app.domain.people import Person
from app.web.access import COOKIE
from app.web.application import create_app
from tests.browser.portfolio import fill
from tests.cast import Cast
from tests.chromium import AXE, RULES
from tests.conftest import Clock, Template, make_house
from tests.visits import page_faults

WIDTHS = {"phone": (390, 844), "desk": (1280, 900), "narrow": (320, 640)}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

_PATIENCE_MS = 15_000
"""How long a page has for what is expected of it: a busy machine is slow now and then."""
expect.set_options(timeout=_PATIENCE_MS)


@pytest.fixture
def asked() -> list[str]:
    """The path of every request that reached the server: what a browser has kept never does."""
    return []


@pytest.fixture
def served(
    template: Template, tmp_path: Path, catalogue: Any, clock: Clock, asked: list[str]
) -> Iterator[tuple[Installation, str]]:
    """An installation of one's own, served on loopback; with its address."""
    with template.copy(tmp_path) as url:
        house = make_house(url, tmp_path, catalogue, clock)
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            config = uvicorn.Config(_noting(create_app(house), asked), log_level="error", lifespan="off")
            server = uvicorn.Server(config)
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
            thread.start()
            yield house, f"http://127.0.0.1:{listening.getsockname()[1]}"
            server.should_exit = True
            thread.join(timeout=10)
        house.database.close()


def _noting(app: Any, asked: list[str]) -> Any:
    async def noted(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            asked.append(scope["path"])
        await app(scope, receive, send)

    return noted


@pytest.fixture
def portfolio(served: tuple[Installation, str], cast: Cast, clock: Clock) -> None:
    """Chloe's portfolio and a piece of Ben's, made by what people do (tests.browser.portfolio)."""
    fill(served[0], cast, clock)


@dataclass
class Sitting:
    """One person before one screen. Whatever is opened is inspected; what a person clicks is counted.

    Ticking, choosing from a list, unfolding, following a link and pressing a button are a click each, whether a mouse
    or a key does it. Typing into a field reached with Tab, and picking a file in the system's own dialog, are none.
    """

    page: Page
    address: str
    scripts: bool
    clicks: int = 0
    errors: list[str] = field(default_factory=list)

    def see(self, path: str) -> Page:
        """Open a page."""
        self.page.goto(self.address + path)
        self.inspect()
        return self.page

    def click(self, name: str, role: str = "button", *, exact: bool = False) -> None:
        """Click a button or link by its name, and inspect the page that it leads to."""
        # A part of the page that is asked for counts as a navigation to the browser; another page has its content.
        with self.page.expect_event("domcontentloaded"):
            self.find(name, role, exact=exact).click()
        self.clicks += 1
        self.inspect()

    def press(self, name: str, role: str = "button", *, shows: str) -> None:
        """Click what changes a part of the page where scripts run, and inspect it once the words `shows` are there."""
        self.find(name, role).click()
        self.clicks += 1
        expect(self.page.get_by_text(shows).first).to_be_visible()
        self.inspect()

    def opens(self, file: str) -> int:
        """Open a file of a piece and come back; what it was answered with."""
        page, here = self.page, self.page.url
        with page.expect_response(lambda answer: "/files/" in answer.url) as answer:
            page.get_by_role("link", name=file).first.click()
        self.clicks += 1
        page.goto(here)
        return answer.value.status

    def tick(self, what: Locator) -> None:
        """Tick a box or pick a radio button, unfolding what it is folded into first."""
        for _ in range(8):
            if what.is_visible():
                break
            folds = self.page.locator("details:not([open])", has=what)
            # What is folded may be drawn anew, and unfolded, just then.
            with suppress(Error):
                folds.first.locator("> summary").click(timeout=2_000)
                self.clicks += 1
        what.check()
        self.clicks += 1

    def choose(self, label: str, words: str) -> None:
        """Choose from a list by its words."""
        self.page.get_by_label(label, exact=True).select_option(label=words)
        self.clicks += 1

    def ksb(self, code: str) -> Locator:
        """The box of a KSB."""
        return self.page.locator(f"input[name=ksb][value={code}]")

    def find(self, name: str, role: str, *, exact: bool = False) -> Locator:
        """The first thing of a role by its name."""
        return self.page.get_by_role(role, name=name, exact=exact).first  # type: ignore[arg-type]

    def says(self, *sentences: str) -> None:
        """Each of these stands on the page, to be seen."""
        for sentence in sentences:
            expect(self.page.get_by_text(sentence).first).to_be_visible()

    def title(self, heading: str) -> None:
        """This is the page's heading."""
        expect(self.page.locator("h1")).to_have_text(heading)

    def inspect(self) -> None:
        """Nothing wider than the screen, and no violation by axe-core in light or in dark.

        axe waits for timers, which do not run where scripts may not: there the page's HTML is held against the rules
        of the house, and the same page is inspected by axe in the journey with scripts.
        """
        self.page.wait_for_load_state("load")
        wide = self.page.evaluate(SIDEWAYS)
        assert wide <= 0, f"{self.page.url} scrolls sideways by {wide} px"
        if not self.scripts:
            faults = page_faults(self.page.content())
            assert not faults, f"{self.page.url}: {faults}"
            return
        self.axe(RULES)
        mine = self.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        self.page.emulate_media(color_scheme="light" if mine else "dark")
        self.axe(COLOURS)
        self.page.emulate_media(color_scheme="dark" if mine else "light")

    def axe(self, rules: Any) -> None:
        """No violation of these rules."""
        options = {"runOnly": rules, "resultTypes": ["violations"]}
        found = self.page.evaluate("options => axe.run(document, options)", options)
        faults = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found["violations"]]
        assert not faults, f"{self.page.url}: {faults}"


@pytest.fixture
def sit(
    browser: Browser, served: tuple[Installation, str], cast: Cast, tmp_path: Path
) -> Iterator[Callable[..., Sitting]]:
    """`sit("chloe", "phone", dark=True, scripts=False)`: a browser in which Chloe is signed in; nobody with "".

    `more` goes to the browser's context: `forced_colors="active"`, `reduced_motion="reduce"`.
    """
    house, address = served
    opened: list[tuple[BrowserContext, Sitting]] = []

    def open_for(name: str, screen: str, *, dark: bool = False, scripts: bool = True, **more: Any) -> Sitting:
        width, height = WIDTHS[screen]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            locale="en-GB",
            **more,
        )
        context.set_default_timeout(_PATIENCE_MS)
        if scripts:
            context.add_init_script(AXE)
        if name:
            context.add_cookies([_seat(house, cast.everybody[name], address)])
        sitting = Sitting(context.new_page(), address, scripts)
        context.on("console", lambda said: _note(said, sitting))
        context.on("weberror", lambda error: sitting.errors.append(str(error.error)))
        opened.append((context, sitting))
        return sitting

    yield open_for
    for context, _ in opened:
        context.close()
    said = [error for _, sitting in opened for error in sitting.errors]
    assert not said, said


def _note(said: ConsoleMessage, sitting: Sitting) -> None:
    """Keep an error; that a page was answered 403, 409 or 422 is no error of the page's, and it says why itself."""
    refused = any(f"status of {status} " in said.text for status in (401, 403, 409, 422))
    if said.type == "error" and not refused:
        sitting.errors.append(f"{said.text} ({said.location.get('url')})")


def _seat(house: Installation, person: Person, address: str) -> dict[str, str]:
    with house.database.writing() as session:
        secret = sign_in.open_session(session, person.id, house.now(), kept=False, device="browser")
    return {"name": COOKIE, "value": secret, "url": address}
