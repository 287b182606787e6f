"""The outside face, as a program meets it: hours, the calculator, reviews, gateway, history, standards, refusals."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

TIME = {"on": "2026-11-02", "minutes": 120, "activity": "workshop", "duty": "D1", "ksbs": ["K1"], "description": "x"}
RULE_KEYS = {"id", "name", "from", "to", "percent", "source"}
GATEWAY = [
    "ksb-coverage", "portfolio", "confidentiality", "off-the-job", "training-plan-hours", "minimum-duration", "english",
    "maths", "reviews", "mock-assessment", "case-study", "record-match", "employer-declaration",
    "apprentice-declaration", "provider-declaration",
]  # fmt: skip


@pytest.fixture
def hers(cast):
    """The address of Chloe's apprenticeship."""
    return f"apprenticeships/{cast.hers}"


@pytest.fixture
def step(program, hers):
    """`step("mark", "confirmation", note="…")` does something to entry 1."""

    def do(name, what, number=1, **body):
        return program(name).post(f"{hers}/off-the-job/{number}/{what}", json=body)

    return do


def test_time_goes_from_waiting_by_query_and_answer_to_confirmed_and_back_by_correction(program, hers, step):
    logged = program("chloe").post(f"{hers}/off-the-job", json=TIME)
    assert (logged.status_code, logged.json()["state"], logged.json()["minutes"]) == (201, "waiting", 120)
    done = [
        step("mark", "query", note="Which workshop?"),
        step("chloe", "answer", note="The one in Leeds"),
        step("mark", "confirmation"),
        step("chloe", "correction", **TIME | {"minutes": 60, "note": "It ended earlier"}),
        step("chloe", "withdrawal", number=2, note="Another day"),
    ]
    assert [one.status_code for one in done] == [200] * 5
    assert [one.json()["state"] for one in done] == ["queried", "waiting", "confirmed", "waiting", "withdrawn"]
    listed = program("priya").get(f"{hers}/off-the-job").json()
    assert [one["state"] for one in listed["items"]] == ["withdrawn", "superseded"]
    assert listed["next"] is None


def test_nobody_confirms_what_they_logged(program, hers, step):
    assert program("priya").post(f"{hers}/off-the-job", json=TIME).status_code == 201
    assert step("priya", "confirmation").status_code in (403, 409)
    assert step("mark", "confirmation").status_code == 200


def test_the_summary_is_whole_minutes_by_the_straight_line_of_what_is_planned(program, hers, step):
    chloe = program("chloe")
    for minutes in (121, 60, 30):
        chloe.post(f"{hers}/off-the-job", json=TIME | {"minutes": minutes})
    step("mark", "confirmation")
    step("mark", "query", number=2, note="Which?")
    said = program("mark").get(f"{hers}/off-the-job/summary").json()
    assert set(said["rule"]) == RULE_KEYS
    figures = ("minimum_minutes", "planned_minutes", "confirmed_minutes", "waiting_minutes", "queried_minutes")
    assert [said[name] for name in figures] == [423 * 60, 67 * 420, 121, 30, 60]
    assert said["expected_minutes"] == 67 * 420 * 501 // 549
    assert said["shortfall_minutes"] == said["expected_minutes"] - 121
    assert type(said["forecast_minutes"]) is int
    assert (said["target_percent"], said["rule"]["percent"]) == (20, 20)
    assert said["percent_of_working_time"] == 0.0
    assert said["by_month"][-1].items() >= {"month": "2026-11", "confirmed": 121, "waiting": 30}.items()
    assert said["by_duty"][0] == {"code": "D1", "target_minutes": 1680, "confirmed_minutes": 121}
    assert all(set(one) >= {"step", "value"} for one in said["working"])


def test_the_summary_on_a_day_is_as_it_stood(program, hers, step):
    program("chloe").post(f"{hers}/off-the-job", json=TIME)
    step("mark", "confirmation")
    chloe = program("chloe")
    before = chloe.get(f"{hers}/off-the-job/summary?on=2026-11-01").json()
    assert (before["confirmed_minutes"], before["expected_minutes"]) == (0, 67 * 420 * 482 // 549)
    at_the_end = chloe.get(f"{hers}/off-the-job/summary?on=2027-01-07").json()
    assert at_the_end["expected_minutes"] == at_the_end["planned_minutes"]
    assert chloe.get(f"{hers}/off-the-job/summary?on=yesterday").status_code == 422


@pytest.mark.parametrize(
    ("start", "days", "weekly_hours", "rounding", "hours"),
    [
        ("2021-08-01", 364, "30", "exact", 278.40),
        ("2023-08-01", 364, "30", "exact", 278.40),
        ("2021-08-01", 366, "30", "exact", 279.93),
        ("2022-07-31", 546, "35", "exact", 487.20),
        ("2022-07-31", 546, "37.5", "exact", 522.00),
        ("2022-08-01", 546, "37.5", "exact", 417.60),
        ("2021-08-01", 546, "21", "exact", 292.32),
        ("2023-09-04", 368, "30", "govuk_2024", 284),
        ("2023-09-04", 367, "30", "", 278),
        ("2023-09-04", 365, "30", "", 278),
        ("2023-09-04", 371, "30", "", 284),
        ("2023-09-04", 372, "30", "", 284),
        ("2023-09-04", 546, "37.5", "", 418),
        ("2023-09-04", 245, "30", "", 187),
    ],
)
def test_the_calculator_gives_the_published_examples(program, start, days, weekly_hours, rounding, hours):
    planned_end = date.fromisoformat(start) + timedelta(days=days - 1)
    asked = {"start": start, "planned_end": planned_end.isoformat(), "weekly_hours": weekly_hours}
    said = (
        program("helen").get("off-the-job/minimum", params=asked | ({"rounding": rounding} if rounding else {})).json()
    )
    assert (said["confirmed"], said["rounding"]) == (True, rounding or "govuk_2024")
    assert 0 <= said["minimum_minutes"] - hours * 60 < 1, "rounded up to a whole minute"
    assert set(said) == {"rule", "minimum_minutes", "confirmed", "weeks", "rounding", "working", "readings"}
    assert set(said["rule"]) == RULE_KEYS


def test_a_start_from_august_2025_needs_a_published_figure(program):
    asked = {
        "start": "2025-08-01",
        "planned_end": "2027-01-31",
        "weekly_hours": 35,
        "standard": "ST0868",
        "version": "1.0",
    }
    said = program("helen").get("off-the-job/minimum", params=asked).json()
    assert (said["minimum_minutes"], said["confirmed"]) == (None, False)


def test_the_reviews_are_every_eight_weeks_from_the_start(program, hers):
    said = program("mark").get(f"{hers}/reviews").json()
    assert [one["due_on"] for one in said["items"][:2]] == ["2025-09-01", "2025-10-27"]
    assert said["items"][-1]["due_on"] == "2026-11-23"
    for one in said["items"]:
        assert set(one) >= {"number", "due_on", "rule_deadline", "state", "facts"}
    one = program("mark").get(f"{hers}/reviews/9").json()
    assert {name: one[name] for name in said["items"][8] if name != "facts"} == {
        name: value for name, value in said["items"][8].items() if name != "facts"
    }
    assert program("mark").get(f"{hers}/reviews/99").status_code == 404


def test_the_gateway_counts_what_is_open(program, hers):
    said = program("chloe").get(f"{hers}/gateway").json()
    assert [check["id"] for check in said["checks"]] == GATEWAY
    assert said["open"] == sum(check["state"] in ("partly", "not_met", "not_confirmed") for check in said["checks"])
    for check in said["checks"]:
        assert set(check) - {"restricted_reason", "to_do", "page"} == {
            "id",
            "title",
            "state",
            "reason",
            "figures",
            "source",
        }


def test_what_happened_is_told_newest_first_and_to_whom_it_may_be(program, hers):
    chloe = program("chloe")
    for _ in range(3):
        chloe.post(f"{hers}/off-the-job", json=TIME)
    first = chloe.get(f"{hers}/history?limit=2").json()
    assert all(set(one) >= {"at", "by", "action", "subject"} for one in first["items"])
    after = chloe.get(f"{hers}/history", params={"after": first["next"]}).json()
    numbers = [one["number"] for one in first["items"] + after["items"]]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == len(numbers) > 3
    assert program("mark").get(f"{hers}/history").status_code == 403


def test_a_standard_is_answered_whole_with_the_codes_of_its_activities(program):
    said = program("helen").get("standards/ST0868/1.0").json()
    assert program("helen").get("standards").json() == {"items": [said], "next": None}
    plain = {name: said[name] for name in ("level", "lars_code", "typical_months_to_gateway", "otj_days_total")}
    assert plain == {"level": 4, "lars_code": 634, "typical_months_to_gateway": 18, "otj_days_total": 67}
    assert [duty["otj_days"] for duty in said["duties"]] == [4, 6, 5, 4, 8, 3, 8, 7, 6, 4, 12]
    assert sum(len(duty["ksbs"]) for duty in said["duties"]) == 338
    assert {ksb["code"] for ksb in said["ksbs"]} >= {"K17", "S15", "B6"}
    assert {ksb["kind"] for ksb in said["ksbs"]} == {"knowledge", "skill", "behaviour"}
    keys = {"code", "kind", "text", "assessed_by", "plain"}
    assert all(set(ksb) == keys and ksb["assessed_by"] == [] for ksb in said["ksbs"])
    assert all(set(one) == {"code", "name", "weight_percent", "minutes"} for one in said["assessment_methods"])
    assert said["method_mapping_confirmed"] is False
    codes = {activity["code"]: activity["counts"] for activity in said["programmes"][0]["activities"]}
    assert (codes["workshop"], codes["review"]) == (True, False)


def test_everybody_is_told_who_they_are_here(program, cast):
    assert program("chloe").get("me").json() == {
        "id": str(cast.chloe.id),
        "name": "Chloe Marsden",
        "email": "chloe.marsden@example.org",
        "memberships": [{"apprenticeship": str(cast.hers), "role": "apprentice"}],
        "roles": [],
    }


REFUSED = [
    # call, who may not, who may: an administrator is a member of every apprenticeship
    ("POST", "/evidence", "mark", None),
    ("POST", "/evidence/99/versions", "priya", "chloe"),
    ("POST", "/evidence/99/submission", "priya", "chloe"),
    ("POST", "/evidence/99/withdrawal", "priya", "chloe"),
    ("POST", "/evidence/99/tags/K1/decision", "chloe", "priya"),
    ("POST", "/evidence/99/tags/K1/reopening", "mark", "priya"),
    ("POST", "/off-the-job", "mark", None),
    ("POST", "/off-the-job/99/confirmation", "chloe", "mark"),
    ("POST", "/off-the-job/99/query", "chloe", "priya"),
    ("POST", "/off-the-job/99/answer", "mark", "chloe"),
    ("POST", "/off-the-job/99/correction", "adele", "chloe"),
    ("POST", "/off-the-job/99/withdrawal", "mark", "priya"),
    ("GET", "/evidence/99/files/x", "adele", "chloe"),
]


@pytest.mark.parametrize(("method", "rest", "wrong_role", "right_role"), REFUSED)
def test_refusals_come_in_their_order_whatever_is_sent(program, cast, hers, method, rest, wrong_role, right_role):
    """A body that cannot be read is sent with each: it is told last."""
    content = {"content": b"{"} if method == "POST" else {}

    def status(name, address=hers):
        answer = program(name).request(method, address + rest, **content)
        assert answer.headers["content-type"] == "application/problem+json"
        assert set(answer.json()) - {"errors"} == {"type", "title", "status", "detail"}
        assert answer.json()["status"] == answer.status_code
        return answer.status_code

    assert status(None) == 401
    assert status("tomas") == status("tomas", f"apprenticeships/{uuid4()}") == 404
    assert status(wrong_role) == 403
    assert right_role is None or status(right_role) == 404
    if right_role is None:
        assert status("chloe") == 422


def test_bad_input_is_told_before_the_wrong_state(program, hers, step):
    program("chloe").post(f"{hers}/off-the-job", json=TIME)
    assert step("mark", "confirmation").status_code == 200
    assert step("mark", "query").status_code == 422
    assert step("mark", "query", note="Which?").status_code == 409
    assert step("chloe", "answer").status_code == 422
    assert step("chloe", "answer", note="This one").status_code == 409
    assert step("priya", "confirmation", note="x" * 2_001).status_code == 422
    assert step("priya", "confirmation").status_code == 409


def test_a_program_without_a_token_is_told_how_to_sign_in(program):
    for headers in ({}, {"authorization": "Bearer nonsense"}, {"authorization": "Basic eDp5"}):
        answer = program().get("me", headers=headers)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
