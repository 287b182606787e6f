"""Packs whose files are the frozen ones and whose ZIP is not: no pack is packed so, and neither is one packed again."""

import io
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from app.documents.pack import check_pack
from tests.documents.test_pack import FILES, PLAN, packed

FOLDER = "portfolio-v1"
NOT_WHOLE = ("This is not a whole ZIP file, or a part of it was changed or lost.",)
AROUND = ("There is something before, between or after its files that belongs to none of them.",)
BOUND = 8 * 1024 * 1024


def again(path: Path, method: int = zipfile.ZIP_STORED, named=lambda name: name, mode=lambda name: 0o100644) -> Path:
    """The pack, packed again: `named` and `mode` give what stands in the table of contents for each file."""
    made = path.with_name("again.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", method) as new:
        for info in old.infolist():
            entry = zipfile.ZipInfo(named(info.filename))
            entry.external_attr, entry.compress_type = mode(info.filename) << 16, method
            new.writestr(entry, old.read(info))
    return made


def not_in_one_folder(name: str) -> tuple[str]:
    return (f"Its files do not lie in one folder, as those of a pack do: {name} does not.",)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("folder", [FOLDER, "Portfolio of Chloe, version 1"])
def test_a_pack_packed_again_holds_in_whatever_one_folder_it_lies(tmp_path, method, folder):
    made = again(packed(tmp_path)[0], method, lambda name: name.replace(FOLDER, folder))
    assert check_pack([made]).holds


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_unpacks_without_bound_is_not_unpacked(tmp_path, method):
    made = again(packed(tmp_path)[0], method)
    assert check_pack([made]).faults == (
        f"{FOLDER}/index.html is packed in a way that is not read here. Unpack the pack and pack its folder again as "
        "an ordinary ZIP file.",
    )


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("name", ["manifest.json", "x.bin"])
def test_a_file_that_says_it_is_small_takes_no_more_memory_than_that(tmp_path, method, name):
    path = tmp_path / "odd.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        if name != "manifest.json":
            archive.writestr("p/manifest.json", "{}")
        with archive.open(f"p/{name}", "w") as inside:
            for _ in range(100):
                inside.write(bytes(1024 * 1024))
    data = bytearray(path.read_bytes())
    struct.pack_into("<L", data, data.rfind(b"PK\1\2") + 24, 100)
    tracemalloc.start()
    found = check_pack([io.BytesIO(data)], most=1024)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.faults
    assert peak < BOUND


def test_a_file_that_begins_beyond_any_file_is_told_in_a_sentence(tmp_path):
    data = bytearray(packed(tmp_path)[0].read_bytes())
    end = data.rfind(b"PK\5\6")
    entry = data.rfind(b"PK\1\2")
    struct.pack_into("<L", data, entry + 42, 0xFFFFFFFF)
    longer = struct.pack("<HHQ", 1, 8, 2**64 - 1)
    struct.pack_into("<H", data, entry + 30, len(longer))
    (size,) = struct.unpack_from("<L", data, end + 12)
    struct.pack_into("<L", data, end + 12, size + len(longer))
    data[end:end] = longer
    assert check_pack([io.BytesIO(data)]).faults == NOT_WHOLE


@pytest.mark.parametrize("folder", ["", "..", ".", "..\\..", "C:"])
def test_files_that_would_unpack_anywhere_but_in_a_folder_are_refused(tmp_path, folder):
    made = again(packed(tmp_path)[0], named=lambda name: name.replace(FOLDER, folder))
    assert check_pack([made]).faults == not_in_one_folder(f"{folder}/index.html")


def test_files_that_lie_each_in_a_folder_of_its_own_are_refused(tmp_path):
    roots = (f"folder-{number}" for number in range(100))
    made = again(packed(tmp_path)[0], named=lambda name: name.replace(FOLDER, next(roots)))
    assert check_pack([made]).faults == not_in_one_folder("folder-1/manifest.json")


@pytest.mark.parametrize("name", ["index.html", "another/", "../index.html", "portfolio-v2/index.html"])
def test_what_lies_beside_the_packs_folder_is_refused(tmp_path, name):
    path = packed(tmp_path)[0]
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, "")
    assert check_pack([path]).faults == not_in_one_folder(name)


def test_the_files_of_a_pack_without_its_folder_are_told_what_they_lack(tmp_path):
    made = again(packed(tmp_path)[0], named=lambda name: name.removeprefix(f"{FOLDER}/"))
    assert check_pack([made]).faults == not_in_one_folder("index.html")


def test_parts_in_different_folders_are_not_one_pack(tmp_path):
    whole = packed(tmp_path)[0]
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("portfolio-v2/files/E09/1.pdf", PLAN)
    assert check_pack([whole, other]).faults == not_in_one_folder("portfolio-v2/files/E09/1.pdf")


@pytest.mark.parametrize("mode", [0o120777, 0o040755, 0o010644])
def test_evidence_that_is_marked_as_a_link_or_another_thing_is_refused(tmp_path, mode):
    made = again(packed(tmp_path)[0], mode=lambda name: mode if "/files/" in name else 0o100644)
    assert check_pack([made]).faults == (
        f"{FOLDER}/files/E04/1.pdf is no ordinary file: it is marked as a link or as something else that no pack has "
        "in it.",
    )


def test_a_name_with_another_behind_a_zero_byte_is_refused(tmp_path):
    path = packed(tmp_path, **{"annex.csv": b"", "annex.csv0.exe": b""})[0]
    path.write_bytes(path.read_bytes().replace(b"annex.csv0.exe", b"annex.csv\0.exe"))
    assert check_pack([path]).faults == (
        f"The name of {FOLDER}/annex.csv goes on after a zero byte, so other programs may show another name.",
    )


def test_a_folder_that_hides_bytes_is_refused(tmp_path):
    path = packed(tmp_path)[0]
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(f"{FOLDER}/files/", "Distinction")
    data = bytearray(path.read_bytes())
    struct.pack_into("<L", data, data.rfind(b"PK\1\2") + 24, 0)
    assert check_pack([io.BytesIO(data)]).faults == (
        f"{FOLDER}/files/ is no ordinary file: it is marked as a link or as something else that no pack has in it.",
    )


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_evidence_that_goes_on_after_the_size_it_says_is_not_what_was_frozen(tmp_path, method):
    made = again(packed(tmp_path, files={**FILES, "files/E04/1.pdf": PLAN + b"Distinction"})[0], method)
    data = bytearray(made.read_bytes())
    entry = data.rfind(b"PK\1\2", 0, data.rfind(b"/files/E04/1.pdf"))
    struct.pack_into("<L", data, entry + 16, zlib.crc32(PLAN))
    struct.pack_into("<L", data, entry + 24, len(PLAN))
    assert "files/E04/1.pdf is not the file that was frozen." in check_pack([io.BytesIO(data)]).faults


def before(data: bytes) -> bytes:
    return bytes(12_000) + data


def behind(data: bytes) -> bytes:
    return data + bytes(4_000)


def behind_with_an_end_of_its_own(data: bytes) -> bytes:
    end = data.rfind(b"PK\5\6")
    size, start = struct.unpack_from("<LL", data, end + 12)
    return data + bytes(4_000) + data[start : start + size] + data[end:]


def between(data: bytes) -> bytes:
    end = data.rfind(b"PK\5\6")
    (start,) = struct.unpack_from("<L", data, end + 16)
    moved = bytearray(data[:start] + bytes(4_000) + data[start:])
    struct.pack_into("<L", moved, end + 4_000 + 16, start + 4_000)
    return bytes(moved)


def remark(data: bytes) -> bytes:
    made = io.BytesIO(data)
    with zipfile.ZipFile(made, "a") as archive:
        archive.comment = b"Distinction"
    return made.getvalue()


@pytest.mark.parametrize("put", [before, behind, behind_with_an_end_of_its_own, between, remark])
def test_nothing_may_lie_around_or_between_the_files(tmp_path, put):
    data = packed(tmp_path)[0].read_bytes()
    assert check_pack([io.BytesIO(data)]).holds
    assert check_pack([io.BytesIO(put(data))]).faults == AROUND
