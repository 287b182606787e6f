"""Hours to take away: every entry, a month's statement, the working for an auditor, and the ILR's whole hours."""

import csv
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook

from app.actions.acting import Installation
from app.actions.off_the_job import confirm, log_time
from app.actions.provider_settings import set_provider_settings
from app.answers.exported import AT_ONCE
from tests.cast import Cast
from tests.portfolios import keep_time
from tests.visits import Visit

Visitor = Callable[..., Visit]


@pytest.fixture
def here(cast: Cast) -> str:
    return f"/a/{cast.hers}/off-the-job"


@pytest.fixture
def logged(house: Installation, cast: Cast) -> None:
    """Chloe has logged 90 minutes that Mark confirmed, 61 that wait, and a review that does not count."""
    with house.acting(cast.chloe) as acting:
        log_time(acting, cast.hers, on=date(2026, 11, 3), minutes=90, activity="workshop", duty="D1", ksbs=("K1",))
        words = '=HYPERLINK("http://example.org")'
        log_time(acting, cast.hers, on=date(2026, 11, 4), minutes=61, activity="workshop", description=words)
        log_time(acting, cast.hers, on=date(2026, 10, 5), minutes=30, activity="review", record_only=True)
    with house.acting(cast.mark) as acting:
        confirm(acting, cast.hers, 1)


def csv_of(visit: Visit, address: str) -> list[dict[str, str]]:
    answer = visit.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert int(answer.headers["content-length"]) == len(answer.content)
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_every_entry_with_who_confirmed_it(visit: Visitor, logged: None, here: str) -> None:
    rows = csv_of(visit("mark"), f"{here}/exports/entries.csv")
    assert [row["Number"] for row in rows] == ["2", "1", "3"]
    assert {key: rows[1][key] for key in ("Day", "Minutes", "Hours", "Activity", "Duty", "KSBs", "State")} == {
        "Day": "2026-11-03", "Minutes": "90", "Hours": "1.50", "Activity": "Workshop", "Duty": "D1", "KSBs": "K1",
        "State": "Confirmed",
    }  # fmt: skip
    assert (rows[1]["Confirmed by"], rows[1]["Confirmed"]) == ("Mark Ellis", "20 Nov 2026, 9am")
    assert (rows[0]["State"], rows[0]["Confirmed by"]) == ("Waiting", "")
    assert (rows[2]["Counts"], rows[2]["Why not"]) == ("No", "A progress review is not off-the-job training.")


def test_no_cell_of_it_can_run_as_a_formula(visit: Visitor, logged: None, here: str) -> None:
    chloe = visit("chloe")
    assert csv_of(chloe, f"{here}/exports/entries.csv")[0]["Description"].startswith("'=HYPERLINK")
    answer = chloe.get(f"{here}/exports/entries.xlsx")
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    cell: Any = sheet["K2"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://example.org")', "s")
    assert sheet["C2"].value == 61


def test_a_draft_is_its_makers_alone(house: Installation, cast: Cast, visit: Visitor, here: str) -> None:
    with house.database.writing() as session:
        keep_time(session, cast.hers, [(date(2026, 11, 3), 60, "draft", None)], cast.chloe.id)
    assert len(csv_of(visit("chloe"), f"{here}/exports/entries.csv")) == 1
    assert csv_of(visit("mark"), f"{here}/exports/entries.csv") == []


def test_more_entries_than_are_read_at_once_all_come(
    house: Installation, cast: Cast, visit: Visitor, here: str
) -> None:
    with house.database.writing() as session:
        days = [(date(2026, 1 + n % 9, 1 + n % 28), 30, "confirmed", "D1") for n in range(AT_ONCE * 2 + 3)]
        keep_time(session, cast.hers, days, cast.chloe.id)
    rows = csv_of(visit("priya"), f"{here}/exports/entries.csv")
    assert len({row["Number"] for row in rows}) == len(rows) == AT_ONCE * 2 + 3


def test_the_statement_of_a_month_has_its_entries_totals_and_room_to_sign(
    visit: Visitor, logged: None, here: str
) -> None:
    mark = visit("mark")
    assert f"{here}/months/2026-11" in mark.page(here).links()
    page = mark.page(f"{here}/months/2026-11")
    assert page.headings["h1"] == ["Off-the-job hours in November 2026"]
    assert "Mark Ellis, 20 Nov 2026, 9am" in page.text
    assert "Confirmed1.5 hours" in page.text.replace(" 1.5", "1.5")
    assert "Signature:" in page.text
    assert "Employer Mark Ellis" in page.text.replace("EmployerMark", "Employer Mark")
    assert f"{here}/months/2026-10" in page.links()
    assert "review" not in page.text.lower().partition("signatures")[0].partition("every entry")[2]
    assert "Milestone review or appraisal" in mark.page(f"{here}/months/2026-10").text
    rows = csv_of(mark, f"{here}/exports/2026-10.csv")
    assert [row["Number"] for row in rows] == ["3"]


@pytest.mark.parametrize("month", ["2025-06", "2026-12", "2026-13", "soon", "2026-11-01"])
def test_there_is_no_statement_before_the_start_nor_of_what_is_no_month(
    cast: Cast, visit: Visitor, here: str, month: str
) -> None:
    assert visit("mark").get(f"{here}/months/{month}").status_code == 404


def test_the_working_shows_every_step_every_reading_and_what_the_provider_set(
    house: Installation, cast: Cast, visit: Visitor, logged: None, here: str
) -> None:
    with house.acting(cast.adele) as acting:
        set_provider_settings(acting, {"rounding": "exact"})
    mark = visit("mark")
    assert f"{here}/working" in mark.page(here).links()
    page = mark.page(f"{here}/working")
    assert "As it stood on 20 November 2026." in page.text
    assert "Exact, then up to the next minute (default: As the GOV.UK calculator rounds)" in page.text
    assert "As the sources read it" in page.text
    assert "Funding rule for this start date" in page.text
    assert "Active learning" in page.text
    earlier = mark.page(f"{here}/working?on=2026-10-31")
    assert "As it stood on 31 October 2026." in earlier.text


@pytest.mark.parametrize(
    ("on", "sentence"),
    [("soon", "Enter a date, such as 2026-03-31."), ("2027-01-01", "Choose today or a day gone by.")],
)
def test_the_working_of_no_such_day_is_refused_at_the_field(
    cast: Cast, visit: Visitor, here: str, on: str, sentence: str
) -> None:
    answer = visit("mark").get(f"{here}/working?on={on}")
    assert (answer.status_code, answer.text.count(sentence)) == (422, 2)


def test_each_page_takes_at_most_eight_statements(
    visit: Visitor, logged: None, here: str, statements: Callable[[], Any]
) -> None:
    mark = visit("mark")
    for address in (f"{here}/working", f"{here}/working?on=2026-10-31", f"{here}/months/2026-11"):
        with statements() as ran:
            mark.page(address)
        assert 0 < len(ran) <= 8


def test_the_ilrs_hours_are_whole_and_of_every_apprenticeship(
    house: Installation, cast: Cast, visit: Visitor, logged: None
) -> None:
    rows = csv_of(visit("adele"), "/ilr-hours.csv")
    hers = next(row for row in rows if row["Apprentice"] == "Chloe Marsden")
    assert {key: hers[key] for key in ("Planned hours", "Actual hours", "Start", "Planned end", "Status")} == {
        "Planned hours": "469", "Actual hours": "1", "Start": "2025-07-07", "Planned end": "2027-01-07",
        "Status": "Active",
    }  # fmt: skip
    assert {row["Apprentice"] for row in rows} == {"Chloe Marsden", "Ben Carter"}
    assert (
        load_workbook(BytesIO(visit("adele").get("/ilr-hours.xlsx").content)).worksheets[0]["A1"].value == "Apprentice"
    )
    for name in ("chloe", "priya", "mark", "quentin"):
        assert visit(name).get("/ilr-hours.csv").status_code == 403


def test_a_stranger_takes_nothing_away(cast: Cast, visit: Visitor, here: str) -> None:
    for address in ("exports/entries.csv", "exports/entries.xlsx", "exports/2026-11.csv", "months/2026-11", "working"):
        assert visit("ben").get(f"{here}/{address}").status_code == 404
        assert visit("helen").get(f"{here}/{address}").status_code == 404
