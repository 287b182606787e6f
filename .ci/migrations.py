"""Whether a database made by the migrations has the tables that the code has; each difference on standard error."""

import sys
import tempfile
from pathlib import Path

from app.db import migrate
from app.db.database import Database


def main() -> int:
    """1 where they differ."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'trial.sqlite3'}")
        migrate.upgrade(database)
        differences = migrate.differences(database)
        database.close()
    for difference in differences:
        sys.stderr.write(f"The tables have changed and no migration says so: {difference}\n")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
