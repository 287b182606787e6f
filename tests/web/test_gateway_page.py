"""Gateway: every check with its reason; what is private stays so; and nobody is ever declared anything."""

import re
from collections.abc import Callable

import pytest

from tests.cast import Cast
from tests.visits import Visit

Visiting = Callable[..., Visit]
IDS = [
    "ksb-coverage",
    "portfolio",
    "confidentiality",
    "off-the-job",
    "training-plan-hours",
    "minimum-duration",
    "english",
    "maths",
    "reviews",
    "mock-assessment",
    "case-study",
    "record-match",
    "employer-declaration",
    "apprentice-declaration",
    "provider-declaration",
]


def gateway(visit: Visiting, cast: Cast, name: str) -> dict:
    """The answer of the call."""
    answer = visit(name).call("GET", f"apprenticeships/{cast.hers}/gateway")
    assert answer.status_code == 200
    return answer.json()


def test_the_call_has_every_check_with_its_reason_and_source(visit: Visiting, cast: Cast) -> None:
    said = gateway(visit, cast, "mark")
    assert [check["id"] for check in said["checks"]] == IDS
    assert all(check["title"] and check["reason"] and check["source"] for check in said["checks"])
    open_states = ("partly", "not_met", "not_confirmed")
    assert said["open"] == sum(check["state"] in open_states for check in said["checks"])
    by_id = {check["id"]: check for check in said["checks"]}
    assert by_id["off-the-job"]["figures"]["minimum_minutes"] == 423 * 60
    assert by_id["training-plan-hours"]["figures"]["planned_minutes"] == 469 * 60
    assert by_id["minimum-duration"]["state"] == "met"
    assert "Nothing is recorded yet" in by_id["employer-declaration"]["reason"]


@pytest.mark.parametrize(("name", "sees"), [("chloe", True), ("priya", True), ("adele", True), ("mark", False)])
def test_reasons_of_age_are_for_apprentice_and_provider_alone(
    visit: Visiting, cast: Cast, name: str, sees: bool
) -> None:
    checks = gateway(visit, cast, name)["checks"]
    assert any("restricted_reason" in check for check in checks) is sees
    page = visit(name).page(f"/a/{cast.hers}/gateway")
    assert ("Aged 22" in page.text) is sees
    assert ("Only the apprentice and the training provider see this line." in page.text) is sees


def test_quality_assurers_see_no_restricted_reason_either(visit: Visiting, cast: Cast) -> None:
    assert "Aged" not in visit("quentin").page(f"/a/{cast.hers}/gateway").text


@pytest.mark.parametrize(("name", "status"), [("ben", 404), ("sadia", 404), ("helen", 404)])
def test_nobody_else_sees_it(visit: Visiting, cast: Cast, name: str, status: int) -> None:
    assert visit(name).get(f"/a/{cast.hers}/gateway").status_code == status
    assert visit(name).call("GET", f"apprenticeships/{cast.hers}/gateway").status_code == status


@pytest.mark.parametrize("name", ["chloe", "priya", "mark"])
def test_the_page_never_says_that_somebody_is_there(visit: Visiting, cast: Cast, name: str) -> None:
    page = visit(name).page(f"/a/{cast.hers}/gateway")
    assert not re.search(r"\b(ready|readiness|passed)\b", page.text, re.I)
    assert "These checks decide nothing." in page.text
    assert "The employer will be asked to sign that the apprentice works at or above the standard." in page.text


def test_it_takes_few_statements(visit: Visiting, cast: Cast, statements: Callable[[], object]) -> None:
    mark = visit("mark")
    with statements() as ran:
        mark.page(f"/a/{cast.hers}/gateway")
    assert len(ran) <= 8


def test_each_open_check_says_what_comes_next_and_where(visit: Visiting, cast: Cast) -> None:
    for check in gateway(visit, cast, "priya")["checks"]:
        is_open = check["state"] in ("partly", "not_met", "not_confirmed")
        assert ("to_do" in check) is is_open or check["id"].endswith("-declaration")
    page = visit("priya").page(f"/a/{cast.hers}/gateway")
    assert f"/a/{cast.hers}/plan/english-and-maths" in page.links()
    assert "The tutor reads the chosen pieces and clears each" in page.text
    # Whoever may not record a certificate is led to the plan that shows it.
    links = visit("mark").page(f"/a/{cast.hers}/gateway").links()
    assert f"/a/{cast.hers}/plan" in links
    assert f"/a/{cast.hers}/plan/english-and-maths" not in links
