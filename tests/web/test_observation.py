"""An observation by the tutor: in the tutor's words, claimed KSB by KSB by the apprentice, then decided."""

from collections.abc import Callable
from typing import Any

from app.actions import evidence as actions
from app.actions.acting import Installation
from app.db import evidence as db
from app.domain.evidence import Decision, EvidenceKind, EvidenceState, Verdict
from tests.actions.test_evidence import act, read
from tests.cast import Cast
from tests.visits import Page, Visit

Visitor = Callable[..., Visit]
TYPED = {
    "title": "Observation of a home visit",
    "description": "Chloe explained confidentiality and agreed the plan with Parent A.",
    "happened_on": "2026-11-18",
    "duty": "D6",
    "ksb": ["K8", "S7"],
    "confidentiality_statement": "true",
}


def observe(visit: Visitor, cast: Cast, **typed: Any) -> Any:
    return visit("priya").post(f"/a/{cast.hers}/evidence/observation/new", data=TYPED | typed)


def test_the_tutor_adds_it_and_it_counts_for_nothing_until_the_apprentice_agrees(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    assert "E1 added" in Page(observe(visit, cast).text).text
    piece = read(house, cast)
    assert piece.counting is not None
    assert (piece.counting.kind, piece.counting.made_by) == (EvidenceKind.OBSERVATION, cast.priya.id)
    assert piece.counting.ksbs == frozenset()
    chloe = visit("chloe")
    page = chloe.page(f"/a/{cast.hers}/evidence/E1").text
    assert "Observed byPriya Nair" in page and "Agree to K8" in page
    chloe.post(f"/a/{cast.hers}/evidence/E1/suggestions/K8", data={"agree": "true"})
    chloe.post(f"/a/{cast.hers}/evidence/E1/suggestions/S7", data={"agree": "false"})
    assert read(house, cast).counting.ksbs == {"K8"}
    act(house, cast.priya, lambda a: actions.decide_tag(a, cast.hers, 1, Decision("K8", Verdict.ACCEPTED)))
    assert read(house, cast).state is EvidenceState.ACCEPTED


def test_its_words_are_the_tutor_s_so_the_apprentice_makes_no_version_of_it(cast: Cast, visit: Visitor) -> None:
    observe(visit, cast)
    chloe = visit("chloe")
    assert "Add a new version" not in chloe.page(f"/a/{cast.hers}/evidence/E1").text
    refused = chloe.get(f"/a/{cast.hers}/evidence/E1/versions/new")
    assert (refused.status_code, "your tutor’s observation" in refused.text) == (409, True)


def test_what_is_missing_is_told_and_what_was_typed_is_kept(house: Installation, cast: Cast, visit: Visitor) -> None:
    answer = observe(visit, cast, title="", ksb=[], description="", confidentiality_statement="")
    page = Page(answer.text)
    assert answer.status_code == 422
    assert "nobody may be known from what you saw" in page.text
    again = observe(visit, cast, ksb=[], description="")
    assert "Choose at least one KSB" in again.text and "Write what you saw" in again.text
    assert "Observation of a home visit" in again.text
    with house.database.reading() as session:
        assert db.ordered_numbers(session, cast.hers, drafts=True) == []


def test_the_employer_reads_it_once_the_tutor_has_cleared_it(house: Installation, cast: Cast, visit: Visitor) -> None:
    observe(visit, cast)
    said = "agreed the plan with Parent A"
    assert said not in visit("mark").page(f"/a/{cast.hers}/evidence/E1").text
    act(house, cast.priya, lambda a: actions.clear_evidence(a, cast.hers, 1, version=1, cleared=True))
    assert said in visit("mark").page(f"/a/{cast.hers}/evidence/E1").text


def test_the_history_says_that_it_was_added(cast: Cast, visit: Visitor) -> None:
    observe(visit, cast)
    assert "Added an observation" in visit("quentin").page(f"/a/{cast.hers}/history").text


HELD = "Chloe rang the family on 07700 900123 and agreed the plan."


def test_what_may_identify_somebody_is_told_at_once_and_nobody_is_given_it(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    answer = observe(visit, cast, description=HELD)
    page = Page(answer.text)
    assert answer.status_code == 422
    assert "“07700 900123” looks like a phone number. Change the words, or say why they may stay." in page.text
    assert HELD in page.text and "Keep “07700 900123” because" in page.text
    with house.database.reading() as session:
        assert db.ordered_numbers(session, cast.hers, drafts=True) == []
    (field,) = [one["name"] for one in page.all("textarea") if one["name"].startswith("keep-")]
    changed = observe(visit, cast, description=HELD.replace("900123", "900456"), **{field: "A public helpline."})
    assert changed.status_code == 422, "a reason is for the words that it was given for"
    too_long = observe(visit, cast, description=HELD, **{field: "x" * 501})
    assert (too_long.status_code, "Use at most 500 characters." in too_long.text) == (422, True)
    assert "E1 added" in Page(observe(visit, cast, description="Chloe rang the family.").text).text


def test_what_is_kept_stays_with_its_reason_where_whoever_reads_it_sees_that(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    page = Page(observe(visit, cast, description=HELD).text)
    (field,) = [one["name"] for one in page.all("textarea") if one["name"].startswith("keep-")]
    assert "E1 added" in Page(observe(visit, cast, description=HELD, **{field: "A public helpline."}).text).text
    with house.database.reading() as session:
        (found,) = db.findings_in(session, cast.hers, 1, 1)
    assert (found.state.value, found.reason, found.decided_by) == ("kept", "A public helpline.", cast.priya.id)
    assert "A public helpline." in visit("chloe").page(f"/a/{cast.hers}/evidence/E1").text
    assert "Kept something the check had found" in visit("chloe").page(f"/a/{cast.hers}/history").text
