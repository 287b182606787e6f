"""`kill -9` of whole servers whose files lie in a bucket: nothing answered is lost, and nothing lies there unknown."""

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.actions.staging import remove_unreferenced
from app.db.tables import core
from tests.faults.conftest import made_site
from tests.faults.reckoning import what_is_not_whole
from tests.faults.test_killed import Caller, lacking
from tests.object_store import endpoint, new_bucket_store

SERVERS = {"sqlite": 4, "postgres": 2}
PEOPLE = 3


@pytest.fixture
def site(template, tmp_path, catalogue):
    """A machine of its own whose files lie in a bucket, on each kind of database."""
    store = new_bucket_store()
    with template.copy(tmp_path) as url:
        place = {"FILES_URL": store.place, "S3_ENDPOINT": endpoint()}
        found = made_site(url, tmp_path, catalogue, template.cast, **place)
        yield replace(found, house=replace(found.house, store=store))
        found.machine.kill()
        found.house.database.close()


def test_a_server_with_people_at_work_on_it(site, template):
    chance, answered = random.Random(8), []
    for number in range(SERVERS[template.kind]):
        address = site.machine.serve()
        callers = [Caller(site, address, f"{number} {one}") for one in range(PEOPLE)]
        for one in callers:
            one.start()
        callers[0].join(chance.uniform(2, 6))
        site.machine.kill()
        for one in callers:
            one.join(60)
            assert one.odd == []
            answered += one.answered
        assert lacking(site, answered) == {}
        assert what_is_not_whole(site.house) == []
    assert Counter(what for what, _ in answered)["added"] > 0

    kept = {(one.apprenticeship, one.sha256): one.changed for one in site.house.store.kept()}
    remove_unreferenced(replace(site.house, clock=lambda: max(kept.values()) + timedelta(hours=25)))
    with site.house.database.reading() as session:
        row = core.stored_file
        stored = {tuple(one) for one in session.execute(select(row.c.apprenticeship_id, row.c.sha256))}
    assert {(one.apprenticeship, one.sha256) for one in site.house.store.kept()} == stored
    assert "as it was written" in site.machine.run("verify")
