"""Practice on screen: off until chosen, seen by apprentice and tutor, for everybody else at most a number."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import select

from app.actions import evidence as evidence_actions
from app.actions import practice as actions
from app.actions.acting import Installation
from app.db import history
from app.db import practice as db
from app.db.tables import core
from app.domain.practice import Mark
from app.domain.refusals import BadInput, NotPermitted
from tests.actions.test_evidence import act, words
from tests.cast import Cast
from tests.visits import Page, Visit
from tests.web.test_evidence_pages import new_form, send, ticked

Visitor = Callable[..., Visit]
STRATEGY = "early-intervention-and-prevention"
LONE, SAFE = Mark(STRATEGY, "lone_parents"), Mark(STRATEGY, "safe_families")
WORDS = ("Lone parents", "Safe Families", "lone_parents", "safe_families")
"""What nobody but apprentice and tutor may find anywhere."""


@pytest.fixture
def council(house: Installation, cast: Cast) -> Any:
    """The id of Calder Vale Council, Chloe's employer."""
    with house.database.reading() as session:
        return session.scalars(
            select(core.organisation.c.id).where(core.organisation.c.name == "Calder Vale Council")
        ).one()


@pytest.fixture
def chosen(house: Installation, cast: Cast, council: Any) -> None:
    """The administrator has chosen the strategy for Calder Vale Council."""
    act(house, cast.adele, lambda a: actions.choose_vocabulary(a, council, STRATEGY))


@pytest.fixture
def marked(house: Installation, cast: Cast, chosen: None) -> int:
    """Chloe has sent E1, marked with two terms, and Priya has cleared it for everybody who may read it."""
    written = words("K8", practice=(LONE, SAFE))
    number: int = act(house, cast.chloe, lambda a: evidence_actions.add_evidence(a, cast.hers, written, send=True))
    act(house, cast.priya, lambda a: evidence_actions.clear_evidence(a, cast.hers, 1, version=1, cleared=True))
    return number


# Choosing


def test_a_vocabulary_is_off_until_an_administrator_chooses_it(
    house: Installation, cast: Cast, visit: Visitor, council: Any
) -> None:
    chloe, adele = visit("chloe"), visit("adele")
    assert not [a for a in new_form(chloe, cast).all("input") if a.get("name") == "practice"]
    answer = adele.post(f"/practice/{STRATEGY}/choices", data={"organisation": str(council)})
    assert "Calder Vale Council uses “Early Intervention and Prevention Services" in Page(answer.text).text
    assert len([a for a in new_form(chloe, cast).all("input") if a.get("name") == "practice"]) == 84
    assert "Vulnerability (31)" in new_form(chloe, cast).text
    adele.post(f"/practice/{STRATEGY}/choices/end", data={"organisation": str(council)})
    assert not [a for a in new_form(chloe, cast).all("input") if a.get("name") == "practice"]
    with house.database.reading() as session:
        done = [(one.action, one.subject) for one in history.happenings(session, history.PROVIDER)]
    assert done[:2] == [("vocabulary_ended", str(council)), ("vocabulary_chosen", str(council))]


def test_choosing_it_twice_or_again_on_the_same_day_keeps_one_choice(
    house: Installation, cast: Cast, council: Any
) -> None:
    for do in (actions.choose_vocabulary, actions.choose_vocabulary, actions.end_vocabulary, actions.choose_vocabulary):
        act(house, cast.adele, lambda a, do=do: do(a, council, STRATEGY))
    with house.database.reading() as session:
        assert [one.choice.ended_on for one in db.choices(session)] == [None]


def test_the_organisation_has_to_be_named(cast: Cast, visit: Visitor) -> None:
    answer = visit("adele").post(f"/practice/{STRATEGY}/choices", data={"organisation": ""})
    assert answer.status_code == 422
    assert "Choose the organisation that this vocabulary is for." in Page(answer.text).text


def test_nobody_else_chooses_one(house: Installation, cast: Cast, council: Any) -> None:
    for name in ("chloe", "priya", "mark", "quentin", "sadia"):
        with pytest.raises(NotPermitted), house.acting(cast.everybody[name]) as acting:
            actions.choose_vocabulary(acting, council, STRATEGY)


def test_the_example_can_be_read_whole_with_its_borough_dates_and_source(visit: Visitor) -> None:
    page = visit("ben").page(f"/practice/{STRATEGY}")
    assert "Hillingdon" in page.text and "2015 - 2016" in page.text
    for said in ("A 'no wrong door' approach", "Key-working Services", "Secondary priorities", "Being a young carer"):
        assert said in page.text
    assert "Not said in the copy read" in visit("ben").page("/practice/joint-working-with-social-care").text


# Marking


def test_what_is_ticked_is_kept_through_drafts_and_versions(
    house: Installation, cast: Cast, visit: Visitor, chosen: None
) -> None:
    chloe, here = visit("chloe"), f"/a/{cast.hers}/evidence"
    send(chloe, f"{here}/new", new_form(chloe, cast), practice=[LONE.key, SAFE.key], submit="false")
    draft = chloe.page(f"{here}/E1/edit")
    assert ticked(draft, "practice") == [LONE.key, SAFE.key]
    send(chloe, f"{here}/E1/edit", draft, practice=[LONE.key])
    assert ticked(chloe.page(f"{here}/E1/versions/new"), "practice") == [LONE.key]
    assert "Lone parents" in chloe.page(f"{here}/E1").text


def test_a_form_that_is_shown_again_keeps_what_was_ticked(cast: Cast, visit: Visitor, chosen: None) -> None:
    chloe = visit("chloe")
    answer = send(chloe, f"/a/{cast.hers}/evidence/new", new_form(chloe, cast), practice=[SAFE.key], title="")
    assert answer.status_code == 422
    assert ticked(Page(answer.text), "practice") == [SAFE.key]


def test_terms_of_a_vocabulary_that_is_not_in_use_are_told_back(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    answer = send(chloe, f"/a/{cast.hers}/evidence/new", new_form(chloe, cast), practice=[SAFE.key])
    assert answer.status_code == 422
    assert "A term that was chosen is not in use here any more." in Page(answer.text).text


def test_what_was_marked_may_stay_when_the_employer_stops_using_the_words(
    house: Installation, cast: Cast, marked: int, council: Any
) -> None:
    act(house, cast.adele, lambda a: actions.end_vocabulary(a, council, STRATEGY))
    again = words("K8", practice=(LONE,))
    act(house, cast.chloe, lambda a: evidence_actions.add_version(a, cast.hers, 1, again, send=True))
    with pytest.raises(BadInput):
        more = words("K8", practice=(Mark(STRATEGY, "poverty"),))
        act(house, cast.chloe, lambda a: evidence_actions.add_version(a, cast.hers, 1, more, send=True))


# Who sees what


def everything_of(visitor: Visit, apprenticeship: Any) -> Iterator[tuple[str, str]]:
    """What somebody is answered at every address that tells of a record, page, call and table."""
    here, call = f"/a/{apprenticeship}", f"/api/v1/apprenticeships/{apprenticeship}"
    pages = [
        "/",
        "/evidence",
        "/evidence/E1",
        "/coverage",
        "/coverage?view=matrix",
        "/practice",
        "/history",
        "/gateway",
    ]
    pages += ["/reviews", "/off-the-job"]
    calls = ["", "/evidence", "/evidence/E1", "/coverage", "/history", "/gateway", "/reviews", "/off-the-job"]
    for address in [here + one for one in pages] + [call + one for one in calls]:
        yield address, visitor.client.get(address).text
    for address in (
        "/home",
        "/caseload",
        "/caseload.csv",
        "/to-review",
        "/apprentices",
        "/portfolio",
        "/quality",
        "/sampled",
    ):
        yield address, visitor.client.get(address).text


@pytest.mark.parametrize(
    "name", ["mark", "helen", "quentin", "adele", "sadia", "ben", "tomas", "ruth", "priya", "chloe"]
)
def test_terms_are_seen_by_apprentice_and_tutor_alone_and_leave_by_no_call_and_no_table(
    cast: Cast, visit: Visitor, marked: int, name: str
) -> None:
    told = {address for address, text in everything_of(visit(name), cast.hers) if any(one in text for one in WORDS)}
    here = f"/a/{cast.hers}"
    assert told == ({f"{here}/evidence/E1", f"{here}/practice"} if name in ("chloe", "priya") else set())


def test_others_who_see_the_piece_learn_how_many_there_are(cast: Cast, visit: Visitor, marked: int) -> None:
    for name in ("mark", "quentin", "adele"):
        assert (
            "Marked with 2 terms. Apprentice and tutor alone see which."
            in visit(name).page(f"/a/{cast.hers}/evidence/E1").text
        )


def test_history_and_the_calls_hold_nothing_of_it(house: Installation, cast: Cast, visit: Visitor, marked: int) -> None:
    with house.database.reading() as session:
        bodies = [json.dumps(dict(one.body)) for one in history.happenings(session, cast.hers)]
    assert bodies
    assert not [body for body in bodies if "practice" in body or any(one in body for one in WORDS)]
    assert "practice" not in visit("chloe").call("GET", f"apprenticeships/{cast.hers}/evidence/E1").text


def test_a_call_that_sends_terms_is_told_that_they_are_no_part_of_it(cast: Cast, visit: Visitor, chosen: None) -> None:
    sent = {"title": "A visit", "kind": "other", "practice": SAFE.key, "submit": "false"}
    answer = visit("chloe").call(
        "POST", f"apprenticeships/{cast.hers}/evidence", data=sent, files=[("file", ("a.txt", b"words", "text/plain"))]
    )
    assert answer.status_code == 422


# Breadth


def test_breadth_shows_what_is_covered_what_lacks_and_the_candidates(cast: Cast, visit: Visitor, marked: int) -> None:
    priya, here = visit("priya"), f"/a/{cast.hers}"
    before = priya.page(f"{here}/practice").text
    assert "1 of 1 piece of Chloe’s evidence is marked" in before
    assert "Vulnerability: 1 of 31 covered" in before and "Risk factor: nothing yet" in before
    assert "none yet. Open a piece to make it one." in before
    answer = priya.post(f"{here}/evidence/E1/case-study", data={"candidate": "true"})
    assert "E1 may become the case study" in Page(answer.text).text
    after = visit("chloe").page(f"{here}/practice").text
    assert "Candidates for the case study: E1" in after and "1 candidate" in after
    priya.post(f"{here}/evidence/E1/case-study", data={"candidate": "false"})
    assert "none yet" in priya.page(f"{here}/practice").text


def test_withdrawn_pieces_and_drafts_cover_nothing(
    house: Installation, cast: Cast, visit: Visitor, marked: int
) -> None:
    act(house, cast.chloe, lambda a: evidence_actions.withdraw_evidence(a, cast.hers, 1, "Sent by mistake"))
    draft = words("K8", practice=(SAFE,))
    act(house, cast.chloe, lambda a: evidence_actions.add_evidence(a, cast.hers, draft, send=False))
    assert "Outcome: nothing yet" in visit("chloe").page(f"/a/{cast.hers}/practice").text


def test_breadth_runs_as_few_statements_with_much_as_with_little(
    house: Installation, cast: Cast, visit: Visitor, statements: Callable[[], Any], marked: int
) -> None:
    priya, counts = visit("priya"), []
    for _ in range(2):
        with statements() as ran:
            priya.page(f"/a/{cast.hers}/practice")
        counts.append(len(ran))
        for _ in range(5):
            more = words("K8", practice=(LONE, SAFE))
            act(house, cast.chloe, lambda a, more=more: evidence_actions.add_evidence(a, cast.hers, more, send=True))
    assert counts[0] == counts[1] <= 5


def test_without_a_vocabulary_the_page_says_who_can_choose_one(cast: Cast, visit: Visitor) -> None:
    assert "No vocabulary is chosen for Calder Vale Council." in visit("chloe").page(f"/a/{cast.hers}/practice").text
