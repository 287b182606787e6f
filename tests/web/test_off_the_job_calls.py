"""Off-the-job hours as JSON: the contract's shapes, its refusals in their order, cursors, and calls sent twice."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.cast import Cast
from tests.visits import Visit

Visiting = Callable[..., Visit]
TIME = {"on": "2026-11-18", "minutes": 210, "activity": "workshop", "duty": "D8", "ksbs": ["S3", "K2"]}


@pytest.fixture
def call(visit: Visiting, cast: Cast) -> Callable[..., httpx.Response]:
    """`call("chloe", "POST", "/1/answer", json=…)` on Chloe's hours."""

    def do(name: str, method: str, rest: str = "", **more: Any) -> httpx.Response:
        return visit(name).call(method, f"apprenticeships/{cast.hers}/off-the-job{rest}", **more)

    return do


Call = Callable[..., httpx.Response]


def test_an_entry_from_logging_to_confirmed(call: Call) -> None:
    answer = call("chloe", "POST", json=TIME | {"description": "Theory of Change"})
    said = answer.json()
    assert answer.status_code == 201
    assert (said["number"], said["state"], said["minutes"], said["ksbs"]) == (1, "waiting", 210, ["K2", "S3"])
    assert said["logged_by"]["name"] == "Chloe Marsden"
    confirmed = call("mark", "POST", f"/{said['id']}/confirmation")
    assert (confirmed.status_code, confirmed.json()["state"]) == (200, "confirmed")
    assert call("mark", "POST", "/1/confirmation", json={}).json() == confirmed.json()
    one = call("priya", "GET", "/1").json()
    assert [(d["verdict"], d["by"]["name"]) for d in one["decisions"]] == [("confirmed", "Mark Ellis")]


def test_query_answer_correction_and_withdrawal(call: Call) -> None:
    call("chloe", "POST", json=TIME)
    assert call("mark", "POST", "/1/query", json={"note": "When?"}).json()["state"] == "queried"
    assert call("chloe", "POST", "/1/answer", json={"note": "At nine"}).json()["state"] == "waiting"
    correction = TIME | {"minutes": 120, "note": "It ended earlier"}
    new = call("chloe", "POST", "/1/correction", json=correction).json()
    assert (new["number"], new["minutes"], new["supersedes"], new["state"]) == (2, 120, 1, "waiting")
    assert call("chloe", "POST", "/1/correction", json=correction).json() == new
    assert call("chloe", "POST", "/2/withdrawal", json={"reason": "Another day"}).json()["state"] == "withdrawn"
    assert [one["state"] for one in call("chloe", "GET").json()["items"]] == ["withdrawn", "superseded"]


def test_the_summary_has_every_field_of_the_contract(call: Call) -> None:
    call("chloe", "POST", json=TIME)
    call("chloe", "POST", json=TIME | {"on": "2026-10-01", "minutes": 60})
    call("mark", "POST", "/1/confirmation")
    said = call("mark", "GET", "/summary").json()
    assert {
        "rule",
        "minimum_minutes",
        "planned_minutes",
        "confirmed_minutes",
        "waiting_minutes",
        "queried_minutes",
        "expected_minutes",
        "shortfall_minutes",
        "forecast_minutes",
        "percent_of_working_time",
        "target_percent",
        "by_month",
        "by_duty",
        "working",
    } <= set(said)
    assert (said["minimum_minutes"], said["planned_minutes"]) == (423 * 60, 469 * 60)
    assert (said["confirmed_minutes"], said["waiting_minutes"], said["forecast_minutes"]) == (210, 60, 210)
    assert said["shortfall_minutes"] == said["expected_minutes"] - 210
    assert (said["percent_of_working_time"], said["target_percent"], said["rule"]["percent"]) == (0.1, 20, 20)
    assert {"code": "D8", "target_minutes": 2940, "confirmed_minutes": 210} in said["by_duty"]
    assert said["by_month"][-1] == {"month": "2026-11", "confirmed": 210, "waiting": 0, "queried": 0}
    assert call("mark", "GET", "/summary?on=2026-10-31").json()["confirmed_minutes"] == 0
    assert call("mark", "GET", "/summary?on=soon").status_code == 422


def test_what_does_not_count_is_kept_as_a_record_only(call: Call) -> None:
    said = call("chloe", "POST", json=TIME | {"activity": "review"}).json()
    assert (said["counts"], said["why_not"]) == (False, "A progress review is not off-the-job training.")
    assert call("chloe", "GET", "/summary").json()["waiting_minutes"] == 0


def test_the_same_call_with_the_same_key_is_done_once(call: Call) -> None:
    key = {"Idempotency-Key": "k1"}
    first = call("chloe", "POST", json=TIME, headers=key)
    again = call("chloe", "POST", json=TIME, headers=key)
    assert (again.status_code, again.json()) == (201, first.json())
    assert call("chloe", "POST", json=TIME | {"minutes": 5}, headers=key).status_code == 409
    assert len(call("chloe", "GET").json()["items"]) == 1


def test_a_list_goes_on_where_its_cursor_says(call: Call, visit: Visiting, cast: Cast) -> None:
    chloe = visit("chloe")
    for day in range(55):
        on = (date(2026, 9, 1) + timedelta(days=day)).isoformat()
        chloe.call("POST", f"apprenticeships/{cast.hers}/off-the-job", json=TIME | {"on": on})
    first = call("mark", "GET").json()
    second = call("mark", "GET", f"?after={first['next']}").json()
    days = [one["on"] for one in first["items"] + second["items"]]
    assert (len(first["items"]), second["next"]) == (50, None)
    assert days == sorted(days, reverse=True)
    assert len(set(days)) == 55
    assert call("mark", "GET", "?after=nonsense").status_code == 422
    assert call("mark", "GET", "?state=nonsense").status_code == 422
    assert call("mark", "GET", "?state=confirmed").json()["items"] == []


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (TIME | {"minutes": 0}, "minutes"),
        (TIME | {"minutes": 1441}, "minutes"),
        (TIME | {"minutes": "210"}, "minutes"),
        (TIME | {"on": "2026-11-21"}, "on"),
        (TIME | {"on": "2025-07-06"}, "on"),
        (TIME | {"activity": "gardening"}, "activity"),
        (TIME | {"duty": "D12"}, "duty"),
        (TIME | {"ksbs": ["K99"]}, "ksbs"),
        (TIME | {"surprise": 1}, "surprise"),
    ],
)
def test_bad_input_is_named_by_its_path(call: Call, body: dict[str, Any], path: str) -> None:
    answer = call("chloe", "POST", json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert [error["path"] for error in answer.json()["errors"]] == [path]


def test_refusals_come_in_the_contracts_order(call: Call, visit: Visiting, cast: Cast) -> None:
    nowhere = f"/{uuid4()}/confirmation"
    address = f"apprenticeships/{cast.hers}/off-the-job{nowhere}"
    broken = {"content": b"{", "headers": {"content-type": "application/json"}}
    assert visit().call("POST", address, **broken).status_code == 401
    assert call("ben", "POST", nowhere, **broken).status_code == 404
    assert call("chloe", "POST", nowhere, **broken).status_code == 403
    assert call("mark", "POST", nowhere, **broken).status_code == 404
    call("chloe", "POST", json=TIME)
    assert call("mark", "POST", "/1/query", **broken).status_code == 422
    call("chloe", "POST", "/1/withdrawal", json={"note": "No"})
    assert call("mark", "POST", "/1/query", json={"note": "When?"}).status_code == 409
    assert call("mark", "GET", "/nonsense").status_code == 404
    assert call("mark", "GET", "/99999999999999999999").status_code == 404
