"""Evidence files, whole or not at all: what every place for them must do, a folder and an S3-compatible store."""

import hashlib
import threading
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.files.bucket_sink import CHUNK, PART
from app.files.looking import Content
from app.files.looking.content import PIECE
from app.files.store import Derived, FileStore, Stored, StoreFault
from tests.files.places import AMARA, CHLOE, PLACES, everything, keep, new_place

A_DAY = timedelta(hours=24)
LONG = b"".join(bytes([at % 251]) * 40_001 for at in range(600))  # of several parts
SIZES = [0, 1, PART - 1, PART, PART + 1, len(LONG)]


@pytest.fixture(params=PLACES)
def store(request, tmp_path) -> FileStore:
    return new_place(request.param, tmp_path)


@pytest.fixture(params=PLACES, scope="module")
def with_long_file(request, tmp_path_factory) -> tuple[FileStore, str]:
    store = new_place(request.param, tmp_path_factory.mktemp("ranges"))
    return store, keep(store, LONG).sha256


def all_of(store: FileStore, sha256: str, *bounds: int) -> bytes:
    return b"".join(store.read(CHLOE, sha256, *bounds))


def tomorrow() -> datetime:
    return datetime.now(UTC) + A_DAY


def test_a_file_is_kept_under_its_own_hash(store):
    stored = keep(store, b"what I did")
    assert stored == Stored(hashlib.sha256(b"what I did").hexdigest(), 10)
    assert everything(store) == [f"{CHLOE}/{stored.sha256}"]
    assert all_of(store, stored.sha256) == b"what I did"
    assert store.size(CHLOE, stored.sha256) == 10


@pytest.mark.parametrize("size", SIZES)
def test_a_file_of_any_size_is_kept_whole_and_once(store, size):
    content, sink = LONG[:size], store.sink(CHLOE)
    for start in range(0, size, 1_000_003):
        sink.write(content[start : start + 1_000_003])
    stored = sink.finish()
    assert stored == Stored(hashlib.sha256(content).hexdigest(), size)
    assert all_of(store, stored.sha256) == content
    assert everything(store) == [f"{CHLOE}/{stored.sha256}"]


@pytest.mark.parametrize("size", [9, PART + 9])
def test_what_arrives_can_be_looked_at_before_it_is_kept(store, size):
    content, sink = LONG[:size], store.sink(CHLOE)
    sink.write(content)
    looked = Content(sink.read, size)
    assert b"".join(looked.pieces()) == content
    assert looked.at(size - 4, 100) == content[-4:]
    assert sink.read(0, 5) == content[:5]
    assert list(store.kept()) == []
    assert sink.finish().sha256 == hashlib.sha256(content).hexdigest()
    assert PIECE < PART


def test_another_apprenticeship_does_not_have_it(store):
    stored = keep(store, b"mine")
    assert store.size(AMARA, stored.sha256) is None
    with pytest.raises(StoreFault, match="cannot be found"):
        next(store.read(AMARA, stored.sha256))


def test_the_same_file_twice_is_one_file(store):
    assert keep(store, b"same") == keep(store, b"same")
    assert len(everything(store)) == 1


@pytest.mark.parametrize("size", [7, PART + 7])
def test_nothing_shows_before_it_is_whole_and_nothing_stays_of_what_was_broken_off(store, size):
    sink = store.sink(CHLOE)
    sink.write(LONG[:size])
    assert list(store.kept()) == []
    sink.abort()
    sink.abort()
    assert everything(store) == []


@pytest.mark.parametrize("size", [7, PART + 7])
def test_aborting_after_finishing_takes_nothing_away(store, size):
    sink = store.sink(CHLOE)
    sink.write(LONG[:size])
    stored = sink.finish()
    sink.abort()
    assert store.size(CHLOE, stored.sha256) == size


def test_many_at_once_do_not_disturb_each_other(store):
    contents = [bytes([at % 7]) * 5_000 for at in range(24)]
    threads = [threading.Thread(target=keep, args=(store, content)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = {file.sha256 for file in store.kept()}
    assert kept == {hashlib.sha256(content).hexdigest() for content in contents}
    assert len(everything(store)) == 7


@pytest.mark.parametrize("odd", ["", "..", "../" + "a" * 61, "A" * 64, "a" * 63, "a" * 65, "g" * 64, "a" * 64 + "\n"])
def test_a_hash_that_is_none_is_refused(store, odd):
    for ask in (store.size, store.remove, lambda *which: next(store.read(*which))):
        with pytest.raises(ValueError, match="not a SHA-256"):
            ask(CHLOE, odd)


@settings(max_examples=20)
@given(st.integers(0, len(LONG) + 9), st.integers(0, 3 * CHUNK))
def test_any_range_is_those_bytes(with_long_file, start, length):
    store, sha256 = with_long_file
    assert all_of(store, sha256, start, start + length) == LONG[start : start + length]


@pytest.mark.parametrize("start", [0, 1, CHUNK, len(LONG) - 1, len(LONG), len(LONG) + 1])
def test_a_download_goes_on_from_anywhere(with_long_file, start):
    store, sha256 = with_long_file
    assert all_of(store, sha256, start) == LONG[start:]


def test_a_long_file_comes_in_small_pieces_and_may_be_left_early(with_long_file):
    store, sha256 = with_long_file
    pieces = store.read(CHLOE, sha256)
    assert 0 < len(next(pieces)) <= CHUNK
    pieces.close()
    assert max(len(piece) for piece in store.read(CHLOE, sha256)) <= CHUNK


def test_a_sweep_names_what_nobody_references_once_it_is_old(store):
    used, loose = keep(store, b"used").sha256, keep(store, b"loose").sha256
    foreign = keep(store, b"loose", AMARA).sha256
    references = {(CHLOE, used), (AMARA, foreign)}

    def referenced(apprenticeship: UUID, sha256: str) -> bool:
        return (apprenticeship, sha256) in references

    assert store.sweep(referenced, datetime.now(UTC) - A_DAY, remove=True) == ()
    found = store.sweep(referenced, tomorrow(), remove=False)
    assert [(file.apprenticeship, file.sha256, file.size) for file in found] == [(CHLOE, loose, 5)]
    assert store.size(CHLOE, loose) == 5
    assert store.sweep(referenced, tomorrow(), remove=True) == found
    assert {(file.apprenticeship, file.sha256) for file in store.kept()} == references


@pytest.mark.parametrize("size", [7, PART + 7])
def test_what_a_crash_left_half_sent_goes_once_it_is_old(store, size):
    kept, crashed = keep(store, b"whole"), store.sink(CHLOE)
    crashed.write(LONG[:size])
    crashed.read(0, 1)
    store.sweep(lambda *_: True, datetime.now(UTC) - A_DAY, remove=True)
    assert len(everything(store)) == (1 if size < PART and "s3" in store.place else 2)
    store.sweep(lambda *_: True, tomorrow(), remove=True)
    assert everything(store) == [f"{CHLOE}/{kept.sha256}"]
    crashed.abort()


def test_removing_twice_is_removing_once(store):
    sha256 = keep(store, b"gone").sha256
    store.remove(CHLOE, sha256)
    store.remove(CHLOE, sha256)
    assert store.size(CHLOE, sha256) is None
    assert everything(store) == []


def test_a_place_that_works_says_so_and_keeps_no_trace_of_the_trial(store):
    assert store.works()
    assert everything(store) == []


def test_the_files_of_one_apprenticeship_are_listed_and_erased_whole(store):
    mine, long, other = keep(store, b"mine").sha256, keep(store, LONG).sha256, keep(store, b"other", AMARA).sha256
    store.keep_derived(CHLOE, mine, Derived.TEXT, b"words")
    half = store.sink(CHLOE)
    half.write(LONG)
    half.read(0, 1)
    assert [file.sha256 for file in store.kept(CHLOE)] == sorted([mine, long])
    assert [file.sha256 for file in store.kept(AMARA)] == [other]
    store.erase(CHLOE)
    store.erase(CHLOE)
    assert everything(store) == [f"{AMARA}/{other}"]
    half.abort()


def test_what_is_made_from_a_file_lies_beside_it_and_is_no_file_of_its_own(store):
    sha256 = keep(store, b"a photo").sha256
    assert store.derived(CHLOE, sha256, Derived.THUMB) is None
    store.keep_derived(CHLOE, sha256, Derived.THUMB, b"a small photo")
    store.keep_derived(CHLOE, sha256, Derived.THUMB, b"a smaller one")
    assert store.derived(CHLOE, sha256, Derived.THUMB) == b"a smaller one"
    assert store.derived(CHLOE, sha256, Derived.TEXT) is None
    assert everything(store) == [f"{CHLOE}/{sha256}", f"{CHLOE}/{sha256}.thumb"]
    assert [file.sha256 for file in store.kept()] == [sha256]
    store.remove_derived(CHLOE, sha256, Derived.THUMB)
    store.remove_derived(CHLOE, sha256, Derived.THUMB)
    assert everything(store) == [f"{CHLOE}/{sha256}"]


@pytest.mark.parametrize("how", ["remove", "sweep"])
def test_what_is_made_from_a_file_goes_with_it(store, how):
    sha256 = keep(store, b"a photo").sha256
    for kind in Derived:
        store.keep_derived(CHLOE, sha256, kind, b"made")
    if how == "remove":
        store.remove(CHLOE, sha256)
    else:
        store.sweep(lambda *_: False, tomorrow(), remove=True)
    assert everything(store) == []


def test_nothing_is_made_from_a_file_that_is_not_there(store):
    with pytest.raises(StoreFault, match="cannot be found"):
        store.keep_derived(CHLOE, "a" * 64, Derived.TEXT, b"words")
    assert everything(store) == []
