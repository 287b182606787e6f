"""Bodies and addresses made to cost more than they say: JSON that is deep, wide or huge, thousands of fields, names
sent twice. Each is answered in a sentence, soon, and in an answer no longer than a page.
"""

import json

import pytest
from sqlalchemy import select

from app.db.tables import core

MEGABYTE = 1_000_000
LONGEST_ANSWER = 120_000
"""However much is wrong, an answer names no more of it than somebody would read."""
FORM = {"content-type": "application/x-www-form-urlencoded"}
JSON = {"content-type": "application/json"}
TIME = {"on": "2026-11-02", "minutes": 60, "activity": "workshop"}


@pytest.fixture
def log(visit, cast):
    """Chloe logs time with a body of these bytes."""
    chloe = visit("chloe")

    def send(body, **more):
        address = f"/api/v1/apprenticeships/{cast.hers}/off-the-job"
        return chloe.client.post(address, content=body, headers=JSON, **more)

    return send


BOMBS = {
    "arrays in arrays": b"[" * (MEGABYTE - 10),
    "objects in objects": b'{"a":' * 150_000 + b"1" + b"}" * 150_000,
    "a number of a million figures": b'{"minutes": ' + b"9" * 900_000 + b"}",
    "a number with a huge exponent": b'{"minutes": 1e999999999}',
    "a key of 900,000 letters": b'{"' + b"k" * 900_000 + b'": 1}',
    "60,000 keys that are not of the form": json.dumps({f"k{n}": n for n in range(60_000)}).encode(),
    "one key 100,000 times": b'{"on": "2026-11-02"' + b', "minutes": 1' * 60_000 + b"}",
    "90,000 KSBs": json.dumps(TIME | {"ksbs": ["K1"] * 90_000}).encode(),
    "4,900 KSBs that are numbers": json.dumps(TIME | {"ksbs": [1] * 4_900}).encode(),
    "4,900 KSBs that are none": json.dumps(TIME | {"ksbs": [f"Z{n}" for n in range(4_900)]}).encode(),
    "90,000 KSBs that are numbers": json.dumps(TIME | {"ksbs": [1] * 90_000}).encode(),
    "half a surrogate": b'{"description": "\\ud800"}',
    "NaN": b'{"minutes": NaN}',
    "another encoding": json.dumps(TIME).encode("utf-16"),
    "a mark before it": b"\xef\xbb\xbf" + json.dumps(TIME).encode(),
    "two objects": json.dumps(TIME).encode() * 2,
    "a list": b"[]",
    "nothing but spaces": b" " * 999_999 + b"x",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_of_json_is_one_short_refusal(log, bomb):
    answer = log(BOMBS[bomb])
    assert answer.status_code == 422
    assert answer.json()["detail"].endswith(".")
    assert len(answer.content) < LONGEST_ANSWER
    assert log(json.dumps(TIME)).status_code == 201


def test_a_body_of_more_than_a_megabyte_is_refused_for_its_size(log):
    answer = log(b'{"description": "' + b"a" * 2 * MEGABYTE + b'"}')
    assert answer.status_code == 413
    assert answer.json()["detail"] == "A JSON body may be at most 1,000,000 bytes."


@pytest.mark.parametrize("fields", [1_999, 10_000, 100_000])
def test_thousands_of_fields_are_one_short_refusal_on_every_kind_of_form(visit, cast, fields):
    people = "&".join(f"f{number}=x" for number in range(fields))
    adele, chloe = visit("adele"), visit("chloe")
    for visitor, address in (
        (adele, "/people"),
        (adele, "/apprenticeships"),
        (chloe, f"/a/{cast.hers}/off-the-job"),
        (chloe, f"/a/{cast.hers}/evidence/new"),
        (chloe, "/sign-in"),
    ):
        answer = visitor.client.post(address, content=people, headers=FORM, follow_redirects=False)
        assert answer.status_code in (413, 422), address
        assert len(answer.content) < LONGEST_ANSWER, address


def test_a_field_sent_twice_or_in_the_address_is_not_another_field(visit, house, cast):
    """The last of a form counts, as browsers do it; what stands in the address is never taken for a field."""
    adele = visit("adele")
    body = "name=First+Name&email=first@example.org&name=Nia+Powell&email=nia@example.org"
    answer = adele.client.post("/people?email=other@example.org&role=administrator", content=body, headers=FORM)
    assert "Nia Powell" in answer.text
    page = adele.page("/people").text
    assert "nia@example.org" in page
    assert "first@example.org" not in page
    assert "other@example.org" not in page


@pytest.mark.parametrize("query", ["limit=1&limit=200", "limit=1&limit=x", "after=&after=x", "limit=200&limit=1"])
def test_a_parameter_sent_twice_is_read_once(visit, query):
    answer = visit("adele").call("GET", f"apprenticeships?{query}")
    assert answer.status_code in (200, 422)
    assert len(answer.json().get("items", [])) <= (1 if query.endswith("limit=1") else 200)


def test_a_cookie_sent_twice_signs_in_nobody_else(visit):
    """Whichever of two a browser sends first or last: it is one of the two, or nobody."""
    chloe = visit("chloe").client.cookies["touchmark_session"]
    for cookies in (
        f"touchmark_session=x; touchmark_session={chloe}",
        f"touchmark_session={chloe}; touchmark_session=x",
    ):
        answer = visit().client.get("/account", headers={"cookie": cookies}, follow_redirects=False)
        assert answer.status_code in (200, 303)


def test_nothing_in_a_host_or_a_forwarded_header_gets_into_a_link_of_a_mail(house, visit, cast):
    """A link in a mail leads to the address of the setting, whatever a request says of itself."""
    headers = {"host": "evil.example", "x-forwarded-host": "evil.example", "forwarded": "host=evil.example"}
    answer = visit().client.post("/sign-in/set_password", data={"email": cast.chloe.email}, headers=headers)
    assert answer.status_code == 200
    assert "evil.example" not in answer.text
    with house.database.reading() as session:
        (body,) = session.scalars(select(core.job.c.body).where(core.job.c.kind == "mail"))
    assert "evil.example" not in body
    assert json.loads(body)["address"].startswith("http://testserver/link/set_password/")
