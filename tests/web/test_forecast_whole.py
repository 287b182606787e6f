"""The whole of a forecast: which days are in it, and that whatever has none is named as left out."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from app.actions.acting import Installation
from app.actions.apprenticeships import set_status
from app.answers.forecast import lived_here, replayed_of_all
from app.db import breaks
from app.db import forecast as db
from app.db.tables import core
from app.domain.forecast import CLEARING, COUNTED, MOCK, StepTime
from app.domain.forecast.steps_of_gateway import REVIEWS
from app.domain.forecast.then import REPLAYED
from app.domain.people import ApprenticeshipStatus
from tests.cast import START, TODAY, Cast
from tests.portfolios import Piece, keep_pieces, keep_time
from tests.visits import Visit

Visitor = Callable[..., Visit]
DURATION = "The minimum time on programme is reached"


def asked(visit: Visitor, cast: Cast) -> dict[str, Any]:
    answer = visit("priya").call("GET", f"apprenticeships/{cast.hers}/gateway/forecast")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def knows(house: Installation, *steps: StepTime) -> None:
    with house.database.writing() as session:
        db.keep(session, (), house.now(), steps)


@pytest.fixture
def learnt(house: Installation, cast: Cast, catalogue: Any) -> str:
    """Every KSB is accepted and all hours are confirmed; how long freezing and agreeing take is known."""
    every = [ksb.code for ksb in catalogue.standard("ST0868", "1.0").ksbs]
    pieces = [Piece({code: "accepted"}, sent_on=START + timedelta(days=n)) for n, code in enumerate(every)]
    with house.database.writing() as session:
        keep_pieces(session, cast.hers, pieces, cast.priya.id)
        hours = [(START + timedelta(days=n), 480, "confirmed", None) for n in range(90)]
        keep_time(session, cast.hers, hours, cast.chloe.id)
    knows(house, StepTime("case-study", 30, 3, 9, 40, 12), StepTime("portfolio", 12, 1, 4, 9, 12))
    return f"/a/{cast.hers}/gateway/forecast"


def away(house: Installation, cast: Cast, since: date, back_on: date | None) -> None:
    with house.database.writing() as session:
        breaks.begin(session, cast.hers, since, back_on, by=cast.adele.id, at=house.now())


def test_a_minimum_time_without_a_day_is_named_as_left_out(
    house: Installation, visit: Visitor, cast: Cast, learnt: str
) -> None:
    """Nine months away put its end off to April 2027, and from December on nobody knows when she will be back."""
    away(house, cast, date(2026, 1, 5), date(2026, 10, 5))
    dated = visit("chloe").page(learnt).text
    away(house, cast, date(2026, 12, 14), None)
    found, text = asked(visit, cast), visit("chloe").page(learnt).text
    assert found["whole"] and DURATION in found["left_out"]
    with_a_day, without = text.split("Each open check without a day")
    assert DURATION in without and DURATION not in with_a_day
    assert DURATION in dated.split("Each open check without a day")[0]
    said = re.search(r"(\d+) open checks are not in it, because no day can be given for them", text)
    assert said and int(said[1]) == len(found["left_out"])
    assert "The break in learning has no date of return, so no day can be given." in without


def test_a_part_time_week_is_forecast_by_its_longer_time_with_rule_and_figures(
    house: Installation, visit: Visitor, cast: Cast, learnt: str
) -> None:
    """Nineteen paid hours a week of 12 × 30 ÷ 19 months; her minimum is more than a tenth of what is confirmed."""
    with house.database.writing() as session:
        session.execute(
            core.terms.update().where(core.terms.c.apprenticeship_id == cast.hers).values(weekly_minutes=1140)
        )
        session.execute(core.time_entry.update().values(minutes=20))
    [found] = [one for one in asked(visit, cast)["checks"] if one["id"] == "minimum-duration"]
    working = {one["step"]: one["value"] for one in found["working"]}
    assert working["In a part-time week of"] == "19 hours"
    assert "12 months × 30 ÷ hours a week" in working["The rule asks for"]
    assert working["An earlier end is allowed"] == "once the minimum of hours is confirmed"
    assert found["range"]["latest"] > TODAY.isoformat()


def test_where_the_whole_has_a_day_nothing_is_said_of_why_it_has_none(
    house: Installation, visit: Visitor, cast: Cast, learnt: str
) -> None:
    found = asked(visit, cast)
    assert found["whole"] and found["why"] == ""
    knows(house)
    none = asked(visit, cast)
    assert none["whole"] is None and none["why"] == "None of the open checks has a day."
    assert none["why"] in visit("chloe").page(learnt).text


@pytest.mark.parametrize(("recorded", "given"), [(date(2026, 8, 12), True), (date(2026, 9, 2), False)])
def test_a_replay_knows_a_return_from_a_break_only_once_it_was_recorded(
    house: Installation, cast: Cast, catalogue: Any, recorded: date, given: bool
) -> None:
    """Three months before gateway she was away, from 10 to 31 August; nothing else was uncertain."""
    every = [ksb.code for ksb in catalogue.standard("ST0868", "1.0").ksbs]
    pieces = [Piece({code: "accepted"}, sent_on=TODAY - timedelta(days=8 * n)) for n, code in enumerate(every)]
    with house.database.writing() as session:
        keep_pieces(session, cast.hers, pieces, cast.priya.id)
        keep_time(
            session, cast.hers, [(START + timedelta(days=n), 480, "confirmed", None) for n in range(90)], cast.chloe.id
        )
        at = datetime.combine(recorded, time(9), UTC)
        breaks.begin(session, cast.hers, date(2026, 8, 10), date(2026, 8, 31), by=cast.adele.id, at=at)
    with house.acting(cast.adele) as acting:
        set_status(acting, cast.hers, ApprenticeshipStatus.COMPLETED, TODAY + timedelta(days=1))
    later = TODAY + timedelta(days=2)
    with house.database.reading() as session:
        [three, _] = replayed_of_all(session, catalogue, later, lived_here(session, catalogue))
    assert (three.months, three.forecast is not None) == (3, given)


def test_the_page_names_what_a_forecast_takes_in_and_its_measuring_does_not(
    visit: Visitor, cast: Cast, learnt: str
) -> None:
    """Kinds of step that a forecast goes by and a replay does not are named beside its error, each of them."""
    named = {REVIEWS: "signing reviews", MOCK: "mock assessments", CLEARING: "clearing pieces"}
    assert {step for step in COUNTED if step not in REPLAYED} == set(named)
    worth = visit("chloe").page(learnt).text.split("How wrong such forecasts were")[1]
    left_out = worth.split("are not gone through again: ")[1].split(".")[0]
    assert all(words in left_out for words in named.values())
    assert "the fewest pieces that the assessment plan asks for" in left_out
    assert "as it stood then" not in worth
