"""What a template may name, and what no page may carry inline."""

import re
from dataclasses import dataclass

import pytest
from jinja2 import DictLoader

from app.rendering.environment import environment
from app.rendering.frame import PageFrame
from tests.architecture.project import TEMPLATES
from tests.architecture.template_reading import Reading, pages_among

ALL = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
OWN_NAMES = ("components/", "mail/")
FORBIDDEN = {
    "a script that is not a file of ours": re.compile(r"<script(?![^>]*\bsrc=)|<script[^>]*>\s*[^\s<]", re.IGNORECASE),
    "a style sheet inside the page": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "htmx that runs script": re.compile(r"\bhx-on\b|\bhx-vals\s*=\s*[\"']js:", re.IGNORECASE),
    "an address on another server": re.compile(r"\b(src|srcset|action)\s*=\s*[\"'](https?:)?//", re.IGNORECASE),
    "escaping switched off": re.compile(r"\|\s*safe\b|autoescape\s+false"),
}


def test_the_templates_are_found() -> None:
    assert {"layouts/page.html", "components/fields.html", "errors/error.html"} <= set(ALL)
    assert len(ALL) >= 12


@pytest.mark.parametrize("template", ALL)
def test_a_template_carries_nothing_inline(template: str) -> None:
    source = (TEMPLATES / template).read_text()
    assert [what for what, sign in FORBIDDEN.items() if sign.search(source)] == []


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ("<script>alert(1)</script>", "a script that is not a file of ours"),
        ('<script src="a.js">alert(1)</script>', "a script that is not a file of ours"),
        ("<style>b{}</style>", "a style sheet inside the page"),
        ('<p style="color:red">', "a style attribute"),
        ('<a onclick="go()">', "an event handler"),
        ('<a href="javascript:go()">', "a javascript address"),
        ('<a hx-on:click="go()">', "htmx that runs script"),
        ('<img src="https://example.org/a.png">', "an address on another server"),
        ("{{ view.text|safe }}", "escaping switched off"),
    ],
)
def test_each_inline_thing_would_be_found(markup: str, what: str) -> None:
    assert what in [name for name, sign in FORBIDDEN.items() if sign.search(markup)]


def test_what_is_allowed_is_not_mistaken_for_it() -> None:
    plain = '<script src="/static/a.js" defer></script> <p class="style">on and on = more</p> <a href="https://x.org">'
    assert [what for what, sign in FORBIDDEN.items() if sign.search(plain)] == []


def test_every_name_in_a_template_is_a_field_of_its_view() -> None:
    reading = Reading(environment(), PageFrame)
    for template in pages_among([name for name in ALL if not name.startswith(OWN_NAMES)]):
        reading.page(template)
    assert reading.faults == []
    assert reading.read >= {name for name in ALL if not name.startswith(OWN_NAMES)}
    assert reading.fields > 100


@dataclass(frozen=True)
class Piece:
    number: int
    title: str

    @property
    def address(self) -> str:
        return f"/e/{self.number}"


@dataclass(frozen=True)
class ListView:
    pieces: tuple[Piece, ...]
    first: Piece | None
    pairs: tuple[tuple[str, Piece], ...]


SAID = "{# A list. view: tests.architecture.test_templates.ListView. #}"


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ("{{ view.pieces|length }}{{ page.title }}", []),
        ("{% for p in view.pieces %}{{ p.title }}{{ p.address }}{{ loop.index }}{% endfor %}", []),
        ("{% if view.first %}{{ view.first.title }}{% endif %}", []),
        ("{% for word, p in view.pairs %}{{ word }}{{ p.number }}{% endfor %}", []),
        ("{% set p = view.first %}{{ p.title }}", []),
        ("{% include '_part.html' %}", []),
        ("{% for piece in view.pieces %}{% include '_piece.html' %}{% endfor %}", []),
        ("{% block a %}{{ row(view.first) }}{% endblock %}{% macro row(p) %}{{ p.x }}{% endmacro %}", []),
        ("{% block a %}{% from '_macros.html' import row %}{{ row(view.first) }}{% endblock %}", []),
        ("{{ view.pices }}", ["a.html:1: ListView has no pices"]),
        ("{{ page.titel }}", ["a.html:1: PageFrame has no titel"]),
        ("{{ nothing }}", ["a.html:1: nothing called nothing is given"]),
        ("{% for p in view.pieces %}{{ p.titel }}{% endfor %}", ["a.html:1: Piece has no titel"]),
        ("{% for p in view.pieces if p.old %}{% endfor %}", ["a.html:1: Piece has no old"]),
        ("{% for p in view.pieces %}{% endfor %}{{ p }}", ["a.html:1: nothing called p is given"]),
        ("{% block a %}{{ ui.x(view.first.titel, say=view.pices) }}{% endblock %}", [
            "a.html:1: Piece has no titel", "a.html:1: ListView has no pices",
        ]),
        ("{% set p = view.first %}{{ p.titel ~ 'x' }}", ["a.html:1: Piece has no titel"]),
        ("{% include '_bad.html' %}", ["_bad.html:1: ListView has no total"]),
        ("{% for n, p in view.pairs %}{{ p.titel }}{% endfor %}", ["a.html:1: Piece has no titel"]),
        ("{{ view.pieces[0].titel }}", ["a.html:1: Piece has no titel"]),
        ("{% call ui.x() %}{{ view.pices }}{% endcall %}", ["a.html:1: ListView has no pices"]),
    ],
)  # fmt: skip
def test_a_name_that_is_not_there_is_found_wherever_it_stands(source: str, faults: list[str]) -> None:
    templates = {
        "a.html": SAID + source,
        "_part.html": "{{ view.first }}",
        "_piece.html": "{{ piece.title }}",
        "_bad.html": "{{ view.total }}",
        "_macros.html": "{% macro row(piece) %}{{ piece.anything }}{% endmacro %}",
    }
    reading = Reading(environment().overlay(loader=DictLoader(templates)), PageFrame)
    reading.page("a.html")
    assert reading.faults == faults


def test_a_page_that_does_not_say_its_view_may_not_use_one() -> None:
    templates = {"a.html": "{{ view.pieces }}"}
    reading = Reading(environment().overlay(loader=DictLoader(templates)), PageFrame)
    reading.page("a.html")
    assert reading.faults == ["a.html:1: nothing called view is given"]
