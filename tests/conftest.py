"""What every test may ask for: an installation on each database with the cast in it, and browsers for its people."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import hypothesis
import pytest
from argon2 import PasswordHasher
from sqlalchemy import create_engine, event, text

from app.actions.acting import Installation
from app.catalogue import STANDARD_DATA, Catalogue, read_catalogue
from app.db import migrate
from app.db.database import Database
from app.files.folder import FolderStore
from app.settings import Settings
from tests import cast as the_cast
from tests import databases, portfolio_pieces
from tests.cast import Cast
from tests.chains import Untold
from tests.chromium import browser, playwright
from tests.visits import Visit

# A busy machine is slow now and then; what a property says does not depend on how long it takes to say.
hypothesis.settings.register_profile("touchmark", deadline=None)
hypothesis.settings.load_profile("touchmark")

__all__ = ["browser", "playwright"]
ENGINES = ["sqlite", "postgres"]


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue as it is published."""
    return read_catalogue(STANDARD_DATA)


def make_house(url: str, folder: Path, catalogue: Catalogue, clock: Callable[[], datetime]) -> Installation:
    """An installation on a database, with passwords hashed cheaply."""
    settings = Settings(
        _env_file=None,
        data_dir=folder,
        database_url=url,
        secret_key="a secret of the tests",
        base_url="http://testserver",
        provider_name="Northgate Training",
    )
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    return Installation(settings, Database(url), catalogue, FolderStore(folder / "files"), clock=clock, hasher=hasher)


class Template:
    """A database with the cast in it, copied for each test: a file on SQLite, CREATE DATABASE on PostgreSQL.

    `server` is the address of a PostgreSQL server; the suite's own where none is named.
    """

    def __init__(self, kind: str, folder: Path, catalogue: Catalogue, server: str = "") -> None:
        self.kind = kind
        self.folder = folder
        self.server = server or (databases.postgres_url() if kind == "postgres" else "")
        url = f"sqlite:///{folder / 'template.sqlite3'}" if kind == "sqlite" else self._create("template_cast")
        house = make_house(url, folder, catalogue, Clock(the_cast.NOW))
        migrate.upgrade(house.database)
        self.cast = the_cast.assemble(house)
        house.database.close()
        self._catalogue = catalogue
        self._with_pieces: Path | None = None

    @contextmanager
    def empty(self, folder: Path) -> Iterator[str]:
        """The address of a database with nothing in it, gone afterwards."""
        if self.kind == "sqlite":
            yield f"sqlite:///{folder / 'empty.sqlite3'}"
            return
        name = f"t{uuid4().hex}"
        url = self._create(name)
        try:
            yield url
        finally:
            self._tell(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def copy(self, folder: Path, *, pieces: bool = False) -> Iterator[str]:
        """The address of a fresh copy, gone afterwards; with the portfolio’s pieces in it where asked for."""
        if pieces:
            shutil.copytree(self._pieces_folder() / "files", folder / "files")
        if self.kind == "sqlite":
            target = folder / "touchmark.sqlite3"
            shutil.copy((self._pieces_folder() if pieces else self.folder) / "template.sqlite3", target)
            yield f"sqlite:///{target}"
            return
        name = f"t{uuid4().hex}"
        origin = "template_pieces" if pieces else "template_cast"
        url = self._create(name, f" TEMPLATE {origin} STRATEGY FILE_COPY")
        try:
            yield url
        finally:
            self._tell(f"DROP DATABASE {name} WITH (FORCE)")

    def _pieces_folder(self) -> Path:
        """Where the pieces’ files are. They are sent once for some hundred tests: it takes seconds."""
        if self._with_pieces is None:
            folder = self.folder / "with_pieces"
            folder.mkdir()
            if self.kind == "sqlite":
                shutil.copy(self.folder / "template.sqlite3", folder)
                url = f"sqlite:///{folder / 'template.sqlite3'}"
            else:
                url = self._create("template_pieces", " TEMPLATE template_cast STRATEGY FILE_COPY")
            house = make_house(url, folder, self._catalogue, Clock(the_cast.NOW))
            portfolio_pieces.assemble(house, self.cast)
            house.database.close()
            self._with_pieces = folder
        return self._with_pieces

    def _create(self, name: str, how: str = "") -> str:
        self._tell(f"CREATE DATABASE {name}{how}")
        return self.server + name

    def _tell(self, statement: str) -> None:
        engine = create_engine(self.server + "postgres", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


@pytest.fixture(scope="session")
def templates() -> dict[str, Template]:
    """The templates made so far, by kind of database: pytest leaves one for the other and comes back to it."""
    return {}


@pytest.fixture(scope="session", params=ENGINES)
def template(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    catalogue: Catalogue,
    templates: dict[str, Template],
) -> Template:
    """The database that each test's own is copied from."""
    if request.param == "postgres" and databases.postgres_programs() is None:
        if databases.required("postgres"):
            pytest.fail(f"PostgreSQL is required and not installed: {databases.ENABLE}")
        pytest.skip(f"PostgreSQL is not installed. To enable: {databases.ENABLE}")
    if request.param not in templates:
        templates[request.param] = Template(request.param, tmp_path_factory.mktemp(request.param), catalogue)
    return templates[request.param]


@pytest.fixture
def clock() -> Clock:
    """Friday 20 November 2026, 9 in the morning, until moved: `clock.now = …`."""
    return Clock(the_cast.NOW)


@pytest.fixture
def house(
    request: pytest.FixtureRequest, template: Template, tmp_path: Path, catalogue: Catalogue, clock: Clock
) -> Iterator[Installation]:
    """An installation with the cast in it, of its own; with `pieces` in it too, for a test that asks for them."""
    with template.copy(tmp_path, pieces="pieces" in request.fixturenames) as url:
        house = make_house(url, tmp_path, catalogue, clock)
        untold = Untold(house.database)
        yield house
        house.database.close()
    told = untold.found == [] or request.node.get_closest_marker("untold")
    assert told, f"{untold.found} written without a row of history, so that remembered pages would not know of it"


@pytest.fixture
def cast(template: Template) -> Cast:
    """The cast by name."""
    return template.cast


@pytest.fixture
def visit(house: Installation, cast: Cast) -> Iterator[Callable[..., Visit]]:
    """`visit("chloe")` is a browser in which Chloe is signed in; `visit()` one in which nobody is."""
    opened: list[Visit] = []

    def open_for(name: str | None = None) -> Visit:
        person = cast.everybody[name] if name else None
        opened.append(Visit(house, person))
        return opened[-1]

    yield open_for
    for one in opened:
        one.close()


class Statements:
    """The SQL statements that ran while it listened; transactions' own words left out."""

    def __init__(self) -> None:
        self.all: list[str] = []

    def __len__(self) -> int:
        return len(self.all)


@pytest.fixture
def statements(house: Installation) -> Callable[[], object]:
    """`with statements() as ran:` … `assert len(ran) <= 8`."""

    @contextmanager
    def listen() -> Iterator[Statements]:
        ran = Statements()

        def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
            if not statement.startswith(("PRAGMA", "BEGIN", "COMMIT", "ROLLBACK")):
                ran.all.append(statement)

        event.listen(house.database.engine, "before_cursor_execute", note)
        try:
            yield ran
        finally:
            event.remove(house.database.engine, "before_cursor_execute", note)

    return listen


@pytest.fixture
def demo_house(house: Installation) -> Installation:
    """The same installation, marked as a demonstration."""
    return replace(house, demo=True)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """What takes minutes is run only where it is asked for by its name: `make faults`."""
    asked = any("faults" in str(argument) for argument in config.args)
    return True if collection_path == Path(__file__).with_name("faults") and not asked else None


os.environ.setdefault("TZ", "Europe/London")
if (in_memory := databases.memory_folder()) is not None:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", in_memory)
