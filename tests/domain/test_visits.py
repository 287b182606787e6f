"""What a visit from outside is on a day, what it shows, and which may be granted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.access_given import GrantState
from app.domain.apprenticeships import Named
from app.domain.refusals import BadInput
from app.domain.visits import LONGEST, MOST, Ask, Sight, Visit, insist_visit
from tests.cast import TODAY

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ADELE, OLWEN = Named(uuid4(), "Adele Brook"), Named(uuid4(), "Olwen Pryce")
CHLOE, BEN = uuid4(), uuid4()
ASK = Ask("Skills Quality Awards", "", TODAY, TODAY + 7 * DAY, frozenset({Sight.HOURS}), frozenset({CHLOE}))
GIVEN = Visit(1, uuid4(), OLWEN, "olwen.lang@example.org", ASK, ADELE, AT)
days = st.integers(-400, 400).map(lambda n: TODAY + n * DAY)


@given(days, st.sampled_from(Sight), st.sampled_from([CHLOE, BEN]))
def test_it_shows_what_it_names_of_whom_it_names_on_its_days_and_nothing_else(today, sight, whose):
    shown = GIVEN.shows(whose, today, sight)
    assert shown == (TODAY <= today <= TODAY + 7 * DAY and sight is Sight.HOURS and whose == CHLOE)
    assert not replace(GIVEN, ended_at=AT, ended_by=ADELE).shows(whose, today, sight)


def test_it_ends_by_its_last_day_or_by_the_provider():
    states = [GIVEN.state(TODAY + n * DAY) for n in (-1, 0, 7, 8)]
    assert states == [GrantState.COMING, GrantState.OPEN, GrantState.OPEN, GrantState.EXPIRED]
    assert replace(GIVEN, ended_at=AT).state(TODAY + 8 * DAY) is GrantState.REVOKED


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"sights": frozenset()}, "sights"),
        ({"apprenticeships": frozenset()}, "apprenticeship"),
        ({"apprenticeships": frozenset(uuid4() for _ in range(MOST + 1))}, "apprenticeship"),
        ({"last_day": TODAY - DAY}, "last_day"),
        ({"last_day": TODAY + LONGEST}, "last_day"),
    ],
)
def test_a_visit_of_nothing_of_nobody_of_everybody_or_for_ever_is_not_granted(changed, field):
    with pytest.raises(BadInput) as refused:
        insist_visit(replace(ASK, **changed), TODAY)
    assert [one.path for one in refused.value.faults] == [field]


def test_a_sample_of_too_many_is_said_where_it_was_chosen():
    drawn = frozenset(uuid4() for _ in range(MOST + 1))
    with pytest.raises(BadInput) as refused:
        insist_visit(replace(ASK, draw=1, apprenticeships=drawn), TODAY, drawn)
    assert [one.path for one in refused.value.faults] == ["draw"]


def test_a_visit_may_name_its_most_and_last_its_longest():
    insist_visit(
        replace(ASK, last_day=TODAY + LONGEST - DAY, apprenticeships=frozenset(uuid4() for _ in range(MOST))), TODAY
    )
