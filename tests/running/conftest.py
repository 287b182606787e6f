"""A machine on each kind of database, for tests that start real servers."""

from collections.abc import Iterator

import pytest

from tests.conftest import Template
from tests.running.site import Site, new_site


@pytest.fixture(scope="session")
def made(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The machine, made once: its tests start servers of their own on it."""
    folder = tmp_path_factory.mktemp("running")
    with template.empty(folder) as url:
        yield new_site(folder / "machine", url)


@pytest.fixture
def site(made: Site) -> Iterator[Site]:
    """The machine, with whatever a test started on it ended afterwards, and its log begun anew."""
    (made.machine.folder / "said").unlink(missing_ok=True)
    yield made
    made.machine.kill()
