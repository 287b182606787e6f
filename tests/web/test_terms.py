"""What was agreed over time: changing it, breaks in learning, a change of employer, by page and by call."""

from datetime import timedelta

import pytest

from app.actions.off_the_job import confirm, log_time
from app.db.tables import core
from tests.cast import START, TODAY

MARCH = "2026-03-02"


@pytest.fixture
def api(visit, cast):
    """`api("adele", "POST", "/terms", json=…)` on Chloe's apprenticeship."""

    def do(name, method, rest, **more):
        return visit(name).call(method, f"apprenticeships/{cast.hers}{rest}", **more)

    return do


@pytest.fixture
def logged(house, cast):
    """Confirmed minutes on a day."""

    def do(on, minutes=60):
        with house.acting(cast.chloe) as acting:
            number = log_time(acting, cast.hers, on=on, minutes=minutes, activity="workshop", duty="D1")
        with house.acting(cast.mark) as acting:
            confirm(acting, cast.hers, number)

    return do


def summary(api, on=""):
    return api("priya", "GET", f"/off-the-job/summary{f'?on={on}' if on else ''}").json()


def test_the_original_is_first_and_each_change_says_what_it_changed(api):
    changed = {"effective_on": MARCH, "weekly_hours": 21, "planned_minutes": 25_000, "reason": "Four days fewer"}
    answer = api("adele", "POST", "/terms", json=changed)
    assert answer.status_code == 201, answer.text
    said = api("chloe", "GET", "/terms").json()
    assert said == answer.json()
    first, second = said["items"]
    assert (first["effective_on"], first["weekly_minutes"], first["planned_minutes"], first["changed"]) == (
        START.isoformat(), 2100, None, [],
    )  # fmt: skip
    assert (second["weekly_minutes"], second["planned_minutes"]) == (1260, 25_000)
    assert (second["changed"], second["by"]["name"]) == (["weekly_minutes", "planned_minutes"], "Adele Brook")
    assert (said["current"], second["reason"]) == (2, "Four days fewer")
    hours = summary(api)
    assert (hours["original_planned_minutes"], hours["planned_minutes"]) == (469 * 60, 25_000)
    assert hours["minimum_minutes"] == 423 * 60
    assert hours["recalculated_minimum_minutes"] < hours["minimum_minutes"]


def test_why_it_changed_is_for_those_who_may_see_reasons(api, visit, cast):
    api("adele", "POST", "/terms", json={"effective_on": MARCH, "weekly_hours": 21, "reason": "Four days fewer"})
    assert [api(name, "GET", "/terms").json()["items"][1]["reason"] for name in ("priya", "mark", "quentin")] == [
        "Four days fewer", None, None,
    ]  # fmt: skip
    assert "Four days fewer" in visit("chloe").page(f"/a/{cast.hers}/agreed").text
    assert "Four days fewer" not in visit("mark").page(f"/a/{cast.hers}/agreed").text


def test_the_same_key_sent_twice_changes_it_once(api):
    given = {"effective_on": MARCH, "weekly_hours": 21, "reason": "Fewer"}
    key = {"Idempotency-Key": "a-change-of-hours"}
    first, again = (api("adele", "POST", "/terms", json=given, headers=key) for _ in range(2))
    assert first.json() == again.json()
    assert len(api("adele", "GET", "/terms").json()["items"]) == 2


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"effective_on": "2025-07-06", "weekly_hours": 21}, "effective_on"),
        ({"weekly_hours": 0}, "weekly_hours"),
        ({"weekly_hours": 1e9}, "weekly_hours"),
        ({"days_a_week": 9}, "days_a_week"),
        ({"weeks_a_year": 0}, "weeks_a_year"),
        ({"planned_end": "2025-07-07"}, "planned_end"),
        ({"planned_minutes": 0}, "planned_minutes"),
        ({"prior_learning_minutes": -1}, "prior_learning_minutes"),
        ({"reason": "", "weekly_hours": 21}, "reason"),
        ({"weekly_hours": 35}, ""),
        ({}, ""),
        ({"rule_id": "another"}, "rule_id"),
    ],
)
def test_a_call_that_cannot_be_is_refused_at_its_field(api, given, path):
    answer = api("adele", "POST", "/terms", json={"effective_on": MARCH, "reason": "A change"} | given)
    assert answer.status_code == 422, answer.text
    assert [fault["path"] for fault in answer.json()["errors"]] == [path]


def test_the_form_shows_the_original_beside_and_keeps_what_was_typed(visit, cast):
    adele = visit("adele")
    page = adele.page(f"/apprenticeships/{cast.hers}/terms")
    assert "Agreed at first" in page.text
    assert "What holds today" in page.text
    typed = {"effective_on": "2025-01-01", "weekly_hours": "many", "reason": "Fewer days"}
    refused = adele.post(f"/apprenticeships/{cast.hers}/terms", typed)
    assert refused.status_code == 422
    assert 'value="many"' in refused.text
    assert 'value="Fewer days"' in refused.text
    done = adele.post(f"/apprenticeships/{cast.hers}/terms", {**typed, "effective_on": MARCH, "weekly_hours": "21"})
    assert done.status_code == 200
    assert "What was agreed is changed" in done.text
    said = visit("mark").page(f"/a/{cast.hers}/agreed").text
    assert "Paid hours a week: 21 hours, before that 35 hours" in said
    assert "Changed what was agreed: hours a week" in visit("priya").page(f"/a/{cast.hers}/history").text


def test_what_is_left_empty_stays(visit, cast, api):
    empty = dict.fromkeys(("days_a_week", "weeks_a_year", "planned_end", "planned_hours", "prior_learning_hours"), "")
    given = {"effective_on": MARCH, "weekly_hours": "21", "reason": "Fewer days"} | empty
    visit("adele").post(f"/apprenticeships/{cast.hers}/terms", given)
    assert api("adele", "GET", "/terms").json()["items"][1]["changed"] == ["weekly_minutes"]


def test_a_break_recorded_late_uncounts_what_lies_in_it_and_says_so(api, visit, cast, logged):
    logged(TODAY - timedelta(days=40), 90)
    logged(TODAY - timedelta(days=3), 30)
    given = {
        "status": "on_a_break",
        "status_since": (TODAY - timedelta(days=50)).isoformat(),
        "status_back_on": (TODAY - timedelta(days=10)).isoformat(),
        "status_reason": "",
    }
    done = visit("adele").post(f"/apprenticeships/{cast.hers}/status", given)
    assert "1.5 hours logged for days in it do not count any more" in done.text
    seen = visit("chloe").page(f"/a/{cast.hers}/off-the-job").text
    assert "1.5 hours are for days in a break in learning and not counted." in seen
    hours = summary(api)
    assert (hours["confirmed_minutes"], hours["in_breaks_minutes"]) == (30, 90)
    assert {"step": "Left out, in a break in learning", "value": "1.5 hours logged for days in a break"} in hours[
        "working"
    ]
    (one,) = api("chloe", "GET", "/breaks").json()["items"]
    assert (one["days"], one["left_out_minutes"], one["question"]) == (40, 90, None)
    assert one["proposed_planned_end"] == "2027-02-16"


def test_a_short_break_is_questioned_and_taken(api):
    since, back = TODAY - timedelta(days=30), TODAY - timedelta(days=10)
    answer = api("adele", "POST", "/breaks", json={"since": since.isoformat(), "back_on": back.isoformat()})
    assert answer.status_code == 201
    (one,) = answer.json()["items"]
    assert one["question"].startswith("This break takes 20 days, and the rule knows breaks of 28 days or more.")


def test_the_day_back_is_said_later_and_anew_and_the_planned_end_is_proposed(api, visit, cast):
    since = (TODAY - timedelta(days=40)).isoformat()
    api("adele", "POST", "/breaks", json={"since": since})
    assert api("adele", "GET", "/breaks").json()["items"][0]["back_on"] is None
    assert api("priya", "GET", "").json()["status"] == "on_a_break"
    page = f"/apprenticeships/{cast.hers}"
    early = visit("adele").post(f"{page}/breaks/return", {"break_since": since, "break_back_on": since})
    assert early.status_code == 422
    assert "The first day back must be after the break began" in early.text
    back = {"break_since": since, "break_back_on": (TODAY - timedelta(days=5)).isoformat()}
    done = visit("adele").post(f"{page}/breaks/return", back)
    assert "The planned end moved by its exact length would be 11 February 2027" in done.text
    assert api("priya", "GET", "").json()["status"] == "active"
    assert "planned_end=2027-02-11" in done.text
    later = api("adele", "POST", f"/breaks/{since}/return", json={"back_on": (TODAY + timedelta(days=5)).isoformat()})
    assert later.json()["items"][0]["days"] == 45
    assert api("priya", "GET", "").json()["status"] == "on_a_break"


def test_a_break_that_was_none_is_taken_off_and_what_lies_in_it_counts_again(api, logged):
    logged(TODAY - timedelta(days=40), 90)
    since = (TODAY - timedelta(days=50)).isoformat()
    api("adele", "POST", "/breaks", json={"since": since})
    assert summary(api)["confirmed_minutes"] == 0
    assert api("adele", "POST", f"/breaks/{since}/withdrawal", json={}).status_code == 422
    assert api("adele", "POST", f"/breaks/{since}/withdrawal", json={"reason": "It was leave"}).json()["items"] == []
    assert summary(api)["confirmed_minutes"] == 90
    assert api("priya", "GET", "").json()["status"] == "active"
    assert api("adele", "POST", f"/breaks/{since}/return", json={"back_on": MARCH}).status_code == 404
    assert api("adele", "POST", "/breaks/soon/return", json={"back_on": MARCH}).status_code == 404


NEW = {"organisation": "Harbour Family Hub", "name": "Nia Powell", "email": "nia.powell@example.org"}


@pytest.mark.parametrize(("gap", "within"), [(30, True), (31, False)])
def test_a_gap_between_two_employers_is_shown_with_what_the_rule_makes_of_it(api, visit, cast, gap, within):
    ended = TODAY - timedelta(days=gap)
    given = NEW | {"since": TODAY.isoformat(), "ended_on": ended.isoformat(), "reason": "A new job"}
    said = api("adele", "POST", "/employer", json=given).json()
    assert (said["organisation"]["name"], said["contact"]["name"]) == ("Harbour Family Hub", "Nia Powell")
    (one,) = said["gaps"]
    assert (one["days"], one["within"]) == (gap, within)
    assert ("P264.2" in one["reason"]) is not within
    assert "P264" in one["source"]
    assert f"{gap} days without an employer" in visit("chloe").page(f"/a/{cast.hers}/agreed").text


def test_the_old_employer_finds_nothing_from_the_day_on_and_the_new_one_does(api, visit, cast, house, clock):
    cover = {
        "cover_role": "employer",
        "cover_name": "Ian Farrow",
        "cover_email": "ian.farrow@example.org",
        "cover_since": TODAY.isoformat(),
        "cover_until": "2027-06-01",
    }
    visit("adele").post(f"/apprenticeships/{cast.hers}/cover", cover)
    tomorrow = TODAY + timedelta(days=1)
    form = {f"employer_{name}": value for name, value in NEW.items()} | {"employer_since": tomorrow.isoformat()}
    done = visit("adele").post(f"/apprenticeships/{cast.hers}/employer", form)
    assert "The employer is changed" in done.text
    assert api("mark", "GET", "/off-the-job/summary").status_code == 200
    clock.now += timedelta(days=1)
    for address in (f"/a/{cast.hers}/off-the-job", f"/a/{cast.hers}/agreed", f"/a/{cast.hers}/"):
        assert visit("mark").get(address).status_code == 404
    for rest in ("", "/terms", "/off-the-job/summary", "/off-the-job"):
        assert api("mark", "GET", rest).status_code == 404
    with house.database.reading() as session:
        from app.db import apprenticeships

        ends = {who.name: until for who, _, _, until, _ in apprenticeships.members(session, cast.hers)}
    assert (ends["Mark Ellis"], ends["Ian Farrow"]) == (tomorrow, tomorrow)
    assert api("priya", "GET", "").json()["employer"]["name"] == "Nia Powell"


def test_an_employment_that_ends_with_no_new_one_ends_access_that_day_and_stays_open(api, visit, cast):
    form = {"left_on": (TODAY - timedelta(days=12)).isoformat(), "left_reason": ""}
    assert visit("adele").post(f"/apprenticeships/{cast.hers}/employment/end", form).status_code == 422
    done = visit("adele").post(f"/apprenticeships/{cast.hers}/employment/end", form | {"left_reason": "Redundancy"})
    assert "The employment is ended" in done.text
    assert api("mark", "GET", "/off-the-job/summary").status_code == 404
    said = api("chloe", "GET", "/employment").json()
    assert (said["organisation"], said["contact"]) == (None, None)
    assert (said["gaps"][0]["days"], said["gaps"][0]["until"], said["gaps"][0]["within"]) == (12, None, True)
    again = api("adele", "POST", "/employment/end", json={"on": TODAY.isoformat(), "reason": "Again"})
    assert again.status_code == 409
    closed = api("adele", "POST", "/employer", json=NEW | {"since": TODAY.isoformat()}).json()
    assert (closed["gaps"][0]["days"], closed["gaps"][0]["until"]) == (12, TODAY.isoformat())


def test_the_pages_take_few_statements_however_much_changed(api, visit, cast, logged, statements):
    for number in range(6):
        on = (TODAY - timedelta(days=90 - 10 * number)).isoformat()
        api("adele", "POST", "/terms", json={"effective_on": on, "weekly_hours": 20 + number, "reason": "Again"})
    api("adele", "POST", "/breaks", json={"since": MARCH, "back_on": "2026-04-13"})
    gap = {"since": TODAY.isoformat(), "ended_on": (TODAY - timedelta(days=9)).isoformat()}
    api("adele", "POST", "/employer", json=NEW | gap)
    pages = (f"/a/{cast.hers}/agreed", f"/apprenticeships/{cast.hers}/terms", f"/apprenticeships/{cast.hers}")
    for name, address in (("priya", pages[0]), ("adele", pages[1]), ("adele", pages[2])):
        visitor = visit(name)
        with statements() as ran:
            visitor.page(address)
        assert len(ran) <= 8, address
    chloe = visit("chloe")
    with statements() as ran:
        chloe.page(f"/a/{cast.hers}/off-the-job")
    assert len(ran) <= 8


def test_a_page_of_a_day_gone_by_shows_what_was_shown_then(api, visit, cast, clock, logged):
    logged(TODAY - timedelta(days=3), 600)
    then = visit("chloe").page(f"/a/{cast.hers}/off-the-job").text
    assert "You have 10 hours confirmed" in then
    clock.now += timedelta(days=5)
    logged(TODAY, 120)
    api("adele", "POST", "/terms", json={"effective_on": MARCH, "planned_minutes": 30_000, "reason": "A longer plan"})
    now = visit("chloe").page(f"/a/{cast.hers}/off-the-job").text
    assert "You have 12 hours confirmed. 500 hours are planned." in now
    assert "the training plan, 469 h at first" in now
    past = visit("chloe").page(f"/a/{cast.hers}/off-the-job?on={TODAY}").text
    assert "You have 10 hours confirmed. 469 hours are planned." in past
    assert summary(api, TODAY)["confirmed_minutes"] == 600
    assert summary(api)["confirmed_minutes"] == 720


@pytest.mark.parametrize(("on", "said"), [("soon", "Enter a day, such as"), ("2027-01-01", "Choose a day gone by")])
def test_a_day_that_is_none_is_told_at_its_field(visit, cast, on, said):
    answer = visit("mark").get(f"/a/{cast.hers}/off-the-job?on={on}")
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{on}"' in answer.text


def test_a_day_gone_by_takes_few_statements(visit, cast, logged, statements):
    for number in range(5):
        logged(TODAY - timedelta(days=number))
    priya = visit("priya")
    with statements() as ran:
        priya.page(f"/a/{cast.hers}/off-the-job?on=2026-11-19")
    assert len(ran) <= 8


@pytest.mark.parametrize("weeks", [1, 1e-7])
def test_a_slip_that_asks_for_longer_than_any_calendar_is_told_on_every_page_of_the_record(
    visit, house, cast, api, weeks
):
    """One paid minute a week is taken; so few weeks a year were once, and may stand in a database."""
    slip = {"effective_on": START.isoformat(), "weekly_hours": 0.02, "weeks_a_year": 1, "reason": "typo"}
    assert api("adele", "POST", "/terms", json=slip).status_code == 201
    with house.database.writing() as session:
        session.execute(core.terms.update().where(core.terms.c.weeks_a_year == 1).values(weeks_a_year=weeks))
    for page in ("", "/gateway/forecast", "/off-the-job", "/off-the-job/working", "/agreed", "/reviews"):
        assert visit("priya").client.get(f"/a/{cast.hers}{page}").status_code == 200, page
    assert visit("priya").client.get("/").status_code == 200
    said = "which end on no day that a calendar has."
    assert said in visit("chloe").page(f"/a/{cast.hers}/gateway").text
    checks = {one["id"]: one for one in api("priya", "GET", "/gateway").json()["checks"]}
    assert said in checks["minimum-duration"]["reason"]
    assert api("priya", "GET", "/gateway/forecast").status_code == 200
