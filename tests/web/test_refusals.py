"""Refusals: in the promised order, one sentence each, as a page for people and problem+json for programs."""

import uuid

import pytest

from tests.visits import Page

NOBODY_IS = str(uuid.UUID(int=7))
BODY = {"start": "nonsense"}


def problem(answer, status):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert set(body) - {"errors"} == {"type", "title", "status", "detail"}
    assert body["status"] == status
    assert body["detail"].endswith(".")
    assert "Traceback" not in answer.text
    return body


def test_first_whether_anybody_is_signed_in(visit):
    """Even for an address that is not there, with a body that is no good."""
    problem(visit().call("POST", "apprenticeships", content=b"{"), 401)
    problem(visit().call("GET", f"apprenticeships/{NOBODY_IS}"), 401)


def test_then_whether_one_is_a_member(visit, cast):
    strange = visit("tomas").call("GET", f"apprenticeships/{cast.hers}")
    missing = visit("tomas").call("GET", f"apprenticeships/{NOBODY_IS}")
    assert problem(strange, 404) == problem(missing, 404), "a stranger cannot tell which of them exists"


def test_then_whether_the_role_may_before_whether_the_thing_exists(visit, cast):
    """Mark may not decide, so he is not told whether there is a piece 99."""
    problem(visit("mark").call("POST", f"apprenticeships/{cast.hers}/evidence/E99/tags/S1/decision", json={}), 403)
    problem(visit("priya").call("POST", f"apprenticeships/{cast.hers}/evidence/E99/tags/S1/decision", json={}), 404)


def test_then_whether_what_was_sent_can_be_taken(visit):
    problem(visit("priya").call("POST", "apprenticeships", content=b"{"), 403)
    problem(visit("adele").call("POST", "apprenticeships", content=b"{"), 422)


def test_a_body_that_is_too_large_is_said_so(visit):
    body = problem(visit("adele").call("POST", "apprenticeships", content=b" " * 1_000_001), 413)
    assert "1,000,000 bytes" in body["detail"]


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"12",
        b"\xff\xfe",
        b"{'a': 1}",
        b"[" * 50_000,
        b'{"a":' * 20_000,
        b"NaN",
        b'"\\ud800"',
    ],
)
def test_a_body_that_is_no_json_object_is_said_so(visit, content):
    answer = visit("adele").call(
        "POST", "apprenticeships", content=content, headers={"content-type": "application/json"}
    )
    assert problem(answer, 422)["errors"][0]["path"] == ""


@pytest.mark.parametrize(
    "media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_a_body_of_another_type_is_said_so(visit, media_type):
    headers = {"content-type": media_type} if media_type else {}
    answer = visit("adele").call("POST", "apprenticeships", content=b'{"a": 1}', headers=headers)
    assert "application/json" in problem(answer, 422)["errors"][0]["message"]


@pytest.mark.parametrize(
    "media_type", ["application/json", "Application/JSON; charset=utf-8", "application/merge-patch+json"]
)
def test_json_by_any_of_its_names_is_read(visit, media_type):
    answer = visit("adele").call("POST", "apprenticeships", content=b"{}", headers={"content-type": media_type})
    assert len(problem(answer, 422)["errors"]) > 3


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_method_that_an_address_does_not_take_is_said_so(visit, method):
    answer = visit("adele").call(method, "apprenticeships")
    problem(answer, 405)
    assert answer.headers["allow"]


@pytest.mark.parametrize(
    "address", ["nothing", "apprenticeships/not-an-id", "standards/ST0868", "%00", "apprenticeships/%00/history"]
)
def test_an_address_that_is_not_there_is_said_so(visit, address):
    problem(visit("adele").call("GET", address), 404)


def test_pages_refuse_in_a_page_with_a_way_out(visit, cast):
    strange = visit("tomas").get(f"/a/{cast.hers}/history")
    page = Page(strange.text)
    assert strange.status_code == 404
    assert page.headings["h1"] == ["Page not found"]
    assert "/" in page.links()
    wrong_role = visit("mark").get(f"/a/{cast.hers}/history")
    assert wrong_role.status_code == 403
    assert Page(wrong_role.text).headings["h1"] == ["You may not do this"]
    assert visit("adele").get("/nothing").status_code == 404
    assert visit("adele").client.put("/people").status_code == 405


def test_a_page_asked_for_by_nobody_leads_to_signing_in_and_a_form_does_not(visit, cast):
    nobody = visit()
    asked = nobody.client.get(f"/a/{cast.hers}/history?before=9", follow_redirects=False)
    assert (asked.status_code, asked.headers["location"]) == (
        303,
        f"/sign-in?next=%2Fa%2F{cast.hers}%2Fhistory%3Fbefore%3D9",
    )
    assert nobody.client.post("/people", data={"name": "x"}, follow_redirects=False).status_code == 401


@pytest.mark.parametrize("before", ["0", "x", "-5", "1e3", "99999999999999999999"])
def test_an_address_with_a_number_that_makes_no_sense_is_refused_in_a_page(visit, cast, before):
    answer = visit("chloe").get(f"/a/{cast.hers}/history?before={before}")
    assert answer.status_code == 422
    assert Page(answer.text).headings["h1"] == ["There is a problem"]


def test_every_answer_carries_the_strict_headers(visit, cast):
    for answer in (
        visit("adele").get("/people"),
        visit("adele").get("/nothing"),
        visit().call("GET", "me"),
        visit().get("/api/v1/docs"),
        visit().get("/help"),
    ):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("address", ["/help", "/accessibility", "/privacy"])
def test_help_is_open_to_everyone_and_linked_from_every_page(visit, address):
    assert visit().page(address).headings["h1"]
    assert address in visit("chloe").page("/account").links()


def test_an_assessor_s_landing_is_for_assessors(visit):
    assert visit("chloe").get("/portfolio").status_code == 403
