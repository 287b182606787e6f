"""Active learning on the hours page and in the summary: what was logged, in breaks, and English and maths apart."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.actions.acting import Installation
from app.actions.off_the_job import log_time
from tests.cast import Cast
from tests.visits import Visit

Visitor = Callable[..., Visit]
ENGLISH = "functional_skills"


@pytest.fixture
def log(house: Installation, cast: Cast) -> Callable[[str, date], None]:
    """Ben logs an hour of an activity on a day; he started in September 2025."""

    def logged(activity: str, on: date) -> None:
        with house.acting(cast.ben) as acting:
            log_time(acting, cast.his, on=on, minutes=60, activity=activity, record_only=activity == ENGLISH)

    return logged


def said(visit: Visitor, cast: Cast, on: str = "") -> list[dict[str, Any]]:
    address = f"apprenticeships/{cast.his}/off-the-job/summary{f'?on={on}' if on else ''}"
    found: list[dict[str, Any]] = visit("ben").call("GET", address).json()["active_learning"]
    return found


def test_it_is_not_met_until_learning_is_logged_and_waiting_time_counts(
    cast: Cast, visit: Visitor, log: Callable[[str, date], None]
) -> None:
    assert [(one["subject"], one["state"]) for one in said(visit, cast)] == [("training", "not_met")]
    log("workshop", date(2026, 10, 15))
    assert said(visit, cast)[0] | {"source": ""} == {
        "subject": "training",
        "state": "due",
        "period": "calendar_month",
        "last_on": "2026-10-15",
        "due_by": "2026-11-30",
        "reason": "Training: last on 15 October 2026. The rule wants learning in every calendar month. "
        "Next by 30 November 2026.",
        "confirmed": True,
        "source": "",
    }
    log("workshop", date(2026, 11, 2))
    assert said(visit, cast)[0]["state"] == "met"
    page = visit("ruth").page(f"/a/{cast.his}/off-the-job")
    assert "Training: last on 2 November 2026." in page.text


def test_a_review_is_no_learning(cast: Cast, visit: Visitor, house: Installation) -> None:
    with house.acting(cast.tomas) as acting:
        log_time(acting, cast.his, on=date(2026, 11, 2), minutes=60, activity="review", record_only=True)
    assert said(visit, cast)[0]["state"] == "not_met"


def test_english_and_maths_are_told_apart_once_they_are_studied(
    cast: Cast, visit: Visitor, log: Callable[[str, date], None]
) -> None:
    log("workshop", date(2026, 11, 2))
    assert len(said(visit, cast)) == 1
    log(ENGLISH, date(2026, 9, 15))
    assert [(one["subject"], one["state"]) for one in said(visit, cast)] == [
        ("training", "met"), ("english_and_maths", "not_met"),
    ]  # fmt: skip
    summary = visit("ben").call("GET", f"apprenticeships/{cast.his}/off-the-job/summary").json()
    assert summary["waiting_minutes"] == 60
    assert "English and maths: last on 15 September 2026" in visit("ben").page(f"/a/{cast.his}/off-the-job").text


def test_on_an_earlier_day_it_is_what_it_was_then(cast: Cast, visit: Visitor, log: Callable[[str, date], None]) -> None:
    log("workshop", date(2026, 11, 2))
    assert said(visit, cast, "2026-11-19")[0]["state"] == "not_met"
