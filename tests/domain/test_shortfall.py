"""When a statement on hours short of plan is asked for, and what it covers."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.apprenticeships import Named
from app.domain.people import Role
from app.domain.shortfall import Agreement, Shortfall, ShortfallStatement, shortfall_of, statement_sha256

CHLOE, OTHER = UUID(int=1), UUID(int=2)
WRITTEN = ShortfallStatement(
    1, "Why.", Shortfall(469, 440, 418), "a" * 64, Named(OTHER, "Priya"), datetime(2026, 11, 20, tzinfo=UTC)
)


@pytest.mark.parametrize(
    ("planned", "confirmed", "minimum", "needs", "asked"),
    [
        (469, 440, 418, True, True),
        (469, 418, 418, True, True),
        (469, 417, 418, True, False),
        (469, 469, 418, True, False),
        (469, 440, 418, False, False),
        (None, 440, 418, True, False),
        (469, 440, None, True, False),
    ],
)
def test_it_is_asked_for_once_the_minimum_is_met_and_the_plan_is_not(
    planned: int | None, confirmed: int, minimum: int | None, needs: bool, asked: bool
) -> None:
    found = shortfall_of(planned, confirmed, minimum, needs_statement=needs)
    assert (found is not None) is asked


@given(confirmed=st.integers(0, 468))
def test_it_covers_whatever_is_no_more_than_it_was_written_for(confirmed: int) -> None:
    assert WRITTEN.covers(Shortfall(469, confirmed, 418)) is (confirmed >= 440)
    assert not WRITTEN.covers(Shortfall(470, confirmed, 418))


def test_another_word_another_figure_or_another_person_is_another_hash() -> None:
    figures = Shortfall(469, 440, 418)
    every = {
        statement_sha256(CHLOE, "Why.", figures),
        statement_sha256(OTHER, "Why.", figures),
        statement_sha256(CHLOE, "Why!", figures),
        statement_sha256(CHLOE, "Why.", Shortfall(469, 441, 418)),
    }
    assert len(every) == 4


def test_a_word_given_to_other_words_leaves_it_open() -> None:
    stale = Agreement(Role.APPRENTICE, Named(CHLOE, "Chloe"), WRITTEN.at, "b" * 64)
    held = ShortfallStatement(1, "Why.", WRITTEN.shortfall, WRITTEN.sha256, WRITTEN.by, WRITTEN.at, (stale,))
    assert held.open_to == (Role.APPRENTICE, Role.EMPLOYER)
