"""Waiving reviews: another frequency was agreed, which covers so many that were not held, and signs none."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.domain.gateway import Check, CheckState, EmployerAgreed, Waiver, Waiving, insist_may_waive, insist_waiving
from app.domain.refusals import BadInput, WrongState
from app.domain.wording import ERASED
from tests.domain.rules import RULES
from tests.domain.test_gateway import the_check, the_facts

START = date(2025, 9, 1)
ALLOWED = RULES.waivers_for(START)
WHY = "Every sixteen weeks, as agreed in September."


def check(*, waives: int | None = None, **reviews: int) -> Check:
    """Ten reviews are due; a waiver covers `waives` of them."""
    at = datetime(2026, 11, 20, tzinfo=UTC)
    waivers = () if waives is None else (Waiver(1, "reviews", WHY, "", "Priya Nair", at, covers=waives),)
    facts = the_facts(START, date(2026, 11, 20), reviews_due=10, waivers=waivers, waivable=ALLOWED, **reviews)
    return the_check("reviews", facts)


def test_it_covers_as_many_as_were_not_held_when_it_was_given_and_lapses_over_more() -> None:
    covered = check(waives=2, reviews_complete=8)
    assert (covered.state, covered.figures["waiver"]) == (CheckState.WAIVED, 1)
    lapsed = check(waives=2, reviews_complete=7)
    assert lapsed.state is CheckState.PARTLY
    assert lapsed.reason.endswith(
        "Waiver 1 does not cover it: 2 reviews were not held when it was given, and 3 by now. "
        "Take it back, then waive anew."
    )
    assert lapsed.to_do


def test_it_signs_no_review_that_was_held() -> None:
    waiting = check(waives=2, reviews_complete=7, reviews_waiting=1)
    assert waiting.state is CheckState.PARTLY
    assert waiting.reason.endswith("Waiver 1 does not cover it: 1 review held still has to be signed.")
    with pytest.raises(WrongState, match="signs none of them"):
        insist_may_waive(check(reviews_complete=8, reviews_waiting=1, reviews_put_right=1), (), ALLOWED)
    assert insist_may_waive(check(reviews_complete=8, reviews_waiting=1), (), ALLOWED).figures["not_held"] == 1


def test_where_none_was_due_it_does_not_say_that_all_are_held() -> None:
    none_due = the_check("reviews", the_facts(START, date(2025, 9, 20), reviews_due=0, waivable=ALLOWED))
    with pytest.raises(WrongState, match="No review has been due yet, so there is nothing to waive"):
        insist_may_waive(none_due, (), ALLOWED)


def test_it_says_who_agreed_at_the_employer_or_that_nobody_wrote_it_down() -> None:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    facts = the_facts(START, date(2026, 11, 20), reviews_due=10, reviews_complete=8, waivable=ALLOWED)
    given = Waiver(1, "reviews", WHY, "", "Priya Nair", at, covers=2)
    agreed = replace(given, agreed=EmployerAgreed("Mark Ellis", date(2025, 9, 3)))
    gone = replace(given, agreed=EmployerAgreed(ERASED, date(2025, 9, 3)))
    for one, said in (
        (given, "Who agreed to it at the employer is not on record."),
        (agreed, "Mark Ellis agreed to it for the employer on 3 September 2025."),
        (gone, "Somebody whose name was erased for good agreed to it for the employer on 3 September 2025."),
    ):
        found = the_check("reviews", replace(facts, waivers=(one,)))
        assert (found.state, f"{WHY} {said} Without that: " in found.reason) == (CheckState.WAIVED, True)


def test_only_a_rule_that_asks_for_the_employers_agreement_asks_who_agreed() -> None:
    today = date(2026, 11, 20)
    for name, rule in ALLOWED.items():
        asked = Waiving(WHY, agreed_by="")
        if rule.employer_agrees:
            with pytest.raises(BadInput) as wrong:
                insist_waiving(asked, rule, start=START, today=today)
            assert [one.path for one in wrong.value.faults] == ["agreed_by", "agreed_on"], name
        else:
            assert insist_waiving(asked, rule, start=START, today=today) == (WHY, "", None), name
    for day in (START, today):
        kept = insist_waiving(Waiving(WHY, "", "Mark Ellis", day), ALLOWED["reviews"], start=START, today=today)
        assert kept[2] == EmployerAgreed("Mark Ellis", day)
