"""Evidence over the JSON face: shapes, statuses, order of refusals, repeated calls and bad input."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from app.actions.acting import Installation
from app.db.evidence import hours_with
from tests.cast import Cast
from tests.visits import Visit

Visitor = Callable[..., Visit]
PDF = ("file", ("drop-in-log.pdf", b"%PDF-1.7 a log of the drop-in", "application/pdf"))
FIELDS = {
    "title": "Benefits drop-in",
    "kind": "work_product",
    "happened_on": "2026-11-19",
    "description": "I explained three options.",
    "ksb": ["S14", "K10"],
    "duty": ["D6"],
    "confidentiality_statement": "true",
    "submit": "true",
}


def add(visit: Visit, cast: Cast, files: Any = (PDF,), status: int = 201, **changed: Any) -> Any:
    """Add a piece and return the answer's body."""
    headers = changed.pop("headers", {})
    fields = {name: value for name, value in (FIELDS | changed).items() if value is not None}
    address = f"apprenticeships/{cast.hers}/evidence"
    answer = visit.call("POST", address, data=fields, files=list(files) or None, headers=headers)
    assert answer.status_code == status, answer.text
    return answer.json()


def call(visit: Visit, cast: Cast, path: str, body: Any = None, status: int = 200, method: str = "POST") -> Any:
    more = {} if body is None else {"json": body}
    answer = visit.call(method, f"apprenticeships/{cast.hers}/evidence{path}", **more)
    assert answer.status_code == status, answer.text
    return answer.json()


def test_a_sent_piece_is_answered_in_the_shape_of_the_contract(cast: Cast, visit: Visitor) -> None:
    piece = add(visit("chloe"), cast)
    assert piece["number"] == 1
    assert {key: piece[key] for key in ("title", "kind", "state", "version", "draft_version", "duties")} == {
        "title": "Benefits drop-in",
        "kind": "work_product",
        "state": "submitted",
        "version": 1,
        "draft_version": None,
        "duties": ["D6"],
    }
    assert piece["tags"][0] == {
        "ksb": "K10", "state": "awaiting", "where": "", "how": "", "places": [], "feedback": "",
        "decided_by": None, "decided_at": None, "carried_from": None,
    }  # fmt: skip
    assert [tag["ksb"] for tag in piece["tags"]] == ["K10", "S14"]
    file = piece["files"][0]
    assert (file["name"], file["size"], file["media_type"]) == ("drop-in-log.pdf", 29, "application/pdf")
    assert piece["submitted_at"] == "2026-11-20T09:00:00+00:00"
    assert piece["confidentiality_statement"] == "stated"


def test_the_piece_is_found_by_its_id_and_by_its_number(cast: Cast, visit: Visitor) -> None:
    piece = add(visit("chloe"), cast)
    for name in (piece["id"], "E1", "1"):
        assert call(visit("priya"), cast, f"/{name}", method="GET")["id"] == piece["id"]


def test_the_list_goes_on_where_the_cursor_says(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    for number in range(52):
        add(chloe, cast, files=(), title=f"Piece {number + 1}")
    first = call(chloe, cast, "", method="GET")
    assert [one["number"] for one in first["items"]] == list(range(52, 2, -1))
    rest = call(chloe, cast, f"?after={first['next']}", method="GET")
    assert ([one["number"] for one in rest["items"]], rest["next"]) == ([2, 1], None)
    call(chloe, cast, "?after=nonsense", method="GET", status=422)


def test_the_list_is_filtered_by_state_and_ksb(cast: Cast, visit: Visitor) -> None:
    chloe, priya = visit("chloe"), visit("priya")
    add(chloe, cast)
    add(chloe, cast, ksb=["B6"], submit="false")
    call(priya, cast, "/E1/tags/K10/decision", {"verdict": "accepted"})
    call(priya, cast, "/E1/tags/S14/decision", {"verdict": "returned", "feedback": "Say why."})
    numbers = lambda query: [one["number"] for one in call(chloe, cast, query, method="GET")["items"]]  # noqa: E731
    assert numbers("?state=returned") == [1]
    assert numbers("?state=draft") == [2]
    assert numbers("?ksb=B6") == [2]
    assert numbers("?ksb=K10&state=accepted") == []
    call(chloe, cast, "?state=lost", method="GET", status=422)


def test_the_file_is_served_whole_in_part_and_not_again(house: Installation, cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    file = add(chloe, cast)["files"][0]
    address = f"apprenticeships/{cast.hers}/evidence/E1/files/{file['id']}"
    whole = chloe.call("GET", address)
    assert (whole.status_code, whole.content) == (200, PDF[1][1])
    assert whole.headers["content-disposition"].startswith("attachment")
    assert whole.headers["x-content-type-options"] == "nosniff"
    part = chloe.call("GET", address, headers={"range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"%PDF")
    assert chloe.call("GET", address, headers={"if-none-match": whole.headers["etag"]}).status_code == 304


def test_a_draft_is_sent_and_sending_it_again_says_the_same(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    assert add(chloe, cast, submit="false")["state"] == "draft"
    sent = call(chloe, cast, "/E1/submission", {})
    assert (sent["state"], sent["version"], sent["draft_version"]) == ("submitted", 1, None)
    assert call(chloe, cast, "/E1/submission") == sent


def test_a_draft_that_lacks_something_is_not_sent(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    add(chloe, cast, files=(), submit="false", title="", description="", ksb=None, happened_on=None)
    refused = call(chloe, cast, "/E1/submission", status=422)
    assert [one["path"] for one in refused["errors"]] == ["title", "happened_on", "ksb", "file"]


def test_a_new_version_carries_what_was_accepted_when_it_keeps_the_file(cast: Cast, visit: Visitor) -> None:
    chloe, priya = visit("chloe"), visit("priya")
    add(chloe, cast)
    call(priya, cast, "/E1/tags/K10/decision", {"verdict": "accepted", "version": 1})
    second = ("file", ("more.txt", b"What I did the week after.", "text/plain"))
    fields = FIELDS | {"title": "Benefits drop-in, with follow-up"}
    answer = chloe.call("POST", f"apprenticeships/{cast.hers}/evidence/E1/versions", data=fields, files=[PDF, second])
    assert answer.status_code == 201
    tags = {tag["ksb"]: (tag["state"], tag["carried_from"]) for tag in answer.json()["tags"]}
    assert (answer.json()["version"], tags) == (2, {"K10": ("accepted", 1), "S14": ("awaiting", None)})
    refused = call(priya, cast, "/E1/tags/S14/decision", {"verdict": "accepted", "version": 1}, status=409)
    assert refused["detail"] == "E1 now has version 2. Read that one before you decide."


def test_the_same_decision_twice_is_answered_as_the_first_time_and_another_is_refused(
    cast: Cast, visit: Visitor
) -> None:
    priya = visit("priya")
    add(visit("chloe"), cast)
    decision = {"verdict": "returned", "feedback": "Say what you did next."}
    first = call(priya, cast, "/E1/tags/S14/decision", decision)
    assert call(priya, cast, "/E1/tags/S14/decision", decision) == first
    call(priya, cast, "/E1/tags/S14/decision", {"verdict": "accepted"}, status=409)
    call(priya, cast, "/E1/tags/S14/reopening", {"reason": "I misread it."})
    again = call(priya, cast, "/E1/tags/S14/reopening", {"reason": "I misread it."})
    assert next(tag for tag in again["tags"] if tag["ksb"] == "S14")["state"] == "awaiting"


def test_returning_needs_feedback_and_reopening_and_withdrawing_need_a_reason(cast: Cast, visit: Visitor) -> None:
    chloe, priya = visit("chloe"), visit("priya")
    add(chloe, cast)
    refused = call(priya, cast, "/E1/tags/S14/decision", {"verdict": "returned", "feedback": " "}, status=422)
    assert refused["errors"][0]["path"] == "feedback"
    call(priya, cast, "/E1/tags/S14/decision", {"verdict": "declined"})
    assert call(priya, cast, "/E1/tags/S14/reopening", {}, status=422)["errors"][0]["path"] == "reason"
    assert call(chloe, cast, "/E1/withdrawal", {"reason": ""}, status=422)["errors"][0]["path"] == "reason"
    assert (
        call(priya, cast, "/E1/tags/K10/decision", {"verdict": "maybe"}, status=422)["errors"][0]["path"] == "verdict"
    )


def test_withdrawing_twice_for_the_same_reason_says_the_same(cast: Cast, visit: Visitor) -> None:
    chloe = visit("chloe")
    add(chloe, cast)
    gone = call(chloe, cast, "/E1/withdrawal", {"reason": "It names a family."})
    assert gone["state"] == "withdrawn"
    assert call(chloe, cast, "/E1/withdrawal", {"reason": "It names a family."}) == gone
    call(chloe, cast, "/E1/withdrawal", {"reason": "Another reason."}, status=409)
    call(visit("priya"), cast, "/E1/tags/S14/decision", {"verdict": "accepted"}, status=409)


def test_refusals_come_in_the_order_of_the_contract(cast: Cast, visit: Visitor) -> None:
    nowhere = f"/{uuid4()}/tags/K1/decision"
    call(visit(), cast, nowhere, {}, status=401)
    call(visit("ben"), cast, nowhere, {}, status=404)
    call(visit("mark"), cast, nowhere, {"verdict": "nonsense"}, status=403)
    call(visit("priya"), cast, nowhere, {"verdict": "nonsense"}, status=404)
    add(visit("chloe"), cast)
    call(visit("priya"), cast, "/E1/tags/K10/decision", {"verdict": "nonsense"}, status=422)
    call(visit("priya"), cast, "/E1/tags/K1/decision", {"verdict": "accepted"}, status=404)
    call(visit("priya"), cast, "/E1/tags/K10/decision", {"verdict": "accepted", "version": 7}, status=409)


def test_a_piece_of_another_apprenticeship_is_not_there(cast: Cast, visit: Visitor) -> None:
    piece = add(visit("chloe"), cast)
    file = piece["files"][0]["id"]
    for path in (piece["id"], f"E1/files/{file}"):
        answer = visit("ben").call("GET", f"apprenticeships/{cast.his}/evidence/{path}")
        assert answer.status_code == 404


def test_a_repeated_key_gets_the_answer_of_the_first_time(house: Installation, cast: Cast, visit: Visitor) -> None:
    chloe, key = visit("chloe"), {"Idempotency-Key": "abc"}
    first = add(chloe, cast, headers=key)
    assert add(chloe, cast, headers=key) == first
    add(chloe, cast, headers=key, title="Another", status=409)
    add(chloe, cast, headers=key, files=(), status=409)
    assert len(call(chloe, cast, "", method="GET")["items"]) == 1


def test_others_do_not_know_of_drafts(cast: Cast, visit: Visitor) -> None:
    add(visit("chloe"), cast, submit="false")
    for name in ("priya", "mark", "quentin", "adele"):
        assert call(visit(name), cast, "", method="GET")["items"] == []
        call(visit(name), cast, "/E1", method="GET", status=404)


@pytest.mark.parametrize("name", ["mark", "quentin"])
def test_before_it_is_cleared_some_see_titles_and_tags_and_no_content(cast: Cast, visit: Visitor, name: str) -> None:
    file = add(visit("chloe"), cast)["files"][0]["id"]
    call(visit("priya"), cast, "/E1/tags/S14/decision", {"verdict": "returned", "feedback": "Whose idea was it?"})
    seen = call(visit(name), cast, "/E1", method="GET")
    assert (seen["title"], [tag["state"] for tag in seen["tags"]]) == ("Benefits drop-in", ["awaiting", "returned"])
    assert (seen["files"], seen["description"], seen["withheld"]) == ([], None, True)
    assert all(tag["feedback"] == "" for tag in seen["tags"])
    refused = visit(name).call("GET", f"apprenticeships/{cast.hers}/evidence/E1/files/{file}")
    assert (refused.status_code, refused.json()["detail"]) == (403, "The tutor has not cleared E1 for you to read yet.")


def test_hours_are_logged_with_the_piece_and_wait(house: Installation, cast: Cast, visit: Visitor) -> None:
    add(visit("chloe"), cast, off_the_job_minutes="150", off_the_job_activity="workshop")
    with house.database.reading() as session:
        hours = hours_with(session, cast.hers, 1)
    assert [(one.minutes, one.state, one.activity) for one in hours] == [(150, "waiting", "workshop")]


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"title": "x" * 201}, "title"),
        ({"title": "  "}, "title"),
        ({"kind": "novel"}, "kind"),
        ({"kind": None}, "kind"),
        ({"happened_on": "2026-11-21"}, "happened_on"),
        ({"happened_on": "2025-07-06"}, "happened_on"),
        ({"happened_on": "19/11/2026"}, "happened_on"),
        ({"ksb": ["K99"]}, "ksb"),
        ({"ksb": ["ST0001-K1"]}, "ksb"),
        ({"duty": ["D12"]}, "duty"),
        ({"off_the_job_minutes": "0", "off_the_job_activity": "workshop"}, "off_the_job_minutes"),
        ({"off_the_job_minutes": "1441", "off_the_job_activity": "workshop"}, "off_the_job_minutes"),
        ({"off_the_job_minutes": "many", "off_the_job_activity": "workshop"}, "off_the_job_minutes"),
        ({"off_the_job_minutes": "30", "off_the_job_activity": "golf"}, "off_the_job_activity"),
        ({"kept": str(uuid4())}, "file"),
        ({"submit": "perhaps"}, "submit"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_bad_input_is_named_at_its_field(cast: Cast, visit: Visitor, changed: dict[str, Any], path: str) -> None:
    refused = add(visit("chloe"), cast, status=422, **changed)
    assert path in [one["path"] for one in refused["errors"]]
    assert call(visit("chloe"), cast, "", method="GET")["items"] == []


def test_ten_thousand_tags_are_refused_in_a_sentence(cast: Cast, visit: Visitor) -> None:
    refused = add(visit("chloe"), cast, status=422, ksb=[f"K{number}" for number in range(10_000)])
    assert "More than 1,000 answers were sent in one form. Choose fewer." in refused["detail"]


def test_an_empty_file_is_named(cast: Cast, visit: Visitor) -> None:
    refused = add(visit("chloe"), cast, files=[("file", ("empty.pdf", b"", "application/pdf"))], status=422)
    assert refused["errors"] == [{"path": "file", "message": "“empty.pdf” is empty. Choose another file."}]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("ภาพถ่าย 写真.pdf", "ภาพถ่าย 写真.pdf"),
        ("a\u202efdp.exe.pdf", "afdp.exe.pdf"),
        ("y" * 300 + ".pdf", "y" * 116 + ".pdf"),
    ],
)
def test_an_odd_file_name_is_tidied(cast: Cast, visit: Visitor, sent: str, kept: str) -> None:
    piece = add(visit("chloe"), cast, files=[("file", (sent, b"%PDF-1.7 x", "application/pdf"))])
    assert piece["files"][0]["name"] == kept


def test_a_body_that_is_no_form_is_refused_in_a_sentence(cast: Cast, visit: Visitor) -> None:
    address = f"apprenticeships/{cast.hers}/evidence"
    for headers, body in (
        ({"content-type": "application/json"}, b"{}"),
        ({"content-type": "multipart/form-data"}, b"--x"),
        ({"content-type": "multipart/form-data; boundary=x"}, b"nonsense"),
    ):
        answer = visit("chloe").call("POST", address, content=body, headers=headers)
        assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")


def test_a_new_version_of_what_is_not_there_is_told_before_the_body_is_read(cast: Cast, visit: Visitor) -> None:
    call(visit("chloe"), cast, "/E9/versions", {}, status=404)
    call(visit("priya"), cast, "/E9/versions", {}, status=403)
