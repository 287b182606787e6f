"""A demonstration with three apprentices, filled once for each kind of database."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.actions.acting import Installation
from app.catalogue import Catalogue
from app.db import migrate
from app.demo import fill
from tests.cast import NOW
from tests.conftest import Clock, Template, make_house

Filled = tuple[Installation, list[str]]


@pytest.fixture(scope="session")
def filled(template: Template, tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Iterator[Filled]:
    """The demonstration, and what was told while it was made."""
    folder = tmp_path_factory.mktemp("demo")
    with template.empty(folder) as url:
        house = make_house(url, folder, catalogue, Clock(NOW))
        migrate.upgrade(house.database)
        told: list[str] = []
        fill(house, apprentices=3, seed=868, tell=told.append)
        yield replace(house, demo=True, settings=house.settings.model_copy(update={"demo": True})), told
        house.database.close()
