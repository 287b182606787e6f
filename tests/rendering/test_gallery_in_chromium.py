"""The building blocks in Chromium under the strict policy: axe finds nothing, and the focus goes where it belongs."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from app.rendering.environment import environment, render
from app.rendering.static_files import static_files
from tests.chromium import AXE, RULES
from tests.rendering.gallery import FRAME, GalleryView, gallery

POLICY = "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'"
pytestmark = pytest.mark.browser

HELP = SimpleNamespace(lines=())
PLAIN = replace(FRAME, has_error=False, notice=None)
ASKING = """{% extends "layouts/page.html" %}{% block main %}<h1>Ask</h1>
<form id="f" method="post" action="/asked" hx-post="/asked" hx-target="#f">
{{ ui.field("title", "Title") }}{{ ui.actions("Save") }}</form>{% endblock %}"""
REFUSED = """{{ ui.error_summary(view.faults) }}{{ ui.field("title", "Title", fault="Enter a title") }}"""

PAGES = {
    "/gallery": gallery,
    "/compact": lambda: gallery(replace(PLAIN, compact=True, wide=True)),
    "/help": lambda: render("about/help.html", page=PLAIN, view=HELP),
    "/accessibility": lambda: render("about/accessibility.html", page=PLAIN),
    "/privacy": lambda: render("about/privacy.html", page=PLAIN),
    "/ask": lambda: environment().from_string(ASKING).render(page=PLAIN),
}


class Answers(BaseHTTPRequestHandler):
    """The pages above and the static files, with the policy that the product sends."""

    def do_GET(self) -> None:
        file = static_files().by_address.get(self.path)
        if file is not None:
            self.answer(200, file.content, file.media_type)
        elif self.path in PAGES:
            self.answer(200, PAGES[self.path]().encode(), "text/html; charset=utf-8")
        else:
            self.answer(404, b"", "text/plain")

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        part = environment().from_string(REFUSED).render(view=GalleryView())
        self.answer(422, part.encode(), "text/html; charset=utf-8")

    def answer(self, status: int, content: bytes, media_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the pages are served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails the test where the browser complains of anything."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    found = context.new_page()
    complaints: list[str] = []
    found.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    found.on("pageerror", lambda error: complaints.append(str(error)))
    yield found
    context.close()
    assert [said for said in complaints if "422" not in said] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(browser: Browser, address: str, width: int, scheme: Any) -> None:
    with browser.new_context(
        base_url=address, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    ) as context:
        page = context.new_page()
        for path in PAGES:
            page.goto(path)
            page.evaluate(AXE)
            found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
            assert len(found["passes"]) > 10
            assert [(path, fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]] == []


def test_nothing_scrolls_sideways_on_the_narrowest_screen(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, viewport={"width": 320, "height": 640}) as context:
        page = context.new_page()
        for path in PAGES:
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") == 320, path


def test_shapes_and_the_font_come_from_the_sprite_and_the_folder(page: Page) -> None:
    page.goto("/gallery", wait_until="networkidle")
    assert page.evaluate("document.fonts.check('16px \"Atkinson Next\"')")
    drawn = page.evaluate("document.querySelector('.tile svg use').getBoundingClientRect().width")
    assert drawn > 5


def test_a_page_with_faults_opens_on_its_summary(page: Page) -> None:
    page.goto("/gallery")
    assert page.evaluate("document.activeElement.className") == "errors"
    page.get_by_role("link", name="Choose at least one KSB").click()
    assert page.evaluate("document.activeElement.id") == "ksb"


def test_faults_that_arrive_in_place_take_the_focus_and_the_title(page: Page) -> None:
    page.goto("/ask")
    assert page.title() == "Gallery | Touchmark"
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector("main .errors")
    page.wait_for_function("document.title === 'Error: Gallery | Touchmark'")
    assert page.evaluate("document.activeElement.className") == "errors"


def test_a_chosen_appearance_lasts_and_is_shown_as_chosen(page: Page) -> None:
    page.goto("/help")
    page.get_by_role("button", name="Dark").click()
    page.goto("/privacy")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.get_by_role("button", name="Dark").get_attribute("aria-pressed") == "true"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 19, 27)"


def test_without_javascript_nothing_is_offered_that_would_not_work(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/help")
        assert page.get_by_role("link", name="Accessibility").is_visible()
        assert not page.get_by_role("button", name="Dark").is_visible()
