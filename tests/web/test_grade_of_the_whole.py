"""The grade of the whole as a person was told it: by what was known of the plan then, whatever is confirmed later."""

import io
import zipfile
from dataclasses import replace
from datetime import timedelta

from app.actions.assessment import book_method, correct_outcome, record_outcome
from app.actions.plan_facts import confirm_plan_fact
from app.domain.assessment import SittingKind
from tests.web.test_assessment import CAPPED, CASE_STUDY, DISCUSSION, FAIL, PASS, adele, here
from tests.web.test_plan_facts import confirmed, do

__all__ = ["adele", "here"]
OVERALL = [
    {"grade": "fail", "if_any": "fail", "if_all": ""},
    {"grade": "distinction", "if_any": "", "if_all": "distinction"},
    {"grade": "pass", "if_any": "", "if_all": ""},
]


def test_once_the_rule_of_the_whole_is_confirmed_she_is_told_her_grade_without_a_doubt(house, cast, visit, here, adele):
    do(house, cast.adele, confirm_plan_fact, "ST0868", "1.0", "overall", confirmed(OVERALL))
    for number, booking in enumerate((DISCUSSION, CASE_STUDY), 1):
        adele(book_method, booking)
        adele(record_outcome, number, PASS)
    said = "Congratulations. You have passed the end-point assessment, with the grade pass."
    assert said in visit("chloe").page(here).text


def sit_with_a_resit(adele):
    """A distinction, a fail, and a distinction in the resit."""
    best, resit = replace(PASS, grade="distinction"), replace(CASE_STUDY, kind=SittingKind.RESIT, employer_agreed=True)
    for number, (booking, outcome) in enumerate(((DISCUSSION, best), (CASE_STUDY, FAIL), (resit, best)), 1):
        adele(book_method, booking)
        adele(record_outcome, number, outcome)


def test_a_grade_that_was_told_stays_when_another_rule_is_confirmed_later_and_the_page_says_what_it_would_be(
    house, cast, visit, here, adele, clock
):
    sit_with_a_resit(adele)
    told = "You have passed the end-point assessment, with the grade pass"
    assert told in visit("chloe").page(here).text
    clock.now += timedelta(days=30)
    do(house, cast.adele, confirm_plan_fact, "ST0868", "1.0", "resits", confirmed(CAPPED | {"capped_at": ""}))
    page = visit("chloe").page(here).text
    assert told in page
    assert "Distinction was reached in a further attempt, which counts as pass." in page
    said = (
        "By the rule as it was known on 20 November 2026; by what was confirmed since it would be distinction: "
        "ask the end-point assessment organisation."
    )
    assert said in page
    whole = visit("chloe").call("GET", f"apprenticeships/{cast.hers}/assessment").json()["overall"]
    assert (whole["grade"], whole["confirmed"], whole["since"]) == ("pass", False, "distinction")
    assert said in whole["reason"]
    copy = visit("chloe").client.get(f"/a/{cast.hers}/copy.zip").content
    index = zipfile.ZipFile(io.BytesIO(copy)).read("my-record/index.html").decode()
    assert "Grade of the whole: <b>Pass</b>" in index and said in index


def test_a_rule_confirmed_later_that_gives_the_same_takes_the_doubt_away(house, cast, visit, here, adele, clock):
    sit_with_a_resit(adele)
    clock.now += timedelta(days=30)
    do(house, cast.adele, confirm_plan_fact, "ST0868", "1.0", "overall", confirmed(OVERALL))
    doubt = "as worked out here by a rule that is not confirmed."
    assert doubt in visit("chloe").page(here).text  # the cap is still another standard’s
    do(house, cast.adele, confirm_plan_fact, "ST0868", "1.0", "resits", confirmed(CAPPED))
    page = visit("chloe").page(here).text
    assert "with the grade pass." in page
    assert "as it was known" not in page and "not confirmed" not in page


def test_a_correction_is_worked_out_by_the_rule_that_was_known_when_the_outcome_was_told(
    house, cast, visit, here, adele, clock
):
    sit_with_a_resit(adele)
    adele(correct_outcome, 3, replace(FAIL, reason="A slip."))
    clock.now += timedelta(days=30)
    do(house, cast.adele, confirm_plan_fact, "ST0868", "1.0", "resits", confirmed(CAPPED | {"capped_at": ""}))
    adele(correct_outcome, 3, replace(PASS, grade="distinction", reason="It was right."))
    assert "with the grade pass, as worked out here" in visit("mark").page(here).text
