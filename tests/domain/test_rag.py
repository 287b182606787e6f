"""Red, amber or green on the caseload, and why."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.people import ApprenticeshipStatus
from app.domain.rag import Colour, RagFacts, RagThresholds, rag

ON_TRACK = RagFacts(
    status=ApprenticeshipStatus.ACTIVE,
    expected_minutes=10_000,
    confirmed_minutes=10_000,
    waiting_minutes=0,
    days_since_evidence=5,
    review_days_overdue=0,
    review_days_over_rule=0,
    days_to_planned_end=200,
    ksbs_left=20,
)


def test_on_track_is_green_and_says_why() -> None:
    assert rag(ON_TRACK).colour is Colour.GREEN
    assert rag(ON_TRACK).reasons == ("Hours, evidence and reviews are up to date",)


@pytest.mark.parametrize(
    ("changes", "colour", "reason"),
    [
        ({"confirmed_minutes": 9_500}, Colour.GREEN, "up to date"),
        ({"confirmed_minutes": 9_499}, Colour.AMBER, "Off-the-job 8 hours 21 minutes behind (5%)"),
        ({"confirmed_minutes": 8_500}, Colour.AMBER, "Off-the-job 25 hours behind (15%)"),
        ({"confirmed_minutes": 8_499}, Colour.RED, "Off-the-job 25 hours 1 minute behind (15%)"),
        ({"days_since_evidence": 20}, Colour.GREEN, "up to date"),
        ({"days_since_evidence": 21}, Colour.AMBER, "No evidence for 21 days"),
        ({"days_since_evidence": 28}, Colour.RED, "No evidence for 28 days"),
        ({"days_since_evidence": 60, "ksbs_left": 0}, Colour.GREEN, "up to date"),
        ({"review_days_overdue": 1}, Colour.AMBER, "Review overdue 1 day"),
        ({"review_days_overdue": 14}, Colour.AMBER, "Review overdue 14 days"),
        ({"review_days_overdue": 15}, Colour.RED, "Review overdue 15 days"),
        (
            {"review_days_overdue": 2, "review_days_over_rule": 1},
            Colour.RED,
            "Review 1 day past the funding rule’s deadline",
        ),
        ({"days_to_planned_end": 59, "ksbs_left": 3}, Colour.AMBER, "3 KSBs left, 59 days to go"),
        ({"days_to_planned_end": 59, "ksbs_left": 2}, Colour.GREEN, "up to date"),
        ({"days_to_planned_end": 60, "ksbs_left": 9}, Colour.GREEN, "up to date"),
        ({"days_to_planned_end": -19}, Colour.RED, "19 days past planned gateway"),
        ({"oldest_query_days": 12}, Colour.AMBER, "Query on hours open for 12 days"),
    ],
)
def test_each_fact_turns_at_its_threshold(changes: dict[str, int], colour: Colour, reason: str) -> None:
    judged = rag(replace(ON_TRACK, **changes))  # type: ignore[arg-type]
    assert judged.colour is colour
    assert reason in judged.reasons[0]


def test_hours_that_wait_for_the_employer_never_turn_an_apprentice_red() -> None:
    waiting = rag(replace(ON_TRACK, confirmed_minutes=5_000, waiting_minutes=4_800))
    assert waiting.colour is Colour.AMBER
    assert waiting.reasons == (
        "Off-the-job 83 hours 20 minutes behind (50%), 80 hours waiting or queried; more than 5% is amber",
    )


def test_red_reasons_come_first_and_none_is_left_out() -> None:
    judged = rag(replace(ON_TRACK, confirmed_minutes=9_000, days_since_evidence=46, review_days_overdue=3))
    assert judged.colour is Colour.RED
    assert [reason.split()[0] for reason in judged.reasons] == ["No", "Off-the-job", "Review"]


@pytest.mark.parametrize("status", sorted(set(ApprenticeshipStatus) - {ApprenticeshipStatus.ACTIVE}))
def test_whoever_is_not_learning_just_now_has_no_colour_but_a_sentence(status: ApprenticeshipStatus) -> None:
    judged = rag(replace(ON_TRACK, status=status, confirmed_minutes=0, days_since_evidence=400))
    assert judged.colour is None
    assert len(judged.reasons) == 1
    assert judged.reasons[0].endswith("so there is no red, amber or green.")


def test_a_provider_may_set_its_own_thresholds() -> None:
    strict = RagThresholds(quiet_amber_days=3, quiet_red_days=5)
    assert rag(ON_TRACK, strict).colour is Colour.RED
    assert rag(ON_TRACK, strict).reasons == ("No evidence for 5 days; 5 or more is red",)


@given(st.integers(1, 10_000), st.integers(0, 10_000), st.integers(0, 100), st.integers(0, 100))
def test_whatever_the_thresholds_hours_that_all_wait_are_never_red(
    expected: int, confirmed: int, amber: int, more: int
) -> None:
    ours = RagThresholds(behind_amber_percent=amber, behind_red_percent=amber + more)
    waiting = max(0, expected - confirmed)
    facts = replace(ON_TRACK, expected_minutes=expected, confirmed_minutes=confirmed, waiting_minutes=waiting)
    assert rag(facts, ours).colour is not Colour.RED


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"confirmed_minutes": 8_400}, "Off-the-job 26 hours 40 minutes behind (16%); more than 15% is red"),
        ({"confirmed_minutes": 9_000}, "Off-the-job 16 hours 40 minutes behind (10%); more than 5% is amber"),
        (
            {"days_to_planned_end": 20, "ksbs_left": 9},
            "9 KSBs left, 20 days to go; more than 2 left under 60 days is amber",
        ),
    ],
)
def test_a_reason_says_its_figures_and_the_rule(changes: dict[str, int], reason: str) -> None:
    assert rag(replace(ON_TRACK, **changes)).reasons == (reason,)  # type: ignore[arg-type]


def test_with_nothing_expected_yet_hours_say_nothing() -> None:
    assert rag(replace(ON_TRACK, expected_minutes=0, confirmed_minutes=0)).colour is Colour.GREEN
    assert rag(replace(ON_TRACK, expected_minutes=None, confirmed_minutes=0)).colour is Colour.GREEN


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 5_000))
def test_confirming_what_waits_never_makes_it_worse(expected: int, confirmed: int, waiting: int) -> None:
    rank = [Colour.GREEN, Colour.AMBER, Colour.RED]
    before = rag(replace(ON_TRACK, expected_minutes=expected, confirmed_minutes=confirmed, waiting_minutes=waiting))
    after = rag(replace(ON_TRACK, expected_minutes=expected, confirmed_minutes=confirmed + waiting))
    assert before.colour is not None
    assert after.colour is not None
    assert rank.index(after.colour) <= rank.index(before.colour)
