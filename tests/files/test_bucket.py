"""What only a bucket does: parts that wait in the store, what it says when it will not, memory that stays flat."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import obstore
import pytest

from app.files import bucket_sink as module
from app.files.bucket import BucketStore
from app.files.bucket_sink import PART
from app.files.signed import Signed
from app.files.store import Derived, StoreFault
from tests.files.places import CHLOE, everything, keep
from tests.object_store import BUCKET, endpoint, new_bucket_store

A_LONG_ONE = b"0123456789abcdef" * (PART // 8)  # two parts


@pytest.fixture
def store() -> BucketStore:
    return new_bucket_store()


def tomorrow() -> datetime:
    return datetime.now(UTC) + timedelta(days=1)


def unsent(store: BucketStore) -> list[str]:
    signed = Signed.from_environment(endpoint())
    assert signed
    prefix = store.place.removeprefix(f"s3://{BUCKET}/")
    return [one.key.removeprefix(f"{prefix}/") for one in signed.unsent(BUCKET, f"{prefix}/")]


def test_the_parts_of_an_upload_whose_process_died_go_once_they_are_old(store):
    """The store keeps them where no listing shows them."""
    died = store.sink(CHLOE)
    died.write(A_LONG_ONE + A_LONG_ONE)
    assert everything(store) == []
    assert unsent(store) == [died.unfinished]
    store.sweep(lambda *_: True, datetime.now(UTC) - timedelta(days=1), remove=True)
    assert unsent(store) == [died.unfinished]
    store.sweep(lambda *_: True, tomorrow(), remove=True)
    assert unsent(store) == []


def test_an_upload_that_ends_well_or_is_broken_off_leaves_no_parts(store):
    whole, broken = store.sink(CHLOE), store.sink(CHLOE)
    for sink in (whole, broken):
        sink.write(A_LONG_ONE)
    whole.finish()
    broken.abort()
    assert unsent(store) == []


def test_a_file_too_large_to_be_copied_at_once_goes_through_again(store, monkeypatch):
    monkeypatch.setattr(module, "MOST_COPIED", PART)
    stored = keep(store, A_LONG_ONE)
    assert b"".join(store.read(CHLOE, stored.sha256)) == A_LONG_ONE
    assert everything(store) == [f"{CHLOE}/{stored.sha256}"]


def test_what_was_made_from_a_file_that_is_gone_goes_with_the_next_sweep(store):
    kept, gone = keep(store, b"kept").sha256, keep(store, b"gone").sha256
    for sha256 in (kept, gone):
        store.keep_derived(CHLOE, sha256, Derived.THUMB, b"small")
    obstore.delete(store.bucket, store.key(CHLOE, gone))
    store.sweep(lambda *_: True, tomorrow(), remove=True)
    assert everything(store) == [f"{CHLOE}/{kept}", f"{CHLOE}/{kept}.thumb"]


def test_a_file_sent_again_while_the_sweep_runs_stays(store):
    sha256 = keep(store, b"draft").sha256
    listed = next(store.kept()).changed

    def sent_again_meanwhile(*_):
        # The store tells an object's time to the second.
        while obstore.head(store.bucket, store.key(CHLOE, sha256))["last_modified"] <= listed:
            keep(store, b"draft")
        return False

    store.sweep(sent_again_meanwhile, listed + timedelta(milliseconds=1), remove=True)
    assert store.size(CHLOE, sha256) == 5


def test_what_is_not_ours_is_left_alone(store):
    keep(store, b"ours")
    obstore.put(store.bucket, "lost/" + "a" * 64, b"not ours")
    obstore.put(store.bucket, f"{CHLOE}/README", b"not ours")
    assert [file.size for file in store.kept()] == [4]
    store.sweep(lambda *_: True, tomorrow(), remove=True)
    assert len(everything(store)) == 3


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("AWS_SECRET_ACCESS_KEY", "another", "does not let Touchmark in"),
        ("AWS_ACCESS_KEY_ID", "nobody", "does not let Touchmark in"),
    ],
)
def test_a_store_that_lets_nobody_in_is_told_in_a_sentence(store, monkeypatch, name, value, sentence):
    monkeypatch.setenv(name, value)
    shut = BucketStore(BUCKET, "tests", endpoint())
    assert not shut.works()
    with pytest.raises(StoreFault, match=sentence):
        keep(shut, b"mine")
    with pytest.raises(StoreFault, match=sentence):
        list(shut.kept())


def test_a_store_that_is_away_or_has_no_such_bucket_does_not_work(store):
    away = BucketStore(BUCKET, "", "http://127.0.0.1:1")
    assert not away.works()
    with pytest.raises(StoreFault, match="cannot be reached"):
        away.size(CHLOE, "a" * 64)
    assert not BucketStore("no-such-bucket", "", endpoint()).works()


LONG_UPLOAD = """
import resource, sys
from uuid import UUID
from app.files.bucket import BucketStore
store, piece = BucketStore(*sys.argv[1:4]), bytes(range(256)) * 4096
def most(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
warm = store.sink(UUID(int=1))
[warm.write(piece) for _ in range(24)]
store.remove(UUID(int=1), warm.finish().sha256)
before = most()
sink = store.sink(UUID(int=1))
for _ in range(200):
    sink.write(piece)
sink.read(0, 10_000)
stored = sink.finish()
read = sum(len(piece) for piece in store.read(UUID(int=1), stored.sha256))
store.remove(UUID(int=1), stored.sha256)
print(read, most() - before)
"""


def test_a_long_file_goes_out_and_comes_back_through_little_memory(store):
    asked = [sys.executable, "-c", LONG_UPLOAD, BUCKET, "tests/memory", endpoint()]
    ran = subprocess.run(asked, capture_output=True, text=True, check=True)
    read, grown = map(int, ran.stdout.split())
    assert read == 200 * 2**20
    assert grown <= 48, f"{grown} MiB more for a file of 200"
