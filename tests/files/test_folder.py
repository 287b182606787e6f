"""Evidence files in a folder: whole or not at all."""

import hashlib
import os
import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.files.folder import CHUNK, FolderStore
from app.files.store import FileStore, Stored, StoreFault, telling

CHLOE = UUID("00000000-0000-4000-8000-000000000001")
AMARA = UUID("00000000-0000-4000-8000-000000000002")
NOW = datetime.now(UTC)
A_DAY_AGO = NOW - timedelta(hours=24)


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "files")


def keep(store: FileStore, content: bytes, apprenticeship: UUID = CHLOE) -> Stored:
    sink = store.sink(apprenticeship)
    sink.write(content)
    return sink.finish()


def age(path: Path, hours: int) -> None:
    then = (NOW - timedelta(hours=hours)).timestamp()
    os.utime(path, (then, then))


def everything(store: FolderStore) -> list[str]:
    return sorted(str(path.relative_to(store.folder)) for path in store.folder.rglob("*") if path.is_file())


def test_a_file_is_kept_under_its_own_hash(store: FolderStore) -> None:
    stored = keep(store, b"what I did")
    assert stored == Stored(hashlib.sha256(b"what I did").hexdigest(), 10)
    assert everything(store) == [f"{CHLOE}/{stored.sha256}"]
    assert b"".join(store.read(CHLOE, stored.sha256)) == b"what I did"
    assert store.size(CHLOE, stored.sha256) == 10


def test_another_apprenticeship_does_not_have_it(store: FolderStore) -> None:
    stored = keep(store, b"mine")
    assert store.size(AMARA, stored.sha256) is None
    with pytest.raises(StoreFault, match="cannot be found"):
        next(store.read(AMARA, stored.sha256))


def test_the_same_file_twice_is_one_file(store: FolderStore) -> None:
    assert keep(store, b"same") == keep(store, b"same")
    assert len(everything(store)) == 1


def test_sending_a_file_again_mends_one_that_the_disk_has_spoilt(store: FolderStore) -> None:
    stored = keep(store, b"as it was")
    store.path(CHLOE, stored.sha256).write_bytes(b"as it wqs")
    keep(store, b"as it was")
    assert b"".join(store.read(CHLOE, stored.sha256)) == b"as it was"


def test_nothing_shows_before_it_is_whole_and_nothing_stays_of_what_was_broken_off(store: FolderStore) -> None:
    sink = store.sink(CHLOE)
    sink.write(b"half of")
    assert list(store.kept()) == []
    sink.abort()
    sink.abort()
    assert everything(store) == []


def test_aborting_after_finishing_takes_nothing_away(store: FolderStore) -> None:
    sink = store.sink(CHLOE)
    sink.write(b"whole")
    stored = sink.finish()
    sink.abort()
    assert store.size(CHLOE, stored.sha256) == 5


def test_only_this_programs_user_may_read_the_files(store: FolderStore) -> None:
    stored = keep(store, b"private")
    path = store.path(CHLOE, stored.sha256)
    assert [path.stat().st_mode & 0o077, path.parent.stat().st_mode & 0o077, store.folder.stat().st_mode & 0o077] == [
        0
    ] * 3


def test_many_at_once_do_not_disturb_each_other(store: FolderStore) -> None:
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
def test_a_hash_that_is_none_is_refused(store: FolderStore, odd: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        store.path(CHLOE, odd)


@pytest.fixture(scope="module")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[FolderStore, bytes, str]:
    store, content = FolderStore(tmp_path_factory.mktemp("ranges")), bytes(range(251)) * (3 * CHUNK // 251)
    return store, content, keep(store, content).sha256


@settings(max_examples=30)
@given(st.integers(0, 3 * CHUNK + 9), st.integers(0, 3 * CHUNK + 9))
def test_any_range_is_those_bytes(long_file: tuple[FolderStore, bytes, str], first: int, last: int) -> None:
    store, content, sha256 = long_file
    start, end = sorted((first, last))
    assert b"".join(store.read(CHLOE, sha256, start, end)) == content[start:end]
    assert b"".join(store.read(CHLOE, sha256, start)) == content[start:]


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


def test_removing_twice_is_removing_once(store: FolderStore) -> None:
    sha256 = keep(store, b"gone").sha256
    store.remove(CHLOE, sha256)
    store.remove(CHLOE, sha256)
    assert store.size(CHLOE, sha256) is None


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


def test_a_place_that_works_says_so_and_keeps_no_trace_of_the_trial(store: FolderStore) -> None:
    assert store.works()
    assert everything(store) == []
