"""Rows that come as one column of another statement are what they are when they are asked for alone."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import floats
from sqlalchemy import select, update

from app.actions.acting import Installation
from app.db.rows_within import RowsWithin
from app.db.tables import core
from tests.cast import Cast
from tests.portfolios import Piece, keep_pieces

ODD = 'She said “yes”, then "no"\\\n\tand 😀 \x1f {"a": [1, null]} ’ó'


@pytest.mark.parametrize("name", ["evidence", "evidence_version", "tag", "evidence_duty", "person", "membership"])
def test_rows_within_another_statement_are_the_rows_themselves(house: Installation, cast: Cast, name: str) -> None:
    table = getattr(core, name)
    with house.database.writing() as session:
        pieces = [Piece({"K1": "accepted", "K2": "awaiting"}, duties=["D1"], title=ODD) for _ in range(12)]
        keep_pieces(session, cast.hers, pieces, cast.priya.id)
    within = RowsWithin("all_of_them", select(table).order_by(*reversed(table.primary_key.columns)))
    with house.database.reading() as session:
        alone = session.execute(select(table).order_by(*reversed(table.primary_key.columns))).all()
        found = within.read(session.execute(select(within.column)).one())
    assert len(found) > 1
    assert [one._asdict() for one in found] == [row._asdict() for row in alone]


@given(weeks=floats(0.1, 53), days=floats(0.1, 7))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_hours_and_weeks_come_to_the_last_digit(house: Installation, cast: Cast, weeks: float, days: float) -> None:
    row = core.terms
    within = RowsWithin(
        "agreed", select(row.c.weeks_a_year, row.c.days_a_week).where(row.c.apprenticeship_id == cast.hers)
    )
    with house.database.writing() as session:
        session.execute(update(row).values(weeks_a_year=weeks, days_a_week=days))
        assert [tuple(one) for one in within.read(session.execute(select(within.column)).one())] == [(weeks, days)]


def test_no_rows_within_another_statement_are_none(house: Installation, cast: Cast) -> None:
    within = RowsWithin("nobody", select(core.person).where(core.person.c.id == uuid4()))
    with house.database.reading() as session:
        assert within.read(session.execute(select(within.column)).one()) == []
