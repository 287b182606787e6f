"""Putting a record before its signers: what each of them may answer, and what no one may."""

from dataclasses import replace

import pytest

from app.actions import signatures
from app.db import history
from app.db import signatures as db
from app.domain.people import Role
from app.domain.refusals import WrongState
from app.domain.signatures import RecordKind, RecordToSign, canonical_text
from tests.cast import NOW

A, T, E = Role.APPRENTICE, Role.TUTOR, Role.EMPLOYER
ASKED = (T, A, E)


class Desk:
    """Shorthand for putting records and answering them, each in a transaction of its own."""

    def __init__(self, house, cast):
        self.house = house
        self.cast = cast

    def record(self, version=1, words="Chloe led the visit of 3 November.", **more):
        content = canonical_text({"salt": f"salt-{version}", "words": words})
        given = RecordToSign(self.cast.hers, RecordKind.REVIEW, 9, version, content, ASKED, self.cast.priya.id, NOW)
        return replace(given, **more)

    def put(self, record=None):
        record = record or self.record()
        with self.house.acting(self.cast.priya) as acting:
            acting.lock(record.apprenticeship)
            signatures.put_to_sign(acting, record)
        return record

    def standing(self, record):
        with self.house.database.reading() as session:
            return db.find(session, record.key)

    def waiting(self, role):
        with self.house.database.reading() as session:
            return [one.key for one in db.waiting_for(session, [self.cast.hers], role)]

    def told(self):
        """What the chain tells of signing, oldest first; it must hold."""
        with self.house.database.reading() as session:
            assert not list(history.broken_links(session, str(self.cast.hers)))
            rows = history.happenings(session, self.cast.hers, limit=500)
        return [row.action for row in reversed(rows) if row.action.startswith("record_")]


@pytest.fixture
def desk(house, cast):
    return Desk(house, cast)


def test_a_record_that_is_put_waits_for_everybody_asked(desk):
    record = desk.put()
    standing = desk.standing(record)
    assert (standing.waiting_for, standing.is_complete, standing.newest) == (ASKED, False, 1)
    assert standing.sha256 == record.sha256
    assert [desk.waiting(role) for role in ASKED] == [[record.key]] * 3
    assert desk.told() == ["record_put"]


def test_a_new_version_supersedes_the_old_one_which_waits_for_nobody(desk):
    old, new = desk.put(), desk.put(desk.record(2, "Chloe led the visit of 4 November."))
    standing = desk.standing(old)
    assert (standing.is_outdated, standing.newest, standing.waiting_for) == (True, 2, ())
    assert desk.waiting(E) == [new.key]


def test_of_two_who_put_the_next_version_one_is_told(desk):
    desk.put()
    with pytest.raises(WrongState, match="Version 1 was put to be signed meanwhile"):
        desk.put(desk.record(1))
    with pytest.raises(WrongState):
        desk.put(desk.record(3))


def test_the_standing_of_many_is_read_in_two_statements(desk, cast, house):
    desk.put()
    desk.put(desk.record(2))
    desk.put(desk.record(number=10))
    with house.database.reading() as session:
        every = db.standings(session, [cast.hers, cast.his], RecordKind.REVIEW)
        newest = db.standings(session, [cast.hers], RecordKind.REVIEW, newest_only=True)
        one = db.standings(session, [cast.hers], RecordKind.REVIEW, 9)
    assert [(one.key.number, one.key.version, one.newest) for one in every] == [(9, 1, 2), (9, 2, 2), (10, 1, 1)]
    assert [(one.key.number, one.key.version) for one in newest] == [(9, 2), (10, 1)]
    assert [one.key.version for one in one] == [1, 2]
