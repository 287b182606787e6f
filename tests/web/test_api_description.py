"""The description of the JSON face: every call is in it with what it takes, and people can read it without a script."""

import pytest

from app.domain.permissions import Permission
from app.web.api.description import call_routes

UNSAFE = ("post", "put", "patch", "delete")


@pytest.fixture
def described(visit):
    return visit().call("GET", "openapi.json").json()


def operations(described):
    return [(path, method, operation) for path, one in described["paths"].items() for method, operation in one.items()]


def test_it_describes_every_call_under_api_v1_and_nothing_else(visit, described):
    calls = {
        (route.path_format, method.lower()) for route in call_routes(visit().client.app) for method in route.methods
    }
    assert len(calls) >= 20
    assert {(path, method) for path, method, _ in operations(described)} == calls
    assert all(path.startswith("/api/v1/") for path in described["paths"])


@pytest.mark.parametrize(
    "call",
    [
        "get /standards", "get /standards/{reference}/{version}", "get /off-the-job/minimum", "get /me",
        "get /apprenticeships", "post /apprenticeships", "get /apprenticeships/{}",
        "post /apprenticeships/{}/evidence", "get /apprenticeships/{}/evidence", "get /apprenticeships/{}/evidence/{}",
        "get /apprenticeships/{}/evidence/{}/files/{}", "post /apprenticeships/{}/evidence/{}/versions",
        "post /apprenticeships/{}/evidence/{}/submission", "post /apprenticeships/{}/evidence/{}/withdrawal",
        "post /apprenticeships/{}/evidence/{}/tags/{}/decision",
        "post /apprenticeships/{}/evidence/{}/tags/{}/reopening", "get /apprenticeships/{}/coverage",
        "post /apprenticeships/{}/off-the-job", "get /apprenticeships/{}/off-the-job",
        "get /apprenticeships/{}/off-the-job/summary", "post /apprenticeships/{}/off-the-job/{}/confirmation",
        "post /apprenticeships/{}/off-the-job/{}/query", "post /apprenticeships/{}/off-the-job/{}/answer",
        "post /apprenticeships/{}/off-the-job/{}/correction", "post /apprenticeships/{}/off-the-job/{}/withdrawal",
        "get /apprenticeships/{}/reviews", "get /apprenticeships/{}/reviews/{}", "get /apprenticeships/{}/gateway",
        "get /apprenticeships/{}/history",
    ],
)  # fmt: skip
def test_every_call_that_was_promised_is_there(described, call):
    import re

    found = {
        f"{method} {re.sub('{[^}]*}', '{}', path.removeprefix('/api/v1'))}" for path, method, _ in operations(described)
    }
    assert re.sub("{[^}]*}", "{}", call) in found


def test_every_refusal_is_declared_as_problem_json_and_nothing_of_the_framework_s_own(described):
    for path, method, operation in operations(described):
        refused = {status: answer for status, answer in operation["responses"].items() if status >= "400"}
        assert {"401", "403", "404", "422", "503"} <= set(refused), (method, path)
        assert method == "get" or {"408", "409", "413", "429"} <= set(refused), (method, path)
        refused.pop("416", None)
        for answer in refused.values():
            assert list(answer["content"]) == ["application/problem+json"], (method, path)
    assert "HTTPValidationError" not in described["components"]["schemas"]
    assert set(described["components"]["schemas"]["Problem"]["required"]) == {"type", "title", "status", "detail"}


def test_every_answer_says_what_is_in_it(described):
    """No call answers just any object: each field is named, for programs to rely on."""

    def schema(answer):
        (content,) = answer["content"].values()
        return content["schema"]

    done = [
        schema(operation["responses"][status])
        for _, _, operation in operations(described)
        for status in ("200", "201")
        if status in operation["responses"]
    ]
    assert len(done) > 25
    assert [
        one for one in done if "$ref" not in one and one.get("contentMediaType") != "application/octet-stream"
    ] == []


def test_the_bytes_of_a_file_are_declared_with_ranges_and_tags(described):
    path = "/api/v1/apprenticeships/{apprenticeship}/evidence/{evidence}/files/{file}"
    answers = described["paths"][path]["get"]["responses"]
    assert {"200", "206", "304", "416"} <= set(answers)
    assert "application/json" not in answers["200"]["content"]


def test_every_creating_call_shows_a_body_that_it_takes(described):
    for path, method, operation in operations(described):
        if "201" in operation["responses"] and not path.endswith("/versions"):
            (content,) = operation["requestBody"]["content"].values()
            schema = described["components"]["schemas"][content["schema"]["$ref"].rpartition("/")[2]]
            assert set(content["example"]) <= set(schema["properties"]), (method, path)


def test_every_call_that_changes_something_says_what_it_takes(described):
    unsafe = [(path, method, operation) for path, method, operation in operations(described) if method in UNSAFE]
    assert len(unsafe) >= 10
    assert [
        (method, path) for path, method, operation in unsafe if not operation.get("requestBody", {}).get("content")
    ] == []


def test_evidence_is_declared_as_multipart_with_any_number_of_files(described):
    for path in ("evidence", "evidence/{evidence}/versions"):
        body = described["paths"][f"/api/v1/apprenticeships/{{apprenticeship}}/{path}"]["post"]["requestBody"]
        schema = body["content"]["multipart/form-data"]["schema"]
        properties = described["components"]["schemas"][schema["$ref"].rpartition("/")[2]]["properties"]
        assert properties["file"]["type"] == "array"
        assert {"title", "kind", "happened_on", "description", "ksb", "duty", "submit"} <= set(properties)


def test_every_reference_leads_somewhere(described):
    def references(value):
        if isinstance(value, dict):
            if isinstance(value.get("$ref"), str):
                yield value["$ref"]
            for one in value.values():
                yield from references(one)
        elif isinstance(value, list):
            for one in value:
                yield from references(one)

    found = set(references(described))
    assert len(found) > 10
    assert {one for one in found if one.rpartition("/")[2] not in described["components"]["schemas"]} == set()


def test_every_call_names_its_permission_and_has_a_sentence(described):
    known = {permission.value for permission in Permission}
    for path, method, operation in operations(described):
        assert operation["x-permission"] in known, (method, path)
        assert operation["summary"].endswith("."), (method, path)


def test_creating_calls_take_an_idempotency_key(described):
    creating = [operation for _, _, operation in operations(described) if "201" in operation["responses"]]
    assert len(creating) >= 4
    for operation in creating:
        assert "Idempotency-Key" in [parameter["name"] for parameter in operation["parameters"]]


def test_people_read_it_on_a_page_of_ours_with_no_script_from_elsewhere(visit, described):
    nobody = visit()
    answer = nobody.get("/api/v1/docs")
    page = nobody.page("/api/v1/docs")
    assert (
        "script-src" not in answer.headers["content-security-policy"]
        or "unsafe" not in answer.headers["content-security-policy"]
    )
    assert all(script["src"].startswith("/static/") for script in page.all("script"))
    for path, method, operation in operations(described):
        assert f"{method.upper()} {path}" in page.text
        assert operation["summary"].replace("`", "") in page.text


@pytest.mark.parametrize(
    ("call", "fields"),
    [
        ("apprenticeships/{apprenticeship}/gateway/components/{component}/waiver", {"reason"}),
        (
            "apprenticeships/{apprenticeship}/gateway/waivers",
            {"check", "reason", "restricted", "agreed_by", "agreed_on"},
        ),
        ("assessor-access/{grant}/statement", {"conflict"}),
        ("apprenticeships/{apprenticeship}/gateway/shortfall", {"words"}),
        ("apprenticeships/{apprenticeship}/reviews/{number}/sections/{section}", {"words", "base_revision", "role"}),
        ("apprenticeships/{apprenticeship}/targets/{number}/met", {"reason", "review"}),
    ],
)
def test_two_bodies_of_one_name_are_each_described_as_their_own_call_takes_them(described, call, fields):
    assert set(body_of(described, call)["properties"]) == fields


def test_the_employer_of_a_new_apprenticeship_is_not_described_as_a_change_of_employer(described):
    employer = body_of(described, "apprenticeships")["properties"]["employer"]
    assert set(followed(described, employer)["properties"]) == {"name", "email", "organisation"}
    changed = body_of(described, "apprenticeships/{apprenticeship}/employer")["properties"]
    assert {"since", "ended_on", "reason"} < set(changed)


def body_of(described, call):
    """What a POST to this address is said to take."""
    content = described["paths"][f"/api/v1/{call}"]["post"]["requestBody"]["content"]
    return followed(described, content["application/json"]["schema"])


def followed(described, schema):
    return described["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
