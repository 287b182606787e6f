"""`make bench`: what pages cost beside the smallest one, and how the cost grows with ten times the data.

Every figure is processor time of this process, the best of several rounds, divided by another figure of the same run.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import event

from app.actions.acting import Installation
from app.catalogue import STANDARD_DATA, read_catalogue
from app.db import migrate, people
from app.demo import fill
from app.demo.cast import address
from app.domain.people import Person, Role
from app.files.folder import FolderStore
from tests.cast import NOW
from tests.conftest import Clock, make_house
from tests.visits import Visit

ROUNDS = 7
PAGES = {
    "apprentice's home": ("Chloe Marsden", "/home"),
    "coverage by KSB": ("Chloe Marsden", "/a/{ap}/coverage"),
    "coverage, KSB × evidence": ("Chloe Marsden", "/a/{ap}/coverage?view=matrix"),
    "evidence list": ("Chloe Marsden", "/a/{ap}/evidence"),
    "off-the-job hours": ("Chloe Marsden", "/a/{ap}/off-the-job"),
    "gateway": ("Chloe Marsden", "/a/{ap}/gateway"),
    "caseload": ("Priya Nair", "/caseload"),
    "queue": ("Priya Nair", "/to-review"),
}


def main() -> None:
    """Fill two demonstrations, one ten times the other, and print what each page costs in both."""
    with demonstration(4) as small, demonstration(40) as large:
        print("Page, cost in terms of the health page, SQL statements; the same with ten times the apprentices; growth")
        for name, (who, path) in PAGES.items():
            few, few_statements = cost(small, who, path)
            many, many_statements = cost(large, who, path)
            print(
                f"{name:28} {few:6.1f} × {few_statements:3} statements   "
                f"{many:6.1f} × {many_statements:3} statements   {many / few:5.2f} ×"
            )


@contextmanager
def demonstration(apprentices: int) -> Iterator[Installation]:
    """A demonstration in a folder of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'touchmark.sqlite3'}"
        house = make_house(url, folder, read_catalogue(STANDARD_DATA), Clock(NOW))
        migrate.upgrade(house.database)
        unforced = replace(house, store=FolderStore(folder / "files", forced=False))
        fill(unforced, apprentices=apprentices, seed=868, tell=lambda _: None)
        yield house
        house.database.close()


def cost(house: Installation, name: str, path: str) -> tuple[float, int]:
    """A page's processor time over that of the health page, and its SQL statements."""
    person, apprenticeship = _found(house, name)
    visit = Visit(house, person)
    where = path.format(ap=apprenticeship)
    statements: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("PRAGMA", "BEGIN")):
            statements.append(statement)

    assert visit.client.get(where).status_code == 200
    event.listen(house.database.engine, "before_cursor_execute", note)
    visit.client.get(where)
    event.remove(house.database.engine, "before_cursor_execute", note)
    ratio = _best(lambda: visit.client.get(where)) / _best(lambda: visit.client.get("/health"))
    visit.close()
    return ratio, len(statements)


def _found(house: Installation, name: str) -> tuple[Person, object]:
    with house.database.reading() as session:
        person = people.find_by_email(session, address(name), house.today())
        chloe = people.find_by_email(session, address("Chloe Marsden"), house.today())
        assert person is not None
        assert chloe is not None
        hers = [m for m in people.memberships(session, chloe.id, house.today()) if m.role is Role.APPRENTICE]
    return person, hers[0].apprenticeship


def _best(do: Callable[[], object]) -> float:
    found = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        do()
        found.append(time.process_time() - begun)
    return min(found)


if __name__ == "__main__":
    main()
