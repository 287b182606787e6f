"""Revisions of what was agreed: each from its day on, none overwritten, later ones carried along."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.agreed import agreed_from, changed_fields, revise, revision_faults
from app.domain.practical_period import PracticalPeriod
from tests.domain.agreements import COUNCIL, HUB, agreed_for, terms_for

PERIOD = PracticalPeriod(date(2025, 7, 7), date(2027, 1, 7))
TODAY = date(2026, 11, 20)
MARCH, JUNE = date(2026, 3, 2), date(2026, 6, 1)


def test_what_was_agreed_holds_until_the_day_of_the_change() -> None:
    agreed = agreed_for(PERIOD, (MARCH, {"weekly_minutes": 1200}))
    assert agreed.on(MARCH - timedelta(days=1)).weekly_minutes == 2100
    assert agreed.on(MARCH).weekly_minutes == 1200
    assert agreed.original == terms_for(PERIOD)


def test_a_change_recorded_for_an_earlier_day_is_carried_through_later_ones() -> None:
    """From June another employer, recorded first; then from March fewer hours: both hold in July."""
    agreed = agreed_for(PERIOD, (JUNE, {"employer": HUB}), (MARCH, {"weekly_minutes": 1200}))
    spring, summer = agreed.on(date(2026, 4, 1)), agreed.on(date(2026, 7, 1))
    assert (spring.employer, spring.weekly_minutes) == (COUNCIL, 1200)
    assert (summer.employer, summer.weekly_minutes) == (HUB, 1200)


def test_what_was_set_anew_for_a_later_day_is_not_overrun() -> None:
    agreed = agreed_for(PERIOD, (JUNE, {"weekly_minutes": 900}), (MARCH, {"weekly_minutes": 1200}))
    assert [agreed.on(day).weekly_minutes for day in (MARCH, JUNE)] == [1200, 900]


def test_a_correction_for_the_first_day_holds_from_the_start_and_the_original_stays() -> None:
    agreed = agreed_for(PERIOD, (PERIOD.start, {"planned_minutes": 26_000}))
    assert agreed.at_the_start.planned_minutes == 26_000
    assert agreed.original.planned_minutes is None


def test_nothing_new_is_no_revision() -> None:
    assert revise([terms_for(PERIOD)], MARCH, {"weekly_minutes": 2100}) == ()


@pytest.mark.parametrize(
    ("changes", "since", "reason", "path"),
    [
        ({}, date(2025, 7, 6), "Fewer hours", "effective_on"),
        ({}, date(2028, 1, 1), "Fewer hours", "effective_on"),
        ({"planned_end": PERIOD.start}, PERIOD.start, "A mistake", "planned_end"),
        ({"planned_end": date(2026, 2, 1)}, MARCH, "Sooner", "planned_end"),
        ({"weekly_minutes": 0}, MARCH, "Fewer hours", "weekly_minutes"),
        ({"weekly_minutes": 10_081}, MARCH, "More hours", "weekly_minutes"),
        ({"days_a_week": 8}, MARCH, "More days", "days_a_week"),
        ({"weeks_a_year": 54}, MARCH, "More weeks", "weeks_a_year"),
        ({"planned_minutes": 0}, MARCH, "None", "planned_minutes"),
        ({"prior_learning_minutes": -1}, MARCH, "None", "prior_learning_minutes"),
        ({"weekly_minutes": 1200}, MARCH, " ", "reason"),
    ],
)
def test_what_cannot_be_is_refused_with_one_sentence_at_its_field(
    changes: dict[str, Any], since: date, reason: str, path: str
) -> None:
    faults = revision_faults(PERIOD.start, since, TODAY, changes, reason)
    assert [fault.path for fault in faults] == [path]
    assert all(fault.sentence.endswith(".") for fault in faults)


later_days = st.integers(0, 500).map(lambda number: PERIOD.start + timedelta(days=number))
changes = st.fixed_dictionaries(
    {},
    optional={
        "weekly_minutes": st.integers(600, 2400),
        "planned_minutes": st.one_of(st.none(), st.integers(1, 40_000)),
        "planned_end": st.integers(1, 60).map(lambda weeks: PERIOD.planned_end + timedelta(weeks=weeks)),
        "employer": st.sampled_from([COUNCIL, HUB]),
    },
)


@given(st.lists(st.tuples(later_days, changes), max_size=5), later_days, changes, later_days)
def test_a_revision_changes_what_it_names_from_its_day_on_and_nothing_else(
    life: list[tuple[date, dict[str, Any]]], since: date, change: dict[str, Any], day: date
) -> None:
    recorded = [terms_for(PERIOD)]
    for on, changed in life:
        recorded += revise(recorded, on, changed)
    before = agreed_from(recorded)
    after = agreed_from([*recorded, *revise(recorded, since, change)])
    if day < since:
        assert after.on(day) == before.on(day)
        return
    differing = changed_fields(before.on(day), after.on(day))
    assert set(differing) <= set(change)
    assert all(getattr(after.on(since), name) == value for name, value in change.items())
    assert replace(after.original) == before.original
