"""A file system that is really full, or really read-only: said in a sentence, and over as soon as there is room."""

import os

import pytest

from tests.faults.conftest import made_site
from tests.faults.file_systems import SIZE, full, read_only, small
from tests.faults.reckoning import what_is_not_whole
from tests.visits import Visit

__all__ = ["small"]
FORM = {"title": "A visit", "kind": "other", "happened_on": "2025-10-02", "description": "Words", "ksb": "S1"}


def said(answer):
    """The sentence of a 503, on a page or as a call."""
    assert answer.status_code == 503, answer.text[:500]
    assert "Traceback" not in answer.text
    if answer.headers["content-type"] == "application/problem+json":
        return answer.json()["detail"]
    return answer.text


def send(visit, cast, content):
    files = [("file", (f"{n}.pdf", b"%PDF-1.7 " + content)) for n in range(2)]
    return visit.call("POST", f"apprenticeships/{cast.hers}/evidence", data=FORM | {"submit": "true"}, files=files)


def send_page(visit, cast, content):
    files = [("file", ("log.pdf", b"%PDF-1.7 " + content))]
    return visit.client.post(f"/a/{cast.hers}/evidence/new", data=FORM | {"submit": "true"}, files=files)


@pytest.fixture
def kept_small(template, small, tmp_path, catalogue):
    """An installation with the cast in it, whose files are on the small file system."""
    with template.copy(tmp_path) as url:
        site = made_site(url, small, catalogue, template.cast)
        yield site
        site.house.database.close()


@pytest.mark.parametrize(("breaks", "sentence"), [(full, "no room left"), (read_only, "locked")])
def test_files_that_do_not_fit_are_said_and_taken_once_there_is_room(kept_small, small, cast, breaks, sentence):
    chloe = Visit(kept_small.house, cast.chloe)
    assert send(chloe, cast, b"words").status_code == 201
    with breaks(small):
        assert sentence in said(send(chloe, cast, b"other words"))
        assert sentence in said(send_page(chloe, cast, b"other words"))
        assert chloe.get(f"/a/{cast.hers}/evidence/E1").status_code == 200, "what is there can be read"
        health = chloe.client.get("/health")
        assert (health.status_code, health.json()["files"]) == (503, "failing")
    assert send(chloe, cast, b"other words").json()["number"] == 2
    assert chloe.client.get("/health").status_code == 200
    assert what_is_not_whole(kept_small.house) == []
    assert not list(small.glob("files/*/.incoming-*"))


def test_one_file_larger_than_what_is_left_takes_the_room_of_none(kept_small, small, cast):
    chloe = Visit(kept_small.house, cast.chloe)
    free = os.statvfs(small).f_bavail
    assert "no room left" in said(send(chloe, cast, b"x" * SIZE))
    assert os.statvfs(small).f_bavail >= free - 16
    assert send(chloe, cast, b"words").status_code == 201


@pytest.mark.parametrize("breaks", [full, read_only])
def test_a_backup_that_does_not_fit_is_one_sentence_and_leaves_nothing(site, small, cast, breaks):
    chloe = Visit(site.house, cast.chloe)
    assert send(chloe, cast, os.urandom(SIZE // 2)).status_code == 201
    with breaks(small):
        assert site.machine.run("backup", str(small / "backup"), status=1)
        assert [one.name for one in small.iterdir() if one.name != "filler"] == []
    assert "and 1 file" in site.machine.run("backup", str(small / "backup"))
