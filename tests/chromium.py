"""One browser for the whole run. Playwright takes the thread it starts in for itself, so there can be only one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.databases import required

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ENABLE = "apt-get install -y chromium"
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def chromium() -> str | None:
    """The browser's program, where there is one."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright's own process."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """Chromium, started once; skipped by name where it is not installed, unless it is required."""
    program = chromium()
    if program is None:
        if required("browser"):
            pytest.fail(f"A browser is required and not installed: {ENABLE}")
        pytest.skip(f"Chromium is not installed. To enable: {ENABLE}")
    running = request.getfixturevalue("playwright").chromium.launch(executable_path=program, args=QUIET)
    yield running
    running.close()
