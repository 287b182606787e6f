"""The forecast of gateway: from her own pace, with its figures, what moves it, and how wrong such forecasts were."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.actions.acting import Installation
from app.actions.apprenticeships import set_status
from app.actions.forecasts import measure_forecasts
from app.answers.forecast import lived_here, replayed_of_all
from app.answers.forecast.checks import clearing_forecast, mock_forecast, reviews_forecast, step_forecast
from app.db import forecast as db
from app.db import history
from app.db.reviews import brief_column, read_brief
from app.db.steps_taken import steps_taken
from app.db.tables import core
from app.domain.forecast import Done, KnownTimes, Measured, Range, StepTaken, StepTime, Work, forecast_then
from app.domain.gateway import Check, CheckState
from app.domain.people import ApprenticeshipStatus
from app.domain.practical_period import PracticalPeriod
from tests.cast import TODAY, Cast
from tests.portfolios import Piece, keep_pieces, keep_time
from tests.visits import Visit
from tests.web.test_review_pages import MEETING, Window, nine, prepared

__all__ = ["nine", "prepared"]

Visitor = Callable[..., Visit]


def codes(catalogue: Any) -> list[str]:
    return [ksb.code for ksb in catalogue.standard("ST0868", "1.0").ksbs]


@pytest.fixture
def steady(house: Installation, cast: Cast, catalogue: Any) -> str:
    """A KSB accepted every sixteen days, 21 in 336; nine and a half hours a week; one KSB waits, one needs more."""
    every = codes(catalogue)
    pieces = [Piece({code: "accepted"}, sent_on=TODAY - timedelta(days=16 * n)) for n, code in enumerate(every[:21])]
    pieces += [Piece({every[21]: "awaiting"}), Piece({every[22]: "returned"}, feedback="Say what you did.")]
    hours = [(TODAY - timedelta(weeks=n), 570, "confirmed", None) for n in range(48)]
    with house.database.writing() as session:
        keep_pieces(session, cast.hers, pieces, cast.priya.id)
        keep_time(session, cast.hers, [*hours, (TODAY, 480, "waiting", None)], cast.chloe.id)
    return f"/a/{cast.hers}/gateway/forecast"


def asked(visit: Visitor, cast: Cast, name: str = "priya") -> dict[str, Any]:
    answer = visit(name).call("GET", f"apprenticeships/{cast.hers}/gateway/forecast")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_each_open_check_has_a_range_with_its_figures_or_says_why_not(visit: Visitor, cast: Cast, steady: str) -> None:
    checks = {one["id"]: one for one in asked(visit, cast)["checks"]}
    ksbs = checks["ksb-coverage"]
    day = (TODAY + timedelta(days=17 * 16)).isoformat()
    assert ksbs["range"] == {"earliest": day, "likely": day, "latest": day}
    assert ksbs["working"][0] == {"step": "Still to do", "value": "17 KSBs"}
    assert ksbs["working"][1]["value"] == "7 KSBs, 7 KSBs and 7 KSBs"
    assert checks["training-plan-hours"]["range"]["likely"] > TODAY.isoformat()
    assert checks["reviews"]["range"] is None and checks["reviews"]["why"]
    text = visit("chloe").page(steady).text
    assert "On 19 August 2027." in text
    assert "17 KSBs" in text and "From which figures" in text
    assert steady in visit("chloe").page(f"/a/{cast.hers}/gateway").links()


def test_the_whole_is_the_last_of_them_and_names_what_it_leaves_out(visit: Visitor, cast: Cast, steady: str) -> None:
    found = asked(visit, cast)
    ranges = [one["range"] for one in found["checks"] if one["range"]]
    assert found["whole"]["likely"] == max(one["likely"] for one in ranges)
    assert len(found["left_out"]) == sum(one["range"] is None for one in found["checks"])


def test_what_moves_it_most_is_said_in_days(visit: Visitor, cast: Cast, steady: str) -> None:
    found = asked(visit, cast)
    pieces, decision, again = (one["sentence"] for one in found["levers"])
    assert re.fullmatch(r"Two more pieces for [KSB]\d+ and [KSB]\d+ bring it forward 32 days\.", pieces)
    assert decision == "Accepting S5, which waits for a decision, brings it forward 16 days."
    assert again == "Sending again what needs more for S6, and its being accepted, brings it forward 16 days."
    gained = [one["whole_days"] for one in found["levers"]]
    assert gained == sorted(gained, reverse=True) and all(one["check_days"] > 0 for one in found["levers"])
    text = visit("chloe").page(steady).text
    assert all(one["sentence"] in text for one in found["levers"])


def test_without_a_pace_it_says_so(visit: Visitor, cast: Cast) -> None:
    found = asked(visit, cast)
    assert found["whole"] is None and found["levers"] == []
    assert "No day can be given for the whole" in found["why"]
    assert any("No pace to go by: something was done on 0 of the last" in one["why"] for one in found["checks"])
    assert "No day can be given for the whole" in visit("chloe").page(f"/a/{cast.hers}/gateway/forecast").text


def test_whoever_has_ended_has_no_forecast(house: Installation, visit: Visitor, cast: Cast, steady: str) -> None:
    with house.acting(cast.adele) as acting:
        set_status(acting, cast.hers, ApprenticeshipStatus.COMPLETED, TODAY)
    assert "Learning has ended, so nothing is forecast." in visit("chloe").page(steady).text


def test_until_it_is_measured_and_while_history_is_short_it_says_so(
    house: Installation, visit: Visitor, cast: Cast, steady: str
) -> None:
    assert "Nobody has measured here yet" in visit("mark").page(steady).text
    assert [one.finished for one in measure_forecasts(house)] == [0, 0]
    with house.acting(cast.adele) as acting:
        set_status(acting, cast.his, ApprenticeshipStatus.COMPLETED, TODAY)
    assert [one.finished for one in measure_forecasts(house)] == [1, 1]
    text = visit("mark").page(steady).text
    assert "There is too little history to say how wrong they were: 1 apprentice has finished here" in text
    assert "It takes 10, since of fewer one or two people would decide the figure." in text
    found = asked(visit, cast)["measured"]
    assert [(one["months"], one["enough"], one["off_days"]) for one in found] == [(3, False, None), (6, False, None)]
    with house.database.reading() as session:
        told = history.happenings(session, history.PROVIDER)[0]
    assert (told.action, told.by, told.body["finished"]) == ("forecasts_measured", None, 1)


def test_measured_errors_are_told_in_days(house: Installation, visit: Visitor, cast: Cast, steady: str) -> None:
    with house.database.writing() as session:
        found = [Measured(3, 30, 24, off=12, late=5, within=17), Measured(6, 30, 9, off=40, late=-8, within=4)]
        db.keep(session, found, house.now())
    text = visit("chloe").page(steady).text
    assert "3 months before gateway: of 30 apprentices who finished, 24 would have had a forecast." in text
    assert "Half of them were wrong by 12 days or less; gateway came 5 days later than said in the middle;" in text
    assert "17 of 24 came within their range." in text
    assert "too little history to say how wrong they were: 30 apprentices have finished here" in text
    assert "a forecast would have been given for 9 of them 6 months before gateway" in text


def test_how_long_signing_took_is_read_from_the_version_that_was_put_first(
    house: Installation, visit: Visitor, cast: Cast, clock: Any, nine: str, prepared: None
) -> None:
    """Put again later, and not signed yet, it took what it took the first time."""
    priya = visit("priya")
    assert Window(priya, nine).saves("/holding", **MEETING).status_code == 200
    put = core.signed_record
    with house.database.writing() as session:
        session.execute(put.update().values(completed_at=house.now() + timedelta(days=4)))
    priya.post(f"{nine}/revision", {"reason": "A word was wrong."})
    clock.now += timedelta(days=6)
    assert Window(visit("priya"), nine).saves("/holding", **MEETING).status_code == 200
    with house.database.reading() as session:
        of = core.apprenticeship.c.id
        [one] = read_brief(session.scalar(select(brief_column(of)).where(of == cast.hers)))
    assert one.review.version == 2
    assert (one.put_on, one.first_put, one.first_completed) == (
        TODAY + timedelta(days=6),
        TODAY,
        TODAY + timedelta(days=4),
    )
    reviews = Check("reviews", "Reviews", CheckState.NOT_MET, "", "", figures={"due": 1, "waiting": 1})
    assert "1 of the 3 signed reviews" in reviews_forecast(reviews, [one], TODAY + timedelta(days=6)).why


def test_history_is_replayed_from_what_counted_by_the_day(
    house: Installation, cast: Cast, catalogue: Any, clock: Any
) -> None:
    """All 38 KSBs one every eight days, the last on the day learning ended: what was said three months before came."""
    every = codes(catalogue)
    came = TODAY
    pieces = [Piece({code: "accepted"}, sent_on=came - timedelta(days=8 * n)) for n, code in enumerate(every)]
    with house.database.writing() as session:
        keep_pieces(session, cast.hers, pieces, cast.priya.id)
    with house.acting(cast.adele) as acting:
        set_status(acting, cast.hers, ApprenticeshipStatus.COMPLETED, came + timedelta(days=1))
    clock.now += timedelta(days=2)
    with house.database.reading() as session:
        found = list(replayed_of_all(session, catalogue, house.today(), lived_here(session, catalogue)))
    assert [(one.months, one.came) for one in found] == [(3, came), (6, came)]
    # Her hours were never logged, so no day could have been given.
    assert all(one.forecast is None for one in found)


def test_a_steady_life_would_have_been_forecast_to_within_its_rhythm() -> None:
    came = date(2026, 11, 20)
    done = tuple(Done(came - timedelta(days=8 * n), 1) for n in range(38))
    period = PracticalPeriod(done[-1].on, date(2027, 3, 1), came)
    for months_before in (90, 180):
        found = forecast_then([Work(38, done)], period, None, came - timedelta(days=months_before))
        assert found is not None and abs((found.likely - came).days) <= 12
    assert forecast_then([Work(38, done)], period, None, period.start + timedelta(days=83)) is None


def signed(house: Installation, apprenticeship: Any, put: Any, took: int, *, answer: str = "signed") -> None:
    """A declaration that was put on a day and that the last of all three answered so many days later."""
    by = {"apprenticeship_id": apprenticeship, "kind": "declaration", "number": 1, "version": 1}
    done = put + timedelta(days=took)
    with house.database.writing() as session:
        who = session.scalar(select(core.person.c.id).limit(1))
        session.execute(
            core.signed_record.insert().values(
                **by, content="", sha256="0", asked="employer", put_by=who, put_at=put, completed_at=done
            )
        )
        for role in ("employer", "apprentice", "tutor"):
            said = answer if role == "employer" else "signed"
            session.execute(
                core.signature.insert().values(
                    **by,
                    role=role,
                    answer=said,
                    by=who,
                    name="",
                    at=done,
                    means="account",
                    sha256="0",
                    statement="",
                    reason="",
                    attempts="",
                )
            )


@pytest.mark.parametrize(("answer", "expected"), [("signed", True), ("unobtainable", False)])
def test_gateway_is_reached_once_all_have_signed_though_nobody_has_completed(
    house: Installation, cast: Cast, catalogue: Any, answer: str, expected: bool
) -> None:
    signed(house, cast.hers, house.now() - timedelta(days=40), 5, answer=answer)
    came = TODAY - timedelta(days=35)
    with house.database.reading() as session:
        found = list(replayed_of_all(session, catalogue, TODAY, lived_here(session, catalogue)))
    assert [(one.months, one.came) for one in found] == ([(3, came), (6, came)] if expected else [])
    with house.acting(cast.adele) as acting:
        set_status(acting, cast.hers, ApprenticeshipStatus.COMPLETED, TODAY)
    with house.database.reading() as session:
        [three, _] = replayed_of_all(session, catalogue, TODAY, lived_here(session, catalogue))
    assert three.came == (came if expected else TODAY - timedelta(days=1))


def test_a_replay_knows_of_the_declarations_that_were_signed_by_then() -> None:
    came = date(2026, 11, 20)
    done = tuple(Done(came - timedelta(days=8 * n), 1) for n in range(38))
    period = PracticalPeriod(done[-1].on, date(2027, 3, 1), came)
    day = came - timedelta(days=90)
    before = [
        StepTaken("declaration", day - timedelta(days=20), day - timedelta(days=6), UUID(int=n)) for n in range(10)
    ]
    since = [StepTaken("declaration", day, day + timedelta(days=14), UUID(int=n)) for n in range(10)]
    plain = forecast_then([Work(38, done)], period, None, day)
    assert forecast_then([Work(38, done)], period, None, day, KnownTimes(since).by(day)) == plain
    found = forecast_then([Work(38, done)], period, None, day, KnownTimes([*before, *since]).by(day))
    assert plain and found and (found.likely - plain.likely).days == 14


def test_steps_that_somebody_takes_have_days_from_how_long_they_took_here_and_the_levers_stay(
    house: Installation, visit: Visitor, cast: Cast, steady: str
) -> None:
    without = asked(visit, cast)
    lacking = {one["id"]: one["why"] for one in without["checks"] if one["range"] is None}
    assert "Nobody has measured here yet how long such steps take." in lacking["case-study"]
    assert "Nobody has measured here yet how long such steps take." in lacking["record-match"]
    with house.database.writing() as session:
        db.keep(session, (), house.now(), [StepTime("case-study", 14, people=4)])
    few = {one["id"]: one["why"] for one in asked(visit, cast)["checks"]}
    assert (
        "Too little history: it takes 10 apprentices who have done this here, and 4 have so far." in few["case-study"]
    )
    assert (
        "Too little history: it takes 10 apprentices who have done this here, and none has so far."
        in few["employer-declaration"]
    )
    steps = [StepTime("case-study", 30, 3, 9, 40, 12), StepTime("declaration", 12, 1, 6, 20, 10)]
    with house.database.writing() as session:
        db.keep(session, (), house.now(), steps)
    found = asked(visit, cast)
    checks = {one["id"]: one for one in found["checks"]}
    assert checks["case-study"]["range"] == {
        "earliest": (TODAY + timedelta(days=3)).isoformat(),
        "likely": (TODAY + timedelta(days=9)).isoformat(),
        "latest": (TODAY + timedelta(days=40)).isoformat(),
    }
    assert {"step": "Such steps on record here", "value": "30"} in checks["case-study"]["working"]
    before, after = (date.fromisoformat(one["whole"]["likely"]) for one in (without, found))
    assert (after - before).days == 6
    assert all(checks[f"{who}-declaration"]["range"] == found["whole"] for who in ("employer", "apprentice"))
    assert found["levers"] == without["levers"]
    assert "Case study" not in str(found["left_out"]) and len(found["left_out"]) == len(without["left_out"]) - 4
    text = visit("chloe").page(steady).text
    assert "From being written until employer and tutor had agreed" in text and "half took 9 days or less" in text


def test_measuring_reads_how_long_steps_took_on_every_record(house: Installation, cast: Cast) -> None:
    signed(house, cast.hers, house.now() - timedelta(days=40), 5)
    signed(house, cast.his, house.now() - timedelta(days=40), 9)
    with house.database.reading() as session:
        took = sorted((one.ended - one.began).days for one in steps_taken(session) if one.step == "declaration")
    assert took == [5, 9]
    measure_forecasts(house)
    with house.database.reading() as session:
        assert StepTime("declaration", 2, people=2) in db.work_done(session, cast.hers).steps


def test_a_record_that_somebody_would_not_sign_tells_nothing_of_how_long_signing_takes(
    house: Installation, cast: Cast
) -> None:
    signed(house, cast.hers, house.now() - timedelta(days=40), 5, answer="refused")
    with house.database.reading() as session:
        assert not [one for one in steps_taken(session) if one.step == "declaration"]


def check(id_: str, **figures: Any) -> Check:
    return Check(id=id_, title="", state=CheckState.PARTLY, reason="", source="", figures=figures)


def test_a_mock_that_is_planned_is_met_on_its_day_and_one_that_is_not_counts_from_today() -> None:
    times = [StepTime("mock-assessment", 20, 4, 10, 30, 12)]
    coming = TODAY + timedelta(days=3)
    planned = check("mock-assessment", methods=2, held=1, planned_from=TODAY.isoformat(), planned_to=coming.isoformat())
    assert mock_forecast(planned, times, TODAY).range == Range(coming, coming, coming)
    passed = (TODAY - timedelta(days=1)).isoformat()
    late = check("mock-assessment", methods=2, held=0, planned_from=passed, planned_to=coming.isoformat())
    assert "A planned day has passed" in mock_forecast(late, times, TODAY).why
    none = mock_forecast(check("mock-assessment", methods=2, held=1), times, TODAY)
    assert none.range and dict(none.working)["Counted from"] == "today, if it is planned today"
    assert mock_forecast(check("mock-assessment", methods=2, held=2), times, TODAY).range is None


@pytest.mark.parametrize(("closed", "found", "has_a_day"), [(0, 0, True), (1, 0, False), (0, 2, False)])
def test_clearing_has_a_day_only_where_nothing_but_the_tutors_reading_is_left(
    closed: int, found: int, has_a_day: bool
) -> None:
    left = check("confidentiality", not_cleared=3, closed=closed, places_found=found)
    said = clearing_forecast(left, [StepTime("confidentiality", 20, 1, 4, 9, 12)], TODAY)
    assert (said.range is not None) == has_a_day


def test_the_declaration_that_is_all_that_is_left_counts_from_today() -> None:
    times = [StepTime("declaration", 20, 1, 4, 9, 12)]
    last = check("provider-declaration")
    assert step_forecast(last, times, None, "", TODAY).range == Range(*(TODAY + timedelta(days=n) for n in (1, 4, 9)))
    assert "which have no day" in step_forecast(last, times, None, "No day can be given.", TODAY).why


def test_the_page_takes_few_statements_however_much_there_is(
    house: Installation, visit: Visitor, cast: Cast, steady: str, catalogue: Any, statements: Any
) -> None:
    def counted() -> int:
        priya = visit("priya")
        with statements() as ran:
            priya.client.get(steady)
        return len(ran)

    before = counted()
    with house.database.writing() as session:
        more = [Piece({code: "accepted"}, sent_on=TODAY) for code in codes(catalogue)[23:]]
        keep_pieces(session, cast.hers, more, cast.priya.id, first=40)
    assert counted() == before <= 8
