"""What to do next, and why: what comes first, what is left out, and what each step says."""

from datetime import timedelta

from app.actions.acting import Installation
from app.answers.asked_of import gist
from app.answers.coverage import coverage_of
from app.answers.home import Home, home_of
from app.db import apprenticeships
from tests.cast import START, TODAY, Cast
from tests.portfolios import Piece, keep_pieces, keep_time

WHY = "Say why you chose this theory over another. And mention the family’s own words."


def hers(house: Installation, cast: Cast) -> Home:
    with house.database.reading() as session:
        one = apprenticeships.load(session, cast.hers, TODAY)
        return home_of(session, house.catalogue, one, TODAY)


def keep(house: Installation, cast: Cast, *pieces: Piece) -> None:
    with house.database.writing() as session:
        keep_pieces(session, cast.hers, pieces, cast.priya.id)


def test_an_empty_record_is_known_as_one(house: Installation, cast: Cast) -> None:
    assert hers(house, cast).nothing_yet
    keep(house, cast, Piece({}, sent_on=None))
    assert not hers(house, cast).nothing_yet


def test_evidence_that_needs_more_comes_first_with_the_gist_of_the_feedback(house: Installation, cast: Cast) -> None:
    draft = Piece({"K2": "proposed"}, title="Lone-working plan", sent_on=None)
    keep(house, cast, draft, Piece({"K8": "returned", "S7": "returned", "K1": "accepted"}, feedback=WHY))
    first, second, *_ = hers(house, cast).steps
    assert first.heading == "Add to E2, “A home visit with a family”"
    assert first.why == "Priya asked for more: “Say why you chose this theory over another.” It is for K8 and S7."
    assert (first.button, first.page) == ("Open E2", "evidence/E2")
    assert second.heading == "Finish and send E1, “Lone-working plan”"


def test_a_suggested_ksb_asks_for_an_answer(house: Installation, cast: Cast) -> None:
    keep(house, cast, Piece({"K1": "accepted"}, suggested=["B6"]))
    step = hers(house, cast).steps[0]
    assert step.heading == "Say whether E1 also shows B6"
    assert step.why.startswith("Priya suggests B6 for “A home visit with a family”.")


def test_withdrawn_evidence_asks_for_nothing(house: Installation, cast: Cast) -> None:
    keep(house, cast, Piece({"K8": "returned"}, feedback=WHY, withdrawn=True))
    assert not [step for step in hers(house, cast).steps if step.page.startswith("evidence")]


def test_queried_hours_say_how_many(house: Installation, cast: Cast) -> None:
    with house.database.writing() as session:
        keep_time(session, cast.hers, [(START + timedelta(days=3), 120, "queried", None)], cast.chloe.id)
    step = next(step for step in hers(house, cast).steps if "query" in step.heading)
    assert step.heading == "Answer the query on 2 hours"
    assert step.page == "off-the-job?state=queried"


def test_the_review_on_monday_is_a_step_and_a_far_one_is_not(house: Installation, cast: Cast) -> None:
    assert [s.why for s in hers(house, cast).steps if s.page == "reviews/9"] == [
        "It is due on Monday 23 November 2026, in 3 days. See what has changed since the one before."
    ]
    with house.database.reading() as session:
        one = apprenticeships.load(session, cast.hers, TODAY)
        later = home_of(session, house.catalogue, one, TODAY + timedelta(days=4))
    assert not [step for step in later.steps if step.page.startswith("reviews")]


def test_ksbs_with_nothing_yet_come_last_with_where_they_usually_show(house: Installation, cast: Cast) -> None:
    every = {ksb.code: "accepted" for ksb in house.catalogue.standard("ST0868", "1.0").ksbs}
    keep(house, cast, Piece({code: state for code, state in every.items() if code not in ("K11", "B6")}))
    step = hers(house, cast).steps[-1]
    assert step.heading == "Start K11 (Theory of Change) and B6 (Equity)"
    assert step.why.startswith("The only two KSBs with nothing yet. K11 usually shows in duties D6, D7")


def test_nothing_is_left_to_start_once_every_ksb_has_evidence(house: Installation, cast: Cast) -> None:
    keep(house, cast, Piece({ksb.code: "awaiting" for ksb in house.catalogue.standard("ST0868", "1.0").ksbs}))
    assert not [step for step in hers(house, cast).steps if step.page.startswith("coverage")]


def test_the_landing_and_the_coverage_page_agree(house: Installation, cast: Cast) -> None:
    keep(
        house,
        cast,
        Piece({"K1": "accepted", "K2": "declined", "K3": "awaiting"}, superseded_tags={"K9": "accepted"}),
        Piece({"K1": "awaiting", "S2": "returned"}),
        Piece({"B1": "accepted"}, withdrawn=True),
        Piece({"B2": "proposed"}, sent_on=None),
        Piece({"B3": "accepted"}, suggested=["B4"]),
    )
    with house.database.writing() as session:
        keep_time(session, cast.hers, [(START + timedelta(days=3), 120, "confirmed", "D2")], cast.chloe.id)
    with house.database.reading() as session:
        one = apprenticeships.load(session, cast.hers, TODAY)
        assert home_of(session, house.catalogue, one, TODAY).coverage == coverage_of(session, house.catalogue, one)


def test_a_gist_is_a_sentence_and_never_half_a_word() -> None:
    assert gist("Say why.\nThen say how.") == "Say why."
    long = gist("a reason that goes on " * 20)
    assert len(long) <= 141
    assert long.removesuffix("…").split()[-1] in ("a", "reason", "that", "goes", "on")
