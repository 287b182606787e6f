"""Repeating the last entry in one tap, and logging a week on one screen: all of it or nothing, and once."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.actions.acting import Installation
from app.db import history
from app.db import off_the_job as db
from tests.cast import Cast
from tests.visits import Page, Visit
from tests.web.test_off_the_job import filled, hours_at, log

__all__ = ["log"]
Visiting = Callable[..., Visit]
MONDAY = date(2026, 11, 9)


def week(**more: str) -> dict[str, str]:
    """Monday, Wednesday and Friday of the week before, as the form sends them; the other days are empty."""
    sent = {"of": MONDAY.isoformat(), "once": "a-week"}
    for place in range(7):
        fields = {"hours": "", "minutes": "", "activity": "", "duty": "", "description": ""}
        sent |= {f"{name}-{place}": value for name, value in fields.items()}
        sent[f"paid_time-{place}"] = "in_paid_hours"
    for place, minutes in ((0, "90"), (2, "45"), (4, "420")):
        sent |= {f"minutes-{place}": minutes, f"activity-{place}": "workshop", f"duty-{place}": "D2"}
        sent[f"description-{place}"] = f"Day {place}"
    return sent | {name.replace("_at_", "-"): value for name, value in more.items()}


def logged(house: Installation, cast: Cast) -> list[tuple[date, int]]:
    with house.database.reading() as session:
        found = db.page_of_entries(session, cast.hers, cast.chloe, limit=50)
        assert not list(history.broken_links(session, str(cast.hers)))
    return sorted((one.happened_on, one.minutes) for one in found)


def test_last_week_is_offered_and_any_other_can_be_chosen(visit: Visiting, cast: Cast) -> None:
    chloe = visit("chloe")
    page = chloe.page(hours_at(cast, "/week"))
    assert "Week of 9 November 2026" in page.text
    assert "Sunday 15" in page.text
    this = chloe.page(hours_at(cast, "/week?of=2026-11-18")).text
    assert "Friday 20" in this and "Saturday 21" not in this
    assert "Week of 2 November 2026" in chloe.page(hours_at(cast, "/week?of=2026-11-08")).text
    for odd in ("x", "9999-12-31", "0001-01-01"):
        assert chloe.get(hours_at(cast, f"/week?of={odd}")).status_code == 200


def test_filled_days_are_logged_and_empty_days_are_left_out(visit: Visiting, cast: Cast, house: Installation) -> None:
    chloe = visit("chloe")
    answer = chloe.post(hours_at(cast, "/week"), week())
    assert "9 hours 15 minutes logged" in Page(answer.text).text
    assert "3 entries in the week of 9 November 2026" in Page(answer.text).text
    assert logged(house, cast) == [(date(2026, 11, 9), 90), (date(2026, 11, 11), 45), (date(2026, 11, 13), 420)]
    assert "1.5 hours logged already" in chloe.page(hours_at(cast, "/week")).text


def test_a_week_sent_twice_is_saved_once(visit: Visiting, cast: Cast, house: Installation) -> None:
    for _ in range(2):
        assert visit("chloe").post(hours_at(cast, "/week"), week()).status_code == 200
    assert len(logged(house, cast)) == 3


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"hours_at_2": "x"}, "Enter a whole number."),
        ({"minutes_at_2": "1441"}, "Enter 1440 or less."),
        ({"minutes_at_2": "0"}, "Wednesday: The time must be at least 1 minute and at most 24 hours."),
        ({"activity_at_4": ""}, "Friday: Choose what you did from the list."),
        ({"duty_at_4": "D99"}, "Friday: “D99” is not a duty of ST0868."),
        ({"paid_time_at_4": "x"}, "Friday: Choose whether it was in paid working hours."),
        ({"of": "2025-07-02"}, "Monday: The apprenticeship started on 7 July 2025. Choose that day or later."),
        ({"of": "2026-11-18"}, ""),
    ],
)
def test_what_is_wrong_stands_beside_its_day_and_nothing_is_saved(
    visit: Visiting, cast: Cast, house: Installation, wrong: dict[str, str], sentence: str
) -> None:
    answer = visit("chloe").post(hours_at(cast, "/week"), week(**wrong))
    if not sentence:
        assert answer.status_code == 200
        return
    page = Page(answer.text)
    assert answer.status_code == 422
    assert page.text.count(sentence) >= 2
    assert page.field("description-0")["value"] == "Day 0"
    assert logged(house, cast) == []


def test_an_empty_week_is_said(visit: Visiting, cast: Cast) -> None:
    answer = visit("chloe").post(hours_at(cast, "/week"), {"of": MONDAY.isoformat()})
    assert (answer.status_code, "Fill in at least one day." in answer.text) == (422, True)


def test_what_does_not_count_is_said_by_day_and_kept_once_that_is_ticked(
    visit: Visiting, cast: Cast, house: Installation
) -> None:
    chloe = visit("chloe")
    sent = week(activity_at_2="review", paid_time_at_4="unpaid")
    answer = chloe.post(hours_at(cast, "/week"), sent)
    text = Page(answer.text).text
    assert answer.status_code == 422
    assert "Wednesday: A progress review is not off-the-job training." in text
    assert "Friday: It was outside paid working hours" in text
    assert Page(answer.text).field("record_only")
    assert logged(house, cast) == []
    assert chloe.post(hours_at(cast, "/week"), sent | {"record_only": "true"}).status_code == 200
    assert len(logged(house, cast)) == 3


def test_a_week_takes_as_many_statements_as_a_day(visit: Visiting, cast: Cast, statements: Callable[[], Any]) -> None:
    chloe, counts = visit("chloe"), []
    one_day = {"of": "2026-11-02", "once": "b", "minutes-0": "30", "activity-0": "workshop", "description-0": "A plan"}
    for sent in (one_day, week()):
        with statements() as ran:
            chloe.client.post(hours_at(cast, "/week"), data=sent, follow_redirects=False)
        counts.append(len(ran))
    assert counts[0] == counts[1]


def test_the_last_entry_is_one_tap_away_for_today(visit: Visiting, cast: Cast) -> None:
    chloe = visit("chloe")
    chloe.post(hours_at(cast), filled())
    repeat = next(link for link in chloe.page(hours_at(cast)).links() if "repeat" in link)
    page = chloe.page(repeat)
    assert page.field("on")["value"] == "2026-11-20"
    assert (page.field("hours")["value"], page.field("minutes")["value"]) == ("3", "30")
    assert "Theory of Change" in page.text
    assert "checked" in next(a for a in page.all("input") if a.get("value") == "K2")


def test_with_nothing_to_repeat_the_form_is_empty(visit: Visiting, cast: Cast, log: Callable[..., int]) -> None:
    log(cast.priya)
    assert visit("chloe").page(hours_at(cast, "/new?repeat=last")).field("hours")["value"] == ""


@pytest.mark.parametrize(("name", "status"), [("mark", 403), ("quentin", 403), ("ben", 404)])
def test_only_who_logs_time_gets_the_forms(visit: Visiting, cast: Cast, name: str, status: int) -> None:
    assert visit(name).get(hours_at(cast, "/week")).status_code == status
