"""Words beside the evidence that may identify somebody: asked about as they are saved, by pages and calls alike."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from app.actions import breaches as drill
from app.actions.acting import Installation
from app.actions.breaches import erase_words
from app.actions.gateway import ask_statement
from app.actions.portfolio import freeze_portfolio
from app.db import breaches, history, words_kept
from app.domain.confidentiality import FindingKind
from tests.actions.test_breaches import NAME, bytes_on_disk, work, wrong
from tests.actions.test_portfolio import do, pieces
from tests.cast import TODAY, Cast
from tests.visits import Page, Visit

__all__ = ["pieces"]
Visitor = Callable[..., Visit]
SAID = f"The mother, {NAME}, agreed to it."
WHY = "It is an actor in a training film."
HOURS = {"activity": "workshop", "paid_time": "in_paid_hours", "record_only": "true"}
FORMS = {
    "portfolio 1": ("priya", "portfolio/versions", {"reason": SAID}),
    "adjustment 1": ("priya", "portfolio/adjustments", {"kind": "other", "words": SAID}),
    "E3 K1": ("priya", "evidence/E3/decisions", {"version": "1", "verdict-K1": "returned", "feedback-K1": SAID}),
    "entry 1": ("chloe", "off-the-job", {"on": TODAY.isoformat(), "minutes": "30", "description": SAID, **HOURS}),
}
CALLS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "portfolio 1": ("priya", "portfolio/versions", {"reason": SAID}),
    "adjustment 1": ("priya", "portfolio/adjustments", {"kind": "other", "words": SAID}),
    "E3 K1": ("priya", "evidence/E3/tags/K1/decision", {"verdict": "returned", "feedback": SAID}),
    "entry 1": ("chloe", "off-the-job", {"on": TODAY.isoformat(), "minutes": 30, "activity": "workshop",
                                         "description": SAID}),
}  # fmt: skip


def stays(house: Installation, cast: Cast) -> list[tuple[str, str]]:
    with house.database.reading() as session:
        return [(one.name, one.reason) for one in words_kept.of_record(session, cast.hers)]


def asked(text: str) -> dict[str, str]:
    """The fields in which a page asks why something stays."""
    areas = Page(text).all("textarea")
    return {one["name"]: WHY for one in areas if one.get("name", "").startswith("keep-")}


@pytest.mark.parametrize("name", FORMS)
def test_a_page_saves_nothing_until_the_words_are_changed_or_it_is_said_why_they_may_stay(
    house: Installation, cast: Cast, pieces: object, visit: Visitor, name: str
) -> None:
    who, where, typed = FORMS[name]
    address = f"/a/{cast.hers}/{where}"
    answer = visit(who).post(address, typed)
    assert answer.status_code == 422
    assert answer.text.count(f"“{NAME}” looks like a name") == 2, "once above, once beside the field"
    assert SAID in Page(answer.text).text, "what was typed is kept"
    reasons = asked(answer.text)
    assert len(reasons) == 1
    assert stays(house, cast) == []
    too_long = visit(who).post(address, typed | dict.fromkeys(reasons, "x" * 501))
    assert "Use at most 500 characters." in too_long.text
    assert visit(who).post(address, typed | reasons).status_code == 200
    assert stays(house, cast) == [(name, WHY)]
    told = visit("priya").page(f"/a/{cast.hers}/breaches").text
    assert WHY in told
    assert "Kept something that was found in words" in visit("priya").page(f"/a/{cast.hers}/history").text
    assert wrong(house) == []
    with house.database.reading() as session:
        rows = [str(dict(row.body)) + row.subject for row in history.happenings(session, cast.hers)]
    assert not any(NAME in row or WHY in row for row in rows)


@pytest.mark.parametrize("name", CALLS)
def test_no_call_passes_where_the_page_asks(
    house: Installation, cast: Cast, pieces: object, visit: Visitor, name: str
) -> None:
    who, where, body = CALLS[name]
    address = f"apprenticeships/{cast.hers}/{where}"
    refused = visit(who).call("POST", address, json=body)
    assert refused.status_code == 422
    [error] = refused.json()["errors"]
    assert error["path"].startswith("keep-")
    assert error["message"].endswith("Change the words, or say why they may stay.")
    assert visit(who).call("POST", address, json=body | {"keeping": {error["path"]: WHY}}).is_success
    assert stays(house, cast) == [(name, WHY)]


def test_a_reason_typed_before_is_carried_along_while_something_else_is_wrong(cast: Cast, visit: Visitor) -> None:
    chloe, address = visit("chloe"), f"/a/{cast.hers}/off-the-job"
    _, _, typed = FORMS["entry 1"]
    reasons = asked(chloe.post(address, typed).text)
    again = Page(chloe.post(address, typed | reasons | {"minutes": "0"}).text)
    [name] = reasons
    assert again.field(name)["value"] == WHY


def test_who_refuses_the_statement_on_a_portfolio_is_asked_too(
    house: Installation, cast: Cast, pieces: object, visit: Visitor
) -> None:
    do(house, cast.priya, freeze_portfolio, cast.hers, "For the discussion.")
    do(house, cast.priya, ask_statement, cast.hers, 1)
    here = f"/a/{cast.hers}/signing/employer_statement/1/1"
    shown = visit("mark").page(here)
    typed = {"role": "employer", "sha256": shown.field("sha256")["value"], "reason": SAID}
    answer = visit("mark").post(f"{here}/refusal", typed)
    assert answer.status_code == 422
    assert len(asked(answer.text)) == 1
    assert "You have refused to sign" in visit("mark").post(f"{here}/refusal", typed | asked(answer.text)).text
    assert stays(house, cast) == [("statement 1", WHY)]


def test_the_reason_goes_with_the_words_it_was_given_for(
    house: Installation, cast: Cast, pieces: object, visit: Visitor
) -> None:
    why = f"The mother, {NAME}, is an actor."
    for name in ("portfolio 1", "entry 1"):
        who, where, typed = FORMS[name]
        fields = asked(visit(who).post(f"/a/{cast.hers}/{where}", typed).text)
        visit(who).post(f"/a/{cast.hers}/{where}", typed | dict.fromkeys(fields, why))
    do(house, cast.adele, erase_words, cast.hers, "portfolio 1")
    work(house)
    assert [name for name, _ in stays(house, cast)] == ["entry 1"]
    with house.database.reading() as session:
        assert "portfolio 1" not in [one.name for one in breaches.worded_here(session, cast.hers)]
    assert wrong(house) == []


def test_what_hours_were_for_is_erased_by_the_number_of_the_entry(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    who, where, typed = FORMS["entry 1"]
    address = f"/a/{cast.hers}/{where}"
    visit(who).post(address, typed | asked(visit(who).post(address, typed).text))
    assert "entry 1, or any other" in visit("adele").page(f"/a/{cast.hers}/erasure").text
    do(house, cast.adele, erase_words, cast.hers, "entry 1")
    work(house)
    assert stays(house, cast) == []
    for page in ("off-the-job", "off-the-job/1", "history"):
        assert NAME not in visit(who).get(f"/a/{cast.hers}/{page}").text
    assert wrong(house) == []


def test_reasons_for_correcting_hours_go_with_the_piece_that_the_hours_came_with(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    chloe, here = visit("chloe"), f"apprenticeships/{cast.hers}"
    piece = {"title": "A plan", "kind": "work_product", "happened_on": TODAY.isoformat(), "ksb": ["K1"],
             "description": "How it was agreed.", "confidentiality_statement": "true", "submit": "true",
             "off_the_job_minutes": "30", "off_the_job_activity": "workshop"}  # fmt: skip
    assert chloe.call("POST", f"{here}/evidence", data=piece).status_code == 201
    other = {"reason": SAID, "on": TODAY.isoformat(), "minutes": 20, "activity": "workshop",
             "description": SAID}  # fmt: skip
    refused = chloe.call("POST", f"{here}/off-the-job/1/correction", json=other)
    keeping = {one["path"]: WHY for one in refused.json()["errors"]}
    assert len(keeping) == 2
    assert chloe.call("POST", f"{here}/off-the-job/1/correction", json=other | {"keeping": keeping}).is_success
    assert sorted(name for name, _ in stays(house, cast)) == ["entry 1", "entry 2"]
    seq = do(house, cast.priya, drill.quarantine_evidence, cast.hers, 1, FindingKind.NAME, "It names a client.")
    do(house, cast.adele, drill.erase_evidence, cast.hers, seq, "E1")
    assert stays(house, cast) == []
    assert wrong(house) == []


def test_every_call_that_is_asked_why_words_stay_takes_the_answer(cast: Cast, visit: Visitor) -> None:
    body = {"version": 1, "made_sure": "Asked.", "keeping": {"keep-f6d122b4c1e1": WHY}}
    put = visit("priya").call("POST", f"apprenticeships/{cast.hers}/gateway/declaration", json=body)
    assert put.status_code == 409, "too early, and that is all that is wrong"


def test_a_page_that_asks_why_words_stay_shows_the_form_that_they_were_typed_in(
    house: Installation, cast: Cast, pieces: object, visit: Visitor
) -> None:
    do(house, cast.priya, freeze_portfolio, cast.hers, "For the discussion.")
    do(house, cast.priya, ask_statement, cast.hers, 1)
    here = f"/a/{cast.hers}/signing/employer_statement/1/1"
    typed = {"party": "employer", "who": "Priya Nair", "why": "He left.", "attempts": SAID,
             "sha256": visit("priya").page(here).field("sha256")["value"]}  # fmt: skip
    asks = visit("priya").post(f"{here}/unobtainable", typed)
    assert asks.status_code == 422
    assert re.search(r"<details[^>]*\bopen\b[^>]*>\s*<summary>A signature cannot be had", asks.text)


def test_a_row_of_a_spreadsheet_that_may_identify_somebody_is_left_out_with_the_sentence(
    cast: Cast, visit: Visitor
) -> None:
    chloe, here = visit("chloe"), f"/a/{cast.hers}/off-the-job/import"
    sheet = f'Date,Minutes,Activity,Description\n02/11/2026,30,Workshop,"{SAID}"\n03/11/2026,30,Workshop,A plan\n'
    at = chloe.client.post(here, files={"file": ("hours.csv", sheet.encode(), "text/csv")}, follow_redirects=False)
    columns = {"on": "0", "time": "1", "activity": "2", "description": "3", "unit": "minutes",
               "all_paid_time": "in_paid_hours"}  # fmt: skip
    trial = chloe.post(at.headers["location"] + "/columns", columns)
    assert f"“{NAME}” looks like a name" in trial.text
    assert "log this row by itself and say why they may stay" in trial.text


def test_a_name_in_a_role_of_a_witness_is_pointed_out_like_one_in_the_account() -> None:
    from app.domain.testimony import Account

    assert NAME in Account("I saw it.", f"Key worker of {NAME}", "A colleague").said


def test_what_was_erased_is_nowhere_on_the_disk(
    house: Installation, cast: Cast, pieces: object, visit: Visitor
) -> None:
    who, where, typed = FORMS["portfolio 1"]
    fields = asked(visit(who).post(f"/a/{cast.hers}/{where}", typed).text)
    visit(who).post(f"/a/{cast.hers}/{where}", typed | dict.fromkeys(fields, f"{NAME} is an actor."))
    do(house, cast.adele, erase_words, cast.hers, "portfolio 1")
    work(house)
    assert NAME.encode() not in bytes_on_disk(house)
