"""Entries that may be the same time and very long days: who sees them, who settles them how, and what is kept."""

from collections.abc import Callable
from typing import Any

import pytest

from app.actions import off_the_job as time
from app.actions.acting import Installation
from app.actions.provider_settings import set_provider_settings
from app.db import off_the_job as db
from app.domain.off_the_job.entries import TimeState
from app.domain.people import Person
from tests.cast import Cast
from tests.visits import Page, Visit
from tests.web.test_off_the_job import hours_at, log

__all__ = ["log"]
Visiting = Callable[..., Visit]
Log = Callable[..., int]


def at(cast: Cast, rest: str = "") -> str:
    return hours_at(cast, f"/to-settle{rest}")


def states(house: Installation, cast: Cast, *numbers: int) -> list[TimeState]:
    with house.database.reading() as session:
        return [db.find(session, cast.hers, number).state for number in numbers]


def twice(log: Log, who: Person) -> tuple[int, int]:
    return log(who), log(who)


@pytest.mark.parametrize("name", ["chloe", "priya", "mark"])
def test_apprentice_tutor_and_employer_see_both_side_by_side(visit: Visiting, cast: Cast, log: Log, name: str) -> None:
    twice(log, cast.chloe)
    page = visit(name).page(hours_at(cast))
    assert "1 pair of entries that may be the same time" in page.text
    assert at(cast) in page.links()
    side_by_side = visit(name).page(at(cast)).text
    assert "Entries 1 and 2: the same time?" in side_by_side
    assert "The same day, the same time, 3 hours and the same activity." in side_by_side


def test_nothing_is_said_where_nothing_is_open(visit: Visiting, cast: Cast, log: Log) -> None:
    log(cast.chloe)
    assert "To settle" not in visit("chloe").page(hours_at(cast)).text
    assert "Nothing is open." in visit("chloe").page(at(cast)).text


def test_both_happened_needs_a_reason_and_is_asked_once(
    visit: Visiting, cast: Cast, log: Log, house: Installation
) -> None:
    one, other = twice(log, cast.chloe)
    chloe, pair = visit("chloe"), {"first": one, "second": other, "keep": "both"}
    refused = chloe.post(at(cast, "/pair"), pair)
    assert (refused.status_code, "Say how both happened." in refused.text) == (422, True)
    for _ in range(2):
        said = chloe.post(at(cast, "/pair"), pair | {"reason": "Morning and <b>afternoon</b>"})
        assert said.status_code == 200
    page = Page(said.text)
    assert "Nothing is open." in page.text
    assert "“Morning and <b>afternoon</b>”" in page.text
    assert states(house, cast, one, other) == [TimeState.WAITING, TimeState.WAITING]


def test_each_choice_says_what_it_does_and_none_is_chosen_for_anybody(
    visit: Visiting, cast: Cast, log: Log, house: Installation
) -> None:
    one, other = twice(log, cast.chloe)
    chloe = visit("chloe")
    page = chloe.page(at(cast))
    assert "Both are kept until you say." in page.text and "Both entries stay: 3 hours and 3 hours." in page.text
    assert f"It is counted once, as 3 hours. Entry {other} is withdrawn and stays on record" in page.text
    assert [a["value"] for a in page.all("input") if a.get("name") == "keep"] == ["both", str(one), str(other)]
    assert not [a for a in page.all("input") if "checked" in a]
    nothing = chloe.post(at(cast, "/pair"), {"first": one, "second": other, "reason": "Twice, I think"})
    assert nothing.status_code == 422
    assert "Choose what happened." in nothing.text and "Twice, I think" in nothing.text
    assert f"#keep-{one}-{other}" in Page(nothing.text).links()
    kept = Page(chloe.post(at(cast, "/pair"), {"first": one, "second": other, "keep": "both"}).text)
    assert [a["value"] for a in kept.all("input") if "checked" in a] == ["both"]
    assert states(house, cast, one, other) == [TimeState.WAITING, TimeState.WAITING]


def test_home_asks_whoever_can_say_it_and_nobody_once_it_is_said(visit: Visiting, cast: Cast, log: Log) -> None:
    chloe = visit("chloe")
    one, other = twice(log, cast.chloe)
    home = chloe.page("/home")
    assert "Say whether you logged 3 hours of 19 November 2026 twice" in home.text
    assert "Both entries are kept and nothing is lost." in home.text and at(cast) in home.links()
    chloe.post(at(cast, "/pair"), {"first": one, "second": other, "keep": "both", "reason": "Morning and afternoon"})
    assert "twice" not in chloe.page("/home").text
    twice(log, cast.priya)
    pairs = chloe.page(at(cast)).text
    assert "Entries 3 and 4: the same time?" in pairs
    assert "And 3 more like it." in chloe.page("/home").text, "of the two that Priya logged only she can say it"


def test_the_same_time_keeps_one_and_withdraws_the_other_with_the_reason(
    visit: Visiting, cast: Cast, log: Log, house: Installation
) -> None:
    one, other = twice(log, cast.chloe)
    chloe, sent = visit("chloe"), {"first": one, "second": other, "keep": str(one), "reason": ""}
    for _ in range(2):
        assert chloe.post(at(cast, "/pair"), sent).status_code == 200
    assert states(house, cast, one, other) == [TimeState.WAITING, TimeState.WITHDRAWN]
    assert "It is the same time as entry 1." in chloe.page(hours_at(cast, f"/{other}")).text
    assert "were the same time, said Chloe Marsden" in chloe.page(at(cast)).text
    with_the_other = sent | {"keep": str(other)}
    assert chloe.post(at(cast, "/pair"), with_the_other).status_code == 409


def test_who_did_not_log_them_can_only_ask(visit: Visiting, cast: Cast, log: Log, house: Installation) -> None:
    one, other = twice(log, cast.chloe)
    priya, pair = visit("priya"), {"first": one, "second": other}
    page = priya.page(at(cast))
    assert "Both happened" not in page.text
    assert priya.post(at(cast, "/pair"), pair | {"keep": "both", "reason": "Yes"}).status_code == 409
    assert priya.post(at(cast, "/pair"), pair | {"keep": str(one)}).status_code == 409
    assert priya.post(at(cast, "/question"), pair | {"reason": ""}).status_code == 422
    assert priya.post(at(cast, "/question"), pair | {"reason": "Was this one visit?"}).status_code == 200
    assert "Priya Nair asked" in visit("chloe").page(at(cast)).text
    assert "Was this one visit?" in visit("mark").page(at(cast)).text
    assert states(house, cast, one, other) == [TimeState.WAITING, TimeState.WAITING]


def test_of_two_people_s_entries_each_can_only_withdraw_their_own(
    visit: Visiting, cast: Cast, log: Log, house: Installation
) -> None:
    hers, tutors = log(cast.chloe), log(cast.priya)
    page = visit("chloe").page(at(cast))
    assert f"It is the same time: keep entry {tutors}" in page.text
    assert f"It is the same time: keep entry {hers}" not in page.text
    pair = {"first": hers, "second": tutors}
    assert visit("chloe").post(at(cast, "/pair"), pair | {"keep": str(hers)}).status_code == 409
    assert states(house, cast, hers, tutors) == [TimeState.WAITING, TimeState.WAITING]
    assert visit("chloe").post(at(cast, "/pair"), pair | {"keep": str(tutors)}).status_code == 200
    assert states(house, cast, hers, tutors) == [TimeState.WITHDRAWN, TimeState.WAITING]


def test_a_long_day_is_asked_about_until_its_logger_says_why(visit: Visiting, cast: Cast, log: Log) -> None:
    log(cast.chloe, minutes=500)
    log(cast.chloe, minutes=101, activity="review")
    for name in ("chloe", "priya", "mark"):
        assert "1 day with more than 10 hours" in visit(name).page(hours_at(cast)).text
        assert "10 hours 1 minute on 19 November 2026" in visit(name).page(at(cast)).text
    chloe, day = visit("chloe"), {"on": "2026-11-19"}
    assert visit("priya").post(at(cast, "/day"), day | {"reason": "I think so"}).status_code == 409
    assert chloe.post(at(cast, "/day"), day).status_code == 422
    for _ in range(2):
        assert chloe.post(at(cast, "/day"), day | {"reason": "A residential"}).status_code == 200
    assert "Nothing is open." in visit("mark").page(at(cast)).text
    assert "A residential" in visit("mark").page(at(cast)).text
    log(cast.chloe, minutes=10, activity="review")
    assert "10 hours 11 minutes on 19 November 2026" in chloe.page(at(cast)).text


def test_the_provider_says_how_long_a_plausible_day_is(
    visit: Visiting, cast: Cast, log: Log, house: Installation
) -> None:
    log(cast.chloe, minutes=400)
    assert "Nothing is open." in visit("chloe").page(at(cast)).text
    with house.acting(cast.adele) as acting:
        set_provider_settings(acting, {"plausible_day_minutes": "390"})
    assert "More than 6.5 hours on one day is asked about." in visit("chloe").page(at(cast)).text
    assert "1 day with more than 6.5 hours" in visit("chloe").page(hours_at(cast)).text


@pytest.mark.parametrize(
    "wrong",
    [{"first": "0"}, {"first": "x"}, {"second": str(10**30)}, {"first": "2"}, {"keep": "7"}, {"second": "99"}],
)
def test_what_makes_no_sense_is_refused(visit: Visiting, cast: Cast, log: Log, wrong: dict[str, str]) -> None:
    twice(log, cast.chloe)
    sent = {"first": "1", "second": "2", "keep": "both", "reason": "Both"} | wrong
    assert visit("chloe").post(at(cast, "/pair"), sent).status_code in (409, 422)


def test_programs_see_and_settle_the_same(visit: Visiting, cast: Cast, log: Log) -> None:
    one, other = twice(log, cast.chloe)
    here = f"apprenticeships/{cast.hers}/off-the-job/to-settle"
    said = visit("mark").call("GET", here).json()
    assert [(pair["first"], pair["second"]) for pair in said["pairs"]] == [(one, other)]
    chloe = visit("chloe")
    wrong = chloe.call("POST", f"{here}/pair", json={"first": one, "second": other, "verdict": "same"})
    assert (wrong.status_code, wrong.json()["errors"][0]["path"]) == (422, "keep")
    done = chloe.call("POST", f"{here}/pair", json={"first": one, "second": other, "verdict": "same", "keep": other})
    assert done.json() == {"plausible_day_minutes": 600, "pairs": [], "long_days": []}
    log(cast.chloe, minutes=900)
    day = chloe.call("POST", f"{here}/day", json={"on": "2026-11-19", "reason": "A residential"})
    assert (day.status_code, day.json()["long_days"]) == (200, [])


def test_the_history_tells_of_it_without_the_words(visit: Visiting, cast: Cast, log: Log) -> None:
    one, other = twice(log, cast.chloe)
    visit("chloe").post(at(cast, "/pair"), {"first": one, "second": other, "keep": "both", "reason": "A secret"})
    text = visit("priya").page(f"/a/{cast.hers}/history").text
    assert "Said two entries are two times" in text
    assert "A secret" not in text


def test_the_page_asks_the_database_as_often_however_much_is_open(
    visit: Visiting, cast: Cast, log: Log, statements: Callable[[], Any]
) -> None:
    chloe, counts = visit("chloe"), []
    for more in (2, 12):
        for _ in range(more):
            log(cast.chloe)
        with statements() as ran:
            chloe.page(at(cast))
        counts.append(len(ran))
    assert counts[0] == counts[1] <= 8


def test_a_withdrawn_entry_is_asked_about_no_more(visit: Visiting, cast: Cast, log: Log, house: Installation) -> None:
    one, _ = twice(log, cast.chloe)
    with house.acting(cast.chloe) as acting:
        time.withdraw(acting, cast.hers, one, "A slip")
    assert "To settle" not in visit("chloe").page(hours_at(cast)).text
