"""Milestone reviews' dates: the grid, the rule's deadline, what has passed, and the facts since the last."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from app.actions import off_the_job as time
from app.actions.acting import Installation
from app.db import apprenticeships
from app.domain.people import ApprenticeshipStatus
from tests.cast import TODAY, Cast
from tests.portfolios import Piece, keep_pieces
from tests.visits import Visit

Visiting = Callable[..., Visit]


@pytest.fixture
def worked(house: Installation, cast: Cast) -> None:
    """Since review 8 (28 September 2026): two pieces sent, three hours confirmed and one waiting."""
    with house.database.writing() as session:
        pieces = [
            Piece({"K1": "accepted"}, sent_on=date(2026, 9, 1)),
            Piece({"K2": "accepted", "S1": "awaiting"}, sent_on=date(2026, 10, 10)),
            Piece({"K3": "awaiting"}, sent_on=date(2026, 11, 1)),
        ]
        keep_pieces(session, cast.hers, pieces, cast.priya.id)
    for minutes, on in ((180, date(2026, 10, 1)), (60, date(2026, 11, 2)), (30, date(2026, 9, 28))):
        with house.acting(cast.chloe) as acting:
            number = time.log_time(acting, cast.hers, on=on, minutes=minutes, activity="workshop")
        if minutes != 60:
            with house.acting(cast.mark) as acting:
                time.confirm(acting, cast.hers, number)


def reviews(visit: Visiting, cast: Cast, name: str = "mark", rest: str = "") -> dict:
    """The answer of the call."""
    answer = visit(name).call("GET", f"apprenticeships/{cast.hers}/reviews{rest}")
    assert answer.status_code == 200
    return answer.json()


def test_the_grid_runs_from_the_start_every_eight_weeks_up_to_the_next(visit: Visiting, cast: Cast) -> None:
    said = reviews(visit, cast)
    due = [(one["number"], one["due_on"], one["rule_deadline"]) for one in said["items"]]
    assert due[0] == (1, "2025-09-01", "2025-09-29")
    assert due[-1] == (9, "2026-11-23", "2026-12-21")
    assert {one["state"] for one in said["items"]} == {"planned"}
    assert said["next"] is None


def test_the_rules_deadline_says_what_it_supposes(visit: Visiting, cast: Cast) -> None:
    reason = reviews(visit, cast, rest="/9")["rule_deadline_reason"]
    assert "Review 8 is not on record here, so this day holds if it was held on its date, 28 September 2026" in reason
    assert "counted from the start on 7 July 2025" in reviews(visit, cast, rest="/1")["rule_deadline_reason"]


def test_the_facts_since_the_last(visit: Visiting, cast: Cast, worked: None) -> None:
    facts = reviews(visit, cast, rest="/9")["facts"]
    assert (facts["since"], facts["until"]) == ("2026-09-28", "2026-11-20")
    assert facts["evidence_added"] == [2, 3]
    assert {"K2", "K3", "S1"} <= set(facts["ksbs_moved"])
    assert "K1" not in facts["ksbs_moved"]
    assert (facts["confirmed_minutes"], facts["waiting_minutes"]) == (180, 60)
    before = reviews(visit, cast, rest="/8")["facts"]
    assert (before["evidence_added"], before["confirmed_minutes"]) == ([1], 30)


def test_the_page_shows_the_next_with_both_dates_and_those_that_have_passed(
    visit: Visiting, cast: Cast, worked: None
) -> None:
    for name in ("chloe", "priya", "mark", "quentin", "adele"):
        page = visit(name).page(f"/a/{cast.hers}/reviews")
        assert "Review 9 is on 23 November 2026, in 3 days." in page.text
        assert "Monday 23 November 2026" in page.text and "21 December 2026" in page.text
        assert "Past reviews" in page.text and "No record of it." in page.text
    one = visit("mark").page(f"/a/{cast.hers}/reviews/9")
    assert any(link.endswith("/evidence/E2") for link in one.links())
    assert visit("mark").get(f"/a/{cast.hers}/reviews/10").status_code == 404
    assert visit("mark").call("GET", f"apprenticeships/{cast.hers}/reviews/10").status_code == 404


@pytest.mark.parametrize(("name", "status"), [("ben", 404), ("sadia", 404), ("helen", 404)])
def test_nobody_else_sees_them(visit: Visiting, cast: Cast, name: str, status: int) -> None:
    for rest in ("", "/9"):
        assert visit(name).get(f"/a/{cast.hers}/reviews{rest}").status_code == status
        assert visit(name).call("GET", f"apprenticeships/{cast.hers}/reviews{rest}").status_code == status


def test_tutor_and_employer_see_everybodys_next(visit: Visiting, cast: Cast) -> None:
    for name in ("priya", "mark"):
        page = visit(name).page("/reviews")
        assert "Chloe Marsden" in page.text
        assert "Review 9" in page.text
        assert "Ben Carter" not in page.text
    assert visit("chloe").get("/reviews").status_code == 403


def test_whoever_has_left_has_no_next_review(visit: Visiting, cast: Cast, house: Installation) -> None:
    with house.database.writing() as session:
        apprenticeships.set_status(
            session,
            cast.hers,
            ApprenticeshipStatus.WITHDRAWN,
            date(2026, 10, 1),
            by=cast.adele.id,
            at=datetime(2026, 10, 1, tzinfo=UTC),
        )
    assert reviews(visit, cast)["items"][-1]["number"] == 8
    assert "Learning has ended" in visit("mark").page(f"/a/{cast.hers}/reviews").text
    assert "Chloe" not in visit("mark").page("/reviews").text


def test_it_takes_few_statements_however_much_happened(
    visit: Visiting, cast: Cast, worked: None, house: Installation, statements: Callable[[], object]
) -> None:
    mark, counts = visit("mark"), []
    for round_ in range(2):
        with statements() as ran:
            mark.page(f"/a/{cast.hers}/reviews")
        counts.append(len(ran))
        with house.database.writing() as session:
            many = [Piece({"K5": "accepted", "S2": "returned"}, sent_on=TODAY) for _ in range(20)]
            keep_pieces(session, cast.hers, many, cast.priya.id, first=10 + 20 * round_)
    assert counts[0] == counts[1] <= 8
    with statements() as ran:
        mark.page("/reviews")
    assert len(ran) <= 4


# Held, written in and moved, as a program does it


def post(visit: Visiting, cast: Cast, name: str, rest: str, **body: object):
    """A call on review 9."""
    return visit(name).call("POST", f"apprenticeships/{cast.hers}/reviews/9/{rest}", json=body)


def test_a_program_keeps_what_is_said_of_the_meeting_before_it_is_held(visit: Visiting, cast: Cast) -> None:
    at = f"apprenticeships/{cast.hers}/reviews/9"
    first = visit("priya").call("PUT", f"{at}/meeting", json={"held_on": "2026-11-18", "present": ["tutor"]}).json()
    assert (first["held_on"], first["present"], first["rag"]) == ("2026-11-18", ["tutor"], "")
    visit("priya").call("PUT", f"{at}/meeting", json={"rag": "amber"})
    kept = visit("priya").call("GET", at).json()["meeting_typed"]
    assert (kept["held_on"], kept["present"], kept["rag"], kept["beside"]) == ("2026-11-18", ["tutor"], "amber", [])
    assert visit("mark").call("GET", at).json()["meeting_typed"] is None
    assert visit("mark").call("PUT", f"{at}/meeting", json={"rag": "red"}).status_code == 403


HOLDING = {"held_on": "2026-11-20", "present": ["apprentice", "tutor", "employer"], "rag": "red"}
SECRET = "Between the two of us: I am thinking of leaving."


@pytest.fixture
def prepared(visit: Visiting, cast: Cast) -> None:
    """Tutor and employer have written, and the apprentice something for her tutor alone."""
    for name, section, words in (
        ("priya", "progress", "E2 was accepted for K2 on 14 October."),
        ("mark", "employer_preparation", "She leads first visits now."),
        ("chloe", "apprentice_and_tutor", SECRET),
    ):
        assert post(visit, cast, name, f"sections/{section}", words=words, base_revision=0).status_code == 200


def test_a_review_is_prepared_held_and_put_before_three(visit: Visiting, cast: Cast, prepared: None) -> None:
    said = reviews(visit, cast, "mark", "/9")
    assert (said["state"], said["version"], said["facts_frozen"]) == ("draft", 1, False)
    held = post(visit, cast, "priya", "holding", **HOLDING)
    assert held.status_code == 200
    said = held.json()
    assert (said["state"], said["held_on"], said["facts_frozen"]) == ("awaiting_signatures", "2026-11-20", True)
    assert said["computed_rag"] == "red"
    assert len(said["sha256"]) == 64
    listed_ = reviews(visit, cast)["items"]
    assert [one["number"] for one in listed_ if one["held_on"]] == [9]
    assert listed_[-1]["number"] == 10
    assert listed_[-1]["rule_deadline_moved"] == (
        "Review 9 was held on 20 November 2026, so the rule’s deadline moved from 15 February 2027 to 12 February 2027."
    )
    assert "counted from the last review, held on 20 November 2026" in listed_[-1]["rule_deadline_reason"]
    gateway = visit("mark").call("GET", f"apprenticeships/{cast.hers}/gateway").json()
    [check] = [one for one in gateway["checks"] if one["id"] == "reviews"]
    assert (check["figures"]["due"], check["figures"]["complete"]) == (8, 0)


def test_both_texts_come_back_where_two_wrote_at_once(visit: Visiting, cast: Cast, prepared: None) -> None:
    post(visit, cast, "priya", "sections/progress", words="From one tab.", base_revision=1)
    met = post(visit, cast, "priya", "sections/progress", words="From the other.", base_revision=1)
    assert met.status_code == 409
    assert met.headers["content-type"] == "application/problem+json"
    said = met.json()
    assert (said["theirs"]["words"], said["theirs"]["revision"], said["yours"]) == (
        "From one tab.",
        2,
        "From the other.",
    )


def test_the_private_section_leaves_by_no_door(visit: Visiting, cast: Cast, prepared: None) -> None:
    post(visit, cast, "priya", "holding", **HOLDING)
    assert SECRET in visit("chloe").call("GET", f"apprenticeships/{cast.hers}/reviews/9").text
    assert SECRET in visit("priya").call("GET", f"apprenticeships/{cast.hers}/reviews/9").text
    doors = ("reviews", "reviews/9", "reviews/9?version=1", "history", "gateway", "")
    for name in ("mark", "quentin", "adele", "helen", "ben", "sadia"):
        for door in doors:
            assert SECRET not in visit(name).call("GET", f"apprenticeships/{cast.hers}/{door}").text
            assert SECRET not in visit(name).get(f"/a/{cast.hers}/{door}").text
        assert "apprentice_and_tutor" not in visit(name).call("GET", f"apprenticeships/{cast.hers}/reviews/9").text
    assert post(visit, cast, "mark", "sections/apprentice_and_tutor", words="?", base_revision=0).status_code == 404


@pytest.mark.parametrize(
    ("rest", "body", "path"),
    [
        ("holding", HOLDING | {"present": ["ghost"]}, "present.0"),
        ("holding", HOLDING | {"held_on": "soon"}, "held_on"),
        ("holding", HOLDING | {"rag": "blue"}, "rag"),
        ("holding", HOLDING | {"rag": "green"}, "rag_reason"),
        ("moving", {"on": "2026-11-30", "reason": ""}, "reason"),
        ("sections/progress", {"words": "x"}, "base_revision"),
        ("sections/progress", {"words": "x" * 5_001, "base_revision": 1}, "words"),
    ],
)
def test_what_is_wrong_is_named(visit: Visiting, cast: Cast, prepared: None, rest: str, body: dict, path: str) -> None:
    answer = post(visit, cast, "priya", rest, **body)
    assert answer.status_code == 422
    assert path in [one["path"] for one in answer.json()["errors"]]


def test_a_moved_review_is_on_its_new_day_everywhere(visit: Visiting, cast: Cast) -> None:
    moved = post(visit, cast, "priya", "moving", on="2026-11-30", reason="Mark is on leave.")
    assert (moved.status_code, moved.json()["due_on"], moved.json()["on"]) == (200, "2026-11-23", "2026-11-30")
    assert "30 November 2026" in visit("chloe").page(f"/a/{cast.hers}/reviews").text
    assert post(visit, cast, "priya", "missing", reason="x").status_code == 409
    assert visit("priya").call("POST", f"apprenticeships/{cast.hers}/reviews/99/missing", json={}).status_code == 404


def test_a_review_past_the_rules_deadline_makes_red_once_reviews_are_kept_here(visit: Visiting, cast: Cast) -> None:
    assert "funding rule’s deadline" not in rag_reasons(visit, cast)
    at = f"apprenticeships/{cast.hers}/reviews/7"
    visit("priya").call("POST", f"{at}/sections/progress", json={"words": "Held, late.", "base_revision": 0})
    held = visit("priya").call("POST", f"{at}/holding", json=HOLDING | {"held_on": "2026-08-10"})
    assert held.status_code == 200
    assert "Review 18 days past the funding rule’s deadline" in rag_reasons(visit, cast)
    missed = visit("priya").call(
        "POST", f"apprenticeships/{cast.hers}/reviews/8/missing", json={"reason": "Chloe was ill."}
    )
    assert missed.json()["missed_reason"] == "Chloe was ill."


def rag_reasons(visit: Visiting, cast: Cast) -> str:
    """What the caseload gives as the reasons of Chloe’s colour."""
    [row] = [line for line in visit("priya").get("/caseload.csv").text.splitlines() if "Chloe Marsden" in line]
    return row
