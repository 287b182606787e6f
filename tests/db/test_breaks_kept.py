"""Breaks were written over until revision 0004: it keeps what the history tells of each, and when it was said."""

import json
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from sqlalchemy import insert, select, text

from app.db import breaks, migrate
from app.db.apprenticeships import add_terms, load, set_status
from app.db.tables import core
from app.domain.apprenticeships import Break, Named, Terms
from app.domain.people import ApprenticeshipStatus
from tests.conftest import Clock, make_house

BEGUN, BACK = datetime(2026, 3, 2, 9, tzinfo=UTC), datetime(2026, 4, 13, 9, tzinfo=UTC)


@pytest.fixture
def earlier(template, tmp_path, catalogue):
    """An installation at the revision before, with one apprenticeship that was on two breaks."""
    with template.empty(tmp_path) as url:
        house = make_house(url, tmp_path, catalogue, Clock(BACK))
        migrate.upgrade(house.database, "0003")
        person, one = uuid4(), uuid4()
        with house.database.writing() as session:
            named = {"email": "nia@example.org", "name": "Nia Powell", "created_at": BEGUN}
            session.execute(insert(core.person).values(id=person, **named))
            start = date(2025, 9, 1)
            given = {"standard": "ST0868", "version": "1.0", "programme": "early-intervention-practitioner"}
            row = {"id": one, "apprentice_id": person, "rule_id": "x", "start": start, "original_start": start}
            session.execute(insert(core.apprenticeship).values(**row, **given, created_at=BEGUN))
            for since, back_on in ((date(2025, 11, 3), date(2025, 12, 8)), (date(2026, 3, 2), date(2026, 4, 13))):
                values = {"apprenticeship_id": one, "since": since, "back_on": back_on}
                session.execute(insert(core.break_in_learning).values(**values))
            told = {"chain": str(one), "by": person, "subject": str(one)}
            bodies = [{"since": "2026-03-02"}, {"since": "2026-03-02", "back_on": "2026-04-13"}]
            for seq, (action, at, body) in enumerate(
                zip(("break_begun", "break_ended"), (BEGUN, BACK), bodies, strict=True), start=1
            ):
                row = {
                    "seq": seq,
                    "at": at,
                    "action": action,
                    "body": json.dumps(body),
                    "previous": "",
                    "hash": f"{seq}",
                }
                session.execute(insert(core.history).values(**told, **row))
        yield house, one
        house.database.close()


def agree(house, one):
    with house.database.writing() as session:
        by = session.execute(select(core.person.c.id)).scalar_one()
        employer = uuid4()
        session.execute(insert(core.organisation).values(id=employer, name="Wyre Council", folded_name="wyre council"))
        agreed = Terms(date(2025, 9, 1), date(2027, 3, 1), 2220, 5, 46.4, 24000, Named(employer, "Wyre Council"))
        add_terms(session, one, agreed, by=by, at=BEGUN, reason="As agreed")
        set_status(session, one, ApprenticeshipStatus.ACTIVE, date(2025, 9, 1), by=by, at=BEGUN)


def test_what_was_said_of_a_break_and_when_is_found_again(earlier):
    house, one = earlier
    migrate.upgrade(house.database)
    agree(house, one)
    with house.database.reading() as session:
        said = [(row.since, row.until, row.at, row.by and row.by.name) for row in breaks.said(session, one)]
        now = load(session, one, BACK.date())
        then = load(session, one, BACK.date(), recorded=BEGUN)
    assert said == [
        (date(2026, 3, 2), None, BEGUN, "Nia Powell"),
        (date(2026, 3, 2), date(2026, 4, 13), BACK, "Nia Powell"),
        (date(2025, 11, 3), date(2025, 12, 8), BEGUN, None),
    ]
    first = Break(date(2025, 11, 3), date(2025, 12, 8))
    assert now.breaks == (first, Break(date(2026, 3, 2), date(2026, 4, 13)))
    assert then.breaks == (first, Break(date(2026, 3, 2)))


def test_where_there_was_none_nothing_is_kept(template, tmp_path, catalogue):
    with template.empty(tmp_path) as url:
        house = make_house(url, tmp_path, catalogue, Clock(BACK))
        migrate.upgrade(house.database)
        with house.database.reading() as session:
            assert session.execute(text("SELECT count(*) FROM pause")).scalar_one() == 0
        house.database.close()
