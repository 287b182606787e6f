"""What only a folder of evidence files does: times, rights, full and locked disks."""

import hashlib
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.files.folder import FolderStore
from app.files.store import Derived, StoreFault, telling
from tests.files.places import AMARA, CHLOE, everything, keep

NOW = datetime.now(UTC)
A_DAY_AGO = NOW - timedelta(hours=24)


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "files")


def age(path: Path, hours: int) -> None:
    then = (NOW - timedelta(hours=hours)).timestamp()
    os.utime(path, (then, then))


def test_sending_a_file_again_mends_one_that_the_disk_has_spoilt(store: FolderStore) -> None:
    stored = keep(store, b"as it was")
    store.path(CHLOE, stored.sha256).write_bytes(b"as it wqs")
    keep(store, b"as it was")
    assert b"".join(store.read(CHLOE, stored.sha256)) == b"as it was"


def test_only_this_programs_user_may_read_the_files(store: FolderStore) -> None:
    stored = keep(store, b"private")
    path = store.path(CHLOE, stored.sha256)
    assert [path.stat().st_mode & 0o077, path.parent.stat().st_mode & 0o077, store.folder.stat().st_mode & 0o077] == [
        0
    ] * 3


def test_a_sweep_names_what_nobody_references_once_it_is_a_day_old(store: FolderStore) -> None:
    used, old, young = (keep(store, content).sha256 for content in (b"used", b"old", b"young"))
    foreign = keep(store, b"old", AMARA).sha256
    for sha256 in (used, old):
        age(store.path(CHLOE, sha256), hours=25)
    age(store.path(AMARA, foreign), hours=25)
    references = {(CHLOE, used), (AMARA, foreign)}

    def referenced(apprenticeship: UUID, sha256: str) -> bool:
        return (apprenticeship, sha256) in references

    found = store.sweep(referenced, A_DAY_AGO, remove=False)
    assert [(file.apprenticeship, file.sha256, file.size) for file in found] == [(CHLOE, old, 3)]
    assert store.size(CHLOE, old) == 3

    assert store.sweep(referenced, A_DAY_AGO, remove=True) == found
    assert {(file.apprenticeship, file.sha256) for file in store.kept()} == {*references, (CHLOE, young)}


def test_a_file_sent_again_is_young_again(store: FolderStore) -> None:
    sha256 = keep(store, b"draft").sha256
    age(store.path(CHLOE, sha256), hours=30)
    keep(store, b"draft")
    assert store.sweep(lambda *_: False, A_DAY_AGO, remove=True) == ()


def test_a_file_sent_again_while_the_sweep_runs_stays(store: FolderStore) -> None:
    sha256 = keep(store, b"draft").sha256
    age(store.path(CHLOE, sha256), hours=30)

    def sent_again_meanwhile(apprenticeship: UUID, found: str) -> bool:
        keep(store, b"draft")
        return False

    store.sweep(sent_again_meanwhile, A_DAY_AGO, remove=True)
    assert store.size(CHLOE, sha256) == 5


def test_what_a_crash_left_half_written_goes_after_a_day(store: FolderStore) -> None:
    crashed, running = store.sink(CHLOE), store.sink(CHLOE)
    crashed.write(b"half")
    running.write(b"half")
    half = next(path for path in (store.folder / str(CHLOE)).iterdir() if path != running.unfinished)
    age(half, hours=25)
    assert store.unfinished(A_DAY_AGO) == (half,)
    store.sweep(lambda *_: False, A_DAY_AGO, remove=True)
    assert store.unfinished(NOW + timedelta(hours=1)) == (running.unfinished,)
    crashed.abort()
    running.abort()


def test_what_is_not_ours_is_left_alone(store: FolderStore) -> None:
    keep(store, b"ours")
    (store.folder / "lost+found").mkdir()
    (store.folder / "lost+found" / ("a" * 64)).write_bytes(b"not ours")
    (store.folder / str(CHLOE) / "README").write_bytes(b"not ours")
    assert [file.size for file in store.kept()] == [4]


@contextmanager
def no_file_longer_than(limit: int) -> Iterator[None]:
    """Make the system refuse to write longer files, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_told_in_a_sentence_and_leaves_nothing(store: FolderStore) -> None:
    sink = store.sink(CHLOE)
    with no_file_longer_than(10_000), pytest.raises(StoreFault, match="no room left") as told:
        sink.write(b"x" * 50_000)
    sink.abort()
    assert everything(store) == []
    assert told.value.sentence.endswith(".")


def test_what_a_full_disk_took_of_a_piece_is_not_in_the_file_that_is_kept(store: FolderStore) -> None:
    sink = store.sink(CHLOE)
    sink.write(b"a" * 9_000)
    with no_file_longer_than(10_000), pytest.raises(StoreFault, match="no room left"):
        sink.write(b"b" * 50_000)
    stored = sink.finish()
    whole = b"".join(store.read(CHLOE, stored.sha256))
    assert (whole, stored.sha256, stored.size) == (b"a" * 9_000, hashlib.sha256(b"a" * 9_000).hexdigest(), 9_000)


def test_the_systems_own_no_space_is_told_as_no_room() -> None:
    with pytest.raises(StoreFault, match="no room left"), telling(), Path("/dev/full").open("wb", buffering=0) as full:
        full.write(b"x")


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "files").write_bytes(b"a file where the folder should be")
    store = FolderStore(tmp_path / "files")
    with pytest.raises(StoreFault, match="cannot be reached"):
        store.sink(CHLOE)
    assert not store.works()


def test_a_locked_place_is_told_in_a_sentence() -> None:
    with pytest.raises(StoreFault, match="locked"), telling():
        Path("/proc/version").unlink()  # not even root may


def test_what_was_made_from_a_file_that_is_gone_goes_after_a_day(store: FolderStore) -> None:
    sha256 = keep(store, b"a photo").sha256
    store.keep_derived(CHLOE, sha256, Derived.THUMB, b"small")
    store.path(CHLOE, sha256).unlink()
    store.sweep(lambda *_: True, A_DAY_AGO, remove=True)
    assert everything(store) == [f"{CHLOE}/{sha256}.thumb"]
    age(store.path(CHLOE, sha256).with_name(f"{sha256}.thumb"), hours=25)
    store.sweep(lambda *_: True, A_DAY_AGO, remove=True)
    assert everything(store) == []
