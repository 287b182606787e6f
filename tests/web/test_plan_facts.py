"""Facts of an assessment plan: confirmed on screen with source, date and name; every screen follows at once."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from app.actions.acting import Installation
from app.actions.plan_facts import Confirmation, confirm_plan_fact, take_back_plan_fact
from app.actions.portfolio import freeze_portfolio
from app.db import history
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, NotPermitted, WrongState
from tests.actions.test_portfolio import FOR_GATEWAY, do, pieces
from tests.cast import TODAY, Cast
from tests.visits import Page, Visit

__all__ = ["pieces"]

Visitor = Callable[..., Visit]
HERE = "/standards/ST0868/1.0/assessment-plan"
CALL = HERE.lstrip("/")
WORD = {"source": "Assessment plan AP02, page 9", "found_on": "2026-11-19"}
WHOSE = "Assessment plan AP02, page 9, 19 November 2026; confirmed by Adele Brook on 20 November 2026"
DISCUSSION, CASE_STUDY = "professional_discussion", "case_study"


@pytest.fixture
def split(catalogue: Any) -> dict[str, list[str]]:
    """Skills by the case study, S1 by both, all else by the discussion."""
    ksbs = catalogue.standard("ST0868", "1.0").ksbs
    found = {ksb.code: [CASE_STUDY if ksb.kind == "skill" else DISCUSSION] for ksb in ksbs}
    return found | {"S1": [DISCUSSION, CASE_STUDY]}


def as_form(split: dict[str, list[str]]) -> dict[str, Any]:
    return WORD | {f"value.{code}": methods for code, methods in split.items()}


def spaced(page: Page) -> str:
    """What a page says, with a space wherever something ends."""
    return " ".join(re.sub(r"<[^>]*>", " ", page.html).split())


def confirmed(value: object, **more: Any) -> Confirmation:
    return Confirmation(value, WORD["source"], more.pop("found_on", TODAY), **more)


def test_everybody_reads_each_fact_and_whose_word_it_is(visit: Visitor) -> None:
    for name in ("chloe", "priya", "mark", "helen", "quentin", "sadia", "adele"):
        text = spaced(visit(name).page(HERE))
        assert "Pieces that a portfolio typically has 18 Not confirmed End-point" in text
        assert "(a template or a sibling’s plan). Check this standard’s own plan." in text
        assert "Which method assesses each KSB Not confirmed Nobody has found it published." in text
    assert HERE in visit("chloe").page("/standards/ST0868/1.0").links()


def test_every_fact_has_a_page_with_its_form_for_administrators_alone(visit: Visitor) -> None:
    addresses = [link for link in visit("adele").page(HERE).links() if link.startswith(f"{HERE}/")]
    assert len(addresses) == 21
    for address in addresses:
        assert "Confirm it from this standard’s plan" in visit("adele").page(address).text
        assert "Confirm it from" not in visit("chloe").page(address).text
    assert visit("adele").get(f"{HERE}/portfolio").status_code == 404


def test_a_confirmed_split_changes_every_screen_at_once_and_says_whose_word_it_is(
    visit: Visitor, cast: Cast, pieces: Any, split: dict[str, list[str]]
) -> None:
    chloe, record = visit("chloe"), f"/a/{cast.hers}"
    seen = {path: chloe.page(f"{record}{path}").text for path in ("/coverage", "/gateway", "/portfolio")}
    assert "is not confirmed, so all 38 count" in seen["/coverage"]
    assert "No chosen piece shows S2" in seen["/portfolio"]
    assert chloe.call("GET", f"apprenticeships/{cast.hers}/coverage").json()["methods"] is None
    assert "confirmed" in Page(visit("adele").post(f"{HERE}/assessed_by", as_form(split)).text).text

    coverage = chloe.page(f"{record}/coverage").text
    assert f"Which assessment method assesses each KSB: {WHOSE}." in coverage
    assert "1 of 24 accepted" in coverage
    assert "is not confirmed, so all" not in chloe.page(f"{record}/gateway").text
    portfolio = chloe.page(f"{record}/portfolio").text
    assert "No chosen piece shows S2" not in portfolio and "No chosen piece shows B6" in portfolio
    assert WHOSE in chloe.page("/standards/ST0868/1.0").text
    methods = chloe.call("GET", f"apprenticeships/{cast.hers}/coverage").json()["methods"]
    assert [(one["code"], one["total"]) for one in methods] == [(DISCUSSION, 24), (CASE_STUDY, 15)]
    standard = chloe.call("GET", "standards/ST0868/1.0").json()
    assert standard["method_mapping_confirmed"] is True
    assert {ksb["code"]: ksb["assessed_by"] for ksb in standard["ksbs"]} == split


def test_a_confirmed_weight_and_length_of_a_method_are_on_every_screen_with_whose_word_they_are_until_taken_back(
    visit: Visitor, cast: Cast
) -> None:
    gateway, standard = f"/a/{cast.hers}/gateway", "/standards/ST0868/1.0"
    before = "50% of the grade, 60 minutes, up to 66 where the assessor adds 10%, which is not confirmed"
    assert before in visit("chloe").page(gateway).text
    adele = visit("adele")
    adele.post(f"{HERE}/tolerance_percent", WORD | {"value": "20"})
    adele.post(f"{HERE}/method_weights", WORD | {f"value.{DISCUSSION}": "70", f"value.{CASE_STUDY}": "30"})
    page = Page(
        adele.post(f"{HERE}/method_minutes", WORD | {f"value.{DISCUSSION}": "75", f"value.{CASE_STUDY}": "40"}).text
    )
    assert "Discussion: 75 minutes. Case study: 40 minutes." in page.text and WHOSE in page.text
    assert page.field(f"value.{DISCUSSION}")["value"] == "75"
    said = "70% of the grade, 75 minutes, up to 90 where the assessor adds 20%"
    assert said in visit("chloe").page(gateway).text
    published = spaced(visit("chloe").page(standard))
    assert WHOSE in published and "70%" in published and "1 hour 15 minutes" in published
    told = visit("chloe").call("GET", "standards/ST0868/1.0").json()["assessment_methods"]
    assert [(one["weight_percent"], one["minutes"]) for one in told] == [(70, 75), (30, 40)]
    for name in ("method_weights", "method_minutes", "tolerance_percent"):
        adele.post(f"{HERE}/{name}/taking-back", {"reason": "It was another standard’s plan."})
    assert before in visit("chloe").page(gateway).text
    assert WHOSE not in spaced(visit("chloe").page(standard))
    assert "Discussion: 75 minutes." in adele.page(f"{HERE}/method_minutes").text


def test_which_methods_the_portfolio_underpins_is_confirmed_and_the_portfolio_has_to_show_their_ksbs(
    visit: Visitor, cast: Cast, pieces: Any, split: dict[str, list[str]]
) -> None:
    """S2 is the case study’s alone: once that is said to rest on the portfolio too, the portfolio has to show it."""
    adele, portfolio = visit("adele"), f"/a/{cast.hers}/portfolio"
    assert "Discussion: yes. Case study: not confirmed." in visit("chloe").page(HERE).text
    adele.post(f"{HERE}/assessed_by", as_form(split))
    assert "No chosen piece shows S2" not in visit("chloe").page(portfolio).text
    said = {f"value.{DISCUSSION}": "true", f"value.{CASE_STUDY}": "true"}
    page = Page(adele.post(f"{HERE}/method_portfolio", WORD | said).text)
    assert "Discussion: yes. Case study: yes." in page.text and WHOSE in page.text
    assert "No chosen piece shows S2" in visit("chloe").page(portfolio).text
    published = spaced(visit("chloe").page("/standards/ST0868/1.0"))
    assert published.count("Underpinned by the portfolio Yes") == 2 and WHOSE in published
    adele.post(f"{HERE}/method_portfolio/taking-back", {"reason": "It was another standard’s plan."})
    assert "No chosen piece shows S2" not in visit("chloe").page(portfolio).text


def test_of_each_method_it_is_said_whether_the_portfolio_underpins_it_or_nothing_is_confirmed(visit: Visitor) -> None:
    answer = visit("adele").post(f"{HERE}/method_portfolio", WORD | {f"value.{DISCUSSION}": "true"})
    page = Page(answer.text)
    assert answer.status_code == 422 and page.text.count("Say yes or no.") == 2
    assert page.text.count("Confirm it from this standard’s plan") == 1
    body = WORD | {"value": {DISCUSSION: "yes", CASE_STUDY: True}}
    wrong = visit("adele").call("POST", f"{CALL}/method_portfolio", json=body)
    assert [one["path"] for one in wrong.json()["errors"]] == [f"value.{DISCUSSION}"], wrong.text


def test_whether_a_component_may_be_waived_is_confirmed_with_it_and_lets_the_provider_waive_it(
    visit: Visitor, cast: Cast
) -> None:
    where = f"apprenticeships/{cast.hers}/gateway/components"
    lines = {"value.0.name": "A logbook", "value.1.name": "Slides"}
    visit("adele").post(
        f"{HERE}/gateway_components",
        WORD | lines | {"value.0.may_be_waived": "true", "value.1.may_be_waived": "false"},
    )
    assert "A logbook; may be waived. Slides; may not be waived." in visit("chloe").page(HERE).text
    told = {one["code"]: one["may_be_waived"] for one in visit("chloe").call("GET", where).json()["items"]}
    assert told == {"a_logbook": True, "slides": False}
    body = {"reason": "Her employer keeps no logbook."}
    for code, status in (("a_logbook", 200), ("slides", 409)):
        answer = visit("priya").call("POST", f"{where}/{code}/waiver", json=body)
        assert answer.status_code == status, answer.text


def test_the_checker_of_the_portfolio_goes_by_what_was_confirmed(
    visit: Visitor, cast: Cast, pieces: Any, house: Installation
) -> None:
    chloe, where = visit("chloe"), f"/a/{cast.hers}/portfolio"
    assert "asks for at least" not in chloe.page(where).text
    do(house, cast.adele, confirm_plan_fact, "ST0868", "1.0", "portfolio.fewest_pieces", confirmed(12))
    text = chloe.page(where).text
    assert "2 pieces are chosen; the plan asks for at least 12. Choose more. Assessment plan AP02, page 9" in text
    assert "confirmed by Adele Brook on 20 November 2026" in text
    do(house, cast.adele, confirm_plan_fact, "ST0868", "1.0", "portfolio.employer_statement", confirmed(False))
    assert "The employer has not stated yet" not in chloe.page(where).text


def test_an_invented_plan_confirmed_months_before_gateway_tells_each_thing_with_what_to_do_on_page_and_in_json(
    visit: Visitor, cast: Cast, pieces: Any, house: Installation, split: dict[str, list[str]]
) -> None:
    """E1 and E2 show K1 and claim S1; the discussion assesses behaviours alone."""
    invented: dict[str, object] = {
        "assessed_by": {code: [DISCUSSION] if code.startswith("B") else [CASE_STUDY] for code in split},
        "portfolio.fewest_pieces": 4,
        "portfolio.one_for_each_ksb": True,
        "portfolio.kinds_not_accepted": ["work_product", "reflective_account"],
        "portfolio.employer_statement": True,
        "portfolio.mapping_annex": True,
    }
    for name, value in invented.items():
        do(house, cast.adele, confirm_plan_fact, "ST0868", "1.0", name, confirmed(value))
    told = visit("priya").call("GET", f"apprenticeships/{cast.hers}/portfolio").json()["findings"]
    assert {one["rule"] for one in told} >= {"method_mapping", *(set(invented) - {"assessed_by"})}
    of_plan = [one for one in told if one["rule"] not in ("accepted", "cleared")]
    assert all(one["confirmed"] and "confirmed by Adele Brook" in one["source"] for one in of_plan)
    text = visit("chloe").page(f"/a/{cast.hers}/portfolio").text
    assert all(one["to_do"] and one["sentence"] in text and one["to_do"] in text for one in told)
    assert "E2 does not say where it shows K1, S1." in text and "E1 does not say where it shows S1." in text
    assert "E1 shows only K1, S1, which another method of the assessment covers. Take it out of the" in text


def test_a_piece_that_also_claims_a_ksb_of_another_method_is_told_of_beside_it_and_may_stay(
    visit: Visitor, cast: Cast, pieces: Any, house: Installation, split: dict[str, list[str]]
) -> None:
    """E1 and E2 show K1 and claim S1; the case study assesses skills."""
    by_method = {code: [CASE_STUDY] if code.startswith("S") else [DISCUSSION] for code in split}
    do(house, cast.adele, confirm_plan_fact, "ST0868", "1.0", "assessed_by", confirmed(by_method))
    said = "E1 also shows S1, which another method of the assessment covers."
    may_stay = "It may stay for K1; nothing in the portfolio counts for S1."
    assert f"{said} {may_stay}" in visit("chloe").page(f"/a/{cast.hers}/portfolio").text
    told = visit("priya").call("GET", f"apprenticeships/{cast.hers}/portfolio").json()["findings"]
    assert [one["piece"] for one in told if one["rule"] == "method_mapping"] == [1, 2]


def test_a_plan_of_the_coming_form_is_in_its_own_words_and_has_the_employer_verify_the_behaviours(
    visit: Visitor, cast: Cast, house: Installation
) -> None:
    gateway = f"apprenticeships/{cast.hers}/gateway"
    before = [one["id"] for one in visit("mark").call("GET", gateway).json()["checks"]]
    assert "behaviours-declaration" not in before
    words = {
        "organisation": "assessment organisation",
        "assessment": "apprenticeship assessment",
        "gateway": "gateway to completion",
    }
    told = ("ST0868", "1.0")
    do(house, cast.adele, confirm_plan_fact, *told, "words", confirmed(words))
    do(house, cast.adele, confirm_plan_fact, *told, "behaviours_verified_by_employer", confirmed(True))
    checks = {one["id"]: one for one in visit("mark").call("GET", gateway).json()["checks"]}
    assert [*checks] == [*before, "behaviours-declaration"]
    assert checks["behaviours-declaration"]["state"] == "not_met"
    page = visit("mark").page(f"/a/{cast.hers}/gateway")
    assert "Gateway to completion" in page.headings["h1"] and "Planned gateway to completion is" in page.text
    assert "By signing the declaration the employer verifies B1, B2, B3, B4, B5 and B6." in page.text
    assert "Behaviours, verified by the employer" in page.text
    assert "Apprenticeship assessment" in visit("chloe").page(f"/a/{cast.hers}/assessment").text
    assert "the assessment organisation asks for" in visit("priya").page(f"/a/{cast.hers}/gateway/components").text
    do(house, cast.adele, take_back_plan_fact, *told, "behaviours_verified_by_employer", "Another plan.")
    assert [one["id"] for one in visit("mark").call("GET", gateway).json()["checks"]] == before


def test_what_is_taken_back_holds_no_more_and_both_stay_to_be_read(
    visit: Visitor, cast: Cast, house: Installation
) -> None:
    adele, here = visit("adele"), f"{HERE}/portfolio.typical_pieces"
    adele.post(here, WORD | {"value": "12"})
    assert "12 Assessment plan AP02, page 9" in spaced(visit("ben").page(HERE))
    assert "Say why" in adele.post(f"{here}/taking-back", {"reason": " "}).text
    page = Page(adele.post(f"{here}/taking-back", {"reason": "It was another standard’s plan."}).text)
    assert "18" in page.text and "End-point assessment plan of ST0480" in page.text
    text = spaced(page)
    assert "Taken back It was another standard’s plan. Adele Brook" in text
    assert "12 Assessment plan AP02, page 9, 19 November 2026 Adele Brook" in text
    assert "Replaced by a newer word" in page.text
    with house.database.reading() as session:
        told = history.happenings(session, history.PROVIDER)[:2]
    assert [(one.action, one.body["fact"], one.body["number"], one.body.get("value")) for one in told] == [
        ("plan_fact_taken_back", "portfolio.typical_pieces", 2, None),
        ("plan_fact_confirmed", "portfolio.typical_pieces", 1, "12"),
    ]
    assert all("another standard" not in str(one.body) for one in told)


def test_a_number_the_plan_does_not_set_is_confirmed_as_none(visit: Visitor) -> None:
    page = Page(visit("adele").post(f"{HERE}/portfolio.most_pieces", WORD | {"value": "", "none": "true"}).text)
    assert "The plan sets none" in page.text
    fact = visit("ben").call("GET", f"{CALL}/portfolio.most_pieces").json()
    assert (fact["value"], fact["confirmed"], fact["confirmed_here"]) == (None, True, True)


@pytest.mark.parametrize(
    ("name", "form", "value"),
    [
        ("plan_version", {"value": "AP02"}, "AP02"),
        ("tolerance_percent", {"value": "0"}, 0),
        ("portfolio.mapping_annex", {"value": "false"}, False),
        ("portfolio.kinds_not_accepted", {}, []),
        ("portfolio.kinds_not_accepted", {"value": ["recording", "observation"]}, ["observation", "recording"]),
        (
            "words",
            {"value.organisation": "assessment organisation", "value.assessment": "assessment", "value.gateway": "it"},
            {"organisation": "assessment organisation", "assessment": "assessment", "gateway": "it"},
        ),
        (
            "gateway_components",
            {
                "value.0.code": "portfolio",
                "value.0.name": "The portfolio",
                "value.0.method": DISCUSSION,
                "value.2.name": "A logbook, signed",
                "value.2.words_at_most": "700",
                "value.2.may_be_waived": "false",
            },
            [
                {"code": "portfolio", "name": "The portfolio", "method": DISCUSSION}
                | {"words_at_most": None, "may_be_waived": None},
                {"code": "a_logbook_signed", "name": "A logbook, signed", "method": ""}
                | {"words_at_most": 700, "may_be_waived": False},
            ],
        ),
        (
            "method_weights",
            {f"value.{DISCUSSION}": "60", f"value.{CASE_STUDY}": "40"},
            {DISCUSSION: 60, CASE_STUDY: 40},
        ),
        (
            "method_minutes",
            {f"value.{DISCUSSION}": "75", f"value.{CASE_STUDY}": ""},
            {DISCUSSION: 75, CASE_STUDY: None},
        ),
        (
            "method_portfolio",
            {f"value.{DISCUSSION}": "false", f"value.{CASE_STUDY}": "true"},
            {DISCUSSION: False, CASE_STUDY: True},
        ),
        (
            "resits",
            {"value.resit_months": "2", "value.retake_months": "", "value.capped_at": ""}
            | {"value.employer_agrees": "false"},
            {"resit_months": 2, "retake_months": None, "capped_at": "", "employer_agrees": False},
        ),
        (
            "overall",
            {"value.0.grade": "fail", "value.0.if_any": "fail", "value.1.grade": "pass"},
            [{"grade": "fail", "if_any": "fail", "if_all": ""}, {"grade": "pass", "if_any": "", "if_all": ""}],
        ),
        (
            "marked_by",
            {f"value.{DISCUSSION}": "assessor", f"value.{CASE_STUDY}": "provider"},
            {DISCUSSION: "assessor", CASE_STUDY: "provider"},
        ),
    ],
)  # fmt: skip
def test_each_sort_of_fact_is_confirmed_by_its_form(
    visit: Visitor, name: str, form: dict[str, Any], value: object
) -> None:
    answer = visit("adele").post(f"{HERE}/{name}", WORD | form)
    assert answer.status_code == 200, Page(answer.text).text
    fact = visit("ben").call("GET", f"{CALL}/{name}").json()
    assert (fact["value"], fact["confirmed_here"]) == (value, True)
    assert "confirmed by Adele Brook" in fact["source"]
    visit("adele").page(f"{HERE}/{name}")


@pytest.mark.parametrize(
    ("name", "form", "sentence"),
    [
        ("portfolio.typical_pieces", {"value": "many"}, "Enter a whole number from 1 to 999"),
        ("portfolio.typical_pieces", {"value": ""}, "Enter a whole number from 1 to 999"),
        ("portfolio.typical_pieces", {"value": "0"}, "Enter a whole number from 1 to 999"),
        ("tolerance_percent", {"value": "101"}, "Enter a whole number from 0 to 100"),
        ("portfolio.mapping_annex", {"value": "perhaps"}, "Say yes or no."),
        ("portfolio.kinds_not_accepted", {"value": "duel"}, "Choose among the kinds of evidence"),
        ("plan_version", {"value": ""}, "Enter one line of 200 characters or fewer."),
        ("words", {"value.gateway": "gateway", "value.assessment": "it"}, "Enter the words that the plan uses."),
        ("gateway_components", {}, "Enter one line or more"),
        ("gateway_components", {"value.0.name": "A", "value.0.method": "duel"}, "Choose one of the standard’s methods"),
        ("gateway_components", {"value.0.words_at_most": "500"}, "Say what is handed over, in one line."),
        ("method_weights", {f"value.{DISCUSSION}": "60", f"value.{CASE_STUDY}": "50"}, "These make 110 percent"),
        ("method_minutes", {f"value.{DISCUSSION}": "long"}, "Enter a whole number from 1 to 10,000, or leave"),
        ("gateway_components", {"value.0.name": "A", "value.0.may_be_waived": "?"}, "Say yes or no, or that the plan"),
        ("resits", {"value.capped_at": "brave", "value.employer_agrees": "true"}, "Choose one of the grades, or no"),
        ("overall", {"value.0.grade": "pass", "value.0.if_all": "pass"}, "The last line must hold for whatever"),
        ("marked_by", {f"value.{DISCUSSION}": "a friend", f"value.{CASE_STUDY}": "assessor"}, "Say who marks it."),
        ("plan_version", {"value": "AP02", "source": ""}, "Say where it stands, in one line"),
        ("plan_version", {"value": "AP02", "found_on": "2026-11-21"}, "Enter a day that is past, or today."),
        ("plan_version", {"value": "AP02", "found_on": "soon"}, "Enter a date, such as 2026-11-23."),
        ("plan_version", {"value": "AP02", "found_on": ""}, "Enter the day on which it was found there."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_once_at_its_field_and_what_was_typed_stays(
    visit: Visitor, name: str, form: dict[str, Any], sentence: str
) -> None:
    answer = visit("adele").post(f"{HERE}/{name}", WORD | form)
    assert answer.status_code == 422
    page = Page(answer.text)
    assert page.text.count(sentence) == 2, page.text
    assert page.field("source")["value"] == (WORD | form)["source"]
    assert visit("ben").call("GET", f"{CALL}/{name}").json()["confirmed_here"] is False


def test_a_split_names_each_ksb_that_was_left_out_and_keeps_the_others(
    visit: Visitor, split: dict[str, list[str]]
) -> None:
    del split["K3"]
    answer = visit("adele").post(f"{HERE}/assessed_by", as_form(split))
    page = Page(answer.text)
    assert answer.status_code == 422
    assert page.text.count("Say which assessment method assesses K3.") == 2
    ticked = [a["name"] for a in page.all("input") if a.get("type") == "checkbox" and "checked" in a]
    assert len(ticked) == 38


def test_facts_that_contradict_each_other_are_refused(house: Installation, cast: Cast) -> None:
    do(house, cast.adele, confirm_plan_fact, "ST0868", "1.0", "portfolio.most_pieces", confirmed(10))
    with pytest.raises(BadInput, match="At least 12 pieces and at most 10 cannot both hold"):
        do(house, cast.adele, confirm_plan_fact, "ST0868", "1.0", "portfolio.fewest_pieces", confirmed(12))


def test_the_same_word_twice_is_one_and_whoever_was_slower_is_told(house: Installation, cast: Cast) -> None:
    told = ("ST0868", "1.0", "months_to_finish")
    assert do(house, cast.adele, confirm_plan_fact, *told, confirmed(3, seen=0)) == 1
    assert do(house, cast.adele, confirm_plan_fact, *told, confirmed(3, seen=0)) == 1
    with pytest.raises(WrongState, match="Somebody else confirmed this fact"):
        do(house, cast.adele, confirm_plan_fact, *told, confirmed(4, seen=0))
    assert do(house, cast.adele, take_back_plan_fact, *told, "A slip.", 1) == 2
    assert do(house, cast.adele, take_back_plan_fact, *told, "A slip.", 1) == 2
    with pytest.raises(WrongState, match="nothing to take back"):
        do(house, cast.adele, take_back_plan_fact, *told, "Another.")


def test_nobody_else_confirms_or_takes_back(house: Installation, cast: Cast) -> None:
    assert Permission.CONFIRM_FACT
    for name in ("chloe", "priya", "mark", "quentin", "sadia"):
        with pytest.raises(NotPermitted):
            do(house, cast.everybody[name], confirm_plan_fact, "ST0868", "1.0", "plan_version", confirmed("AP02"))
        with pytest.raises(NotPermitted):
            do(house, cast.everybody[name], take_back_plan_fact, "ST0868", "1.0", "plan_version", "No.")


def test_a_frozen_portfolio_keeps_the_split_that_was_confirmed_then(
    house: Installation, cast: Cast, visit: Visitor, clock: Any, pieces: Any, split: dict[str, list[str]]
) -> None:
    do(house, cast.adele, confirm_plan_fact, "ST0868", "1.0", "assessed_by", confirmed(split))
    do(house, cast.priya, freeze_portfolio, cast.hers, FOR_GATEWAY)
    where = f"/a/{cast.hers}/portfolio/1/annex.csv"
    before = visit("priya").get(where).text
    assert "\r\nB6," in before and "\r\nS2," not in before
    clock.now += timedelta(hours=1)
    other = {code: [CASE_STUDY] if code != "S2" else [DISCUSSION] for code in split}
    do(house, cast.adele, confirm_plan_fact, "ST0868", "1.0", "assessed_by", confirmed(other))
    assert visit("priya").get(where).text == before
    assert "No chosen piece shows S2" in visit("chloe").page(f"/a/{cast.hers}/portfolio").text


def test_a_program_confirms_once_and_reads_whose_word_it_is(visit: Visitor) -> None:
    body = WORD | {"value": 12}
    for _ in range(2):
        where = f"{CALL}/portfolio.fewest_pieces"
        answer = visit("adele").call("POST", where, json=body, headers={"Idempotency-Key": "once"})
        assert (answer.status_code, answer.json()["source"]) == (201, WHOSE)
    items = visit("ben").call("GET", CALL).json()["items"]
    assert len(items) == 21
    (said,) = next(one for one in items if one["fact"] == "portfolio.fewest_pieces")["said"]
    assert (said["value"], said["by"], said["found_on"]) == (12, "Adele Brook", "2026-11-19")
    taken = visit("adele").call("POST", f"{where}/taking-back", json={"reason": "A slip.", "seen": 1})
    assert (taken.status_code, taken.json()["confirmed_here"]) == (201, False)
    for wrong in (None, {}, [], "AP02", [{"grade": 1}], {"K1": [1]}, {"K1": {}}, True, 1.5, [["a"]]):
        for name in (
            "assessed_by",
            "words",
            "gateway_components",
            "resits",
            "overall",
            "marked_by",
            "method_weights",
            "method_minutes",
            "method_portfolio",
            "months_to_finish",
        ):
            answer = visit("adele").call("POST", f"{CALL}/{name}", json=WORD | {"value": wrong})
            allowed = (201, 422) if (name, wrong) == ("months_to_finish", None) else (422,)
            assert answer.status_code in allowed, (name, wrong, answer.text)


def test_the_pages_take_few_statements_and_those_that_go_by_the_facts_no_more_than_before(
    visit: Visitor, cast: Cast, house: Installation, pieces: Any, split: dict[str, list[str]], statements: Any
) -> None:
    record = f"/a/{cast.hers}"
    asked = [HERE, f"{HERE}/assessed_by", *(f"{record}/{each}" for each in ("coverage", "gateway", "portfolio"))]

    def counted() -> list[int]:
        found = []
        for address in asked:
            priya = visit("priya")
            with statements() as ran:
                priya.client.get(address)
            found.append(len(ran))
        return found

    before = counted()
    do(house, cast.adele, confirm_plan_fact, "ST0868", "1.0", "assessed_by", confirmed(split))
    do(house, cast.adele, confirm_plan_fact, "ST0868", "1.0", "portfolio.fewest_pieces", confirmed(12))
    after = counted()
    assert after == before
    assert max(after) <= 8 and after[:2] == [2, 2], after
