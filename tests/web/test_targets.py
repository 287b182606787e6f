"""Targets on their pages: set, proposed, said to be done, met, dropped, with and without what the gaps suggest."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from app.actions.acting import Installation
from app.actions.targets import propose_target, set_target
from app.db import targets as db
from app.domain.people import Role
from app.domain.targets import Aim, TargetState
from tests.cast import TODAY, Cast
from tests.portfolios import Piece, keep_pieces
from tests.visits import Page, Visit

Visitor = Callable[..., Visit]
SOON = TODAY + timedelta(days=28)
AIM = Aim("Write up the first joint visit.", Role.APPRENTICE, SOON, ("K11",), "D8")
FOR_MARK = Aim("Give Chloe a strategy discussion to sit in on.", Role.EMPLOYER, SOON, ("K2",))
TYPED = {"what": AIM.what, "who": "apprentice", "due_on": SOON.isoformat(), "ksb": ["S4", "K11"], "duty": "D8"}


@pytest.fixture
def here(cast: Cast) -> str:
    return f"/a/{cast.hers}/targets"


@pytest.fixture
def two(house: Installation, cast: Cast) -> None:
    """Target 1 is Chloe's, target 2 Mark's."""
    with house.acting(cast.priya) as acting:
        set_target(acting, cast.hers, AIM, review=8)
        set_target(acting, cast.hers, FOR_MARK)


def kept(house: Installation, cast: Cast) -> Any:
    with house.database.reading() as session:
        return db.targets_of(session, cast.hers)


def test_the_tutor_sets_a_target_and_everybody_reads_it(
    house: Installation, cast: Cast, visit: Visitor, here: str
) -> None:
    priya = visit("priya")
    form = priya.page(f"{here}/new")
    assert form.field("due_on")["value"] > (TODAY + timedelta(days=13)).isoformat()
    page = Page(priya.post(here, TYPED).text)
    assert "The target is set" in page.text
    (target,) = kept(house, cast)
    assert (target.aim.ksbs, target.aim.duty, target.first.review) == (("K11", "S4"), "D8", None)
    for name in ("chloe", "mark", "quentin", "adele"):
        text = visit(name).page(here).text
        assert "Write up the first joint visit." in text
        assert "Nothing on record since it was set." in text


def test_what_is_set_at_a_review_is_kept_with_it_and_leads_back(
    house: Installation, cast: Cast, visit: Visitor, here: str
) -> None:
    form = visit("priya").page(f"{here}/new?review=8")
    assert form.field("review")["value"] == "8"
    answer = visit("priya").client.post(here, data=TYPED | {"review": "8"}, follow_redirects=False)
    assert answer.headers["location"].endswith("/reviews/8")
    assert kept(house, cast)[0].first.review == 8


def test_bad_input_gets_a_sentence_each_and_keeps_what_was_typed(
    house: Installation, cast: Cast, visit: Visitor, here: str
) -> None:
    typed = {"what": " ", "who": "", "due_on": "2026-11-01", "ksb": ["K99"], "hours": "12", "minutes": ""}
    answer = visit("priya").post(here, typed)
    assert answer.status_code == 422
    page = Page(answer.text)
    for sentence in (
        "Say what is to be done.",
        "Choose the apprentice, the tutor or the employer.",
        "That day has gone by. Choose today or a later day.",
        "The standard has no K99.",
    ):
        assert page.text.count(sentence) == 2
    assert (page.field("hours")["value"], page.field("due_on")["value"]) == ("12", "2026-11-01")
    assert visit("priya").post(here, TYPED | {"due_on": "soon"}).status_code == 422
    assert kept(house, cast) == ()


def test_words_that_seem_to_name_somebody_are_asked_about_once_and_never_stop_anybody(
    house: Installation, cast: Cast, visit: Visitor, here: str
) -> None:
    priya = visit("priya")
    answer = priya.post(here, TYPED | {"what": "Visit Mrs Oakley again and write it up."})
    assert answer.status_code == 200
    assert "This seems to name somebody" in answer.text
    assert "Oakley" in answer.text
    assert kept(house, cast) == ()
    sent = {"named": Page(answer.text).field("named")["value"]}
    assert "The target is set" in priya.post(here, TYPED | sent | {"what": "Visit Mrs Oakley again."}).text
    assert [target.aim.what for target in kept(house, cast)] == ["Visit Mrs Oakley again."]


def test_sent_twice_it_is_set_once(house: Installation, cast: Cast, visit: Visitor, here: str) -> None:
    for _ in range(2):
        assert "It is target 1." in visit("priya").post(here, TYPED | {"once": "the same"}).text
    assert len(kept(house, cast)) == 1


def test_what_the_gaps_suggest_goes_into_the_form_in_one_tap(
    house: Installation, cast: Cast, visit: Visitor, here: str
) -> None:
    with house.database.writing() as session:
        codes = [ksb.code for ksb in house.catalogue.standard("ST0868", "1.0").ksbs if ksb.code != "K11"]
        keep_pieces(session, cast.hers, [Piece(dict.fromkeys(codes, "accepted"))], cast.priya.id)
    priya = visit("priya")
    page = priya.page(here)
    assert "What the record suggests" in page.text
    assert "K11 has no piece yet, and 6 weeks are left to the planned end" in page.text
    (take,) = [link for link in page.links() if link.endswith("from=gap-K11")]
    form = priya.page(take)
    assert "Send a piece of evidence from duty 8, own development, that shows K11." in form.html
    assert kept(house, cast) == ()
    assert "What the record suggests" not in visit("quentin").page(here).text
    assert "from=gap-K11" in " ".join(visit("chloe").page(here).links())
    assert "Set a target" in priya.page(f"{here}/new?from=nothing-of-the-sort").text


def test_apprentice_and_employer_propose_and_the_tutor_agrees(
    house: Installation, cast: Cast, visit: Visitor, here: str
) -> None:
    assert "It becomes a target once Priya agrees." in visit("mark").page(f"{here}/propose").text
    assert "The target is proposed" in visit("mark").post(f"{here}/proposals", TYPED | {"who": "employer"}).text
    assert kept(house, cast)[0].state is TargetState.PROPOSED
    assert "Agree to target 1" in visit("priya").page(here).text
    assert "Target 1 is open" in visit("priya").post(f"{here}/1/agreement", {}).text
    assert kept(house, cast)[0].state is TargetState.OPEN


def test_whoever_it_is_for_says_done_and_the_tutor_says_met_or_not_yet(
    house: Installation, cast: Cast, visit: Visitor, here: str, two: None
) -> None:
    chloe, priya = visit("chloe"), visit("priya")
    assert "I have done target 1" in chloe.page(here).text
    assert "I have done target 2" not in chloe.page(here).text
    assert "You said that target 1 is done" in chloe.post(f"{here}/1/done", {"reason": "It is in E14."}).text
    assert "It is in E14." in priya.page(here).text
    refused = priya.post(f"{here}/1/not-done", {"reason": ""})
    assert refused.status_code == 422
    assert refused.text.count("Say what is still missing.") == 2
    priya.post(f"{here}/1/not-done", {"reason": "The plan is not in it yet."})
    assert kept(house, cast)[0].said_done is None
    assert "Target 1 is met" in priya.post(f"{here}/1/met", {}).text
    assert visit("mark").post(f"{here}/1/done", {}).status_code == 409
    page = chloe.page(f"{here}/1")
    for words in ("Met by Priya Nair", "Not done yet by Priya Nair", "Said to be done by Chloe Marsden", "at review 8"):
        assert words in page.text


def test_a_target_is_dropped_and_opened_again_with_reasons(
    house: Installation, cast: Cast, visit: Visitor, here: str, two: None
) -> None:
    priya = visit("priya")
    assert priya.post(f"{here}/2/drop", {"reason": " "}).status_code == 422
    assert "Target 2 is dropped" in priya.post(f"{here}/2/drop", {"reason": "The team has no such case now."}).text
    assert "Met and dropped (1)" in priya.page(here).text
    assert "Target 2 is open again" in priya.post(f"{here}/2/open", {"reason": "There is one after all."}).text
    assert kept(house, cast)[1].state is TargetState.OPEN


def test_a_change_keeps_what_was_asked_before_and_tells_who_was_late(
    house: Installation, cast: Cast, visit: Visitor, here: str, two: None
) -> None:
    priya = visit("priya")
    form = priya.page(f"{here}/1/change")
    assert (form.field("seen")["value"], form.field("due_on")["value"]) == ("1", SOON.isoformat())
    later = (SOON + timedelta(days=56)).isoformat()
    change = TYPED | {"due_on": later, "reason": "The visit was moved.", "seen": "1"}
    assert "The target is changed" in priya.post(f"{here}/1/change", change).text
    late = priya.post(f"{here}/1/change", change | {"what": "Another thing."})
    assert late.status_code == 409
    text = priya.page(f"{here}/1").text
    assert "The visit was moved." in text
    assert [one.aim.due_on.isoformat() for one in kept(house, cast)[0].changes] == [SOON.isoformat(), later]


def test_overdue_targets_come_first_and_say_how_late(
    house: Installation, cast: Cast, visit: Visitor, here: str, two: None, clock: Any
) -> None:
    clock.now += timedelta(days=30)
    page = visit("priya").page(here)
    assert "2 targets are open or proposed, 2 of them overdue." in page.text
    assert re.search(r"1\. Write up the first joint visit\..*2 days late.*2\. Give Chloe", page.text, re.DOTALL)


def test_who_looks_on_may_do_nothing(cast: Cast, visit: Visitor, here: str, two: None) -> None:
    page = visit("quentin").page(here)
    assert "<form" not in page.html.split("<main", 1)[1]
    assert not [link for link in page.links() if link.endswith("/new")]
    assert visit("ben").client.get(here).status_code == 404
    assert visit("priya").client.get(f"{here}/99").status_code == 404


def test_the_pages_take_at_most_eight_statements_however_many_targets_there_are(
    house: Installation, cast: Cast, visit: Visitor, here: str, statements: Callable[[], Any]
) -> None:
    ran = {}
    for many in (1, 12):
        with house.acting(cast.chloe) as acting:
            for _ in range(many):
                propose_target(acting, cast.hers, AIM)
        for name in ("chloe", "priya", "mark"):
            visiting = visit(name)
            for address in (here, f"{here}/1"):
                with statements() as run:
                    visiting.page(address)
                ran.setdefault((name, address), []).append(len(run))
    assert all(once == again <= 8 for once, again in ran.values()), ran


def test_a_program_sets_follows_and_settles_a_target(cast: Cast, visit: Visitor) -> None:
    address = f"apprenticeships/{cast.hers}/targets"
    body = {"what": "Show K11.", "who": "apprentice", "due_on": SOON.isoformat(), "ksbs": ["K11"], "review": 9}
    for _ in range(2):
        made = visit("priya").call("POST", address, json=body, headers={"Idempotency-Key": "once"})
        assert (made.status_code, made.json()["number"]) == (201, 1)
    assert visit("chloe").call("POST", address, json=body).status_code == 403
    said = visit("chloe").call("POST", f"{address}/1/done", json={"reason": "It is in E1."}).json()
    assert (said["said_done"], said["version"], said["state"]) == (True, 2, "open")
    changed = body | {"what": "Show K11 and B5.", "reason": "Both belong together.", "version": 1}
    assert visit("priya").call("POST", f"{address}/1/change", json=changed).status_code == 409
    assert visit("priya").call("POST", f"{address}/1/change", json=changed | {"version": 2}).status_code == 200
    assert visit("priya").call("POST", f"{address}/1/met", json={"review": 9}).json()["state"] == "met"
    found = visit("quentin").call("GET", address).json()
    assert [one["change"] for one in found["items"][0]["changes"]] == ["set", "said_done", "changed", "met"]
    assert len(found["suggested"]) <= 5
    assert all(one["reason"] and one["figures"] for one in found["suggested"])
    wrong = visit("priya").call("POST", address, json=body | {"ksbs": ["K99"], "minutes": 0})
    assert {fault["path"] for fault in wrong.json()["errors"]} == {"ksbs", "minutes"}


def test_the_apprentice_sees_her_own_targets_at_home_overdue_ones_first(
    house: Installation, cast: Cast, visit: Visitor, two: None, clock: Any
) -> None:
    with house.acting(cast.priya) as acting:
        set_target(acting, cast.hers, Aim("Ask for a second case.", Role.APPRENTICE, TODAY + timedelta(days=7)))
    clock.now += timedelta(days=8)
    text = visit("chloe").page("/home").text
    assert re.search(r"Your targets Ask for a second case\. ?Overdue 1 day late Write up the first joint visit\.", text)
    assert "Give Chloe a strategy discussion" not in text


def test_the_employer_reads_what_is_needed_and_why_in_few_statements(
    cast: Cast, visit: Visitor, two: None, statements: Callable[[], Any]
) -> None:
    mark = visit("mark")
    home = mark.page("/apprentices")
    assert "What they need from you in the next 8 weeks" in home.text
    assert "/due/needs" in home.links()
    with statements() as ran:
        page = mark.page("/due/needs")
    assert 0 < len(ran) <= 8
    for words in (
        "Give Chloe a strategy discussion to sit in on.",
        "The training plan expects",
        "Work that would show what is missing",
        "have no evidence yet.",
    ):
        assert words in page.text
    assert "Ben Carter" not in page.text
