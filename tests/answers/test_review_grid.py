"""The grid beside the record: what held, missed and moved reviews do to the next one, and what they leave alone."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answers.reviews import review_places, standing_of
from app.catalogue import Catalogue
from app.db.reviews import OnRecord
from app.domain.apprenticeships import Apprenticeship, Break, Named, Terms
from app.domain.people import ApprenticeshipStatus
from app.domain.rag import Colour
from app.domain.reviews import Meeting, Review, ReviewState
from tests.cast import PLANNED_END, START, TODAY

HER = Named(UUID(int=1), "Chloe Marsden")


def hers(catalogue: Catalogue, *breaks: Break) -> Apprenticeship:
    """Chloe's apprenticeship: 8 weeks between reviews, 12 by the rule."""
    return Apprenticeship(
        id=HER.id,
        apprentice=HER,
        standard="ST0868",
        version="1.0",
        programme="early-intervention-practitioner",
        rule_id=catalogue.funding_rules.for_start(START).id,
        start=START,
        original_start=START,
        status=ApprenticeshipStatus.ACTIVE,
        terms=Terms(START, PLANNED_END, 2100, 5, 52, None, Named(HER.id, "Calder Vale Council"), 0),
        breaks=breaks,
        gaps=(),
        recorded=(),
        tutor=None,
        employer_contact=None,
    )


def held(number: int, on: date) -> OnRecord:
    at = datetime(on.year, on.month, on.day, 11, tzinfo=UTC)
    meeting = Meeting(on, (), Colour.GREEN)
    return OnRecord(Review(number, 1, ReviewState.COMPLETE, meeting=meeting, held_at=at, facts_at=at))


def missed(number: int) -> OnRecord:
    return OnRecord(Review(number, 1, ReviewState.MISSED, missed_reason="Illness"))


def moved(number: int, to: date) -> OnRecord:
    return OnRecord(Review(number, 1, ReviewState.PLANNED, moved_to=to, moved_reason="Leave"))


def standing(catalogue: Catalogue, *record: OnRecord, today: date = TODAY):
    one = hers(catalogue)
    return standing_of(review_places(catalogue, one, today, None, record), one, today)


def grid(number: int) -> date:
    return START + timedelta(weeks=8 * number)


def test_until_a_review_is_written_down_nothing_is_late_and_the_deadline_says_what_it_supposes(
    catalogue: Catalogue,
) -> None:
    found = standing(catalogue)
    assert (found.kept, found.overdue, found.days_over_rule) == (False, None, 0)
    assert len(found.passed) == 8
    assert "Review 8 is not on record here" in found.next.rule_deadline.reason


def test_the_rules_deadline_runs_from_the_last_review_held(catalogue: Catalogue) -> None:
    found = standing(catalogue, held(8, grid(8)))
    assert (found.next.number, found.next.due_on) == (9, date(2026, 11, 23))
    assert found.next.rule_deadline.due_on == grid(8) + timedelta(weeks=12)
    assert found.next.deadline_moved == ""
    assert found.next.since == grid(8)
    assert [place.number for place in found.held] == [8]


def test_an_early_review_moves_the_rules_deadline_and_not_the_grid(catalogue: Catalogue) -> None:
    found = standing(catalogue, held(9, date(2026, 11, 16)))
    assert (found.next.number, found.next.due_on) == (10, grid(10))
    assert found.next.deadline_moved == (
        "Review 9 was held on 16 November 2026, so the rule’s deadline moved from 15 February 2027 to 8 February 2027."
    )


def test_a_missed_review_asks_for_nothing_more_and_moves_no_deadline(catalogue: Catalogue) -> None:
    found = standing(catalogue, held(7, grid(7)), missed(8))
    assert found.next.number == 9
    assert found.overdue is None
    assert found.next.rule_deadline.due_on == grid(7) + timedelta(weeks=12)
    assert found.days_over_rule == (TODAY - grid(7) - timedelta(weeks=12)).days


def test_a_review_that_nobody_held_is_overdue_from_its_own_day(catalogue: Catalogue) -> None:
    found = standing(catalogue, held(7, grid(7)))
    assert found.overdue.number == 8
    assert found.overdue.days_overdue == (TODAY - grid(8)).days
    late = standing(catalogue, held(7, grid(7)), moved(8, TODAY - timedelta(days=2)))
    assert late.overdue.days_overdue == 2


def test_a_gap_before_the_last_review_held_is_on_nobodys_mind(catalogue: Catalogue) -> None:
    found = standing(catalogue, held(8, grid(8)))
    assert len(found.passed) == 7
    assert (found.overdue, found.days_over_rule) == (None, 0)


def test_a_moved_review_is_next_on_its_new_day(catalogue: Catalogue) -> None:
    found = standing(catalogue, held(8, grid(8)), moved(9, date(2026, 12, 4)))
    assert (found.next.number, found.next.due_on, found.next.on) == (9, grid(9), date(2026, 12, 4))


@pytest.mark.parametrize("number", [1, 4, 8])
def test_whatever_is_on_record_has_its_place(catalogue: Catalogue, number: int) -> None:
    places = review_places(catalogue, hers(catalogue), TODAY, date(2026, 1, 1), [held(number, grid(number))])
    assert number in [place.number for place in places]


@given(st.dictionaries(st.integers(1, 9), st.integers(-20, 20), min_size=1))
def test_the_grid_keeps_its_days_whenever_reviews_are_held(catalogue: Catalogue, days: dict[int, int]) -> None:
    record = [held(number, min(TODAY, grid(number) + timedelta(days=late))) for number, late in sorted(days.items())]
    places = review_places(catalogue, hers(catalogue), TODAY, None, record)
    assert [place.due_on for place in places] == [grid(place.number) for place in places]
    assert [place.number for place in places] == list(range(1, len(places) + 1))
    assert places[-1].is_open
    assert places[-1].on >= TODAY


def test_a_break_moves_grid_and_deadline_alike(catalogue: Catalogue) -> None:
    pause = Break(date(2026, 10, 1), date(2026, 10, 15))
    places = review_places(catalogue, hers(catalogue, pause), TODAY, None, [held(8, grid(8))])
    assert places[8].due_on == grid(9) + timedelta(days=14)
    assert places[8].rule_deadline.due_on == grid(8) + timedelta(weeks=12, days=14)


def test_what_is_on_record_stays_there_in_a_break_without_a_return(catalogue: Catalogue) -> None:
    one = hers(catalogue, Break(date(2026, 11, 21), None))
    draft = OnRecord(Review(10, 1, ReviewState.DRAFT))
    for record in ([held(9, TODAY)], [held(9, TODAY), draft]):
        places = review_places(catalogue, one, date(2026, 12, 24), None, record)
        found = standing_of(places, one, date(2026, 12, 24))
        assert [place.number for place in places] == list(range(1, 9 + len(record)))
        assert (found.last_held.number, found.last_held.held_on) == (9, TODAY)
        assert (found.next, found.overdue) == (None, None), "what has no day is neither next nor late"
