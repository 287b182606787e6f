"""The landing of an apprentice, and the front page that sends everybody to theirs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.actions.acting import Installation
from app.actions.adjustments import answer_adjustment, propose_adjustment
from app.actions.apprenticeships import add_apprenticeship, set_status
from app.actions.skills_scan import begin_scan, give_ratings
from app.actions.training_plan import put_plan_to_sign
from app.domain.assessment import Adjusting, AdjustmentKind
from app.domain.people import ApprenticeshipStatus
from app.domain.skills_scan import ScanPurpose
from tests.cast import START, TODAY, Cast, hers_as_entered
from tests.portfolios import Piece, keep_pieces, keep_time
from tests.visits import Visit
from tests.web.test_signing import sign

Visitor = Callable[..., Visit]


def keep(house: Installation, cast: Cast, *pieces: Piece) -> None:
    with house.database.writing() as session:
        keep_pieces(session, cast.hers, pieces, cast.priya.id)


@pytest.mark.parametrize(
    ("name", "landing"),
    [("chloe", "/home"), ("priya", "/caseload"), ("mark", "/apprentices"), ("adele", "/apprenticeships")],
)
def test_the_front_page_sends_each_role_to_its_own(visit: Visitor, name: str, landing: str) -> None:
    answer = visit(name).client.get("/", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, landing)


def test_the_front_page_sends_a_stranger_to_sign_in(visit: Visitor) -> None:
    answer = visit().client.get("/", follow_redirects=False)
    assert answer.headers["location"] == "/sign-in"


def test_somebody_who_is_no_apprentice_goes_to_their_own_landing(visit: Visitor) -> None:
    answer = visit("priya").client.get("/home", follow_redirects=False)
    assert answer.headers["location"] == "/caseload"


def test_an_empty_record_welcomes_and_says_what_to_do_first(cast: Cast, visit: Visitor) -> None:
    page = visit("chloe").page("/home")
    assert page.headings["h1"] == ["Welcome, Chloe"]
    assert "You started on 7 July 2025." in page.text
    assert f"/a/{cast.hers}/evidence/new" in page.links()
    assert "Gateway readiness" not in page.text


def test_what_to_do_next_stands_before_any_figure(house: Installation, cast: Cast, visit: Visitor) -> None:
    keep(house, cast, Piece({"K8": "returned"}, feedback="Say why you chose this theory."))
    page = visit("chloe").page("/home")
    assert page.headings["h1"] == ["Hello, Chloe"]
    assert page.headings["h2"][0] == "What to do next"
    assert "Priya asked for more: “Say why you chose this theory.” It is for K8." in page.text
    assert f"/a/{cast.hers}/evidence/E1" in page.links()
    assert "48 days to the planned gateway, 7 January 2027." in page.text


def test_more_steps_than_can_be_read_at_once_unfold(house: Installation, cast: Cast, visit: Visitor) -> None:
    keep(house, cast, *[Piece({"K8": "returned"}, feedback="Say why.") for _ in range(9)])
    page = visit("chloe").page("/home")
    assert "And 5 more things after these" in page.text
    folded = page.html.partition("And 5 more things after these")[2].partition("</details>")[0]
    for number in (7, 8, 9):
        assert f"/a/{cast.hers}/evidence/E{number}" in folded
    assert f"/a/{cast.hers}/evidence/E6" not in folded


def test_hours_are_a_sentence_with_who_they_wait_for(house: Installation, cast: Cast, visit: Visitor) -> None:
    with house.database.writing() as session:
        first = START + timedelta(days=3)
        days = [(first + timedelta(days=7 * n), 360, "confirmed", None) for n in range(60)]
        keep_time(session, cast.hers, [*days, (first, 540, "waiting", None)], cast.chloe.id)
    page = visit("chloe").page("/home")
    said = "You have 360 hours confirmed. By today the plan expects about 428 hours, so you are 68 hours behind."
    assert said in page.text
    assert "9 hours wait for Mark or Priya to confirm." in page.text
    assert "Once all of it is confirmed, you will be 59 hours behind." in page.text
    assert any("Line chart." in a.get("aria-label", "") for a in page.all("svg"))


def test_of_several_apprenticeships_the_newest_active_one_is_shown_with_links_to_the_others(
    house: Installation, cast: Cast, visit: Visitor, statements: Callable
) -> None:
    with house.acting(cast.adele) as acting:
        set_status(acting, cast.hers, ApprenticeshipStatus.COMPLETED, date(2026, 9, 1))
        newer = add_apprenticeship(
            acting, replace(hers_as_entered(), start=date(2026, 10, 5), planned_end=date(2028, 4, 5))
        )
    visitor = visit("chloe")
    with statements() as ran:
        page = visitor.page("/home")
    assert len(ran) <= 8, "as many as of one"
    assert "You started on 5 October 2026." in page.text
    assert f"/a/{newer}/coverage" in page.links()
    assert "ST0868 version 1.0, Calder Vale Council, completed" in page.text
    assert f"/a/{cast.hers}/" in page.links()


@pytest.mark.parametrize("times", [1, 10])
def test_it_asks_the_database_at_most_8_times_however_much_there_is(
    house: Installation, cast: Cast, visit: Visitor, statements: Callable, times: int
) -> None:
    every = [ksb.code for ksb in house.catalogue.standard("ST0868", "1.0").ksbs]
    states = ("accepted", "awaiting", "returned")
    keep(
        house,
        cast,
        *[Piece({every[n % 38]: states[n % 3], every[(n + 5) % 38]: "accepted"}) for n in range(40 * times)],
    )
    with house.database.writing() as session:
        entries = [
            (START + timedelta(days=n % 400), 60, ("confirmed", "waiting", "queried")[n % 3], "D1")
            for n in range(60 * times)
        ]
        keep_time(session, cast.hers, entries, cast.chloe.id)
    visitor = visit("chloe")
    with statements() as ran:
        assert visitor.get("/home").status_code == 200
    assert 0 < len(ran) <= 8


def test_a_skills_scan_that_waits_for_her_is_a_step(house: Installation, cast: Cast, visit: Visitor) -> None:
    first = f"/a/{cast.hers}/skills-scan"
    assert first in visit("chloe").page("/home").links()
    keep(house, cast, Piece({"K1": "accepted"}))
    with house.acting(cast.priya) as acting:
        number = begin_scan(acting, cast.hers, ScanPurpose.START, TODAY)
    assert f"{first}/{number}/ratings" in visit("chloe").page("/home").links()
    with house.acting(cast.chloe) as acting:
        codes = [ksb.code for ksb in house.catalogue.standard("ST0868", "1.0").ksbs]
        give_ratings(acting, cast.hers, number, {f"rating.{code}": "1" for code in codes})
    assert "Rate yourself" not in visit("chloe").page("/home").text


def test_a_plan_that_waits_for_her_signature_is_a_step_and_her_plan_asks_her_to_sign(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    with house.acting(cast.priya) as acting:
        put_plan_to_sign(acting, cast.hers, 1)
    chloe, where = visit("chloe"), f"/a/{cast.hers}/signing/training_plan/1/1"
    assert where in chloe.page("/home").links(), "on an empty record too"
    keep(house, cast, Piece({"K1": "accepted"}))
    home, plan = chloe.page("/home"), chloe.page(f"/a/{cast.hers}/plan")
    assert "Sign the training plan, or say why not" in home.text
    assert (
        "Others wait for 2 things from you, the longest for 11 days. Training plan to sign; Your part of" in home.text
    )
    assert home.links().count(where) == 2
    assert "Read and sign version 1" in plan.text
    assert where in plan.links()
    sign(chloe, where, cast.chloe.name)
    assert "Sign the training plan" not in chloe.page("/home").text
    assert "Read and sign version 1" not in chloe.page(f"/a/{cast.hers}/plan").text
    assert "Read and sign version 1" in visit("mark").page(f"/a/{cast.hers}/plan").text


def test_an_adjustment_that_waits_for_her_consent_is_a_step_and_her_portfolio_says_so(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    keep(house, cast, Piece({"K1": "accepted"}))
    chloe, portfolio = visit("chloe"), f"/a/{cast.hers}/portfolio"
    assert "No adjustments are agreed" in chloe.page(portfolio).text
    more_time = Adjusting(AdjustmentKind.TIME, "Fifteen minutes more.", "professional_discussion", 15)
    with house.acting(cast.priya) as acting:
        number = propose_adjustment(acting, cast.hers, more_time)
    home = chloe.page("/home")
    assert "Say whether you consent to adjustment 1" in home.text
    assert "Nothing goes by it until you consent." in home.text
    assert f"{portfolio}/adjustments#adjustment-1" in home.links()
    assert "You are asked to consent to an adjustment" in chloe.page(portfolio).text
    assert "The apprentice is asked to consent to an adjustment" in visit("priya").page(portfolio).text
    with house.acting(cast.chloe) as acting:
        answer_adjustment(acting, cast.hers, number, agreed=True)
    assert "Say whether you consent" not in chloe.page("/home").text
    assert "Adjustments agreed for this apprentice" in chloe.page(portfolio).text
