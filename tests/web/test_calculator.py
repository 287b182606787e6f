"""The off-the-job calculator, as a page and as a call: every vector, every step with its source."""

from collections.abc import Callable

import pytest

from app.actions.acting import Installation
from app.actions.provider_settings import set_provider_settings
from tests.cast import Cast
from tests.visits import Visit

Visiting = Callable[..., Visit]
ADDRESS = "/calculator?start={}&planned_end={}&weekly_hours={}"
CALL = "off-the-job/minimum?start={}&planned_end={}&weekly_hours={}"


@pytest.mark.parametrize("name", ["chloe", "mark", "helen", "sadia", "adele"])
def test_any_signed_in_person_may_use_it(visit: Visiting, name: str) -> None:
    page = visit(name).page(ADDRESS.format("2023-09-04", "2025-03-02", "37.5"))
    assert page.headings["h2"][0] == "At least 418 hours"
    assert visit(name).page("/calculator").headings["h1"] == ["Off-the-job calculator"]


def test_nobody_else_may(visit: Visiting) -> None:
    assert visit().call("GET", CALL.format("2023-09-04", "2025-03-02", "37.5")).status_code == 401
    assert "Sign in" in visit().get("/calculator").text


@pytest.mark.parametrize(
    ("start", "end", "hours", "rounding", "minutes"),
    [
        ("2022-07-31", "2024-01-27", "37.5", "exact", 522 * 60),
        ("2022-08-01", "2024-01-28", "37.5", "exact", 25056),
        ("2023-09-04", "2025-03-02", "37.5", "govuk_2024", 418 * 60),
        ("2022-07-31", "2024-01-27", "35", "exact", 29232),
        ("2022-07-31", "2024-01-27", "21", "exact", 17540),
    ],
)
def test_the_call_gives_the_minimum_with_its_rule(
    visit: Visiting, start: str, end: str, hours: str, rounding: str, minutes: int
) -> None:
    said = visit("chloe").call("GET", CALL.format(start, end, hours) + f"&rounding={rounding}").json()
    assert (said["minimum_minutes"], said["confirmed"], said["rounding"]) == (minutes, True, rounding)
    assert set(said) == {"rule", "minimum_minutes", "confirmed", "weeks", "rounding", "readings", "working"}
    assert set(said["rule"]) == {"id", "name", "from", "to", "percent", "source"}
    assert said["rule"]["percent"] == 20
    assert said["working"][-1]["value"]


def test_a_figure_nobody_published_is_not_confirmed(visit: Visiting) -> None:
    asked = "2025-08-01", "2027-01-31", "35"
    said = visit("chloe").call("GET", CALL.format(*asked) + "&standard=ST0868&version=1.0").json()
    assert (said["minimum_minutes"], said["confirmed"], said["rule"]["percent"]) == (None, False, None)
    page = visit("chloe").page(ADDRESS.format(*asked) + "&standard=ST0868%2F1.0")
    assert page.headings["h2"][0] == "The minimum is not confirmed"
    assert "Nothing is guessed" in page.text


def test_every_step_but_arithmetic_names_its_source(visit: Visiting) -> None:
    for start, end in (("2023-09-04", "2025-03-02"), ("2020-01-06", "2021-07-04")):
        working = visit("chloe").call("GET", CALL.format(start, end, "30")).json()["working"]
        without = [one["step"] for one in working if not one["source"]]
        assert [step.split(",")[0].split(" from ")[0] for step in without] == ["Days", "Weeks of work"]


@pytest.mark.parametrize(
    ("query", "path", "sentence"),
    [
        ("start=soon&planned_end=2025-03-02&weekly_hours=30", "start", "Enter a date, such as 2026-11-23."),
        ("planned_end=2025-03-02&weekly_hours=30", "start", "Enter start."),
        (
            "start=2025-03-03&planned_end=2025-03-02&weekly_hours=30",
            "planned_end",
            "The planned end must be on or after the start.",
        ),
        (
            "start=2024-03-03&planned_end=2025-03-02&weekly_hours=0",
            "weekly_hours",
            "The hours a week must be more than 0 and no more than 168.",
        ),
        ("start=2024-03-03&planned_end=2025-03-02&weekly_hours=1e9999999", "weekly_hours", "Enter 168 or less."),
        (
            "start=2024-03-03&planned_end=2025-03-02&weekly_hours=30&standard=ST9999",
            "standard",
            "ST9999 is not a standard held here.",
        ),
        (
            "start=2024-03-03&planned_end=2025-03-02&weekly_hours=30&rounding=up",
            "rounding",
            "The rounding must be “govuk_2024” or “exact”.",
        ),
    ],
)
def test_what_cannot_be_worked_out_is_named(visit: Visiting, query: str, path: str, sentence: str) -> None:
    answer = visit("chloe").call("GET", f"off-the-job/minimum?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"path": path, "message": sentence} in answer.json()["errors"]
    shown = visit("chloe").get(f"/calculator?{query}")
    assert (shown.status_code, sentence in shown.text) == (422, True)


def test_the_hours_page_leads_to_it_filled_in(visit: Visiting, cast: Cast) -> None:
    chloe = visit("chloe")
    link = next(a for a in chloe.page(f"/a/{cast.hers}/off-the-job").links() if a.startswith("/calculator"))
    assert chloe.page(link).headings["h2"][0] == "At least 423 hours"


def test_every_reading_of_the_sources_stands_beside_the_providers_own(
    house: Installation, cast: Cast, visit: Visiting
) -> None:
    asked = CALL.format("2023-09-04", "2025-08-31", "20") + "&weeks_a_year=39"
    said = visit("chloe").call("GET", asked).json()
    by = {one["id"]: (one["question"], one["minimum_minutes"], one["used"]) for one in said["readings"]}
    assert by["govuk_2024"] == ("rounding", 278 * 60, True)
    assert by["exact"] == ("rounding", 16_704, False)
    assert by["worked_weeks"] == ("term_time", 312 * 60, False)
    page = visit("chloe").page(ADDRESS.format("2023-09-04", "2025-08-31", "20") + "&weeks_a_year=39")
    assert "Term-time hours averaged over the weeks that are not leave" in page.text
    with house.acting(cast.adele) as acting:
        set_provider_settings(acting, {"rounding": "exact", "term_time_reading": "worked_weeks"})
    said = visit("chloe").call("GET", asked).json()
    assert (said["minimum_minutes"], said["rounding"]) == (18_720, "exact")
    assert {one["id"] for one in said["readings"] if one["used"]} == {"exact", "worked_weeks"}
