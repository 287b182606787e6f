"""Gateway: confidentiality of what is chosen for the assessor, and the mock assessments."""

from dataclasses import replace
from datetime import date

import pytest

from app.catalogue import Catalogue
from app.domain.gateway import CheckState, MockHeld, PieceStanding, chosen_for_assessor
from app.domain.portfolio import FrozenPiece, FrozenTag, Manifest
from tests.domain.test_gateway import SPLIT, the_check, the_facts

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


def frozen(*ksbs: str) -> Manifest:
    """Version 1, with a piece for each of these KSBs in turn: E1, E2, …"""
    pieces = tuple(
        FrozenPiece(number, 1, "work_product", "2025-01-08", (), (FrozenTag(ksb, "2025-01-10"),))
        for number, ksb in enumerate(ksbs, start=1)
    )
    return Manifest("", 1, "ST0868", "1.0", "2025-02-03T10:00:00+00:00", pieces, {})


E1, E2 = CLEARED, replace(CLEARED, number=2)
WITHDRAWN = {"withdrawn": True, "counts": False, "only_frozen": True}
ERASED = WITHDRAWN | {"erased": True, "cleared": False}


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (replace(E2, **WITHDRAWN), "withdrawn"),
        (replace(E2, **ERASED), "erased for good"),
        (replace(E2, closed=True), "closed"),
        (replace(E2, cleared=False), "not cleared"),
        (replace(E2, version=2), "not cleared"),
    ],
)
def test_a_frozen_piece_that_no_assessor_may_read_shows_nothing_and_takes_a_new_version(
    second: PieceStanding, why: str
) -> None:
    facts = the_facts(standard=SPLIT, portfolio=frozen("K1", "K2"), chosen=(E1, E2))
    assert the_check("portfolio", facts).state is CheckState.MET
    check = the_check("portfolio", replace(facts, chosen=(E1, second)))
    assert (check.state, check.figures["shut"]) == (CheckState.PARTLY, 1)
    said = f"Version 1 is frozen, with 2 pieces, of which no assessor may read 1: 1 {why}."
    assert check.reason == f"{said} Of 2 KSBs, no other piece shows K2."
    assert check.restricted_reason == f"No assessor may read E2 ({why})."
    assert check.to_do.startswith("The tutor freezes a new version without what no assessor may read")


def test_it_takes_a_new_version_too_where_other_pieces_show_the_same() -> None:
    chosen = (E1, replace(E2, **WITHDRAWN), replace(E2, number=3))
    check = the_check("portfolio", the_facts(standard=SPLIT, portfolio=frozen("K1", "K2", "K2"), chosen=chosen))
    assert check.state is CheckState.PARTLY
    assert check.reason.endswith("of which no assessor may read 1: 1 withdrawn.")


def test_a_portfolio_of_which_no_assessor_may_read_anything_is_not_there() -> None:
    chosen = (replace(E1, **WITHDRAWN), replace(E2, **ERASED))
    facts = the_facts(standard=SPLIT, portfolio=frozen("K1", "K2"), chosen=chosen)
    check = the_check("portfolio", facts)
    assert check.state is CheckState.NOT_MET
    assert "no assessor may read 2: 1 withdrawn and 1 erased for good. Of 2 KSBs, no other piece shows K1, K2." in (
        check.reason
    )
    clearing = the_check("confidentiality", facts)
    assert (clearing.state, clearing.reason) == (CheckState.NOT_MET, "Nothing is chosen for the assessor yet.")


def test_what_was_withdrawn_or_erased_asks_for_no_clearing() -> None:
    chosen = (E1, replace(UNCLEARED, **WITHDRAWN), replace(E2, number=3, **ERASED))
    check = the_check("confidentiality", the_facts(portfolio=frozen("K1", "K1", "K1"), chosen=chosen))
    assert check.state is CheckState.MET
    assert check.figures == {"chosen": 1, "not_cleared": 0, "closed": 0, "places_found": 0}


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
