"""Whether time counts is said before it is sent, on both forms and to programs; what does not is kept as a record."""

from collections.abc import Callable
from typing import Any

import pytest

from app.actions.acting import Installation
from app.answers.hours import hours_of
from app.db import apprenticeships
from tests.cast import TODAY, Cast
from tests.visits import Page, Visit
from tests.web.test_off_the_job import filled, hours_at

Visiting = Callable[..., Visit]
UNPAID = "It was outside paid working hours, and without time off in lieu that does not count."


def verdict_on(visiting: Visit, cast: Cast, **chosen: str) -> str:
    given = {"on": "2026-11-18", "activity": "workshop", "paid_time": "in_paid_hours"} | chosen
    return Page(visiting.get(hours_at(cast, "/verdict"), params=given).text).text


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({}, "This counts as off-the-job training"),
        ({"activity": "review"}, "A progress review is not off-the-job training."),
        ({"paid_time": "time_off_in_lieu"}, "This counts as off-the-job training"),
        ({"paid_time": "unpaid"}, UNPAID),
        ({"on": "2025-07-06"}, "It was before the start on 7 July 2025, and only time from then on counts."),
    ],
)
def test_the_form_says_the_verdict_and_its_reason_as_somebody_chooses(
    visit: Visiting, cast: Cast, chosen: dict[str, str], said: str
) -> None:
    assert said in verdict_on(visit("chloe"), cast, **chosen)


@pytest.mark.parametrize("chosen", [{"on": ""}, {"on": "yesterday"}, {"activity": "x"}, {"paid_time": "x"}])
def test_of_what_cannot_be_read_nothing_is_said_yet(visit: Visiting, cast: Cast, chosen: dict[str, str]) -> None:
    assert verdict_on(visit("chloe"), cast, **chosen) == ""


def test_the_evidence_form_asks_by_its_own_names_and_offers_its_own_tick(visit: Visiting, cast: Cast) -> None:
    asked = {"happened_on": "2026-11-18", "off_the_job_activity": "workshop", "off_the_job_paid_time": "unpaid"}
    page = Page(visit("chloe").get(hours_at(cast, "/verdict"), params=asked).text)
    assert UNPAID in page.text
    assert page.field("off_the_job_record_only")


def test_without_javascript_the_page_after_sending_asks_whether_to_keep_it(visit: Visiting, cast: Cast) -> None:
    chloe = visit("chloe")
    asked = chloe.post(hours_at(cast), filled(paid_time="unpaid"))
    page = Page(asked.text)
    assert asked.status_code == 422
    assert f"{UNPAID} Nothing was saved yet." in page.text
    assert "checked" not in page.field("record_only")
    kept = chloe.post(hours_at(cast), filled(paid_time="unpaid", record_only="true"))
    assert "It is kept as a record only." in Page(kept.text).text
    assert "Outside them, without time off in lieu" in chloe.page(hours_at(cast, "/1")).text


def test_time_before_the_start_is_kept_once_it_is_said_to_be_a_record(visit: Visiting, cast: Cast) -> None:
    chloe = visit("chloe")
    refused = chloe.post(hours_at(cast), filled(on="2025-07-04"))
    assert refused.status_code == 422
    assert "It was before the start on 7 July 2025" in Page(refused.text).text
    assert chloe.post(hours_at(cast), filled(on="2025-07-04", record_only="true")).status_code == 200
    assert "It was before the start on 7 July 2025" in chloe.page(hours_at(cast, "/1")).text


def test_a_record_is_in_no_total(visit: Visiting, cast: Cast, house: Installation) -> None:
    chloe = visit("chloe")
    for more in ({"activity": "review"}, {"paid_time": "unpaid"}, {"on": "2025-07-04"}):
        chloe.post(hours_at(cast), filled(record_only="true", once="", **more))
    with house.database.reading() as session:
        hers = apprenticeships.load(session, cast.hers, TODAY)
        summary = hours_of(session, house.catalogue, hers, TODAY)
    assert (summary.waiting_minutes, summary.confirmed_minutes, summary.queried_minutes) == (0, 0, 0)


def test_a_program_is_told_the_same(visit: Visiting, cast: Cast) -> None:
    body: dict[str, Any] = {"on": "2026-11-18", "minutes": 90, "activity": "workshop", "paid_time": "unpaid"}
    said = visit("chloe").call("POST", f"apprenticeships/{cast.hers}/off-the-job", json=body).json()
    assert (said["counts"], said["why_not"], said["paid_time"]) == (False, UNPAID, "unpaid")
    wrong = visit("chloe").call("POST", f"apprenticeships/{cast.hers}/off-the-job", json=body | {"paid_time": "free"})
    assert (wrong.status_code, wrong.json()["errors"][0]["path"]) == (422, "paid_time")
    early = body | {"on": "2025-07-04", "record_only": True}
    kept = visit("chloe").call("POST", f"apprenticeships/{cast.hers}/off-the-job", json=early)
    assert (kept.status_code, kept.json()["counts"]) == (201, False)


def test_a_correction_can_say_that_it_was_not_in_paid_hours(visit: Visiting, cast: Cast) -> None:
    chloe = visit("chloe")
    chloe.post(hours_at(cast), filled())
    sent = filled(paid_time="unpaid", reason="It was on a Saturday", record_only="true")
    assert "kept as a record only" in chloe.post(hours_at(cast, "/1/correction"), sent).text
    assert chloe.page(hours_at(cast, "/2/correction")).field("record_only")


EVIDENCE = {
    "title": "Reading on attachment", "kind": "reflective_account", "happened_on": "2026-11-18",
    "description": "What I read", "ksb": "K2", "duty": "D8", "otj": "yes", "off_the_job_hours": "2",
    "off_the_job_minutes": "", "off_the_job_activity": "workshop", "off_the_job_paid_time": "unpaid",
    "submit": "false",
}  # fmt: skip


def test_hours_on_the_evidence_form_follow_the_same_rule(visit: Visiting, cast: Cast) -> None:
    chloe, address = visit("chloe"), f"/a/{cast.hers}/evidence/new"
    asked = chloe.post(address, EVIDENCE)
    page = Page(asked.text)
    assert asked.status_code == 422
    assert f"{UNPAID} Nothing was saved yet." in page.text
    assert page.field("off_the_job_record_only")
    assert chloe.post(address, EVIDENCE | {"off_the_job_record_only": "true"}).status_code == 200
    again = chloe.page(f"/a/{cast.hers}/evidence/E1/edit")
    assert "checked" in again.field("off_the_job_record_only")


def test_forms_ask_the_database_no_more_than_other_pages(
    visit: Visiting, cast: Cast, statements: Callable[[], Any]
) -> None:
    chloe = visit("chloe")
    for rest in ("/new", "/verdict?on=2026-11-18&activity=workshop"):
        with statements() as ran:
            chloe.get(hours_at(cast, rest))
        assert len(ran) <= 8
