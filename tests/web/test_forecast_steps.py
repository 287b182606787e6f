"""English, maths, the portfolio and the learner record on the page of the forecast, and what is measured of them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from app.actions.acting import Installation
from app.actions.forecasts import measure_forecasts
from app.actions.gateway import keep_learner_record
from app.actions.training_plan import SubjectSaid, hold_activity, plan_activity, record_result, record_subject
from app.answers.forecast import lived_here
from app.db import forecast as db
from app.domain.forecast import StepTime
from app.domain.training_plan.values import AttemptResult, FunctionalSkill, PlanKind
from tests.cast import TODAY, Cast
from tests.portfolios import Piece, keep_pieces, keep_time
from tests.visits import Visit

Visitor = Callable[..., Visit]
NOTHING_YET = "Too little history: it takes 10 apprentices who have done this here, and none has so far."


def asked(visit: Visitor, cast: Cast) -> dict[str, Any]:
    answer = visit("priya").call("GET", f"apprenticeships/{cast.hers}/gateway/forecast")
    assert answer.status_code == 200, answer.text
    return {one["id"]: one for one in answer.json()["checks"]} | {"all": answer.json()}


def days(quick: int, middle: int, slow: int, since: date = TODAY) -> dict[str, str]:
    found = zip(("earliest", "likely", "latest"), (quick, middle, slow), strict=True)
    return {name: (since + timedelta(days=each)).isoformat() for name, each in found}


def knows(house: Installation, *steps: StepTime) -> None:
    with house.database.writing() as session:
        db.keep(session, (), house.now(), steps)


@pytest.fixture
def maths_in_plan(house: Installation, cast: Cast) -> None:
    """Her plan has maths in it, no certificate is seen, and her date of birth makes it the plan’s to say."""
    with house.acting(cast.priya) as acting:
        record_subject(acting, cast.hers, FunctionalSkill.MATHS, SubjectSaid("yes"))


@pytest.fixture
def steady(house: Installation, cast: Cast, catalogue: Any) -> list[str]:
    """A KSB accepted every sixteen days, 21 in 336, in pieces that go to the assessor; her hours are confirmed."""
    every = [ksb.code for ksb in catalogue.standard("ST0868", "1.0").ksbs]
    pieces = [
        Piece({code: "accepted"}, sent_on=TODAY - timedelta(days=16 * n), kind="work_product")
        for n, code in enumerate(every[:21])
    ]
    hours = [(TODAY - timedelta(weeks=n), 570, "confirmed", None) for n in range(48)]
    with house.database.writing() as session:
        keep_pieces(session, cast.hers, pieces, cast.priya.id)
        keep_time(session, cast.hers, hours, cast.chloe.id)
    return every


def test_maths_goes_by_her_own_booked_exam_and_by_how_long_certificates_took(
    house: Installation, visit: Visitor, cast: Cast, maths_in_plan: None
) -> None:
    knows(house)
    unbooked = asked(visit, cast)["maths"]
    assert unbooked["range"] is None and "An exam has still to be booked." in unbooked["why"]
    assert NOTHING_YET in unbooked["why"]
    knows(house, StepTime("maths", 14, 30, 50, 90, people=11), StepTime("maths-sat", 13, 9, 20, 61, people=11))
    assert asked(visit, cast)["maths"]["range"] == days(30, 50, 90)
    booked_for = TODAY + timedelta(days=12)
    with house.acting(cast.priya) as acting:
        plan_activity(acting, cast.hers, PlanKind.FUNCTIONAL_SKILLS, booked_for, code="maths")
    found = asked(visit, cast)["maths"]
    assert found["range"] == days(9, 20, 61, booked_for)
    assert found["working"][0] == {
        "step": "Counted from",
        "value": "2 December 2026, for which the last exam is booked",
    }
    knows(house, StepTime("maths-sat", 9, people=9))
    few = asked(visit, cast)["maths"]["why"]
    assert "The last exam is booked for 2 December 2026. Too little history: it takes 10" in few


def test_on_the_day_of_an_exam_it_is_booked_for_that_day_until_it_was_sat(
    house: Installation, visit: Visitor, cast: Cast, maths_in_plan: None
) -> None:
    knows(house, StepTime("maths-sat", 13, 9, 20, 61, people=11))
    with house.acting(cast.priya) as acting:
        number = plan_activity(acting, cast.hers, PlanKind.FUNCTIONAL_SKILLS, TODAY, code="maths")
    [begins, *_] = asked(visit, cast)["maths"]["working"]
    assert begins["value"] == "20 November 2026, for which the last exam is booked"
    with house.acting(cast.priya) as acting:
        hold_activity(acting, cast.hers, number, TODAY)
    [begins, *_] = asked(visit, cast)["maths"]["working"]
    assert begins["value"] == "20 November 2026, on which the last exam was sat"
    knows(house, StepTime("maths-sat", 9, people=9))
    assert "The last exam was sat on 20 November 2026. Too little history" in asked(visit, cast)["maths"]["why"]


def test_an_exception_whose_certificate_is_to_be_seen_is_not_said_to_need_no_exam(
    house: Installation, visit: Visitor, cast: Cast
) -> None:
    said = SubjectSaid("yes", exception="Plan of the council", basis="ehc_plan", evidence_seen_on=TODAY)
    with house.acting(cast.priya) as acting:
        record_subject(acting, cast.hers, FunctionalSkill.MATHS, said)
    maths = asked(visit, cast)["maths"]
    assert maths["range"] is None and "No exam" not in maths["why"]
    assert maths["why"].endswith("Nothing on record says how long that takes.")


def test_what_is_not_confirmed_of_english_is_not_forecast(visit: Visitor, cast: Cast, maths_in_plan: None) -> None:
    english = asked(visit, cast)["english"]
    assert english["range"] is None and "What it asks for is not confirmed" in english["why"]


def test_the_portfolio_goes_by_what_no_chosen_piece_shows_at_her_pace(
    house: Installation, visit: Visitor, cast: Cast, steady: list[str]
) -> None:
    knows(house)
    found = asked(visit, cast)
    in_seventeen = 17 * 16
    assert found["portfolio"]["range"] == days(*[in_seventeen] * 3)
    assert "Freezing it comes after that." in found["portfolio"]["why"] and NOTHING_YET in found["portfolio"]["why"]
    assert found["portfolio"]["working"][0]["step"] == "KSBs that no chosen piece is accepted for"
    assert found["portfolio"]["working"][0]["value"].startswith("17: ")
    knows(house, StepTime("portfolio", 12, 1, 4, 9, people=12))
    after = asked(visit, cast)
    assert after["portfolio"]["range"] == days(in_seventeen + 1, in_seventeen + 4, in_seventeen + 9)
    assert after["portfolio"]["why"] == ""
    assert after["all"]["whole"]["likely"] == after["portfolio"]["range"]["likely"]
    [pieces, *_] = after["all"]["levers"]
    assert (pieces["whole_days"], pieces["checks"]) == (32, ["ksb-coverage", "portfolio"])


def test_a_portfolio_that_lacks_nothing_has_only_to_be_frozen(
    house: Installation, visit: Visitor, cast: Cast, steady: list[str]
) -> None:
    rest = [Piece({code: "accepted"}, sent_on=TODAY, kind="work_product") for code in steady[21:]]
    with house.database.writing() as session:
        keep_pieces(session, cast.hers, rest, cast.priya.id, first=40)
    knows(house, StepTime("portfolio", 12, 1, 4, 9, people=12))
    found = asked(visit, cast)["portfolio"]
    assert found["range"] == days(1, 4, 9)
    assert {"step": "Counted from", "value": "20 November 2026"} in found["working"]


def test_a_record_that_differs_is_timed_from_the_day_on_which_it_was_first_entered(
    house: Installation, visit: Visitor, cast: Cast, clock: Any
) -> None:
    knows(house, StepTime("record-match", 30, 0, 6, 40, people=30))
    assert asked(visit, cast)["record-match"]["range"] == days(0, 6, 40)
    for revision in range(2):
        with house.acting(cast.priya) as acting:
            said = {"name": f"Chloe Hirst {revision}", "number": "", "difference": ""}
            keep_learner_record(acting, cast.hers, **said, revision=revision)
        clock.now += timedelta(days=2)
    assert asked(visit, cast)["record-match"]["range"] == days(4, 6, 40)


def test_measuring_reads_every_step_to_a_certificate_a_match_and_a_frozen_portfolio(
    house: Installation, cast: Cast, catalogue: Any, clock: Any, maths_in_plan: None
) -> None:
    with house.acting(cast.priya) as acting:
        number = plan_activity(acting, cast.hers, PlanKind.FUNCTIONAL_SKILLS, TODAY, code="maths")
        keep_learner_record(acting, cast.hers, name="Chloe Hirst", number="9999999998", difference="", revision=0)
    clock.now += timedelta(days=5)
    with house.acting(cast.priya) as acting:
        hold_activity(acting, cast.hers, number, house.today())
        record_result(acting, cast.hers, number, AttemptResult.PASSED)
        married = "She married, and the account follows."
        keep_learner_record(acting, cast.hers, name="Chloe Hirst", number="9999999998", difference=married, revision=1)
    clock.now += timedelta(days=20)
    with house.acting(cast.priya) as acting:
        seen = SubjectSaid("yes", "Functional Skills Mathematics, level 2", seen_on=house.today())
        record_subject(acting, cast.hers, FunctionalSkill.MATHS, seen)
    with house.database.reading() as session:
        took = {one.step: (one.ended - one.began).days for one in lived_here(session, catalogue).steps}
    assert took == {"maths": 25, "maths-sat": 20, "record-match": 5}
    measure_forecasts(house)
    with house.database.reading() as session:
        assert StepTime("record-match", 1, people=1) in db.work_done(session, cast.hers).steps
