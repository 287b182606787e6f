"""Published hours: not confirmed until an administrator enters them, then at once everywhere, with whose word it is."""

from collections.abc import Callable
from datetime import date

import pytest

from app.actions.acting import Installation
from app.actions.published_hours import PublishedFigure, enter_published_hours
from app.db import apprenticeships, history
from app.domain.refusals import NotPermitted
from tests.cast import TODAY, Cast
from tests.visits import Page, Visit

Visitor = Callable[..., Visit]
HERE = "/standards/ST0868/1.0/published-hours"
CALL = HERE.lstrip("/")
FIGURE = {"hours": "418", "start_from": "2025-08-01", "start_to": "", "source": "Annex C, version 2, page 9"}


def minimum(visit: Visitor, cast: Cast) -> int | None:
    said = visit("ben").call("GET", f"apprenticeships/{cast.his}/off-the-job/summary").json()
    found: int | None = said["minimum_minutes"]
    return found


def test_until_it_is_entered_it_is_not_confirmed(cast: Cast, visit: Visitor) -> None:
    assert "Nobody has entered the published hours" in visit("adele").page(HERE).text
    assert HERE in visit("ben").page("/standards/ST0868/1.0").links()
    assert minimum(visit, cast) is None
    assert "minimum is not confirmed" in visit("ben").page(f"/a/{cast.his}/off-the-job").text


def test_once_entered_screens_and_calls_change_at_once_and_say_whose_word_it_is(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    page_of_hours = f"/a/{cast.his}/off-the-job"
    ben = visit("ben")
    ben.page(page_of_hours)
    said = Page(visit("adele").post(HERE, FIGURE).text)
    assert "418 hours are published for ST0868 version 1.0" in said.text
    assert "Adele Brook, 20 Nov 2026" in said.text
    assert minimum(visit, cast) == 418 * 60
    text = ben.page(page_of_hours).text
    assert "The funding rule’s minimum: 418 hours" in text
    assert "418 hours (Annex C, version 2, page 9; entered by Adele Brook on 20 November 2026)" in text
    sought = "off-the-job/minimum?start=2025-09-01&planned_end=2027-03-01&weekly_hours=37&standard=ST0868&version=1.0"
    assert ben.call("GET", sought).json()["minimum_minutes"] == 418 * 60
    with house.database.reading() as session:
        done = history.happenings(session, history.PROVIDER)[0]
    assert (done.action, done.subject, done.body) == (
        "published_hours_entered",
        "ST0868/1.0",
        {"minutes": 25_080, "since": "2025-08-01"},
    )


def test_a_correction_holds_and_the_older_figure_stays_to_be_read(cast: Cast, visit: Visitor) -> None:
    adele = visit("adele")
    adele.post(HERE, FIGURE)
    page = Page(adele.post(HERE, FIGURE | {"hours": "390.5", "source": "Version 3"}).text)
    assert "418 hours" in page.text
    assert page.text.count("Replaced by a newer figure") == 1
    assert minimum(visit, cast) == 23_430
    figures = visit("ben").call("GET", CALL).json()["items"]
    assert [(one["minutes"], one["source"]) for one in figures] == [
        (23_430, "Version 3"), (25_080, "Annex C, version 2, page 9"),
    ]  # fmt: skip


def test_each_start_has_the_figure_of_its_period(house: Installation, cast: Cast, visit: Visitor) -> None:
    adele = visit("adele")
    adele.post(HERE, FIGURE | {"start_to": "2025-12-31", "hours": "400"})
    adele.post(HERE, FIGURE | {"start_from": "2026-01-01", "hours": "450"})
    assert minimum(visit, cast) == 400 * 60
    with house.database.reading() as session:
        assert apprenticeships.load(session, cast.hers, TODAY).published is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"hours": "lots"}, "Enter a number."),
        ({"hours": "186"}, "Enter 187 hours or more, and no more than 10,000 hours."),
        ({"start_from": "2025-07-31"}, "For a start on 31 July 2025 no hours are published"),
        ({"start_to": "2025-07-31"}, "The last start must be on or after the first."),
        ({"start_from": ""}, "Enter the first start that the figure is for."),
        ({"source": " "}, "Say where the figure was published."),
    ],
)
def test_what_cannot_be_is_told_at_its_field(cast: Cast, visit: Visitor, typed: dict[str, str], sentence: str) -> None:
    answer = visit("adele").post(HERE, FIGURE | typed)
    assert answer.status_code == 422
    assert Page(answer.text).text.count(sentence) == 2
    assert minimum(visit, cast) is None


def test_a_program_enters_it_once(cast: Cast, visit: Visitor) -> None:
    body = {"minutes": 25_080, "start_from": "2025-08-01", "source": "Annex C"}
    for _ in range(2):
        answer = visit("adele").call("POST", CALL, json=body, headers={"Idempotency-Key": "once"})
        assert (answer.status_code, answer.json()["entered_by"]) == (201, "Adele Brook")
    assert len(visit("ben").call("GET", CALL).json()["items"]) == 1
    assert visit("adele").call("POST", CALL, json=body | {"minutes": 1}).status_code == 422
    assert visit("adele").call("GET", "standards/ST0868/9.9/published-hours").status_code == 404


def test_nobody_else_enters_it(house: Installation, cast: Cast, visit: Visitor) -> None:
    assert "Enter a figure" not in visit("priya").page(HERE).text
    figure = PublishedFigure(25_080, date(2025, 8, 1), None, "Annex C")
    for name in ("chloe", "priya", "mark", "quentin", "sadia"):
        with pytest.raises(NotPermitted), house.acting(cast.everybody[name]) as acting:
            enter_published_hours(acting, "ST0868", "1.0", figure)
