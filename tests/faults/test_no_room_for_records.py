"""The disk of SQLite's own file, full or read-only: said in a sentence, and over as soon as there is room."""

import pytest

from tests.conftest import Template
from tests.faults.conftest import made_site
from tests.faults.file_systems import full, read_only, small
from tests.faults.reckoning import what_is_not_whole
from tests.visits import Visit

__all__ = ["small"]
ENTRY = {"on": "2025-10-02", "minutes": 30, "activity": "workshop"}


@pytest.fixture(scope="module")
def template(tmp_path_factory, catalogue):
    """The cast in SQLite: PostgreSQL keeps its records on a machine of its own."""
    return Template("sqlite", tmp_path_factory.mktemp("no_room"), catalogue)


@pytest.fixture
def kept_small(template, small, tmp_path, catalogue):
    """An installation with the cast in it, whose records are on the small file system."""
    with template.copy(small) as url:
        site = made_site(url, tmp_path, catalogue, template.cast)
        yield site
        site.house.database.close()


def refused(answer):
    """What a 503 says, on a page or as a call."""
    assert answer.status_code == 503, answer.text[:500]
    assert "Traceback" not in answer.text
    return answer.text


def test_a_full_disk_is_said_while_people_can_go_on_reading(kept_small, small, cast):
    chloe, address = Visit(kept_small.house, cast.chloe), f"apprenticeships/{cast.hers}/off-the-job"
    logged = 0
    with full(small):
        # What the database had set aside in its own files still takes some.
        while (answer := chloe.call("POST", address, json=ENTRY)).status_code == 201:
            logged += 1
        assert logged < 300
        assert "no room left for records" in refused(answer)
        assert answer.headers["content-type"] == "application/problem+json"
        assert "no room left for records" in refused(
            chloe.post("/sign-in", {"email": "x@example.org", "password": "y"})
        )
        assert chloe.get(f"/a/{cast.hers}/off-the-job").status_code == 200
    assert chloe.call("POST", address, json=ENTRY).status_code == 201
    assert len(chloe.call("GET", address).json()["items"]) == min(logged + 1, 50)
    assert what_is_not_whole(kept_small.house) == []


def test_a_read_only_disk_is_said_and_written_to_again_when_it_can_be(kept_small, small, cast):
    chloe, address = Visit(kept_small.house, cast.chloe), f"apprenticeships/{cast.hers}/off-the-job"
    assert chloe.call("POST", address, json=ENTRY).status_code == 201
    kept_small.house.database.close()
    with read_only(small):
        for answer in (
            chloe.call("POST", address, json=ENTRY),
            chloe.client.get("/home"),
            chloe.client.get("/api/v1/me"),
        ):
            assert "records" in refused(answer)
        assert chloe.client.get("/health").json()["database"] == "failing"
        kept_small.house.database.close()
    assert chloe.call("POST", address, json=ENTRY).status_code == 201
    assert what_is_not_whole(kept_small.house) == []
