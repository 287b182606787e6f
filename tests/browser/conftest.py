"""A real browser on a real server: a phone and a desk, light and dark, with and without JavaScript."""

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page

from app.actions.acting import Installation
from app.db import sign_in
from app.domain.people import Person
from app.web.access import COOKIE
from app.web.application import create_app
from tests.cast import Cast
from tests.chromium import AXE, RULES
from tests.conftest import Clock, Template, make_house

WIDTHS = {"phone": (390, 844), "desk": (1280, 900)}


@pytest.fixture
def served(template: Template, tmp_path: Path, catalogue: Any, clock: Clock) -> Iterator[tuple[Installation, str]]:
    """An installation of one's own, served on loopback; with its address."""
    with template.copy(tmp_path) as url:
        house = make_house(url, tmp_path, catalogue, clock)
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            config = uvicorn.Config(create_app(house), log_level="error", lifespan="off")
            server = uvicorn.Server(config)
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
            thread.start()
            yield house, f"http://127.0.0.1:{listening.getsockname()[1]}"
            server.should_exit = True
            thread.join(timeout=10)
        house.database.close()


@dataclass
class Sitting:
    """One person before one screen; `see` opens a page and holds it against axe-core and the screen's width."""

    page: Page
    address: str
    scripts: bool
    clicks: int = 0

    def see(self, path: str) -> Page:
        """Open a page."""
        self.page.goto(self.address + path)
        self.inspect()
        return self.page

    def click(self, name: str, role: str = "button", *, exact: bool = False) -> None:
        """Click a button or link by its name, count it, and inspect what it leads to."""
        self.page.get_by_role(role, name=name, exact=exact).first.click()  # type: ignore[arg-type]
        self.clicks += 1
        self.page.wait_for_load_state("load")
        self.inspect()

    def inspect(self) -> None:
        """No violation by axe-core, nothing wider than the screen, no error on the console."""
        self.page.wait_for_load_state("load")
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} scrolls sideways by {wide} px"
        if not self.scripts:
            # axe waits for timers, which do not run then; the same page is inspected with scripts.
            return
        self.page.evaluate(AXE)
        found = self.page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        faults = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found["violations"]]
        assert not faults, f"{self.page.url}: {faults}"


@pytest.fixture
def sit(
    browser: Browser, served: tuple[Installation, str], cast: Cast, tmp_path: Path
) -> Iterator[Callable[..., Sitting]]:
    """`sit("chloe", "phone", dark=True, scripts=False)`: a browser in which Chloe is signed in."""
    house, address = served
    opened: list[tuple[BrowserContext, list[str]]] = []

    def open_for(name: str, screen: str, *, dark: bool = False, scripts: bool = True) -> Sitting:
        width, height = WIDTHS[screen]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            locale="en-GB",
            # axe needs to run where the page itself may not.
            bypass_csp=False,
        )
        context.set_default_timeout(10_000)
        context.add_cookies([_seat(house, cast.everybody[name], address)])
        page = context.new_page()
        errors: list[str] = []
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        opened.append((context, errors))
        return Sitting(page, address, scripts)

    yield open_for
    said = [error for _, errors in opened for error in errors if "422" not in error and "409" not in error]
    for context, _ in opened:
        context.close()
    assert not said, said


def _seat(house: Installation, person: Person, address: str) -> dict[str, str]:
    with house.database.writing() as session:
        secret = sign_in.open_session(session, person.id, house.now(), kept=False, device="browser")
    return {"name": COOKIE, "value": secret, "url": address}
