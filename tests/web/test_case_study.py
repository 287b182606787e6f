"""The case study: written by the apprentice in at most 500 words, agreed by employer and tutor to those very words."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, select

from app.actions.acting import Installation
from app.actions.case_study import agree_to_case_study, erase_case_study, write_case_study
from app.db import history
from app.db.gateway import case_studies
from app.db.tables import core
from app.domain.refusals import BadInput, NotFound, NotPermitted, WrongState
from tests.cast import Cast
from tests.visits import Page, Visit

Visitor = Callable[..., Visit]
TITLE = "Early help for a family after a move"
SCOPE = "A family with two children moved into the area.\nI led the plan for six months."


@pytest.fixture
def here(cast: Cast) -> str:
    return f"/a/{cast.hers}/gateway/case-study"


@pytest.fixture
def written(house: Installation, cast: Cast) -> None:
    with house.acting(cast.chloe) as acting:
        write_case_study(acting, cast.hers, TITLE, SCOPE)


def check(visit: Visitor, cast: Cast) -> dict[str, Any]:
    said = visit("mark").call("GET", f"apprenticeships/{cast.hers}/gateway").json()
    found: dict[str, Any] = next(one for one in said["checks"] if one["id"] == "case-study")
    return found


def agree(visit: Visitor, name: str, here: str) -> str:
    visiting = visit(name)
    sha = visiting.page(here).field("sha256")["value"]
    return visiting.post(f"{here}/agreement", {"sha256": sha}).text


def test_she_writes_it_both_agree_and_the_check_says_so(cast: Cast, visit: Visitor, here: str) -> None:
    assert check(visit, cast)["state"] == "not_met"
    assert here in visit("chloe").page(f"/a/{cast.hers}/gateway").links()
    page = Page(visit("chloe").post(here, {"title": f" {TITLE} ", "scope": SCOPE}).text)
    assert "The title and scope are saved" in page.text
    assert "which is not confirmed for this standard" in page.text
    found = check(visit, cast)
    assert found["state"] == "partly"
    assert found["reason"].endswith("the employer and the tutor have still to agree.")
    assert found["source"].endswith("not confirmed for this standard.")
    for name in ("mark", "priya"):
        assert "You agreed to the title and scope" in agree(visit, name, here)
        assert "I agree to this title and scope" not in visit(name).page(here).text
    found = check(visit, cast)
    assert (found["state"], found["figures"]) == ("met", {"words_at_most": 500, "version": 1, "agreed": 2})


def test_a_change_is_a_version_that_asks_anew_and_the_one_before_stays(
    cast: Cast, visit: Visitor, here: str, house: Installation, written: None
) -> None:
    agree(visit, "mark", here)
    sha = visit("priya").page(here).field("sha256")["value"]
    visit("chloe").post(here, {"title": TITLE, "scope": SCOPE})
    with house.database.reading() as session:
        assert len(case_studies(session, cast.hers)) == 1, "the very same words make no other version"
    visit("chloe").post(here, {"title": TITLE, "scope": f"{SCOPE} It ended well."})
    assert check(visit, cast)["reason"].endswith("the employer and the tutor have still to agree.")
    answer = visit("priya").post(f"{here}/agreement", {"sha256": sha})
    assert answer.status_code == 409
    assert "The case study is not the one that you read." in answer.text
    page = visit("mark").page(here)
    assert "Versions before" in page.text
    assert "Mark Ellis agreed as the employer on" in page.text


def test_more_words_than_the_plan_allows_are_refused_and_kept(visit: Visitor, here: str) -> None:
    answer = visit("chloe").post(here, {"title": "", "scope": "word " * 501})
    assert answer.status_code == 422
    assert answer.text.count("Use at most 500 words. These are 501.") == 2
    assert answer.text.count("Enter the title of the case study.") == 2
    assert "word word word" in answer.text
    assert visit("chloe").post(here, {"title": TITLE, "scope": "word " * 500}).status_code == 200


def test_what_may_identify_somebody_is_not_saved_until_it_is_out_or_kept_with_a_reason(
    cast: Cast, visit: Visitor, here: str, house: Installation
) -> None:
    told = {"title": TITLE, "scope": "They ring me on 07700 900123."}
    answer = visit("chloe").post(here, told)
    assert answer.status_code == 422
    assert "“07700 900123” looks like" in answer.text
    fields = [one.get("name", "") for one in Page(answer.text).all("textarea")]
    field = next(name for name in fields if name.startswith("keep-"))
    kept = visit("chloe").post(here, told | {field: "It is the council’s own line."})
    assert "The title and scope are saved" in kept.text
    assert "kept: It is the council’s own line." in visit("priya").page(here).text
    assert "You agreed" in agree(visit, "priya", here)
    with house.database.reading() as session:
        rows = list(history.happenings(session, cast.hers))
    assert "07700" not in str([dict(row.body) for row in rows])


def test_a_reason_for_what_is_found_only_by_now_makes_another_version_of_the_same_words(
    cast: Cast, visit: Visitor, here: str, house: Installation
) -> None:
    told = {"title": TITLE, "scope": "They ring me on 07700 900123."}
    fields = [one.get("name", "") for one in Page(visit("chloe").post(here, told).text).all("textarea")]
    told[next(name for name in fields if name.startswith("keep-"))] = "It is the council’s own line."
    visit("chloe").post(here, told)
    with house.database.writing() as session:
        # As if a rule that came later had been the first to find it.
        session.execute(delete(core.case_study_kept))
    assert "Something in these words may identify somebody" in agree(visit, "priya", here)
    for _ in range(2):
        assert "The title and scope are saved" in visit("chloe").post(here, told).text
    with house.database.reading() as session:
        assert [one.version for one in case_studies(session, cast.hers)] == [2, 1]
    assert "You agreed" in agree(visit, "priya", here)


def test_a_breach_takes_the_words_of_every_version_away_for_good(
    cast: Cast, visit: Visitor, here: str, house: Installation, written: None
) -> None:
    agree(visit, "mark", here)
    answer = visit("priya").post(f"{here}/erasure", {"case_study": "yes"})
    assert (answer.status_code, answer.text.count("Type “case study” to erase its words.")) == (422, 2)
    assert "The words are erased for good" in visit("priya").post(f"{here}/erasure", {"case_study": "Case study"}).text
    for name in ("chloe", "priya", "mark"):
        assert TITLE not in visit(name).page(here).text
    with house.database.reading() as session:
        row = session.execute(select(core.case_study)).one()
        assert (row.title, row.scope, row.salt) == ("", "", "")
    assert check(visit, cast)["reason"] == "Title and scope were erased, and have to be written anew."
    with pytest.raises(NotFound), house.acting(cast.adele) as acting:
        erase_case_study(acting, cast.hers, "case study")
    with house.acting(cast.chloe) as acting:
        assert write_case_study(acting, cast.hers, TITLE, "Another family.") == 2


def test_nobody_else_writes_or_agrees(cast: Cast, house: Installation, written: None) -> None:
    for name in ("priya", "mark", "quentin", "adele"):
        with pytest.raises(NotPermitted), house.acting(cast.everybody[name]) as acting:
            write_case_study(acting, cast.hers, TITLE, SCOPE)
    with house.database.reading() as session:
        [one] = case_studies(session, cast.hers)
    for name in ("chloe", "quentin", "adele"):
        with pytest.raises(NotPermitted), house.acting(cast.everybody[name]) as acting:
            agree_to_case_study(acting, cast.hers, one.sha256)
    with house.acting(cast.mark) as acting:
        agree_to_case_study(acting, cast.hers, one.sha256)
    with pytest.raises(WrongState, match="You agreed to this already"), house.acting(cast.mark) as acting:
        agree_to_case_study(acting, cast.hers, one.sha256)
    with pytest.raises(BadInput), house.acting(cast.chloe) as acting:
        write_case_study(acting, cast.hers, TITLE, "")


def test_a_program_writes_agrees_and_erases(cast: Cast, visit: Visitor) -> None:
    address = f"apprenticeships/{cast.hers}/gateway/case-study"
    before = visit("mark").call("GET", address).json()
    assert (before["words_at_most"], before["words_confirmed"], before["versions"]) == (500, False, [])
    for _ in range(2):
        body = {"title": TITLE, "scope": SCOPE}
        answer = visit("chloe").call("POST", address, json=body, headers={"Idempotency-Key": "once"})
        assert (answer.status_code, answer.json()["versions"][0]["words"]) == (201, 16)
    sha = answer.json()["versions"][0]["sha256"]
    said = visit("mark").call("POST", f"{address}/agreement", json={"sha256": sha}).json()
    assert said["versions"][0]["open_to"] == ["tutor"]
    assert visit("mark").call("POST", f"{address}/agreement", json={"sha256": sha}).status_code == 409
    gone = visit("adele").call("POST", f"{address}/erasure", json={"case_study": "case study"}).json()
    assert (gone["versions"][0]["title"], gone["versions"][0]["open_to"]) == ("", [])


def test_the_page_takes_at_most_eight_statements(
    visit: Visitor, here: str, written: None, statements: Callable[[], Any]
) -> None:
    mark = visit("mark")
    with statements() as ran:
        mark.page(here)
    assert 0 < len(ran) <= 8
