"""Keep what the tables hold today, before they change: `python -m tests.db.keep_revision`.

Run it before a new migration is written, so that there is a database of the revision before for it to be tried on.
"""

import sys
import tempfile
from pathlib import Path

from app.catalogue import STANDARD_DATA, read_catalogue
from app.db import migrate
from app.demo import fill
from tests.cast import NOW
from tests.conftest import Clock, make_house
from tests.db import kept_revisions

APPRENTICES = 3


def living(folder: Path) -> kept_revisions.Kept:
    """A small demonstration as today's code makes it, at the newest revision."""
    house = make_house(f"sqlite:///{folder / 'demo.sqlite3'}", folder, read_catalogue(STANDARD_DATA), Clock(NOW))
    migrate.upgrade(house.database)
    fill(house, apprentices=APPRENTICES, seed=868, tell=lambda _: None)
    house.database.close()
    revision = migrate.newest()
    assert revision is not None
    return kept_revisions.found_in(house, revision)


def main() -> None:
    """Keep the newest revision."""
    with tempfile.TemporaryDirectory() as folder:
        kept = living(Path(folder))
    path = kept_revisions.write(kept)
    rows = sum(kept.counts().values())
    sys.stdout.write(f"{path} holds {rows} rows and {len(kept.files)} files, {path.stat().st_size // 1024} KiB.\n")


if __name__ == "__main__":
    main()
