"""What is stated of each piece: own work and the use of AI; and what an assessment plan may not accept."""

from collections.abc import Callable
from typing import Any

import pytest

from app.actions.acting import Installation
from app.domain.evidence import CHECK_THE_PLAN, EvidenceKind, for_assessment_by_default
from tests.cast import Cast
from tests.visits import Page, Visit
from tests.web.test_evidence_pages import new_form, send

Visitor = Callable[..., Visit]


def sent(visit: Visitor, cast: Cast, **typed: Any) -> Any:
    chloe = visit("chloe")
    return send(chloe, f"/a/{cast.hers}/evidence/new", new_form(chloe, cast), **typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"authenticity": None}, "Tick the statement that this is your own work"),
        ({"ai_use": None}, "Choose whether you used AI for this."),
        ({"ai_use": "perhaps"}, "Choose whether you used AI for this."),
        ({"ai_use": "yes", "ai_words": " "}, "Say how you used AI"),
    ],
)
def test_the_page_asks_for_it_before_a_piece_is_sent(
    cast: Cast, visit: Visitor, typed: dict[str, Any], said: str
) -> None:
    answer = sent(visit, cast, **typed)
    assert answer.status_code == 422
    assert said in Page(answer.text).text


def test_a_draft_may_leave_it_for_later(cast: Cast, visit: Visitor) -> None:
    answer = sent(visit, cast, authenticity=None, ai_use=None, submit="false")
    assert answer.status_code == 200
    assert "Own workNot stated" in Page(answer.text).text


def test_what_was_stated_is_shown_to_whoever_may_read_it(cast: Cast, visit: Visitor) -> None:
    sent(visit, cast, ai_use="yes", ai_words="It tidied my spelling.")
    here = f"/a/{cast.hers}/evidence/E1"
    for name in ("chloe", "priya"):
        page = visit(name).page(here).text
        assert "Own workStated by the apprentice" in page
        assert "I used it, and this is how: It tidied my spelling." in page
    assert "tidied" not in visit("mark").page(here).text


def test_a_new_version_is_stated_anew(cast: Cast, visit: Visitor) -> None:
    sent(visit, cast, ai_use="yes", ai_words="It tidied my spelling.")
    page = visit("chloe").page(f"/a/{cast.hers}/evidence/E1/versions/new")
    assert "checked" not in page.field("authenticity")
    assert "It tidied my spelling." in page.html


def test_a_call_that_says_nothing_of_it_is_taken_and_shown_as_not_stated(cast: Cast, visit: Visitor) -> None:
    data = {"title": "A visit", "kind": "other", "happened_on": "2026-11-19", "description": "Done.", "ksb": "K1"}
    chloe = visit("chloe")
    form = [("file", ("note.txt", b"words of mine", "text/plain"))]
    answer = chloe.call("POST", f"apprenticeships/{cast.hers}/evidence", data=data | {"submit": "true"}, files=form)
    assert answer.status_code == 201, answer.text
    page = chloe.page(f"/a/{cast.hers}/evidence/E1").text
    assert "Own workNot stated" in page and "Use of AINot stated" in page


# What a plan may not accept


def test_a_reflective_account_is_left_out_of_the_assessors_set_with_the_reason(house: Installation) -> None:
    kinds = house.catalogue.programmes[0].evidence_kind_by_code
    left_out = {code for code, kind in kinds.items() if not for_assessment_by_default(kind).included}
    assert left_out == {EvidenceKind.REFLECTIVE_ACCOUNT.value}
    assert for_assessment_by_default(kinds["reflective_account"]).reason.startswith(CHECK_THE_PLAN)


def test_it_is_flagged_on_the_form_on_the_piece_and_in_the_list(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    assert "Reflective account (may not be accepted for assessment: check the plan)" in new_form(chloe, cast).text
    sent(visit, cast, kind="reflective_account")
    sent(visit, cast, kind="work_product", title="Another")
    assert CHECK_THE_PLAN in chloe.page(f"/a/{cast.hers}/evidence/E1").text
    assert CHECK_THE_PLAN not in chloe.page(f"/a/{cast.hers}/evidence/E2").text
    assert chloe.page(f"/a/{cast.hers}/evidence").text.count(CHECK_THE_PLAN) == 1
