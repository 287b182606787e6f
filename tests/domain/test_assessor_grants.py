"""What a grant is on a day, and which days may be given."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.access_given import GrantState, insist_days
from app.domain.apprenticeships import Named
from app.domain.assessor_grants import LONGEST, Ask, Grant
from app.domain.refusals import BadInput
from tests.cast import TODAY

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ADELE, HELEN = Named(uuid4(), "Adele Brook"), Named(uuid4(), "Helen Osei")
GIVEN = Grant(uuid4(), 1, uuid4(), HELEN, Ask(1, TODAY, TODAY + 7 * DAY), ADELE, AT, stated_at=AT)
days = st.integers(-400, 400).map(lambda n: TODAY + n * DAY)


def test_it_is_open_from_its_first_day_to_the_end_of_its_last():
    states = [GIVEN.state(TODAY + n * DAY) for n in (-1, 0, 7, 8)]
    assert states == [GrantState.COMING, GrantState.OPEN, GrantState.OPEN, GrantState.EXPIRED]


@given(days)
def test_what_ended_it_ended_it_on_every_day(today):
    assert replace(GIVEN, conflict=True).state(today) is GrantState.CONFLICT
    assert replace(GIVEN, revoked_at=AT, revoked_by=ADELE).state(today) is GrantState.REVOKED
    assert replace(GIVEN, conflict=True, revoked_at=AT).state(today) is GrantState.CONFLICT


@given(days)
def test_nothing_is_read_before_the_statement_nor_on_any_day_but_an_open_one(today):
    assert not replace(GIVEN, stated_at=None).can_be_read(today)
    assert GIVEN.can_be_read(today) == (TODAY <= today <= TODAY + 7 * DAY)


@given(days, days, days)
def test_every_grant_that_is_given_can_be_opened_and_ends_within_a_year_of_opening(since, last_day, today):
    try:
        insist_days(since, last_day, today, longest=LONGEST, lasts="Access lasts a year")
    except BadInput:
        assert last_day < max(since, today) or last_day - max(since, today) >= LONGEST
    else:
        assert max(since, today) <= last_day < max(since, today) + LONGEST


@pytest.mark.parametrize(
    ("since", "last_day", "said"),
    [(-9, -1, "not over yet"), (5, 4, "before the first"), (0, 366, "a year at the most")],
)
def test_days_that_will_not_do_are_said_in_one_sentence(since, last_day, said):
    with pytest.raises(BadInput) as refused:
        days = TODAY + since * DAY, TODAY + last_day * DAY
        insist_days(*days, TODAY, longest=LONGEST, lasts="Access lasts a year")
    [fault] = refused.value.faults
    assert fault.path == "last_day" and said in fault.sentence
