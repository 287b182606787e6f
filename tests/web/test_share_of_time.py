"""The 20% question on the page and in the call: the same figures, in plain sentences."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from app.actions.acting import Installation
from tests.cast import Cast
from tests.portfolios import keep_time
from tests.visits import Visit

Visiting = Callable[..., Visit]


@pytest.fixture
def hours(house: Installation, cast: Cast) -> None:
    """300 hours of Chloe's are confirmed."""
    with house.database.writing() as session:
        keep_time(session, cast.hers, [(date(2026, 3, n), 600, "confirmed", "D1") for n in range(1, 31)], cast.chloe.id)


def test_the_page_answers_in_three_sentences_with_the_sums_behind_them(
    cast: Cast, visit: Visiting, hours: None
) -> None:
    """From 7 July 2025 to 20 November 2026 are 502 days: × 35 h ÷ 7 × (52 − 5.6) ÷ 52 = 2,239 h 41 min worked."""
    page = visit("mark").page(f"/a/{cast.hers}/off-the-job")
    assert "Is 20% of paid time off the job?" in page.headings["h2"]
    for said in (
        "13.3% so far: 300 hours confirmed of 2,239 hours 41 minutes worked.",
        "Chloe started on 7 July 2025, so",
        "applies and asks for 423 hours over the whole training.",
        "By 7 January 2027, the planned gateway,",
        "The sums behind this",
    ):
        assert said in page.text, said
    assert "you started on 7 July 2025" in visit("chloe").page(f"/a/{cast.hers}/off-the-job").text


def test_the_call_has_the_figures_of_the_page(cast: Cast, visit: Visiting, hours: None) -> None:
    said = visit("mark").call("GET", f"apprenticeships/{cast.hers}/share-of-working-time").json()
    assert said["confirmed_minutes"] == 18_000
    assert said["working_minutes"] == int(Decimal(502) * 2100 * Decimal("46.4") / (7 * 52))
    assert said["percent_of_working_time"] == 13.3
    assert said["target_minutes"] == -(-said["working_minutes"] * 20 // 100)
    assert said["minimum_left_minutes"] == said["minimum_minutes"] - 18_000
    assert said["last_day"] == "2027-01-07"
    summary = visit("mark").call("GET", f"apprenticeships/{cast.hers}/off-the-job/summary").json()
    assert said["rule"]["id"] == summary["rule"]["id"]


def test_the_charts_have_their_figures_as_a_table_with_what_is_expected(
    cast: Cast, visit: Visiting, hours: None
) -> None:
    """469 h over 549 days: by 31 March 2026, 267 days along, 228 h 5 min are expected and 300 h confirmed."""
    text = visit("mark").page(f"/a/{cast.hers}/off-the-job").text
    assert "228.08" in text
    assert "71.92" in text
