"""What breaks here is real: processes, file systems, database servers. Run by `make faults`, since it takes minutes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from app.actions.acting import Installation
from app.actions.newcomers import issue_token
from tests.cast import Cast, email
from tests.conftest import make_house
from tests.machines import Machine, program


@dataclass
class Site:
    """A machine with the cast's installation on it: seen from outside by `machine`, from inside by `house`."""

    machine: Machine
    house: Installation
    cast: Cast

    def token(self, name: str) -> str:
        """A bearer token of one of the cast."""
        return issue_token(self.house, email(name), 1)

    def program(self, address: str, name: str) -> httpx.Client:
        """A program that calls a server as one of the cast."""
        return program(address, self.token(name))


def now() -> datetime:
    """The machine's own time, which its servers have too."""
    return datetime.now(UTC)


def made_site(url: str, folder: Path, catalogue, cast: Cast, **more: str) -> Site:
    """A site on a database that has the cast in it; `more` are settings of its machine."""
    settings = {"DATABASE_URL": url, "DATA_DIR": str(folder), "SECRET_KEY": "a secret of the tests"} | more
    machine = Machine(folder / "machine", **settings)
    return Site(machine, make_house(url, folder, catalogue, now), cast)


@pytest.fixture
def site(template, tmp_path, catalogue) -> Iterator[Site]:
    """A machine of its own, on each kind of database."""
    with template.copy(tmp_path) as url:
        found = made_site(url, tmp_path, catalogue, template.cast)
        yield found
        found.machine.kill()
        found.house.database.close()
