"""Gateway: confidentiality of what is chosen for the assessor, and the mock assessments."""

from datetime import date

import pytest

from app.catalogue import Catalogue
from app.domain.gateway import CheckState, MockHeld, PieceStanding, chosen_for_assessor
from tests.domain.test_gateway import the_check, the_facts

CLEARED = PieceStanding(1, "work_product", accepted=True, cleared=True)
UNCLEARED = PieceStanding(2, "work_product", accepted=True)
FOUND = PieceStanding(3, "work_product", accepted=True, cleared=True, open_findings=2)
CLOSED = PieceStanding(4, "work_product", said=True, accepted=True, cleared=True, closed=True)


@pytest.mark.parametrize(
    ("chosen", "state", "said"),
    [
        ((), CheckState.NOT_MET, "Nothing is chosen for the assessor yet."),
        ((CLEARED,), CheckState.MET, "The one chosen piece is cleared, and nothing found in it is open."),
        ((UNCLEARED,), CheckState.NOT_MET, "1 of 1 chosen piece is not cleared by the tutor."),
        ((CLEARED, UNCLEARED), CheckState.PARTLY, "1 of 2 chosen pieces is not cleared by the tutor."),
        ((CLEARED, FOUND), CheckState.PARTLY, "2 places that may identify somebody are still open."),
        ((CLEARED, CLOSED), CheckState.PARTLY, "1 chosen piece is closed, because somebody may be identified."),
    ],
)
def test_every_chosen_piece_is_cleared_and_nothing_found_in_it_is_open(
    chosen: tuple[PieceStanding, ...], state: CheckState, said: str
) -> None:
    check = the_check("confidentiality", the_facts(chosen=chosen))
    assert (check.state, check.reason) == (state, said)
    assert bool(check.to_do) is (state is not CheckState.MET)


def test_no_piece_is_named_since_some_are_kept_from_the_employer() -> None:
    check = the_check("confidentiality", the_facts(chosen=(CLEARED, UNCLEARED, FOUND, CLOSED)))
    assert "E2" not in check.reason
    assert check.figures == {"chosen": 4, "not_cleared": 1, "closed": 1, "places_found": 2}


def test_what_goes_in_is_what_was_said_and_else_what_the_kind_and_an_accepted_ksb_say(catalogue: Catalogue) -> None:
    kinds = catalogue.programme("early-intervention-practitioner").evidence_kind_by_code
    reflective = PieceStanding(5, "reflective_account", accepted=True)
    taken_in = PieceStanding(6, "reflective_account", said=True)
    left_out = PieceStanding(7, "work_product", said=False, accepted=True)
    nothing_accepted = PieceStanding(8, "work_product")
    pieces = (CLEARED, reflective, taken_in, left_out, nothing_accepted)
    assert chosen_for_assessor(pieces, kinds) == (CLEARED, taken_in)


DISCUSSION = MockHeld("discussion", date(2025, 1, 8), date(2025, 1, 8), feedback_ksbs=4, graded=True)
CASE_STUDY = MockHeld("case-study", date(2025, 2, 5), date(2025, 2, 5))


def test_a_mock_of_each_method_is_held_with_feedback_by_ksb() -> None:
    none = the_check("mock-assessment", the_facts(mocks_when="Throughout the programme"))
    assert none.state is CheckState.NOT_MET
    assert none.reason.startswith("Professional discussion: none is held and none is planned.")
    one = the_check("mock-assessment", the_facts(mocks=(DISCUSSION, CASE_STUDY), mocks_when="Throughout"))
    assert one.state is CheckState.PARTLY
    assert one.reason == (
        "Professional discussion: held on 8 January 2025, with feedback on 4 KSBs, and an indicative grade is noted. "
        "Case study: held on 5 February 2025, without feedback yet."
    )
    again = MockHeld("case-study", date(2025, 3, 1), date(2025, 3, 1), feedback_ksbs=1)
    both = the_check("mock-assessment", the_facts(mocks=(DISCUSSION, CASE_STUDY, again), mocks_when="Throughout"))
    assert both.state is CheckState.MET


def test_a_mock_that_is_planned_is_told_of_and_counts_for_nothing() -> None:
    planned = MockHeld("case-study", date(2025, 4, 2))
    check = the_check("mock-assessment", the_facts(mocks=(planned,), mocks_when="Throughout"))
    assert check.state is CheckState.NOT_MET
    assert "Case study: none is held; planned for 2 April 2025." in check.reason


def test_a_programme_without_mocks_asks_for_none() -> None:
    assert the_check("mock-assessment", the_facts()).state is CheckState.NOT_APPLICABLE
