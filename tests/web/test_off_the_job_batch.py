"""Many entries in one call: all of them or none, told by their place, once for one key."""

from collections.abc import Callable
from typing import Any

from tests.cast import Cast
from tests.visits import Visit

Visiting = Callable[..., Visit]
ONE = {"on": "2026-11-18", "minutes": 90, "activity": "workshop", "duty": "D8", "ksbs": ["S3", "K2"]}
OTHER = {"on": "2026-11-17", "minutes": 45, "activity": "workshop"}


def send(visiting: Visit, cast: Cast, *entries: dict[str, Any], **more: Any) -> Any:
    where = f"apprenticeships/{cast.hers}/off-the-job-batch"
    return visiting.call("POST", where, json={"entries": list(entries)}, **more)


def test_all_are_logged_in_the_order_given(visit: Visiting, cast: Cast) -> None:
    answer = send(visit("chloe"), cast, ONE, OTHER)
    assert answer.status_code == 201
    said = answer.json()["items"]
    assert [(one["number"], one["on"], one["minutes"], one["state"]) for one in said] == [
        (1, "2026-11-18", 90, "waiting"),
        (2, "2026-11-17", 45, "waiting"),
    ]
    assert said[0]["ksbs"] == ["K2", "S3"]


def test_one_fault_keeps_all_out_and_is_told_by_its_place(visit: Visiting, cast: Cast) -> None:
    chloe = visit("chloe")
    answer = send(chloe, cast, ONE, OTHER | {"minutes": 1441}, OTHER | {"activity": "review"})
    assert answer.status_code == 422
    assert [one["path"] for one in answer.json()["errors"]] == ["entries.1.minutes", "entries.2.record_only"]
    assert chloe.call("GET", f"apprenticeships/{cast.hers}/off-the-job").json()["items"] == []


def test_what_is_said_to_be_a_record_is_kept_as_one(visit: Visiting, cast: Cast) -> None:
    answer = send(visit("chloe"), cast, OTHER | {"activity": "review", "record_only": True})
    assert [one["counts"] for one in answer.json()["items"]] == [False]


def test_the_same_key_logs_once(visit: Visiting, cast: Cast) -> None:
    chloe, key = visit("chloe"), {"headers": {"Idempotency-Key": "a-batch"}}
    first, again = send(chloe, cast, ONE, **key), send(chloe, cast, ONE, **key)
    assert first.json() == again.json()
    assert len(chloe.call("GET", f"apprenticeships/{cast.hers}/off-the-job").json()["items"]) == 1


def test_none_and_too_many_are_refused(visit: Visiting, cast: Cast) -> None:
    chloe = visit("chloe")
    assert send(chloe, cast).status_code == 422
    assert send(chloe, cast, *[OTHER] * 201).status_code == 422
    assert send(visit("mark"), cast, ONE).status_code == 403
