"""A process killed in the middle, a dozen times over: `make faults` does it two hundred times, and to whole servers."""

import random
from functools import partial

from app.answers.verification import discrepancies
from app.db import kept_files
from tests.faults.reckoning import what_is_not_whole
from tests.faults.work import killed, within

KILLS = 6
"""On each of the two databases."""


def test_a_process_killed_at_any_moment_leaves_nothing_half_saved(house, cast):
    """Killed between the first byte of an upload and the last decision; files of forms in progress survive."""
    people, chance, answered = within(house, cast), random.Random(30), []

    def work(seed, tell):
        people(random.Random(seed), tell).go_on()

    for seed in range(KILLS):
        house.database.close()
        answered += killed(partial(work, seed), chance, 2, 6, 0.1)
        assert what_is_not_whole(house) == []
    assert len(answered) >= KILLS
    with house.database.reading() as session:
        known = kept_files.references(session)
    after_all = house.now().replace(year=2090)
    house.store.sweep(lambda apprenticeship, sha256: (apprenticeship, sha256) in known, after_all, remove=True)
    assert {(one.apprenticeship, one.sha256) for one in house.store.kept()} == known
    assert house.store.unfinished(after_all) == ()
    with house.database.reading() as session:
        assert list(discrepancies(session, house.store)) == []
