"""On which databases and screens journeys are made: every screen on SQLite, one on PostgreSQL."""

import pytest


def _screen(template: str, screen: str, *, dark: bool, scripts: bool) -> object:
    words = f"{template}, {screen}, {'dark' if dark else 'light'}, {'with' if scripts else 'without'} JavaScript"
    return pytest.param(template, screen, dark, scripts, id=words)


every_screen = pytest.mark.parametrize(
    ("template", "screen", "dark", "scripts"),
    [
        _screen("sqlite", "phone", dark=False, scripts=True),
        _screen("sqlite", "phone", dark=True, scripts=False),
        _screen("sqlite", "desk", dark=True, scripts=True),
        _screen("sqlite", "desk", dark=False, scripts=False),
        _screen("postgres", "desk", dark=False, scripts=False),
    ],
    indirect=["template"],
)
"""A phone and a desk, with scripts and without. Both schemes of colours are inspected wherever axe runs."""

on_sqlite = pytest.mark.parametrize("template", ["sqlite"], indirect=True)
"""For what has nothing to do with the database."""
