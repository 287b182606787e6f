"""`kill -9` of whoever adds a spreadsheet's rows, again and again: in the end every row is there, once."""

import random
import threading
from functools import partial

from sqlalchemy import func, select

from app.actions.off_the_job import importing
from app.answers.hours_import import Columns
from app.db import hours_import as imports
from app.db.tables import core
from tests.faults.reckoning import what_is_not_whole
from tests.faults.work import killed

ROWS, MOMENTS = 1_500, 12


def sheet():
    """Rows that all count, each with words of its own."""
    rows = [f"{1 + n % 28}/{1 + n // 28 % 10}/2026,{1 + n % 200},workshop,Row {n}" for n in range(ROWS)]
    return "\n".join(["Date,Minutes,Activity,Notes", *rows]).encode()


def test_every_row_is_added_once(site, monkeypatch):
    monkeypatch.setattr(importing, "A_BATCH", 100)
    chloe, hers = site.cast.chloe, site.cast.hers
    with site.house.acting(chloe) as acting:
        number = importing.bring(acting, hers, "hours.csv", sheet())
        importing.say_columns(acting, hers, number, Columns(0, 1, 2, description=3))
        importing.confirm(acting, hers, number)

    def add(_tell):
        importing.add_all(site.house, hers, number)
        threading.Event().wait()

    chance, came = random.Random(11), set()
    for _ in range(MOMENTS):
        site.house.database.close()
        killed(partial(add), chance, 1, 1, 0.5)
        with site.house.database.reading() as session:
            done = imports.find(session, hers, number).counts.done_rows
            entries = session.scalar(select(func.count()).select_from(core.time_entry))
        assert done == entries, "how far it came is kept with the rows, or neither is"
        assert what_is_not_whole(site.house) == []
        came.add(done)
    assert came & set(range(1, ROWS)), "it was killed in the middle at least once"
    importing.add_all(site.house, hers, number)
    row = core.time_entry
    with site.house.database.reading() as session:
        assert imports.find(session, hers, number).state == imports.DONE
        assert session.scalar(select(func.count(row.c.description.distinct()))) == ROWS
        assert session.scalar(select(func.count()).select_from(row)) == ROWS
