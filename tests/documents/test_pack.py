"""The pack: streamed with flat memory, split in parts, opened by any unzipper, and caught when anything was changed."""

import hashlib
import io
import json
import shutil
import tracemalloc
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.pack import Entry, PackFile, check_pack, entries_of, part_of, split, zipped
from app.domain.portfolio import (
    FrozenFile,
    FrozenPiece,
    FrozenTag,
    Manifest,
    canonical,
    digest_of_words,
    manifest_from,
    manifest_sha256,
)
from app.domain.refusals import BadInput

AT = datetime(2026, 11, 30, 9, 0, 1, tzinfo=UTC)
PLAN = b"%PDF-1.7 a support plan, anonymised\n" * 40
VOICE = b"OggS a voice that tells how the plan was agreed\n" * 40
TITLE = "Support plan agreed with Parent A"
WORDS = {"E4.title": ("salt-one", TITLE), "E7.title": ("salt-two", "Voice note on the review of the plan")}


def frozen(path: str, data: bytes, media_type: str) -> FrozenFile:
    return FrozenFile(path, hashlib.sha256(data).hexdigest(), len(data), media_type)


FILES = {"files/E04/1.pdf": PLAN, "files/E07/1.ogg": VOICE}
MANIFEST = Manifest(
    apprenticeship="3f6e3c1e-8f7a-4b61-9d43-1f1f6fd1a111",
    number=1,
    standard="ST0868",
    standard_version="1.0",
    frozen_at="2026-11-30T09:00:01+00:00",
    pieces=(
        FrozenPiece(4, 2, "work_product", "2026-03-02", (frozen("files/E04/1.pdf", PLAN, "application/pdf"),),
                    (FrozenTag("S4", "2026-03-09"),)),
        FrozenPiece(7, 1, "recording", "2026-04-11", (frozen("files/E07/1.ogg", VOICE, "audio/ogg"),),
                    (FrozenTag("K11", "2026-04-20"), FrozenTag("B6", "2026-04-20"))),
    ),
    digests={key: digest_of_words(*pair) for key, pair in WORDS.items()},
)  # fmt: skip


def pages(words=WORDS, manifest=MANIFEST, **more: bytes) -> dict[str, bytes]:
    return {
        "index.html": b"<!doctype html><title>Portfolio</title>",
        "manifest.json": canonical(manifest).encode(),
        "words.json": json.dumps(words).encode(),
        **more,
    }


def packed(folder: Path, *, files=FILES, part: int | None = None, **changed) -> list[Path]:
    kept = {hashlib.sha256(data).hexdigest(): data for data in files.values()}
    listed = [PackFile(path, hashlib.sha256(data).hexdigest(), len(data)) for path, data in files.items()]
    entries = entries_of("portfolio-v1", pages(**changed), listed, lambda sha256: iter([kept[sha256]]))
    paths = []
    for number, entries_of_part in enumerate(split(entries, part), start=1):
        path = folder / f"portfolio-v1-{number}.zip"
        path.write_bytes(b"".join(zipped(entries_of_part, AT)))
        paths.append(path)
    return paths


def test_a_pack_opens_in_any_unzipper_with_its_files_where_the_manifest_says(tmp_path):
    shutil.unpack_archive(packed(tmp_path)[0], tmp_path / "opened", "zip")
    assert (tmp_path / "opened/portfolio-v1/files/E04/1.pdf").read_bytes() == PLAN
    assert (tmp_path / "opened/portfolio-v1/index.html").exists()


def test_its_checksums_are_those_that_sha256sum_reads(tmp_path):
    with zipfile.ZipFile(packed(tmp_path)[0]) as archive:
        lines = archive.read("portfolio-v1/CHECKSUMS.sha256").decode().splitlines()
        listed = {path: sha256 for sha256, path in (line.split("  ") for line in lines)}
        names = {name.removeprefix("portfolio-v1/") for name in archive.namelist()}
        assert set(listed) == names - {"CHECKSUMS.sha256"}
        for path, sha256 in listed.items():
            assert hashlib.sha256(archive.read(f"portfolio-v1/{path}")).hexdigest() == sha256


def test_an_untouched_pack_holds_by_the_hash_that_was_written_down(tmp_path):
    found = check_pack(packed(tmp_path), manifest_sha256(canonical(MANIFEST)))
    assert found.holds
    assert (found.proof.files, found.proof.texts) == (2, 2)


def test_a_pack_fetched_twice_is_the_same_file(tmp_path):
    assert packed(tmp_path)[0].read_bytes() == packed(tmp_path)[0].read_bytes()


def test_a_changed_byte_anywhere_in_a_file_of_evidence_is_caught(tmp_path):
    path = packed(tmp_path)[0]
    data = bytearray(path.read_bytes())
    data[data.index(b"Ogg", data.index(b"a support plan"))] ^= 1
    path.write_bytes(data)
    assert check_pack([path]).faults == ("files/E07/1.ogg is not the file that was frozen.",)


def test_a_swapped_file_is_caught_though_the_zip_is_whole(tmp_path):
    swapped = {"files/E04/1.pdf": VOICE, "files/E07/1.ogg": PLAN}
    assert check_pack(packed(tmp_path, files=swapped)).faults == (
        "files/E04/1.pdf is not the file that was frozen.",
        "files/E07/1.ogg is not the file that was frozen.",
    )


def test_a_file_put_in_and_a_file_taken_out_are_caught(tmp_path):
    more = {"files/E04/1.pdf": PLAN, "files/E09/1.pdf": PLAN}
    assert check_pack(packed(tmp_path, files=more)).faults == (
        "files/E07/1.ogg is missing.",
        "files/E09/1.pdf is not part of what was frozen.",
    )


def test_changed_words_are_caught(tmp_path):
    better = {**WORDS, "E4.title": ("salt-one", "A much better title")}
    assert check_pack(packed(tmp_path, words=better)).faults == (
        "The words “E4.title” are not those that were frozen.",
    )


def test_a_changed_page_is_caught(tmp_path):
    path = packed(tmp_path)[0]
    data = path.read_bytes()
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for info in old.infolist():
            page = b"<title>Distinction</title>" if info.filename.endswith("index.html") else old.read(info)
            new.writestr(info.filename, page)
    assert check_pack([changed]).faults == ("index.html is not the page that was made with this pack.",)


def test_a_pack_made_anew_as_a_whole_is_caught_by_the_hash_that_was_written_down(tmp_path):
    other = manifest_from(canonical(MANIFEST).replace("2026-03-09", "2026-03-10"))
    paths = packed(tmp_path, manifest=other)
    assert check_pack(paths).holds
    assert check_pack(paths, manifest_sha256(canonical(MANIFEST))).faults == (
        "Its manifest is not the one that was frozen: the hash is another.",
    )


def test_what_is_said_to_be_erased_is_no_fault_and_the_pack_does_not_hold_by_itself(tmp_path):
    tombstones = json.dumps([{"what": "files/E07/1.ogg", "on": "2026-12-01"}, {"what": "E7.title", "on": "2026-12-01"}])
    erased = packed(
        tmp_path,
        files={"files/E04/1.pdf": PLAN},
        words={"E4.title": WORDS["E4.title"]},
        **{"tombstones.json": tombstones.encode()},
    )
    found = check_pack(erased, manifest_sha256(canonical(MANIFEST)))
    assert not found.faults
    assert not found.holds
    assert found.erased == ("E7.title", "files/E07/1.ogg")
    assert (found.proof.files, found.proof.texts) == (1, 1)


def test_what_is_in_it_was_not_erased_whatever_the_pack_says(tmp_path):
    tombstones = json.dumps([{"what": "files/E07/1.ogg", "on": "2026-12-01"}]).encode()
    assert check_pack(packed(tmp_path, **{"tombstones.json": tombstones})).holds


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04" + b"\0" * 60])
def test_what_is_no_pack_gets_one_sentence(tmp_path, data):
    path = tmp_path / "odd.zip"
    path.write_bytes(data)
    assert check_pack([path]).faults == ("This is not a whole ZIP file, or a part of it was changed or lost.",)


def test_another_zip_is_no_pack(tmp_path):
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "hello")
    assert check_pack([path]).faults == ("There is no manifest in it, so this is not a pack of a portfolio.",)


@settings(max_examples=60)
@given(cut=st.integers(0, 5000), put=st.binary(max_size=12))
def test_whatever_becomes_of_a_pack_checking_answers_with_sentences(tmp_path_factory, cut, put):
    folder = tmp_path_factory.mktemp("pack")
    path = packed(folder)[0]
    data = path.read_bytes()
    changed = data[: cut % len(data)] + put + data[cut % len(data) + len(put) :]
    path.write_bytes(changed)
    found = check_pack([path], manifest_sha256(canonical(MANIFEST)))
    assert all(sentence.endswith(".") for sentence in found.faults)


def megabytes(count: int) -> Entry:
    return Entry(f"p/{count}.bin", count << 20, lambda: (bytes(1 << 20) for _ in range(count)))


def test_parts_keep_to_the_size_asked_and_together_hold_everything(tmp_path):
    entries = [megabytes(6), megabytes(7), megabytes(3), megabytes(9)]
    parts = split(entries, 12 << 20)
    assert [entry.name for part in parts for entry in part] == [entry.name for entry in entries]
    assert all(len(b"".join(zipped(part, AT))) <= 12 << 20 for part in parts)
    assert len(parts) == 3
    assert part_of(entries, 12 << 20, 2) == parts[1]


def test_a_file_larger_than_a_part_names_itself_and_the_size_that_would_do():
    with pytest.raises(BadInput) as refused:
        split([megabytes(20)], 12 << 20)
    assert "p/20.bin alone is larger than one part: choose parts of at least 21 MB." in str(refused.value.faults[0])


def test_all_parts_together_are_checked_as_one(tmp_path):
    paths = packed(tmp_path, part=10_000_000)
    assert check_pack(paths).holds


def test_memory_stays_flat_however_large_the_pack_is():
    tracemalloc.start()
    size = sum(len(piece) for piece in zipped([megabytes(256)], AT))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size > 256 << 20
    assert peak < 8 << 20


def changed(**fields) -> str:
    return json.dumps({**json.loads(canonical(MANIFEST)), **fields})


@pytest.mark.parametrize(
    "manifest",
    [
        "[]",
        "3",
        changed(digests=[]),
        changed(digests=None),
        changed(pieces=3),
        changed(pieces=["E4"]),
        changed(
            pieces=[
                {
                    "number": 4,
                    "version": 1,
                    "kind": "",
                    "happened_on": "",
                    "tags": [],
                    "files": [{"path": ["files"], "sha256": "", "size": 0, "media_type": ""}],
                }
            ]
        ),
    ],
)
def test_what_is_no_manifest_is_told_in_a_sentence(tmp_path, manifest):
    found = check_pack(packed(tmp_path, **{"manifest.json": manifest.encode()}))
    assert found.faults == ("Its manifest or its words cannot be read.",)


def test_words_that_are_no_text_are_told_in_a_sentence(tmp_path):
    broken = json.dumps({"E4.title": ["salt", "\ud800"]}).encode()
    assert check_pack(packed(tmp_path, **{"words.json": broken})).faults == (
        "Its manifest or its words cannot be read.",
    )


def test_a_pack_that_was_unpacked_and_packed_again_still_holds(tmp_path):
    shutil.unpack_archive(packed(tmp_path)[0], tmp_path / "opened", "zip")
    again = shutil.make_archive(str(tmp_path / "again"), "zip", tmp_path / "opened", "portfolio-v1")
    with zipfile.ZipFile(again) as archive:
        assert any(name.endswith("/") for name in archive.namelist())
    assert check_pack([Path(again)]).holds
