"""Grades of an end-point assessment by its plan, and what a portfolio must be to stand before it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue import STANDARD_DATA, read_catalogue
from app.domain.assessment import (
    NO_PLAN,
    AssessmentPlan,
    ChosenFile,
    ChosenPiece,
    ChosenTag,
    Marks,
    MethodOutcome,
    Portfolio,
    PortfolioRules,
    capped,
    check_portfolio,
    grade_of,
    longest_minutes,
    overall,
    portfolio_ksbs,
)
from app.domain.refusals import BadInput
from app.domain.standards import Source

GRADES = ("fail", "pass", "distinction")
CATALOGUE = read_catalogue(STANDARD_DATA)
STANDARD = CATALOGUE.standard("ST0868", "1.0")
PLAN = CATALOGUE.assessment_plan("ST0868", "1.0")
METHODS = tuple(method.code for method in STANDARD.methods)
SPLIT = {ksb.code: ["professional_discussion"] if ksb.kind != "skill" else ["case_study"] for ksb in STANDARD.ksbs}


def outcomes(discussion: str, case_study: str, attempt: int = 1) -> list[MethodOutcome]:
    return [MethodOutcome(METHODS[0], discussion), MethodOutcome(METHODS[1], case_study, attempt)]


@pytest.mark.parametrize(
    ("grades", "whole"),
    [
        (("pass", "distinction"), "pass"),
        (("distinction", "distinction"), "distinction"),
        (("distinction", "fail"), "fail"),
        (("pass", "pass"), "pass"),
    ],
)
def test_vector_28_two_methods_make_one_grade(grades, whole):
    assert overall(PLAN, METHODS, GRADES, outcomes(*grades)).grade == whole


def test_vector_29_a_retaken_method_counts_no_better_than_a_pass():
    assert overall(PLAN, METHODS, GRADES, outcomes("distinction", "distinction", attempt=2)).grade == "pass"


def test_exceptional_circumstances_lift_the_cap():
    kept = MethodOutcome(METHODS[1], "distinction", attempt=2, exceptional=True)
    assert overall(PLAN, METHODS, GRADES, [MethodOutcome(METHODS[0], "distinction"), kept]).grade == "distinction"


def test_vector_30_a_method_of_45_minutes_runs_at_most_49_and_a_half():
    assert longest_minutes(45, PLAN.tolerance_percent) == Decimal("49.5")


def test_without_a_tolerance_a_method_runs_its_length():
    assert longest_minutes(45, None) == 45


def test_only_the_newest_attempt_of_a_method_counts():
    failed, passed = MethodOutcome(METHODS[1], "fail"), MethodOutcome(METHODS[1], "pass", attempt=2)
    assert overall(PLAN, METHODS, GRADES, [passed, MethodOutcome(METHODS[0], "pass"), failed]).grade == "pass"


def test_the_whole_has_no_grade_before_every_method_has_one():
    found = overall(PLAN, METHODS, GRADES, [MethodOutcome(METHODS[0], "pass")])
    assert (found.grade, found.reason) == ("", "1 method of 2 has no grade yet.")
    assert overall(PLAN, METHODS, GRADES, []).reason == "2 methods of 2 have no grade yet."


def test_a_rule_of_another_standard_says_so_beside_the_grade():
    found = overall(PLAN, METHODS, GRADES, outcomes("pass", "pass"))
    assert not found.confirmed
    assert found.reason.endswith("By the plan of another standard: this one’s own rule is not confirmed.")


def test_without_a_plan_nothing_is_graded():
    assert overall(NO_PLAN, METHODS, GRADES, outcomes("pass", "pass")).grade == ""


def test_a_grade_that_does_not_exist_is_refused():
    with pytest.raises(BadInput):
        capped(MethodOutcome("case_study", "merit"), PLAN.resits, GRADES)


@given(st.lists(st.sampled_from(GRADES), min_size=1, max_size=5), st.randoms())
def test_the_order_of_methods_never_changes_the_grade(grades, order):
    shuffled = list(grades)
    order.shuffle(shuffled)
    assert grade_of(PLAN.overall, shuffled) == grade_of(PLAN.overall, grades) in GRADES


@given(st.lists(st.sampled_from(GRADES), min_size=1, max_size=5), st.integers(0, 4))
def test_a_better_method_never_makes_the_whole_worse(grades, which):
    better = list(grades)
    place = which % len(grades)
    better[place] = GRADES[min(GRADES.index(better[place]) + 1, 2)]
    assert GRADES.index(grade_of(PLAN.overall, better)) >= GRADES.index(grade_of(PLAN.overall, grades))


def piece(number: int, *ksbs: str, kind: str = "work_product", seconds: int | None = None) -> ChosenPiece:
    tags = tuple(ChosenTag(code, accepted=True, placed=True) for code in ksbs)
    return ChosenPiece(number, kind, kind.replace("_", " "), tags, (ChosenFile(f"E{number}.pdf", seconds),))


def whole(*more: ChosenPiece) -> Portfolio:
    """A portfolio that shows every KSB and has the employer’s statement."""
    return Portfolio((piece(1, *(ksb.code for ksb in STANDARD.ksbs)), *more), employer_statement=True)


def rules(portfolio: Portfolio, plan: AssessmentPlan = PLAN, standard=STANDARD) -> list[str]:
    return [found.rule for found in check_portfolio(standard, plan, portfolio)]


def test_a_portfolio_that_shows_everything_in_its_place_stands():
    assert rules(whole()) == []


def test_a_reflective_account_is_pointed_out_with_the_doubt_that_the_rule_is_anothers():
    found = check_portfolio(STANDARD, PLAN, whole(piece(2, "B5", kind="reflective_account")))
    assert [one.rule for one in found] == ["portfolio.kinds_not_accepted"]
    assert not found[0].confirmed
    assert found[0].doubt.startswith("Another standard’s rule (University of Sheffield")
    assert found[0].piece == 2
    assert found[0].to_do


@pytest.mark.parametrize(("seconds", "stands"), [(300, True), (301, False), (None, True)])
def test_a_clip_may_last_as_long_as_the_plan_allows_and_not_a_second_more(seconds, stands):
    found = rules(whole(piece(2, "K1", kind="recording", seconds=seconds)))
    assert found == ([] if stands else ["portfolio.longest_clip_minutes"])


def test_an_agreed_adjustment_goes_before_the_plan():
    longer = replace(whole(piece(2, "K1", kind="recording", seconds=600)), longest_clip_minutes=10)
    assert rules(longer) == []


def test_every_ksb_counts_while_nobody_has_confirmed_the_split():
    found = check_portfolio(STANDARD, PLAN, Portfolio((piece(1, "K1"),), employer_statement=True))
    assert {one.ksb for one in found} == {ksb.code for ksb in STANDARD.ksbs} - {"K1"}
    assert all("is not confirmed" in one.sentence for one in found)


def test_once_the_split_is_confirmed_only_the_discussions_ksbs_count():
    split = STANDARD.with_method_mapping(SPLIT)
    wanted = {ksb.code for ksb in portfolio_ksbs(split)}
    assert wanted == {ksb.code for ksb in STANDARD.ksbs if ksb.kind != "skill"}
    found = check_portfolio(split, PLAN, Portfolio((piece(1, *wanted), piece(2, "S4")), employer_statement=True))
    assert [(one.rule, one.piece) for one in found] == [("method_mapping", 2)]


def test_a_piece_without_a_place_is_pointed_out_by_its_ksbs():
    bare = ChosenPiece(2, "work_product", "work product", (ChosenTag("K2", True, False),), (ChosenFile("E2.pdf"),))
    found = check_portfolio(STANDARD, PLAN, whole(bare))
    assert [one.sentence for one in found] == ["E2 does not say where it shows K2."]


def test_words_alone_need_no_place():
    assert rules(whole(ChosenPiece(2, "other", "other", (ChosenTag("K2", True, False),)))) == []


def test_what_is_not_cleared_or_not_accepted_is_not_ready_for_an_assessor():
    raw = ChosenPiece(2, "other", "other", (ChosenTag("K2", accepted=False, placed=True),), cleared=False)
    assert rules(whole(raw)) == ["cleared", "accepted"]


def test_more_pieces_than_are_typical_are_pointed_out():
    assert rules(whole(*(piece(number, "K1") for number in range(2, 20)))) == ["portfolio.typical_pieces"]


def test_a_plan_with_limits_is_held_to_them():
    plan = AssessmentPlan(portfolio=PortfolioRules(fewest_pieces=2, most_pieces=3, typical_pieces=2))
    assert rules(whole(), plan) == ["portfolio.fewest_pieces"]
    assert rules(whole(*(piece(number, "K1") for number in range(2, 5))), plan) == ["portfolio.most_pieces"]


def test_the_employers_statement_is_missed():
    assert rules(replace(whole(), employer_statement=False)) == ["portfolio.employer_statement"]


def test_a_plan_that_nobody_entered_asks_for_nothing():
    assert rules(Portfolio(()), NO_PLAN) == []


def test_the_newer_form_of_plans_fits_the_same_data():
    """Marked on the programme in part, behaviours verified by the employer, other words: an invented plan."""
    plan = AssessmentPlan(
        organisation="assessment organisation",
        assessment="apprenticeship assessment",
        gateway="gateway to completion",
        behaviours_verified_by_employer=True,
        marked_by={"case_study": Marks.PROVIDER},
        sources={"overall": Source("An invented plan")},
    )
    assert [plan.marks(method) for method in METHODS] == [Marks.ASSESSOR, Marks.PROVIDER]
    assert plan.confirmed("overall")
    assert not plan.confirmed("resits")
