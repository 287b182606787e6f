"""Every router of `web/pages` and `web/api`, found by walking the folders, so that none is left out."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from fastapi import APIRouter

from app.web import api, pages

API = "/api/v1"


def page_routers() -> Iterator[APIRouter]:
    """The routers of pages."""
    yield from _routers(pages)


def api_routers() -> Iterator[APIRouter]:
    """The routers of calls; their addresses are relative to /api/v1."""
    yield from _routers(api)


def _routers(package: ModuleType) -> Iterator[APIRouter]:
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        router = getattr(import_module(found.name), "router", None)
        if isinstance(router, APIRouter):
            yield router
