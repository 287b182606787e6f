"""The standards, as pages and as JSON: every fact with its source, and what nobody confirmed said so."""

import json

import pytest

from app.actions.plan_facts import confirm_plan_fact
from app.db import confirmed_facts
from tests.cast import NOW
from tests.web.test_plan_facts import confirmed, do


@pytest.mark.parametrize("name", ["chloe", "priya", "mark", "helen", "quentin", "sadia", "adele"])
def test_anybody_signed_in_reads_the_standards(visit, name):
    somebody = visit(name)
    assert "/standards/ST0868/1.0" in somebody.page("/standards").links()
    assert "Early intervention practitioner" in somebody.page("/standards/ST0868/1.0").text


def test_the_page_shows_every_duty_ksb_and_method_with_the_published_wording(visit, catalogue):
    standard = catalogue.standard("ST0868", "1.0")
    text = visit("chloe").page("/standards/ST0868/1.0").text
    assert len(standard.duties) == 11
    for duty in standard.duties:
        assert " ".join(duty.text.split()) in text
    for ksb in standard.ksbs:
        assert " ".join(ksb.text.split())[1:] in text
    for method in standard.methods:
        assert method.name in text
    assert "67 days in all" in text
    assert "Open Government Licence" in text
    assert "Crown copyright" in text


def test_our_plain_words_stand_beside_the_published_ones_and_are_marked_as_ours(visit, catalogue):
    text = visit("chloe").page("/standards/ST0868/1.0").text
    plain = [ksb.plain for ksb in catalogue.standard("ST0868", "1.0").ksbs]
    assert len(plain) == 38 and all(plain)
    for words in plain:
        assert f"In plain words (ours): {words}" in text


def test_what_nobody_has_confirmed_says_so(visit):
    text = visit("chloe").page("/standards/ST0868/1.0").text
    assert "Which KSB each method assesses is not confirmed" in text
    assert "all 38 count towards coverage" in text
    assert "Not confirmed" in text


def test_every_source_that_is_cited_is_listed_and_conflicts_stand_beside_their_fact(visit, catalogue):
    page = visit("chloe").page("/standards/ST0868/1.0")
    cited = {link for link in page.links() if link.startswith("#source-")}
    listed = {f"#{a['id']}" for _, a in page.tags if a.get("id", "").startswith("source-")}
    assert len(cited) >= 3
    assert cited == listed
    for said in catalogue.standard("ST0868", "1.0").conflicts["typical_months_to_gateway"]:
        assert " ".join(said.split()) in page.text


@pytest.mark.parametrize("address", ["ST0868/9.9", "ST9999/1.0", "ST0868/%2e%2e", "%3Cb%3E/1.0"])
def test_a_standard_that_is_not_held_here_is_not_found(visit, address):
    chloe = visit("chloe")
    assert chloe.get(f"/standards/{address}").status_code == 404
    assert chloe.call("GET", f"standards/{address}").status_code == 404


def test_the_json_of_a_standard_is_what_the_outside_face_says_and_the_programmes_beside_it(visit):
    body = visit("chloe").call("GET", "standards/ST0868/1.0").json()
    assert set(body) == {
        "reference", "version", "title", "level", "lars_code", "typical_months_to_gateway", "duties", "ksbs",
        "assessment_methods", "otj_days_total", "method_mapping_confirmed", "programmes",
    }  # fmt: skip
    assert (body["reference"], body["version"], body["level"], body["lars_code"]) == ("ST0868", "1.0", 4, 634)
    assert body["typical_months_to_gateway"] == 18
    assert [duty["otj_days"] for duty in body["duties"]] == [4, 6, 5, 4, 8, 3, 8, 7, 6, 4, 12]
    assert body["otj_days_total"] == 67
    assert sum(len(duty["ksbs"]) for duty in body["duties"]) == 338
    assert set(body["duties"][0]) == {"code", "text", "otj_days", "ksbs"}
    kinds = [ksb["kind"] for ksb in body["ksbs"]]
    assert [kinds.count(kind) for kind in ("knowledge", "skill", "behaviour")] == [17, 15, 6]
    assert all(ksb["assessed_by"] == [] for ksb in body["ksbs"])
    assert set(body["ksbs"][0]) == {"code", "kind", "text", "plain", "assessed_by"}
    assert body["ksbs"][11]["plain"] == "Why safe lone working matters, and how you lower the risks to yourself."
    assert all(set(method) == {"code", "name", "weight_percent", "minutes"} for method in body["assessment_methods"])
    assert body["method_mapping_confirmed"] is False


def test_the_list_of_standards_is_a_list_as_every_list_is(visit):
    body = visit("chloe").call("GET", "standards").json()
    assert set(body) == {"items", "next"}
    assert body["next"] is None
    assert [one["reference"] for one in body["items"]] == ["ST0868"]


def test_a_split_that_an_administrator_confirmed_shows_on_the_page_and_in_the_json(visit, house, cast, catalogue):
    split = {
        ksb.code: ["case_study" if ksb.kind == "skill" else "professional_discussion"]
        for ksb in catalogue.standard("ST0868", "1.0").ksbs
    }
    with house.database.writing() as session:
        confirmed_facts.add(
            session,
            "ST0868/1.0",
            "assessed_by",
            json.dumps(split),
            source="Assessment plan, page 9",
            effective_on=NOW.date(),
            by=cast.adele.id,
            at=NOW,
        )
    chloe = visit("chloe")
    body = chloe.call("GET", "standards/ST0868/1.0").json()
    assert body["method_mapping_confirmed"] is True
    assert {ksb["code"]: ksb["assessed_by"] for ksb in body["ksbs"]} == split
    text = chloe.page("/standards/ST0868/1.0").text
    assert "Which KSB each method assesses is not confirmed" not in text
    assert "It assesses S1, S2, S3" in text


def test_where_a_plan_has_other_words_no_page_keeps_the_old_ones(visit, house, cast):
    """A source keeps its name and what is quoted of it; all else goes by the plan’s own words."""
    words = {
        "organisation": "assessment organisation",
        "assessment": "apprenticeship assessment",
        "gateway": "gateway to completion",
    }
    record, standard = f"/a/{cast.hers}", "/standards/ST0868/1.0"
    heading = {"chloe": f"{record}/gateway", "adele": standard}
    for name, address in heading.items():
        assert "End-point assessment" in visit(name).page(address).headings["h2"]
    do(house, cast.adele, confirm_plan_fact, "ST0868", "1.0", "words", confirmed(words))
    for name, address in heading.items():
        found = visit(name).page(address)
        assert "Apprenticeship assessment" in found.headings["h2"]
    assert "Typical apprenticeship assessment" in visit("chloe").page(standard).text
    for name, path in (
        ("chloe", "/gateway"),
        ("mark", "/assessment"),
        ("priya", "/plan"),
        ("priya", "/plan/details"),
        ("chloe", "/portfolio/adjustments"),
    ):
        said = visit(name).page(f"{record}{path}").text.replace("End-point assessment plan of ST0480", "")
        assert "nd-point assessment" not in said, path
