"""A kept file as an answer: ranges, what the browser knows already, and never a page of ours."""

import hashlib
import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.files.folder import CHUNK, FolderStore
from app.files.store import StoreFault
from tests.web.upload_page import CHLOE, Site, application

CONTENT = bytes(range(256)) * 4
SHA256 = hashlib.sha256(CONTENT).hexdigest()
ETAG = f'"{SHA256}"'


def keep(store: FolderStore, content: bytes) -> str:
    sink = store.sink(CHLOE)
    sink.write(content)
    return sink.finish().sha256


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("kept"), 1_000_000)


@pytest.fixture(scope="module")
def client(site: Site) -> Iterator[TestClient]:
    keep(site.store, CONTENT)
    with TestClient(application(site)) as client:
        yield client


def address(sha256: str = SHA256, name: str = "clip.mp4", kind: str = "video/mp4", inline: bool = False) -> str:
    asked = {"name": name, "type": kind} | ({"inline": "yes"} if inline else {})
    return f"/files/{sha256}?{urlencode(asked)}"


def test_a_file_is_answered_whole_as_a_download(client: TestClient) -> None:
    answer = client.get(address())
    assert (answer.status_code, answer.content) == (200, CONTENT)
    assert answer.headers["content-length"] == "1024"
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["content-disposition"] == 'attachment; filename="clip.mp4"'
    assert answer.headers["etag"] == ETAG
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none';")
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    # Our own viewer may frame it, and nobody else.
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    ("kind", "inline", "shown"),
    [
        ("image/png", True, "inline"),
        ("application/pdf", True, "inline"),
        ("image/png", False, "attachment"),
        ("text/html", True, "attachment"),
        ("image/svg+xml", True, "attachment"),
        ("image/heic", True, "attachment"),
        ("text/plain", True, "attachment"),
        ("application/octet-stream", True, "attachment"),
    ],
)
def test_only_what_may_show_in_place_does_and_only_when_asked(
    client: TestClient, kind: str, inline: bool, shown: str
) -> None:
    answer = client.get(address(kind=kind, inline=inline))
    assert answer.headers["content-disposition"].startswith(shown + ";")
    assert answer.headers["content-type"] == kind


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ("plan.pdf", 'attachment; filename="plan.pdf"'),
        ("my plan, 2.pdf", 'attachment; filename="my plan, 2.pdf"'),
        ("Siân’s.pdf", "attachment; filename=\"Si_n_s.pdf\"; filename*=UTF-8''Si%C3%A2n%E2%80%99s.pdf"),
        ('a"b\\c.pdf', "attachment; filename=\"a_b_c.pdf\"; filename*=UTF-8''a%22b%5Cc.pdf"),
        ("a\r\nSet-Cookie: b", "attachment; filename=\"a__Set-Cookie: b\"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20b"),
    ],
)
def test_a_name_of_any_letters_is_sent_whole(client: TestClient, name: str, disposition: str) -> None:
    assert client.get(address(name=name)).headers["content-disposition"] == disposition


@pytest.mark.parametrize("known", [ETAG, f'"other", {ETAG}', f"W/{ETAG}", "*"])
def test_what_the_browser_has_is_not_sent_again(client: TestClient, known: str) -> None:
    answer = client.get(address(), headers={"If-None-Match": known, "Range": "bytes=0-9"})
    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", ETAG)
    # A browser lays what a 304 says over what it has kept.
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none';")


def test_what_the_browser_has_of_another_file_is_sent(client: TestClient) -> None:
    assert client.get(address(), headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-99", 0, 100),
        ("bytes=100-", 100, 1024),
        ("bytes=-24", 1000, 1024),
        ("bytes=-5000", 0, 1024),
        ("bytes=1000-5000", 1000, 1024),
        ("Bytes = 5 - 9", 5, 10),
        ("bytes=0-9,5-20", 0, 21),
        ("bytes=0-9,10-19", 0, 20),
        ("bytes=2000-,10-19", 10, 20),
    ],
)
def test_a_range_is_those_bytes(client: TestClient, asked: str, start: int, end: int) -> None:
    answer = client.get(address(), headers={"Range": asked})
    assert (answer.status_code, answer.content) == (206, CONTENT[start:end])
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/1024"
    assert answer.headers["content-length"] == str(end - start)


@pytest.mark.parametrize("asked", ["bytes=1024-", "bytes=5000-6000", "bytes=-0", "bytes=2000-3000,4000-"])
def test_a_range_beyond_the_end_is_told_the_length(client: TestClient, asked: str) -> None:
    answer = client.get(address(), headers={"Range": asked})
    assert (answer.status_code, answer.headers["content-range"]) == (416, "bytes */1024")


@pytest.mark.parametrize(
    "asked", ["bytes=", "bytes=a-b", "bytes=9-5", "bytes=-", "pages=1-2", "nonsense", "bytes=" + "0-1," * 20]
)
def test_a_range_without_sense_gets_the_whole_file(client: TestClient, asked: str) -> None:
    answer = client.get(address(), headers={"Range": asked})
    assert (answer.status_code, answer.content) == (200, CONTENT)


def test_several_ranges_come_in_parts(client: TestClient) -> None:
    answer = client.get(address(), headers={"Range": "bytes=0-4,500-504,-3"})
    assert answer.status_code == 206
    assert len(answer.content) == int(answer.headers["content-length"])
    boundary = re.fullmatch(r"multipart/byteranges; boundary=(\w+)", answer.headers["content-type"])
    assert boundary
    first, *parts, last = answer.content.split(b"--" + boundary[1].encode())
    assert (first, last) == (b"", b"--\r\n")
    assert [part.removesuffix(b"\r\n").split(b"\r\n\r\n", 1)[1] for part in parts] == [
        CONTENT[:5], CONTENT[500:505], CONTENT[-3:],
    ]  # fmt: skip
    assert b"Content-Type: video/mp4\r\nContent-Range: bytes 500-504/1024" in parts[1]


@pytest.mark.parametrize(("seen", "status"), [(ETAG, 206), ('"other"', 200), ("Fri, 20 Nov 2026 09:00:00 GMT", 200)])
def test_a_range_of_a_file_seen_before_holds_only_for_that_file(client: TestClient, seen: str, status: int) -> None:
    assert client.get(address(), headers={"Range": "bytes=0-9", "If-Range": seen}).status_code == status


@pytest.mark.parametrize(("headers", "status", "length"), [({}, 200, "1024"), ({"Range": "bytes=0-9"}, 206, "10")])
def test_head_says_the_same_without_the_bytes(
    client: TestClient, headers: dict[str, str], status: int, length: str
) -> None:
    answer = client.head(address(), headers=headers)
    assert (answer.status_code, answer.headers["content-length"], answer.content) == (status, length, b"")


@given(first=st.integers(0, 1100), last=st.integers(0, 1100), more=st.integers(0, 1100))
def test_any_ranges_add_up_to_what_was_asked(client: TestClient, first: int, last: int, more: int) -> None:
    answer = client.get(address(), headers={"Range": f"bytes={first}-{last},{more}-{more}"})
    wanted = set(range(first, last + 1)) | {more}
    if first > last:
        assert answer.content == CONTENT
    elif not wanted & set(range(1024)):
        assert answer.status_code == 416
    else:
        assert answer.status_code == 206
        assert len(answer.content) == int(answer.headers["content-length"])
        lengths = re.findall(rb"bytes (\d+)-(\d+)/1024", answer.content) or [
            re.findall(r"(\d+)-(\d+)", answer.headers["content-range"])[0]
        ]
        covered = {at for start, end in lengths for at in range(int(start), int(end) + 1)}
        assert covered == wanted & set(range(1024))


def test_a_long_file_comes_in_pieces_and_whole(site: Site, client: TestClient) -> None:
    content = b"0123456789abcdef" * (CHUNK // 8) + b"end"
    sha256 = keep(site.store, content)
    assert client.get(address(sha256)).content == content
    assert client.get(address(sha256), headers={"Range": f"bytes={CHUNK - 3}-"}).content == content[CHUNK - 3 :]


def test_a_file_that_is_gone_is_told_before_any_byte_leaves(client: TestClient) -> None:
    with pytest.raises(StoreFault, match="should be here and cannot be found"):
        client.get(address("0" * 64))
