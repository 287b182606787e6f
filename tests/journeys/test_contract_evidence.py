"""The outside face, as a program meets it: evidence from adding to withdrawing, and what coverage makes of it."""

import hashlib
from dataclasses import replace
from datetime import datetime

import pytest

PIECE = {
    "title": "A home visit",
    "kind": "work_product",
    "happened_on": "2026-11-02",
    "description": "What I did and learned",
    "ksb": ["K1", "S1", "B1"],
    "duty": ["D1"],
    "confidentiality_statement": "true",
    "submit": "true",
}
NOTES, PLAN = b"%PDF-1.4 the notes of the visit", b"the plan, word for word " * 100
EVIDENCE_KEYS = {
    "id", "number", "title", "kind", "state", "version", "draft_version", "tags", "duties", "files", "submitted_at",
}  # fmt: skip
TAG_KEYS = {"ksb", "state", "where", "how", "feedback", "decided_by", "decided_at", "carried_from"}


def files(*contents):
    return [("file", (f"file-{number}.pdf", content)) for number, content in enumerate(contents, 1)]


@pytest.fixture
def hers(cast):
    """The address of Chloe's apprenticeship."""
    return f"apprenticeships/{cast.hers}"


@pytest.fixture
def added(program, hers):
    """A piece that Chloe sent with two files, as it was answered."""
    answer = program("chloe").post(f"{hers}/evidence", data=PIECE, files=files(NOTES, PLAN))
    assert answer.status_code == 201, answer.text
    return answer.json()


@pytest.fixture
def decide(program, hers):
    """`decide("K1", "accepted")` is Priya's decision on piece 1."""

    def do(ksb, verdict, feedback="", **more):
        body = {"verdict": verdict, "feedback": feedback} | more
        return program("priya").post(f"{hers}/evidence/1/tags/{ksb}/decision", json=body)

    return do


def states(coverage):
    return {one["code"]: one["state"] for one in coverage["ksbs"] if one["state"] != "not_started"}


def test_a_piece_is_answered_with_every_key_of_the_outside_face(added):
    assert set(added) >= EVIDENCE_KEYS
    assert (added["number"], added["version"], added["draft_version"], added["state"]) == (1, 1, None, "submitted")
    assert added["duties"] == ["D1"]
    assert [tag["ksb"] for tag in added["tags"]] == ["K1", "S1", "B1"]
    for tag in added["tags"]:
        assert set(tag) == TAG_KEYS | {"places"}
        assert (tag["state"], tag["decided_by"], tag["decided_at"], tag["carried_from"]) == (
            "awaiting",
            None,
            None,
            None,
        )
    for file, content in zip(added["files"], (NOTES, PLAN), strict=True):
        assert set(file) >= {"id", "name", "size", "sha256", "media_type", "scan", "checked"}
        assert (file["size"], file["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert added["files"][0]["media_type"] == "application/pdf"
    assert datetime.fromisoformat(added["submitted_at"]).tzinfo


def test_a_piece_has_a_page_of_its_own_and_a_place_in_the_list(program, hers, added):
    chloe = program("chloe")
    assert chloe.get(f"{hers}/evidence/{added['id']}").json() == added
    for query in ("", "?state=submitted", "?ksb=K1"):
        assert chloe.get(f"{hers}/evidence{query}").json() == {"items": [added], "next": None}
    for query in ("?state=draft", "?ksb=K2"):
        assert chloe.get(f"{hers}/evidence{query}").json() == {"items": [], "next": None}


def test_without_the_statement_it_is_said_not_to_be_stated(program, hers, added):
    assert added["confidentiality_statement"] == "stated"
    silent = {name: value for name, value in PIECE.items() if name != "confidentiality_statement"}
    answer = program("chloe").post(f"{hers}/evidence", data=silent, files=files(NOTES))
    assert answer.json()["confidentiality_statement"] == "not stated"


def test_a_file_is_served_whole_in_part_or_not_again(program, hers, added):
    priya = program("priya")
    address = f"{hers}/evidence/{added['id']}/files/{added['files'][1]['id']}"
    whole = priya.get(address)
    assert (whole.status_code, whole.content) == (200, PLAN)
    part = priya.get(address, headers={"range": "bytes=4-7"})
    assert (part.status_code, part.content) == (206, b"plan")
    assert part.headers["content-range"] == f"bytes 4-7/{len(PLAN)}"
    assert priya.get(address, headers={"range": f"bytes={len(PLAN)}-"}).status_code == 416
    assert priya.get(address, headers={"if-none-match": whole.headers["etag"]}).status_code == 304
    assert program("mark").get(address).status_code == 403, "not cleared for an employer yet"
    assert program("adele").get(address).status_code == 403
    assert program("tomas").get(address).status_code == 404


def test_each_decision_moves_the_piece_and_its_coverage(program, hers, added, decide):
    chloe = program("chloe")
    assert states(chloe.get(f"{hers}/coverage").json()) == {"K1": "tagged", "S1": "tagged", "B1": "tagged"}
    decided = decide("K1", "accepted", version=1)
    assert (decided.status_code, decided.json()["state"]) == (200, "submitted")
    tag = decided.json()["tags"][0]
    assert (tag["state"], bool(tag["decided_by"]), bool(tag["decided_at"])) == ("accepted", True, True)
    assert decide("S1", "returned").json()["errors"][0]["path"] == "feedback"
    assert decide("S1", "returned", "Say what you decided").status_code == 200
    assert decide("B1", "declined", "This shows K1").json()["state"] == "returned"
    coverage = chloe.get(f"{hers}/coverage").json()
    assert states(coverage) == {"K1": "accepted", "S1": "returned"}
    reopened = program("priya").post(f"{hers}/evidence/1/tags/S1/reopening", json={"reason": "I misread it"})
    assert (reopened.status_code, reopened.json()["tags"][1]["state"]) == (200, "awaiting")


def test_coverage_has_every_key_and_its_percentages_are_rounded_down(program, hers, added, decide):
    decide("K1", "accepted")
    said = program("mark").get(f"{hers}/coverage").json()
    counts = {name: said[name] for name in ("total", "accepted", "tagged", "returned", "not_started", "percent")}
    assert counts == {"total": 38, "accepted": 1, "tagged": 2, "returned": 0, "not_started": 35, "percent": 2}
    assert set(said["ksbs"][0]) >= {"code", "kind", "state", "accepted", "awaiting", "returned", "evidence"}
    assert {name: said["ksbs"][0][name] for name in ("code", "kind", "evidence")} == {
        "code": "K1", "kind": "knowledge", "evidence": [1],
    }  # fmt: skip
    assert set(said["kinds"]) == {"knowledge", "skill", "behaviour"}
    assert said["kinds"]["knowledge"].items() >= {"total": 17, "accepted": 1, "percent": 5}.items()
    assert [duty["code"] for duty in said["duties"]] == [f"D{number}" for number in range(1, 12)]
    first = {"code": "D1", "total": 22, "accepted": 1, "percent": 4, "target_minutes": 1680, "confirmed_minutes": 0}
    assert said["duties"][0] == first
    assert said["methods"] is None


def test_an_accepted_tag_is_carried_to_a_version_that_keeps_the_files_and_claims_it(program, hers, added, decide):
    decide("K1", "accepted")
    chloe = program("chloe")
    changed = PIECE | {"title": "A second visit", "ksb": ["K1", "S2"], "submit": "false"}
    draft = chloe.post(f"{hers}/evidence/1/versions", data=changed, files=files(NOTES, PLAN))
    assert draft.status_code == 201
    assert (draft.json()["version"], draft.json()["draft_version"]) == (1, 2), (
        "a draft changes nothing until it is sent"
    )
    assert program("priya").get(f"{hers}/evidence/1").json()["draft_version"] is None
    sent = chloe.post(f"{hers}/evidence/1/submission")
    assert sent.status_code == 200
    tags = {tag["ksb"]: (tag["state"], tag["carried_from"]) for tag in sent.json()["tags"]}
    assert tags == {"K1": ("accepted", 1), "S2": ("awaiting", None)}
    assert chloe.post(f"{hers}/evidence/1/submission").json() == sent.json(), "sent twice answers the same"
    assert states(chloe.get(f"{hers}/coverage").json()) == {"K1": "accepted", "S2": "tagged"}
    assert decide("S2", "accepted", version=1).status_code == 409


def test_an_accepted_tag_awaits_again_where_a_file_of_it_has_gone(program, hers, added, decide):
    decide("K1", "accepted")
    sent = program("chloe").post(f"{hers}/evidence/1/versions", data=PIECE, files=files(NOTES))
    assert (sent.status_code, sent.json()["version"]) == (201, 2)
    assert {tag["state"] for tag in sent.json()["tags"]} == {"awaiting"}


def test_a_withdrawn_piece_counts_for_nothing_and_its_hours_stay(program, hers, decide):
    chloe = program("chloe")
    hours = {"off_the_job_minutes": "90", "off_the_job_activity": "workshop"}
    assert chloe.post(f"{hers}/evidence", data=PIECE | hours, files=files(NOTES)).status_code == 201
    decide("K1", "accepted")
    assert chloe.post(f"{hers}/evidence/1/withdrawal", json={}).status_code == 422
    gone = chloe.post(f"{hers}/evidence/1/withdrawal", json={"reason": "Another family was named in it"})
    assert (gone.status_code, gone.json()["state"]) == (200, "withdrawn")
    assert states(chloe.get(f"{hers}/coverage").json()) == {}
    entry = chloe.get(f"{hers}/off-the-job").json()["items"][0]
    assert (entry["minutes"], entry["state"], entry["evidence"]) == (90, "waiting", 1)
    assert decide("S1", "accepted").status_code == 409


def test_what_was_sent_is_told_before_what_the_piece_allows(program, hers, added, decide):
    """A withdrawn piece allows nothing; yet 422 comes before 409."""
    chloe, priya = program("chloe"), program("priya")
    chloe.post(f"{hers}/evidence/1/withdrawal", json={"reason": "Another family was named in it"})
    assert decide("S1", "returned").status_code == 422
    assert decide("S1", "returned", "x" * 10_001).status_code == 422
    assert priya.post(f"{hers}/evidence/1/tags/S1/reopening", json={"reason": " "}).status_code == 422
    assert priya.post(f"{hers}/evidence/1/tags/S1/reopening", json={"reason": "I misread it"}).status_code == 409
    assert chloe.post(f"{hers}/evidence/1/withdrawal", json={"reason": ""}).status_code == 422
    assert chloe.post(f"{hers}/evidence/1/withdrawal", json={"reason": "Another reason"}).status_code == 409
    assert chloe.post(f"{hers}/evidence/1/versions", data=PIECE | {"kind": "zzz"}).status_code == 422
    assert chloe.post(f"{hers}/evidence/1/versions", data=PIECE).status_code == 409


def test_what_is_over_the_limit_is_413_before_it_is_anything_else(program, house, hers):
    small = replace(house, settings=house.settings.model_copy(update={"max_upload_mb": 1}))
    large = files(b"x" * (1024 * 1024 + 1))
    answer = program("chloe", of=small).post(f"{hers}/evidence", data=PIECE | {"kind": "no such kind"}, files=large)
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
    assert program("mark", of=small).post(f"{hers}/evidence", data=PIECE, files=large).status_code == 403


def test_a_file_sent_twice_with_one_key_is_one_piece(program, hers):
    chloe, key = program("chloe"), {"idempotency-key": "a key"}
    first = chloe.post(f"{hers}/evidence", data=PIECE, files=files(NOTES), headers=key)
    again = chloe.post(f"{hers}/evidence", data=PIECE, files=files(NOTES), headers=key)
    assert (first.status_code, again.status_code, again.json()) == (201, 201, first.json())
    assert chloe.post(f"{hers}/evidence", data=PIECE, files=files(PLAN), headers=key).status_code == 409
    assert len(chloe.get(f"{hers}/evidence").json()["items"]) == 1
